"""Unannotated news becomes training text: what most teachers say is taken, what they dispute is unknown.

Tri-training (Zhou and Li 2005) without its rounds: a student that reads millions of words so labelled meets names and
contexts that no annotated set has.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files
from itertools import chain, zip_longest
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from extract.model.training.docs import PIECE, pieces
from extract.model.training.sets import rows

LONGEST = 6_000
"""Code points of an article that are used: its names are in its beginning."""
SHORTEST = 40
"""Words under which an article is a stub and is left out."""


def articles(paths: Iterable[Path], words: int, seed: int) -> list[str]:
    """Return texts of JSON Lines files, about `words` words in all, no two with the same beginning.

    The order is random, but one article of the largest collection comes with one of all the others: what stands
    before the first slash of an article's id is its collection.
    """
    collections: dict[str, list[str]] = {}
    for path in paths:
        for row in rows(path):
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


def label(texts: Sequence[str], teachers: Sequence[Language], seed: int) -> Iterator[Doc]:
    """Yield pieces of the texts, annotated by the majority of the teachers and by `known.tsv`."""
    rng = random.Random(seed)
    matcher = _known(teachers[0])
    for opinions in zip(*(teacher.pipe(texts, batch_size=16) for teacher in teachers), strict=True):
        known = filter_spans(matcher(opinions[0], as_spans=True))
        yield from pieces(agreed(opinions, known), PIECE, rng)


def agreed(opinions: Sequence[Doc], known: Sequence[Span] = ()) -> Doc:
    """Return the first of several annotations of one text with the majority's entities.

    A known name prevails unless it is part of a longer entity. Tokens of the entities that only a minority sees are
    unknown, unless the majority has an entity there.
    """
    doc = opinions[0]
    votes = Counter((ent.start, ent.end, ent.label) for opinion in opinions for ent in opinion.ents)
    ents = [Span(doc, *key) for key, count in votes.items() if 2 * count > len(opinions)]
    sure = [name for name in known if not any(_within(name, ent) for ent in ents)]
    ents = sure + [ent for ent in ents if not any(_touch(name, ent) for name in sure)]
    settled = {i for ent in ents for i in range(ent.start, ent.end)}
    disputed = {i for start, end, _ in votes for i in range(start, end)} - settled
    doc.set_ents(ents, missing=[doc[i : i + 1] for i in sorted(disputed)], default="outside")
    return doc


@cache
def _table() -> tuple[tuple[str, str], ...]:
    lines = files("extract.model.training").joinpath("known.tsv").read_text("utf-8").splitlines()
    form_and_label = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return tuple((form, given) for form, given in form_and_label[1:])


def _known(nlp: Language) -> PhraseMatcher:
    matcher = PhraseMatcher(nlp.vocab)
    for form, given in _table():
        matcher.add(given, [nlp.make_doc(form)])
    return matcher


def _within(name: Span, ent: Span) -> bool:
    return ent.start <= name.start and name.end <= ent.end and len(ent) > len(name)


def _touch(name: Span, ent: Span) -> bool:
    return name.start < ent.end and ent.start < name.end


def _text(row: dict[str, Any]) -> str:
    title, text = str(row.get("title") or ""), str(row["text"])
    headed = text if not title or title in text[:300] else f"{title}\n\n{text}"
    return headed[:LONGEST]
