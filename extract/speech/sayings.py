"""Verbs of saying with their subjects and the stretch of text that each attributes to its subject."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from extract.agency import after_dateline
from extract.people.cast import Cast, Subject
from extract.people.titles import words
from extract.speech import constructions, subjects
from extract.speech.according import find_phrases, read_source
from extract.speech.clauses import ends_here, forward, is_subordinate, main_clause
from extract.speech.constructions import NO_TREES, Reading, continues, read
from extract.speech.marks import HEADING, WORD, Marked, is_title
from extract.speech.verbs import Cue, cues
from extract.stretches import Stretch, inside
from extract.syntax import FINITE

FEWEST_WORDS = 4
"""What is shorter before "..., X said" is no statement: "The point, he said, is that"."""
WINDOW = 1200
"""Code points on either side of a verb that are looked at, however long its sentence is."""
FARTHEST = 200
"""Code points from a verb to the quotation that it introduces."""

LONGEST_HEARER = 5
"""Words that may name whom something is told."""


_AND = re.compile(r"(?:^|\s)(?:and|but)(?:\s(?:also|then|further))?\s\Z")
_DESCRIBING = frozenset({"nmod", "obl", "acl", "acl:relcl", "list", "conj", "advcl", "nmod:poss"})
"""Labels of what tells more of a noun, or stands beside it, and is not that noun."""
_SEPARATORS = " ,-–—\xa0\t"
_IT = ("it ", "this ")
_PASSIVE = re.compile(r"\b(?:is|was|were|are|been|being|be)\s+(?:\w+ly\s+)?\Z")
_AS_SAYING = re.compile(r"\sas\s\Z")
"""Before the verb of "X was quoted as saying", "the agency quoted X as saying"."""
_HEARD, _SHOWS = words("heard"), words("shows")
_ROSE = re.compile(
    r"add(?:ed|s|ing)? (?:about |nearly |almost |some |around |over |more than |another |a further )?[$€£]?\d"
)
"""What is added to a number and said by nobody: "the index added 3 percent"."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """A verb of saying with its subject and the stretch of text that it attributes."""

    cue: Cue
    subject: Subject
    start: int
    end: int
    clause: bool
    """True where the stretch can be an indirect statement, False where it only holds quotations."""


def find(cast: Cast, quotations: list[Marked], hidden: Sequence[Stretch]) -> list[Attribution]:
    """Return the verbs of saying outside quotations and hidden stretches that have a subject, in order."""
    opens = [quotation.outer_start for quotation in quotations]
    found: list[Attribution] = []
    phrases = find_phrases(cast.text) if cast.trees else []
    for cue in sorted((*cues(cast.text), *phrases), key=lambda cue: cue.start):
        i = bisect_right(opens, cue.start) - 1
        before = quotations[i] if i >= 0 else None
        following = quotations[i + 1] if i + 1 < len(quotations) else None
        compound = cast.text[cue.end : cue.end + 1] in {"’", "'", "-"} or cast.text.startswith("(", cue.start - 1)
        compound |= cast.text.startswith("That said,", cue.start - len("That "))
        if (
            compound
            or _ROSE.match(cast.text, cue.start)
            or (before and before.outer_end > cue.start)
            or inside(hidden, cue.start)
        ):
            continue
        if cue in phrases:
            saying = _told_of(cast, cue)
        else:
            saying = _Place(cast, cue, before, following, found[-1] if found else None).saying()
        if saying:
            saying = replace(saying, subject=subjects.joined(cast, cue.start, saying.subject))
            found.append(saying)
            cast.spoke(cue.start, saying.subject)
    return [  # "According to X, Y said that A" is Y's
        saying
        for saying in found
        if saying.cue not in phrases or not any(saying.start <= other.cue.start < saying.end for other in found)
    ]


def _told_of(cast: Cast, cue: Cue) -> Attribution | None:
    """Return what "according to X" attributes to X."""
    source = read_source(cast, cast.trees, cue) if cast.trees else None
    return Attribution(cue, *source, clause=True) if source else None


class _Place:
    """One verb of saying where it stands: between two quotations, in a sentence, after the last saying."""

    def __init__(
        self, cast: Cast, cue: Cue, before: Marked | None, following: Marked | None, last: Attribution | None
    ) -> None:
        self.cast, self.text, self.cue, self.last = cast, cast.text, cue, last
        lo, hi = cast.sentence_at(cue.start)
        lo = after_dateline(cast.text, lo, cue.start)
        self.lo, self.hi = max(lo, cue.start - WINDOW), min(hi, cue.end + WINDOW)
        self.before = before if before and before.outer_end >= self.lo else None
        self.near = self.before.outer_end if self.before else self.lo
        self.head = self.text[self.near : cue.start]
        self.limit = min(self.hi, following.outer_start) if following else self.hi
        self.clause_end = (
            max(self.hi, following.outer_end) if following and following.outer_start < self.hi else self.hi
        )
        self.following = following if following and self._introduces(following) else None
        self.opens = [following.outer_start] if following else []
        self.trees = cast.trees or NO_TREES
        self.reading = read(cast.text, self.trees, cue)
        self.participle = cue.form.tense == "participle" and not _AS_SAYING.search(self.head[-12:])

    def saying(self) -> Attribution | None:
        """Return what the verb attributes to whom; None where it is no act of saying or has no subject."""
        reading = self.reading
        alone = self.before is not None and not self.head.strip(_SEPARATORS)  # '"...," said X' misleads the parser
        closes = self.cue.form.tense == "present" and ends_here(self.text, self.cue)  # "A, X reports."
        if reading and (reading.denied or not (reading.finite or alone or closes or self.cue.form.tense == "past")):
            return None
        subject = self._subject()
        if subject is None or self._shows(subject):
            return None
        return (
            self._behind(subject)
            or self._closed(subject)
            or self._ahead(subject)
            or self._backward(subject)
            or self._beside(subject)
        )

    def _shows(self, subject: Subject) -> bool:
        """Tell whether a thing shows what nobody says: "In short, it implies that A", "Sales fell, suggesting A"."""
        if self.cue.word.lower() not in _SHOWS:
            return False
        if self.participle and (self.reading is None or self.reading.shared):
            return subjects.is_body(self.cast, subject)
        return self.cue.form.tense == "present" and self.head.lower().endswith(_IT)

    def _subject(self) -> Subject | None:
        """Return who says: the tree's subject, but a person named right beside the verb before anybody else."""
        by_place = self._of_participle() if self.participle else self._of_finite()
        by_tree = self._tree_subject() if self.reading and self.reading.finite else None
        if by_tree is None or by_place is None:
            return by_tree or by_place
        if self._goes_on_within():
            return self.last.subject if self.last else None
        if by_place.entity and by_place.entity == by_tree.entity:
            return by_place
        if by_place.start > self.cue.start and self._is_part(by_place, by_tree):
            return by_tree  # "said Holm and Co analyst X"
        longer = by_tree.entity and by_place.start < by_tree.start and by_tree.end <= by_place.end  # "the head of X"
        if by_place.named and (longer or self.cast.label.get(by_tree.entity or "") == "LOC"):
            return by_place  # "the Tarn newspaper", of which a parser may have "Tarn"
        label = self.cast.label.get(by_place.entity or "")
        named = label == "PERSON" or (label is not None and by_tree.entity is None)
        both = by_tree.named and by_tree.start <= by_place.start and by_place.end <= by_tree.end  # "X and Y"
        return by_place if named and not both and not self._describes(by_place) else by_tree

    def _goes_on_within(self) -> bool:
        """Tell whether a verb may stand within what was said: in "X said Y was ill and disclosed that A" it is X's."""
        reading, trees, last = self.reading, self.trees, self.last
        if reading is None or last is None or trees.labels[reading.token] != "conj" or not reading.shared:
            return False
        said = trees.heads[reading.token]
        return trees.labels[said] == "ccomp" and trees.heads[said] == trees.token_at(last.cue.start)

    def _is_part(self, name: Subject, person: Subject) -> bool:
        """Tell whether what follows the verb only begins a phrase that a person's name ends."""
        token = self.trees.token_at(name.start)
        within = person.entity and person.start <= name.start and name.end < person.end
        return bool(within) and token is not None and self.trees.labels[token] == "compound"

    def _describes(self, name: Subject) -> bool:
        """Tell whether a name only tells more of the subject: "agents of X said", "an aide to Mr X said"."""
        reading, trees = self.reading, self.trees
        token = trees.token_at(name.end - 1)
        if reading is None or reading.subject is None or token is None or name.start > self.cue.start:
            return False
        path = [token, *trees.ancestors(token)]
        if reading.subject in path:
            return any(trees.labels[one] in _DESCRIBING for one in path[: path.index(reading.subject)])
        return any(continues(trees, one) for one in path if trees.heads[one] == reading.token)

    def _clause(self) -> tuple[int, int] | None:
        """Return the clause that the tree shows behind a verb that takes one, outside quotations."""
        reading, takes = self.reading, self.cue.form.takes
        if reading is None or not reading.finite or reading.clause is None or takes in ("words", "feeling"):
            return None
        return None if self.cast.quoted(reading.clause[0]) else (reading.clause[0], max(reading.clause))

    def _closed(self, subject: Subject) -> Attribution | None:
        """Read "A, X said, but B", where words after the verb look like what is said: the clause before."""
        clause, trees = self._clause(), self.trees
        edge = min(self.cue.start, subject.start)
        if clause is None or clause[1] > edge or not self.text[self.lo : edge].rstrip().endswith(","):
            return None
        first = trees.token_at(clause[0])
        asked = first is None or trees.tags[first] in ("VBN", "VBG")
        if asked or self._opens_relative(edge) or self.text.startswith((" that ", ", that "), self.cue.end):
            return None
        return Attribution(self.cue, subject, *clause, clause=True)

    def _beside(self, subject: Subject) -> Attribution | None:
        """Return the clause that the tree alone shows, before the verb or round it, where it shows the subject, too."""
        clause = self._clause() if self._tree_subject() else None
        return Attribution(self.cue, subject, *clause, clause=True) if clause else None

    def _tree_subject(self) -> Subject | None:
        """Return whom the tree has for subject."""
        reading, trees = self.reading, self.trees
        if reading is None or reading.subject is None or self.cast.quoted(trees.starts[reading.subject]):
            return None
        describes = trees.labels[reading.token] == "acl:relcl"  # "a paper which said"
        return subjects.of_phrase(self.cast, trees, reading.subject, self._says(reading), told_of=describes)

    def _says(self, reading: Reading) -> bool:
        """Tell whether the subject is a source whatever its noun is: "who" describes it, or its verb has a clause."""
        own = reading.clause is not None and not reading.shared and not self.text.startswith(":", self.cue.end)
        own = own and not reading.bare_participle  # "the 3.2 percent rate previously estimated"
        return reading.person or (own and self.cue.word.lower() not in _SHOWS)

    def _of_participle(self) -> Subject | None:
        """Return the subject of "..., adding that", "with X warning that"."""
        subject = None
        if not self.head.rstrip().endswith((",", " by")):
            subject = subjects.before(self.cast, self.near, self.cue.start)
        reading = self.reading
        own = reading is not None and reading.subject is not None and not reading.shared  # "with ad after ad claiming"
        if subject is None and not own and self.last and self.lo <= self.last.cue.start:
            return self.last.subject
        return subject or self._tree_subject() or (self._of_clause_above(reading) if reading and not own else None)

    def _of_clause_above(self, reading: Reading) -> Subject | None:
        """Return the subject of the nearest clause that holds a participle: "X disputed that account, saying"."""
        trees = self.trees
        if trees.labels[reading.token] == "acl" and trees.words[trees.heads[reading.token]] in words("message"):
            return None  # "The paper received a call saying"
        for above in trees.ancestors(reading.token):
            for token in trees.children(above, "nsubj", "nsubj:pass"):
                if token < reading.token and (subject := subjects.of_phrase(self.cast, trees, token)):
                    return subject
        return None

    def _of_finite(self) -> Subject | None:
        """Return the subject of "X said", of "said X" after words or a clause, or of a bare "- Added." after words."""
        if self.cue.form.tense == "past" and _PASSIVE.search(self.head[-30:]):
            return None
        alone = not self.head.strip(_SEPARATORS)
        comma = self.head.rstrip().endswith((",", " -", " –")) and len(self.head.split()) >= FEWEST_WORDS
        subject = None if alone else subjects.before(self.cast, self.near, self.cue.start)
        if self.reading and not (alone or self.reading.shared or (subject and (subject.entity or subject.named))):
            subject = self._tree_subject() or subject
        invertible = (
            (alone and self.before) or comma
        ) and self.cue.word.lower() not in _HEARD  # "told X" has X for its hearer
        if invertible and (subject is None or not (subject.entity or subject.named)):
            subject = subjects.after(self.cast, self.cue.end, self.limit) or subject
        return subject or self._conjoined()

    def _conjoined(self) -> Subject | None:
        """Return the subject of a second verb, "X thanked the crews and said that": the first verb's."""
        if not _AND.search(self.head[-14:]):
            return None
        if self.last and self.lo <= self.last.cue.start:
            return self.last.subject
        return None

    def _behind(self, subject: Subject) -> Attribution | None:
        """Read `"...," X said` and `"...," said X`: the quotation right before, and its sentence up to there."""
        before = self.before
        if before is not None and self.reading and subject.start < before.outer_start:
            return None  # 'X hailed the "first of its kind" and said'
        if before is None or self.participle or self.text[before.end - 1 : before.end] in {".", "…"}:
            return None
        words = WORD.findall(self.text[before.start : before.end])
        if len(words) > 1 and is_title(words) and self.head.strip(_SEPARATORS):
            return None  # 'On the programme "Harbour Lights," X said that A'
        quoted = _AS_SAYING.search(self.head[-12:])
        if not quoted and self.text[before.outer_end : min(subject.start, self.cue.start)].strip(_SEPARATORS):
            return None
        alone = self.last and self.last.cue.start >= self.lo  # '"A," X said, but as it went on about "B," Y said'
        alone = alone or self.text.endswith((". ", ".\n"), 0, before.outer_start)  # 'sold to Tarn & Co. "A," X said'
        apart = (
            self.text[before.start].isupper() and self.text[max(0, before.outer_start - 2)] not in ",:;-–—"
        )  # a caption
        apart = apart and len(words) > FEWEST_WORDS and self.trees.is_finite(before.start, before.end)
        start = before.outer_start if alone or apart else min(self.lo, before.outer_start)
        finite = self.trees.is_finite(start, before.outer_end)
        behind = self.reading.clause if self.reading and not self.following else None
        if not finite and behind and behind[0] >= self.cue.end:
            return None  # 'Based on "current marks," X estimates that A'
        return Attribution(self.cue, subject, start, before.outer_end, finite)

    def _ahead(self, subject: Subject) -> Attribution | None:
        """Read "X said that ..." and `X said: "..."`."""
        following, reading, clause = self.following, self.reading, self._clause()
        start = None
        if subject.start < self.cue.start:
            start = forward(self.text, self.trees, self.cue, self.clause_end, self.opens)
        if start is not None and reading and constructions.takes_thing(self.text, self.trees, reading, self.cue, start):
            start = clause[0] if clause and clause[0] >= self.cue.end else None
        if start is not None and not (following and start > following.outer_start):
            end = self.clause_end
            if self.participle or "," not in self.text[self.lo : self.cue.start]:  # not "While A, X said that B"
                end = main_clause(self.text, self.lo, start, end)
            heard = clause[0] if clause else start
            promised = reading is not None and constructions.is_promised(self.trees, reading.token, heard)
            tell = (promised or self.cue.form.takes == "tell") and not self.text.endswith("that ", self.cue.end, start)
            if tell and start < heard < end and self.text[start:heard].count(" ") < LONGEST_HEARER:
                start = heard  # "told local media he had", where a pattern takes "media" for the clause's
            if reading and clause and reading.subordinate:
                end = min(end, max(start, clause[1]))  # "analysts who say A do B"
            end = constructions.before_next_verb(self.text, self.trees, reading.token, start, end) if reading else end
            if (noun := self._antecedent(subject, start)) < start:
                begins = self.trees.tokens_within(start, end)[0]  # "the units which X said will close" ends with it
                verb = self.trees.heads[begins] if self.trees.labels[begins][:3] in ("aux", "cop") else begins
                start, end = noun, min(end, self.trees.span(verb)[1])
            return Attribution(self.cue, subject, start, end, clause=True)
        if following is None:
            return None
        colon = clause is None or self.text[self.cue.end : clause[0] + 2].lstrip().startswith(":")
        if clause and clause[0] >= self.cue.end and not colon:
            return Attribution(self.cue, subject, *clause, clause=True)
        return Attribution(self.cue, subject, self.cue.end, following.outer_end, clause=False)

    def _antecedent(self, subject: Subject, start: int) -> int:
        """Return where a clause begins whose subject stands before the verb: "|a deal (that) X said will be signed"."""
        trees, first = self.trees, self.trees.token_at(start)
        if first is None or trees.tags[first] not in FINITE:
            return start
        before = [*trees.tokens_within(self.lo, subject.start)]
        words = [trees.words[one] for one in before[-2:]]
        if words[-1:] in (["which"], ["that"]):
            before = before[: -2 if words[0] == "," else -1]
        noun = bool(before) and trees.tags[before[-1]].startswith("NN")
        return trees.span(before[-1], subjects.LOOSE)[0] if noun else start

    def _backward(self, subject: Subject) -> Attribution | None:
        """Read "CLAUSE, X said", "CLAUSE, said X" and "The point, he said, is ..."."""
        inverted = subject.start > self.cue.start
        if self.participle or not (inverted or ends_here(self.text, self.cue)):
            return None
        if self.reading and self.cue.form.takes != "bare" and constructions.is_deed(self.trees, self.reading.token):
            return None
        if self.reading and self.reading.passive and self.trees.labels[self.reading.token] == "acl":
            return None  # "The plan, announced by X, comes late"
        words_only = self.cue.form.takes in {"words", "thing", "feeling"}
        if words_only and not self.before:
            return None
        edge, rest = min(subject.start, self.cue.start), max(self.cue.end, subject.end)
        head = self.text[self.lo : edge].rstrip()
        lo = self.lo
        if self.before and self.before.outer_end > lo:
            lo = min(lo, self.before.outer_start)
            if not self.text[self.before.outer_end : edge].strip(_SEPARATORS) or not head.endswith(","):
                return Attribution(self.cue, subject, lo, self.before.outer_end, clause=False)
        if not head.endswith((",", " -", " –", " —")) or head.isupper():
            return None
        if self._opens_relative(edge):  # "the crane which, X said, is idle"
            return Attribution(self.cue, subject, rest, self.hi, clause=True)
        if len(head.split()) >= FEWEST_WORDS and self.trees.is_finite(lo, edge):
            part = is_subordinate(self.text, lo)
            if part and "," not in head[:-1] and not self.text.startswith((",", "."), self.cue.end):
                return None  # "While A, X complained to the council"
            goes_on = self.text.startswith(",", rest) and (part or self._goes_on(rest + 1, FINITE))
            end = self.hi if goes_on else edge  # "If A, X added, B"
            return Attribution(self.cue, subject, lo, end, not words_only)
        comma = self.text.find(", ", rest, min(self.hi, rest + 60))
        if comma < 0:
            return None
        start = lo if self._goes_on(comma + 1, {*FINITE, "VBN", "VB"}) else comma + 1
        return Attribution(self.cue, subject, start, self.hi, clause=True)

    def _opens_relative(self, edge: int) -> bool:
        """Tell whether a relative clause is interrupted at an offset: "the crane which, X said, is idle"."""
        return self.text[self.lo : edge].rstrip().endswith((" which,", " who,", " that,"))

    def _goes_on(self, at: int, tags: Collection[str]) -> bool:
        """Tell whether a clause goes on with its verb behind what interrupts it: "Many, X adds, have been lost"."""
        token = self.trees.token_at(self.hi - len(self.text[at : self.hi].lstrip()))
        return token is not None and self.trees.tags[token] in tags

    def _introduces(self, following: Marked) -> bool:
        """Tell whether the verb may introduce the quotation ahead: in its sentence, or after a colon at its end."""
        if following.outer_start - self.cue.end > FARTHEST:
            return False
        between = self.text[self.cue.end : following.outer_start]
        if HEADING.search(between):
            return False
        ended = between.rstrip().endswith((":", " -")) and not self.text[self.hi : following.outer_start].strip()
        return following.outer_start < self.hi or (ended and "\n\n\n" not in between)
