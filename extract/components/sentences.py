"""Splits the text into sentences, never across a line break."""

from __future__ import annotations

from itertools import pairwise
from typing import Any, cast

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from extract.components.state import text_of
from extract.page.sentences import starts


@Language.component("sitrep_sentences", assigns=["token.is_sent_start"])
def sentences(doc: Doc) -> Doc:
    """Assign `token.is_sent_start` by rule; a token in which a sentence begins ("II.The") is split there."""
    if not len(doc):
        return doc
    begins = np.array(starts(text_of(doc)) or [0])
    _split_inside(doc, begins)
    offsets = doc.to_array("IDX").astype(np.int64)
    opening = np.full(len(doc), -1, dtype=np.int64)
    opening[np.unique(np.searchsorted(offsets, begins).clip(max=len(doc) - 1))] = 1
    opening[0] = 1
    doc.from_array(["SENT_START"], cast("Any", opening.reshape(-1, 1).astype(np.uint64)))
    return doc


def _split_inside(doc: Doc, begins: np.ndarray[Any, Any]) -> None:
    offsets = doc.to_array("IDX").astype(np.int64)
    holder = np.searchsorted(offsets, begins, side="right") - 1
    inside = (holder >= 0) & (offsets[holder.clip(min=0)] < begins)
    cuts: dict[int, list[int]] = {}
    for token, begin in zip(holder[inside].tolist(), begins[inside].tolist(), strict=True):
        if begin < doc[token].idx + len(doc[token]):
            cuts.setdefault(token, []).append(begin - doc[token].idx)
    if not cuts:
        return
    with doc.retokenize() as retokenizer:
        for token, at in cuts.items():
            text = doc[token].text
            edges = [0, *at, len(text)]
            pieces = [text[a:b] for a, b in pairwise(edges)]
            retokenizer.split(doc[token], pieces, heads=[(doc[token], i) for i in range(len(pieces))])
