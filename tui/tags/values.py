"""Typed values of the store's documents: notes, passages, saved searches."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from extract.anchor import Selector
from tui.tags.changes import Document
from tui.tags.snapshot import document_number

NOTES, SPANS, SEARCHES, DECISIONS, PALETTE = "notes", "spans", "searches", "decisions", "palette"
VERDICTS = "verdicts"
"""On lines of briefs."""


@dataclass(frozen=True, slots=True)
class Note:
    """A remark on an article."""

    key: str
    article: str
    text: str
    by: str
    at: str

    @classmethod
    def of(cls, key: str, document: Document) -> Note:
        """Return the note in a document."""
        return cls(
            key, _text(document, "article"), _text(document, "text"), _text(document, "by"), _text(document, "at")
        )


@dataclass(frozen=True, slots=True)
class AnnotatedPassage:
    """A stretch of an article's text with tags, a remark, or both."""

    key: str
    article: str
    selector: Selector
    tags: tuple[str, ...]
    note: str
    by: str
    at: str

    @classmethod
    def of(cls, key: str, document: Document) -> AnnotatedPassage:
        """Return the passage in a document."""
        selector = Selector(
            _number(document, "start"),
            _number(document, "end"),
            _text(document, "exact"),
            _text(document, "prefix"),
            _text(document, "suffix"),
        )
        tags = passage_tags(document)
        note, by, at = (_text(document, name) for name in ("note", "by", "at"))
        return cls(key, _text(document, "article"), selector, tags, note, by, at)

    def document(self) -> dict[str, Any]:
        """Return it as TinyDB keeps it."""
        place = self.selector
        return {
            "article": self.article,
            "start": place.start,
            "end": place.end,
            "exact": place.exact,
            "prefix": place.prefix,
            "suffix": place.suffix,
            "tags": list(self.tags),
            "note": self.note,
            "by": self.by,
            "at": self.at,
        }


@dataclass(frozen=True, slots=True)
class Search:
    """A query with a name."""

    key: str
    name: str
    query: str
    by: str
    at: str

    @classmethod
    def of(cls, key: str, document: Document) -> Search:
        """Return the saved search in a document."""
        return cls(key, _text(document, "name"), _text(document, "query"), _text(document, "by"), _text(document, "at"))


def passage_tags(document: Document) -> tuple[str, ...]:
    """Return the tags of a passage's document; none where another program has put something else there."""
    tags = document.get("tags")
    return tuple(map(str, tags)) if isinstance(tags, list) else ()


def key_of_name(name: str) -> str:
    """Return the key of a document that is found by a name, so that two people who store it mean the same cell."""
    return str(document_number(name))


def _number(document: Document, name: str) -> int:
    value = document.get(name)
    return value if isinstance(value, int) else 0


def _text(document: Document, name: str) -> str:
    return str(document.get(name, ""))
