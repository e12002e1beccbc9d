"""Finds what the lexicon lists, and designations by their form; `reconcile` decides what of it stands."""

from __future__ import annotations

import re

from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc

from extract import lexicon
from extract.components.state import grid_of, text_of
from extract.lexicon.spellings import designation_spellings, designations
from extract.mentions.found import OWN, STRONG, WEAK, Proposal
from extract.mentions.windows import match_in, merge_windows
from extract.own_names import OwnNames

_DESIGNATING = re.compile(
    r"[\d\-UHTRBKAP](?:(?<=[A-Za-z]\d)|(?<=[A-Za-z][- ]\d)|(?<=-)class"
    r"|(?<!\w.)(?:(?<=U)(?:SS|SNS|SCGC)|(?<=H)M[A-Z]{1,3}|(?<=T)CG|(?<=R)OKS|(?<=B)RP|(?<=K)RI) "
    r"|(?<=A)N/|(?<=P)roject )"
)
"""Without one of these no designation stands; one set of characters stands first, to which the engine skips."""


@Language.factory("sitrep_lexicon", assigns=["doc._.listed", "doc._.own_names"])
class LexiconRuler:
    """Finds listed names by spaCy's phrase matcher, and unlisted designations by their patterns.

    Results are `doc._.listed`, overlaps and all; what counts only with other evidence is weak.
    """

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name
        self.matcher = PhraseMatcher(nlp.vocab)
        self.meaning: dict[int, tuple[str, int]] = {}
        self.designations = designations()
        self.own_names = OwnNames()
        """Of the corpus's own lists."""
        forms: dict[tuple[str, int], list[str]] = {}
        for label, strength, form in _forms():
            forms.setdefault((label, strength), []).append(form)
        for (label, strength), texts in forms.items():
            key = f"{label} {strength}"
            self.matcher.add(key, [nlp.make_doc(text) for text in texts])
            self.meaning[nlp.vocab.strings.add(key)] = (label, strength)

    def __call__(self, doc: Doc) -> Doc:
        """Assign `doc._.listed` and `doc._.own_names`."""
        grid = grid_of(doc)
        found = [
            Proposal(grid.starts[start], grid.ends[end - 1], *self.meaning[key])
            for key, start, end in self.matcher(doc)
        ]
        text = text_of(doc)
        places = merge_windows((anchor.span() for anchor in _DESIGNATING.finditer(text)), 33, 40)
        for match in match_in(self.designations, text, places):
            for whole in grid.align([Proposal(*match.span(), "EQUIPMENT")]):
                if whole.end - match.end() <= 1:
                    found.append(whole)
        own = [Proposal(start, end, label, OWN) for start, end, label in self.own_names.find(text)]
        found += [whole for one in own for whole in grid.align([one]) if whole == one]
        doc._.listed, doc._.own_names = tuple(found), self.own_names
        return doc


def _forms() -> list[tuple[str, int, str]]:
    """Return (label, strength, form) of all that is matched, each (label, form) once."""
    forms: dict[tuple[str, str], int] = {}
    weak = lexicon.ambiguous()
    for alias in lexicon.aliases():
        strength = WEAK if (alias.variant, alias.label) in weak else STRONG
        forms.setdefault((alias.label, alias.variant), strength)
        if len(alias.variant) > 4 and strength == STRONG:
            forms.setdefault((alias.label, alias.variant.upper()), STRONG)
    for form in lexicon.nationalities():
        forms.setdefault(("NORP", form), WEAK if (form, "NORP") in weak else STRONG)
        if len(form) > 4:
            forms.setdefault(("NORP", form.upper()), STRONG)
    for system in lexicon.equipment():
        for variant in system.variants:
            for spelling in designation_spellings(variant):
                forms.setdefault(("EQUIPMENT", spelling), STRONG)
    for system in lexicon.equipment():
        for variant in system.in_context:
            forms.setdefault(("EQUIPMENT", variant), WEAK)
    return [(label, strength, form) for (label, form), strength in forms.items()]
