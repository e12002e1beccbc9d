"""Gathers the parts that the other components found into one card."""

from __future__ import annotations

from dataclasses import fields

from spacy.language import Language
from spacy.tokens import Doc

from extract.article import LISTED, Card
from extract.components import state  # noqa: F401 - declares what is assigned

PARTS = tuple(field.name for field in fields(Card))


@Language.component(
    "sitrep_card", assigns=["doc._.card"], requires=["doc._.kind", *(f"doc._.{part}" for part in PARTS)]
)
def card(doc: Doc) -> Doc:
    """Assign `Doc._.card`; of a page that holds no article it has the flags alone."""
    parts = ("flags",) if doc._.kind in LISTED else PARTS
    doc._.card = Card(**{part: doc._.get(part) for part in parts})
    return doc
