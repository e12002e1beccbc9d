"""Chooses the sentences that tell what happened."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from extract.components import state  # noqa: F401 - declares what is assigned


@Language.factory("sitrep_lead", assigns=["doc._.lead"])
class LeadFinder:
    """Chooses the sentences that tell what happened."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        """Assign `doc._.lead`."""
        return doc
