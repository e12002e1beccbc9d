"""Makes one set of mentions of what model, lexicon and patterns propose."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from extract.components import state  # noqa: F401 - declares what is assigned


@Language.factory("sitrep_reconcile", assigns=["doc.ents"])
class Reconciler:
    """Makes one set of mentions of what model, lexicon and patterns propose."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        """Assign `doc.ents`."""
        return doc
