"""Names that a team adds to the lexicon for its own corpus: found in texts and joined to one entity.

They may be a hundred thousand, and a process that extracts should start no slower for them. So they are compiled once
to tables of strings, which msgspec decodes in some hundredths of a second, and are found without an automaton: the
words of a text are looked up as first words of names, and what follows one is looked up by the lengths that such
names have.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b

import msgspec

from extract.lexicon import aliases, canonical
from extract.names.fold import fold

_WORD = re.compile(r"\w+")
_PLACES = {"FAC": "LOC", "GPE": "LOC"}
"""Labels under which one name may be found as another's: a place is a building or a place."""

FindOwn = Callable[[str, str], str | None]
"""Given a label and a name, tells under which name a list has it; None where none has."""


@dataclass(frozen=True, slots=True)
class OwnName:
    """A row of a list: one thing with its names."""

    name: str
    aliases: tuple[str, ...]
    label: str
    note: str = ""


class OwnNames(msgspec.Struct, frozen=True):
    """Compiled names. Raises msgspec.DecodeError where `decode` is given anything else."""

    labels: dict[str, str] = {}
    """Every name as it may stand in a text, with its label."""
    known: dict[str, str] = {}
    """Label and folded name (`name_key`) to the name that its entry is called by."""
    lengths: dict[str, list[int]] = {}
    """First word of a name to the lengths, in code points, of the names that begin with it; longest first."""

    @classmethod
    def of(cls, entries: Iterable[OwnName]) -> OwnNames:
        """Compile entries; of two that give one name two meanings the first counts.

        An entry one of whose names another has, or the lexicon that ships, is the same thing and called as that is.
        """
        labels: dict[str, str] = {}
        known: dict[str, str] = {}
        for entry in entries:
            names = (entry.name, *entry.aliases)
            keys = [name_key(entry.label, name) for name in names]
            called = next((found for key in keys if (found := known.get(key) or _listed().get(key))), entry.name)
            for name, key in zip(names, keys, strict=True):
                for written in spellings(name):
                    labels.setdefault(written, entry.label)
                known.setdefault(key, called)
        lengths: dict[str, set[int]] = {}
        for written in labels:
            if first := _WORD.match(written):
                lengths.setdefault(first[0], set()).add(len(written))
        return cls(labels, known, {word: sorted(some, reverse=True) for word, some in lengths.items()})

    @classmethod
    def decode(cls, data: bytes) -> OwnNames:
        """Read what `encode` wrote; nothing is no names."""
        return msgspec.msgpack.decode(data, type=cls) if data else cls()

    def encode(self) -> bytes:
        """Write them as MessagePack."""
        return msgspec.msgpack.encode(self) if self.labels else b""

    def find(self, text: str) -> list[tuple[int, int, str]]:
        """Find the names in a text as whole words: start and end in code points, and label; they may overlap."""
        found: list[tuple[int, int, str]] = []
        if not self.labels:
            return found
        lengths, labels = self.lengths, self.labels
        for word in _WORD.finditer(text):
            for length in lengths.get(word[0], ()):
                start = word.start()
                end = start + length
                label = labels.get(text[start:end])
                if label is not None and not (_is_word(text[end - 1]) and _is_word(text[end : end + 1])):
                    found.append((start, end, label))
        return found

    def called(self, label: str, name: str) -> str | None:
        """Return under which name a list has this one; None where none has. A `FindOwn`."""
        return self.known.get(name_key(label, name)) if self.known else None


def name_key(label: str, name: str) -> str:
    """Make the key of a name: its label and its folded form."""
    return f"{_PLACES.get(label, label)}\0{fold(name)}"


@cache
def _listed() -> dict[str, str]:
    """Map each name of the lexicon that ships to its canonical name."""
    first = canonical()
    return {name_key(alias.label, alias.variant): first[alias.key, alias.label].variant for alias in aliases()}


def spellings(name: str) -> set[str]:
    """List the written forms of a name: as it is, in capitals, with either apostrophe."""
    both = {name, name.replace("'", "’"), name.replace("’", "'")}
    return both | {one.upper() for one in both if len(one) > 4}


def digest(encoded: bytes) -> str:
    """Compute what tells compiled names from others; nothing for none."""
    return blake2b(encoded, digest_size=8).hexdigest() if encoded else ""


def _is_word(char: str) -> bool:
    return char.isalnum() or char == "_"
