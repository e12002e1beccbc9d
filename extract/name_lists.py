"""Watchlists and lexicons of a team's own: CSV or TSV files of names, aliases, labels and notes.

    name,aliases,label,note
    Ada Brandt,A. Brandt|Minister Brandt,PERSON,signed the harbour treaty
    Norland Ferries,NF,ORG,

Colleagues can write them, and other programs do, so nothing is taken for granted: each row that is not as it should be
is named with its line and passed over, and the rest counts.
"""

from __future__ import annotations

import csv
import os
import re
from collections.abc import Iterator, Mapping
from io import BufferedReader
from pathlib import Path
from types import MappingProxyType
from typing import cast

from extract.corpus_files import open_binary
from extract.errors import SitrepError
from extract.own_names import OwnName
from extract.readers.faults import Fault
from extract.readers.lines import NumberedLine, read_lines
from extract.visible import visible

LABELS = ("PERSON", "ORG", "LOC", "FAC", "NORP", "EQUIPMENT", "PRODUCT", "EVENT", "LAW")
"""Labels that a row may give."""
_LABELS = MappingProxyType(
    {label.casefold(): label for label in LABELS}
    | {"per": "PERSON", "gpe": "LOC", "place": "LOC", "location": "LOC", "country": "LOC", "weapon": "EQUIPMENT"}
    | dict.fromkeys(("organisation", "organization", "company", "legalentity", "publicbody"), "ORG")
)
"""What lists call them, FollowTheMoney's schemata among it."""
_COLUMNS = MappingProxyType(
    {"name": "name", "aliases": "aliases", "alias": "aliases", "label": "label", "type": "label", "schema": "label"}
    | {"note": "note", "notes": "note"}
)
"""Heads of columns; others are passed over."""

_SPACES = re.compile(" {2,}")

MAX_BYTES = 32 << 20
"""Of one list."""
MAX_NAME, MAX_ALIASES, MAX_NOTE = 120, 100, 1000
"""Code points of a name, aliases of a row, and code points of a note."""
MAX_LINE = 64 << 10
"""Bytes of a row."""
MAX_FAULTS = 100
"""Rows of one list that are named; of more only their number."""


def read_list(stream: BufferedReader, path: str) -> Iterator[OwnName | Fault]:
    """Yield the entries of a list, and what is wrong with it; never raises for what is in the file."""
    wrong = 0
    for item in _entries(stream, path):
        if isinstance(item, Fault):
            wrong += 1
            if wrong > MAX_FAULTS:
                continue
        yield item
    if wrong > MAX_FAULTS:
        yield Fault(path, f"{wrong - MAX_FAULTS:,} more rows are not as they should be")


def read_list_file(path: str | os.PathLike[str]) -> Iterator[OwnName | Fault]:
    """Yield the entries of the list in a file, and what is wrong with it; a link is not followed."""
    try:
        with open_binary(Path(path)) as stream:
            yield from read_list(cast("BufferedReader", stream), os.fspath(path))
    except SitrepError as error:
        yield Fault(os.fspath(path), error.message)
    except OSError as error:
        yield Fault(os.fspath(path), f"cannot be read: {error.strerror}")


def _entries(stream: BufferedReader, path: str) -> Iterator[OwnName | Fault]:
    header: list[str] | None = None
    delimiter, size = ",", 0
    for line in read_lines(stream, MAX_LINE):
        size += len(line.text)
        if size > MAX_BYTES:
            yield Fault(path, f"is larger than {MAX_BYTES >> 20} MiB; the rest of it is not read", line.number)
            return
        if not line.text.strip(f"{delimiter} \t\r\n") or line.text.startswith("#"):
            continue
        if header is None:
            delimiter = max(",;\t", key=line.text.count)
            header = [_COLUMNS.get(cell.strip().casefold(), "") for cell in _cells(line, delimiter) or ()]
            if "name" not in header or "label" not in header:
                yield Fault(path, "the first line should name the columns: name, aliases, label, note", line.number)
                return
            continue
        cells = _cells(line, delimiter)
        if cells is None:
            yield Fault(path, "a quotation mark in this row is never closed, or it is too long", line.number)
            continue
        made = _entry(dict(zip(header, cells, strict=False)))
        yield made if isinstance(made, OwnName) else Fault(path, made, line.number)


def _cells(line: NumberedLine, delimiter: str) -> list[str] | None:
    """Split a row; None where it cannot be."""
    if line.cut:
        return None
    try:
        return next(csv.reader([line.text.rstrip("\r\n")], delimiter=delimiter, strict=True), [])
    except csv.Error:
        return None


def _entry(row: Mapping[str, str]) -> OwnName | str:
    """Make the entry of a row, or say what is wrong with it."""
    label = _LABELS.get(row.get("label", "").strip().casefold())
    if label is None:
        return f"the label should be one of {' '.join(LABELS)}"
    name, *aliases = (_SPACES.sub(" ", cell).strip(" ") for cell in (row.get("name", ""), *_aliases(row)))
    aliases = [alias for alias in dict.fromkeys(aliases) if alias and alias != name]
    if len(aliases) > MAX_ALIASES:
        return f"has more than {MAX_ALIASES} aliases"
    for one in (name, *aliases):
        if problem := _problem(one):
            return f"{visible(one[:MAX_NAME], line=True)!r} {problem}" if one else "has no name"
    return OwnName(name, tuple(aliases), label, row.get("note", "").strip()[:MAX_NOTE])


def _aliases(row: Mapping[str, str]) -> list[str]:
    return row.get("aliases", "").replace(";", "|").split("|")


def _problem(name: str) -> str:
    """Say why a name cannot be looked for; nothing where it can."""
    if len(name) > MAX_NAME:
        return f"is longer than {MAX_NAME} characters"
    if visible(name, line=True) != name:
        return "has characters that cannot be shown"
    if not name[:1].isalnum():
        return "should begin with a letter or a digit"
    if sum(map(str.isalnum, name)) < 2:
        return "is too short"
    return ""
