"""Chooses the sentences that tell what happened."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from extract.article import Span
from extract.components.apart import apart
from extract.summary import lead as summary


@Language.component("sitrep_lead", assigns=["doc._.lead"], requires=["token.is_sent_start", "doc._.boilerplate"])
def lead(doc: Doc) -> Doc:
    """Assign `Doc._.lead`: up to three whole sentences."""
    sentences = [(sent.start_char, sent.start_char + len(sent.text.rstrip())) for sent in doc.sents]
    doc._.lead = tuple(Span.of(doc.text, *span) for span in summary(doc.text, sentences, apart(doc)))
    return doc
