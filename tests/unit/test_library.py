"""`extract` is a library: files in, records out, and a spaCy pipeline like any other."""

import subprocess
import sys
from importlib.metadata import entry_points
from pathlib import Path

import pytest
from spacy.language import Language

import extract
from extract.pipeline import AFTER, BEFORE
from extract.readers import Fault

TEXT = "Ferries for Norland\n\nMinister Ada Holm said on Monday that Norland would buy nine ferries in Port Arvik.\n"


def test_a_file_is_read_and_processed_in_two_calls(tmp_path: Path) -> None:
    path = tmp_path / "ferries.txt"
    path.write_text(TEXT)
    articles = [found for found in extract.read(str(path)) if isinstance(found, extract.Article)]
    (record,) = extract.process(articles)
    assert record.article.text == TEXT
    assert "Ada Holm" in [actor.name for actor in record.card.who]
    assert extract.from_json(extract.to_json(record)).card == record.card


def test_what_cannot_be_read_is_told_with_its_file(tmp_path: Path) -> None:
    path = str(tmp_path / "missing.txt")
    (fault,) = extract.read(path)
    assert isinstance(fault, Fault)
    assert fault.path == path


def test_every_component_can_be_found_by_spacy() -> None:
    components = {f"sitrep_{name}" for name in (*BEFORE, *AFTER)} | {"sitrep_labels"}
    assert {point.name for point in entry_points(group="spacy_factories")} >= components


@pytest.mark.slow
def test_a_saved_pipeline_is_loaded_by_spacy_alone(nlp: Language, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path / "saved")
    load = f"import spacy; doc = spacy.load({str(tmp_path / 'saved')!r})({TEXT!r})"
    code = f"{load}; print(doc._.trees.heads, repr(doc._.card))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    doc = nlp(TEXT)
    assert doc._.trees.heads
    assert loaded.stdout.strip() == f"{doc._.trees.heads} {doc._.card!r}"
