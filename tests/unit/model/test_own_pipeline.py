"""A user's own pipeline finds the names: its labels become ours, and what cannot be loaded says what to do."""

import json

import pytest
import spacy

from extract.model.load import ModelError, load
from extract.pipeline import build
from tests.command_line import run_sitrep


def test_its_labels_become_ours_and_unknown_ones_stay(own_pipeline):
    doc = load(str(own_pipeline))("Tom Reed left Easton twice")
    assert [(ent.text, ent.label_) for ent in doc.ents] == [("Tom Reed", "PERSON"), ("Easton", "LOC")]
    doc = load(str(own_pipeline))("the Gizmo award went to Ada Quill")
    assert [(ent.text, ent.label_) for ent in doc.ents] == [("Gizmo award", "AWARD"), ("Ada Quill", "PERSON")]


def test_components_that_find_no_entities_are_left_out(own_pipeline):
    assert load(str(own_pipeline)).pipe_names == ["ner", "sitrep_labels"]


def test_it_goes_through_the_command(own_pipeline, tmp_path):
    article = tmp_path / "article.txt"
    article.write_text("Ada Quill flew to Norbury", encoding="utf-8")
    run = run_sitrep("extract", "--model", str(own_pipeline), str(article))
    assert run.returncode == 0, run.stderr
    mentions = json.loads(run.stdout)["mentions"]
    assert {"Ada Quill": "PERSON", "Norbury": "LOC"}.items() <= {m["text"]: m["label"] for m in mentions}.items()


def test_the_parser_that_ships_reads_what_it_recognised(own_pipeline):
    text = "Anna Weber came to town. She said the port had been closed for a year."
    trees = build(str(own_pipeline))(text)._.trees
    assert trees.labels[trees.token_at(text.index("said"))] == "ROOT"


def test_the_config_may_name_it(own_pipeline, tmp_path):
    article = tmp_path / "article.txt"
    article.write_text("the Gizmo award went to Ada Quill", encoding="utf-8")
    (tmp_path / "sitrep").mkdir()
    (tmp_path / "sitrep" / "config.toml").write_text(f'model = "{own_pipeline}"\n', encoding="utf-8")
    run = run_sitrep("extract", str(article), env={"XDG_CONFIG_HOME": str(tmp_path)})
    assert run.returncode == 0, run.stderr
    assert ("Gizmo award", "AWARD") in {(m["text"], m["label"]) for m in json.loads(run.stdout)["mentions"]}


def test_a_pipeline_that_is_not_installed_says_how_to_install_it(tmp_path):
    article = tmp_path / "article.txt"
    article.write_text("Nothing.", encoding="utf-8")
    run = run_sitrep("extract", "--model", "en_no_such_pipeline", str(article))
    assert run.returncode == 2
    assert "en_no_such_pipeline" in run.stderr
    assert "python -m spacy download en_no_such_pipeline" in run.stderr
    assert "Traceback" not in run.stderr


def test_a_folder_that_is_no_pipeline_is_named(tmp_path):
    with pytest.raises(ModelError, match=r"not the folder of a spaCy pipeline.*config\.cfg"):
        load(str(tmp_path))
    with pytest.raises(ModelError, match="no folder"):
        load(str(tmp_path / "absent"))


def test_a_pipeline_without_entities_is_refused(tmp_path):
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    nlp.to_disk(tmp_path / "plain")
    with pytest.raises(ModelError, match="recognises no entities"):
        load(str(tmp_path / "plain"))
