"""Documents and tables: reading order of PDF, paragraphs, sheets, queries, and what is said where nothing is read."""

import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest

from extract.article import Article
from extract.readers import Fault, read
from extract.readers.options import DEFAULT, ReadOptions
from tests.unit.readers.reading import read_article
from tests.unit.readers.samples import CELLS, PARAGRAPHS, TEXT, TITLE, book, pdf, sheet, word, zipped

LEFT = (
    *("The minis-", "ters of the northern coast met", "in Torvik on Monday to speak", "about the harbour, the well-"),
    *("known pier and the fish that", "left them. They will meet", "again in June."),
)
RIGHT = (
    *("When the well-known pier is", "mended, boats will be able", "to land there once more, the"),
    *("mayor of the town said on", "Tuesday. Nobody asked who is", "to pay for all of this."),
)


def one(path: Path, data: bytes, options: ReadOptions = DEFAULT) -> Article:
    path.write_bytes(data)
    return read_article(path, options)


def fault(path: Path, data: bytes) -> str:
    path.write_bytes(data)
    (found,) = read(str(path))
    assert isinstance(found, Fault)
    return found.message


def column(lines: tuple[str, ...], x: float) -> list[tuple[float, float, float, str]]:
    return [(x, 730 - 12 * at, 10, line) for at, line in enumerate(lines)]


def test_columns_of_a_pdf_are_read_one_after_the_other_and_its_lines_joined(tmp_path: Path) -> None:
    right = [*column(RIGHT, 300), (290, 20, 8, "3")]
    mixed = [piece for pair in zip(column(LEFT, 50), right, strict=True) for piece in pair]
    article = one(
        tmp_path / "a.pdf", pdf([*mixed, (50.0, 780.0, 22.0, "Torvik closes its harbour for good this year")])
    )
    assert article.text.split("\n") == [
        "Torvik closes its harbour for good this year",
        "The ministers of the northern coast met in Torvik on Monday to speak about the harbour, the well-known pier"
        " and the fish that left them. They will meet again in June.",
        "When the well-known pier is mended, boats will be able to land there once more, the mayor of the town said on"
        " Tuesday. Nobody asked who is to pay for all of this.",
    ]


def test_what_every_page_repeats_stands_once(tmp_path: Path) -> None:
    bodies = [("The harbour is closed.",), ("Boats go elsewhere.",), ("Nobody was asked.",), ("June is far away.",)]
    pages = [[(50.0, 800.0, 8.0, f"Torvik Courier, {n}"), *column(body, 50)] for n, body in enumerate(bodies)]
    text = one(tmp_path / "a.pdf", pdf(*pages)).text
    assert text.split("\n") == ["Torvik Courier, 0", *(line for body in bodies for line in body)]


GRAY = "/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1"


def test_a_scan_says_that_it_is_one(tmp_path: Path) -> None:
    image = f"<<{GRAY}>>stream\n".encode() + b"\xff\nendstream"
    data = pdf([]).replace(b"/Font<</F1 5 0 R>>", b"/XObject<</I 7 0 R>>")
    data = data.replace(
        b"<</Length 0>>stream\n\nendstream", b"<</Length 24>>stream\n500 0 0 500 0 0 cm /I Do\n\nendstream"
    )
    data = data.replace(b"xref\n0 7", b"7 0 obj\n" + image + b"\nendobj\nxref\n0 7")
    assert "pictures without a text" in fault(tmp_path / "a.pdf", data)
    assert fault(tmp_path / "b.pdf", pdf([])) == "no text"
    assert "damaged" in fault(tmp_path / "c.pdf", b"%PDF-1.4 and no more")


def test_a_title_that_a_program_made_up_is_none(tmp_path: Path) -> None:
    for title in ("Microsoft Word - news.doc", "untitled", "A1_final.indd"):
        assert one(tmp_path / "a.pdf", pdf(column(LEFT, 50), title=title)).metadata.title is None


