"""From a teacher's probabilities to entities: the likeliest tags that make sense, one label a name in an article."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from extract.model.training.teacher import Floats

STEADY = 0.85
"""Probability from which a name's label stands against what the article calls the name elsewhere."""
_NEVER = -1e4


class TokenSpan(NamedTuple):
    """An entity on tokens, end exclusive."""

    start: int
    end: int
    weights: Floats
    """Mean probability of each label over its tokens, shape (labels,)."""


def decode_entities(probabilities: Floats, tags: Sequence[str]) -> list[TokenSpan]:
    """Return the entities of the likeliest well-formed sequence of IOB2 tags (Viterbi 1967).

    Args:
        probabilities: of each tag, shape (tokens, tags).
        tags: "O", then B- and I- of each label in turn.

    """
    spans: list[list[int]] = []
    for token, tag in enumerate(_viterbi(np.log(probabilities + 1e-9), _transitions(tags))):
        if tag % 2:  # B-
            spans.append([token, token + 1])
        elif tag:
            spans[-1][1] = token + 1
    found = []
    for start, end in spans:
        weights = np.concatenate([probabilities[start : start + 1, 1::2], probabilities[start + 1 : end, 2::2]])
        found.append(TokenSpan(start, end, weights.mean(0)))
    return found


def settle_labels(found: Sequence[TokenSpan], forms: Sequence[str]) -> list[int]:
    """Return the number of each entity's label: what the article calls its form, unless its own place is clear."""
    sums: dict[str, Floats] = defaultdict(lambda: np.zeros(1, np.float32))
    for entity, form in zip(found, forms, strict=True):
        sums[form] = sums[form] + entity.weights
    labels = []
    for entity, form in zip(found, forms, strict=True):
        own = int(entity.weights.argmax())
        labels.append(own if entity.weights[own] >= STEADY else int(sums[form].argmax()))
    return labels


def _transitions(tags: Sequence[str]) -> Floats:
    """Build the cost matrix of transitions between tags; the last row is the start."""
    costs = np.zeros((len(tags) + 1, len(tags)), np.float32)
    for inside in range(2, len(tags), 2):
        costs[:, inside] = _NEVER
        costs[[inside - 1, inside], inside] = 0
    return costs


def _viterbi(scores: Floats, costs: Floats) -> list[int]:
    if not len(scores):
        return []
    best = scores[0] + costs[-1]
    came: list[np.ndarray[tuple[int, ...], np.dtype[np.intp]]] = []
    for row in scores[1:]:
        through = best[:, None] + costs[:-1]
        came.append(through.argmax(0))
        best = through.max(0) + row
    path = [int(best.argmax())]
    for back in reversed(came):
        path.append(int(back[path[-1]]))
    return path[::-1]
