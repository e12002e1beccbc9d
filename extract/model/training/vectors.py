"""Word vectors of the news itself, as floret: hashed subwords, so that a name never seen has a vector too."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from spacy.language import Language
from spacy.training.initialize import convert_vectors


@dataclass(frozen=True, slots=True)
class VectorPlan:
    """The settings of floret that matter here."""

    dimensions: int = 120
    buckets: int = 80_000
    epochs: int = 8
    least: int = 5
    """Occurrences under which a word is not trained on."""
    threads: int = 1


def learn(nlp: Language, texts: Iterable[str], plan: VectorPlan) -> None:
    """Train vectors on the texts, as `nlp` splits them into tokens, and put them into its vocabulary."""
    import floret  # only training needs it

    with tempfile.TemporaryDirectory() as folder:
        corpus, table = Path(folder) / "corpus.txt", Path(folder) / "table.floret"
        with corpus.open("w", encoding="utf-8") as lines:
            lines.writelines(" ".join(_words(nlp, text)) + "\n" for text in texts)
        floret.train_unsupervised(
            str(corpus),
            model="cbow",
            mode="floret",
            hashCount=2,
            bucket=plan.buckets,
            minn=5,
            maxn=5,
            dim=plan.dimensions,
            ws=5,
            neg=10,
            epoch=plan.epochs,
            minCount=plan.least,
            thread=plan.threads,
        ).save_floret_vectors(str(table))
        convert_vectors(nlp, table, truncate=0, prune=-1, mode="floret")


def _words(nlp: Language, text: str) -> list[str]:
    return [token.text for token in nlp.tokenizer(text) if not token.is_space]
