"""Finds the dates of the events and resolves them."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from extract.components import state  # noqa: F401 - declares what is assigned


@Language.factory("sitrep_when", assigns=["doc._.when"])
class MomentFinder:
    """Finds the dates of the events and resolves them."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        """Assign `doc._.when`."""
        return doc
