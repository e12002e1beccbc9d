"""Narrows quotes and lines of a brief to those that have some words."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Iterator, Sequence

from extract.index.search.connections import check_cancelled


def searched_text(day: str, speaker: str, text: str, outlets: Iterable[str]) -> str:
    """Return what a quote is searched in, all that its line says."""
    return " ".join((day, speaker, text, *outlets))


def find_words(texts: Iterator[str], words: str) -> Sequence[int]:
    """Return the numbers of the texts that have all of these words, or words that begin so; can be cancelled."""
    found = array("I")
    wanted = [re.compile(rf"(?<!\w){re.escape(word)}") for word in words.casefold().split()]
    for number, text in enumerate(texts):
        if number % 1000 == 0:
            check_cancelled()
        folded = text.casefold()
        if all(word.search(folded) for word in wanted):
            found.append(number)
    return found
