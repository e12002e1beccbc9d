"""Finds the names that the lexicon lists."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from extract.components import state  # noqa: F401 - declares what is assigned


@Language.factory("sitrep_lexicon", assigns=["doc.spans"])
class LexiconRuler:
    """Finds the names that the lexicon lists."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        """Assign `doc.spans`."""
        return doc
