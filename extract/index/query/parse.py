"""Parses queries, with an LALR grammar: what is typed becomes a tree or a `QueryError` with its position."""

from __future__ import annotations

import math
import re
from difflib import get_close_matches
from functools import cache
from typing import TYPE_CHECKING, Any

from extract.index.query.errors import QueryError, describe_unknown
from extract.index.query.fields import FIELDS
from extract.index.query.plan import SORTS, Sort
from extract.index.query.tree import And, Field, Node, Not, Or, Pattern, Query, WordSequence
from extract.index.words import split_query

if TYPE_CHECKING:
    from lark import Lark, Token

LENGTH, LIMIT, DEPTH = 20_000, 200, 40
"""Code points and words of a query, and how deep it may nest: far more than a person types, far less than SQLite
bears."""
NEAR_WORDS = 20
"""Words that are looked for near each other: with FTS5 the work grows with their square, and it is not interrupted."""
STARS = 8
"""Stars in a value: SQLite tries every place for each."""
PATTERN_LENGTH, PATTERN_SIZE = 500, 5_000
"""Code points of a regular expression, and items that it has once its counts are written out: `(ab){3}` has six. An
item costs 270 bytes and a microsecond when the pattern is compiled, which nothing interrupts."""


def parse(query: str) -> Query:
    """Parse a query; one of white space only, or a star, asks for everything.

    Raises:
        QueryError: where it cannot be read.

    """
    if query.strip() in ("", "*"):
        return Query(None)
    if len(query) > LENGTH:
        raise QueryError(f"a query has at most {LENGTH:,} characters", LENGTH)
    import lark

    try:
        node: Node = _parser().parse(query)  # type: ignore[assignment]
    except lark.UnexpectedInput as error:
        raise _query_error(query, error) from None
    except lark.exceptions.VisitError as error:
        if isinstance(error.orig_exc, QueryError):
            raise error.orig_exc from None
        raise
    terms, depth = _measure(node)
    if terms > LIMIT or depth > DEPTH:
        raise QueryError(f"more than {LIMIT} words, or nested deeper than {DEPTH}", len(query))
    return _take_sort(node)


@cache
def _parser() -> Lark:
    from lark import Lark, Transformer

    class Build(Transformer[Any, Any]):
        """Builds the tree while the parser runs, so that no depth of nesting is a depth of calls."""

        def word(self, children: list[Token]) -> Node:
            return _words(str(children[0]), _at(children[0]))

        def phrase(self, children: list[Token]) -> Node:
            near = int(str(children[1])[1:]) if len(children) > 1 else None
            return _phrase(str(children[0]), _at(children[0]), near)

        def regex(self, children: list[Token]) -> Node:
            return _pattern(str(children[0]), _at(children[0]))

        def field(self, children: list[Token]) -> Node:
            return _field(children[0], children[1])

        def negation(self, children: list[Node]) -> Node:
            return Not(children[0])

        def every(self, children: list[Node]) -> Node:
            return And(tuple(children))

        def either(self, children: list[Node]) -> Node:
            return Or(tuple(children))

    return Lark.open("grammar.lark", rel_to=__file__, parser="lalr", transformer=Build(), maybe_placeholders=False)


def _at(token: Token) -> int:
    return token.start_pos or 0


def _words(text: str, at: int, *, title: bool = False) -> WordSequence:
    exact = text[1:] if text.startswith("=") else None
    found = split_query(text)
    if not found:
        raise QueryError(f"there is no word in {text}", at)
    prefix = exact is None and text.endswith("*")
    if exact is None and "*" in (inner := text.rstrip("*")):
        raise QueryError(
            "a star ends a word, as in oil*; a gap within one is a pattern: /o\\w*l/", at + inner.index("*")
        )
    return WordSequence(found, at, prefix, exact, title=title)


def _phrase(text: str, at: int, near: int | None = None, *, title: bool = False) -> WordSequence:
    exact = text[2:-1] if text.startswith("=") else None
    found = split_query(text)
    if not found:
        raise QueryError("there is no word in this phrase", at)
    if near is not None:
        found = tuple(dict.fromkeys(found))
        if len(found) > NEAR_WORDS:
            raise QueryError(f"at most {NEAR_WORDS} words can be looked for near each other", at)
    return WordSequence(found, at, exact=exact, near=near if len(found) > 1 else None, title=title)


def _pattern(text: str, at: int, *, title: bool = False) -> Pattern:
    import regex

    pattern = text[1:-1].replace("\\/", "/")
    if len(pattern) > PATTERN_LENGTH:
        raise QueryError(f"a pattern has at most {PATTERN_LENGTH} characters", at + PATTERN_LENGTH)
    if (size := count_pattern_items(pattern)) > PATTERN_SIZE:
        raise QueryError(
            f"this pattern has {size:,} items once its counts are written out; {PATTERN_SIZE:,} at most", at
        )
    try:
        regex.compile(pattern)
    except (regex.error, OverflowError, RecursionError, MemoryError) as error:
        raise QueryError(f"this pattern cannot be read: {error}", at) from None
    return Pattern(pattern, at, title)


_PIECE = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]?|\{(?P<count>\d+)(?:,(?P<most>\d*))?\}|.", re.DOTALL)
"""A piece of a regular expression: an escape, a set, a count or a character."""
_OTHER_RULES = re.compile(r"\(\?[a-zA-Z0-9]*[xV]|\(\?#")
"""Where comments may stand, or sets in sets, brackets are not told apart so."""


