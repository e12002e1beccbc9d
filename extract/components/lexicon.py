"""Finds what the lexicon lists, and designations by their form; `reconcile` decides what of it stands."""

from __future__ import annotations

import re

from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc, Span

from extract import lexicon
from extract.components.state import text_of
from extract.lexicon.spellings import designation_spellings, designations
from extract.mentions.windows import matches, windows

WEAK = "weak"
"""`Span.id_` of what counts only with other evidence; what stands for itself has an empty one."""

_DESIGNATING = re.compile(
    r"(?<=[A-Za-z])[- ]?\d|-class|\b(?:USS|USNS|USCGC|HM[A-Z]{1,3}|TCG|ROKS|BRP|KRI) |AN/|Project "
)
"""Without one of these no designation stands."""


@Language.factory("sitrep_lexicon", assigns=["doc.spans"])
class LexiconRuler:
    """Finds listed names by spaCy's phrase matcher, and unlisted designations by their patterns.

    Results are `doc.spans["lexicon"]`, overlaps and all: label, `id_` empty or "weak", `kb_id_` the name they go by.
    """

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name
        self.matcher = PhraseMatcher(nlp.vocab)
        self.meaning: dict[int, tuple[str, str]] = {}
        self.designations = designations()
        forms: dict[tuple[str, str], list[str]] = {}
        for label, strength, form in _forms():
            forms.setdefault((label, strength), []).append(form)
        for (label, strength), texts in forms.items():
            key = f"{label} {strength}"
            self.matcher.add(key, [nlp.make_doc(text) for text in texts])
            self.meaning[nlp.vocab.strings.add(key)] = (label, strength)

    def __call__(self, doc: Doc) -> Doc:
        """Assign `doc.spans["lexicon"]`."""
        found = [
            Span(doc, start, end, self.meaning[key][0], span_id=self.meaning[key][1])
            for key, start, end in self.matcher(doc)
        ]
        text = text_of(doc)
        places = windows((anchor.span() for anchor in _DESIGNATING.finditer(text)), 32, 40)
        for match in matches(self.designations, text, places):
            span = doc.char_span(match.start(), match.end(), "EQUIPMENT", alignment_mode="expand")
            if span is not None and span.end_char - match.end() <= 1:
                found.append(span)
        doc.spans["lexicon"] = found
        return doc


def _forms() -> list[tuple[str, str, str]]:
    """Return (label, strength, form) of all that is matched, each (label, form) once."""
    forms: dict[tuple[str, str], str] = {}
    weak = lexicon.ambiguous()
    for alias in lexicon.aliases():
        strength = WEAK if (alias.variant, alias.label) in weak else ""
        forms.setdefault((alias.label, alias.variant), strength)
        if len(alias.variant) > 4 and not strength:
            forms.setdefault((alias.label, alias.variant.upper()), "")
    for form in lexicon.nationalities():
        forms.setdefault(("NORP", form), WEAK if (form, "NORP") in weak else "")
        if len(form) > 4:
            forms.setdefault(("NORP", form.upper()), "")
    for system in lexicon.equipment():
        for variant in system.variants:
            for spelling in designation_spellings(variant):
                forms.setdefault(("EQUIPMENT", spelling), "")
    for system in lexicon.equipment():
        for variant in system.in_context:
            forms.setdefault(("EQUIPMENT", variant), WEAK)
    return [(label, strength, form) for (label, form), strength in forms.items()]
