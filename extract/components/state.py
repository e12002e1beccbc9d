"""The extensions on `Doc` through which the components hand their results on, declared in one place."""

from __future__ import annotations

from typing import Any

from spacy.tokens import Doc

from extract.article import Card, Dateline

STATE: dict[str, Any] = {
    "article": None,
    "language": None,
    "boilerplate": (),
    "dateline": Dateline(),
    "entities": (),
    "cast": None,
    "mention_entity": None,
    "quotes": (),
    "figures": (),
    "equipment": (),
    "agreements": (),
    "who": (),
    "where": (),
    "when": (),
    "lead": (),
    "flags": (),
    "card": Card(),
}
"""Name on `Doc._` and its value before its component has run. Types: article Article; language str | None;
boilerplate tuple[Span, ...]; dateline Dateline; entities tuple[Entity, ...]; mention_entity dict from a mention's
(start, end) to its entity's id; cast Cast | None; the parts of the card, tuples of the values in
`extract.article`; card Card."""

for _name, _default in STATE.items():
    if not Doc.has_extension(_name):
        Doc.set_extension(_name, default=_default)
