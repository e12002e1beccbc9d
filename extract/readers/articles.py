"""Makes the articles: what every reader does alike with a text and what is said of it."""

from __future__ import annotations

import re
from math import isfinite

from extract.article import Article, Flag, Metadata
from extract.identity import text_id
from extract.readers.limits import MAX_TEXT

_SURROGATE = re.compile(r"[\ud800-\udfff]")


def make_article(
    path: str,
    text: str,
    metadata: Metadata | None = None,
    *,
    id: str | None = None,  # noqa: A002 - the field's name
    position: int = 0,
    notes: tuple[str | None, ...] = (),
    wary: tuple[Flag, ...] = (),
) -> Article:
    """Return the article of a text, cut at the limit; what was done to it and what `notes` say becomes its notes."""
    flags = [*wary, *(Flag("other", note) for note in notes if note)]
    if not text.isascii() and not _is_encodable(text):
        text = _SURROGATE.sub("\ufffd", text)
        flags.append(Flag("other", "halves of surrogate pairs, which no encoding can write, were replaced"))
    if len(text) > MAX_TEXT:
        cut = f"the text has {len(text):,} characters; only the first {MAX_TEXT:,} were taken"
        text = text[:MAX_TEXT]
        flags.append(Flag("truncated", cut, MAX_TEXT - 1, MAX_TEXT))
    return Article(id or text_id(text), path, text, metadata or Metadata(), position, tuple(flags))


def _is_encodable(text: str) -> bool:
    try:
        text.encode()  # a third of the time of a search for surrogates
    except UnicodeEncodeError:
        return False
    return True


def clean_field(value: object) -> str | None:
    """Return a field of metadata as text in one line, or None where it is empty or no value."""
    if isinstance(value, str):
        plain = value
    elif isinstance(value, float):
        plain = str(value) if isfinite(value) else ""
    else:
        plain = str(value) if isinstance(value, int) and not isinstance(value, bool) else ""
    if not plain.isascii():
        plain = _SURROGATE.sub("\ufffd", plain)
    return " ".join(plain.split())[:1000] or None
