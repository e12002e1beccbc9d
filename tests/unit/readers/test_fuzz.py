"""Any bytes under any ending: articles or faults, never an exception."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extract.article import Article
from extract.readers import Fault, read
from extract.readers.endings import PACKED
from extract.readers.files import FAILED
from extract.readers.formats import FORMATS
from tests.unit.readers.samples import MADE
from tests.unit.readers.test_formats import PACK

PIECES = st.sampled_from(
    [
        *(b'"', b",", b"\n", b"\r\n", b"\r", b"{", b"}", b'{"text":', b'"a"', b"\\ud800", b"text", b"\0", b"\xd0"),
        *(b"<p>", b"<div", b"</", b"&#x", b"<!--", b"<![CDATA[", b"<table>", b"\xff\xfe", b"\xef\xbb\xbf", b"id,text"),
        *(b"Content-Type: multipart/mixed; boundary=b", b"\n\n", b"--b\n", b"=?utf-8?b?", b"Subject: ", b"From: "),
        *(b"charset=utf-7", b"Content-Transfer-Encoding: base64\n"),
    ]
)
BYTES = st.binary(max_size=200) | st.lists(PIECES | st.binary(max_size=8), max_size=40).map(b"".join)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("fuzz")


def articles(found: Iterator[Article | Fault]) -> Iterator[Article]:
    for item in found:
        assert isinstance(item, Article | Fault)
        if isinstance(item, Article):
            yield item
        else:
            assert item.message
            assert FAILED not in item.message


def damaged(data: bytes) -> st.SearchStrategy[bytes]:
    """A file of a format with some of it cut out, put in or changed."""
    edits = st.tuples(st.integers(0, len(data)), st.integers(0, 60), st.just(b"") | st.binary(max_size=20) | PIECES)

    def edit(cuts: list[tuple[int, int, bytes]]) -> bytes:
        changed = data
        for at, size, new in cuts:
            changed = changed[:at] + new + changed[at + size :]
        return changed

    return st.lists(edits, min_size=1, max_size=4).map(edit) | st.integers(0, len(data)).map(lambda end: data[:end])


def read_all(path: Path) -> None:
    for article in articles(read(str(path))):
        assert article.text
        assert article.id
        json.dumps(article.text).encode()
        article.text.encode()
        for note in article.notes:
            assert note.start is None or 0 <= note.start <= (note.end or 0) <= len(article.text)


@pytest.mark.parametrize("last", [one.endings[0] for one in FORMATS])
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(example=st.data())
def test_reading_never_raises(folder: Path, last: str, example: st.DataObject) -> None:
    data = example.draw(BYTES | damaged(MADE[last]()))
    path = folder / f"any{last}"
    path.write_bytes(data)
    read_all(path)


@pytest.mark.parametrize("packed", PACKED)
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(example=st.data())
def test_unpacking_never_raises(folder: Path, packed: str, example: st.DataObject) -> None:
    path = folder / f"any.jsonl{packed}"
    path.write_bytes(example.draw(BYTES | damaged(PACK[packed](MADE[".jsonl"]()))))
    read_all(path)


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=BYTES | st.sampled_from(sorted(MADE)).flatmap(lambda last: damaged(MADE[last]())))
def test_content_of_any_kind_under_no_ending_never_raises(folder: Path, data: bytes) -> None:
    path = folder / "any"
    path.write_bytes(data)
    read_all(path)


ROWS = st.lists(
    st.text(alphabet=st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30).filter(str.strip), max_size=8
)


@settings(max_examples=60)
@given(rows=ROWS)
def test_rows_come_back_as_written(folder: Path, rows: list[str]) -> None:
    path = folder / "rows.jsonl"
    path.write_text("".join(json.dumps({"text": text}, ensure_ascii=False) + "\n" for text in rows), "utf-8")
    assert [article.text for article in articles(read(str(path)))] == rows
