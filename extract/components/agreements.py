"""Finds pacts, contracts, aid packages and sanctions."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from extract.components import state  # noqa: F401 - declares what is assigned


@Language.factory("sitrep_agreements", assigns=["doc._.agreements"])
class AgreementFinder:
    """Finds pacts, contracts, aid packages and sanctions."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        """Assign `doc._.agreements`."""
        return doc
