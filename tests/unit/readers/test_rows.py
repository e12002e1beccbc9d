"""Rows of JSON Lines and CSV: what of them becomes metadata, and the record's own form."""

import json
from pathlib import Path

from extract.article import Article, Dateline, Metadata, Published, Record, Span
from extract.readers import Fault, read
from extract.readers.options import ReadOptions
from extract.record import to_json
from tests.unit.readers.reading import read_article

TEXT = "The harbour of Torvik will be closed.\nFishermen are to be paid."


def test_a_row_keeps_its_text_and_says_what_it_knows(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    row = {"id": 7, "title": " Torvik\ncloses ", "date": "4 May 2024", "source": "Courier", "url": "u", "text": TEXT}
    path.write_text(json.dumps(row))
    article = read_article(path)
    assert article.text == TEXT
    assert article.id == "7"
    assert article.metadata == Metadata("Torvik closes", "4 May 2024", "Courier", None, "u")


def test_csv_says_the_same_whatever_its_delimiter(tmp_path: Path) -> None:
    for delimiter in ",;\t":
        path = tmp_path / "news.csv"
        cells = (["id", "Title", "text"], ["7", "Torvik closes", f'"{TEXT}"'])
        path.write_text("\n".join(delimiter.join(row) for row in cells), "utf-8-sig")
        article = read_article(path)
        assert (article.id, article.metadata.title, article.text) == ("7", "Torvik closes", TEXT)


def test_rows_of_one_file_are_in_one_encoding(tmp_path: Path) -> None:
    texts = ["Министр обороны прибыл.", "Да.", "Визит."]
    for name, data in (
        ("news.csv", "title,text\n" + "".join(f"Да,{text}\n" for text in texts)),
        ("news.jsonl", "".join(json.dumps({"text": text}, ensure_ascii=False) + "\n" for text in texts)),
        ("news.json", json.dumps([{"text": text} for text in texts], ensure_ascii=False, indent=1)),
    ):
        path = tmp_path / name
        path.write_bytes(data.encode("cp1251"))
        found = [item for item in read(str(path)) if isinstance(item, Article)]
        assert [article.text for article in found] == texts
        assert all("cp1251" in article.notes[0].message for article in found)


def test_a_line_that_says_the_delimiter_is_no_header(tmp_path: Path) -> None:
    path = tmp_path / "news.csv"
    path.write_text(f'sep=;\nTitle;Content\nTorvik, closed;"{TEXT}"\n')
    article = read_article(path)
    assert (article.metadata.title, article.text) == ("Torvik, closed", TEXT)


def test_a_stray_mark_or_delimiter_in_the_last_cell_cuts_nothing_in_silence(tmp_path: Path) -> None:
    path = tmp_path / "news.csv"
    path.write_text('id,text\na,"He said "no, never" to us, twice"\nb,One, two and three\nc,Plain\n')
    found = [item for item in read(str(path)) if isinstance(item, Article)]
    assert [item.text for item in found] == ['He said "no, never" to us, twice', "One, two and three", "Plain"]
    assert [bool(item.notes) for item in found] == [True, True, False]
    path.write_text("text,source\nOne, two and three,Courier\n")
    assert "left out is: Courier" in read_article(path).notes[0].message


def test_a_table_without_a_known_text_says_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "news.csv"
    path.write_text("corps,jour\nTorvik est fermé.,2024-05-04\n")
    (fault,) = read(str(path))
    assert isinstance(fault, Fault)
    assert "corps, jour" in fault.message
    (article,) = read(str(path), ReadOptions({"text": "corps", "date": "jour"}))
    assert isinstance(article, Article)
    assert (article.text, article.metadata.date) == ("Torvik est fermé.", "2024-05-04")


def test_a_record_is_read_back_as_an_article_with_what_is_not_in_its_text(tmp_path: Path) -> None:
    title = "Torvik closes its harbour"
    record = Record(
        Article("n1", "old.txt", f"{title}\n\n{TEXT}", Metadata(url="https://torvik.example/1")),
        Dateline(
            title=Span(title, 0, len(title)),
            published=Published("2024-05-04", "4 May 2024", None, None, "metadata"),
            source=Span("Courier"),
            byline=Span("Ada Lind"),
        ),
        language="en",
    )
    path = tmp_path / "export.jsonl"
    path.write_text(json.dumps(to_json(record)))
    article = read_article(path)
    assert (article.id, article.text) == ("n1", record.article.text)
    assert article.metadata == Metadata(None, "2024-05-04", "Courier", "Ada Lind", "https://torvik.example/1", "en")


def test_a_file_of_utf16_is_read_row_by_row(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    path.write_text("".join(json.dumps({"text": f"{n} Торвик"}, ensure_ascii=False) + "\n" for n in range(3)), "utf-16")
    assert [item.text for item in read(str(path)) if isinstance(item, Article)] == ["0 Торвик", "1 Торвик", "2 Торвик"]
