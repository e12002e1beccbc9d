"""Which sentences are parsed, and that a text in windows has the trees that it has whole."""

from __future__ import annotations

from weakref import WeakSet

import pytest
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from extract.components import trees as module

TEXT = (
    "The port reopened in spring. It is small. Anna Weber came to town. She said the port had been closed for a year."
)


def test_what_is_said_is_parsed_with_the_sentence_before_a_pronoun_and_the_rest_is_not(nlp: Language) -> None:
    trees = nlp(TEXT)._.trees
    assert trees.token_at(TEXT.index("reopened")) is None
    assert trees.token_at(TEXT.index("small")) is None
    came, said = trees.token_at(TEXT.index("came")), trees.token_at(TEXT.index("said"))
    assert trees.labels[came] == trees.labels[said] == "ROOT"
    assert TEXT[slice(*trees.span(trees.child(said, "ccomp")))] == "the port had been closed for a year"


def test_the_report_is_parsed_and_not_the_agencys_place_before_it(nlp: Language) -> None:
    text = "OSLUND (Reuters) - Anna Weber said the port had been closed for a year."
    trees = nlp(text)._.trees
    assert trees.token_at(text.index("OSLUND")) is None
    assert trees.child(trees.token_at(text.index("said")), "nsubj") == trees.token_at(text.index("Anna"))


def test_another_language_has_no_trees(nlp: Language) -> None:
    text = "Le port a été fermé pendant un an, a déclaré Anna Weber lundi. La ville attend toujours des navires."
    assert nlp(text)._.trees is None


def test_a_text_longer_than_is_parsed_at_a_time_has_all_its_trees(nlp: Language) -> None:
    sentence = "Anna Weber said the port had been closed for a year. "
    trees = nlp(sentence * 500)._.trees
    assert sum(label == "ROOT" for label in trees.labels) == 500
    assert list(trees.starts) == sorted(trees.starts)


def test_of_a_long_text_that_is_parsed_no_more_is_kept_than_is_embedded_at_a_time(
    nlp: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    cut, alive, at_once = module._piece, WeakSet[Doc](), list[int]()

    def watched(doc: Doc, vocab: Vocab, first: list[int], last: list[int]) -> tuple[Doc, list[int]]:
        piece, tokens = cut(doc, vocab, first, last)
        alive.add(piece)
        at_once.append(sum(map(len, alive)))
        return piece, tokens

    monkeypatch.setattr(module, "_piece", watched)
    nlp("Anna Weber said the port had been closed for a year. " * 2000)
    assert len(at_once) > 5
    assert max(at_once) <= 2 * (module.EMBEDDED + module.TOKENS)
