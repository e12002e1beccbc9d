"""Where the terms of a query stand in a text, for marking, for snippets and for lines of context."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from functools import lru_cache
from itertools import islice

from extract.index.query.parse import parse, tokens
from extract.index.query.tree import Field, Node, Pattern, Words, asked_for
from extract.index.search.results import SNIPPET, beginning
from extract.index.words import Folded, folded

Hit = tuple[int, int]
"""Start and end, in code points of the text."""

PATTERN_S = 0.25
"""How long a pattern of the user's may search one text, in seconds, before it is given up."""


def hits(query: str, text: str, names: Collection[str] = ()) -> list[Hit]:
    """Return where the words, phrases and patterns of a query stand in `text`, ascending, disjoint.

    Args:
        query: as typed; what is negated is not marked, nor are tags, dates and other fields.
        text: of an article.
        names: other forms to mark too: the aliases of entities that the query asks for.

    Raises:
        QueryError: where the query cannot be read.

    """
    return hits_of(parse(query).root, text, names)


def hits_of(root: Node | None, text: str, names: Collection[str] = ()) -> list[Hit]:
    """Return the same for a query that was read already."""
    folds = Folded(text)
    found = [span for leaf in asked_for(root) for span in _leaf(leaf, folds)]
    for name in names:
        found += _words(tokens(name), folds)
    return _disjoint(found)


def snippet(text: str, root: Node | None) -> str:
    """Return the text around the first hit, or its beginning, on one line."""
    if root is None:
        return beginning(text)
    first = min((at for leaf in asked_for(root) if (at := _as_usual(leaf, text)) is not None), default=None)
    if first is None:
        folds = Folded(text)
        first = min((span[0] for leaf in asked_for(root) for span in islice(_leaf(leaf, folds), 1)), default=None)
    start = max(0, (first or 0) - SNIPPET // 3)
    start = start and (text.find(" ", start, first) + 1 or start)
    return " ".join(text[start : start + SNIPPET].split())


def _as_usual(leaf: Words | Pattern | Field, text: str) -> int | None:
    """Return where words first stand in small letters, as a name or in capitals: found without folding the text."""
    if not isinstance(leaf, Words) or leaf.title or leaf.exact is not None:
        return None
    alternatives = [leaf.words[:1], leaf.words[1:2]] if leaf.near is not None else [leaf.words]
    return min(
        (at for words in alternatives if (at := _place(words, text, prefix=leaf.prefix)) is not None), default=None
    )


def _place(words: tuple[str, ...], text: str, *, prefix: bool) -> int | None:
    phrase, first = " ".join(words), None
    for form in {phrase, phrase.capitalize(), phrase.title(), phrase.upper()} - {""}:
        at = text.find(form, 0, first)
        while at >= 0 and not _whole(text, at, at + len(form), prefix=prefix):
            at = text.find(form, at + 1, first)
        first = first if at < 0 else at
    return first


def _whole(text: str, start: int, end: int, *, prefix: bool) -> bool:
    """Tell whether what stands there is whole words, or begins as they do."""
    return not text[start - 1 : start].isalnum() and (prefix or not text[end : end + 1].isalnum())


def written_in(kind: int, pattern: str, packed: bytes, title: str | None, text_of: Callable[[bytes], str]) -> bool:
    """Tell whether an article matches: what SQL calls for whatever FTS5 cannot decide.

    Args:
        kind: 0 a pattern in the text, 1 a pattern in the title, 2 words as written in either, 3 in the title.
        pattern: the pattern or the words.
        packed: the article as `extract.index.store.compression` has it.
        title: as lists show it.
        text_of: unpacks.

    """
    if kind == 1:
        return bool(searched(pattern, title or ""))
    if kind == 0:
        return bool(searched(pattern, text_of(packed)))
    found = written(pattern).search(title or "")
    return bool(found or (kind == 2 and written(pattern).search(text_of(packed))))


def _leaf(leaf: Words | Pattern | Field, folds: Folded) -> Iterator[Hit]:
    match leaf:
        case Pattern(title=False):
            yield from searched(leaf.pattern, folds.text)
        case Words(title=False, exact=str() as exact):
            yield from (match.span() for match in written(exact).finditer(folds.text))
        case Words(title=False):
            if leaf.near is None:
                yield from _words(leaf.words, folds, prefix=leaf.prefix)
            else:  # of words that stand near each other each is marked by itself
                yield from sorted(span for word in leaf.words for span in _words((word,), folds))


def _words(words: tuple[str, ...], folds: Folded, *, prefix: bool = False) -> Iterator[Hit]:
    """Yield where words stand in a row. The pattern begins with a letter, so that `re` skips to it."""
    if not words:
        return
    text = folds.folded
    for match in _compiled(words, prefix, folds.marks).finditer(text):
        start = match.start()
        if start == 0 or not text[start - 1].isalnum():
            yield match.span()


def searched(pattern: str, text: str) -> list[Hit]:
    """Return where a pattern of the user's matches, as far as it comes in a quarter of a second."""
    import regex

    try:
        return [
            match.span() for match in regex.finditer(pattern, text, timeout=PATTERN_S) if match.end() > match.start()
        ]
    except TimeoutError:
        return []


@lru_cache(maxsize=256)
def written(exact: str) -> re.Pattern[str]:
    """Return a pattern for words written just so, between the ends of words."""
    head = r"(?<!\w)" if exact[:1].isalnum() else ""
    tail = r"(?!\w)" if exact[-1:].isalnum() else ""
    return re.compile(head + re.escape(exact) + tail)


@lru_cache(maxsize=512)
def _compiled(words: tuple[str, ...], prefix: bool, marks: str) -> re.Pattern[str]:
    each = ("".join(re.escape(char) + marks for char in folded(word)) for word in words)
    tail = r"[^\W_]*" if prefix else r"(?![^\W_])"
    return re.compile(r"[\W_]+".join(each) + tail)


def _disjoint(spans: list[Hit]) -> list[Hit]:
    """Join spans that overlap."""
    joined: list[Hit] = []
    for start, end in sorted(spans):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
