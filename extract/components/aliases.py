"""Joins the mentions of one article that name the same thing."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from extract.components import state  # noqa: F401 - declares what is assigned


@Language.factory("sitrep_aliases", assigns=["doc._.entities"])
class AliasResolver:
    """Joins the mentions of one article that name the same thing."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        """Assign `doc._.entities`."""
        return doc
