"""Archives, mailboxes and feeds: many articles in a file, each with its place, none lost in silence, no bomb."""

import gzip
import io
import tarfile
import zipfile
from pathlib import Path

import pytest

from extract.article import Article
from extract.readers import Fault, read, unpack
from tests.unit.readers.samples import TEXT, json_document, message, page, plain, rss, tarred, warc_record, zipped
from tests.unit.readers.samples import answered as answer


def split(path: Path) -> tuple[list[Article], list[str]]:
    found = list(read(str(path)))
    return [item for item in found if isinstance(item, Article)], [
        item.message for item in found if isinstance(item, Fault)
    ]


def write(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


MEMBERS = {
    "a.txt": b"First in Torvik.",
    "deep/b.jsonl": b'{"id": "b1", "text": "Second in Torvik."}\n{"text": \n{"text": "Third in Torvik."}\n',
    "c.html.gz": gzip.compress(page()),
    "picture.png": b"\x89PNG",
    "other.PNG": b"\x89PNG",
    "broken.json": b"[{",
}


@pytest.mark.parametrize("name", ["all.zip", "all.tar"])
def test_members_are_read_as_files_are_and_know_their_place(tmp_path: Path, name: str) -> None:
    data = zipped(dict(MEMBERS)) if name.endswith("zip") else tarred(MEMBERS)
    articles, faults = split(write(tmp_path / name, data))
    assert [(article.position, article.metadata.part) for article in articles] == [
        (0, "a.txt"),
        (1, "deep/b.jsonl"),
        (2, "deep/b.jsonl"),
        (3, "c.html.gz"),
    ]
    assert {article.path for article in articles} == {str(tmp_path / name)}
    assert articles[1].id == "b1"
    assert faults[0].startswith("deep/b.jsonl, line 2: not JSON")
    assert faults[1].startswith("broken.json, line 1: not JSON")
    assert faults[2:] == ["2 files ending in .png in it: no reader for them"]


def test_an_article_has_the_same_id_in_an_archive_and_out_of_it(tmp_path: Path) -> None:
    (inside,), _ = split(write(tmp_path / "a.zip", zipped({"a.txt": plain()})))
    (outside,), _ = split(write(tmp_path / "a.txt", plain()))
    assert inside.id == outside.id


def test_an_archive_in_an_archive_is_read_and_one_in_that_is_named(tmp_path: Path) -> None:
    once = zipped({"a.txt": plain()})
    articles, faults = split(
        write(tmp_path / "a.zip", zipped({"b.zip": once, "c.tgz": tarred({"d.txt": plain()}, "w:gz")}))
    )
    assert [article.metadata.part for article in articles] == ["b.zip: a.txt", "c.tgz: d.txt"]
    assert not faults
    articles, faults = split(write(tmp_path / "a.zip", zipped({"c.zip": zipped({"b.zip": once}), "e.txt": plain()})))
    assert [article.metadata.part for article in articles] == ["e.txt"]
    assert faults == ["c.zip: b.zip: an archive in an archive in an archive; it was left out"]


def test_bombs_are_stopped_however_they_are_folded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("unpack", "zip_archive"):
        monkeypatch.setattr(f"extract.readers.{module}.BOMB", 1 << 20)
    blank = b" " * 1023 + b"\n"
    zeros = blank * (8 << 10)
    many = {f"{n}.jsonl": blank * (1 << 9) for n in range(40)}
    sparse = io.BytesIO()
    with tarfile.open(fileobj=sparse, mode="w", format=tarfile.GNU_FORMAT) as archive:
        archive.addfile(tarfile.TarInfo("a.txt"))
    for name, data in (
        ("flat.zip", zipped({"a.jsonl": zeros})),
        ("many.zip", zipped(many)),
        (
            "nested.zip",
            zipped({f"{n}.zip": zipped({f"{m}.jsonl": blank * (1 << 8) for m in range(8)}) for n in range(8)}),
        ),
        ("packed.zip", zipped({"a.jsonl.gz": gzip.compress(zeros)})),
        ("tar.tgz", tarred({"a.jsonl": zeros}, "w:gz")),
        ("book.epub", zipped({"META-INF/container.xml": zeros})),
        ("sheet.xlsx", zipped({"xl/workbook.xml": zeros})),
        ("doc.docx", zipped({"word/document.xml": zeros})),
    ):
        articles, faults = split(write(tmp_path / name, data))
        assert not articles
        assert any("times its size" in fault for fault in faults), (name, faults)


def test_a_member_that_is_encrypted_or_damaged_costs_no_other(tmp_path: Path) -> None:
    data = bytearray(zipped({"a.txt": plain(), "b.txt": plain() * 2, "c.txt": plain() * 3}))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        at = archive.getinfo("b.txt").header_offset + 30 + len("b.txt") + 20
    data[at : at + 40] = b"\xff" * 40
    articles, faults = split(write(tmp_path / "a.zip", bytes(data)))
    assert [article.metadata.part for article in articles] == ["a.txt", "c.txt"]
    assert faults[0].startswith("b.txt: damaged")


def test_a_mailbox_is_read_message_by_message(tmp_path: Path) -> None:
    start = b"From desk@courier.example Sat May  4 10:00:00 2024\n"
    quoted = b"Subject: Two\n\n>From the harbour of Torvik.\nFrom there on.\n"
    empty = b"Subject: Three\n\n"
    articles, faults = split(write(tmp_path / "a.mbox", b"\n".join([start + message(), start + quoted, start + empty])))
    assert [article.metadata.title for article in articles] == ["Torvik closes its harbour", "Two"]
    assert articles[1].text == "From the harbour of Torvik.\nFrom there on.\n"
    assert [article.metadata.part for article in articles] == ["message 1", "message 2"]
    assert faults == ["this message has no text"]


def test_a_maildir_is_read(tmp_path: Path) -> None:
    (tmp_path / "cur").mkdir()
    path = write(tmp_path / "cur" / "1714816800.M1P2.example:2,S", message())
    assert split(path)[0][0].metadata.title == "Torvik closes its harbour"


def test_entries_of_a_feed_with_their_whole_content(tmp_path: Path) -> None:
    names = 'xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    whole = f"<content:encoded {names}><![CDATA[<p>All &amp; whole.</p>]]></content:encoded>"
    items = (
        f"<item><title>A &amp;amp; B</title><description>All …</description>{whole}</item>",
        "<item><title>Only a title</title></item>",
        "<item><title>Cut</title><description>The beginning of it […]</description></item>",
    )
    articles, faults = split(write(tmp_path / "a.xml", rss(*items)))
    assert [(article.metadata.title, article.text) for article in articles] == [
        ("A & B", "All & whole."),
        ("Cut", "The beginning of it […]"),
    ]
    assert [note.kind for note in articles[1].notes] == ["truncated"]
    assert faults == ["1 of 3 entries have no text"]


def test_xml_of_another_kind_and_entities_without_end_are_named(tmp_path: Path) -> None:
    _, faults = split(write(tmp_path / "a.xml", b"<?xml version='1.0'?><urlset><url>https://c.example</url></urlset>"))
    assert faults == ["XML, but no feed with entries"]
    laughs = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<!DOCTYPE rss [<!ENTITY a0 "ha">{laughs}]><rss><channel><item><title>&a11;</title></item></channel></rss>'
    _, faults = split(write(tmp_path / "a.xml", bomb.encode()))
    assert faults


def test_pages_of_a_web_archive_have_their_address(tmp_path: Path) -> None:
    data = b"".join(
        warc_record(answer(body), number) for number, body in enumerate((page(), b"<html></html>", page()), 1)
    )
    articles, faults = split(write(tmp_path / "a.warc", data))
    assert [(article.position, article.metadata.url) for article in articles] == [
        (0, "https://courier.example/1"),
        (1, "https://courier.example/3"),
    ]
    assert faults == ["1 pages have no text (the first is https://courier.example/2)"]
    packed = b"".join(gzip.compress(warc_record(answer(page()), number)) for number in range(5))
    articles, faults = split(write(tmp_path / "a.warc.gz", packed))
    assert len(articles) == 5
    articles, faults = split(write(tmp_path / "a.warc.gz", packed[:-30]))
    assert len(articles) == 4
    assert faults


def test_what_never_ends_is_read_to_the_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extract.readers.mbox.MAX_FILE", 100_000)
    endless = b"From a@b.example Sat May  4 10:00:00 2024\nSubject: Endless\n\n" + b"Torvik. " * 100_000
    (article,), _ = split(write(tmp_path / "a.mbox", endless))
    assert len(article.text) <= 100_000
    assert "larger than" in article.notes[0].message


def test_json_inside_is_found_by_the_same_names(tmp_path: Path) -> None:
    (article,), _ = split(write(tmp_path / "a.zip", zipped({"x": json_document()})))
    assert article.text == TEXT
    assert unpack.STANDARD_INPUT == "-"


def test_one_member_without_a_reader_is_told_of_as_one(tmp_path: Path) -> None:
    _, faults = split(write(tmp_path / "one.zip", zipped({"a.txt": MEMBERS["a.txt"], "map.png": b"x"})))
    assert faults == ["no reader for files ending in .png in it"]
