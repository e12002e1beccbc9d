"""What could not be read, as a value: reading goes on after it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """What could not be read, and where."""

    path: str
    message: str
    line: int | None = None
    """In a file of many articles, from 1."""
    byte: int | None = None
    """Of the unpacked file, from 0, where what is wrong begins."""
