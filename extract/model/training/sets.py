"""The annotated sets: what each one says, what it leaves unsaid, and its texts with their spans."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class TrainingSet:
    """One annotated set."""

    name: str
    """Its file is NAME.jsonl.gz."""
    complete: bool
    """Whether it annotates every label of ours; otherwise what it leaves unmarked may still be a name."""
    times: int
    """How often the student reads it in a round; the small sets of sentences twice."""


SOURCES = (
    TrainingSet("worldwide.train", complete=True, times=1),
    TrainingSet("crossner-politics.train", complete=False, times=2),
    TrainingSet("crossner-politics.dev", complete=False, times=2),
    TrainingSet("uner-ewt.dev", complete=False, times=2),
    TrainingSet("uner-ewt.test", complete=False, times=2),
    TrainingSet("wikigold", complete=False, times=2),
)
"""What the recogniser learns from. Every other set is kept for measuring."""


@dataclass(frozen=True, slots=True)
class Annotated:
    """A text and its entity spans."""

    text: str
    spans: tuple[tuple[int, int, str], ...]
    """Start, end (code points, end exclusive) and label, in order of start; of overlapping ones the longer first."""


def read_rows(path: Path) -> Iterator[Annotated]:
    """Yield the rows of a JSON Lines file, `.gz` or not, of {"text", "spans": [[start, end, label], ...]}."""
    for row in read_objects(path):
        spans = sorted(((start, end, label) for start, end, label in row["spans"]), key=lambda s: (s[0], -s[1]))
        text = row["text"]
        yield Annotated(text, tuple((start, end, _refine_misc(text[start:end], label)) for start, end, label in spans))


def read_objects(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the objects of a JSON Lines file, `.gz` or not."""
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def find_nationalities(annotated: Iterable[Annotated]) -> frozenset[str]:
    """Return the forms that a complete set calls NORP at least twice and three times as often as anything else.

    They stand for the label in the sets that lack it.
    """
    norp: dict[str, int] = {}
    other: dict[str, int] = {}
    for row in annotated:
        for start, end, label in row.spans:
            counts = norp if label == "NORP" else other
            form = row.text[start:end]
            counts[form] = counts.get(form, 0) + 1
    return frozenset(f for f, n in norp.items() if n >= 2 and n > 3 * other.get(f, 0) and f[0].isupper())


_EVENT = re.compile(
    r"\b(elections?|wars?|cup|olympics?|games|championships?|festival|revolution|battle|summit|referendum|tournament"
    r"|conference|uprising|carnival|expo|massacre|primar(?:y|ies)|crisis|intifada|coup|marathon|day|operation)\b",
    re.IGNORECASE,
)
_LAW = re.compile(
    r"\b(act|law|constitution|treaty|convention|accords?|agreement|amendment|bill|protocol|charter|code|declaration"
    r"|resolution|decree|ordinance|article|section)\b",
    re.IGNORECASE,
)


def _refine_misc(form: str, label: str) -> str:
    """Return EVENT or LAW for what a set throws together as MISC, where its words say so."""
    if label != "MISC":
        return label
    if _EVENT.search(form):
        return "EVENT"
    return "LAW" if _LAW.search(form) else "MISC"
