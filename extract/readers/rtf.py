"""Rich text (RTF): its text; a press archive's is split into its articles."""

from __future__ import annotations

from collections.abc import Iterator

from extract.article import Article
from extract.errors import SitrepError
from extract.readers.articles import make_article
from extract.readers.limits import MAX_FILE
from extract.readers.press_archives import split_text
from extract.readers.source import SourceFile
from extract.readers.text import note_cut, read_bytes


def read(source: SourceFile) -> Iterator[Article]:
    """Yield the article, or each of those that it holds.

    Raises:
        SitrepError: where it is no RTF, or has no text.

    """
    from striprtf.striprtf import rtf_to_text

    data = read_bytes(source.stream, MAX_FILE)
    if not data.lstrip().startswith(b"{\\rtf"):
        raise SitrepError("no RTF, whatever its name", source.path)
    try:
        text = str(rtf_to_text(data[:MAX_FILE].decode("latin-1"), errors="replace"))  # type: ignore[no-untyped-call]
    except (ValueError, LookupError, IndexError, TypeError, KeyError) as error:
        raise SitrepError(f"damaged: {error}", source.path) from error
    if not text.strip():
        raise SitrepError("no text is in this document", source.path)
    yield from split_text(text, source.path) or [make_article(source.path, text, notes=(note_cut(data, MAX_FILE),))]
