"""Raises what an analyst should be wary of."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from extract.components import state  # noqa: F401 - declares what is assigned


@Language.factory("sitrep_flags", assigns=["doc._.flags"])
class FlagRaiser:
    """Raises what an analyst should be wary of."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        """Assign `doc._.flags`."""
        return doc
