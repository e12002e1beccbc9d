"""Finds the terms of a query in a text: for highlighting, snippets and key words in context."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from functools import lru_cache
from itertools import islice, pairwise

from extract.index.query.tree import Field, Node, Pattern, WordSequence, positive_leaves
from extract.index.search.patterns import Hit, PatternBudget
from extract.index.search.rows import SNIPPET, opening
from extract.index.words import FOLDS, FoldedText, fold_text, is_unspaced


def find_hits(
    root: Node | None, text: str, mentions: Collection[Hit] = (), budget: PatternBudget | None = None
) -> list[Hit]:
    """Find the words, phrases and patterns of a query in `text`: spans, ascending, disjoint.

    Args:
        root: of the query; what is negated is not marked, nor are tags, dates and other fields.
        text: of an article.
        mentions: where the entities that the query asks for are named.
        budget: how long its patterns may take.

    """
    folds = FoldedText(text)
    found = [span for leaf in positive_leaves(root) for span in _find_leaf(leaf, folds, budget)]
    return _merge_overlaps([*found, *mentions])


def make_snippet(text: str, root: Node | None, budget: PatternBudget | None = None) -> str:
    """Cut out the text around the first hit, or its beginning, on one line."""
    if root is None:
        return opening(text)
    first = min((at for leaf in positive_leaves(root) if (at := _find_plain(leaf, text)) is not None), default=None)
    if first is None:
        folds = FoldedText(text)
        first = min(
            (span[0] for leaf in positive_leaves(root) for span in islice(_find_leaf(leaf, folds, budget), 1)),
            default=None,
        )
    start = max(0, (first or 0) - SNIPPET // 3)
    start = start and (text.find(" ", start, first) + 1 or start)
    return " ".join(text[start : start + SNIPPET].split())


def _find_plain(leaf: WordSequence | Pattern | Field, text: str) -> int | None:
    """Find words in lower case, title case or upper case, without folding the text: fast, and mostly enough."""
    if not isinstance(leaf, WordSequence) or leaf.title or leaf.exact is not None:
        return None
    alternatives = [leaf.words[:1], leaf.words[1:2]] if leaf.near is not None else [leaf.words]
    return min(
        (at for words in alternatives if (at := _first_place(words, text, prefix=leaf.prefix)) is not None),
        default=None,
    )


def _first_place(words: tuple[str, ...], text: str, *, prefix: bool) -> int | None:
    phrase, first = " ".join(words), None
    for form in {phrase, phrase.capitalize(), phrase.title(), phrase.upper()} - {""}:
        at = text.find(form, 0, first)
        while at >= 0 and not _is_whole_word(text, at, at + len(form), prefix=prefix):
            at = text.find(form, at + 1, first)
        first = first if at < 0 else at
    return first


def _is_whole_word(text: str, start: int, end: int, *, prefix: bool) -> bool:
    """Whether the span begins and, unless it is a prefix, ends at the edge of a word."""
    return not text[start - 1 : start].isalnum() and (prefix or not text[end : end + 1].isalnum())


def matches_exactly(
    kind: int, pattern: str, title: str | None, text: Callable[[], str], budget: PatternBudget | None = None
) -> bool | None:
    """Decide what FTS5 cannot: whether a pattern or words as written are in an article; None where it takes too long.

    Args:
        kind: 0 a pattern in the text, 1 a pattern in the title, 2 words as written in either, 3 in the title.
        pattern: the pattern or the words.
        title: as lists show it.
        text: returns the article's.
        budget: how long the query's patterns may take.

    """
    if kind in (0, 1):
        return (budget or PatternBudget()).matches(pattern, text() if kind == 0 else title or "")
    found = exact_pattern(pattern).search(title or "")
    return bool(found or (kind == 2 and exact_pattern(pattern).search(text())))


def _find_leaf(leaf: WordSequence | Pattern | Field, folds: FoldedText, budget: PatternBudget | None) -> Iterator[Hit]:
    match leaf:
        case Pattern(title=False):
            yield from (budget or PatternBudget()).find_all(leaf.pattern, folds.text) or ()
        case WordSequence(title=False, exact=str() as exact):
            yield from (match.span() for match in exact_pattern(exact).finditer(folds.text))
        case WordSequence(title=False):
            if leaf.near is None:
                yield from _find_words(leaf.words, folds, prefix=leaf.prefix)
            else:  # of words that stand near each other each is marked by itself
                yield from sorted(span for word in leaf.words for span in _find_words((word,), folds))


def _find_words(words: tuple[str, ...], folds: FoldedText, *, prefix: bool = False) -> Iterator[Hit]:
    """Yield the spans of words in a row. The pattern begins with a letter, so that `re` skips to it."""
    if not words:
        return
    text = folds.folded
    for match in _compile_words(words, prefix, folds.marks).finditer(text):
        start = match.start()
        if start == 0 or not text[start - 1].isalnum() or is_unspaced(words[0][0]):
            yield folds.restore(*match.span())


@lru_cache(maxsize=256)
def exact_pattern(exact: str) -> re.Pattern[str]:
    """Compile a pattern for words as written, at the edges of words."""
    head = r"(?<!\w)" if exact[:1].isalnum() else ""
    tail = r"(?!\w)" if exact[-1:].isalnum() else ""
    return re.compile(head + re.escape(exact) + tail)


@lru_cache(maxsize=512)
def _compile_words(words: tuple[str, ...], prefix: bool, marks: str) -> re.Pattern[str]:
    pattern = _word_pattern(words[0], marks)
    for before, word in pairwise(words):
        apart = "*" if is_unspaced(before[-1]) or is_unspaced(word[0]) else "+"
        pattern += rf"[\W_]{apart}{_word_pattern(word, marks)}"
    if not is_unspaced(words[-1][-1]):
        pattern += r"[^\W_]*" if prefix else r"(?![^\W_])"
    return re.compile(pattern)


def _word_pattern(word: str, marks: str) -> str:
    """Return a pattern for a word in a folded text, which has ß where the word has ss."""
    pieces = _PIECE.findall(fold_text(word))
    return "".join(
        (f"(?:{_LIGATURES[piece]}|{piece[0]}{marks}{piece[1]})" if piece in _LIGATURES else re.escape(piece)) + marks
        for piece in pieces
    )


_LIGATURES = {to: char for char, to in FOLDS.items() if len(to) == 2 and to.islower()}
_PIECE = re.compile("|".join((*_LIGATURES, ".")), re.DOTALL)


def _merge_overlaps(spans: list[Hit]) -> list[Hit]:
    """Merge spans that overlap."""
    joined: list[Hit] = []
    for start, end in sorted(spans):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
