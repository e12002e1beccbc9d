"""Finds the numbers that carry news, with value and unit."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from extract.components.state import english, text_of
from extract.figures.find import figures_in
from extract.figures.foreign import figures_of_another_language


@Language.factory("sitrep_figures", assigns=["doc._.figures"], requires=["doc._.boilerplate", "doc._.language"])
class FigureFinder:
    """Finds the numbers that carry news, with value and unit."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        """Assign `doc._.figures`."""
        skip = [(span.start, span.end) for span in doc._.boilerplate]
        if english(doc):
            doc._.figures = figures_in(text_of(doc), skip, trees=doc._.trees)
        else:
            doc._.figures = figures_of_another_language(text_of(doc), skip, language=doc._.language)
        return doc
