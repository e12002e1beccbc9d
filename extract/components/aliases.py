"""Joins the mentions of an article that name one thing."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from extract.article import Entity
from extract.components.state import text_of
from extract.lexicon import first_variants, mixed_case_variants
from extract.names.group import MentionForm, group

COUNTING = frozenset(("DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "ORDINAL", "CARDINAL"))
"""Labels whose mentions name nothing. Whatever else there is, also of a user's own pipeline, does."""


@Language.component("sitrep_aliases", assigns=["doc._.entities", "doc._.mention_entity"], requires=["doc._.mentions"])
def aliases(doc: Doc) -> Doc:
    """Assign `doc._.entities` and `doc._.mention_entity`."""
    text = text_of(doc)
    names = [
        MentionForm(m.start, m.end, text[m.start : m.end], m.label) for m in doc._.mentions if m.label not in COUNTING
    ]
    entities = []
    of_mention = {}
    for number, found in enumerate(group(names, text, doc._.own_names.called), start=1):
        identity = f"e{number}"
        forms = found.forms()
        name = _name(found.label, forms)
        entities.append(Entity(identity, found.label, name, tuple(form for form in forms if form != name)))
        for mention in found.names:
            of_mention[(mention.start, mention.end)] = identity
    doc._.entities = tuple(entities)
    doc._.mention_entity = of_mention
    return doc


def _name(label: str, forms: list[str]) -> str:
    """Return the form that an entity is shown by: the fullest, but a country's own rather than a former one's.

    One that stands in capitals only is spelled as the alias table has it, if it does: "KYIV" in a dateline is "Kyiv".
    """
    if label == "LOC" and (own := next((form for form in forms if form in first_variants()), None)):
        return own
    name = max(forms, key=lambda form: (len(form.split()) if label == "PERSON" else 0, not form.isupper(), len(form)))
    if label in ("PERSON", "LOC") and name.isupper():  # a body may be called so: NATO, "Nato" though the table has it
        return mixed_case_variants().get(name.casefold(), name)
    return name
