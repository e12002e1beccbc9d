"""Broken files: what can be read is read, the rest is named with its place, nothing raises and nothing hangs."""

import gzip
import json
import os
import random
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedReader, BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from types import SimpleNamespace

import pytest

from extract.article import Article
from extract.readers import Fault, limits, read, unpack

PROSE = "The ministers met in Torvik on Monday to speak about the harbour. They will meet again in June. "


@contextmanager
def nobody() -> Iterator[None]:
    """Be an ordinary user for a while, since root may read everything."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


def items(path: Path, data: bytes) -> list[Article | Fault]:
    path.write_bytes(data)
    return list(read(str(path)))


def texts(found: list[Article | Fault]) -> list[str]:
    return [item.text for item in found if isinstance(item, Article)]


def faults(found: list[Article | Fault]) -> list[Fault]:
    return [item for item in found if isinstance(item, Fault)]


def row(**fields: object) -> bytes:
    return json.dumps(fields, ensure_ascii=False).encode() + b"\n"


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n\n", "empty"),
        ("binary.txt", bytes(range(256)) * 40, "control characters"),
        ("empty.html", b"", "no text"),
        ("tags.html", b"<html><body><div></div></body></html>", "no text"),
        ("headers.eml", b"Subject: Harbour\n\n", "no text"),
        ("nothing.csv", b"title,date\nTalks,2024-05-01\n", 'no column "text"'),
        ("picture.png", b"\x89PNG", "no reader"),
        ("noise.txt.gz", b"not gzip at all", "damaged"),
    ],
)
def test_a_file_without_an_article_is_named(tmp_path: Path, name: str, data: bytes, message: str) -> None:
    found = items(tmp_path / name, data)
    assert [type(item) for item in found] == [Fault]
    assert message in faults(found)[0].message
    assert faults(found)[0].path == str(tmp_path / name)


def test_a_packed_file_cut_short_gives_what_came_before(tmp_path: Path) -> None:
    rows = b"".join(row(id=str(n), text=f"{PROSE} {random.Random(n).randbytes(40).hex()}") for n in range(400))
    found = items(tmp_path / "news.jsonl.gz", gzip.compress(rows)[:-300])
    assert len(texts(found)) > 100
    assert "ends too early" in faults(found)[-1].message


def test_a_bomb_is_not_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpack, "BOMB", 1 << 20)
    found = items(tmp_path / "bomb.jsonl.gz", gzip.compress(b"\n" * (4 << 20)))
    assert "200 times its size" in faults(found)[0].message


def test_other_rows_still_come(tmp_path: Path) -> None:
    rows = [
        row(id="a", text=PROSE),
        b'{"id": "b", "text": "cut\n',
        b"[1, 2]\n",
        row(id="d"),
        row(id="e", text=7),
        b"\n",
        b'{"id": "f", "n": ' + b"9" * 5000 + b', "text": "long"}\n',
        b"[" * 100_000 + b"\n",
        b'{"id": "h", "text": "caf\xe9 talks in Torvik"}\n',
        row(id="i", text=PROSE),
    ]
    found = items(tmp_path / "news.jsonl", b"".join(rows))
    assert [item.id for item in found if isinstance(item, Article)] == ["a", "h", "i"]
    assert [fault.line for fault in faults(found)] == [2, 3, 4, 5, 7, 8]
    assert faults(found)[0].byte is not None
    assert len(rows[0]) <= faults(found)[0].byte <= len(rows[0]) + len(rows[1])
    assert faults(found)[1].byte == len(rows[0]) + len(rows[1])


def test_a_row_that_is_too_long_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extract.readers.lines.MAX_ROW", 1000)
    found = items(tmp_path / "news.jsonl", row(text="a") + row(text="b" * 5000) + row(text="c"))
    assert texts(found) == ["a", "c"]
    assert faults(found)[0].line == 2


def test_a_mark_that_nothing_closes_costs_one_row(tmp_path: Path) -> None:
    lines = ["id,text", f"a,{PROSE.strip()}", 'b,"left open', f"c,{PROSE.strip()}", 'd,"two\nlines"', "e,"]
    found = items(tmp_path / "news.csv", "\n".join(lines).encode())
    assert [item.id for item in found if isinstance(item, Article)] == ["a", "c", "d"]
    assert [(fault.line, "never closed" in fault.message) for fault in faults(found)] == [(3, True), (7, False)]
    assert faults(found)[0].byte == len("\n".join(lines[:2])) + 1


def test_a_page_nested_without_end_still_gives_its_text(tmp_path: Path) -> None:
    deep = "<div>" * 100_000 + f"<p>{PROSE}</p>" + "</div>" * 100_000
    found = items(tmp_path / "deep.html", f"<html><body>{deep}</body></html>".encode())
    assert PROSE.strip() in texts(found)[0]


def test_a_text_beyond_the_limit_is_cut_and_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extract.readers.articles.MAX_TEXT", 100)
    (article,) = items(tmp_path / "long.txt", PROSE.encode() * 10)
    assert isinstance(article, Article)
    assert article.text == (PROSE * 10)[:100]
    assert [(note.kind, note.start, note.end) for note in article.notes] == [("truncated", 99, 100)]


def test_a_file_beyond_the_limit_is_cut_and_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extract.readers.text.MAX_FILE", 1 << 20)
    (article,) = items(tmp_path / "line.txt", b"a" * (3 << 20))
    assert isinstance(article, Article)
    assert len(article.text) == limits.MAX_TEXT
    assert len(article.notes) == 2


@pytest.mark.parametrize(
    "message",
    [
        "Content-Type: text/plain; charset=no-such-charset\n\n{}",
        "Content-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: text/plain\n\n{}",
        "Content-Type: multipart/alternative\n\n--x\n\n{}",
        "Content-Transfer-Encoding: base64\nContent-Type: text/plain\n\n{}",
        "Date: not a date\nFrom: <<<@>>>\nSubject: =?bad?q?x?=\nContent-Type: text/plain\n\n{}",
        "Content-Type: text/html\n\n<p>{}</p>",
    ],
)
def test_mail_with_broken_parts_is_read_as_far_as_it_goes(tmp_path: Path, message: str) -> None:
    found = items(tmp_path / "mail.eml", message.format(PROSE).encode())
    assert len(found) == 1


def test_mail_says_who_wrote_what_and_when(tmp_path: Path) -> None:
    mail = (
        b"From: =?utf-8?q?Torvik_D=C3=A9p=C3=AAche?= <news@torvik.example>\nSubject: Harbour\n talks\n"
        b"Date: Mon, 6 May 2024 10:00:00 +0200\nContent-Type: text/plain; charset=iso-8859-1\n\ncaf\xe9 talks\n"
    )
    (article,) = items(tmp_path / "mail.eml", mail)
    assert isinstance(article, Article)
    assert article.text == "café talks\n"
    assert article.metadata.title == "Harbour talks"
    assert article.metadata.source == "Torvik Dépêche"
    assert article.metadata.date == "Mon, 6 May 2024 10:00:00 +0200"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("comments.jsonl", json.dumps({"text": "<p>Torvik</p>" + "<!--" * 200_000}).encode()),
        ("sender.eml", b"From: " + b"(" * 200_000 + b"\nSubject: Torvik\n\nTorvik."),
        ("brackets.json", b"[" * 3_000_000),
        ("spaces.txt", b"_" * 50 + b"\nFull text: Torvik.\nTitle:" + b" " * 2_000_000 + b"x\n"),
        (
            "aliases.md",
            b"---\nb0: &b0 [x]\n%stitle: *b39\n---\nTorvik"
            % b"".join(b"b%d: &b%d [*b%d,*b%d]\n" % (n, n, n - 1, n - 1) for n in range(1, 40)),
        ),
    ],
    ids=("comments", "sender", "brackets", "spaces", "aliases"),
)
def test_what_would_take_a_parser_for_ever_is_read_or_named(tmp_path: Path, name: str, data: bytes) -> None:
    (found,) = items(tmp_path / name, data)
    assert isinstance(found, Article) or "nested too deep" in found.message


def test_whatever_a_library_raises_costs_only_its_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise TypeError("a library that did not expect this")

    monkeypatch.setattr("extract.readers.text.read_text", fail)
    (fault,) = items(tmp_path / "a.txt", PROSE.encode())
    assert isinstance(fault, Fault)
    assert fault.message == "its reader failed: TypeError: a library that did not expect this"


def test_a_folder_a_pipe_and_a_missing_file_are_named(tmp_path: Path) -> None:
    folder, pipe, gone = tmp_path / "folder.txt", tmp_path / "pipe.txt", tmp_path / "gone.txt"
    folder.mkdir()
    os.mkfifo(pipe)
    for path, message in ((folder, "folder"), (pipe, "no regular file"), (gone, "No such file")):
        (fault,) = read(str(path))
        assert isinstance(fault, Fault)
        assert message in fault.message


def test_a_file_that_may_not_be_read_is_named() -> None:
    with TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        path = Path(folder, "secret.txt")
        path.write_text(PROSE)
        path.chmod(0)
        with nobody():
            (fault,) = read(str(path))
    assert isinstance(fault, Fault)
    assert "denied" in fault.message


def test_a_name_that_is_not_utf8_is_read(tmp_path: Path) -> None:
    path = os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt")
    with open(path, "w") as file:  # noqa: PTH123
        file.write(PROSE)
    (article,) = read(path)
    assert isinstance(article, Article)
    assert article.text == PROSE


def test_a_path_that_is_too_long_is_named() -> None:
    (fault,) = read("/tmp/" + "a/" * 2000 + "b.txt")
    assert isinstance(fault, Fault)


@pytest.mark.parametrize(
    ("data", "texts_read"), [(PROSE.encode(), [PROSE]), (row(text="a") + row(text="b"), ["a", "b"])]
)
def test_standard_input_is_text_or_rows(data: bytes, texts_read: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=BufferedReader(BytesIO(data))))
    assert texts(list(read("-"))) == texts_read


def test_halves_of_surrogate_pairs_are_replaced(tmp_path: Path) -> None:
    (article,) = items(tmp_path / "news.jsonl", b'{"text": "half \\ud83d here", "title": "x \\udc00"}\n')
    assert isinstance(article, Article)
    assert article.text == "half \ufffd here"
    assert article.metadata.title == "x \ufffd"
    assert "surrogate" in article.notes[0].message


def test_a_file_that_grows_or_vanishes_while_it_is_read_gives_all_that_it_had(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_bytes(b"".join(row(text=f"{PROSE} {number}") for number in range(3)))
    reading = read(str(path))
    found = [next(reading)]
    with path.open("ab") as grown:
        grown.write(row(text=f"{PROSE} added"))
    path.unlink()
    found += reading
    assert texts(found)[:3] == [f"{PROSE} {number}" for number in range(3)]
    assert not faults(found)


def test_a_file_cut_short_while_it_is_read_gives_what_came_before_and_names_the_rest(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    rows = [row(text=PROSE * 2000) for _ in range(20)]
    path.write_bytes(b"".join(rows))
    reading = read(str(path))
    found = [next(reading)]
    os.truncate(path, len(rows[0]) * 5 + 40)
    found += reading
    assert 1 <= len(texts(found)) < 20
    assert all(text == PROSE * 2000 for text in texts(found))
