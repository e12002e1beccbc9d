"""Everything said in one article: direct quotations and indirect statements, each with who said it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from extract.people.cast import Cast, Subject
from extract.people.pronouns import resolve_pronoun
from extract.people.roles import REACH
from extract.speech.clauses import split
from extract.speech.constructions import DENIES
from extract.speech.dashes import dashed
from extract.speech.labels import labelled, transcribed
from extract.speech.marks import ATTRIBUTION, LONGEST, WORD, Marked, is_title, marked
from extract.speech.sayings import FEWEST_WORDS, Attribution, find
from extract.speech.subjects import after
from extract.speech.verbs import cues
from extract.stretches import Stretch, inside

MOST = 200
"""Indirect statements on a card."""

FARTHEST = 300
"""Code points in one paragraph from somebody's words to a quotation that nobody else is named for."""
FEWEST_SPOKEN = 2
"""Words of a sentence that a comma and a verb of saying follow: "We will," he said."""
SHORTEST = 60
"""Code points: up to that length, small letters that nobody is said to say are a part of a sentence."""
SHORT = 20
"""Code points: a quotation up to that length may open a clause that is not otherwise quoted."""

_CALLED = re.compile(
    r"\b(?:novel|book|film|movie|series|song|album|play|poem|project|programme|program|initiative|campaign|slogan|motto"
    r"|commentary|column|op-ed|essay|headlined|principle|course|exhibition|titled|entitled|called|named|dubbed|labelled|labeled)[,:]?\s(?:of\s)?\Z"
)
"""What is named by the words in marks behind it: "the novel", "a project called"."""
_NAMES = re.compile(
    r" (?:campaign|project|programme|program|initiative|slogan|motto|tour|show|series|film|movie|song)\b"
)
"""Behind what is so named: the "Stop the Ships Now" campaign."""
_BESIDE = re.compile(
    r"[ ,]{1,2}(?P<verb>(?!(?:and|but|as|or|in|at|on|for|by|with|from|to|of|that|who|which|when|while|the)\b)[a-z]{3,}"
    r"(?: (?:back|out|in|on|at|to))?\s)?"
)
_CREDIT = re.compile(r"(?<=[.!?…][”\"])(?:\s{0,3}[-–—―~]{1,2}\s?|\s\()")
_CREDITED = re.compile(r"\s*(?:[,().]|$|(?:on|in|at|to|via)\b)", re.MULTILINE)
"""Between words and who signs them, and behind that name: '“It is late.” — Ann Lee, mayor'."""
_VERB_BEHIND = re.compile(r"(?: \([^()]{1,30}\))?,? [a-z]+(?:ed|s|ld|nt|w|ng|k|t)\b(?! (?:by|to be)\b)")
"""Between words and a name, and behind it: a verb, whichever it is."""
_DESCRIBED = re.compile(r",\s(?!who\b)[^.!?;:\n“”\"]{3,120}(?:\.[\s”\"]|\.?\n|\.?\Z)")
"""Behind a name: what describes it up to the end of its sentence: “It is late,” Ann Lee, mayor of Tarn."""
_OPENING = re.compile(r"\s*(?:[A-Z][^.;:\n]{0,60},\s+)?")
"""What may stand before a sentence's subject: "At the rally, ", "On May 6, 2031, "."""
_OPENING_MARKS = frozenset("“\"‘'")
_CLOSED = re.compile(r"[”\"’'](?!\w)")
_HE = re.compile(r"\s*(He|She)\b")
_ACCORDING = re.compile(r"[\s,]{0,2}(?:According\sto|As\squoted\sby|In\sthe\swords\sof)\s(?:the\s)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ReportedSpeech:
    """Words said, without marks."""

    start: int
    end: int
    kind: Literal["direct", "indirect"]
    speaker: str | None
    """An entity's id; None where the text names nobody, or somebody who is no known entity."""
    named: tuple[int, int] | None
    """Where the speaker's name stands if it is no known entity's."""
    cue: str | None
    derived: bool
    """True where the speaker was found through a pronoun, a title or the words before."""


def quotations(text: str) -> list[Marked]:
    """Return what stands in marks or after a dash, in order, none inside another; of any length."""
    by_mark, by_dash = marked(text), dashed(text)
    if turns := transcribed(text):
        between = [q for q in by_mark if not any(t.outer_start < q.outer_end and q.start < t.outer_end for t in turns)]
        return sorted([*turns, *between], key=lambda q: q.start)
    if not by_dash:
        return by_mark
    free = [d for d in by_dash if not any(q.outer_start <= d.start < q.outer_end for q in by_mark)]
    outside = [q for q in by_mark if not any(d.outer_start <= q.start < d.outer_end for d in free)]
    return sorted([*free, *outside], key=lambda q: q.start)


def statements(cast: Cast, skip: Iterable[Stretch] = (), outlet: str | None = None) -> list[ReportedSpeech]:
    """Return what is said in the text of `cast`, direct speech first, each kind in the order of the text.

    Args:
        skip: stretches that are no part of the story (furniture, headline), by their offsets.
        outlet: the entity that published the article; "..., Example News reports" is no statement.

    """
    hidden = sorted(skip)
    spans = [q for q in quotations(cast.text) if not inside(hidden, q.start)]
    cast.listen([(q.outer_start, q.outer_end) for q in spans])
    attributed = _Attributed(cast, spans, find(cast, spans, hidden))
    direct = attributed.direct()
    return [*direct, *attributed.indirect(outlet)[:MOST]]


class _Attributed:
    """The quotations of one article and the verbs of saying around them, both in order."""

    def __init__(self, cast: Cast, spans: Sequence[Marked], sayings: Sequence[Attribution]) -> None:
        self.cast, self.text, self.spans, self.sayings = cast, cast.text, spans, sayings
        self._cues = [saying.cue.start for saying in sayings]
        self._opens = [span.outer_start for span in spans]

    def direct(self) -> list[ReportedSpeech]:
        """Return the quotations that are long enough to be statements, with their speakers."""
        found: list[ReportedSpeech] = []
        seen: set[str] = set()
        previous: tuple[Marked, Subject] | None = None
        for span in self.spans:
            saying = self._attribution(span)
            subject = saying.subject if saying else self._beside(span) or self._inherited(span, previous)
            previous = (span, subject) if subject else previous
            start, end = _words(self.text, span)
            words = WORD.findall(self.text[start:end])
            folded = " ".join(words).casefold()
            fewest = FEWEST_SPOKEN if saying and self._is_followed(span, saying) else FEWEST_WORDS
            if len(words) < fewest or is_title(words) or folded in seen or self._is_heading(span, start, end):
                continue
            if saying is None and self._is_phrase(span, start, subject):
                continue
            seen.add(folded)
            found.append(_statement("direct", start, end, subject, saying))
        return found

    def indirect(self, outlet: str | None) -> list[ReportedSpeech]:
        """Return the clauses that a verb of saying attributes to somebody named, unless they are mostly quotation."""
        found: list[ReportedSpeech] = []
        for saying in self.sayings:
            subject = saying.subject
            known = subject.entity or subject.named or subject.derived
            if not saying.clause or not known:
                continue
            if subject.entity == outlet and outlet and saying.end <= saying.cue.start:
                continue
            for start, end in split(self.text, self._with_verb(saying), saying.end):
                told = any(start < s.end and s.start < end for s in found[-4:])
                asked = self.text.startswith("?", end)  # "Has X called for A?"
                unclosed = self.text[start] in _OPENING_MARKS and not _CLOSED.search(self.text, start + 1, end)
                if not (told or asked or unclosed or self._is_quotation(start, end)):
                    found.append(_statement("indirect", start, end, subject, saying))
        return found

    def _with_verb(self, saying: Attribution) -> int:
        """Return where a statement begins: before its verb where it would say the opposite, or a mere thing, without.

        "X |denied that A", "X |demanded that A", "X |warned of A", "X |called for A".
        """
        cue = saying.cue
        tied = self.text[cue.end : saying.start].strip() in ("of", "about", "against") or cue.form.takes == "thing"
        tied |= cue.word.lower() in DENIES or cue.word.lower().startswith("demand")
        return cue.start if cue.end <= saying.start and tied else saying.start

    def _attribution(self, span: Marked) -> Attribution | None:
        """Return the verb that attributes a quotation: one right behind it, else one whose stretch covers it."""
        first = bisect_left(self._cues, span.outer_start - LONGEST)
        last = bisect_right(self._cues, span.outer_end + LONGEST)
        covering = [s for s in self.sayings[first:last] if s.start <= span.start and span.end <= s.end + 1]
        behind = [s for s in covering if s.cue.start >= span.outer_end]
        if behind and self._is_open(span):
            return behind[0]
        ahead = [s for s in covering if s.cue.start < span.outer_start]
        return ahead[-1] if ahead else next(iter(behind), None)

    def _is_open(self, span: Marked) -> bool:
        """Tell whether the sentence goes on after a quotation, with who has said it."""
        return self.text[span.end - 1 : span.end] in {",", "?", "!"} or self.text[span.outer_end :][:1] == ","

    def _is_followed(self, span: Marked, saying: Attribution) -> bool:
        """Tell whether a sentence of its own is quoted, with the verb that attributes it right behind."""
        opens = self.text[span.start : span.start + 1].isupper()
        return opens and self._is_open(span) and 0 <= saying.cue.start - span.outer_end < ATTRIBUTION

    def _beside(self, span: Marked) -> Subject | None:
        """Return the person beside words with a verb that is none of saying: "sighed Ann Lee", "Ann Lee shot back"."""
        if credit := _CREDIT.match(self.text, span.outer_end):
            name = next(iter(self.cast.names.within(credit.end(), credit.end() + REACH)), None)
            signs = name and self.cast.phrase_start(name) == credit.end() and _CREDITED.match(self.text, name.end)
            if name and signs:
                return Subject(credit.end(), name.end, name.entity)
        sentence = self.cast.sentence_at(span.outer_start)[0]
        for at in (span.outer_end, sentence):
            if according := _ACCORDING.match(self.text, at, at + ATTRIBUTION):
                source = after(self.cast, according.end(), self.cast.sentence_at(according.end())[1])
                return source or Subject(according.end(), according.end(), None)
        if not self._is_open(span):
            return None
        between = _BESIDE.match(self.text, span.outer_end)
        if between is None:
            return None
        for name in self.cast.names.within(between.end(), between.end() + REACH):
            if name.label == "PERSON" and self.cast.phrase_start(name) == between.end():
                told = (
                    between["verb"] or _VERB_BEHIND.match(self.text, name.end) or _DESCRIBED.match(self.text, name.end)
                )
                return Subject(between.end(), name.end, name.entity) if told else None
        return None

    def _inherited(self, span: Marked, previous: tuple[Marked, Subject] | None) -> Subject | None:
        """Return who goes on speaking, unless the words answer a question in the paragraph before, or name that one."""
        if previous and not previous[0].closed and not self.text[previous[0].end : span.outer_start].strip():
            return previous[1]  # a quotation of several paragraphs is closed only at its end
        subject = self._continued(span, previous)
        if subject is None or previous is None or subject != previous[1]:
            return subject
        asked = self.text[previous[0].start : previous[0].end].rstrip().endswith("?")
        answered = asked and "\n" in self.text[previous[0].outer_end : span.outer_start]
        within = self.cast.names.within(span.start, span.end)
        addressed = any(name.entity == subject.entity and name.label == "PERSON" for name in within)
        told = cues(self.text, span.outer_end, span.outer_end + FARTHEST)[:1]  # '"...," shouted a woman'
        beside = bool(told) and not self.text[span.outer_end : told[0].start].strip(" ,")
        unread = beside and told[0].word.islower() and told[0].form.tense in ("past", "present")
        return None if answered or addressed or unread else subject

    def _continued(self, span: Marked, previous: tuple[Marked, Subject] | None) -> Subject | None:
        """Return who goes on speaking in a quotation without a verb of its own: whoever spoke right before it."""
        text = self.text
        line = text.rfind("\n", 0, span.outer_start) + 1
        sentence = self.cast.sentence_at(span.outer_start)[0]
        before = bisect_left(self._opens, span.outer_start) - 1
        start = max(line, self.spans[before].outer_end if before >= 0 else 0)
        for opening in (start, max(start, sentence), self.cast.sentence_at(max(0, sentence - 1))[0]):
            if speaker := labelled(self.cast, opening, span.outer_start):
                return speaker
        if previous:
            gap = text[previous[0].outer_end : span.outer_start]
            alone = not (text[line : span.outer_start] + text[span.outer_end :][:80].partition("\n")[0]).strip()
            near = len(gap) < FARTHEST if "\n" not in gap else alone and len(gap.split()) < 12
            if near and not self._names_another(previous[0].outer_end, span.outer_start, previous[1]):
                return previous[1]
        if subject := self._told_before(span, sentence, previous[0].outer_end if previous else -1):
            return subject
        i = bisect_left(self._cues, span.outer_start) - 1
        recent = self._cues[i] if i >= 0 else -1
        opens = not text[sentence : span.outer_start].strip()
        if recent < (max(line, span.outer_start - FARTHEST) if opens else sentence):
            return None
        subject = self.sayings[i].subject
        return None if self._names_another(self.sayings[i].cue.end, span.outer_start, subject) else subject

    def _told_before(self, span: Marked, sentence: int, previous: int) -> Subject | None:
        """Return who the words up to a colon, or the whole sentence before, are about: its first and only person.

        'The senator scolded him: "..."', 'Ann Lee spoke of the harvest. "It was late."' In a paragraph in which
        somebody else has spoken (up to `previous`), that is not settled.
        """
        colon = self.text[max(0, span.outer_start - 4) : span.outer_start].rstrip().endswith(":")
        opens = not self.text[sentence : span.outer_start].strip()
        if not (opens or colon):
            return None
        start = self.cast.sentence_at(sentence - 1)[0] if opens and sentence else sentence
        i = bisect_left(self._cues, sentence) - 1
        if opens and i >= 0 and self._cues[i] >= start:
            subject = self.sayings[i].subject
            return subject if self.cast.label.get(subject.entity or "") == "PERSON" else None
        if colon and (he := _HE.match(self.text, start)):
            return resolve_pronoun(self.cast, he[1].lower(), *he.span(1))
        people = [name for name in self.cast.names.within(start, span.outer_start) if name.label == "PERSON"]
        first = people[0] if len({name.entity for name in people}) == 1 else None
        if first is None or self.text.startswith(("’s", "'s"), first.end):
            return None
        told = _OPENING.fullmatch(self.text, start, self.cast.phrase_start(first))
        says = cues(self.text, first.end, span.outer_start)  # "Ann Lee agreed. “It was late.”"
        settled = colon or says or self.text.rfind("\n", 0, start) >= previous
        return Subject(first.start, first.end, first.entity) if told and settled else None

    def _names_another(self, start: int, end: int, subject: Subject) -> bool:
        """Tell whether a whole sentence between two offsets names somebody else: then who goes on is not settled."""
        start = self.cast.sentence_at(start)[1]
        return any(
            name.label == "PERSON" and name.entity != subject.entity for name in self.cast.names.within(start, end)
        )

    def _is_phrase(self, span: Marked, start: int, subject: Subject | None) -> bool:
        """Tell whether marks stand round a title, a motto or a borrowed phrase rather than round words just said.

        What they are the name of stands before them ("the novel", "the project"), or they are a part of the sentence
        that nobody is said to say: in small letters, without a mark that ends a sentence.
        """
        if _NAMES.match(self.text, span.outer_end):
            return True
        before = self.text[max(0, span.outer_start - 60) : span.outer_start]
        if _CALLED.search(before) or before.endswith(("citing ", "cited ")):
            return True
        small = self.text[start].islower() and self.text[span.end - 1 : span.end] not in ("!", "?", "…", ",")
        stop = self.text.find(".", span.start, span.end)
        small &= stop < 0 or (subject is None and stop == span.end - 1 and stop - span.start < SHORTEST)
        return small and before.rstrip()[-1:] not in (":", ",")

    def _is_heading(self, span: Marked, start: int, end: int) -> bool:
        """Tell whether a quotation stands in a heading and its words come again below."""
        line_end = self.text.find("\n", span.outer_end)
        line = self.text[self.text.rfind("\n", 0, span.outer_start) + 1 : line_end if line_end >= 0 else None].strip()
        heading = len(line) < 120 and line[-1:] not in {".", "!", "?", "…"} and line_end >= 0
        return heading and self.text.find(self.text[start:end], span.outer_end, span.outer_end + 20 * LONGEST) >= 0

    def _is_quotation(self, start: int, end: int) -> bool:
        """Tell whether a clause is mostly somebody's own words, which stand on the card already."""
        first = max(0, bisect_right(self._opens, start) - 1)
        spans = self.spans[first : bisect_left(self._opens, end)]
        near = [q for q in spans if len(WORD.findall(self.text, q.start, q.end)) >= FEWEST_WORDS]
        quoted = sum(max(0, min(end, q.outer_end) - max(start, q.outer_start)) for q in near)
        begins = any(q.outer_start <= start < q.outer_end and q.end - q.start > SHORT for q in near)
        return begins or quoted > 0.7 * (end - start)


def _statement(
    kind: Literal["direct", "indirect"], start: int, end: int, subject: Subject | None, saying: Attribution | None
) -> ReportedSpeech:
    if subject is None:
        return ReportedSpeech(start, end, kind, None, None, None, derived=False)
    cue = saying.cue.word if saying else None
    return ReportedSpeech(start, end, kind, subject.entity, subject.named, cue, subject.derived or saying is None)


def _words(text: str, span: Marked) -> tuple[int, int]:
    """Return a quotation's own words: no white space around them, no comma before the closing mark."""
    piece = text[span.start : span.end]
    start = span.start + len(piece) - len(piece.lstrip())
    return start, max(start, start + len(text[start : span.end].rstrip(" ,\t\r\n\xa0")))
