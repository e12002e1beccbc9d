"""Sources named by "according to X" and the clause that each is the source of.

    According to X, A           the clause behind the phrase
    A, but according to X, B    the clause behind it
    A, according to X, B        the clause before it
    The port, according to X, is open    the clause that it interrupts

X is a person, a body, a publication or people without a name; of data it is whose they are ("figures from the bank").
What else one goes by, a plan, a law, a size, says nothing.
"""

from __future__ import annotations

import re

from extract.people.cast import Cast, Subject
from extract.speech import subjects
from extract.speech.clauses import after_dateline, is_clause, is_subordinate
from extract.speech.verbs import Cue, Form
from extract.syntax import FINITE, Trees

_PHRASE = re.compile(r"\b[Aa]ccording\sto\b")
_OPENING = re.compile(
    r"(?:\A|[,;:–—-]\s*|\A.*\s)(?:but|and|while|though|although|yet|because|so)\s\Z|\A\W*\Z", re.I | re.S
)
"""Before the phrase where it opens a clause."""
_RELATIVE = re.compile(r"\b(?:that|which|who|whom|whose|where|what|as|if|whether),?\s\Z")
"""Before the phrase where a clause begins that is part of another."""
_MEASURE = re.compile(
    r"\b(?:var(?:y|ies|ied)|differ(?:s|ed)?|rank(?:s|ed)?|sort(?:s|ed)?|ordered|divided|grouped|rated|act(?:s|ed|ing)?"
    r"|go(?:es|ing|ne)?|went|done|paid|played|proceed(?:s|ed|ing)?)\s\Z"
)
"""What one does by a measure and not by somebody's word: "fees vary according to the operator"."""
_RULE = re.compile(r"(?:act|agreement|charter|code|constitution|convention|law|plan|rules?|schedule|treaty)\Z", re.I)
_COMMA = re.compile(",")
_FINITE = tuple(sorted(FINITE))
_DATA = frozenset(["data", "figures", "numbers", "statistics", "estimates", "calculations", "records", "forecasts"])
"""What says something where its phrase names whose it is."""
_RECIPIENT = re.compile(r"\b(?:to|with) (?:the )?\Z")
"""Before whoever was given data: "figures that the port gave to the bank"."""
_OBJECTS = {"him": "he", "her": "she", "them": "they"}
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
    if text[lo:hi].rstrip().endswith("?") or before.count("(") > before.count(")") or _MEASURE.search(before):
        return None
    head = _head(trees, cue)
    subject = _source(cast, trees, head, cue, hi)
    if subject is None or _RULE.search(text, subject.start, subject.end):
        return None
    behind = _behind(text, trees, trees.span(head)[1] if head is not None else subject.end, subject.end, hi)
    if _OPENING.search(before):
        clause = behind
    else:
        clause = None if _RELATIVE.search(before) else _around(text, trees, lo, cue.start, behind, subject.end, hi)
    return (subject, *clause) if clause else None


def _head(trees: Trees, cue: Cue) -> int | None:
    """Return the head of the phrase behind "according to"; None where the tree shows none."""
    token = trees.token_at(cue.start)
    if token is None or trees.labels[token] not in ("case", "mark"):
        return None
    head = trees.heads[token]
    while trees.labels[head] in _LINKS and trees.heads[head] > head:
        head = trees.heads[head]  # "Commissioner" of "Commissioner James O'Neill"
    return head if trees.tags[head].startswith(("NN", "PRP", "CD", "DT")) else None


def _source(cast: Cast, trees: Trees, head: int | None, cue: Cue, hi: int) -> Subject | None:
    text = cast.text
    subject = None
    if head is not None:
        word = text[trees.starts[head] : trees.ends[head]].lower()
        if word in _OBJECTS:
            return cast.pronoun(_OBJECTS[word], trees.starts[head], trees.ends[head])
        if word in _DATA and not cast.names.covering(trees.starts[head]):
            within = (name for name in cast.names.within(*trees.span(head)) if name.label in ("ORG", "PERSON"))
            owners = [name for name in within if not _RECIPIENT.search(text, cue.end, name.start)]
            return Subject(trees.starts[head], owners[-1].end, owners[-1].entity) if owners else None
        subject = subjects.of_phrase(cast, trees, head, told_of=True)
    known = subject and (subject.entity or subject.named)
    if known and subject and subject.start >= cue.end:
        return subject
    return subjects.after(cast, cue.end, hi) or subject


def _behind(text: str, trees: Trees, end: int, named: int, hi: int) -> tuple[int, int] | None:
    """Return the clause behind "According to X," up to the end of its sentence.

    The phrase ends at `end` by its tree; where no clause begins there, behind the source's name, at `named`, or behind
    what describes it: "According to X, which runs the port, A".
    """
    starts = [text.find(",", end - 1, min(hi, end + 1)), *(comma.start() for comma in _COMMA.finditer(text, named, hi))]
    for start in (at + 1 for at in starts if at >= 0):
        tag = _tag(text, trees, start, hi)
        if is_clause(text, start, hi) and not tag.startswith(("W", "VBG", "VBN", *_FINITE)):
            return start, hi
    return None


def _around(
    text: str, trees: Trees, lo: int, start: int, behind: tuple[int, int] | None, named: int, hi: int
) -> tuple[int, int] | None:
    """Return the clause before the phrase; where that is none, the one behind, or the one that it interrupts."""
    first = max(lo, text.rfind(";", lo, start) + 1)
    words = trees.tokens_within(first, start)
    last = next((token for token in reversed(words) if trees.labels[token] != "punct"), None)
    halved = last is not None and trees.labels[last] in (
        "aux",
        "aux:pass",
        "cop",
    )  # "The port has, according to X, closed"
    comma = text.find(",", named, hi)
    if comma >= 0 and (halved or _tag(text, trees, comma + 1, hi).startswith(_FINITE)):
        return first, hi
    if is_clause(text, first, start) and not (behind and is_subordinate(text, first)):
        return first, start
    return behind


def _tag(text: str, trees: Trees, start: int, hi: int) -> str:
    """Return the tag of the first word behind an offset."""
    token = trees.token_at(hi - len(text[start:hi].lstrip()))
    return trees.tags[token] if token is not None else ""
