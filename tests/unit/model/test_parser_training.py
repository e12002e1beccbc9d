"""The recipe of the parser: treebanks are read as they are, another scheme is rewritten, and it runs."""

from __future__ import annotations

import gzip
import json
import random
from pathlib import Path

import numpy as np
import pytest
import spacy
from spacy.language import Language

from extract.model.training.clearnlp import convert
from extract.model.training.parser import PARSER, TREEBANKS, align_sentences, make_parser
from extract.model.training.ship import package_pipeline
from extract.model.training.treebank import Word, read, to_doc

CONLLU = """# sent_id = 1
1-2\tdon't\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No
1\tdo\tdo\tAUX\tVBP\t_\t3\taux\t_\t_
2\tn't\tnot\tPART\tRB\t_\t3\tadvmod\t_\t_
3\tgo\tgo\tVERB\tVB\t_\t0\troot\t_\t_
3.1\tgone\tgo\tVERB\tVB\t_\t_\t_\t_\t_
4\tfar\tfar\tADV\tRB\t_\t3\tadvmod\t_\tSpaceAfter=No
5\t.\t.\tPUNCT\t.\t_\t3\tpunct\t_\t_

"""


def test_a_word_that_is_two_is_read_as_two_without_a_space_between_and_empty_nodes_are_left_out(tmp_path: Path) -> None:
    path = tmp_path / "bank.conllu.gz"
    with gzip.open(path, "wt") as lines:
        lines.write(CONLLU * 2)
    first, second = read(path)
    assert first == second
    assert first == [
        Word("do", False, "VBP", 2, "aux"),
        Word("n't", False, "RB", 2, "advmod"),
        Word("go", True, "VB", 2, "ROOT"),
        Word("far", False, "RB", 2, "advmod"),
        Word(".", True, ".", 2, "punct"),
    ]


def test_a_word_whose_head_is_unknown_teaches_nothing_and_begins_no_sentence() -> None:
    words = [Word("ships", True, "NNS", 1, "nsubj"), Word("sail", True, "VBP", 1, "ROOT"), Word("far", True, "", 2, "")]
    doc = to_doc(spacy.blank("en").vocab, [words, words])
    example = align_sentences(doc, random.Random(0))
    heads, labels = example.get_aligned_parse()
    assert heads == [1, 1, None, 4, 4, None]
    assert labels[:2] == ["nsubj", "ROOT"]
    assert [token.i for token in example.predicted if token.is_sent_start] == [0, 3]


@pytest.mark.parametrize(
    ("sentence", "heads", "labels"),
    [
        (  # the port is in Norbury
            [
                ("port", "NN", 1, "nsubj"),
                ("is", "VBZ", 1, "ROOT"),
                ("in", "IN", 1, "prep"),
                ("Norbury", "NNP", 2, "pobj"),
            ],
            [3, 3, 3, 3],
            ["nsubj", "cop", "case", "ROOT"],
        ),
        (  # crews left by ship and train
            [
                *(("crews", "NNS", 1, "nsubj"), ("left", "VBD", 1, "ROOT"), ("by", "IN", 1, "prep")),
                *(("ship", "NN", 2, "pobj"), ("and", "CC", 3, "cc"), ("train", "NN", 3, "conj")),
            ],
            [1, 1, 3, 1, 5, 3],
            ["nsubj", "ROOT", "case", "obl", "cc", "conj"],
        ),
        (  # ships sailed out of port
            [
                *(("ships", "NNS", 1, "nsubj"), ("sailed", "VBD", 1, "ROOT"), ("out", "IN", 1, "prep")),
                *(("of", "IN", 2, "prep"), ("port", "NN", 3, "pobj")),
            ],
            [1, 1, 4, 4, 1],
            ["nsubj", "ROOT", "case", "case", "obl"],
        ),
        (  # they asked him to go
            [
                *(("they", "PRP", 1, "nsubj"), ("asked", "VBD", 1, "ROOT"), ("him", "PRP", 4, "nsubj")),
                *(("to", "TO", 4, "aux"), ("go", "VB", 1, "ccomp")),
            ],
            [1, 1, 1, 4, 1],
            ["nsubj", "ROOT", "obj", "mark", "xcomp"],
        ),
    ],
)
def test_function_words_change_place_with_content_words(
    sentence: list[tuple[str, str, int, str]], heads: list[int], labels: list[str]
) -> None:
    words, tags, theirs, names = zip(*sentence, strict=True)
    assert convert(words, tags, theirs, names) == (heads, labels)


def test_a_persons_name_hangs_on_its_first_word() -> None:
    words, tags = ["President", "Ann", "Lee", "left"], ["NNP", "NNP", "NNP", "VBD"]
    converted = convert(words, tags, [2, 2, 3, 3], ["compound", "compound", "nsubj", "ROOT"], [(1, 3)])
    assert converted == ([1, 3, 1, 3], ["nmod:desc", "nsubj", "flat", "ROOT"])


@pytest.mark.slow
def test_the_recipe_runs_from_treebanks_to_a_pipeline(tmp_path: Path) -> None:
    (tmp_path / "syntax").mkdir()
    for name in TREEBANKS:
        with gzip.open(tmp_path / "syntax" / f"{name}.conllu.gz", "wt") as lines:
            lines.write(CONLLU * 40)
    (tmp_path / "corpora").mkdir()
    with gzip.open(tmp_path / "corpora" / "news.jsonl.gz", "wt") as lines:
        lines.writelines(
            json.dumps({"id": f"a/{n}", "text": f"{n} ships don't go far. " * 20}) + "\n" for n in range(5)
        )
    base = spacy.blank("en")
    base.vocab.set_vector("ships", vector=np.zeros(8, np.float32))
    said: list[str] = []
    make_parser(base, tmp_path, PARSER.scaled(0.0003), said.append, _teacher())
    package_pipeline(base, tmp_path / "weights")
    assert spacy.load(tmp_path / "weights").pipe_names == base.pipe_names == ["syntax", "tagger", "parser"]
    assert any("words of news" in line for line in said)
    doc = base("They don't go")
    assert doc.has_annotation("DEP")
    assert doc[0].tag_ in base.pipe_labels["tagger"]


def _teacher() -> Language:
    """A pipeline with the components that a teacher has, untrained."""
    teacher = spacy.blank("en")
    teacher.add_pipe("tok2vec")
    for name, label in (("tagger", "NN"), ("parser", "nsubj"), ("ner", "PERSON")):
        teacher.add_pipe(
            name, config={"model": {"tok2vec": {"@architectures": "spacy.Tok2VecListener.v1", "width": 96}}}
        )
        teacher.get_pipe(name).add_label(label)  # type: ignore[attr-defined]
    teacher.config["initialize"]["lookups"] = None
    teacher.initialize()
    return teacher
