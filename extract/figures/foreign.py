"""Figures in other languages than English: the comma and the point change places, and months have other names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extract.article import Figure
from extract.figures.find import figures_in
from extract.moments.foreign import foreign_expressions_in

POINT = frozenset(("zh", "ja", "ko", "th", "hi", "bn", "ta", "ur", "he", "ms", "tl", "ga", "cy"))
"""Languages that write the decimal point as English does; elsewhere it parts thousands ("2.500 Panzer")."""

_SEPARATED = re.compile(r"\d[\d.,]*\d")
_SWAPPED = str.maketrans(".,", ",.")


def figures_of_another_language(
    text: str, skip: Sequence[tuple[int, int]] = (), *, language: str
) -> tuple[Figure, ...]:
    """Return the figures of a text as `figures_in` does, its numbers read as `language` (ISO 639-1) writes them."""
    dated = [(expression.start, expression.end) for expression in foreign_expressions_in(text, language)]
    read = text if language in POINT else _SEPARATED.sub(lambda digits: digits[0].translate(_SWAPPED), text)
    found = figures_in(read, sorted([*skip, *dated]))
    return tuple(replace(figure, text=text[figure.start : figure.end]) for figure in found)
