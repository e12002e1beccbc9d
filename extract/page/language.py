"""The language of an article's body: plain English by its function words, any other by py3langid, None where unsure."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from extract.article import Span
from extract.page.tables import function_words

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

SAMPLE = 600
"""Code points of the body that decide."""
PLAIN_ENGLISH, SHARE, MANY = 5, 0.25, 10
"""So many different English function words, at such a share of the words, leave no doubt; nor do so many at any."""
BEGINNING = 360
"""Code points by which most plain English is told, in half the time."""
FEWEST_LETTERS = 20
"""A shorter text is not told: names and numbers look like any language."""
SURE = 0.9
"""The probability below which a language is not told."""


def identify_language(text: str, boilerplate: tuple[Span, ...] = ()) -> str | None:
    """Return the ISO 639-1 code of the body's language, or None where it is not sure."""
    sample = _sample(text, boilerplate)
    if is_plainly_english(sample):
        return "en"
    if sum(map(str.isalpha, sample)) < FEWEST_LETTERS:
        return None
    code, probability = _identifier().classify(sample)
    return str(code) if probability >= SURE else None


def is_plainly_english(sample: str) -> bool:
    """Tell whether there are so many English function words in a piece of text that there is no doubt."""
    english = function_words()["en"]
    if len(english.intersection(sample[:BEGINNING].lower().split()[:-1])) >= MANY:  # as most of the news is
        return True
    words = set(sample.lower().split())
    known = len(words & english)
    return known >= MANY or (known >= PLAIN_ENGLISH and known >= SHARE * len(words))


def _sample(text: str, boilerplate: tuple[Span, ...]) -> str:
    parts, at, length = [], 0, 0
    for span in boilerplate:
        if length >= SAMPLE or span.start is None or span.end is None:
            break
        parts.append(text[at : min(span.start, at + SAMPLE)])
        length += len(parts[-1])
        at = span.end
    if length < SAMPLE:
        parts.append(text[at : at + SAMPLE])
    return " ".join(parts)


@cache
def _identifier() -> LanguageIdentifier:
    """Return the identifier, loaded where a text first needs it: that takes half a second and numpy."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
