"""The student's word vectors: from the news itself, beside what the teacher knows of each word.

Those of the news are learnt with subwords so that those of rare names are worth something. A table of whole words did
better here than floret's hashed table of the same size: see MODEL_CARD.md.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from spacy.tokens import Doc
from spacy.vectors import Vectors
from spacy.vocab import Vocab

from extract.model.load import STEP
from extract.model.training.teacher import Floats


@dataclass(frozen=True, slots=True)
class VectorPlan:
    """The settings that matter here; the others are those usual for fastText's CBOW."""

    dimensions: int = 120
    words: int = 80_000
    """The most frequent ones, which get a row."""
    buckets: int = 400_000
    """Rows that subwords share while training; they do not ship."""
    epochs: int = 5
    least: int = 4
    """Occurrences under which a word is not trained on."""
    threads: int = 1


def train_vectors(docs: Iterable[Doc], plan: VectorPlan) -> dict[str, Floats]:
    """Return vectors of the words of the docs, those met most often first."""
    import floret  # only training needs it

    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder) / "corpus.txt"
        with corpus.open("w", encoding="utf-8") as lines:
            lines.writelines(" ".join(_words(doc)) + "\n" for doc in docs)
        trained = floret.train_unsupervised(
            str(corpus),
            model="cbow",
            mode="fasttext",
            bucket=plan.buckets,
            minn=4,
            maxn=6,
            dim=plan.dimensions,
            ws=4,
            neg=6,
            epoch=plan.epochs,
            minCount=plan.least,
            thread=plan.threads,
        )
    return {word: trained.get_word_vector(word) for word in trained.get_words()[: plan.words]}


def join_vectors(
    vocab: Vocab, ours: Mapping[str, Floats], taught: Mapping[str, Floats], least_names: Iterable[str]
) -> Vectors:
    """Return a table of both vectors side by side, in whole steps so that it ships as bytes.

    Args:
        vocab: keeps the words.
        ours: vectors of the news.
        taught: vectors of what the teacher knows; zeros where it knows nothing of a word.
        least_names: words that get a row though they have no vector of the news.

    """
    words = [*ours, *(word for word in dict.fromkeys(least_names) if word not in ours)]
    table = np.concatenate([_column(words, ours), _column(words, taught)], axis=1)
    steps = np.clip(np.round(table / np.maximum(table.std(0), 1e-6) / STEP), -127, 127)
    return Vectors(data=(steps * STEP).astype(np.float32), keys=[vocab.strings.add(word) for word in words])


def _column(words: Iterable[str], vectors: Mapping[str, Floats]) -> Floats:
    nothing = np.zeros(len(next(iter(vectors.values()))), np.float32)
    return np.stack([vectors.get(word, nothing) for word in words]).astype(np.float32)


def _words(doc: Doc) -> Iterable[str]:
    return (token.text for token in doc if not token.is_space)
