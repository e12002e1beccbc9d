"""Captions of the article's own pictures: what they show is often another day's, and no part of what happened."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from extract.stretches import Stretch, merge_stretches

LONGEST = 400
"""Code points of a caption."""

_AGENCY = (
    r"(?:A(?:P(?: Photo)?|FP|FP Photo|nadolu(?: Agency)?|lamy)|R(?:euters|EUTERS)|Getty(?: Images)?|EPA(?:-EFE)?"
    r"|Shutterstock|Xinhua|Bloomberg|TASS|Sputnik|WireImage|Handout|File Photo|PA(?: Wire| Media)?)"
)
_NAMES = r"[A-Z][\w.’'-]*(?: [\w.’'-]+){0,4}"
_FILE = r"(?:/(?:Files?(?: Photo)?|Pool|Handout|Getty Images))*"
_CREDIT = re.compile(
    rf"[(\[](?:[^()\[\]\n]{{0,60}}?(?:[/|:] ?|\bvia ))?{_AGENCY}"
    rf"(?: ?[/|,] ?[^()\[\]\n]{{1,60}}| via [^()\[\]\n]{{1,40}})?(?: Images)?[)\]](?! ?[-–—])"
    rf"|(?:{_NAMES} ?[/|] ?){{1,2}}{_AGENCY}(?: ?[/|] ?{_AGENCY})*{_FILE}"
    rf"| ?{_AGENCY}/[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){{0,2}}{_FILE}"
)
"""Who made a picture: "(Bo Ek/AP)", "(Handout via AFP)", "Bo Ek | AFP | Getty Images", "REUTERS/Ann Lee/File Photo".

A dateline's agency has a dash behind it: "TORVIK (Reuters) - The ferry ..."."""
_SIGN = re.compile(r"[(\[/|]")
"""One of these stands in each credit; `BEFORE` code points before it at most, the credit begins."""
BEFORE, BEHIND = 60, 120
_DAY = re.compile(r"(?:\d{1,2},? (?:19|20)\d\d|\d{1,2} [A-Z][a-z]{2,8} (?:19|20)\d\d)[.,]?\s*\Z")
_REST = re.compile(r"[ .]*(?:\n|\Z)")
_POINTING = re.compile(r"\((?:[LRC]|left|right|cent(?:er|re)|not (?:seen|pictured|shown))\)")
"""Whom a picture shows: "Ann Lee (L) and Bo Ek (not seen) at the pier of Torvik"."""


def find_captions(text: str, sentences: Sequence[Stretch]) -> list[Stretch]:
    """Return the captions that have a credit, with it, ascending and disjoint.

    A caption is the sentence before a credit in brackets that ends its line. Where the credit has no brackets, pages
    were flattened, or it stands on a line of its own, it may be the credit of a picture without a caption: there the
    sentence is one if it ends with a day, "... in Torvik, May 4, 2029. REUTERS/Ann Lee", or says whom one sees where.
    """
    return merge_stretches(_find(text, sentences))


def _find(text: str, sentences: Sequence[Stretch]) -> Iterator[Stretch]:
    end = 0
    for sign in _SIGN.finditer(text):
        if sign.start() < end:
            continue
        line = text.rfind("\n", 0, sign.start()) + 1
        match = _CREDIT.search(text, max(line, end, sign.start() - BEFORE), sign.end() + BEHIND)
        if match is None:
            continue
        start, end = match.span()
        at = bisect_right(sentences, (start, start)) - 1
        while at >= 0 and not text[sentences[at][0] : start].strip():
            at -= 1
        begin = sentences[at][0] if at >= 0 else 0
        told = text[begin:start].rstrip()
        if end - begin > LONGEST or "\n\n" in text[begin + len(told) : start]:
            continue
        ends_line = _REST.match(text, end) is not None
        if (begin >= line and text[start] in "([" and ends_line) or _DAY.search(told) or _POINTING.search(told):
            yield begin, end
