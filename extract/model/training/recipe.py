"""The recipe of the weights that ship: vectors of the news, teachers, their labels on the news, a student."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from importlib.resources import as_file, files
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example
from spacy.util import load_config, load_model_from_config
from spacy.vocab import Vocab
from thinc.api import fix_random_seed, use_ops

from extract.model.training import selflabel
from extract.model.training.docs import PIECE, pieces, to_doc
from extract.model.training.loop import Plan, train
from extract.model.training.sets import SOURCES, Source, nationalities, read, rows
from extract.model.training.vectors import VectorPlan, learn

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Recipe:
    """The amounts; `scaled` makes a small helping of it."""

    vectors: VectorPlan
    teachers: tuple[Plan, ...]
    student: Plan
    """It goes on from the last teacher's weights."""
    news: int
    """Words of news that the teachers label."""

    def scaled(self, share: float) -> Recipe:
        """Return the recipe with that share of every amount of text."""
        return replace(
            self,
            vectors=self.vectors if share >= 1 else replace(self.vectors, buckets=1_000, least=1),
            teachers=tuple(replace(plan, tokens=int(plan.tokens * share)) for plan in self.teachers),
            student=replace(self.student, tokens=int(self.student.tokens * share)),
            news=int(self.news * share),
        )


SHIPPED = Recipe(
    vectors=VectorPlan(),
    teachers=(Plan(tokens=9_000_000, seed=0), Plan(tokens=2_800_000, seed=1)),
    student=Plan(tokens=5_000_000, batch=(600, 1500), seed=5),
    news=1_200_000,
)
"""What the weights in this package were made with; MODEL_CARD.md tells where their own run differed."""


def make(data: Path, recipe: Recipe, say: Say) -> Language:
    """Return the trained student.

    Args:
        data: a folder with the annotated sets in `ner` (see `sets.SOURCES`) and JSON Lines of news in `corpora`.
        recipe: the amounts.
        say: told what is being done, a line a time.

    """
    blank = spacy.blank("en")
    news = sorted((data / "corpora").glob("*.jsonl*"))
    sets = annotated(blank, data / "ner")
    gold = [doc for docs in sets.values() for doc in docs]
    say(f"{sum(map(len, gold)):,} annotated tokens; vectors")
    learn(blank, [*(row["text"] for path in news for row in rows(path)), *(d.text for d in gold)], recipe.vectors)
    teachers = []
    for number, plan in enumerate(recipe.teachers, 1):
        say(f"teacher {number} of {len(recipe.teachers)}")
        teachers.append(train(fresh(blank.vocab, gold, plan.seed), gold, plan, _progress(say)))
    texts = selflabel.articles(news, recipe.news, recipe.student.seed)
    labelled = list(selflabel.label(texts, teachers, recipe.student.seed))
    say(f"{sum(map(len, labelled)):,} tokens of news labelled; student")
    weighted = [doc for source, docs in sets.items() for doc in docs * source.times]
    return train(teachers[-1], [*weighted, *labelled], recipe.student, _progress(say))


def annotated(nlp: Language, folder: Path) -> dict[Source, list[Doc]]:
    """Return the annotated sets as Docs of about `PIECE` tokens or a sentence."""
    rng = random.Random(0)
    texts = {source: list(read(folder / f"{source.name}.jsonl.gz")) for source in SOURCES}
    norp = nationalities([row for source in SOURCES if source.complete for row in texts[source]])
    sets: dict[Source, list[Doc]] = {source: [] for source in SOURCES}
    for source, docs in sets.items():
        for row in texts[source]:
            doc = to_doc(nlp, row, source.complete, norp)
            docs.extend(pieces(doc, PIECE, rng) if len(doc) > PIECE * 3 // 2 else [doc] if len(doc) else [])
    return sets


def fresh(vocab: Vocab, gold: Sequence[Doc], seed: int) -> Language:
    """Return an untrained pipeline of `config.cfg` with the vectors of `vocab` and the labels of `gold`."""
    fix_random_seed(seed)
    with (
        as_file(files("extract.model.training").joinpath("config.cfg")) as path,
        use_ops("numpy", use_blis=False),  # why: see extract.model.load
    ):
        nlp = load_model_from_config(load_config(path, interpolate=False), auto_fill=True)
        nlp.vocab.vectors = vocab.vectors
        nlp.initialize(lambda: [Example(doc, doc) for doc in gold])
    return nlp


def _progress(say: Say) -> Callable[[int, float], None]:
    return lambda read, loss: say(f"  {read:>12,} tokens  loss {loss:.3f}")
