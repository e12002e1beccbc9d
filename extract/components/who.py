"""Ranks who acts and speaks, with their roles."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from extract.article import Actor, Span
from extract.components.apart import find_apart, find_outlet
from extract.components.state import text_of
from extract.people.actors import actors


@Language.component("sitrep_who", assigns=["doc._.who"], requires=["doc._.cast", "doc._.quotes"])
def who(doc: Doc) -> Doc:
    """Assign `Doc._.who`, the most important first."""
    title = doc._.dateline.title
    text = text_of(doc)
    entities = {entity.id: entity for entity in doc._.entities}
    speakers = [quote.entity or quote.speaker for quote in doc._.quotes]
    doc._.who = tuple(
        Actor(
            found.entity,
            entities[found.entity].name if found.entity else text[found.shown.start : found.shown.end],
            found.shown.label,
            Span.of(text, found.role.start, found.role.end) if found.role else None,
            found.shown.start,
            found.shown.end,
        )
        for found in actors(doc._.cast, speakers, title.text if title else None, find_apart(doc), find_outlet(doc))
    )
    return doc
