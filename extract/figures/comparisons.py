"""Tells an amount that holds now from what it was once, or should have been, and with what it is compared."""

from __future__ import annotations

import re
from dataclasses import replace

from extract.article import Figure
from extract.figures.measured import EXPECTING, LONGEST_PHRASE, LOOSE, head_within
from extract.syntax import Trees
from extract.tables import words

_FORECASTERS = words("extract.figures", "forecasters")
_OFFSET = re.compile(r" (above|below|more(?= than\b)|less(?= than\b)|higher|lower)\b(?: than\b)?")
_COMPARED = re.compile(r"\b(?:compared (?:with|to)|versus|up from|down from)(?:[ \xa0][\w-]+){0,4}[ \xa0]\Z")
"""Before what an amount was once, or should have been: "compared with net income of"."""
_PAST = re.compile(r"(?<!ange)(?<!anging) from\Z|\b(?:compared (?:with|to)|versus|from(?= \S*\d)) [^,]*?\d[^,]*, or\Z")
_REACH = 40


def is_past_or_forecast(text: str, trees: Trees, figure: Figure) -> bool:
    """Tell whether an amount is only what was before, or what others expected.

    "fell to 2 million from 3 million", "compared with a profit of 3 million", "analysts had forecast 3 million".
    """
    compared = _COMPARED.search(text, max(0, figure.start - _REACH), figure.start)
    past = figure.of and _PAST.search(figure.of[-1].text)
    return bool(compared or past) or _is_forecast(trees, figure)


def with_offset(text: str, trees: Trees, figure: Figure) -> Figure:
    """Return an amount with what it is above or below: "5 percent below last year's level", "2 percent lower"."""
    found = _OFFSET.match(text, figure.end)
    token = trees.token_at(found.start(1)) if found else None
    if found is None or token is None:
        return figure
    end = trees.span(trees.heads[token], LOOSE)[1] if trees.heads[token] > token else 0
    if not found.end() < end <= found.end() + LONGEST_PHRASE or "," in text[found.end() : end]:
        if not found[1].endswith("er"):
            return figure
        end = found.end(1)
    return replace(figure, text=text[figure.start : end], end=end)


def _is_forecast(trees: Trees, figure: Figure) -> bool:
    """Tell whether an amount is only what others expected of it: "analysts had forecast a profit of $3 million"."""
    below = head_within(trees, figure.start, figure.end)
    for verb in trees.ancestors(below) if below is not None else ():
        if below is not None and trees.labels[below] == "acl:relcl":
            return False  # "analysts expect A to raise its offer, which was 3 million"
        if trees.words[verb] in EXPECTING and _FORECASTERS & trees.child_words(verb, "nsubj"):
            return True
        below = verb
    return False
