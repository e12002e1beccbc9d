"""The verbs of saying, from the table that people edit, and where they stand in a text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal, cast

from extract.alternation import WordFinder
from extract.lexicon.tables import table as rows

Takes = Literal["bare", "that", "tell", "feeling", "words", "thing"]
Tense = Literal["past", "present", "participle", "plain"]
_TENSES: tuple[Tense, ...] = ("past", "present", "participle", "plain")


@dataclass(frozen=True, slots=True)
class Form:
    """One form of a verb of saying: what may follow it (see the table's header), and its tense."""

    takes: Takes
    tense: Tense


@dataclass(frozen=True, slots=True)
class Cue:
    """A verb of saying in a text."""

    start: int
    end: int
    word: str
    form: Form


@cache
def forms() -> dict[str, Form]:
    """Return every form in lower case; where two tenses look alike ("said"), the earlier in the table's order."""
    table: dict[str, Form] = {}
    for takes, words in rows("verbs.tsv", "takes", "forms"):
        for tense, word in zip(_TENSES, words.split(), strict=True):
            if word != "-":
                table.setdefault(word.replace("_", " "), Form(cast(Takes, takes), tense))
    return table


def cues(text: str, start: int = 0, end: int | None = None) -> list[Cue]:
    """Return the verbs of saying between two offsets of `text`, in order."""
    table = forms()
    spans = _finder().find(text, start, end)
    words = ((at, stop, text[at:stop]) for at, stop in spans)
    return [
        Cue(at, stop, word, table[word.lower()]) for at, stop, word in words if word[1:].islower() and word != "States"
    ]


@cache
def _finder() -> WordFinder:
    return WordFinder(rf"{re.escape(word)}\b" for word in forms())
