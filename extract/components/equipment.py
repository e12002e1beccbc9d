"""Lists weapons, platforms and munitions: by designation from the mentions, and as classes from the text."""

from __future__ import annotations

from functools import cache

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from extract import lexicon
from extract.article import Equipment, EquipmentKind
from extract.components.reconcile import drop_in_boilerplate
from extract.components.state import english, grid_of, text_of
from extract.mentions.classes import find_equipment_classes, heads, is_another_name, is_of_arms
from extract.mentions.found import Proposal
from extract.mentions.windows import merge_windows

_PROPER = frozenset(("PERSON", "ORG", "FAC", "EVENT", "LAW", "PRODUCT"))
"""Labels of names whose words are no class: the "Missile Defense Agency" is no missile defence."""

_BEFORE = 64
"""Code points that the modifiers of a class may take up."""


@Language.factory("sitrep_equipment", assigns=["doc._.equipment"], requires=["doc._.mentions"])
class EquipmentFinder:
    """Lists each name and each class of equipment once, where it first stands; a class in the plural if it can."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name
        self.heads = np.array(sorted(nlp.vocab.strings.add(word) for word in heads()), dtype=np.uint64)

    def __call__(self, doc: Doc) -> Doc:
        """Assign `doc._.equipment`."""
        text = text_of(doc)
        found: dict[tuple[EquipmentKind, str], Equipment] = {}
        named = [mention for mention in doc._.mentions if mention.label == "EQUIPMENT"]
        sure = any(letter.isdecimal() for mention in named for letter in text[mention.start : mention.end])  # "F-35"
        names = len({text[name.start : name.end] for name in named}) + sure  # a band may be called as a bomber is
        if english(doc) and not is_of_arms(text, names):
            return doc
        pieces = [*named, *drop_in_boilerplate(self._classes(doc, text, named), doc._.boilerplate)]
        for piece in pieces:
            name = text[piece.start : piece.end]
            if name in _capital_classes() and is_another_name(text, name):
                continue
            kind: EquipmentKind = "named" if piece in named and name not in _capital_classes() else "generic"
            key = (kind, _singular(name))
            if key not in found or (kind == "generic" and name.endswith("s") and not found[key].name.endswith("s")):
                found[key] = Equipment(name, kind, piece.start, piece.end)
        doc._.equipment = tuple(sorted(found.values(), key=lambda item: item.start))
        return doc

    def _classes(self, doc: Doc, text: str, named: list[Proposal]) -> list[Proposal]:
        hits = np.flatnonzero(np.isin(doc.to_array("LOWER"), self.heads)).tolist()
        if not hits:
            return []
        grid = grid_of(doc)
        places = merge_windows(((grid.starts[hit], grid.ends[hit]) for hit in hits), _BEFORE, 0)
        names = [*named, *(mention for mention in doc._.mentions if mention.label in _PROPER)]
        return find_equipment_classes(text, list(places), names)


@cache
def _capital_classes() -> frozenset[str]:
    """List the classes that are written in capitals and are no designations: UAV, ICBM."""
    return frozenset(form for system in lexicon.equipment() if system.category == "class" for form in system.variants)


def _singular(name: str) -> str:
    """Normalize a class's name: "Missiles" is "missile", "air-defense systems" is "air defence system"."""
    folded = name.casefold().replace("-", " ").replace("defense", "defence").replace("armored", "armoured")
    return folded[:-1] if folded.endswith("s") and not folded.endswith("ss") else folded
