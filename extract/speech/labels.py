"""Labels before somebody's words: "HALE:", "Bo Hale, on the harbour:", "ANN LEE, ECONOMIST, TARN:".

A text in which such lines alternate is a transcript:

HALE: Will you be there?        Bo Hale: Will you be there?
LEE: I will not.                Ann Lee: I will not.
"""

from __future__ import annotations

import re
from collections import Counter

from extract.people.cast import Cast, Subject
from extract.speech.marks import HEADING, LONGEST_HEADING, Marked

_LABEL = re.compile(
    r"\s*[“\"]?(?:[A-Z ]+:\s+)?(?:(?:And\s)?[Ff]rom\s)?(?P<who>[A-Z][\w.'’-]*(?:\s[A-Z][\w.'’-]*){0,4}?)"
    r"(?P<more>(?:,|\s\(|\s(?:on|in|at|to|about|via|from)\s)[^.!?;:\n“”\"]{0,70})?(?:\s?:|\s[-–—]{1,2})\s{0,3}"
)
_CAPITALS = re.compile(
    r"\s*[“\"]?(?:[A-Z ]+:\s+)?(?P<who>(?!THE )[A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]*){0,3})(?:,[^a-z\n]*|\s?:)\s{0,3}"
)
_TURN = re.compile(
    r"^[ \t]*[“\"]?(?P<label>[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]*){0,3}):[ \t]+"
    r"(?P<mark>[“\"]?)(?P<words>\S[^\n]*?)[”\"]?[ \t]*$",
    re.MULTILINE,
)
FEWEST = 3
"""Turns of two speakers at least from which lines are a transcript, and not headings."""


def labelled(cast: Cast, start: int, end: int) -> Subject | None:
    """Return whom a label between two offsets names; None where what stands there is none."""
    text = cast.text
    if capitals := _CAPITALS.fullmatch(text, start, end):
        return named_by(cast, *capitals.span("who"))
    if heading := HEADING.search(text, max(start, end - LONGEST_HEADING), end):
        return named_by(cast, *heading.span("who"))
    last = cast.names.before(end)
    if last and last.label == "PERSON" and text[start:end].isupper() and not text[last.end : end].strip(" :"):
        return None if text.endswith(", ", 0, last.start) else Subject(last.start, last.end, last.entity)
    label = _LABEL.fullmatch(text, start, end)
    if label is None:
        return None
    name = cast.names.ending(label.end("who"))
    if name and name.label == "PERSON" and cast.phrase_start(name) <= label.start("who"):
        return Subject(name.start, name.end, name.entity)
    called = named_by(cast, *label.span("who")) if label["who"].isupper() else None
    return called if called and called.entity else None


def transcribed(text: str) -> list[Marked]:
    """Return what each turn of a transcript says, in order; empty where a text has none."""
    if ": " not in text:
        return []
    found = list(_TURN.finditer(text))
    times = Counter(turn["label"] for turn in found)
    speakers = {label for label, count in times.items() if label.isupper() or count > 1}
    turns = [turn for turn in found if turn["label"] in speakers]
    if len(turns) < FEWEST or len(speakers) < 2 or all(times[label] == 1 for label in speakers):
        return []  # "PROBLEM: ... RESULT: ... CONCLUSION: ..." are headings
    return [Marked(turn.start("words"), turn.end("words"), turn.start("mark"), turn.end()) for turn in turns]


def named_by(cast: Cast, start: int, end: int) -> Subject:
    """Return whom a label means ("HALE:"): who is called so, else the label itself."""
    last = cast.text[start:end].casefold().rsplit(" ", 1)[-1]
    people = {
        name.entity
        for name in cast.names.all
        if name.label == "PERSON" and cast.text[name.start : name.end].casefold().rsplit(" ", 1)[-1] == last
    }
    if len(people) == 1:
        return Subject(start, end, people.pop())
    return Subject(start, end, None, named=(start, end))
