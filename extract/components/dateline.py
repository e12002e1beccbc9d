"""Finds title, date of publication, outlet and author."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from extract.components import state  # noqa: F401 - declares what is assigned


@Language.factory("sitrep_dateline", assigns=["doc._.dateline"])
class DatelineReader:
    """Finds title, date of publication, outlet and author."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        """Assign `doc._.dateline`."""
        return doc
