"""A small trained pipeline with another scheme's labels, as a user might bring it."""

from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example

SENTENCES = (
    ("Ada Quill flew to Norbury", ((0, 2, "PER"), (4, 5, "GPE"))),
    ("Tom Reed left Easton twice", ((0, 2, "PER"), (3, 4, "GPE"), (4, 5, "CARDINAL"))),
    ("the Gizmo award went to Ada Quill", ((1, 3, "AWARD"), (5, 7, "PER"))),
)
"""Words, and entities as (first token, end token, label)."""


def examples(nlp: Language) -> list[Example]:
    made = []
    for words, entities in SENTENCES:
        reference = Doc(nlp.vocab, words=words.split())
        reference.set_ents([spacy.tokens.Span(reference, start, end, label=label) for start, end, label in entities])
        made.append(Example(Doc(nlp.vocab, words=words.split()), reference))
    return made


@pytest.fixture(scope="session")
def own_pipeline(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a pipeline that has learnt `SENTENCES` by heart and also splits sentences."""
    nlp = spacy.blank("en")
    nlp.add_pipe("ner")
    learnt = examples(nlp)
    optimizer = nlp.initialize(lambda: learnt)
    for _ in range(60):
        nlp.update(learnt, sgd=optimizer)
    nlp.add_pipe("sentencizer")
    folder = tmp_path_factory.mktemp("own") / "pipeline"
    nlp.to_disk(folder)
    return folder
