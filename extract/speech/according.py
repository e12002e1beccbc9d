"""Sources named by "according to X" and the clause that each is the source of.

    According to X, A           the clause behind the phrase
    A, but according to X, B    the clause behind it
    A, according to X, B        the clause before it

X is a person, a body, a publication or people without a name; of data it is whose they are ("figures from the bank").
"""

from __future__ import annotations

import re

from extract.agency import after_dateline
from extract.people.cast import Cast, Subject
from extract.speech import subjects
from extract.speech.verbs import Cue, Form
from extract.syntax import FINITE, Trees

_PHRASE = re.compile(r"\b[Aa]ccording\sto\b")
_OPENING = re.compile(
    r"(?:\A|[,;:–—-]\s*|\A.*\s)(?:but|and|while|though|although|yet|because|so)\s\Z|\A\W*\Z", re.I | re.S
)
"""Before the phrase where it opens a clause."""
_RELATIVE = re.compile(r"\b(?:that|which|who|whom|whose|where|what|as|if|whether),?\s\Z")
"""Before the phrase where a clause begins that is part of another."""
_COMMA = re.compile(",")
_FINITE = tuple(sorted(FINITE))
_DATA = frozenset(["data", "figures", "numbers", "statistics", "estimates", "calculations", "records", "forecasts"])
"""What says something where its phrase names whose it is."""
_FILED = frozenset(
    ["complaint", "lawsuit", "suit", "petition", "motion", "filing", "indictment", "affidavit", "brief", "appeal"]
)
"""Documents of a court: whoever filed them speaks, where that is told."""
_LINKS = ("nmod:desc", "compound", "flat", "amod")
_WINDOW = 1200
"""Code points on either side of the phrase that are looked at, however long its sentence is."""


def find_phrases(text: str) -> list[Cue]:
    """Return where "according to" stands, as the cues of what is said."""
    return [Cue(*found.span(), found[0].lower(), Form("bare", "plain")) for found in _PHRASE.finditer(text)]


def read_source(cast: Cast, trees: Trees, cue: Cue) -> tuple[Subject, int, int] | None:
    """Return who is told of as the source behind "according to", with start and end of the clause it is the source of.

    None where that is nobody who can say something, or no clause stands there.
    """
    text = cast.text
    lo, hi = cast.sentence_at(cue.start)
    lo, hi = max(lo, cue.start - _WINDOW), min(hi, cue.end + _WINDOW)
    lo = after_dateline(text, max(lo, text.rfind("\n\n", lo, cue.start) + 1), cue.start)
    before = text[lo : cue.start]
    head = _head(trees, cue)
    subject = _source(cast, trees, head, cue, hi)
    if subject is None:
        return None
    behind = _behind(text, trees, trees.span(head)[1] if head is not None else subject.end, subject.end, hi)
    if _OPENING.search(before):
        clause = behind
    else:
        clause = None if _RELATIVE.search(before) else _around(text, trees, lo, cue.start, behind)
    return (subject, *clause) if clause else None


def _head(trees: Trees, cue: Cue) -> int | None:
    """Return the head of the phrase behind "according to"; None where the tree shows none."""
    token = trees.token_at(cue.start)
    if token is None:
        return None
    head = trees.heads[token]
    while trees.labels[head] in _LINKS and trees.heads[head] > head:
        head = trees.heads[head]  # "Commissioner" of "Commissioner James O'Neill"
    return head if trees.tags[head].startswith(("NN", "PRP", "CD", "DT")) else None


def _source(cast: Cast, trees: Trees, head: int | None, cue: Cue, hi: int) -> Subject | None:
    subject = None
    if head is not None:
        word = trees.words[head]
        if word in _DATA:
            based = "based" in trees.child_words(head, "acl")  # not Y's: "X's calculations based on data of Y"
            lo, hi = trees.span(head, ("acl",) if based else ())
            owners = [name for name in cast.names.within(lo, hi) if name.label in ("ORG", "PERSON")]
            return Subject(trees.starts[head], owners[-1].end, owners[-1].entity) if owners else None
        if word in _FILED and (filer := _find_filer(cast, trees, head)):
            return filer
        subject = subjects.of_phrase(cast, trees, head, told_of=True)
    known = subject and (subject.entity or subject.named)
    if known and subject and subject.start >= cue.end:
        return subject
    return subjects.after(cast, cue.end, hi) or subject


def _find_filer(cast: Cast, trees: Trees, head: int) -> Subject | None:
    """Find whose words a document of a court are: "a complaint filed by X and Y", "a lawsuit brought by X"."""
    for deed in trees.children(head, "acl"):
        agent = trees.child(deed, "obl:agent")
        if agent is not None and (subject := subjects.of_phrase(cast, trees, agent, told_of=True)):
            return subject
    return None


def _behind(text: str, trees: Trees, end: int, named: int, hi: int) -> tuple[int, int] | None:
    """Return the clause behind "According to X," up to the end of its sentence.

    The phrase ends at `end` by its tree; where no clause begins there, behind the source's name, at `named`, or behind
    what describes it: "According to X, which runs the port, A".
    """
    starts = [text.find(",", end - 1, min(hi, end + 1)), *(comma.start() for comma in _COMMA.finditer(text, named, hi))]
    for start in (at + 1 for at in starts if at >= 0):
        tag = _tag(text, trees, start, hi)
        if trees.is_finite(start, hi) and not tag.startswith(("W", "VBG", "VBN", *_FINITE)):
            return start, hi
    return None


def _around(text: str, trees: Trees, lo: int, start: int, behind: tuple[int, int] | None) -> tuple[int, int] | None:
    """Return the clause before the phrase; where that is none, the one behind."""
    first = max(lo, text.rfind(";", lo, start) + 1)
    return (first, start) if trees.is_finite(first, start) else behind


def _tag(text: str, trees: Trees, start: int, hi: int) -> str:
    """Return the tag of the first word behind an offset."""
    token = trees.token_at(hi - len(text[start:hi].lstrip()))
    return trees.tags[token] if token is not None else ""
