"""The syntax tree of a query. Positions are code points of the query."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from extract.index.query.plan import Sort


@dataclass(frozen=True, slots=True)
class WordSequence:
    """One word or several in a row."""

    words: tuple[str, ...]
    at: int
    prefix: bool = False
    """Whether the last is only the beginning of a word."""
    exact: str | None = None
    """How it must be written, where accents and case count."""
    near: int | None = None
    """Words that may stand between, in any order; None for a phrase."""
    title: bool = False
    """Whether only titles count."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A regular expression over the text."""

    pattern: str
    at: int
    title: bool = False


@dataclass(frozen=True, slots=True)
class Field:
    """A `field:value`."""

    name: str
    value: str
    at: int
    """Of the value."""
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Not:
    part: Node


@dataclass(frozen=True, slots=True)
class And:
    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    parts: tuple[Node, ...]


Node: TypeAlias = WordSequence | Pattern | Field | Not | And | Or


@dataclass(frozen=True, slots=True)
class Query:
    """What was asked; `root` is None where everything is."""

    root: Node | None
    sort: Sort | None = None


def positive_leaves(node: Node | None) -> Iterator[WordSequence | Pattern | Field]:
    """Yield the leaves that are not negated, which a hit may show."""
    match node:
        case WordSequence() | Pattern() | Field():
            yield node
        case And(parts) | Or(parts):
            for part in parts:
                yield from positive_leaves(part)
        case _:
            return


def leaves(node: Node | None) -> Iterator[WordSequence | Pattern | Field]:
    """Yield every leaf, those that are negated too."""
    match node:
        case WordSequence() | Pattern() | Field():
            yield node
        case Not(part):
            yield from leaves(part)
        case And(parts) | Or(parts):
            for part in parts:
                yield from leaves(part)


def has_pattern(node: Node | None) -> bool:
    """Whether a regular expression stands anywhere in a query."""
    return any(isinstance(leaf, Pattern) for leaf in leaves(node))
