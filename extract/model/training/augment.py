"""Variants of a training text that news really has: headlines in capitals, lost capitals, plain quotes, lost spaces."""

from __future__ import annotations

import random
from typing import cast

from spacy.tokens import Doc
from thinc.types import Ints2d

Words = list[str]
Spaces = list[bool]

_QUOTES = str.maketrans({"“": '"', "”": '"', "’": "'", "‘": "'", '"': "“", "'": "’", "–": "-", "—": "-"})


def vary(doc: Doc, rng: random.Random) -> Doc:
    """Return a copy of `doc` with the same tokens and annotation in one of the variants."""
    words = [token.text for token in doc]
    spaces = [bool(token.whitespace_) for token in doc]
    variant = rng.choices((_lower, _upper, _title, _plain_quotes), weights=(35, 30, 15, 20))[0]
    words, spaces = variant(words, spaces, rng)
    return _with_ents_of(doc, words, spaces)


def copy_tokens(doc: Doc) -> Doc:
    """Return the tokens of `doc` without its annotation, for the model to annotate."""
    return Doc(doc.vocab, words=[token.text for token in doc], spaces=[bool(token.whitespace_) for token in doc])


def _with_ents_of(doc: Doc, words: Words, spaces: Spaces) -> Doc:
    varied = Doc(doc.vocab, words=words, spaces=spaces)
    attributes: list[int | str] = ["ENT_IOB", "ENT_TYPE"]
    return varied.from_array(attributes, cast("Ints2d", doc.to_array(attributes)))


def _lower(words: Words, spaces: Spaces, rng: random.Random) -> tuple[Words, Spaces]:
    return [word.lower() for word in words], spaces


def _upper(words: Words, spaces: Spaces, rng: random.Random) -> tuple[Words, Spaces]:
    return [word.upper() for word in words], spaces


def _title(words: Words, spaces: Spaces, rng: random.Random) -> tuple[Words, Spaces]:
    return [word.title() if word.isalpha() else word for word in words], spaces


def _plain_quotes(words: Words, spaces: Spaces, rng: random.Random) -> tuple[Words, Spaces]:
    """Swap typographic and plain quotes, and in half the cases lose some spaces after a full stop."""
    swapped = [word.translate(_QUOTES) for word in words]
    if rng.random() < 0.5:
        spaces = [
            space and not (word in ".!?" and rng.random() < 0.5) for word, space in zip(words, spaces, strict=True)
        ]
    return swapped, spaces
