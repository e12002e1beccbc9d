"""Endings of file names: that of the format, and that of a compression over it."""

from __future__ import annotations

import os
import re

PACKED = (".gz", ".bz2", ".xz", ".zst")
"""Endings of compression, which may follow any of the others."""

_SHORT = {".tgz": ".tar.gz", ".tbz2": ".tar.bz2", ".txz": ".tar.xz", ".tzst": ".tar.zst"}
_MAILDIR = re.compile(r"(?:^|/)(?:cur|new)/\d{6,}\.[^/]*\Z")
"""Names of messages in a maildir, which have no ending: 1714780800.M1P2.host:2,S"""
_ENDING = re.compile(r"\.(?=[a-z0-9]*[a-z])[a-z0-9]{1,10}\Z")
_PACKED = re.compile(rf"(?:{'|'.join(map(re.escape, PACKED))})\Z")


def file_ending(name: str) -> str:
    """Return the ending that says a file's format, in small letters and without that of its compression: ".txt".

    What follows a full stop in a name without one is none: "Report v1.2 of the board", "2024.05".
    """
    if _MAILDIR.search(name):
        return ".eml"
    match = _ENDING.search(_PACKED.sub("", name.lower()))
    return match[0] if match else ""


def compression_ending(name: str) -> str:
    """Return the ending of a name's compression, in small letters; empty where it has none."""
    last = os.path.splitext(name.lower())[1]  # noqa: PTH122 - a name may hold bytes that Path would refuse
    last = "." + _SHORT.get(last, last).rpartition(".")[2]
    return last if last in PACKED else ""
