"""Books and magazines (EPUB): a chapter is an article, from the book, of the book's date."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

from extract.article import Article, Metadata
from extract.errors import SitrepError
from extract.readers.articles import clean_field, make_article
from extract.readers.decode import decode_page
from extract.readers.limits import MAX_ARCHIVE, MAX_HTML
from extract.readers.markup import extract_text, parse_page
from extract.readers.source import SourceFile, make_seekable
from extract.readers.zip_archive import DAMAGED, check_size, open_archive

SHORT = 200
"""Code points below which a chapter is a title page or the like."""
_CONTAINER = "META-INF/container.xml"
_PAGES = ("application/xhtml+xml", "text/html")


def read(source: SourceFile) -> Iterator[Article]:
    """Yield the chapters that are more than a title page, in the order of the book.

    Raises:
        SitrepError: where it is damaged, or has no chapter.

    """
    position = 0
    with make_seekable(source, MAX_ARCHIVE) as file:
        check_size(file, source.path)
        with open_archive(file, source.path) as book:
            try:
                for found in _chapters(book, source.path):
                    yield make_article(source.path, *found, position=position)
                    position += 1
            except (SyntaxError, *DAMAGED) as error:
                raise SitrepError(f"damaged: {error}", source.path) from error
    if not position:
        raise SitrepError("no chapter with a text is in this book", source.path)


def _chapters(book: zipfile.ZipFile, path: str) -> Iterator[tuple[str, Metadata]]:
    package = _xml(book.read(_CONTAINER)).find(".//{*}rootfile")
    if package is None:
        raise SitrepError("damaged: its container names no book", path)
    name = package.get("full-path") or ""
    about = _xml(book.read(name))
    items = {item.get("id"): item for item in about.iterfind(".//{*}manifest/{*}item")}
    title, author, date = (_text(about, f".//{{*}}metadata/{{*}}{what}") for what in ("title", "creator", "date"))
    language = _text(about, ".//{*}metadata/{*}language")
    for reference in about.iterfind(".//{*}spine/{*}itemref"):
        item = items.get(reference.get("idref"))
        if item is None or item.get("media-type") not in _PAGES or "nav" in (item.get("properties") or ""):
            continue
        place = posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(item.get("href") or "")))
        try:
            with book.open(place) as member:
                page = decode_page(member.read(MAX_HTML)).text
        except KeyError:
            continue
        text = extract_text(page)
        if len(text) >= SHORT:
            yield text, Metadata(_heading(page), date, title, author, language=language, extracted=True, part=place)


def _heading(page: str) -> str | None:
    tree = parse_page(page)
    heads = [] if tree is None else tree.xpath("//h1|//h2|//h3")
    return clean_field(heads[0].text_content()) if heads else None


def _xml(data: bytes) -> Any:
    from lxml import etree

    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, recover=True))


def _text(tree: Any, path: str) -> str | None:
    found = tree.find(path)
    return clean_field(found.text) if found is not None else None
