"""Finds the places of the events."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from extract.components import state  # noqa: F401 - declares what is assigned


@Language.factory("sitrep_where", assigns=["doc._.where"])
class PlaceFinder:
    """Finds the places of the events."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        """Assign `doc._.where`."""
        return doc
