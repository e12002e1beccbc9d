"""Makes one set of mentions of what model, lexicon, patterns and shapes propose."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Span

from extract.article import Span as Piece
from extract.components import state  # noqa: F401 - declares what is assigned
from extract.components.lexicon import WEAK as WEAK_ID
from extract.components.patterns import RELATIVE
from extract.mentions.found import STRONG, WEAK, Found, longest_first
from extract.mentions.grid import Grid
from extract.mentions.merge import agree, settle_equipment, surnames
from extract.mentions.shapes import names

NAMES = frozenset(("PERSON", "ORG", "LOC", "FAC", "NORP", "EVENT", "LAW", "PRODUCT", "EQUIPMENT"))


@Language.factory("sitrep_reconcile", assigns=["doc.ents"])
class Reconciler:
    """Decides which proposals stand, where they begin and end, and that one form has one label in an article."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name
        self.nlp = nlp

    def __call__(self, doc: Doc) -> Doc:
        """Assign `doc.ents`; mentions in boilerplate are dropped."""
        text = doc.text
        proposals = [*self._listed(doc), *self._patterned(doc), *names(text)]
        proposals = [found for found in proposals if found.strength > WEAK]
        standing = longest_first([*proposals, *surnames(proposals, text)])
        standing = outside(standing, doc._.boilerplate)
        standing = agree(standing, text, frozenset(("PERSON", "ORG", "LOC")))
        grid = Grid.of(doc)
        spans = []
        last = 0
        for found in standing:
            start, end = grid.cover(found.start, found.end)
            if last <= start < end:
                spans.append(Span(doc, start, end, found.label))
                last = end
        doc.set_ents(spans)
        return doc

    def _listed(self, doc: Doc) -> list[Found]:
        found = [
            Found(span.start_char, span.end_char, span.label_, WEAK if span.id_ == WEAK_ID else STRONG)
            for span in doc.spans.get("lexicon", ())
        ]
        sure = [f for f in found if f.label == "EQUIPMENT" and f.strength > WEAK]
        doubtful = [f for f in found if f.label == "EQUIPMENT" and f.strength == WEAK]
        if doubtful:
            names = frozenset(doc.text[f.start : f.end] for f in found if f.label != "EQUIPMENT")
            found += settle_equipment(doc.text, sure, doubtful, names)
        return found

    def _patterned(self, doc: Doc) -> list[Found]:
        return [
            Found(span.start_char, span.end_char, span.label_)
            for span in doc.spans.get("patterns", ())
            if span.id_ != RELATIVE and span.label_ != "TIME"
        ]


def outside(mentions: list[Found], boilerplate: tuple[Piece, ...]) -> list[Found]:
    """Return the mentions that do not begin in boilerplate."""
    if not boilerplate:
        return mentions
    return [
        found
        for found in mentions
        if not any(
            piece.start is not None and piece.end is not None and piece.start <= found.start < piece.end
            for piece in boilerplate
        )
    ]
