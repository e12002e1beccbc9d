"""Chooses the sentences that tell what happened."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from extract.article import Span
from extract.components.apart import find_apart
from extract.components.state import text_of
from extract.stretches import merge_stretches
from extract.summary import choose_lead as summary


@Language.component(
    "sitrep_lead", assigns=["doc._.lead"], requires=["doc._.cast", "doc._.boilerplate", "doc._.captions"]
)
def lead(doc: Doc) -> Doc:
    """Assign `Doc._.lead`: up to three whole sentences."""
    text = text_of(doc)
    sentences = [(start, start + len(text[start:end].rstrip())) for start, end in doc._.cast.sentences]
    apart = merge_stretches([*find_apart(doc), *doc._.captions])
    doc._.lead = tuple(Span.of(text, *span) for span in summary(text, sentences, apart))
    return doc
