"""Finds what was said and who said it."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from extract.article import Quote
from extract.components.apart import find_apart, find_outlet
from extract.components.state import text_of
from extract.speech.statements import statements


@Language.component("sitrep_quotes", assigns=["doc._.quotes"], requires=["doc._.cast"])
def quotes(doc: Doc) -> Doc:
    """Assign `Doc._.quotes`, direct speech first."""
    text = text_of(doc)
    name = {entity.id: entity.name for entity in doc._.entities}
    doc._.quotes = tuple(
        Quote(
            text[said.start : said.end],
            said.start,
            said.end,
            text[slice(*said.named)] if said.named else name[said.speaker] if said.speaker else None,
            said.speaker,
            said.kind,
            said.cue,
            said.derived,
        )
        for said in statements(doc._.cast, find_apart(doc), find_outlet(doc))
    )
    return doc
