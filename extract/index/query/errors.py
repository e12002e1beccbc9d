"""The exception for queries that cannot be parsed or compiled."""

from __future__ import annotations

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
