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

    @property
    def _place(self) -> str:
        return ":".join(str(part) for part in (self.path, self.line) if part is not None)

    def __str__(self) -> str:
        return f"{self._place}: {self.message}" if self._place else self.message

    @property
    def cause_first(self) -> str:
        """The message, then its place: for a line that is cut at its end where it is too long."""
        return f"{self.message} ({self._place})" if self._place else self.message
