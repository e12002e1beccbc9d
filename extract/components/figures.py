"""Finds the numbers that carry news, with value and unit."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from extract.components.state import text_of
from extract.figures.find import figures_in


@Language.factory("sitrep_figures", assigns=["doc._.figures"], requires=["doc._.boilerplate"])
class FigureFinder:
    """Finds the numbers that carry news, with value and unit."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        """Assign `doc._.figures`."""
        skip = [(span.start, span.end) for span in doc._.boilerplate]
        doc._.figures = figures_in(text_of(doc), skip)
        return doc
