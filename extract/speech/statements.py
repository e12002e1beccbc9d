"""Everything said in one article: direct quotations and indirect statements, each with who said it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from extract.people.cast import Cast, Subject
from extract.speech import subjects
from extract.speech.clauses import ends_here, forward, is_clause, main_clause, split
from extract.speech.dashes import dashed
from extract.speech.marks import Marked, marked
from extract.speech.verbs import Cue, cues

MOST = 12
"""Indirect statements on a card; none where as many direct ones already stand there."""
FEWEST_WORDS = 4

_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
_SMALL = frozenset(
    ["a", "an", "the", "of", "in", "on", "at", "to", "for", "and", "or", "by", "with", "from", "as", "is"]
)
_PASSIVE = re.compile(r"\b(?:is|was|were|are|been|being|be)\s+(?:\w+ly\s+)?\Z")
_AS_SAYING = re.compile(r"\b(?:quoted|cited)\sas\s\Z")
_RELATIVE = re.compile(r"\b(?:which|what|whom|that)\s\Z")
_ACCORDING = re.compile(r"(?:According\sto|As\squoted\sby|In\sthe\swords\sof)\s(?:the\s)?", re.IGNORECASE)
_NEGATED = re.compile(r"(?:\bnot|n[’']t|\bnever|\brefused\sto|\bdeclined\sto)\s+(?:\w+\s+)?\Z")


@dataclass(frozen=True, slots=True)
class Statement:
    """Words said, without marks; `speaker` is an entity's id, None where the text names nobody."""

    start: int
    end: int
    kind: Literal["direct", "indirect"]
    speaker: str | None
    cue: str | None
    derived: bool


@dataclass(frozen=True, slots=True)
class _Saying:
    """A verb of saying with its subject and the stretch of text that it attributes."""

    cue: Cue
    subject: Subject
    start: int
    end: int
    clause: bool
    """True where the stretch is a clause and so can be an indirect statement."""


def quotations(text: str) -> list[Marked]:
    """Return what stands in marks or after a dash, in order, none inside another; of any length."""
    by_mark, by_dash = marked(text), dashed(text)
    if not by_dash:
        return by_mark
    free = [d for d in by_dash if not any(q.outer_start <= d.start < q.outer_end for q in by_mark)]
    outside = [q for q in by_mark if not any(d.outer_start <= q.start < d.outer_end for d in free)]
    return sorted([*free, *outside], key=lambda q: q.start)


def statements(cast: Cast, skip: Iterable[tuple[int, int]] = (), outlet: str | None = None) -> list[Statement]:
    """Return what is said in the text of `cast`, direct speech first, each kind in the order of the text.

    Args:
        skip: stretches that are no part of the story (furniture, headline), by their offsets.
        outlet: the entity that published the article; "..., Example News reports" is no statement.

    """
    text, hidden = cast.text, sorted(skip)
    spans = [q for q in quotations(text) if not _hidden(hidden, q.start)]
    cast.listen([(q.outer_start, q.outer_end) for q in spans])
    sayings = _sayings(cast, spans, hidden)
    direct = _direct(cast, spans, sayings)
    indirect = _indirect(text, spans, sayings, outlet) if len(direct) < MOST else []
    return [*direct, *indirect[:MOST]]


def _sayings(cast: Cast, spans: list[Marked], hidden: list[tuple[int, int]]) -> list[_Saying]:
    text = cast.text
    opens = [q.outer_start for q in spans]
    found: list[_Saying] = []
    for cue in cues(text):
        i = bisect_right(opens, cue.start) - 1
        before = spans[i] if i >= 0 else None
        if (
            (before and before.outer_end > cue.start)
            or _hidden(hidden, cue.start)
            or text[cue.end : cue.end + 1] in {"’", "'", "-"}
        ):
            continue
        following = spans[i + 1] if i + 1 < len(spans) else None
        sentence = cast.sentence_at(cue.start)
        saying = _saying(cast, cue, sentence, before, following, found[-1] if found else None)
        if saying:
            found.append(saying)
            cast.spoke(cue.start, saying.subject.entity)
    return found


