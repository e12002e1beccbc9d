"""The session file: for each corpus the last query, article, scroll offset and pane; and the last corpus opened.

Kept in `$XDG_STATE_HOME/sitrep/session.json`. It is a convenience: a file that cannot be read is a fresh start.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any

from extract.corpus_files import create_file, make_private_folder, open_binary
from extract.errors import SitrepError
from extract.index.query.plan import FOLDS, Fold
from extract.user_folders import state_folder

CORPORA = 50
"""Places kept; the one that was open longest ago goes first."""
HISTORY = 200
DRAFTS = 20


@dataclass(frozen=True, slots=True)
class ReadingPlace:
    """Where one was in a corpus."""

    query: str = ""
    sort: str = "date"
    article: str = ""
    at: int = 0
    """Where it stood among the results."""
    top: int = 0
    """Offset in the text of the first line on screen."""
    pane: str = "list"
    layout: str = ""
    """`stack` or `side`; empty where it was never changed, as split is 0."""
    split: int = 0
    """Hundredths of the room that the list has."""
    fold: Fold = "nothing"
    """By what the list is folded."""
    visited: bool = False
    """Whether the corpus was ever opened."""
    history: tuple[str, ...] = ()
    """Searches, newest last."""
    drafts: tuple[str, ...] = ()
    """Notes that were typed and not written, newest last."""


@dataclass(frozen=True, slots=True)
class Session:
    """The places in all corpora, as the file of the session has them."""

    last: str = ""
    places: Mapping[str, ReadingPlace] | None = None

    def at(self, corpus: str) -> ReadingPlace:
        """Return the place in a corpus."""
        return (self.places or {}).get(corpus, ReadingPlace())


def session_path() -> Path:
    """Return where the session is kept."""
    return state_folder() / "session.json"


def load(path: Path | None = None) -> Session:
    """Read the session; what cannot be read is left out."""
    try:
        with open_binary(path or session_path()) as stream:
            data = json.loads(stream.read())
        places = {corpus: place for corpus, raw in data["places"].items() if (place := _place(raw)) is not None}
        return Session(str(data["last"]), places)
    except (SitrepError, OSError, ValueError, KeyError, TypeError, AttributeError):
        return Session()


def save(corpus: str, place: ReadingPlace, path: Path | None = None) -> str | None:
    """Keep the place in a corpus; returns what went wrong, since nothing else depends on it."""
    from extract.atomic import atomic_writer

    path = path or session_path()
    places = dict(load(path).places or {})
    places.pop(corpus, None)
    places[corpus] = replace(place, history=place.history[-HISTORY:], drafts=place.drafts[-DRAFTS:])
    kept = dict(list(places.items())[-CORPORA:])
    try:
        make_private_folder(path.parent)
        with atomic_writer(path, force=True, create=create_file) as stream:
            text = {"last": corpus, "places": {name: asdict(place) for name, place in kept.items()}}
            stream.write(json.dumps(text, ensure_ascii=True, indent=1).encode())
    except (OSError, SitrepError) as error:
        return str(error)
    return None


def _place(raw: Any) -> ReadingPlace | None:
    if not isinstance(raw, dict):
        return None
    known = {field.name: type(field.default) for field in fields(ReadingPlace)}
    values: dict[str, Any] = {name: value for name, value in raw.items() if name in known}
    for several in ("history", "drafts"):
        values[several] = tuple(one for one in values.get(several, ()) if isinstance(one, str))
    if values.get("layout") not in {"stack", "side"}:
        values.pop("layout", None)
    if values.get("fold") not in FOLDS:
        values.pop("fold", None)
    return ReadingPlace(**values) if all(isinstance(value, known[name]) for name, value in values.items()) else None
