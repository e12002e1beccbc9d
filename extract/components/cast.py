"""Gathers who is who in an article: names, roles, and what pronouns and titles may mean."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from extract.components.state import sentences_of, text_of
from extract.page.captions import find_captions
from extract.people.cast import Cast
from extract.people.credits import credit_lines
from extract.people.names import Name, Names
from extract.stretches import inside


@Language.component(
    "sitrep_cast", assigns=["doc._.cast", "doc._.captions"], requires=["doc._.mentions", "doc._.entities"]
)
def cast(doc: Doc) -> Doc:
    """Assign `Doc._.cast`, and `Doc._.captions`, of the pictures."""
    entity_of = doc._.mention_entity or {}
    text = text_of(doc)
    credited = credit_lines(text)
    names = (
        Name(mention.start, mention.end, mention.label, entity)
        for mention in doc._.mentions
        if (entity := entity_of.get((mention.start, mention.end))) is not None and not inside(credited, mention.start)
    )
    sentences = sentences_of(doc)
    doc._.captions = tuple(find_captions(text, sentences))
    doc._.cast = Cast(text, Names(names), sentences, doc._.trees)
    return doc
