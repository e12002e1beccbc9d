"""Annotated text becomes spaCy Docs: spans on tokens, and what a set leaves unsaid marked as unknown."""

from __future__ import annotations

import random
from collections.abc import Collection, Iterator

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from extract.date_grammar import MONTHS, WEEKDAYS
from extract.model.training.sets import Annotated

PIECE = 120
"""Tokens of a piece of an article, about."""
SHORT = 20
"""Tokens under which the rest of a text is not worth a piece of its own."""

_DATES_AND_SUMS = frozenset(
    f"{' '.join(MONTHS)} {' '.join(name[:3] for name in MONTHS)} {' '.join(WEEKDAYS)} sept million billion trillion "
    "dollar dollars euro euros pound pounds yen yuan rupees cents".lower().split()
)


def to_doc(nlp: Language, row: Annotated, complete: bool, nationalities: Collection[str]) -> Doc:
    """Return the row as a Doc whose `ents` are the gold ones.

    A span that cuts a token is unknown rather than wrong. In a set that is not complete, words of `nationalities` that
    it leaves unmarked or calls MISC are NORP, and dates, figures and currencies it leaves unmarked are unknown.
    """
    doc = nlp.make_doc(row.text)
    ents: list[Span] = []
    unknown: list[Span] = []
    taken = [False] * len(doc)
    for start, end, label in row.spans:
        whole = doc.char_span(start, end, alignment_mode="expand")
        if whole is None or any(taken[whole.start : whole.end]) or not any(c.isalnum() for c in whole.text):
            continue
        taken[whole.start : whole.end] = [True] * len(whole)
        exact = (whole.start_char, whole.end_char) == (start, end)
        if not complete and label == "MISC" and whole.text in nationalities:
            label = "NORP"
        (ents if exact else unknown).append(Span(doc, whole.start, whole.end, label=label))
    if not complete:
        for token in doc:
            if taken[token.i]:
                continue
            if token.text in nationalities:
                ents.append(Span(doc, token.i, token.i + 1, label="NORP"))
            elif _is_date_or_sum(token):
                unknown.append(doc[token.i : token.i + 1])
    doc.set_ents(ents, missing=unknown, default="outside")
    return doc


def split_doc(doc: Doc, size: int, rng: random.Random) -> Iterator[Doc]:
    """Yield the doc in pieces of about `size` tokens, cut after a sentence's end and never in an entity.

    Pieces of many articles in one batch make steadier steps than whole articles do.
    """
    cuts = [
        token.i + 1
        for token in doc[:-1]
        if (token.text in '.!?”"' or "\n" in token.text) and doc[token.i + 1].ent_iob_ != "I"
    ]
    start = 0
    while start < len(doc):
        least = start + rng.randint(size // 2, size * 3 // 2)
        end = next((cut for cut in cuts if cut >= least), len(doc))
        if len(doc) - end < SHORT:
            end = len(doc)
        yield doc[start:end].as_doc()
        start = end


def _is_date_or_sum(token: Token) -> bool:
    return token.lower_ in _DATES_AND_SUMS or token.is_currency or any(c.isdigit() for c in token.text)
