"""Ranks who acts and speaks, with their roles."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from extract.components import state  # noqa: F401 - declares what is assigned


@Language.factory("sitrep_who", assigns=["doc._.who"])
class ActorFinder:
    """Ranks who acts and speaks, with their roles."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        """Assign `doc._.who`."""
        return doc
