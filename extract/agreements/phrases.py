"""Finds the phrase of a noun in the tree of its sentence: its modifiers before, its complement behind."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extract.date_grammar import MONTH, WEEKDAY
from extract.syntax import FINITE, Trees
from extract.tables import words


@dataclass(frozen=True, slots=True)
class NounPhrase:
    """A noun with what belongs to it; a leading article is left out."""

    start: int
    end: int
    modifiers: frozenset[str]
    complement: bool
    definite: bool
    """Something known already: "the agreement", "this deal"."""


_HERE = "extract.agreements"
_DEFINITE, _OPENERS, _SETS = (words(_HERE, kind) for kind in ("definite", "openers", "sets"))
_BEFORE = ("amod", "compound", "flat", "nmod:desc", "nummod", "nmod", "punct")
_LOOSE = ("acl:relcl", "parataxis", "obl:unmarked", "nmod:unmarked")
_ASIDE = re.compile(
    rf" (?:on|in|by|since|until|from|to) (?:{WEEKDAY}|{MONTH}(?: \d{{1,2}})?)\Z|(?: ?\( ?[A-Z][A-Z0-9.]* ?\))+\Z"
    r"|,? according to\b[^\n]*\Z"
)
"""At a phrase's end: when it was signed, the short form of a name, who told of it."""
_DATED = re.compile(rf"\b(?:{WEEKDAY}|{MONTH}|days?|weeks?|months?|years?|summit|visit|mid)\Z", re.IGNORECASE)
"""When it was signed is no part of its name, unless it is a year: that tells what is long past."""
_LONGEST = 110
"""Code points that a complement may have; a longer one is not all of it."""


def phrase_around(text: str, trees: Trees, noun: int, end: int, given: bool) -> NounPhrase:
    """Return the phrase of a noun whose words end at `end`; `given`: "from" names who gives it ("sanctions from A")."""
    while trees.labels[noun] == "compound" and trees.heads[noun] > noun:  # "takeover offer"
        noun = trees.heads[noun]
        end = trees.ends[noun]
    heads = [noun]
    if (
        trees.labels[noun] == "nmod"
        and trees.words[trees.heads[noun]] in _SETS
        and "of" in trees.child_words(noun, "case")
    ):
        heads.append(trees.heads[noun])
    first = heads[-1]
    for child in reversed([child for child in trees.children(first) if child < first]):
        if trees.labels[child] not in _BEFORE or (trees.labels[child] == "punct" and trees.words[child] != "-"):
            break
        if "," in text[trees.ends[child] : trees.starts[first]] and trees.labels[child] != "amod":
            break
        if trees.labels[child] != "nmod" or not trees.child_words(child, "case"):
            first = child
    start = trees.starts[first] if first == heads[-1] else trees.span(first, ("det", "case", "punct"))[0]
    if text.count('"', start, end) % 2:  # "standardized" contracts
        start = text.rindex('"', start, end) + len('" ')
    stop = complement_end(text, trees, end, _OPENERS if given else _OPENERS - {"from"})
    before = trees.child_words(heads[-1], "det"), trees.children(heads[-1], "nmod:poss")
    modifiers = frozenset(trees.words[token] for token in trees.tokens_within(start, trees.starts[noun]))
    return NounPhrase(start, stop, modifiers, stop > end, bool(before[0] & _DEFINITE or before[1]))


def complement_end(text: str, trees: Trees, end: int, openers: frozenset[str] = _OPENERS) -> int:
    """Return where the complement of the noun ends that ends at `end`, whatever the parser hangs it on."""
    begin = at = end
    while (piece := _piece(text, trees, at, openers)) and piece[0] - end <= _LONGEST:
        at, is_whole = piece
        end = at if is_whole else end
    aside = _ASIDE.search(text, begin, end)
    return aside.start() if aside else end


def _piece(text: str, trees: Trees, end: int, openers: frozenset[str]) -> tuple[int, bool] | None:
    """Return where the phrase ends that an opener begins right behind `end`: "on B", "to build ferries".

    And whether it may stand alone, as "signed" and "to build" may not.
    """
    opener = trees.token_at(end + 1)
    if opener is None or text[end].strip(" \xa0") or trees.words[opener] not in openers:
        return None
    head = trees.heads[opener] if trees.labels[opener] in ("case", "mark") else opener
    while trees.labels[head] in ("compound", "nmod:desc") and trees.heads[head] > head:
        head = trees.heads[head]  # "of the group's chairman Ada Holm", as the parser has it
    if head < opener or _DATED.search(text, end, trees.ends[head]):
        return None
    least = trees.ends[head if trees.labels[opener] == "mark" else opener]
    for loose in (_LOOSE, (*_LOOSE, "obl", "conj", "acl", "ccomp", "advcl", "punct", "cc")):
        start, stop = trees.span(head, loose)
        if stop - end <= _LONGEST and start > end:
            stop = _trimmed(text, trees, start, stop)
            aside = _ASIDE.search(text, start, stop)
            return stop, (aside.start() if aside else stop) > least
    return None


def _trimmed(text: str, trees: Trees, start: int, stop: int) -> int:
    """Return where a phrase ends without what is told aside at its end: "B, a maker of ferries"."""
    for token in trees.labelled(start, stop, "appos", "acl:relcl", "conj"):
        first, last = trees.span(token)
        if (label := trees.labels[token]) == "conj" and trees.tags[token] not in FINITE:
            continue
        clause = label != "appos"
        if not text[last:stop].strip(" )") and (clause or text[first - 2 : first].strip()[-1:] in (",", "(")):
            stop = start + len(text[start:first].rstrip(" ,("))
    return stop
