"""Builds the spaCy pipeline and runs articles through it: which components, in which order, and what comes out.

`build()("...")._.card` works for whoever knows spaCy; `process` is what sitrep itself calls.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from importlib import import_module
from itertools import groupby

from spacy.language import Language
from spacy.tokens import Doc

from extract.article import Article, Mention, Record, Recorded
from extract.components.trees import COMPONENTS, TreeMaker
from extract.model.choice import ModelChoice
from extract.model.load import load
from extract.model.windows import recognise
from extract.offset_map import Normalized
from extract.own_names import OwnNames
from extract.page import Page, read_normalized
from extract.page.letters import find_normalized
from extract.page.normalization import normalize_article, restore
from extract.tokenizer import BoundedTokenizer

BEFORE = ("page", "sentences")
"""What runs before the trained recogniser, in order."""

AFTER = (
    "trees",
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

BATCH = 50_000
"""Code points of the articles that go through the components together: sixteen of the usual length."""
WINDOW = 1_000
"""Tokens that the recogniser is given at a time. Each takes some 20 kB while its layers are computed, so that one text
of half a million characters took 2 GB whole; larger windows are no faster."""
GROWTH = 50_000
"""Words by which the vocabulary may grow, some 20 MB; news brings so many in two million words."""


def build(model: str | None = None, own: OwnNames | None = None) -> Language:
    """Build the pipeline.

    Args:
        model: an installed spaCy pipeline, or the folder of one, whose recogniser replaces the one that ships.
        own: names of lists that a corpus has of its own.

    Raises:
        ModelError: `model` is not a pipeline that recognises entities.

    """
    nlp = load(model)
    nlp.tokenizer = BoundedTokenizer(nlp.tokenizer)
    recogniser = next(name for name in nlp.pipe_names if name not in COMPONENTS)
    for name in (*BEFORE, *AFTER):
        import_module(f"extract.components.{name}")
        nlp.add_pipe(f"sitrep_{name}", before=recogniser if name in BEFORE else None)
    trees = nlp.get_pipe("sitrep_trees")
    assert isinstance(trees, TreeMaker)
    trees.take_parser(nlp)
    if not trees.parser and nlp.lang == "en":
        trees.take_parser(load())  # whoever recognises the names, the grammar is read by the parser that ships
    if own is not None:
        nlp.get_pipe("sitrep_lexicon").own_names = own  # type: ignore[attr-defined]
    return nlp


class Pipeline:
    """The pipeline, kept to bounded memory over any number of articles.

    spaCy remembers every word that it has met: its form, its attributes, how it is tokenized, some 400 bytes for each.
    Its own memory zones free the words but not the slots of its hash tables, so the pipeline is built anew instead: two
    seconds in every three minutes.
    """

    def __init__(self, model: str | None = None, growth: int = GROWTH, own: OwnNames | None = None) -> None:
        """Load the pipeline, and those of languages that have their own.

        Args:
            model: which pipelines of the user's own read what, as `ModelChoice.parse` reads it.
            growth: a number of words.
            own: names of lists that a corpus has of its own.

        Raises:
            ModelError: one of them is not a pipeline that recognises entities.

        """
        self._choice, self._growth, self._own = ModelChoice.parse(model), growth, own
        self._load()

    def process(self, articles: Iterable[Article], made_by: str | None = None) -> Iterator[Record]:
        """Yield the record of each article, in order; one that it came with is passed on where `made_by` made it.

        `made_by` is the fingerprint of this pipeline; the index takes such records over, too.
        """
        for batch in _batches(articles, BATCH):
            if self._words() > self._full:
                del self.nlp, self.of_language
                gc.collect()  # before the next are loaded, not after: pipelines are cycles, of 90 MB
                self._load()
            yield from self._process_batch(batch, made_by)

    def _process_batch(self, batch: Sequence[Article], made_by: str | None) -> Iterator[Record]:
        came_with = [_record(article, made_by) for article in batch]
        wanted = [article for article, record in zip(batch, came_with, strict=True) if not record]
        made = process(self.nlp, wanted, of_language=self.of_language)
        for record in came_with:
            yield record or next(made)

    def _load(self) -> None:
        self.nlp = build(self._choice.default, self._own)
        self.of_language = {code: build(name, self._own) for code, name in self._choice.by_language.items()}
        self._full = self._words() + self._growth

    def _words(self) -> int:
        return sum(len(nlp.vocab.strings) for nlp in (self.nlp, *self.of_language.values()))


def process(
    nlp: Language,
    articles: Iterable[Article],
    tokens: int = WINDOW,
    of_language: Mapping[str, Language] | None = None,
) -> Iterator[Record]:
    """Yield the record of each article, in order; its text is read as `extract.page.normalization` has it.

    Args:
        nlp: what `build` returned.
        articles: of any length.
        tokens: how many the recogniser is given at a time; more take more memory and no less time.
        of_language: what `build` returned for languages that have a pipeline of their own, by ISO 639-1 code.

    """
    for batch in _batches(articles, BATCH):
        read = [normalize_article(article) for article in batch]
        docs = _docs(nlp, of_language, [article for article, _ in read], tokens)
        for article, (_, normalized), doc in zip(batch, read, docs, strict=True):
            yield _restored(to_record(doc), article, normalized)


def to_record(doc: Doc) -> Record:
    """Convert a processed doc to a record."""
    article, entity_of = doc._.article, doc._.mention_entity or {}
    return Record(
        article=article,
        kind=doc._.kind,
        dateline=doc._.dateline,
        language=doc._.language,
        boilerplate=doc._.boilerplate,
        mentions=tuple(
            Mention(start, end, article.text[start:end], label, entity_of.get((start, end)))
            for start, end, label, _ in doc._.mentions
        ),
        entities=doc._.entities,
        card=doc._.card,
        model=doc._.model,
    )


def _restored(record: Record, article: Article, read: Normalized) -> Record:
    """Return the record of an article as it was read as that of the article itself."""
    if record.article is article:
        return record
    found = restore(replace(record, article=article), article.text, read, leave=("article",))
    flags = (*article.notes, *found.card.flags, *find_normalized(article.text))
    return replace(found, card=replace(found.card, flags=flags))


def _record(article: Article, made_by: str | None) -> Record | None:
    record = article.record if isinstance(article, Recorded) else None
    return record if record and record.pipeline == made_by else None


def _batches(articles: Iterable[Article], size: int) -> Iterator[list[Article]]:
    """Yield the articles in runs of so many code points, or of one that has more."""
    batch: list[Article] = []
    held = 0
    for article in articles:
        if batch and held + len(article.text) > size:
            yield batch
            batch, held = [], 0
        batch.append(article)
        held += len(article.text)
    if batch:
        yield batch


def _docs(
    nlp: Language, of_language: Mapping[str, Language] | None, articles: Sequence[Article], tokens: int
) -> list[Doc]:
    """Return the processed docs of a batch, each made by the pipeline of its language."""
    if not of_language:
        return _processed(nlp, [_doc(nlp, article) for article in articles], tokens)
    pages = [read_normalized(article) for article in articles]
    chosen = [of_language.get(page.language or "", nlp) for page in pages]
    made: dict[int, Doc] = {}
    for one in dict.fromkeys(chosen):
        places = [place for place, pipeline in enumerate(chosen) if pipeline is one]
        docs = _processed(one, [_doc(one, articles[place], pages[place]) for place in places], tokens)
        made.update(zip(places, docs, strict=True))
    return [made[place] for place in range(len(articles))]


def _processed(nlp: Language, docs: list[Doc], tokens: int) -> list[Doc]:
    """Run docs through all components.

    Each component takes the whole batch before the next begins, unlike `nlp.pipe`, which hands on one doc at a time:
    its code, patterns and tables then stay in the processor's cache. The recogniser's take them in windows.
    """
    for _, run in stages(nlp, tokens):
        docs = run(docs)
    return docs


def stages(nlp: Language, tokens: int = WINDOW) -> Iterator[tuple[str, Callable[[list[Doc]], list[Doc]]]]:
    """Yield what a batch of docs goes through, in order, by name: each of our components, the recogniser's as one."""
    ours = {f"sitrep_{name}" for name in (*BEFORE, *AFTER)}
    for is_ours, components in groupby(nlp.pipeline, key=lambda named: named[0] in ours):
        if is_ours:
            for name, component in components:
                yield name, partial(_each, component)
        else:
            yield "recogniser", partial(recognise, [component for _, component in components], tokens=tokens)


def _each(component: Callable[[Doc], Doc], docs: list[Doc]) -> list[Doc]:
    batched = getattr(component, "pipe", None)
    return list(batched(docs)) if batched else [component(doc) for doc in docs]


def _doc(nlp: Language, article: Article, page: Page | None = None) -> Doc:
    doc = nlp.make_doc(article.text)
    doc._.article, doc._.page, doc._.model = article, page, nlp.meta.get("own")
    return doc
