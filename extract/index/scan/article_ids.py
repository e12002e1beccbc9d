"""Ids that the text alone does not give back.

An article's id is what its file says, else a digest of its text. Three things break that: a text edited in place,
two articles with one text, and two with one given id. What was then decided is kept here, a JSON object a line,
append-only and beside the tags, since tags hang on ids: unlike the index, this file cannot be derived again.

    {"digest": "...", "id": "...", "path": null | "...", "position": 0}

A line with a path speaks of that row of that file only, one without of the text wherever it stands.
"""

from __future__ import annotations

import json
import os
from hashlib import blake2b
from pathlib import Path

from extract.errors import SitrepError


class Identities:
    """The exceptions, read once; a new one is on disk before the article that needs it is committed."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._texts: dict[str, str] = {}
        self._places: dict[tuple[str, int, str], str] = {}
        self._unsaved: list[str] = []
        if path.exists():
            self._read()

    def known(self, digest: str, path: str, position: int) -> str | None:
        """Return the id that was once given to this text, here or anywhere."""
        return self._places.get((path, position, digest)) or self._texts.get(digest)

    def edited(self, digest: str, article_id: str) -> None:
        """Remember that the text with this digest is an edit of an article, whose id it keeps."""
        self._texts[digest] = article_id
        self._note(digest, article_id, None, 0)

    def twin(self, digest: str, wanted: str, path: str, position: int) -> str:
        """Return an id for an article whose own is taken, and remember it."""
        place = blake2b(f"{path}\0{position}".encode("utf-8", "surrogateescape"), digest_size=4).hexdigest()
        article_id = f"{wanted}-{place}"
        self._places[path, position, digest] = article_id
        self._note(digest, article_id, path, position)
        return article_id

    def save(self) -> None:
        """Write what is new to disk."""
        if not self._unsaved:
            return
        try:
            with self.path.open("a", encoding="utf-8", errors="surrogateescape") as file:
                file.write("".join(self._unsaved))
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise SitrepError(f"ids cannot be kept ({error.strerror})", str(self.path)) from error
        self._unsaved.clear()

    def _note(self, digest: str, article_id: str, path: str | None, position: int) -> None:
        line = {"digest": digest, "id": article_id, "path": path, "position": position}
        self._unsaved.append(json.dumps(line) + "\n")

    def _read(self) -> None:
        with self.path.open(encoding="utf-8", errors="surrogateescape") as file:
            for line in file:
                if not line.endswith("\n"):
                    break  # cut off by a crash: the article that needed it was not committed either
                row = json.loads(line)
                if row["path"] is None:
                    self._texts[row["digest"]] = row["id"]
                else:
                    self._places[row["path"], row["position"], row["digest"]] = row["id"]
