"""The recogniser that ships: it fits its bounds and knows the obvious."""

from importlib.resources import files
from pathlib import Path

from extract.article import LABELS
from extract.model.load import load

MEGABYTE = 1_000_000


def test_the_weights_are_no_larger_than_promised():
    weights = Path(str(files("extract.model"))) / "weights"
    assert sum(path.stat().st_size for path in weights.rglob("*") if path.is_file()) <= 40 * MEGABYTE


def test_it_finds_people_places_and_organisations():
    doc = load()("Angela Merkel flew to Nairobi on Tuesday and met officials of the World Bank.")
    found = {(ent.text.removeprefix("the "), ent.label_) for ent in doc.ents}
    assert {("Angela Merkel", "PERSON"), ("Nairobi", "LOC"), ("World Bank", "ORG")} <= found


def test_it_uses_no_label_but_ours():
    nlp = load()
    ours = {nlp.get_pipe("sitrep_labels").ours.get(label, label) for label in nlp.get_pipe("ner").labels}
    assert ours - {None} <= set(LABELS)


def test_an_empty_text_has_no_entities():
    assert load()("").ents == ()
