"""The pipeline; and articles with their names marked by hand, so that what is said of names hangs on no recogniser."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from extract.page.sentences import sentences
from extract.people.cast import Cast
from extract.people.names import Name, Names
from extract.syntax import Trees

if TYPE_CHECKING:
    from spacy.language import Language

_WORD = re.compile(r"(\S+)/(\S+)/(\S+)/(-?\d+)")
_MARKED = re.compile(r"\{([^{}|]+)\|([A-Z]+)(?:=([^{}]+))?\}")


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The pipeline that ships."""
    from tests.pipeline import shared_pipeline

    return shared_pipeline()


@pytest.fixture
def trees_of() -> Callable[[str, str], Trees]:
    """Return a function from a text and its tree to `Trees`: "Weber/NNP/nsubj/1 said/VBD/ROOT/0".

    Each word has its tag, its label and where its head stands, counted from the word ("1" is the next one).
    """

    def build(text: str, tree: str) -> Trees:
        starts, ends, heads, labels, tags = [], [], [], [], []
        at = 0
        for token, (word, tag, label, step) in enumerate(_WORD.findall(tree)):
            at = text.index(word, at)
            starts.append(at)
            at += len(word)
            ends.append(at)
            heads.append(token + int(step))
            labels.append(label)
            tags.append(tag)
        return Trees(starts, ends, heads, labels, tags, [text[i:j].lower() for i, j in zip(starts, ends, strict=True)])

    return build


@pytest.fixture
def cast_of(trees_of: Callable[[str, str], Trees]) -> Callable[..., Cast]:
    """Return a function from "{Anna Weber|PERSON} met {Weber|PERSON=Anna Weber}" to the cast of the plain text.

    The part behind "=" is the entity; without it the name is its own. The second argument is the tree, if any.
    """

    def build(marked: str, tree: str = "") -> Cast:
        text, names, at = "", [], 0
        for match in _MARKED.finditer(marked):
            text += marked[at : match.start()]
            names.append(Name(len(text), len(text) + len(match[1]), match[2], match[3] or match[1]))
            text += match[1]
            at = match.end()
        text += marked[at:]
        return Cast(text, Names(names), list(sentences(text)), trees_of(text, tree) if tree else None)

    return build


@pytest.fixture
def parse(nlp: Language) -> Callable[[str], Trees | None]:
    """Return a function from a text to its trees by the parser that ships."""

    def read(text: str) -> Trees | None:
        doc = nlp.make_doc(text)
        for name in ("sitrep_sentences", "sitrep_trees"):
            doc = nlp.get_pipe(name)(doc)
        return doc._.trees

    return read


@pytest.fixture
def parsed(parse: Callable[[str], Trees | None], cast_of: Callable[..., Cast]) -> Callable[[str], Cast]:
    """Return a function from marked names, as `cast_of` reads them, to a cast with trees of the parser that ships."""

    def build(marked: str) -> Cast:
        cast = cast_of(marked)
        return Cast(cast.text, cast.names, cast.sentences, parse(cast.text))

    return build
