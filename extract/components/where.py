"""Finds the places of the events."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from extract.components.state import text_of
from extract.places.find import Named, places_in

LABELS = frozenset({"LOC", "FAC"})
"""Labels of what events take place in."""


@Language.factory("sitrep_where", assigns=["doc._.where"], requires=["doc._.cast", "doc._.dateline"])
class PlaceFinder:
    """Finds the places of the events."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        """Assign `doc._.where`."""
        names = [Named(name.start, name.end, name.entity) for name in doc._.cast.names.all if name.label in LABELS]
        title = doc._.dateline.title
        span = (title.start, title.end) if title and title.start is not None and title.end is not None else None
        doc._.where = places_in(text_of(doc), names, span)
        return doc
