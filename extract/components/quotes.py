"""Finds what was said and who said it."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from extract.components import state  # noqa: F401 - declares what is assigned


@Language.factory("sitrep_quotes", assigns=["doc._.quotes"])
class QuoteFinder:
    """Finds what was said and who said it."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        """Assign `doc._.quotes`."""
        return doc
