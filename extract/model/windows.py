"""Runs a recogniser over docs of any length in bounded memory: window by window, cut where sentences begin.

A recogniser's network computes a few thousand numbers for every token that it is given at a time. Nothing is lost by
the cuts: an entity never crosses the beginning of a sentence (spaCy's transition system forbids it), and what the
network sees of a token's neighbours, four on each side in spaCy's own encoders, is given to it beyond the cut as well.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, cast

import numpy as np
from spacy.tokens import Doc

from extract.model.greedy_entities import ASSIGNED, BEGINS, INSIDE
from extract.model.prediction import Component, predictors

MARGIN = 32
"""Tokens before and after a window that are read for their context only."""

NOTHING = np.zeros((0,))
"""The tensor of a doc that is done with."""


@dataclass(frozen=True, slots=True)
class Window:
    """A doc to run, and which of its tokens are wanted: all of them where it is a whole article."""

    doc: Doc
    of: int
    """Which of the docs it is from."""
    start: int = 0
    end: int | None = None


def recognise(components: Sequence[Component], docs: list[Doc], tokens: int) -> list[Doc]:
    """Return the docs with `doc.ents` assigned; their sentences are known.

    Args:
        components: of the recogniser, in their order.
        docs: of any length.
        tokens: how many are run at a time.

    """
    pieces: dict[int, list[Any]] = {}
    predict = predictors(components, docs)
    for group in _group_windows(_windows(docs, tokens), tokens):
        for assign in predict:
            assign([window.doc for window in group])
        for window in group:
            window.doc.tensor = NOTHING  # 640 bytes a token, which nobody reads again
            if window.doc is not docs[window.of]:
                table = window.doc.to_array(ASSIGNED)[window.start : window.end]
                pieces.setdefault(window.of, []).append(table)
    for of, tables in pieces.items():
        docs[of].from_array(ASSIGNED, cast("Any", _repair_cut_entity(np.concatenate(tables))))
    return docs


def _windows(docs: Iterable[Doc], tokens: int) -> Iterator[Window]:
    for of, doc in enumerate(docs):
        if len(doc) <= tokens:
            if len(doc):
                yield Window(doc, of)
            continue
        norms = doc.to_array(["NORM", "SENT_START"])
        for start, end in window_bounds(np.flatnonzero(norms[:, 1] == 1).tolist(), len(doc), tokens):
            first, last = max(0, start - MARGIN), min(len(doc), end + MARGIN)
            window = Doc(
                doc.vocab,
                words=[token.text for token in doc[first:last]],
                spaces=[bool(token.whitespace_) for token in doc[first:last]],
            )
            window.from_array(["NORM", "SENT_START"], cast("Any", norms[first:last]))
            yield Window(window, of, start - first, end - first)


def window_bounds(sentences: Sequence[int], length: int, tokens: int) -> Iterator[tuple[int, int]]:
    """Yield the windows of a doc: as many whole sentences as they hold; a longer sentence is cut where it must be."""
    start = 0
    while start < length:
        end = min(start + tokens, length)
        if end < length:
            last = bisect_right(sentences, end) - 1
            end = sentences[last] if last >= 0 and sentences[last] > start else end
        yield start, end
        start = end


def _group_windows(windows: Iterable[Window], tokens: int) -> Iterator[list[Window]]:
    group: list[Window] = []
    held = 0
    for window in windows:
        if group and held + len(window.doc) > tokens:
            yield group
            group, held = [], 0
        group.append(window)
        held += len(window.doc)
    if group:
        yield group


def _repair_cut_entity(table: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Have an entity begin where, within a sentence that was cut, only its rest was recognised."""
    inside = table[:, 0] == INSIDE
    before = np.concatenate(([False], (table[:-1, 0] == INSIDE) | (table[:-1, 0] == BEGINS)))
    table[inside & ~before, 0] = BEGINS
    return table
