"""Values as small numbers, column by column: what a record says that its text does not say already.

A row of a record is foretold from what was read before it (the same form has the same label, a name is an entity's
longest form), and only what turns out otherwise is written. Every kind of column (`store.kinds`) turns values
into whole numbers, 0 for what was foretold, and back; a column of nothing but zeros is one byte.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Protocol

from extract.article import Entity

KNOWN = Path(__file__).with_name("known.txt")
"""Strings that records are full of, a line each. Whoever changes the file raises `schema.VERSION`."""

Columns = Mapping[str, Sequence[Any]]
"""The columns of the same rows that were read before."""


BASE = date(2000, 1, 1)


@dataclass(slots=True)
class Context:
    """What both sides know while a record is written or read."""

    text: str
    strings: list[str] = field(default_factory=list)
    """Those that a number stands for; each new one is added."""
    numbers: dict[str, int] = field(default_factory=dict)
    fresh: deque[str] = field(default_factory=deque)
    """Strings that were added, still to be written, or read and still to be asked for."""
    places: Sequence[tuple[int, int]] = ()
    """Of the mentions, once they are known: start and end."""
    labels: dict[str, str] = field(default_factory=dict)
    """Of the entities, by id: that of the first mention."""
    forms: dict[str, dict[str, None]] = field(default_factory=dict)
    """Of the entities, by id: every form that is mentioned, in the order of the text."""
    entities: Sequence[Entity] = ()
    """Of the record, once they are known."""
    stated: Sequence[str | None] = ()
    """What metadata says, where a column of spans repeats it."""
    base: date = BASE
    """What days are counted from."""

    def __post_init__(self) -> None:
        self.learn(known())

    def learn(self, strings: Iterable[str]) -> None:
        """Give each of these a number, unless it has one."""
        for string in strings:
            if string not in self.numbers:
                self.numbers[string] = len(self.strings)
                self.strings.append(string)

    def number(self, string: str | None) -> int:
        """Return what stands for a string: 0 for None, 1 for one that is new."""
        if string is None:
            return 0
        found = self.numbers.get(string)
        if found is None:
            self.fresh.append(string)
            self.learn((string,))
            return 1
        return found + 2

    def string(self, number: int) -> str | None:
        """Return what `number` stands for."""
        if number == 0:
            return None
        if number == 1:
            string = self.fresh.popleft()
            self.learn((string,))
            return string
        return self.strings[number - 2]


class Kind(Protocol):
    """How the values of a column become numbers and come back."""

    def numbers(self, values: Sequence[Any], before: Columns, context: Context) -> list[int]:
        """Return a number for each value."""

    def values(self, numbers: Sequence[int], before: Columns, context: Context) -> list[Any]:
        """Return what the numbers stand for."""


def signed(number: int) -> int:
    """Return a number from 0 for one of either sign, small for small."""
    return 2 * number if number >= 0 else -2 * number - 1


def unsigned(number: int) -> int:
    """Return what `signed` was given."""
    return number // 2 if number % 2 == 0 else -(number + 1) // 2


@cache
def known() -> tuple[str, ...]:
    """Return the strings that every record knows."""
    lines = KNOWN.read_text("utf-8").splitlines()
    return tuple(line for line in lines if line and not line.startswith("#"))


class Writer:
    """Bytes of columns."""

    def __init__(self) -> None:
        self.data = bytearray()

    def number(self, number: int) -> None:
        """Write a number from 0, small ones in one byte (LEB128)."""
        while number > 127:
            self.data.append(number & 127 | 128)
            number >>= 7
        self.data.append(number)

    def column(self, numbers: Sequence[int], count: int) -> None:
        """Write the numbers of `count` rows, of which some may have several."""
        if len(numbers) == count and not any(numbers):
            self.number(0)
            return
        self.number(1 + len(numbers) - count)
        for number in numbers:
            self.number(number)

    def strings(self, strings: Iterable[str], text: str) -> None:
        """Write strings: those that the text has as their place in it."""
        for string in strings:
            at = text.find(string) if string else -1
            if at >= 0:
                self.number(2 * len(string) + 1)
                self.number(at)
            else:
                encoded = string.encode("utf-8", "surrogatepass")
                self.number(2 * len(encoded))
                self.data += encoded


class Reader:
    """What a `Writer` wrote."""

    def __init__(self, data: bytes) -> None:
        self.data, self.at = data, 0

    def number(self) -> int:
        """Read a number."""
        number = shift = 0
        while (byte := self.data[self.at]) > 127:
            number |= (byte & 127) << shift
            shift += 7
            self.at += 1
        self.at += 1
        return number | byte << shift

    def column(self, count: int) -> list[int]:
        """Read the numbers of `count` rows."""
        more = self.number()
        return [self.number() for _ in range(count + more - 1)] if more else [0] * count

    def strings(self, count: int, text: str) -> list[str]:
        """Read so many strings."""
        return [self._string(text) for _ in range(count)]

    def _string(self, text: str) -> str:
        size = self.number()
        if size % 2:
            at = self.number()
            return text[at : at + size // 2]
        self.at += size // 2
        return self.data[self.at - size // 2 : self.at].decode("utf-8", "surrogatepass")
