"""Web pages: trafilatura finds the article's own text and what the page's metadata say of it."""

from __future__ import annotations

from collections.abc import Iterator

from extract.article import Article, Metadata
from extract.errors import SitrepError
from extract.identity import text_id
from extract.readers.decode import decode


def read(data: bytes, path: str) -> Iterator[Article]:
    """Yield the article of a page.

    Raises:
        SitrepError: where no text is found in it.

    """
    import trafilatura

    page = trafilatura.bare_extraction(decode(data), with_metadata=True, favor_recall=True)
    if not isinstance(page, trafilatura.settings.Document) or not page.text:
        raise SitrepError("no article text was found in this page", path)
    metadata = Metadata(
        title=page.title,
        date=page.date,
        source=page.sitename,
        byline=page.author,
        url=page.url,
        language=page.language,
    )
    yield Article(text_id(page.text), path, page.text, metadata)
