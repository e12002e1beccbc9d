"""Finds pacts, contracts, aid packages and sanctions."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from extract.agreements.find import agreements_in
from extract.agreements.parties import Name
from extract.components.state import english, text_of

PARTIES = frozenset({"ORG", "LOC"})
"""Labels of what can be party to an agreement."""


@Language.factory("sitrep_agreements", assigns=["doc._.agreements"], requires=["doc._.cast", "doc._.boilerplate"])
class AgreementFinder:
    """Finds pacts, contracts, aid packages and sanctions."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        """Assign `doc._.agreements`; of other languages than English none is known."""
        if not english(doc):
            return doc
        text = text_of(doc)
        names = [
            Name(name.start, name.end, text[name.start : name.end])
            for name in doc._.cast.names.all
            if name.label in PARTIES
        ]
        skip = [(span.start, span.end) for span in doc._.boilerplate]
        doc._.agreements = agreements_in(text, names, skip)
        return doc
