"""What a teacher knows of a word wherever it stands: the mean of its states there, as a vector for the student.

The mean of contextual states is a better static vector than those trained as such (Bommasani, Davis and Cardie 2020,
"Interpreting pretrained contextualized representations via reductions to static embeddings").
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from spacy.tokens import Doc

from extract.model.training.teacher import Floats, Teacher

LEAST = 2
"""Places under which a word's mean is left out: it would say more of the place than of the word."""
DOUBT = 3.0
"""Places at which a mean has half its weight; the vector of a word met less often is nearer to nothing."""
BEFORE, AFTER = 12, 13
"""Tokens about a rare word that are read for its sake."""


class WordStates:
    """Sums of a teacher's states by word, as they come."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._rows: dict[str, int] = {}
        self._sums: Floats = np.zeros((0, 0), np.float32)
        self._counts = np.zeros(0, np.int64)

    def add(self, doc: Doc, states: Floats) -> None:
        """Count in the states of a Doc's tokens, shape (tokens, width)."""
        rows = [self._rows.setdefault(token.text, len(self._rows)) for token in doc]
        if len(self._rows) > len(self._counts):
            room = max(4096, 2 * len(self._rows))
            self._sums, sums = np.zeros((room, states.shape[1]), np.float32), self._sums
            self._counts, counts = np.zeros(room, np.int64), self._counts
            self._sums[: len(counts), :] = sums if len(counts) else 0
            self._counts[: len(counts)] = counts
        np.add.at(self._sums, rows, states)
        np.add.at(self._counts, rows, 1)

    def count(self, word: str) -> int:
        """Return in how many places a word was met."""
        row = self._rows.get(word)
        return 0 if row is None else int(self._counts[row])

    def reduce_vectors(self, dimensions: int) -> dict[str, Floats]:
        """Return vectors of the words met often enough: main components of their means, shorter where in doubt."""
        met = len(self._rows)
        counts = self._counts[:met, None]
        mean = self._sums[:met].sum(0) / max(1, int(counts.sum()))
        centred = self._sums[:met] / np.maximum(counts, 1) - mean
        often = counts[:, 0] >= LEAST
        weighted = centred[often] * np.sqrt(np.minimum(counts[often], 50))
        _, axes = np.linalg.eigh(weighted.T @ weighted)  # in ascending order
        reduced = centred @ axes[:, ::-1][:, :dimensions] * (counts / (counts + DOUBT))
        return {word: reduced[row] for word, row in self._rows.items() if often[row]}


def read_rare_words(
    docs: Iterable[Doc], teacher: Teacher, states: WordStates, vocabulary: Iterable[str], enough: int
) -> None:
    """Have the teacher read places with the words of the vocabulary that it met fewer than `enough` times."""
    missing = Counter({word: enough - states.count(word) for word in vocabulary if states.count(word) < enough})
    windows = list(_windows(docs, missing))
    for window, reading in zip(windows, teacher.read(windows), strict=True):
        states.add(window, reading.states)


def _windows(docs: Iterable[Doc], missing: Counter[str]) -> Iterator[Doc]:
    for doc in docs:
        read = -1
        words: Sequence[str] = [token.text for token in doc]
        for place, word in enumerate(words):
            if place > read and missing.get(word, 0) > 0:
                start, read = max(0, place - BEFORE), min(len(words), place + AFTER + 1)
                missing.subtract(other for other in words[start:read] if other in missing)
                yield doc[start:read].as_doc()
