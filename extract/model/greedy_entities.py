"""spaCy's greedy recognition of entities, decided for all tokens at once with NumPy.

spaCy (3.8) asks of every move at every token whether it is valid, and takes Python's lock for each question: 19 of the
22 µs that its recogniser spends on a token. What a token begins depends on nothing before it while no entity is open,
so that one matrix product decides it for every token; how far an entity goes is decided for all that are open, token by
token.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any, cast

import numpy as np
from spacy.pipeline import EntityRecognizer
from spacy.tokens import Doc

FEATURES = 3
"""The token to decide on, the first of the open entity and the one before it."""
ASSIGNED: list[int | str] = ["ENT_IOB", "ENT_TYPE"]
"""What a recogniser assigns to tokens."""
INSIDE, OUTSIDE, BEGINS = 1, 2, 3
"""spaCy's codes of where a token stands in an entity."""
_MOVES = "BILU"
Array = np.ndarray[Any, Any]


def entity_decoder(component: Any) -> Callable[[Sequence[Doc]], None] | None:
    """Return what assigns `doc.ents` as `component` would; None where it isn't a recogniser of the shape known here.

    The docs must have no entities yet.
    """
    if not isinstance(component, EntityRecognizer):
        return None
    model, moves = component.model, cast("Any", component).moves
    names = [moves.get_class_name(number) for number in range(moves.n_moves)]
    labels = sorted({name[2:] for name in names if name[2:]})
    complete = "O" in names and all(f"{move}-{label}" in names for move in _MOVES for label in labels)
    known = (
        model.attrs.get("has_upper")
        and not model.attrs["unseen_classes"]
        and cast("Any", component).cfg["beam_width"] == 1
    )
    if not (complete and known and model.get_ref("lower").get_dim("nF") == FEATURES):
        return None
    columns = np.array([[names.index(f"{move}-{label}") for label in labels] for move in _MOVES])
    ids = np.array([component.vocab.strings[label] for label in labels], dtype=np.uint64)
    return partial(_assign, model, columns, names.index("O"), ids)


def _assign(model: Any, columns: Array, out: int, ids: Array, docs: Sequence[Doc]) -> None:
    last = np.cumsum([len(doc) for doc in docs]) - 1
    tables = [doc.to_array(["SENT_START", "IS_SPACE"]) for doc in docs]
    starts, space = np.concatenate(tables).T
    closes = np.append(starts[1:] == 1, True)  # an entity ends with its sentence
    closes[last] = True
    scores = _Scores(model, model.get_ref("tok2vec").predict(docs))
    codes = np.full(len(starts), OUTSIDE, dtype=np.uint64)
    types = np.zeros(len(starts), dtype=np.uint64)
    for start, end, label in _entities(scores, columns, out, closes, space.astype(bool)):
        codes[start], codes[start + 1 : end] = BEGINS, INSIDE
        types[start:end] = ids[label]
    at = 0
    for doc in docs:
        table = np.stack((codes[at : at + len(doc)], types[at : at + len(doc)]), axis=1)
        doc.from_array(ASSIGNED, cast("Any", table))
        at += len(doc)


class _Scores:
    """The scores of the moves, from the features that are computed once a token."""

    def __init__(self, model: Any, vectors: Array) -> None:
        lower, upper = model.get_ref("lower"), model.get_ref("upper")
        self._features = lower.predict(vectors)
        self._lower_bias = lower.get_param("b")
        self._upper, self._upper_bias = upper.get_param("W"), upper.get_param("b")

    def closed(self) -> Array:
        """Return the score of every move at every token while no entity is open."""
        found = self._features
        hidden = (found[1:, 0] + (found[0, 1] + found[0, 2] + self._lower_bias)).max(axis=-1)
        return cast("Array", hidden @ self._upper.T + self._upper_bias)

    def open(self, tokens: Array, starts: Array, moves: Array) -> Array:
        """Return the score of one move for each token, in an entity that began at `starts`."""
        found = self._features
        hidden = (found[tokens + 1, 0] + found[starts + 1, 1] + found[tokens, 2] + self._lower_bias).max(axis=-1)
        return cast("Array", (hidden * self._upper[moves]).sum(axis=1) + self._upper_bias[moves])


def _entities(scores: _Scores, columns: Array, out: int, closes: Array, space: Array) -> Iterator[tuple[int, int, int]]:
    """Yield first and past-the-last token and label of each entity, from left to right."""
    begin, inside, end, unit = columns
    closed = scores.closed()
    opening, single = closed[:, begin], closed[:, unit]
    opening[closes] = -np.inf
    opens, alone = opening.max(axis=1), single.max(axis=1)
    names = ~space & (np.maximum(opens, alone) > closed[:, out])
    starts = np.flatnonzero(names)
    longer = opens[starts] >= alone[starts]
    label = np.where(longer, opening[starts].argmax(axis=1), single[starts].argmax(axis=1))
    ends = starts + 1
    growing = np.flatnonzero(longer)
    while len(growing):
        first, at, of = starts[growing], ends[growing], label[growing]
        ends[growing] += 1
        goes_on = ~closes[at] & (scores.open(at, first, inside[of]) >= scores.open(at, first, end[of]))
        growing = growing[goes_on]
    reached = 0
    for start, past, name in zip(starts.tolist(), ends.tolist(), label.tolist(), strict=True):
        if start >= reached:  # the others would begin within one that is open
            yield start, past, name
            reached = past
