"""Reads treebanks in CoNLL-U (https://universaldependencies.org/format.html) as spaCy Docs of a few sentences each."""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from spacy.tokens import Doc
from spacy.vocab import Vocab

SENTENCES = 5
"""Sentences of a Doc: the parser meets them side by side, as in an article."""
ROOT = "ROOT"
"""spaCy's label of the word that has no head; treebanks write "root"."""


class Word(NamedTuple):
    """A syntactic word."""

    form: str
    space: bool
    """True where a space follows."""
    tag: str
    """Of the Penn Treebank."""
    head: int
    """Index in the sentence; a root's is its own."""
    label: str


def read(path: Path) -> Iterator[list[Word]]:
    """Yield the sentences of a gzipped CoNLL-U file; empty nodes are left out."""
    rows: list[list[str]] = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.strip() and not line.startswith("#"):
                rows.append(line.rstrip("\n").split("\t"))
            elif rows and not line.strip():
                yield _sentence(rows)
                rows = []
    if rows:
        yield _sentence(rows)


def to_docs(vocab: Vocab, sentences: Iterable[list[Word]], size: int = SENTENCES) -> Iterator[Doc]:
    """Yield Docs of `size` sentences, annotated with tags, heads and labels."""
    run: list[list[Word]] = []
    for sentence in sentences:
        run.append(sentence)
        if len(run) == size:
            yield to_doc(vocab, run)
            run = []
    if run:
        yield to_doc(vocab, run)


def to_doc(vocab: Vocab, sentences: Sequence[Sequence[Word]]) -> Doc:
    """Return the sentences as one Doc. A word without a label is one whose head is unknown."""
    starts = [0]
    for sentence in sentences:
        starts.append(starts[-1] + len(sentence))
    words = [word for sentence in sentences for word in sentence]
    return Doc(
        vocab,
        words=[word.form for word in words],
        spaces=[word.space for word in words],
        tags=[word.tag for word in words],
        heads=[at + word.head for at, sentence in zip(starts, sentences, strict=False) for word in sentence],
        deps=[word.label for word in words],
    )


def _sentence(rows: list[list[str]]) -> list[Word]:
    joined: dict[int, tuple[int, str]] = {}
    for row in rows:
        if "-" in row[0]:  # "don't" as a token of two words
            first, last = map(int, row[0].split("-"))
            joined.update((word, (last, row[9])) for word in range(first, last + 1))
    words = []
    for row in rows:
        if not row[0].isdigit():
            continue
        number, head = int(row[0]), int(row[6])
        last, misc = joined.get(number, (number, row[9]))
        space = number == last and "SpaceAfter=No" not in misc
        words.append(Word(row[1], space, row[4], head - 1 if head else number - 1, row[7] if head else ROOT))
    return words
