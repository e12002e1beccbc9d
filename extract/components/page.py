"""Reads an article as a page: its language, the furniture that nothing else may use, what it says of itself."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from extract.article import Article
from extract.components import state  # noqa: F401 - declares what is assigned
from extract.identity import text_id
from extract.page import read_normalized


@Language.component(
    "sitrep_page",
    assigns=[
        *("doc._.article", "doc._.kind", "doc._.language", "doc._.boilerplate", "doc._.dateline", "doc._.doubtful"),
    ],
)
def page(doc: Doc) -> Doc:
    """Assign what `extract.page` finds; a doc made of a bare text becomes an article first."""
    if doc._.article is None:
        doc._.article = Article(text_id(doc.text), "", doc.text)
    read = doc._.page or read_normalized(doc._.article)
    doc._.kind, doc._.language, doc._.dateline = read.kind, read.language, read.dateline
    doc._.boilerplate, doc._.doubtful = read.boilerplate, read.doubtful
    return doc