def count_pattern_items(pattern: str) -> int:
    """Bound the size of a regular expression with its counted repeats expanded, from above; at least its length."""
    pieces = list(_PIECE.finditer(pattern))
    if _OTHER_RULES.search(pattern):
        return len(pieces) * math.prod(max(1, *_counts(piece)) for piece in pieces)
    total, last = [0], 0
    for piece in pieces:
        if piece["count"]:
            total[-1] += last * (max(1, *_counts(piece)) - 1)
            last *= max(1, *_counts(piece))
        elif piece[0] == "(":
            total.append(1)
        elif piece[0] == ")" and len(total) > 1:
            last = total.pop()
            total[-1] += last
        else:
            last = 1
            total[-1] += last
    return sum(total)


def _counts(piece: re.Match[str]) -> tuple[int, int]:
    return int(piece["count"] or 0), int(piece["most"] or 0)


def _field(field: Token, value: Token) -> Node:
    name, text, at = str(field)[:-1].lower(), str(value), _at(value)
    if name not in FIELDS:
        if at > _at(field) + len(field):  # as in a headline: "Summit: what comes next"
            return And((_words(str(field)[:-1], _at(field)), _value(value)))
        raise QueryError(f"there is no field {name}{_suggestion(name)}", _at(field))
    if name == "title":
        if value.type == "REGEX":
            return _pattern(text, at, title=True)
        return _phrase(text, at, title=True) if value.type == "PHRASE" else _words(text, at, title=True)
    quoted = value.type == "PHRASE"
    if quoted:
        text = text.removeprefix("=")[1:-1]
    if not text.strip():
        raise QueryError(f"{name}: needs a value", at)
    if name == "sort" and text not in SORTS:
        raise QueryError(describe_unknown("sort", text, SORTS), at)
    if text.count("*") > STARS:
        raise QueryError(f"{name}: takes at most {STARS} stars", at)
    return Field(name, text.strip(), at, quoted)


def _value(value: Token) -> Node:
    text, at = str(value), _at(value)
    if value.type == "REGEX":
        return _pattern(text, at)
    return _phrase(text, at) if value.type == "PHRASE" else _words(text, at)


def _suggestion(name: str) -> str:
    """Return the fields that a misspelt one, or one of another program, may mean, or all there are."""
    meant = [spec.name for spec in FIELDS.values() if name in spec.synonyms] or get_close_matches(name, FIELDS, 2)
    if len(meant) == 1:
        return f"; did you mean {meant[0]}:, as in {FIELDS[meant[0]].examples[0]}?"
    if meant:
        return f"; did you mean {' or '.join(f'{one}:' for one in meant)}?"
    return f": the fields are {' '.join(FIELDS)}"


def _measure(node: Node) -> tuple[int, int]:
    """Count the words and other leaves of a tree, and measure its depth."""
    leaves = deepest = 0
    waiting = [(node, 1)]
    while waiting:
        part, depth = waiting.pop()
        deepest = max(deepest, depth)
        match part:
            case Not(inner):
                waiting.append((inner, depth + 1))
            case And(parts) | Or(parts):
                waiting.extend((inner, depth + 1) for inner in parts)
            case WordSequence(words):
                leaves += len(words)
            case _:
                leaves += 1
    return leaves, deepest


def _take_sort(root: Node) -> Query:
    """Move `sort:` from the tree to the query: it says how to list, not what to find."""
    sorts: list[Field] = []
    rest = _remove_sort(root, sorts)
    if len({sort.value for sort in sorts}) > 1:
        raise QueryError("sort: stands here twice: one order only", sorts[-1].at)
    chosen: Sort | None = next((sort for sort in SORTS if sorts and sort == sorts[-1].value), None)
    return Query(rest, chosen)


def _remove_sort(node: Node, sorts: list[Field]) -> Node | None:
    """Remove the `sort:` beside other terms from a tree; they are added to `sorts`."""
    match node:
        case Field("sort"):
            sorts.append(node)
            return None
        case And(parts):
            kept = tuple(part for part in (_remove_sort(part, sorts) for part in parts) if part is not None)
            return kept[0] if len(kept) == 1 else And(kept) if kept else None
        case Not(part) if _remove_sort(part, sorts) is None:
            raise QueryError("sort: cannot be negated", sorts[-1].at)
        case Or(parts):
            for part in parts:
                if _remove_sort(part, sorts) is None:
                    raise QueryError("sort: is nothing to find: put it after the rest, without or", sorts[-1].at)
            return Or(tuple(rest for part in parts if (rest := _remove_sort(part, [])) is not None))
        case _:
            return node


_NAME_AT_END = re.compile(r"(\w+):\s*\Z")


def _query_error(query: str, error: Any) -> QueryError:
    import lark

    if isinstance(error, lark.UnexpectedCharacters):
        at = error.pos_in_stream or 0
        message = "this quotation is not closed" if query[at : at + 1] in ('"', "=") else "this cannot stand here"
        return QueryError(message, at)
    token = error.token if isinstance(error, lark.UnexpectedToken) else None
    if token is None or token.type == "$END":
        open_ones = [at for at, char in enumerate(query) if char == "("]
        if open_ones and query.count("(") > query.count(")"):
            return QueryError("a parenthesis is not closed", len(query))
        if last := _NAME_AT_END.search(query):
            name = last[1].lower()
            if name in FIELDS:
                return QueryError(f"{name}: needs a value", len(query))
            return QueryError(f"there is no field {name}{_suggestion(name)}", last.start(1))
        return QueryError("something is missing at the end", len(query))
    at = token.start_pos if token.start_pos is not None else len(query)
    message = {
        "RPAR": "there is nothing for this parenthesis to close",
        "_OR": "or needs something on both sides",
        "_AND": "and needs something on both sides",
    }.get(token.type, "this cannot stand here")
    return QueryError(message, at)
