"""Finds the language of an article's body."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from extract.components import state  # noqa: F401 - declares what is assigned


@Language.factory("sitrep_language", assigns=["doc._.language"])
class LanguageDetector:
    """Finds the language of an article's body."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        """Assign `doc._.language`."""
        return doc
