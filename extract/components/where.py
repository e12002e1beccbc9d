"""Finds the places of the events."""

from __future__ import annotations

import re

from spacy.language import Language
from spacy.tokens import Doc

from extract.components.state import text_of
from extract.people.cast import Cast
from extract.people.names import Name
from extract.places.find import places_in
from extract.stretches import inside
from extract.tables import words

LABELS = frozenset({"LOC", "FAC"})
"""Labels of what events take place in."""
_SEAT = re.compile(r"(?: based)?[.,]? (?:in|IN) \Z")
_ADDRESS = re.compile(r", of \Z")
_WITHIN = re.compile(r", |(?<= Road) in |(?<= Street) in |(?<= Avenue) in ")
BUILDINGS = words("extract.places", "buildings")


@Language.factory("sitrep_where", assigns=["doc._.where"], requires=["doc._.cast", "doc._.dateline"])
class PlaceFinder:
    """Finds the places of the events."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        """Assign `doc._.where`."""
        text = text_of(doc)
        roles = sorted((role.start, role.end) for role in doc._.cast.role_of.values())
        names: list[Name] = []
        seat = 0
        for name in doc._.cast.names.all:
            if not _is_place(name, text) or inside(roles, name.start):  # "an analyst at X in Boston"
                continue
            if _is_seat(doc._.cast, name) or (seat and _WITHIN.fullmatch(text, seat, name.start)):
                seat = name.end
            else:
                names.append(name)
        title = doc._.dateline.title
        span = (title.start, title.end) if title and title.start is not None and title.end is not None else None
        doc._.where = places_in(text, names, span)
        return doc


def _is_seat(cast: Cast, name: Name) -> bool:
    """Tell whether a place is where somebody has a seat or lives.

    "The Institute for Tides in Tarn", "who is based in Tarn", "Ada Holm, of Tarn Road".
    """
    before = max(0, name.start - 12)
    if home := _ADDRESS.search(cast.text, before, name.start):
        owner = cast.names.ending(home.start())
        return owner is not None and owner.label == "PERSON"
    lead = _SEAT.search(cast.text, before, name.start)
    if lead is None:
        return False
    body = cast.names.ending(lead.start()) or cast.names.ending(lead.start() + 1)  # "Holm & Co. in Tarn"
    return lead[0].startswith(" based") or (body is not None and body.label == "ORG")


def _is_place(name: Name, text: str) -> bool:
    """Whether a name is that of a place, or of a body called after its building ("at the Pentagon")."""
    if name.label in LABELS:
        return True
    called = text[name.start : name.end]
    return name.label == "ORG" and called != "House" and called.rsplit(None, 1)[-1].lower() in BUILDINGS
