"""Lists weapons, platforms and munitions, named and generic."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from extract.components import state  # noqa: F401 - declares what is assigned


@Language.factory("sitrep_equipment", assigns=["doc._.equipment"])
class EquipmentFinder:
    """Lists weapons, platforms and munitions, named and generic."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        """Assign `doc._.equipment`."""
        return doc
