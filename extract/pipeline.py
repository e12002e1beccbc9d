"""Builds the spaCy pipeline and runs articles through it: which components, in which order, and what comes out.

`build()("...")._.card` works for whoever knows spaCy; `process` is what sitrep itself calls.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib import import_module
from itertools import islice

from spacy.language import Language
from spacy.tokens import Doc

from extract.article import Article, Mention, Record
from extract.model.load import load
from extract.tokenizer import BoundedTokenizer

BEFORE = ("page", "sentences")
"""What runs before the trained recogniser, in order."""

AFTER = (
    "lexicon",
    "patterns",
    "reconcile",
    "aliases",
    "cast",
    "quotes",
    "figures",
    "equipment",
    "agreements",
    "who",
    "where",
    "when",
    "lead",
    "flags",
    "card",
)
"""What runs after it, in order."""


def build(model: str | None = None) -> Language:
    """Return the pipeline.

    Args:
        model: an installed spaCy pipeline, or the folder of one, whose recogniser replaces the one that ships.

    Raises:
        ModelError: `model` is not a pipeline that recognises entities.

    """
    nlp = load(model)
    nlp.tokenizer = BoundedTokenizer(nlp.tokenizer)
    recogniser = nlp.pipe_names[0]
    for name in (*BEFORE, *AFTER):
        import_module(f"extract.components.{name}")
        nlp.add_pipe(f"sitrep_{name}", before=recogniser if name in BEFORE else None)
    return nlp


def process(nlp: Language, articles: Iterable[Article], batch_size: int = 16) -> Iterator[Record]:
    """Yield the record of each article, in order."""
    pending = iter(articles)
    while batch := [_doc(nlp, article) for article in islice(pending, batch_size)]:
        for doc in _processed(nlp, batch):
            yield to_record(doc)


def to_record(doc: Doc) -> Record:
    """Return what the components left on a processed doc as a plain value."""
    article, entity_of = doc._.article, doc._.mention_entity or {}
    return Record(
        article=article,
        dateline=doc._.dateline,
        language=doc._.language,
        boilerplate=doc._.boilerplate,
        mentions=tuple(
            Mention(start, end, article.text[start:end], label, entity_of.get((start, end)))
            for start, end, label, _ in doc._.mentions
        ),
        entities=doc._.entities,
        card=doc._.card,
    )


def _processed(nlp: Language, docs: list[Doc]) -> list[Doc]:
    """Return the docs after all components.

    Each component takes the whole batch before the next begins, unlike `nlp.pipe`, which hands on one doc at a time:
    its code, patterns and tables then stay in the processor's cache.
    """
    for _, component in nlp.pipeline:
        batched = getattr(component, "pipe", None)
        docs = list(batched(docs, batch_size=len(docs))) if batched else [component(doc) for doc in docs]
    return docs


def _doc(nlp: Language, article: Article) -> Doc:
    doc = nlp.make_doc(article.text)
    doc._.article = article
    return doc
