"""Articles with their names marked by hand, so that what is said of names does not hang on a recogniser."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from extract.page.sentences import sentences
from extract.people.cast import Cast
from extract.people.names import Name, Names

_MARKED = re.compile(r"\{([^{}|]+)\|([A-Z]+)(?:=([^{}]+))?\}")


@pytest.fixture
def cast_of() -> Callable[[str], Cast]:
    """Return a function from "{Anna Weber|PERSON} met {Weber|PERSON=Anna Weber}" to the cast of the plain text.

    The part behind "=" is the entity; without it the name is its own.
    """

    def build(marked: str) -> Cast:
        text, names, at = "", [], 0
        for match in _MARKED.finditer(marked):
            text += marked[at : match.start()]
            names.append(Name(len(text), len(text) + len(match[1]), match[2], match[3] or match[1]))
            text += match[1]
            at = match.end()
        text += marked[at:]
        return Cast(text, Names(names), list(sentences(text)))

    return build
