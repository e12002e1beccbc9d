"""Parses the sentences whose grammar the rules ask for, and hands their trees on as a plain value.

Half the words of the news stand in sentences in which nothing is said or agreed on; parsing costs as much as half of
recognising names, and is spared there.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import spacy
from spacy.language import Language
from spacy.strings import StringStore
from spacy.tokens import Doc
from spacy.util import minibatch
from spacy.vocab import Vocab

from extract.agency import after_dateline
from extract.agreements.find import mentioned
from extract.components.state import english, grid_of, sentences_of, text_of
from extract.figures.find import bare_amounts
from extract.model.prediction import predictors
from extract.model.windows import NOTHING
from extract.moments.expressions import undirected
from extract.speech.according import find_phrases
from extract.speech.verbs import cues
from extract.syntax import Trees

COMPONENTS = ("syntax", "tagger", "parser")
"""Of the pipeline that ships; `take_parser` hands them over to this one."""
CONFIGS = "configs.json"
"""How the parser's components are made, where a pipeline is saved."""
TOKENS = 1000
"""Tokens that are parsed at a time, about; 4,096 take 70 MB more and no less time."""
EMBEDDED = 6000
"""Tokens that are held for it at a time, so that each of their words is embedded once."""
Piece = tuple[int, Doc, list[int]]
"""Which of the docs, some of its sentences as a Doc of their own, and the doc's token of each of its tokens."""
Table = np.ndarray[Any, Any]
"""Head, label and tag of each token of a piece, as spaCy's integers."""
_TAKES = frozenset(("bare", "that", "tell", "thing"))
"""What verbs take that introduce a clause; of the others patterns know as much."""
_NEAR = 24
"""Code points before a verb in which its pronoun stands."""
_PRONOUN = re.compile(r"\b(?:[Hh]e|[Ss]he|[Tt]hey|[Ii]t)\b")


@Language.factory("sitrep_trees", assigns=["doc._.trees"])
class TreeMaker:
    """Assigns `doc._.trees`: None without a parser, and in other languages than English, which ours was trained on."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name
        self.parser: Sequence[tuple[str, Any]] = ()
        """Names and components of spaCy that assign tags and trees, in their order."""
        self._configs: Mapping[str, Any] = {}
        self._vocab = self._own_vocab = nlp.vocab

    def take_parser(self, nlp: Language) -> None:
        """Take the tagger and the parser out of a pipeline, if it has any; what they parse has its vocabulary."""
        names = [name for name in COMPONENTS if name in nlp.pipe_names]
        factories = {name: nlp.get_pipe_meta(name).factory for name in names}
        self._configs = {name: {**nlp.get_pipe_config(name), "factory": factories[name]} for name in names}
        self.parser = [nlp.remove_pipe(name) for name in names]
        self._vocab = nlp.vocab

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Save the parser's components in `path`, a folder each, with how they are made; nothing where there are none.

        Nor where they are those that ship beside a recogniser of the user's own: those have another vocabulary.
        They are not kept as a pipeline of their own: spaCy compares all vectors when a component is moved to another,
        which costs every worker 70 MB.
        """
        if self.parser and self._vocab is self._own_vocab:
            Path(path).mkdir(parents=True, exist_ok=True)
            (Path(path) / CONFIGS).write_text(json.dumps(self._configs), encoding="utf-8")
            for name, component in self.parser:
                component.to_disk(Path(path) / name, exclude=[*exclude, "vocab"])

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> TreeMaker:
        """Load the parser that `to_disk` saved; without one, go on without."""
        if (Path(path) / CONFIGS).exists():
            nlp = spacy.blank("en", vocab=self._vocab)
            for name, config in json.loads((Path(path) / CONFIGS).read_text(encoding="utf-8")).items():
                component: Any = nlp.add_pipe(config.pop("factory"), name=name, config=config)
                component.from_disk(Path(path) / name, exclude=[*exclude, "vocab"])
            self.take_parser(nlp)
        return self

    def __call__(self, doc: Doc) -> Doc:
        """Assign `doc._.trees`."""
        return next(self.pipe([doc]))

    def pipe(self, docs: Iterable[Doc], batch_size: int = 64) -> Iterator[Doc]:
        """Yield the docs with `doc._.trees` assigned; those of a batch are parsed together."""
        for batch in minibatch(docs, batch_size):  # type: ignore[no-untyped-call]
            if self.parser:
                self._parse(batch)
            yield from batch

    def _parse(self, docs: Sequence[Doc]) -> None:
        tables: dict[int, list[tuple[Table, list[int]]]] = {}
        for pieces in _grouped(_pieces(docs, self._vocab, TOKENS), EMBEDDED):
            predict = predictors([component for _, component in self.parser], [piece for _, piece, _ in pieces])
            for group in _grouped(pieces, TOKENS):
                for assign in predict:
                    assign([piece for _, piece, _ in group])
                for of, piece, numbers in group:
                    tables.setdefault(of, []).append((piece.to_array(["HEAD", "DEP", "TAG"]), numbers))
                    piece.tensor = NOTHING  # 512 bytes a token, which nobody reads again
        for of, parts in tables.items():
            docs[of]._.trees = _trees(docs[of], parts, self._vocab.strings)


