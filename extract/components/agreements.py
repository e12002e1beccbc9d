"""Finds pacts, contracts, aid packages and sanctions."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from extract.agency import after_dateline
from extract.agreements.find import agreements_in
from extract.agreements.parties import Party
from extract.components.state import english, text_of
from extract.lexicon import aliases
from extract.people.actors import best_role
from extract.people.cast import Cast
from extract.people.kin import akin
from extract.people.names import Name
from extract.stretches import inside

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
            Party(
                *(name.start, name.end, form, acting.entity),
                place=acting.label == "LOC",
                city=_is_city(acting, form),
                person=acting is not name,
            )
            for name in doc._.cast.names.all
            if (acting := name if name.label in PARTIES else _stands_for(doc._.cast, name))
            and (form := text[acting.start : acting.end])
        ]
        apart = [(start, after_dateline(text, start, end)) for start, end in doc._.cast.sentences]
        names = [name for name in (*names, *_peoples(doc, text)) if not inside(apart, name.start)]
        names.sort(key=lambda name: name.start)
        skip = [(span.start, span.end) for span in doc._.boilerplate]
        doc._.agreements = agreements_in(text, names, skip, doc._.trees)
        return doc


def _is_city(name: Name, text: str) -> bool:
    """Tell whether a place is known and no country."""
    return name.label == "LOC" and text in _cities()


@cache
def _cities() -> frozenset[str]:
    known = [alias for alias in aliases() if alias.label == "LOC"]
    return frozenset({a.variant for a in known if not a.id.isalpha()} - {a.variant for a in known if a.id.isalpha()})


def _stands_for(cast: Cast, name: Name) -> Name | None:
    """Return the country or body that a person acts for, as the role beside the person's name has it."""
    role = best_role(cast, name.entity)
    if role is None:
        return None
    owner = next(iter(cast.names.within(role.start, role.end)), None) or cast.names.ending(role.start - len("’s "))
    acting = owner and owner.label in PARTIES and cast.text[owner.end : owner.end + 1] != "-"  # not "X-based"
    return owner if acting else None


def _peoples(doc: Doc, text: str) -> Iterator[Party]:
    """Yield the adjectives of countries that the text names too, as those countries: "her Ukrainian counterpart"."""
    places = {text[name.start : name.end]: name.entity for name in doc._.cast.names.all if name.label == "LOC"}
    for mention in doc._.mentions:
        if mention.label == "NORP":
            form = text[mention.start : mention.end].lower()
            country = next((place for place in sorted(places) if akin(form, place.lower())), None)
            if country:
                yield Party(mention.start, mention.end, country, places[country], adjective=True)
