"""Word-level alignment of two texts: what both have in the same order, what stands elsewhere, what only one has.

The longest common subsequence of words (bit-parallel, by rapidfuzz) leaves chance agreements, single words that both
texts happen to have between changes; they are taken back as in the semantic cleanup of Neil Fraser's diff-match-patch.
What is left of both is searched for common shingles (Broder, 1997), so that a paragraph that was moved is not taken
for one that only one text has. Kinds of quotation marks and dashes, white space and invisible characters do not count.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from itertools import groupby, pairwise

import regex

MOST_WORDS = 10_000
"""Words and marks of each text that are compared: memory grows with the product, 12 MB here."""
LEAST_RUN = 4
"""Words from which on an agreement between two changes is never taken for chance."""
LEAST_SHARED = 0.02
"""Part of the words from which on two texts have something in common."""
SHINGLE = 6
"""Words that must stand together in both texts to be held for moved."""
SENTENCE_ENDS = frozenset(".!?…。")
LOOKED_AT = 4
"""Places of a shingle that are tried."""

_UNSPACED = r"\p{Han}\p{Hiragana}\p{Katakana}"
_LETTER = rf"[[\p{{L}}\p{{M}}\p{{N}}\p{{Cf}}_]--[{_UNSPACED}]]"
_WORD = regex.compile(
    rf"(?V1)[{_UNSPACED}]\p{{M}}*|{_LETTER}+(?:['’]{_LETTER}+)*|[^\s\p{{L}}\p{{M}}\p{{N}}\p{{Cf}}_]\p{{M}}*"
)
"""A word, a character of a script without spaces, or a mark: `Ukraine’s`, `漢`, `,`."""
_INVISIBLE = regex.compile(r"\p{Cf}+")
_ALIKE = str.maketrans({**dict.fromkeys("‘’‛′`", "'"), **dict.fromkeys("“”„‟«»″", '"'), **dict.fromkeys("–—−‐‑", "-")})

Place = tuple[int, int]
"""Start and end, in code points; or in words, where it says so."""


class Kind(Enum):
    """What a stretch of one text is to the other."""

    SAME = "same"
    MOVED = "moved"
    """Both have it, in another order."""
    ONLY = "only"
    ASIDE = "aside"
    """Only one has it, and it does not count: page furniture."""
    BEYOND = "beyond"
    """Past the words that are compared."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of one text."""

    start: int
    end: int
    kind: Kind


@dataclass(frozen=True, slots=True)
class Difference:
    """What stands in one text where the other has something else, or nothing: then start and end are one."""

    first: Place
    second: Place


@dataclass(frozen=True, slots=True)
class Alignment:
    """Two texts beside each other; offsets in code points."""

    first: tuple[Stretch, ...]
    """Of the first text, all of it, ascending; none is empty."""
    second: tuple[Stretch, ...]
    differences: tuple[Difference, ...]
    """Ascending in both."""
    pairs: tuple[Place, ...]
    """Where each word stands that both have in the same order: in the first text, and in the second."""
    shared: tuple[float, float]
    """Which part of the words of each text, without marks and page furniture, the other has too; 1 of no words."""

    def across(self, offset: int, *, back: bool = False) -> int:
        """Return where in the second text, or `back` in the first, one is at a place of the other."""
        side, other = (1, 0) if back else (0, 1)
        at = bisect_right(self.pairs, offset, key=lambda pair: pair[side]) - 1
        return self.pairs[at][other] if at >= 0 else 0

    @property
    def apart(self) -> bool:
        """Whether the texts have as good as nothing in common."""
        return max(self.shared) < LEAST_SHARED

    @property
    def cut(self) -> bool:
        """Whether a text is longer than what is compared."""
        return any(stretches and stretches[-1].kind is Kind.BEYOND for stretches in (self.first, self.second))


@dataclass(frozen=True, slots=True)
class _Run:
    """Words that both texts have, one after another."""

    first: int
    second: int
    words: int


