"""Splits the text into sentences, never across a line break."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from extract.components import state  # noqa: F401 - declares what is assigned


@Language.factory("sitrep_sentences", assigns=["token.is_sent_start"])
class Sentences:
    """Splits the text into sentences, never across a line break."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        """Assign `token.is_sent_start`."""
        return doc
