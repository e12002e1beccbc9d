"""The language of an article's body: by its function words where they settle it, else None."""

from __future__ import annotations

from extract.article import Span
from extract.page.tables import function_words

SAMPLE = 600
"""Code points of the body that decide."""

PLAIN_ENGLISH = 12
"""So many different English function words in the sample leave no doubt."""


def language(text: str, boilerplate: tuple[Span, ...] = ()) -> str | None:
    """Return the ISO 639-1 code of the body's language, or None where it is not sure."""
    words = set(_sample(text, boilerplate).lower().split())
    tables = function_words()
    if len(words & tables["en"]) >= PLAIN_ENGLISH:
        return "en"
    counts = sorted(((len(words & known), code) for code, known in tables.items()), reverse=True)
    (best, code), (second, _) = counts[:2]
    return code if best >= 3 and best >= 1.5 * second else None


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
