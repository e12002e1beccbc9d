"""Lists weapons, platforms and munitions: by designation from the mentions, and as classes from the text."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from extract.article import Equipment
from extract.components import state  # noqa: F401 - declares what is assigned
from extract.components.reconcile import outside
from extract.lexicon import equipment as systems
from extract.mentions.classes import classes
from extract.mentions.found import Found

CAPITAL_CLASSES = frozenset(
    variant for system in systems() if system.category == "class" for variant in system.variants
)
"""What stands in capitals without being a designation: UAV, ICBM."""


@Language.component("sitrep_equipment", assigns=["doc._.equipment"], requires=["doc.ents"])
def equipment(doc: Doc) -> Doc:
    """Assign `doc._.equipment`: each name and each class once, where it first stands."""
    found: dict[tuple[str, str], Equipment] = {}
    named = [ent for ent in doc.ents if ent.label_ == "EQUIPMENT"]
    for ent in named:
        kind = "generic" if ent.text in CAPITAL_CLASSES else "named"
        key = (kind, _singular(ent.text))
        found.setdefault(
            key, Equipment(ent.text, "generic" if kind == "generic" else "named", ent.start_char, ent.end_char)
        )
    taken = [Found(ent.start_char, ent.end_char, "EQUIPMENT") for ent in named]
    for piece in outside(classes(doc.text, taken), doc._.boilerplate):
        name = doc.text[piece.start : piece.end]
        found.setdefault(("generic", _singular(name)), Equipment(name, "generic", piece.start, piece.end))
    doc._.equipment = tuple(sorted(found.values(), key=lambda item: item.start))
    return doc


def _singular(name: str) -> str:
    folded = name.casefold().replace("-", " ").replace("defense", "defence").replace("armored", "armoured")
    return folded[:-1] if folded.endswith("s") and not folded.endswith("ss") else folded
