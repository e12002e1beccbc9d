"""What the file of an index says of itself in its first bytes, so that it is known before SQLite opens it."""

from __future__ import annotations

from pathlib import Path

from extract.corpus_files import reading
from extract.errors import SitrepError

APPLICATION_ID = 0x73697472
"""The letters "sitr", at byte 68 of the file."""
VERSION = 6
"""Raised with every change of shape: each version reads and writes its own."""


def is_of_this_version(path: Path) -> bool:
    """Tell whether a file is an index of this version's shape that this user may read."""
    try:
        with reading(path) as stream:
            head = stream.read(72)
    except (OSError, SitrepError):
        return False
    return int.from_bytes(head[68:72]) == APPLICATION_ID and int.from_bytes(head[60:64]) == VERSION
