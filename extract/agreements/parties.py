"""Finds who is party to an agreement among the names of its sentence."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from extract.syntax import Trees


@dataclass(frozen=True, slots=True)
class Party:
    """A mention that may be a party."""

    start: int
    end: int
    text: str
    """What it is told as: the form in the text, or the country or body that a person or an adjective stands for."""
    entity: str = ""
    """What that names, where it is known: "GM" and "General Motors" are one party."""
    adjective: bool = False
    place: bool = False
    city: bool = False
    """A place that is no country: it gives its name to the accord made there, "the Tarn accord"."""
    person: bool = False
    """Who acts for the party: he announces what others agree."""


_REACH = 200
_SENTENCE = re.compile(r"[.!?][\s”\"]|\n")


class Parties:
    """The mentions of an article that may be parties, in order, and quick look-ups of those near an agreement."""

    def __init__(self, names: Sequence[Party], trees: Trees) -> None:
        self.all = names
        self.trees = trees
        self._starts = [name.start for name in names]

    def near(self, start: int, end: int) -> Sequence[Party]:
        """Return those that start not far before `start`, and not far behind `end`."""
        return self.all[bisect_left(self._starts, start - _REACH) : bisect_right(self._starts, end + _REACH)]


def last_named(text: str, start: int, names: Sequence[Party]) -> tuple[str, ...]:
    """Return the last name before an agreement in its sentence."""
    before = (name for name in reversed(names) if start - _REACH <= name.start and name.end <= start)
    return next(((name.text,) for name in before if not _SENTENCE.search(text, name.end, start)), ())
