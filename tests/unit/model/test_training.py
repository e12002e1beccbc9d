"""The recipe of the weights: what the sets leave unsaid stays unsaid, a teacher's doubts too, and it runs."""

import gzip
import json
import random
from pathlib import Path

import numpy as np
import pytest
import spacy
from spacy.tokens import Doc, Span
from spacy.training import Example

from extract.model import load
from extract.model.training.augment import copy_tokens, vary
from extract.model.training.decode import decode_entities, settle_labels
from extract.model.training.docs import split_doc, to_doc
from extract.model.training.recipe import SHIPPED, train_student
from extract.model.training.selflabel import annotate, read_texts
from extract.model.training.sets import SOURCES, Annotated, find_nationalities, read_rows
from extract.model.training.ship import package_pipeline
from extract.model.training.states import WordStates, read_rare_words
from extract.model.training.teacher import TeacherOutput
from extract.model.training.vectors import join_vectors

NLP = spacy.blank("en")


def tags(doc: Doc) -> list[str]:
    """What the recogniser is told of each token; - is unknown."""
    return [tag or "-" for tag in Example(copy_tokens(doc), doc).get_aligned_ner()]


def test_a_set_without_dates_and_nationalities_says_nothing_about_them():
    row = Annotated("Ann Lee saw 12 Ruritanian ships in May", ((0, 7, "PERSON"),))
    assert tags(to_doc(NLP, row, complete=False, nationalities={"Ruritanian"})) == [
        *("B-PERSON", "L-PERSON", "O", "-", "U-NORP", "O", "O", "-")
    ]
    assert tags(to_doc(NLP, row, complete=True, nationalities={"Ruritanian"}))[2:] == ["O"] * 6


def test_a_span_that_cuts_a_token_is_unknown():
    row = Annotated("near Northbury now", ((5, 10, "LOC"),))
    assert tags(to_doc(NLP, row, complete=True, nationalities=())) == ["O", "-", "O"]


def test_nationalities_are_what_a_set_calls_so_more_often_than_not():
    text = "Ruritanian and Ruritanian met Freedonian"
    row = Annotated(text, ((0, 10, "NORP"), (15, 25, "NORP"), (30, 40, "NORP")))
    assert find_nationalities([row]) == {"Ruritanian"}


def test_miscellany_becomes_events_and_laws_where_its_words_say_so(tmp_path):
    path = tmp_path / "set.jsonl"
    text = "Lake Cup, Fishing Act, Gizmo"
    path.write_text(json.dumps({"text": text, "spans": [[0, 8, "MISC"], [10, 21, "MISC"], [23, 28, "MISC"]]}))
    assert [label for _, _, label in next(read_rows(path)).spans] == ["EVENT", "LAW", "MISC"]


def test_pieces_put_together_are_the_article_and_cut_no_entity():
    words = ["One", "Ann", ".", "Lee", "left", "."] * 30
    doc = Doc(NLP.vocab, words=words)
    doc.set_ents([Span(doc, i, i + 3, label="PERSON") for i in range(1, 180, 6)])
    cut = list(split_doc(doc, 20, random.Random(0)))
    assert len(cut) > 3
    assert [token.text for piece in cut for token in piece] == words
    assert sum(len(piece.ents) for piece in cut) == 30


@pytest.mark.parametrize("seed", range(8))
def test_a_variant_keeps_tokens_and_annotation(seed):
    doc = to_doc(NLP, Annotated("“Ann Lee left.” Bo stayed.", ((1, 8, "PERSON"),)), complete=True, nationalities=())
    varied = vary(doc, random.Random(seed))
    assert [(ent.start, ent.end, ent.label_) for ent in varied.ents] == [(1, 3, "PERSON")]
    assert len(varied) == len(doc)


TAGS = ("O", "B-LOC", "I-LOC", "B-PERSON", "I-PERSON")


class Reader:
    """A teacher who takes every capitalised word for a person's name and knows of a word how long it is."""

    tags = TAGS

    def read(self, docs):
        for doc in docs:
            sure = np.array([[0.1, 0, 0, 0.9, 0] if token.text[0].isupper() else [0.9, 0, 0, 0.1, 0] for token in doc])
            states = np.array([[len(token.text), token.is_title] for token in doc])
            yield TeacherOutput(sure.astype(np.float32), states.astype(np.float32))


def test_the_likeliest_tags_are_those_that_make_sense_together():
    rows = [[0.1, 0.2, 0, 0.7, 0], [0.1, 0, 0.6, 0, 0.3], [0.4, 0, 0.6, 0, 0]]
    found = decode_entities(np.array(rows, np.float32), TAGS)
    assert [(entity.start, entity.end) for entity in found] == [(0, 2)]
    assert found[0].weights == pytest.approx([0.4, 0.5])
    assert decode_entities(np.zeros((0, 5), np.float32), TAGS) == []


