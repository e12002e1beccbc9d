"""How a user says a corpus is to be read, where the files do not say it themselves."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from extract.atomic import atomic_writer
from extract.corpus_files import create_file, make_folder, open_binary
from extract.errors import SitrepError

FIELDS = ("text", "title", "date", "source", "byline", "url", "language", "id")
"""What of an article a field may be mapped to."""
MOST = 64 * 1024
"""Bytes of the file that keeps them, which colleagues can write."""


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """Names of fields, and a query for databases; the default reads by the names that sources commonly give."""

    fields: Mapping[str, str] = field(default_factory=dict)
    """By what of an article it is, the name of the field in the file: {"text": "corps"}; "a.b" is b within a."""
    query: str | None = None
    """SQL whose columns are an article's fields, for SQLite files."""

    def to_line(self) -> str:
        """Return them as one line of JSON, the same for the same options."""
        return json.dumps({"fields": dict(sorted(self.fields.items())), "query": self.query})


DEFAULT = ReadOptions()


def parse_mapping(pairs: Iterable[str]) -> dict[str, str]:
    """Read `text=corps`.

    Raises:
        SitrepError: where a pair is none, or names nothing that an article has.

    """
    fields: dict[str, str] = {}
    for pair in pairs:
        name, equals, given = (part.strip() for part in pair.partition("="))
        if not equals or not given or name not in FIELDS:
            raise SitrepError(f"--map takes NAME=FIELD with a name of {' '.join(FIELDS)}, not {pair}")
        fields[name] = given
    return fields


def load_options(path: Path) -> ReadOptions:
    """Return the options that were kept for a corpus; the default where none were.

    Raises:
        SitrepError: where the file is not one that `save_options` writes.

    """
    try:
        with open_binary(path) as file:
            kept = json.loads(file.read(MOST))
        fields, query = kept["fields"], kept["query"]
        if not all(name in FIELDS and isinstance(given, str) for name, given in fields.items()):
            raise ValueError("unknown fields")
        return ReadOptions(fields, None if query is None else str(query))
    except (FileNotFoundError, NotADirectoryError):
        return DEFAULT
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise SitrepError(f"this is not what `sitrep index --map` writes ({error}); delete it", str(path)) from error


def save_options(options: ReadOptions, path: Path) -> None:
    """Keep the options of a corpus beside its index, with the rights that its folder gives.

    Raises:
        SitrepError: where they cannot be written.

    """
    make_folder(path.parent)
    with atomic_writer(path, force=True, create=create_file) as file:
        file.write(options.to_line().encode() + b"\n")
