"""Each format says the same of an article, in the form that its readers expect."""

import csv
import io
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from extract.errors import SitrepError
from extract.export import FORMATS, ExportItem, ExportSummary, load_exporter, shards
from extract.export.spreadsheet import safe_cell
from extract.record import from_json


def write(name: str, summary: ExportSummary, *items: ExportItem) -> bytes:
    out = io.BytesIO()
    assert load_exporter(name)(iter(items), summary, out) == len(items)
    return out.getvalue()


@pytest.mark.parametrize("name", FORMATS)
def test_no_articles_give_a_whole_file(name: str, summary: ExportSummary) -> None:
    write(name, summary)


def test_jsonl_reads_back_as_the_same_record_with_the_analysts_word_beside_it(
    item: ExportItem, summary: ExportSummary
) -> None:
    line = json.loads(write("jsonl", summary, item))
    assert from_json(line).card == item.record.card
    assert from_json(line).entities == item.record.entities
    assert line["tags"] == ["procurement", "sea/ferries"]
    assert line["notes"][1]["start"] == item.notes[1].start
    assert line["starred"] is True


def test_csv_has_a_row_an_article_with_its_card(item: ExportItem, summary: ExportSummary) -> None:
    (row,) = csv.DictReader(io.StringIO(write("csv", summary, item).decode("utf-8-sig"), newline=""))
    assert row["title"] == "Norland buys nine ferries"
    assert row["who"] == "Ada Holm · Minister"
    assert row["when"] == "3 May [2031-05-03]"
    assert row["said"] == "Ada Holm: “We need them before the winter”"
    assert row["text"] == item.record.article.text


def test_csv_has_the_passage_of_a_note_and_its_tags(item: ExportItem, summary: ExportSummary) -> None:
    (row,) = csv.DictReader(io.StringIO(write("csv", summary, item).decode("utf-8-sig"), newline=""))
    assert row["notes"] == "ask about the price; “€90 million” sure? #check"


def test_csv_runs_no_formula(hostile: ExportItem, summary: ExportSummary) -> None:
    (row,) = csv.DictReader(io.StringIO(write("csv", summary, hostile).decode("utf-8-sig"), newline=""))
    for cell in row.values():
        assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert row["path"] == "'-rf <x>.txt"


@pytest.mark.parametrize("sign", "=+-@＝＋－＠﹦﹢﹣﹫⁼−")
@pytest.mark.parametrize(
    "before", ["", " ", "\t", "\r", "\n", "\xa0", "\u3000", "\u200b", "\ufeff", "\x00", "\u202e", " \x1b "]
)
def test_a_sign_that_begins_a_formula_does_not_begin_a_cell(sign: str, before: str) -> None:
    assert safe_cell(f"{before}{sign}1+1").startswith("'")


@pytest.mark.parametrize("cell", ["", "Ferry", "40 % = less", "“-1”", "1-2", "(+49)"])
def test_a_cell_that_is_no_formula_stays_as_it_is(cell: str) -> None:
    assert safe_cell(cell) == cell


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "spacy"])
def test_nothing_that_acts_on_a_terminal_or_on_the_eye_stands_in_an_export(
    name: str, hostile: ExportItem, summary: ExportSummary
) -> None:
    written = write(name, summary, hostile).decode("utf-8-sig")
    acting = r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]"
    assert not re.search(acting, written)


def test_what_a_person_reads_of_stix_and_annotations_has_no_hidden_characters(
    hostile: ExportItem, summary: ExportSummary
) -> None:
    objects = json.loads(write("stix", summary, hostile))["objects"]
    annotations = json.loads(write("w3c", summary, hostile))["first"]["items"]
    read = json.dumps([objects, [annotation["body"] for annotation in annotations]], ensure_ascii=False)
    assert not re.search(r"[\u202a-\u202e\u2066-\u2069\x9b]|\\u00", read)


def test_forms_for_programs_keep_every_character_of_the_text(hostile: ExportItem, summary: ExportSummary) -> None:
    assert json.loads(write("jsonl", summary, hostile))["text"] == hostile.record.article.text
    (*_, mention) = json.loads(write("w3c", summary, hostile))["first"]["items"]
    assert mention["target"]["selector"][0]["exact"] == hostile.record.article.text[:10]