def test_a_name_has_the_articles_label_unless_its_place_is_clear():
    rows = [[0, place, 0, 1 - place, 0] for place in (0.9, 0.8, 0.4, 0.1)]
    found = decode_entities(np.array(rows, np.float32), TAGS)
    assert settle_labels(found, ["Norbury"] * 4) == [0, 0, 0, 1]


def test_what_the_teacher_doubts_is_unknown():
    doc = Doc(NLP.vocab, words=["Ann", "Lee", "of", "Gizmo", "joined", "Daesh", "in", "Norbury"])
    rows = [[0, 0, 0, 0.9, 0.1], [0, 0, 0, 0.1, 0.9], [1, 0, 0, 0, 0], [0.1, 0.5, 0, 0.4, 0], [0.6, 0.4, 0, 0, 0]]
    rows += [[0, 0.9, 0, 0.1, 0], [1, 0, 0, 0, 0], [0, 1, 0, 0, 0]]
    found = decode_entities(np.array(rows, np.float32), TAGS)
    assert tags(annotate(doc, found, {4}, TAGS)) == ["B-PERSON", "L-PERSON", "O", "-", "-", "U-LOC", "O", "U-LOC"]


def test_a_word_is_the_mean_of_its_places_and_rare_words_are_looked_up():
    seen, unseen = (Doc(NLP.vocab, words=words) for words in (["a", "Lee", "a"], ["Lee", "Bo", "Bo", "a"]))
    states = WordStates()
    for reading in Reader().read([seen]):
        states.add(seen, reading.states)
    assert set(states.reduce_vectors(1)) == {"a"}
    read_rare_words([unseen, unseen], Reader(), states, ["Lee", "Bo"], enough=2)
    assert [states.count(word) for word in ("a", "Lee", "Bo", "other")] == [3, 2, 2, 0]
    table = states.reduce_vectors(2)
    assert set(table) == {"a", "Lee", "Bo"}
    assert np.linalg.norm(table["Lee"] - table["Bo"]) < np.linalg.norm(table["Lee"] - table["a"])


def test_vectors_of_two_makes_stand_side_by_side_in_whole_steps():
    def vector(*values):
        return np.array(values, np.float32)

    ours, taught = {"a": vector(1, 2), "b": vector(3, -1)}, {"b": vector(5), "Lee": vector(-5)}
    table = join_vectors(spacy.blank("en").vocab, ours, taught, ["Lee", "b"])
    assert table.shape == (3, 3)
    assert not table.data[2, :2].any()
    assert not table.data[0, 2]
    assert np.array_equal(table.data / load.STEP, np.round(table.data / load.STEP))


def test_news_is_taken_once_and_without_stubs(tmp_path):
    path = tmp_path / "news.jsonl"
    long = [f"Story {n} " + "word " * 60 for n in range(4)]
    texts = [*long, long[0], "A stub."]
    path.write_text("".join(json.dumps({"id": f"a/{n}", "text": text}) + "\n" for n, text in enumerate(texts)))
    assert sorted(read_texts([path], words=1_000, seed=0)) == long
    assert len(read_texts([path], words=130, seed=0)) == 2


@pytest.mark.slow
def test_the_recipe_runs_from_data_to_a_pipeline(tmp_path):
    pytest.importorskip("floret", reason="floret has no wheel for this version of Python")
    _tiny_data(tmp_path / "data")
    said: list[str] = []
    package_pipeline(
        train_student(tmp_path / "data", SHIPPED.scaled(0.0001), said.append, lambda gold: Reader()),
        tmp_path / "weights",
    )
    assert any("words with vectors" in line for line in said)
    nlp = spacy.load(tmp_path / "weights")
    assert nlp.pipe_names == ["tok2vec", "ner"]
    assert {"PERSON", "LOC", "NORP"} <= set(nlp.pipe_labels["ner"])
    assert json.loads((tmp_path / "weights" / "vocab" / "strings.json").read_text()) == sorted(nlp.pipe_labels["ner"])


def _tiny_data(folder: Path) -> None:
    row = {
        "text": "Ann Lee met Ruritanian and Ruritanian officials in Norbury. They talked for hours about little.",
        "spans": [[0, 7, "PERSON"], [12, 22, "NORP"], [27, 37, "NORP"], [51, 58, "LOC"]],
    }
    (folder / "ner").mkdir(parents=True)
    for source in SOURCES:
        with gzip.open(folder / "ner" / f"{source.name}.jsonl.gz", "wt") as lines:
            lines.write((json.dumps(row) + "\n") * 3)
    (folder / "corpora").mkdir()
    with gzip.open(folder / "corpora" / "news.jsonl.gz", "wt") as lines:
        for n in range(5):
            lines.write(
                json.dumps({"id": f"a/{n}", "title": f"Title {n}", "text": f"Story {n} of Ann Lee. " * 20}) + "\n"
            )
