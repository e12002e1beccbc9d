"""Markup within a field, a feed's entry, a book's chapter: all of its text, a line for each block."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import Any

_BLOCK_TAG = re.compile(r"</(?:p|div|li|h[1-6]|blockquote|section|td)>|<br ?/?>|<p[ >]|<a\s[^>]{0,300}href=", re.I)
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,500}>")
_LOOKED_AT = 20_000


def has_markup(text: str) -> bool:
    """Tell HTML from a text that has a sign of "less than" in it, by an end of a block and a second tag."""
    if "<" not in text:
        return False
    head = text[:_LOOKED_AT]
    return _BLOCK_TAG.search(head) is not None and sum(1 for _ in _TAG.finditer(head)) > 1


def extract_text(source: str) -> str:
    """Return all text of HTML that is shown, a line for each block.

    It is parsed as a stream of events (libxml2), in time that grows with its length whatever stands in it; no tree is
    built, however deep it is nested.
    """
    from lxml import etree

    parts: list[str] = []
    parser = etree.HTMLParser(target=_ShownText(parts), huge_tree=True, encoding="utf-8")
    with suppress(etree.ParserError, etree.XMLSyntaxError):
        etree.fromstring(source.encode("utf-8", "replace"), parser)
    lines = (" ".join(line.split()) for line in "".join(parts).split("\n"))
    return "\n".join(line for line in lines if line)


class _ShownText:
    """Target of an lxml parser that collects the visible text of a page, a line for each block."""

    INLINE = frozenset(
        [
            *("a", "abbr", "b", "bdi", "bdo", "cite", "code", "em", "font", "i", "kbd", "mark", "q", "s", "small"),
            *("span", "strong", "sub", "sup", "time", "u", "var"),
        ]
    )
    UNSEEN = frozenset(["script", "style", "template", "noscript", "head"])

    def __init__(self, parts: list[str]) -> None:
        self._parts = parts
        self._unseen: str | None = None

    def start(self, tag: str, attributes: object) -> None:
        if self._unseen is None and tag in self.UNSEEN:
            self._unseen = tag
        if tag not in self.INLINE:
            self._parts.append("\n")

    def end(self, tag: str) -> None:
        if tag == self._unseen:
            self._unseen = None
        if tag not in self.INLINE:
            self._parts.append("\n")

    def data(self, text: str) -> None:
        if self._unseen is None:
            self._parts.append(text.replace("\n", " "))

    def close(self) -> None:
        """End of the page, as lxml's parser asks for."""


def strip_markup(text: str) -> str:
    """Return text that may be HTML, as feeds have it, without its markup and character references."""
    return extract_text(text) if "<" in text or "&" in text else text


def parse_page(source: str) -> Any:
    """Return a page's tree as lxml has it; None where there is nothing in it."""
    import lxml.html

    try:
        return lxml.html.document_fromstring(
            source.encode("utf-8", "replace"), parser=lxml.html.HTMLParser(encoding="utf-8")
        )
    except (lxml.etree.ParserError, ValueError, AssertionError):
        return None


def write_page(tree: Any) -> str:
    """Return the HTML of a page's tree."""
    import lxml.html

    return str(lxml.html.tostring(tree, encoding="unicode"))
