"""The exception for queries that cannot be parsed or compiled."""

from __future__ import annotations

from collections.abc import Iterable

from extract.errors import SitrepError


class QueryError(SitrepError):
    """A query that cannot be read.

    Args:
        message: what is wrong, in a few words.
        position: of the code point of the query that it is about, from 0; the query's length means "at its end".

    """

    def __init__(self, message: str, position: int) -> None:
        super().__init__(message)
        self.position = position


def describe_unknown(field: str, value: str, known: Iterable[str]) -> str:
    """Say that a field does not take a value, and which it takes: the one that may be meant, else all."""
    from difflib import get_close_matches  # the first frame does not wait for it

    names = list(known)
    if meant := get_close_matches(value, names, 1):
        return f"{field}: does not take {value}; did you mean {field}:{meant[0]}?"
    return f"{field}: takes {' '.join(names)}"
