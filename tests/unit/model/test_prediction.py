"""What is computed in a faster way than spaCy's is what spaCy computes."""

import numpy as np
import pytest
from spacy.language import Language
from spacy.tokens import Doc

from extract.model.load import load
from extract.model.prediction import predictors

TEXTS = (
    "Maria Lindqvist of the Harbour Board met Prime Minister Tomas Okoro in Port Ellery on 4 May 2031. He left early.",
    "",
    "The Ellery Dockworkers Union sued Northern Tide Shipping for $40 million.\n\nWilliam  Ashdown\twon. Ashdown",
    "McKinley-Rowe's won't, can't and don't: Dr. Ines Pardo, 47, of New\nCastle",
)
PARTS = ("tok2vec", "ner")


@pytest.fixture(scope="module")
def shipped() -> Language:
    return load()


def docs_of(nlp: Language) -> list[Doc]:
    docs = [nlp.make_doc(text) for text in TEXTS]
    for doc in docs:
        for token in doc:
            token.is_sent_start = token.i == 0 or doc[token.i - 1].text in (".", "\n\n")
    return docs


def entities(docs: list[Doc]) -> list[list[tuple[int, int, str]]]:
    return [[(ent.start, ent.end, ent.label_) for ent in doc.ents] for doc in docs]


def test_entities_and_vectors_are_those_of_spacy(shipped: Language) -> None:
    theirs, ours = docs_of(shipped), docs_of(shipped)
    for doc in theirs:
        for name in PARTS:
            shipped.get_pipe(name)(doc)
    filled = [doc for doc in ours if len(doc)]
    for assign in predictors([shipped.get_pipe(name) for name in PARTS], filled):
        assign(filled)
    assert entities(ours) == entities(theirs)
    assert sum(map(len, entities(ours))) > 6
    for mine, other in zip(ours, theirs, strict=True):
        if len(mine):
            np.testing.assert_allclose(mine.tensor, other.tensor, atol=1e-4)


def test_entities_that_are_known_before_are_kept_as_spacy_keeps_them(shipped: Language) -> None:
    doc = shipped.make_doc("Nobody at all met Maria Lindqvist.")
    doc.set_ents([doc.char_span(0, 13, label="ORG")], default="unmodified")
    for assign in predictors([shipped.get_pipe(name) for name in PARTS], [doc]):
        assign([doc])
    assert [(ent.text, ent.label_) for ent in doc.ents] == [("Nobody at all", "ORG"), ("Maria Lindqvist", "PERSON")]


def test_words_of_one_spelling_and_two_norms_are_kept_apart(shipped: Language) -> None:
    doc = shipped.make_doc("can can")
    doc[0].norm_ = "able"
    first, second = doc.copy(), doc.copy()
    shipped.get_pipe("tok2vec")(first)
    (assign,) = predictors([shipped.get_pipe("tok2vec")], [second])
    assign([second])
    np.testing.assert_allclose(second.tensor, first.tensor, atol=1e-4)
    assert not np.allclose(second.tensor[0], second.tensor[1])