def align_texts(
    first: str, second: str, aside: tuple[Sequence[Place], Sequence[Place]] = ((), ()), most: int = MOST_WORDS
) -> Alignment:
    """Align two texts.

    Args:
        first: one text.
        second: the other.
        aside: stretches of each (code points, ascending, disjoint) that are no difference where only one has them.
        most: words of each that are compared.

    """
    words = [_words(text, most) for text in (first, second)]
    keys = _keys(first, words[0]), _keys(second, words[1])
    runs = _without_chance(_common_runs(*keys), [len(one) for one in keys])
    _end_at_sentences(runs, keys)
    kinds = [[Kind.ONLY] * len(one) for one in words]
    for run in runs:
        for side, start in enumerate((run.first, run.second)):
            kinds[side][start : start + run.words] = [Kind.SAME] * run.words
    _find_moved(keys, kinds)
    for side in (0, 1):
        _set_aside(words[side], kinds[side], aside[side])
    pairs = [(words[0][run.first + n][0], words[1][run.second + n][0]) for run in runs for n in range(run.words)]
    return Alignment(
        tuple(_stretches(first, words[0], kinds[0], most)),
        tuple(_stretches(second, words[1], kinds[1], most)),
        tuple(_differences(runs, words, kinds)),
        tuple(pairs),
        (_share(keys[0], kinds[0]), _share(keys[1], kinds[1])),
    )


def _words(text: str, most: int) -> list[Place]:
    """Return where the first words of a text stand."""
    places: list[Place] = []
    for match in _WORD.finditer(text):
        if len(places) == most:
            break
        places.append(match.span())
    return places


def _keys(text: str, places: Sequence[Place]) -> list[str]:
    """Return words as they are compared."""
    keys = []
    for start, end in places:
        word = text[start:end]
        if not word.isascii():
            word = unicodedata.normalize("NFC", _INVISIBLE.sub("", word).translate(_ALIKE))
        keys.append(word)
    return keys


def _common_runs(first: Sequence[str], second: Sequence[str]) -> list[_Run]:
    """Return the runs of the longest common subsequence."""
    from rapidfuzz.distance import Indel

    numbers: dict[str, int] = {}
    coded = [[numbers.setdefault(word, len(numbers)) for word in words] for words in (first, second)]
    return [
        _Run(code.src_start, code.dest_start, code.src_end - code.src_start)
        for code in Indel.opcodes(*coded)
        if code.tag == "equal"
    ]


def _without_chance(runs: Sequence[_Run], lengths: Sequence[int]) -> list[_Run]:
    """Leave out short runs that are no longer than the change on either side of them."""
    kept: list[_Run] = []
    for number, run in enumerate(runs):
        kept.append(run)
        after = runs[number + 1] if number + 1 < len(runs) else _Run(lengths[0], lengths[1], 0)
        while kept and _is_chance(kept, after):
            kept.pop()
    return kept


def _is_chance(kept: Sequence[_Run], after: _Run) -> bool:
    """Tell whether the last run that is kept agrees by chance, between the run before it and `after`."""
    run = kept[-1]
    before = kept[-2] if len(kept) > 1 else _Run(0, 0, 0)
    change_before = max(run.first - before.first - before.words, run.second - before.second - before.words)
    change_after = max(after.first - run.first - run.words, after.second - run.second - run.words)
    return run.words < LEAST_RUN and run.words <= change_before and run.words <= change_after


def _end_at_sentences(runs: list[_Run], keys: tuple[Sequence[str], Sequence[str]]) -> None:
    """Have what one text adds end with a sentence rather than begin with the end of the one before: `X.`, not `. X`."""
    for number, (before, after) in enumerate(pairwise(runs)):
        first, second = before.first + before.words, before.second + before.words
        added = (first == after.first) != (second == after.second)
        if (
            added
            and after.words
            and keys[0][first] == keys[1][second] == keys[0][after.first]
            and keys[0][first] in SENTENCE_ENDS
        ):
            runs[number] = replace(before, words=before.words + 1)
            runs[number + 1] = _Run(after.first + 1, after.second + 1, after.words - 1)


