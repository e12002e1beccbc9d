"""The settings of a corpus, `settings.toml` beside it: written by people, for all who work on it."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from extract.corpus_files import open_binary
from extract.errors import SitrepError
from extract.index.corpus import Corpus

LONGEST = 1 << 20
"""Bytes of settings that are read."""


def settings_path(corpus: Corpus) -> Path:
    """Return where the corpus's settings are: beside it, the team's where they may only be read."""
    return (corpus.team_dir or corpus.data_dir) / "settings.toml"


def read_table(corpus: Corpus, name: str) -> dict[str, Any]:
    """Read one table of the settings; an empty one where it is not there.

    Raises:
        SitrepError: the file cannot be read, or is no TOML, or the name is not a table's.

    """
    path = settings_path(corpus)
    try:
        with open_binary(path) as stream:
            table = tomllib.loads(stream.read(LONGEST).decode()).get(name, {})
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise SitrepError(f"cannot be read: {error.strerror}", str(path)) from error
    except (ValueError, RecursionError) as error:
        raise SitrepError(f"is no TOML: {error}", str(path)) from error
    if not isinstance(table, dict):
        raise SitrepError(f"[{name}] should be a table", str(path))
    return table
