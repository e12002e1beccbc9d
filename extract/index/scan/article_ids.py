"""Ids that the text alone does not give back.

An article's id is what its file says, else a digest of its text. Three things break that: a text edited in place,
two articles with one text, and two with one given id. What was then decided is kept here, a JSON object a line,
append-only and beside the tags, since tags hang on ids: unlike the index, this file cannot be derived again.

    {"digest": "...", "id": "...", "path": null | "...", "position": 0}

A line with a path speaks of that row of that file only, one without of the text wherever it stands. A line that is
none of these (torn by a crash, or another program's) is passed over, kept where it is, and told of.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from hashlib import blake2b
from pathlib import Path

from extract.append_only import append_lines, read_lines
from extract.corpus_files import open_file
from extract.errors import SitrepError


@dataclass(frozen=True, slots=True)
class _Exception:
    """An id that was decided, as a line of the file."""

    digest: str
    id: str
    path: str | None
    position: int


class ArticleIds:
    """The exceptions, read once; a new one is on disk before the article that needs it is committed."""

    def __init__(self, path: Path, team: Path | None = None) -> None:
        """Read the file, where there is one.

        Args:
            path: where new ones are kept.
            team: the file of a team, which is read first, so that one's own index has the ids that its tags hang on.

        Raises:
            SitrepError: where it cannot be read as a file at all.

        """
        self.path = path
        self.warnings: list[str] = []
        """Lines of the file that were passed over, in words for the user."""
        self._texts: dict[str, str] = {}
        self._places: dict[tuple[str, int, str], str] = {}
        self._unsaved: list[bytes] = []
        for file in filter(None, (team, path)):
            self._read(file)

    def lookup(self, digest: str, path: str, position: int) -> str | None:
        """Look up the id that was decided for a text, in this row of this file or wherever it stands."""
        return self._places.get((path, position, digest)) or self._texts.get(digest)

    def record_edit(self, digest: str, article_id: str) -> None:
        """Decide that the text with this digest is an edit of an article, and keeps its id."""
        self._note(_Exception(digest, article_id, None, 0))

    def assign_twin(self, digest: str, wanted: str, path: str, position: int) -> str:
        """Decide an id for an article whose own is taken: `WANTED-` and a digest of its place."""
        place = blake2b(f"{path}\0{position}".encode("utf-8", "surrogateescape"), digest_size=4).hexdigest()
        article_id = f"{wanted}-{place}"
        self._note(_Exception(digest, article_id, path, position))
        return article_id

    def save(self) -> None:
        """Append new decisions to the file, and have them on disk.

        Raises:
            SitrepError: where it cannot be written; then nothing of it is in the file.

        """
        if not self._unsaved:
            return
        try:
            descriptor = open_file(self.path, os.O_RDWR | os.O_APPEND | os.O_CREAT)
            try:
                append_lines(descriptor, b"".join(self._unsaved))
            finally:
                os.close(descriptor)
        except OSError as error:
            raise SitrepError(f"ids cannot be kept ({error.strerror})", str(self.path)) from error
        self._unsaved.clear()

    def _note(self, exception: _Exception) -> None:
        self._take_items(exception)
        self._unsaved.append(json.dumps(asdict(exception)).encode() + b"\n")

    def _take_items(self, exception: _Exception) -> None:
        if exception.path is None:
            self._texts[exception.digest] = exception.id
        else:
            self._places[exception.path, exception.position, exception.digest] = exception.id

    def _read(self, path: Path) -> None:
        try:
            descriptor = open_file(path)
        except FileNotFoundError:
            return
        except OSError as error:
            raise SitrepError(f"cannot be read ({error.strerror})", str(path)) from error
        unread: list[int] = []
        try:
            for number, (_, line) in enumerate(read_lines(descriptor), 1):
                exception = _parse(line)
                if exception is not None:
                    self._take_items(exception)
                elif line.strip():
                    unread.append(number)
        finally:
            os.close(descriptor)
        if unread:
            lines = f"line {unread[0]} is" if len(unread) == 1 else f"{len(unread)} lines, the first {unread[0]}, are"
            self.warnings.append(f"{path}: {lines} not sitrep's: passed over and kept; all others stand")


def _parse(line: bytes) -> _Exception | None:
    """Parse a line; None where it is torn or another program's."""
    try:
        row = json.loads(line)
        exception = _Exception(row["digest"], row["id"], row["path"], row["position"])
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    texts = isinstance(exception.digest, str) and isinstance(exception.id, str)
    placed = isinstance(exception.path, str | None) and isinstance(exception.position, int)
    return exception if texts and placed else None
