"""Unannotated news becomes training text: what most teachers say is taken, what they dispute is unknown.

Tri-training (Zhou and Li 2005) without its rounds: a student that reads millions of words so labelled meets names and
contexts that no annotated set has.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span

from extract.model.training.docs import PIECE, pieces
from extract.model.training.sets import rows

LONGEST = 6_000
"""Code points of an article that are used: its names are in its beginning."""
SHORTEST = 40
"""Words under which an article is a stub and is left out."""


def articles(paths: Iterable[Path], words: int, seed: int) -> list[str]:
    """Return texts of JSON Lines files in random order, about `words` words in all, no two with the same beginning."""
    texts = [_text(row) for path in paths for row in rows(path)]
    random.Random(seed).shuffle(texts)
    chosen: dict[str, str] = {}
    total = 0
    for text in texts:
        length = len(text.split())
        if length < SHORTEST or text[:120] in chosen:
            continue
        total += length
        if total > words:
            break
        chosen[text[:120]] = text
    return list(chosen.values())


def label(texts: Sequence[str], teachers: Sequence[Language], seed: int) -> Iterator[Doc]:
    """Yield pieces of the texts, annotated by the majority of the teachers."""
    rng = random.Random(seed)
    for opinions in zip(*(teacher.pipe(texts, batch_size=16) for teacher in teachers), strict=True):
        yield from pieces(agreed(opinions), PIECE, rng)


def agreed(opinions: Sequence[Doc]) -> Doc:
    """Return the first of several annotations of one text with the majority's entities.

    Tokens of the entities that only a minority sees are unknown, unless the majority has an entity there.
    """
    doc = opinions[0]
    votes = Counter((ent.start, ent.end, ent.label) for opinion in opinions for ent in opinion.ents)
    ents = [Span(doc, *key) for key, count in votes.items() if 2 * count > len(opinions)]
    settled = {i for ent in ents for i in range(ent.start, ent.end)}
    disputed = {i for start, end, _ in votes for i in range(start, end)} - settled
    doc.set_ents(ents, missing=[doc[i : i + 1] for i in sorted(disputed)], default="outside")
    return doc


def _text(row: dict[str, Any]) -> str:
    title, text = str(row.get("title") or ""), str(row["text"])
    headed = text if not title or title in text[:300] else f"{title}\n\n{text}"
    return headed[:LONGEST]
