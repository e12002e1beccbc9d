"""The one exception type of the package: a message that a user can act on."""

from __future__ import annotations


class SitrepError(Exception):
    """Something the user must know: what happened, where, and what to do about it.

    Args:
        message: one sentence, without a trailing stack of causes.
        path: the file it is about, if any.
        line: the line in that file, from 1.

    """

    def __init__(self, message: str, path: str | None = None, line: int | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.path = path
        self.line = line

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.path, self.line) if part is not None)
        return f"{place}: {self.message}" if place else self.message