def test_word_gives_paragraphs_and_tables_in_their_order(tmp_path: Path) -> None:
    import docx

    document = docx.Document()
    document.add_paragraph("Before.")
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Boats", "12"
    document.add_paragraph("After.")
    document.save(str(tmp_path / "a.docx"))
    assert one(tmp_path / "a.docx", (tmp_path / "a.docx").read_bytes()).text == "Before.\nBoats  12\nAfter."
    assert "damaged" in fault(tmp_path / "b.docx", word()[:-200])


def test_rtf_in_another_code_page(tmp_path: Path) -> None:
    russian = "".join(f"\\'{byte:02x}" for byte in "Гавань закрыта".encode("cp1251"))
    data = f"{{\\rtf1\\ansi\\ansicpg1251\\deff0 {russian}\\par}}".encode()
    assert one(tmp_path / "a.rtf", data).text.strip() == "Гавань закрыта"
    assert "no RTF" in fault(tmp_path / "a.rtf", b"Only its name is RTF")


def test_rows_of_a_workbook_know_their_sheet_and_row(tmp_path: Path) -> None:
    article = one(tmp_path / "a.xlsx", sheet())
    assert (article.metadata.part, article.text) == ("News, row 2", TEXT)
    assert "no workbook" in fault(tmp_path / "a.xlsx", b"PK\x03\x04 no workbook")
    data = sheet().replace(b"", b"")
    assert 'names no column "text"' in fault(
        tmp_path / "b.xlsx", zipped_with(data, "xl/worksheets/sheet1.xml", CELLS[0][3], "corps")
    )
    mapped = ReadOptions({"text": "corps"})
    assert one(tmp_path / "b.xlsx", (tmp_path / "b.xlsx").read_bytes(), mapped).text == TEXT


def zipped_with(data: bytes, member: str, old: str, new: str) -> bytes:
    import io
    import zipfile

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    members[member] = members[member].replace(old.encode(), new.encode())
    return zipped(dict(members))


def test_chapters_of_a_book_in_its_order(tmp_path: Path) -> None:
    path = tmp_path / "a.epub"
    path.write_bytes(book(f"<h2>The second</h2>{PARAGRAPHS}"))
    found = [item for item in read(str(path)) if isinstance(item, Article)]
    assert [(item.position, item.metadata.title, item.metadata.part) for item in found] == [
        (0, TITLE, "OPS/c1.xhtml"),
        (1, "The second", "OPS/c2.xhtml"),
    ]


def database(path: Path) -> bytes:
    with closing(sqlite3.connect(path)) as db:
        db.execute("CREATE TABLE news(corps, jour)")
        db.executemany("INSERT INTO news VALUES(?, ?)", [("Torvik est fermé.", "2024-05-04"), (None, "2024-05-05")])
        db.commit()
    return path.read_bytes()


def test_a_query_says_what_to_read_of_a_database(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    message = fault(path, database(path))
    assert "--query" in message
    assert "news (corps, jour)" in message
    found = list(read(str(path), ReadOptions(query="SELECT corps AS text, jour AS date FROM news")))
    assert isinstance(found[0], Article)
    assert (found[0].text, found[0].metadata.date) == ("Torvik est fermé.", "2024-05-04")
    assert isinstance(found[1], Fault)
    assert found[1].message == "1 rows have no text"


@pytest.mark.parametrize(
    "query",
    [
        "DROP TABLE news",
        "SELECT nothing FROM nowhere",
        "SELECT 1; DELETE FROM news",
        "ATTACH '{folder}/new.db' AS other",
        "SELECT corps FROM news",
    ],
)
def test_a_query_that_is_wrong_or_writes_does_nothing(tmp_path: Path, query: str) -> None:
    path = tmp_path / "a.db"
    before = database(path)
    (found,) = read(str(path), ReadOptions(query=query.format(folder=tmp_path)))
    assert isinstance(found, Fault)
    assert path.read_bytes() == before
    assert not (tmp_path / "new.db").exists()


def test_a_query_without_end_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extract.readers.sqlite_file.LONGEST_S", 0.0)
    path = tmp_path / "a.db"
    database(path)
    endless = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT max(x) AS text FROM n"
    (found,) = read(str(path), ReadOptions(query=endless))
    assert isinstance(found, Fault)


def test_parquet_without_its_package_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    assert "pip install '.[parquet]'" in fault(tmp_path / "a.parquet", b"PAR1")