def test_conll_has_a_token_and_its_label_a_line(item: ExportItem, summary: ExportSummary) -> None:
    lines = write("conll", summary, item).decode().splitlines()
    assert lines[:2] == ["-DOCSTART- O", "# id = a1"]
    assert "Ada B-PERSON" in lines
    assert lines[lines.index("Ada B-PERSON") + 1] == "Holm I-PERSON"
    assert "said O" in lines
    assert all(line.count(" ") == 1 for line in lines if line and not line.startswith("#"))


def test_spacy_reads_its_docbin(item: ExportItem, summary: ExportSummary) -> None:
    import spacy
    from spacy.tokens import DocBin

    (doc,) = DocBin().from_bytes(write("spacy", summary, item)).get_docs(spacy.blank("en").vocab)
    assert doc.text == item.record.article.text
    assert [(ent.text, ent.label_) for ent in doc.ents] == [
        ("Ada Holm", "PERSON"),
        ("Port Arvik", "LOC"),
        ("€90 million", "MONEY"),
    ]
    assert list(doc.user_data["tags"]) == ["procurement", "sea/ferries"]


def test_w3c_annotations_select_by_quote_and_by_position(item: ExportItem, summary: ExportSummary) -> None:
    data = json.loads(write("w3c", summary, item))
    assert data["@context"] == "http://www.w3.org/ns/anno.jsonld"
    annotations = data["first"]["items"]
    assert len({annotation["id"] for annotation in annotations}) == len(annotations)
    text = item.record.article.text
    for annotation in annotations:
        if isinstance(annotation["target"], dict):
            quote, position = annotation["target"]["selector"]
            assert text[position["start"] : position["end"]] == quote["exact"]
            assert quote["prefix"] + quote["exact"] + quote["suffix"] in text
    bodies = [annotation["body"] for annotation in annotations]
    assert {"type": "TextualBody", "value": "procurement", "purpose": "tagging"} in bodies


def test_stix_is_a_bundle_that_the_reference_implementation_accepts(
    item: ExportItem, hostile: ExportItem, summary: ExportSummary
) -> None:
    import stix2

    bundle = write("stix", summary, item, hostile, item).decode()
    assert stix2.parse(bundle, allow_custom=False, version="2.1").type == "bundle"
    objects = json.loads(bundle)["objects"]
    ids = [thing["id"] for thing in objects]
    assert len(set(ids)) == len(ids)
    (note,) = [thing for thing in objects if thing["type"] == "note" and thing["abstract"].startswith("Norland")]
    assert set(note["object_refs"]) <= set(ids)
    assert {"identity", "location", "note"} == {thing["type"] for thing in objects}


def test_exports_hold_one_article_at_a_time(item: ExportItem, summary: ExportSummary) -> None:
    """Whatever is written of an article has been handed to the file before the next but one is asked for."""

    class Log(io.BytesIO):
        written = 0

        def write(self, data: object, /) -> int:
            Log.written += 1
            return super().write(data)  # type: ignore[arg-type]

    for name in ("jsonl", "csv", "conll", "w3c", "stix"):
        Log.written = 0
        seen: list[int] = []

        def items(seen: list[int] = seen) -> Iterator[ExportItem]:
            for number in range(4):
                seen.append(Log.written)
                yield replace(item, record=replace(item.record, article=replace(item.record.article, id=f"a{number}")))

        load_exporter(name)(items(), summary, Log())
        assert seen[2] > seen[1], name


def test_many_articles_for_spacy_become_a_folder_that_it_reads_whole(
    item: ExportItem, summary: ExportSummary, tmp_path: Path
) -> None:
    import spacy
    from spacy.training import Corpus

    folder = tmp_path / "corpus"
    assert shards.write_shards(load_exporter("spacy"), [item] * 5, summary, folder, "spacy", shard=2) == 5
    assert sorted(path.name for path in folder.iterdir()) == [f"part-000{n}.spacy" for n in (1, 2, 3)]
    assert len(list(Corpus(folder)(spacy.blank("en")))) == 5
    with pytest.raises(SitrepError, match="--force"):
        shards.write_shards(load_exporter("spacy"), [item], summary, folder, "spacy")
