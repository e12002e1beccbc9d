"""Unannotated news becomes training text: what a teacher is sure of is taken, what it doubts is unknown."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, zip_longest
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span

from extract.model.training.decode import TokenSpan, decode_entities, settle_labels
from extract.model.training.docs import PIECE, split_doc
from extract.model.training.sets import read_objects
from extract.model.training.states import WordStates
from extract.model.training.teacher import Floats, Teacher

LONGEST = 6_000
"""Code points of an article that are used: its names are in its beginning."""
SHORTEST = 40
"""Words under which an article is a stub and is left out."""
WINDOW = 180
"""Tokens that a teacher reads at a time, about."""
SURE = 0.55
"""Probability of its label under which an entity is unknown."""
SURELY_NONE = 0.75
"""Probability of being no part of an entity under which a token is unknown."""


def read_texts(paths: Iterable[Path], words: int, seed: int) -> list[str]:
    """Return texts of JSON Lines files, about `words` words in all, no two with the same beginning.

    The order is random, but one article of the largest collection comes with one of all the others: what stands
    before the first slash of an article's id is its collection.
    """
    collections: dict[str, list[str]] = {}
    for path in paths:
        for row in read_objects(path):
            collections.setdefault(str(row.get("id", "")).partition("/")[0], []).append(_text(row))
    largest, *others = sorted(collections.values(), key=len, reverse=True)
    rest = list(chain.from_iterable(others))
    rng = random.Random(seed)
    rng.shuffle(largest)
    rng.shuffle(rest)
    chosen: dict[str, str] = {}
    total = 0
    for text in filter(None, chain.from_iterable(zip_longest(rest, largest))):
        length = len(text.split())
        if length < SHORTEST or text[:120] in chosen:
            continue
        total += length
        if total > words:
            break
        chosen[text[:120]] = text
    return list(chosen.values())


def label_texts(nlp: Language, texts: Sequence[str], teacher: Teacher, states: WordStates, seed: int) -> Iterator[Doc]:
    """Yield pieces of the texts, annotated by the teacher, and count its states in.

    One name has one label in an article unless its place is clear; what the teacher doubts is unknown.
    """
    rng = random.Random(seed)
    for text in texts:
        doc = nlp.make_doc(text)
        found: list[TokenSpan] = []
        doubted: set[int] = set()
        start = 0
        windows = list(split_doc(doc, WINDOW, rng))
        for window, reading in zip(windows, teacher.read(windows), strict=True):
            states.add(window, reading.states)
            here = decode_entities(reading.probabilities, teacher.tags)
            found += [TokenSpan(start + entity.start, start + entity.end, entity.weights) for entity in here]
            doubted |= {start + token for token in _doubtful_tokens(reading.probabilities)}
            start += len(window)
        yield from split_doc(annotate(doc, found, doubted, teacher.tags), PIECE, rng)


def annotate(doc: Doc, found: Sequence[TokenSpan], doubted: set[int], tags: Sequence[str]) -> Doc:
    """Set the entities of a Doc of which the teacher is sure.

    Those that it is not sure of, that begin or end with a space or a mark, or that run over a line's end are unknown.
    """
    labels = settle_labels(found, [doc[entity.start : entity.end].text for entity in found])
    ents, unknown = [], set(doubted)
    for entity, number in zip(found, labels, strict=True):
        span = Span(doc, entity.start, entity.end, label=tags[2 * number + 1][2:])
        if entity.weights[number] >= SURE and _well_formed(span):
            ents.append(span)
        else:
            unknown.update(range(entity.start, entity.end))
    unknown -= {i for ent in ents for i in range(ent.start, ent.end)}
    doc.set_ents(ents, missing=[doc[i : i + 1] for i in sorted(unknown)], default="outside")
    return doc


def _doubtful_tokens(probabilities: Floats) -> Iterator[int]:
    """Yield the tokens that are not surely outside; those of entities are settled later."""
    return (token for token, row in enumerate(probabilities) if row[0] < SURELY_NONE)


def _well_formed(span: Span) -> bool:
    edges = (span[0], span[-1])
    return not any(token.is_space for token in edges) and not span[0].is_punct and "\n" not in span.text


def _text(row: dict[str, Any]) -> str:
    title, text = str(row.get("title") or ""), str(row["text"])
    headed = text if not title or title in text[:300] else f"{title}\n\n{text}"
    return headed[:LONGEST]
