"""What may be a tag: any language's letters, `topic/subtopic`, nothing that a query or a terminal would trip over."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from extract.errors import SitrepError

LONGEST = 200
"""Code points of a tag."""

_RESERVED = frozenset("\"'()*,:")
_JOINERS = frozenset("\u200c\u200d")
"""Needed within words of Persian and of the languages of India."""


def tag_name(text: str) -> str:
    """Return the tag in normal form (NFC).

    Raises:
        SitrepError: where it cannot be one, with the reason.

    """
    name = unicodedata.normalize("NFC", text)
    if not name:
        raise SitrepError("a tag needs a name")
    if len(name) > LONGEST:
        raise SitrepError(f"a tag has at most {LONGEST} characters, this one {len(name)}")
    if name[0] in "+-":
        raise SitrepError(f"a tag cannot begin with {name[0]}: {name}")
    for char in name:
        if char.isspace():
            raise SitrepError(f"a tag has no spaces: {name!r}; write {'-'.join(name.split())}")
        if char in _RESERVED:
            raise SitrepError(f"a tag cannot contain {char}, which means something in queries: {name}")
        if unicodedata.category(char)[0] == "C" and char not in _JOINERS:
            raise SitrepError(f"a tag cannot contain the invisible character U+{ord(char):04X}: {name!r}")
    if "" in name.split("/"):
        raise SitrepError(f"write topic/subtopic, with a name on both sides of each /: {name}")
    return name


def tag_line(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Parse `+procurement -draft` into tags to add and to remove, as `tag_words` does."""
    return tag_words(text.split())


def tag_words(words: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Parse words like +procurement and -draft into tags to add and to remove; one without a sign is added.

    Raises:
        SitrepError: where a word is no tag, or is both added and removed.

    """
    add: dict[str, None] = {}
    remove: dict[str, None] = {}
    for word in words:
        name = tag_name(word[1:] if word[0] in "+-" else word)
        (remove if word[0] == "-" else add)[name] = None
    both = [name for name in add if name in remove]
    if both:
        raise SitrepError(f"{both[0]} is both added and removed")
    return tuple(add), tuple(remove)