def _find_moved(keys: tuple[Sequence[str], Sequence[str]], kinds: list[list[Kind]]) -> None:
    """Set MOVED on words that stand together in both texts, but in another order."""
    places: dict[tuple[str, ...], list[int]] = {}
    for start in _rest(kinds[0]):
        places.setdefault(tuple(keys[0][start : start + SHINGLE]), []).append(start)
    done = 0
    for start in list(_rest(kinds[1])) if places else ():
        if start < done:
            continue
        found = places.get(tuple(keys[1][start : start + SHINGLE]), ())[:LOOKED_AT]
        at, words = max(
            ((one, _common(keys, kinds, one, start)) for one in found), key=lambda one: one[1], default=(0, 0)
        )
        if words >= SHINGLE:
            kinds[0][at : at + words] = kinds[1][start : start + words] = [Kind.MOVED] * words
            done = start + words


def _rest(kinds: Sequence[Kind]) -> Iterator[int]:
    """Yield where SHINGLE words in a row are in one text only."""
    row = 0
    for number, kind in enumerate(kinds):
        row = row + 1 if kind is Kind.ONLY else 0
        if row >= SHINGLE:
            yield number - SHINGLE + 1


def _common(keys: tuple[Sequence[str], Sequence[str]], kinds: list[list[Kind]], first: int, second: int) -> int:
    """Return how many words from here on are the same in both texts and belong to no run yet."""
    words = 0
    for one, other, kind, other_kind in zip(
        keys[0][first:], keys[1][second:], kinds[0][first:], kinds[1][second:], strict=False
    ):
        if one != other or kind is not Kind.ONLY or other_kind is not Kind.ONLY:
            break
        words += 1
    return words


def _set_aside(words: Sequence[Place], kinds: list[Kind], aside: Sequence[Place]) -> None:
    """Set ASIDE on words that only one text has, inside stretches that do not count."""
    ends = [end for _, end in aside]
    for number, (start, _) in enumerate(words):
        at = bisect_right(ends, start)
        if kinds[number] is Kind.ONLY and at < len(aside) and aside[at][0] <= start:
            kinds[number] = Kind.ASIDE


def _stretches(text: str, words: Sequence[Place], kinds: Sequence[Kind], most: int) -> Iterator[Stretch]:
    """Yield a text as stretches; white space belongs to the word before it."""
    start = number = 0
    runs = [(kind, sum(1 for _ in run)) for kind, run in groupby(kinds)]
    for at, (kind, many) in enumerate(runs):
        number += many
        last = at + 1 == len(runs)
        end = words[number][0] if not last else words[-1][1] if len(words) == most else len(text)
        yield Stretch(start, end, kind)
        start = end
    if start < len(text):
        yield Stretch(start, len(text), Kind.BEYOND if words else Kind.SAME)


def _differences(
    runs: Sequence[_Run], words: Sequence[Sequence[Place]], kinds: list[list[Kind]]
) -> Iterator[Difference]:
    """Yield what lies between two runs, where only one text has any of it."""
    ends = [0, 0]
    for run in [*runs, _Run(len(words[0]), len(words[1]), 0)]:
        sides: list[Place] = []
        differ = False
        for side, start in enumerate((run.first, run.second)):
            only = [number for number in range(ends[side], start) if kinds[side][number] is Kind.ONLY]
            differ = differ or bool(only)
            here = words[side][start - 1][1] if start else 0
            sides.append((words[side][only[0]][0], words[side][only[-1]][1]) if only else (here, here))
        ends = [run.first + run.words, run.second + run.words]
        if differ:
            yield Difference(sides[0], sides[1])


def _share(words: Sequence[str], kinds: Sequence[Kind]) -> float:
    counted = [kind for word, kind in zip(words, kinds, strict=True) if kind is not Kind.ASIDE and word[:1].isalnum()]
    return sum(kind is not Kind.ONLY for kind in counted) / len(counted) if counted else 1.0