def _pieces(docs: Sequence[Doc], vocab: Vocab, tokens: int) -> Iterator[Piece]:
    for of, doc in enumerate(docs):
        if english(doc):
            for first, last in _wanted(doc, tokens):
                yield of, *_piece(doc, vocab, first, last)


def _wanted(doc: Doc, tokens: int) -> Iterator[tuple[list[int], list[int]]]:
    """Yield first and past-the-last tokens of sentences to parse, in runs of a bounded number of tokens.

    They are those with a verb of saying, "according to", a word for an agreement, an amount without a noun or a time
    that may lie ahead or back, and where a pronoun says, the sentence before.
    """
    text, sentences, grid = text_of(doc), sentences_of(doc), grid_of(doc)
    starts = [start for start, _ in sentences]
    said = [cue.start for cue in cues(text) if cue.form.takes in _TAKES]
    phrases = [cue.start for cue in find_phrases(text)]
    skip = [(span.start, span.end) for span in doc._.boilerplate]
    facts = (*mentioned(text), *bare_amounts(text, skip), *undirected(text))
    wanted = {bisect_right(starts, at) - 1 for at in (*said, *phrases, *facts)}
    for at in said:
        if _PRONOUN.search(text, max(0, at - _NEAR), at):
            wanted.add(bisect_right(starts, at) - 2)
    wanted -= {-2, -1}
    first: list[int] = []
    last: list[int] = []
    held = 0
    for sentence in sorted(wanted):
        start, end = sentences[sentence]
        start, end = grid.cover(after_dateline(text, start, end), end)
        if first and held + end - start > tokens:
            yield first, last
            first, last, held = [], [], 0
        first.append(start)
        last.append(end)
        held += end - start
    if first:
        yield first, last


def _piece(doc: Doc, vocab: Vocab, first: list[int], last: list[int]) -> tuple[Doc, list[int]]:
    """Return the sentences as a Doc of their own, and the doc's token of each of its tokens."""
    tokens = [token for start, end in zip(first, last, strict=True) for token in range(start, end)]
    words, spaces = doc.to_array(["ORTH", "SPACY"])[tokens].T.tolist()
    piece = Doc(vocab, words=[doc.vocab.strings[word] for word in words], spaces=[bool(space) for space in spaces])
    opens = set(first)
    opening = np.array([1 if token in opens else -1 for token in tokens], dtype=np.int64)
    piece.from_array(["SENT_START"], opening.reshape(-1, 1).astype(np.uint64))  # type: ignore[arg-type]
    return piece, tokens


def _grouped(pieces: Iterable[Piece], tokens: int) -> Iterator[list[Piece]]:
    group: list[Piece] = []
    held = 0
    for piece in pieces:
        if group and held + len(piece[1]) > tokens:
            yield group
            group, held = [], 0
        group.append(piece)
        held += len(piece[1])
    if group:
        yield group


def _trees(doc: Doc, parts: Sequence[tuple[Table, list[int]]], names: StringStore) -> Trees:
    grid = grid_of(doc)
    starts: list[int] = []
    ends: list[int] = []
    heads: list[int] = []
    labels: list[str] = []
    tags: list[str] = []
    for table, tokens in parts:
        head, label, tag = table.T
        before = len(starts)
        heads += [before + at + step for at, step in enumerate(head.astype(np.int64).tolist())]
        labels += [names[one] for one in label.tolist()]
        tags += [names[one] for one in tag.tolist()]
        starts += [grid.starts[token] for token in tokens]
        ends += [grid.ends[token] for token in tokens]
    text = doc.text
    words = [text[start:end].lower() for start, end in zip(starts, ends, strict=True)]
    return Trees(starts, ends, heads, labels, tags, words)
