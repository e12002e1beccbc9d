"""The recipe of the weights that ship: vectors of the news, a teacher, its labels on the news, a student."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
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

from extract.model.training import selflabel, vectors
from extract.model.training.docs import PIECE, split_doc, to_doc
from extract.model.training.loop import TrainingPlan, train
from extract.model.training.sets import SOURCES, TrainingSet, find_nationalities, read_objects, read_rows
from extract.model.training.states import WordStates, read_rare_words
from extract.model.training.teacher import Teacher

Say = Callable[[str], None]
Teach = Callable[[Sequence[Doc]], Teacher]
"""Makes a teacher of annotated Docs."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """The amounts; `scaled` shrinks them all, for trials."""

    vectors: vectors.VectorPlan
    news: int
    """Words of news that the teacher labels."""
    rare: int
    """Places at which the teacher has read every word that has a vector, where there are as many."""
    dimensions: int
    """Of what the student is told of the teacher's knowledge of a word."""
    names: int
    """Places under which a capitalised word that has no vector of the news gets none of the teacher's either."""
    student: TrainingPlan

    def scaled(self, share: float) -> Recipe:
        """Return the recipe with that share of every amount of text."""
        return replace(
            self,
            vectors=self.vectors if share >= 1 else replace(self.vectors, buckets=1_000, least=1),
            student=replace(self.student, tokens=int(self.student.tokens * share)),
            news=int(self.news * share),
        )


SHIPPED = Recipe(
    vectors=vectors.VectorPlan(),
    news=3_000_000,
    rare=3,
    dimensions=64,
    names=3,
    student=TrainingPlan(tokens=9_500_000, rate=0.0012, batch=(600, 1500), seed=5),
)
"""What the weights in this package were made with."""


def train_student(data: Path, recipe: Recipe, say: Say, teach: Teach | None = None) -> Language:
    """Return the trained student.

    Args:
        data: a folder with the annotated sets in `ner` (see `sets.SOURCES`) and JSON Lines of news in `corpora`.
        recipe: the amounts.
        say: told what is being done, a line a time.
        teach: tunes the teacher; None is the encoder of the extra `teacher`.

    """
    blank = spacy.blank("en")
    news = sorted((data / "corpora").glob("*.jsonl*"))
    sets = load_annotated(blank, data / "ner", PIECE)
    gold = [doc for docs in sets.values() for doc in docs]
    say(f"{sum(map(len, gold)):,} annotated tokens; vectors of the news")
    ours = vectors.train_vectors((*_read(blank, news), *gold), recipe.vectors)
    say("teacher")
    teacher = (teach or _encoder)(
        [d for docs in load_annotated(blank, data / "ner", selflabel.WINDOW).values() for d in docs]
    )
    states = WordStates()
    texts = selflabel.read_texts(news, recipe.news, recipe.student.seed)
    labelled = list(selflabel.label_texts(blank, texts, teacher, states, recipe.student.seed))
    say(f"{sum(map(len, labelled)):,} tokens of news labelled; rare words")
    read_rare_words(_read(blank, news), teacher, states, ours, recipe.rare)
    taught = states.reduce_vectors(recipe.dimensions)
    names = (word for word in taught if word[:1].isupper() and len(word) > 2 and states.count(word) >= recipe.names)
    blank.vocab.vectors = vectors.join_vectors(blank.vocab, ours, taught, names)
    say(f"{len(blank.vocab.vectors):,} words with vectors; student")
    weighted = [doc for source, docs in sets.items() for doc in docs * source.times]
    return train(
        make_untrained(blank.vocab, gold, recipe.student.seed), [*weighted, *labelled], recipe.student, _progress(say)
    )


def load_annotated(nlp: Language, folder: Path, size: int) -> dict[TrainingSet, list[Doc]]:
    """Return the annotated sets as Docs of about `size` tokens or a sentence."""
    rng = random.Random(0)
    texts = {source: list(read_rows(folder / f"{source.name}.jsonl.gz")) for source in SOURCES}
    norp = find_nationalities([row for source in SOURCES if source.complete for row in texts[source]])
    sets: dict[TrainingSet, list[Doc]] = {source: [] for source in SOURCES}
    for source, docs in sets.items():
        for row in texts[source]:
            doc = to_doc(nlp, row, source.complete, norp)
            docs.extend(split_doc(doc, size, rng) if len(doc) > size * 3 // 2 else [doc] if len(doc) else [])
    return sets


def make_untrained(vocab: Vocab, gold: Sequence[Doc], seed: int) -> Language:
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


def _encoder(gold: Sequence[Doc]) -> Teacher:
    from extract.model.training.encoder import Encoder, EncoderPlan  # only here: it wants torch

    return Encoder(sorted({ent.label_ for doc in gold for ent in doc.ents})).tune(gold, EncoderPlan())


def _read(nlp: Language, news: Sequence[Path]) -> Iterator[Doc]:
    return (nlp.make_doc(row["text"]) for path in news for row in read_objects(path))


def _progress(say: Say) -> Callable[[int, float], None]:
    return lambda read, loss: say(f"  {read:>12,} tokens  loss {loss:.3f}")
