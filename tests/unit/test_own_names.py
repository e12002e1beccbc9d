"""Lists of a team's own: what of a file counts, and how its names are found in a text."""

from __future__ import annotations

from io import BufferedReader, BytesIO
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.name_lists import LABELS, MAX_FAULTS, read_list
from extract.own_names import OwnName, OwnNames, digest
from extract.readers import Fault

ADA = OwnName("Ada Brandt", ("A. Brandt", "the Harbour Master"), "PERSON", "signed the treaty")
FERRIES = OwnName("Norland Ferries", ("NF",), "ORG")


def read(data: bytes) -> tuple[list[OwnName], list[tuple[int | None, str]]]:
    items = list(read_list(cast("BufferedReader", BufferedReader(BytesIO(data))), "x.csv"))  # type: ignore[arg-type]
    faults = [(item.line, item.message) for item in items if isinstance(item, Fault)]
    return [item for item in items if isinstance(item, OwnName)], faults


@pytest.mark.parametrize("between", [",", ";", "\t"])
def test_a_list_is_read_whatever_stands_between_its_cells(between: str) -> None:
    lines = [
        ("# made by hand",),
        ("Name", "id", "aliases", "label", "note"),
        ("Ada Brandt", "7", "A. Brandt|the Harbour Master", "person", "signed the treaty"),
        ("", "", "", "", ""),
        ("Norland Ferries", "8", "NF", "Company", ""),
    ]
    data = "\n".join(between.join(line) for line in lines)
    entries, faults = read(data.encode())
    assert entries == [ADA, FERRIES]
    assert faults == []


def test_excels_encodings_are_read() -> None:
    text = "name;label\nRenée Müller;PERSON\nJosé Nuñez;PERSON\nFrançois Lefèvre;PERSON\n"
    for encoding in ("utf-8-sig", "utf-16", "cp1252"):
        assert [entry.name for entry in read(text.encode(encoding))[0]] == [
            "Renée Müller",
            "José Nuñez",
            "François Lefèvre",
        ]


def test_a_row_that_is_not_as_it_should_be_is_named_with_its_line_and_the_rest_counts() -> None:
    rows = [
        "name,aliases,label,note",
        "Ada Brandt,,PERSON,",
        ",someone,PERSON,",
        "Jon\x1b]0;x\x07 Weil,,PERSON,",
        "Jon \u202eWeil,,PERSON,",
        '"Jon Weil,,PERSON,',
        f"{'x' * 200},,PERSON,",
        f"Jon Weil,{'|'.join(f'alias {n}' for n in range(200))},PERSON,",
        "J,,PERSON,",
        "=cmd()|x,,PERSON,",
        "Jon Weil,,SPY,",
        "y" * 70_000,
        "Norland Ferries,,ORG,",
    ]
    entries, faults = read("\n".join(rows).encode())
    assert [entry.name for entry in entries] == ["Ada Brandt", "Norland Ferries"]
    assert faults == [
        (3, "has no name"),
        (4, "'Jon␛]0;x␇ Weil' has characters that cannot be shown"),
        (5, "'Jon ·Weil' has characters that cannot be shown"),
        (6, "a quotation mark in this row is never closed, or it is too long"),
        (7, f"'{'x' * 120}' is longer than 120 characters"),
        (8, "has more than 100 aliases"),
        (9, "'J' is too short"),
        (10, "'=cmd()|x' should begin with a letter or a digit"),
        (11, f"the label should be one of {' '.join(LABELS)}"),
        (12, "a quotation mark in this row is never closed, or it is too long"),
    ]


def test_a_list_without_heads_is_no_list() -> None:
    assert read(b"Ada Brandt,PERSON\nJon Weil,PERSON\n") == (
        [],
        [(1, "the first line should name the columns: name, aliases, label, note")],
    )


def test_of_many_bad_rows_the_first_are_named_and_the_others_counted() -> None:
    _, faults = read(b"name,label\n" + b"x,x\n" * 5000)
    assert len(faults) == MAX_FAULTS + 1
    assert faults[-1] == (None, "4,900 more rows are not as they should be")


@given(st.binary(max_size=2000))
def test_reading_a_list_never_raises(data: bytes) -> None:
    for start in (b"", b"name,label\n", b"name;aliases;label;note\n"):
        entries, _ = read(start + data)
        OwnNames.of(entries).find("Ada Brandt and whoever else")


def test_names_are_found_as_whole_words_as_they_are_written_or_in_capitals() -> None:
    names = OwnNames.of([ADA, FERRIES, OwnName("Conor O'Hara", (), "PERSON")])
    text = "ADA BRANDT’s men at NF, not NFX; Ada Brandts, ada brandt; Conor O’Hara of Norland Ferries."
    found = [(text[start:end], label) for start, end, label in names.find(text)]
    assert found == [
        ("ADA BRANDT", "PERSON"),
        ("NF", "ORG"),
        ("Conor O’Hara", "PERSON"),
        ("Norland Ferries", "ORG"),
    ]


def test_all_names_of_a_row_are_called_by_its_first() -> None:
    names = OwnNames.of([ADA])
    assert names.called("PERSON", "the harbour MASTER") == "Ada Brandt"
    assert names.called("ORG", "Ada Brandt") is None


def test_a_row_that_shares_a_name_with_another_is_the_same_thing() -> None:
    names = OwnNames.of([ADA, OwnName("The Harbour Master", ("Mother of ships",), "PERSON")])
    assert names.called("PERSON", "Mother of ships") == "Ada Brandt"


def test_a_row_that_shares_a_name_with_the_lexicon_is_called_as_that_calls_it() -> None:
    names = OwnNames.of([OwnName("Capital on the Dnipro", ("Kyiv",), "LOC")])
    assert names.called("LOC", "Capital on the Dnipro") == "Kyiv"


def test_names_are_kept_as_they_are_and_told_apart_by_their_digest() -> None:
    names = OwnNames.of([ADA, FERRIES])
    assert OwnNames.decode(names.encode()) == names
    assert digest(names.encode()) != digest(OwnNames.of([ADA]).encode())
    assert OwnNames.of([]).encode() == b""
    assert OwnNames.decode(b"").find("Ada Brandt") == []
