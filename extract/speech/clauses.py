"""The clause that a verb of saying introduces or follows: where it begins and where it ends."""

from __future__ import annotations

import re

from extract.speech.verbs import Cue, forms

_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_WHEN = (
    rf"(?:(?:on|late|early|earlier|last|this)\s)?(?:{_DAY}|week|month|year|today|yesterday|tonight)"
    r"(?:\s(?:night|morning|afternoon|evening|week))?"
)
_CIRCUMSTANCE = re.compile(
    r"(?:\sout)?(?:\s*,?\s(?:on|in|at|via|by|during|through|to|from|with|last|earlier|late|early|later|this|also|again|today|for"
    rf"|yesterday|tonight|now|further|however|too|after|before|as|{_DAY})\b[^.!?;:\n“”\"]{{0,100}}?)?,?\s+that,?\s+"
)
_SOMEBODY = re.compile(r"[^.!?;:\n“”\",]{0,100}?,?\s+that,?\s+")
_RECIPIENT = re.compile(
    r"\s(?:(?:the|his|her|its)\s)?(?:[A-Z][\w’'.-]*(?:\s(?:of\s)?[A-Z][\w’'.-]*){0,4}|reporters|journalists|lawmakers|parliament|him|her|them"
    rf"|us|me|an?\s[\w\s]{{3,30}})(?:\s{_WHEN})?\s+(?=(?:[a-z]|[A-Z]))"
)
_TIME = re.compile(rf"(?:\s{_WHEN})?,?\s+", re.IGNORECASE)
_NO_CLAUSE = re.compile(
    r"(?:in|on|at|to|as|of|for|by|with|after|before|during|when|while|because|so|no|yes|nothing|and|but|or|is|was|are|were|has|had|have"
    r"|something|more|about|via|through|from|than|it\.|earlier|later|last|this\s(?:week|month|year)|separately|against|into|which|who|using"
    r"|wrote|citing|among|their|regarding|over|how|why|what|whether)\b",
    re.IGNORECASE,
)
_FINITE = re.compile(
    r"\b(?:is|are|was|were|be|been|will|would|has|have|had|can|could|may|might|should|must|shall|do|does|did|[a-z]{3,}(?:ed|es|ts|ns|rs|ks|ls|ds)"
    r"|isn[’']t|won[’']t|can[’']t|’s|'s|’re|'re|’ve|made|took|came|went|gave|got|began|saw|hit|lost|killed|sank|fell|rose|want|need|met|left)\b"
)
_SPLIT = re.compile(r",?\s+and\s+that\s+")

_PAST = "|".join(sorted(word for word, form in forms().items() if form.tense == "past" and form.takes != "tell"))
_ING = "|".join(sorted(word for word, form in forms().items() if form.tense == "participle"))
_END = re.compile(
    rf",?\s(?:and|but)\s(?:also\s|then\s|(?:he|she|they|it)\s(?:also\s)?)?(?:{_PAST}|asked|urged|called|requested|thanked)\b(?!\sfor\b.{{0,30}}\bby\b)"
    rf"|,\s(?:also\s)?(?:{_ING}|citing|referring|while\s(?:he|she|they)|although|though|despite|according\sto|in\s(?:what|an?|his|her)\s)\b"
    r"|\sin\sa\s(?:televised|video|joint|phone|telephone|written|news)\s"
)
"""What ends a clause before its sentence does: another saying, a source, a comment of the reporter's own."""


def forward(text: str, cue: Cue, end: int, marks: list[int]) -> int | None:
    """Return where the clause begins that follows a verb of saying within its sentence (up to `end`); None without one.

    Args:
        marks: where quotations begin in this stretch; a clause may hold one, but what introduces it never spans one.

    """
    stop = min([end, *(at for at in marks if at >= cue.end)])
    pattern = _CIRCUMSTANCE if cue.form.takes == "bare" else _SOMEBODY if cue.form.takes in {"that", "tell"} else None
    if pattern is None:
        return None
    that = pattern.match(text, cue.end, min(stop, cue.end + 160))
    if that and (cue.form.takes != "that" or len(text[cue.end : that.end()].split()) < 7):
        return that.end()
    if cue.form.takes == "bare":
        opening = _TIME.match(text, cue.end, stop)
    elif cue.form.takes == "tell":
        opening = _RECIPIENT.match(text, cue.end, stop)
    else:
        opening = None
    if not opening or "," in opening[0]:
        return None
    start = opening.end()
    if start >= end or not (text[start].isalnum() or text[start] in '$€£“"') or _NO_CLAUSE.match(text, start):
        return None
    return start if _FINITE.search(text, start, end) else None


def split(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the clauses between two offsets without what no longer belongs to them, split at "and that"."""
    cut = _END.search(text, start + 12, end) if end - start > 12 else None
    end = cut.start() if cut else end
    dashes = [m.start() for m in re.finditer(r"\s[-–—]\s", text[start:end])]
    if len(dashes) == 1 and len(text[start : start + dashes[0]].split()) > 3:
        end = start + dashes[0]
    pieces: list[tuple[int, int]] = []
    for match in [*_SPLIT.finditer(text, start, end), None]:
        stop = match.start() if match else end
        pieces.append(_trimmed(text, start, stop))
        start = match.end() if match else end
    return [piece for piece in pieces if len(text[piece[0] : piece[1]].split()) > 3]


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip(" ,;:-–—\xa0\n\t"))
    return start, max(start, start + len(text[start:end].rstrip(" ,;:.-–—\xa0\n\t\r")))
