"""Gathers who is who in an article: names, roles, and what pronouns and titles may mean."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from extract.components import state  # noqa: F401 - declares what is assigned
from extract.people.cast import Cast
from extract.people.credits import credit_lines
from extract.people.names import Name, Names
from extract.people.stretches import inside


@Language.component("sitrep_cast", assigns=["doc._.cast"], requires=["doc.ents", "doc._.entities"])
def cast(doc: Doc) -> Doc:
    """Assign `Doc._.cast`."""
    entity_of = doc._.mention_entity or {}
    credited = credit_lines(doc.text)
    names = (
        Name(ent.start_char, ent.end_char, ent.label_, entity)
        for ent in doc.ents
        if (entity := entity_of.get((ent.start_char, ent.end_char))) is not None
        and not inside(credited, ent.start_char)
    )
    sentences = [(sentence.start_char, sentence.end_char) for sentence in doc.sents]
    doc._.cast = Cast(doc.text, Names(names), sentences)
    return doc
