"""Which sentences are parsed, and that a text in windows has the trees that it has whole."""

from __future__ import annotations

from spacy.language import Language

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


def test_another_language_has_no_trees(nlp: Language) -> None:
    text = "Le port a été fermé pendant un an, a déclaré Anna Weber lundi. La ville attend toujours des navires."
    assert nlp(text)._.trees is None


def test_a_text_longer_than_is_parsed_at_a_time_has_all_its_trees(nlp: Language) -> None:
    sentence = "Anna Weber said the port had been closed for a year. "
    trees = nlp(sentence * 500)._.trees
    assert sum(label == "ROOT" for label in trees.labels) == 500
    assert list(trees.starts) == sorted(trees.starts)
