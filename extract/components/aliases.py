"""Joins the mentions of an article that name one thing."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from extract.article import Entity
from extract.components.state import text_of
from extract.names.group import Name, group

COUNTING = frozenset(("DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "ORDINAL", "CARDINAL"))
"""Labels whose mentions name nothing. Whatever else there is, also of a user's own pipeline, does."""


@Language.component("sitrep_aliases", assigns=["doc._.entities", "doc._.mention_entity"], requires=["doc.ents"])
def aliases(doc: Doc) -> Doc:
    """Assign `doc._.entities` and `doc._.mention_entity`."""
    names = [Name(ent.start_char, ent.end_char, ent.text, ent.label_) for ent in doc.ents if ent.label_ not in COUNTING]
    entities = []
    of_mention = {}
    for number, found in enumerate(group(names, text_of(doc)), start=1):
        identity = f"e{number}"
        forms = found.forms()
        name = max(forms, key=lambda form: (len(form.split()) if found.label == "PERSON" else 0, len(form)))
        entities.append(Entity(identity, found.label, name, tuple(form for form in forms if form != name)))
        for mention in found.names:
            of_mention[(mention.start, mention.end)] = identity
    doc._.entities = tuple(entities)
    doc._.mention_entity = of_mention
    return doc
