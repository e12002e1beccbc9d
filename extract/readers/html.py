"""Web pages: trafilatura finds the article's own text and what the page's metadata say of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from io import BufferedReader

from extract.article import Article, Metadata
from extract.errors import SitrepError
from extract.readers.articles import article, clean
from extract.readers.decode import decode
from extract.readers.limits import MAX_HTML
from extract.readers.text import cut_note, whole

FALLBACK = "no article was found in the page; this is all of its text"


def read(stream: BufferedReader, path: str) -> Iterator[Article]:
    """Yield the article of a page; where none stands out, all of the page's text, which says so.

    Raises:
        SitrepError: where the page has no text at all.

    """
    data = whole(stream, MAX_HTML)
    decoded = decode(data[:MAX_HTML])
    yield of_page(decoded.text, path, (decoded.note, cut_note(data, MAX_HTML)))


def of_page(source: str, path: str, notes: tuple[str | None, ...] = (), given: Metadata | None = None) -> Article:
    """Return the article of a page's source; `given` is what is known of it from elsewhere, as a mail's subject.

    Raises:
        SitrepError: where the page has no text at all.

    """
    import trafilatura

    page = trafilatura.bare_extraction(source, with_metadata=True, include_comments=False, favor_precision=True)
    if not isinstance(page, trafilatura.settings.Document) or not page.text or not page.text.strip():
        text = _all_text(source)
        if not text.strip():
            raise SitrepError("no text was found in this page", path)
        return article(path, text, given, notes=(*notes, FALLBACK))
    metadata = (
        replace(given, extracted=True)
        if given
        else Metadata(
            title=clean(page.title),
            date=clean(page.date),
            source=clean(page.sitename),
            byline=clean(page.author),
            url=clean(page.url),
            language=clean(page.language),
            extracted=True,
        )
    )
    return article(path, page.text, metadata, notes=notes)


def _all_text(source: str) -> str:
    parser = _Flattener()
    parser.feed(source)
    parser.close()
    return "\n".join(line for line in (" ".join(line.split()) for line in "".join(parser.parts).split("\n")) if line)


class _Flattener(HTMLParser):
    """The text of a page without its tags, a line for each block. Needs no recursion, whatever the nesting."""

    INLINE = frozenset(
        [
            *("a", "abbr", "b", "bdi", "bdo", "cite", "code", "em", "font", "i", "kbd", "mark", "q", "s", "small"),
            *("span", "strong", "sub", "sup", "time", "u", "var"),
        ]
    )
    UNSEEN = frozenset(["script", "style", "template", "noscript", "head"])

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._unseen: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._unseen is None and tag in self.UNSEEN:
            self._unseen = tag
        if tag not in self.INLINE:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == self._unseen:
            self._unseen = None
        if tag not in self.INLINE:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if self._unseen is None:
            self.parts.append(data)
