"""Everything said in one article: direct quotations and indirect statements, each with who said it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from extract.people.cast import Cast
from extract.people.stretches import Stretch, inside
from extract.speech.clauses import split
from extract.speech.dashes import dashed
from extract.speech.marks import Marked, marked
from extract.speech.sayings import FEWEST_WORDS, Saying, find

MOST = 12
"""Indirect statements on a card; none where as many direct ones already stand there."""

_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
_SMALL = frozenset(
    ["a", "an", "the", "of", "in", "on", "at", "to", "for", "and", "or", "by", "with", "from", "as", "is"]
)
_ACCORDING = re.compile(r"(?:According\sto|As\squoted\sby|In\sthe\swords\sof)\s(?:the\s)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Statement:
    """Words said, without marks; `speaker` is an entity's id, None where the text names nobody."""

    start: int
    end: int
    kind: Literal["direct", "indirect"]
    speaker: str | None
    cue: str | None
    derived: bool


def quotations(text: str) -> list[Marked]:
    """Return what stands in marks or after a dash, in order, none inside another; of any length."""
    by_mark, by_dash = marked(text), dashed(text)
    if not by_dash:
        return by_mark
    free = [d for d in by_dash if not any(q.outer_start <= d.start < q.outer_end for q in by_mark)]
    outside = [q for q in by_mark if not any(d.outer_start <= q.start < d.outer_end for d in free)]
    return sorted([*free, *outside], key=lambda q: q.start)


def statements(cast: Cast, skip: Iterable[Stretch] = (), outlet: str | None = None) -> list[Statement]:
    """Return what is said in the text of `cast`, direct speech first, each kind in the order of the text.

    Args:
        skip: stretches that are no part of the story (furniture, headline), by their offsets.
        outlet: the entity that published the article; "..., Example News reports" is no statement.

    """
    text, hidden = cast.text, sorted(skip)
    spans = [q for q in quotations(text) if not inside(hidden, q.start)]
    cast.listen([(q.outer_start, q.outer_end) for q in spans])
    sayings = find(cast, spans, hidden)
    direct = _direct(cast, spans, sayings)
    indirect = _indirect(text, spans, sayings, outlet) if len(direct) < MOST else []
    return [*direct, *indirect[:MOST]]


def _direct(cast: Cast, spans: list[Marked], sayings: list[Saying]) -> list[Statement]:
    text = cast.text
    found: list[Statement] = []
    previous: Statement | None = None
    seen: list[str] = []
    for n, span in enumerate(spans):
        start, end = _words(text, span)
        saying = _attribution(text, span, sayings)
        if saying:
            statement = Statement(start, end, "direct", saying.subject.entity, saying.cue.word, saying.subject.derived)
        else:
            speaker = _continued(cast, span, previous, sayings)
            if speaker is None and n + 1 < len(spans) and not text[span.outer_end : spans[n + 1].outer_start].strip():
                coming = _attribution(text, spans[n + 1], sayings)
                speaker = coming.subject.entity if coming else None
            statement = Statement(start, end, "direct", speaker, None, derived=speaker is not None)
        previous = statement
        words = _WORD.findall(text[start:end])
        if len(words) < FEWEST_WORDS or _is_title(words):
            continue
        folded = " ".join(words).lower()
        if any(folded in other for other in seen):
            continue
        seen.append(folded)
        found.append(statement)
    return found


def _attribution(text: str, span: Marked, sayings: list[Saying]) -> Saying | None:
    """Return the verb that attributes a quotation: one right behind it, else one whose stretch covers it."""
    covering = [s for s in sayings if s.start <= span.start and span.end <= s.end + 1]
    if not covering:
        return None
    behind = [s for s in covering if s.cue.start >= span.outer_end]
    comma = text[span.end - 1 : span.end] in {",", "?", "!"} or text[span.outer_end : span.outer_end + 1] == ","
    if behind and comma:
        return behind[0]
    ahead = [s for s in covering if s.cue.start < span.outer_start]
    return ahead[-1] if ahead else behind[0]


def _continued(cast: Cast, span: Marked, previous: Statement | None, sayings: list[Saying]) -> str | None:
    """Return who goes on speaking in a quotation without a verb of its own: whoever spoke last in its paragraph."""
    text = cast.text
    line = text.rfind("\n", 0, span.outer_start) + 1
    alone = not text[line : span.outer_start].strip() and not (
        text[span.outer_end : span.outer_end + 80].split("\n")[0].strip()
    )
    if previous and (previous.start >= line or (alone and len(text[previous.end : line].split()) < 12)):
        return previous.speaker
    sentence = cast.sentence_at(span.outer_start)[0]
    according = _ACCORDING.match(text, sentence)
    source = cast.names.within(according.end(), span.outer_start) if according else []
    if according and source and source[0].start == according.end():
        return source[0].entity
    recent = [s for s in sayings if line <= s.cue.start < span.outer_start]
    return recent[-1].subject.entity if recent else None


def _indirect(text: str, spans: list[Marked], sayings: list[Saying], outlet: str | None) -> list[Statement]:
    found: list[Statement] = []
    for saying in sayings:
        backward = saying.end <= saying.cue.start
        entity = saying.subject.entity
        if not saying.clause or entity is None or (backward and entity == outlet):
            continue
        for start, end in split(text, saying.start, saying.end):
            quoted = sum(max(0, min(end, q.outer_end) - max(start, q.outer_start)) for q in spans)
            overlaps = any(start < s.end and s.start < end for s in found)
            begins = any(q.outer_start <= start < q.outer_end and q.end - q.start > 20 for q in spans)
            if not begins and quoted <= 0.7 * (end - start) and not overlaps:
                found.append(Statement(start, end, "indirect", entity, saying.cue.word, saying.subject.derived))
    return found


def _words(text: str, span: Marked) -> tuple[int, int]:
    """Return a quotation's own words: no white space around them, no comma before the closing mark."""
    piece = text[span.start : span.end]
    start = span.start + len(piece) - len(piece.lstrip())
    return start, max(start, start + len(text[start : span.end].rstrip(" ,\t\r\n\xa0")))


def _is_title(words: list[str]) -> bool:
    """Tell whether every word that matters is capitalised, as in a book's or a programme's name."""
    return all(word[0].isupper() or word[0].isdigit() or word.lower() in _SMALL for word in words)