def _saying(
    cast: Cast,
    cue: Cue,
    sentence: tuple[int, int],
    before: Marked | None,
    following: Marked | None,
    last: _Saying | None,
) -> _Saying | None:
    text, (lo, hi) = cast.text, sentence
    near = max(lo, before.outer_end) if before else lo
    head = text[near : cue.start]
    if _NEGATED.search(head[-40:]):
        return None
    quoted = bool(before and before.outer_end >= lo)
    inverted = (not head.strip(" ,-–—\xa0\t") and quoted) or (
        head.rstrip().endswith((",", " -", " –")) and len(head.split()) > 3
    )
    limit = min(hi, following.outer_start) if following else hi
    subject: Subject | None = None
    participle = cue.form.tense == "participle" and not _AS_SAYING.search(head[-12:])
    if participle:
        subject = subjects.before(cast, near, cue.start) if not head.rstrip().endswith((",", " by")) else None
        if subject is None and last and lo <= last.cue.start:
            subject = last.subject
        subject = subject or subjects.of_sentence(cast, near if quoted and head.strip() else lo, cue.start)
    elif not (_PASSIVE.search(head[-30:]) and cue.form.tense == "past"):
        if head.strip(" ,-–—\xa0\t"):
            subject = subjects.before(cast, near, cue.start)
        if inverted and (subject is None or subject.entity is None):
            subject = subjects.after(cast, cue.end, limit) or subject
        if subject is None and quoted and not head.strip(" ,-–—\xa0\t") and last:
            subject = last.subject
    if subject is None or _RELATIVE.search(text, max(lo, subject.start - 8), max(lo, subject.start)):
        return None
    if quoted and before and not text[before.outer_end : min(subject.start, cue.start)].strip(" ,-–—\xa0\t"):
        if not participle and text[before.end - 1 : before.end] not in {".", "…"}:
            return _Saying(cue, subject, min(lo, before.outer_start), before.outer_end, clause=True)
    clause_end = max(hi, following.outer_end) if following and following.outer_start < hi else hi
    direct = _quotation_after(text, cue, following, hi)
    start = (
        None
        if subject.start > cue.start
        else forward(text, cue, clause_end, [following.outer_start] if following else [])
    )
    if start is not None and not (direct and following and start > following.outer_start):
        return _Saying(cue, subject, start, main_clause(text, lo, start, clause_end), clause=True)
    if direct and following:
        return _Saying(cue, subject, cue.end, following.outer_end, clause=False)
    if participle or (cue.form.takes == "words" and not quoted):
        return None
    if not (subject.start > cue.start or ends_here(text, cue)):
        return None
    return _backward(text, cue, subject, (lo, hi), before)


def _backward(
    text: str, cue: Cue, subject: Subject, sentence: tuple[int, int], before: Marked | None
) -> _Saying | None:
    """Read "CLAUSE, X said" and "The point, he said, is ..."."""
    lo, hi = sentence
    edge = min(subject.start, cue.start)
    head = text[lo:edge].rstrip()
    if before and before.outer_end > lo:
        lo = min(lo, before.outer_start)
        if not text[before.outer_end : edge].strip(" ,-–—\xa0\t") or not head.endswith(","):
            return _Saying(cue, subject, lo, before.outer_end, clause=False)
    if not head.endswith((",", " -", " –", " —")):
        return None
    if len(head.split()) < FEWEST_WORDS:
        rest = max(cue.end, subject.end)
        comma = text.find(",", rest, min(hi, rest + 60))
        return _Saying(cue, subject, comma + 1, hi, clause=True) if comma >= 0 else None
    return _Saying(cue, subject, lo, edge, clause=cue.form.takes != "words") if is_clause(text, lo, edge) else None


def _quotation_after(text: str, cue: Cue, following: Marked | None, hi: int) -> bool:
    """Tell whether a verb introduces the quotation that follows it: in its sentence, or after a colon at its end."""
    if not following or following.outer_start - cue.end > 200:
        return False
    between = text[cue.end : following.outer_start]
    return following.outer_start < hi or (between.rstrip().endswith((":", " -")) and "\n\n\n" not in between)


def _direct(cast: Cast, spans: list[Marked], sayings: list[_Saying]) -> list[Statement]:
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


def _attribution(text: str, span: Marked, sayings: list[_Saying]) -> _Saying | None:
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


def _continued(cast: Cast, span: Marked, previous: Statement | None, sayings: list[_Saying]) -> str | None:
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
    if source and source[0].start == according.end():
        return source[0].entity
    recent = [s for s in sayings if line <= s.cue.start < span.outer_start]
    return recent[-1].subject.entity if recent else None


def _indirect(text: str, spans: list[Marked], sayings: list[_Saying], outlet: str | None) -> list[Statement]:
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


def _hidden(hidden: list[tuple[int, int]], at: int) -> bool:
    i = bisect_left(hidden, (at + 1,)) - 1
    return i >= 0 and hidden[i][0] <= at < hidden[i][1]
