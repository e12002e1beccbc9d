"""Word vectors of the news itself, learnt with subwords so that those of rare names are worth something.

A table of whole words did better here than floret's hashed table of the same size: see MODEL_CARD.md.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from spacy.language import Language
from spacy.training.initialize import convert_vectors


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


def learn(nlp: Language, texts: Iterable[str], plan: VectorPlan) -> None:
    """Train vectors on the texts, as `nlp` splits them into tokens, and put them into its vocabulary."""
    import floret  # only training needs it

    with tempfile.TemporaryDirectory() as folder:
        corpus, table = Path(folder) / "corpus.txt", Path(folder) / "table.vec"
        with corpus.open("w", encoding="utf-8") as lines:
            lines.writelines(" ".join(_words(nlp, text)) + "\n" for text in texts)
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
        words = trained.get_words()[: plan.words]
        with table.open("w", encoding="utf-8") as lines:
            lines.write(f"{len(words)} {plan.dimensions}\n")
            for word in words:
                lines.write(f"{word} {' '.join(f'{x:.4f}' for x in trained.get_word_vector(word))}\n")
        convert_vectors(nlp, table, truncate=0, prune=-1)


def _words(nlp: Language, text: str) -> list[str]:
    return [token.text for token in nlp.tokenizer(text) if not token.is_space]
