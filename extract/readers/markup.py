"""Markup within a field, a feed's entry, a book's chapter: all of its text, a line for each block."""

from __future__ import annotations

import re
from html.parser import HTMLParser
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


def text_of_fragment(source: str) -> str:
    """Return all text of HTML that is shown, a line for each block. Needs no recursion, whatever the nesting."""
    parser = _Flattener()
    parser.feed(source)
    parser.close()
    lines = (" ".join(line.split()) for line in "".join(parser.parts).split("\n"))
    return "\n".join(line for line in lines if line)


class _Flattener(HTMLParser):
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
            self.parts.append(data.replace("\n", " "))


def plain(text: str) -> str:
    """Return text that may be HTML, as feeds have it, without its markup and character references."""
    return text_of_fragment(text) if "<" in text or "&" in text else text


def parse_page(source: str) -> Any:
    """Return a page's tree as lxml has it; None where there is nothing in it."""
    import lxml.html

    try:
        return lxml.html.document_fromstring(
            source.encode("utf-8", "replace"), parser=lxml.html.HTMLParser(encoding="utf-8")
        )
    except (lxml.etree.ParserError, ValueError, AssertionError):
        return None
