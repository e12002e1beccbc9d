"""Every format of the table: an article of it is read with what it says of itself, packed or not, named or not."""

import bz2
import gzip
import lzma
from collections.abc import Callable
from pathlib import Path

import pytest
import zstandard

from extract.page.heading import read_heading
from extract.readers import Fault, read
from extract.readers.endings import PACKED, file_ending
from extract.readers.formats import ENDINGS, format_by_content
from tests.unit.readers.reading import read_article
from tests.unit.readers.samples import DATE, LINES, MADE, SOURCE, TITLE

PACK: dict[str, Callable[[bytes], bytes]] = {
    ".gz": gzip.compress,
    ".bz2": bz2.compress,
    ".xz": lzma.compress,
    ".zst": zstandard.ZstdCompressor().compress,
}


def test_the_tests_make_a_file_of_every_format() -> None:
    assert set(MADE) == set(ENDINGS)
    assert tuple(PACK) == PACKED


@pytest.mark.parametrize("last", ENDINGS)
def test_an_article_comes_with_what_the_file_says_of_it(tmp_path: Path, last: str) -> None:
    path = tmp_path / f"any{last}"
    path.write_bytes(MADE[last]())
    article = read_article(path)
    assert article.path == str(path)
    assert all(line in " ".join(article.text.split()) for line in LINES)
    about = read_heading(article)
    assert (about.title, (about.published or "")[:10], about.source) == (TITLE, DATE, SOURCE)
    assert not article.notes


@pytest.mark.parametrize("packed", PACKED)
@pytest.mark.parametrize("last", [".jsonl", ".html", ".eml", ".pdf", ".xlsx", ".zip", ".tar", ".db"])
def test_a_packed_file_is_read_as_the_plain_one(tmp_path: Path, last: str, packed: str) -> None:
    plain, path = tmp_path / f"any{last}", tmp_path / f"ANY{last.upper()}{packed.upper()}"
    plain.write_bytes(MADE[last]())
    path.write_bytes(PACK[packed](MADE[last]()))
    assert read_article(path).text == read_article(plain).text


@pytest.mark.parametrize("packed", PACKED)
@pytest.mark.parametrize("last", [".jsonl", ".html", ".eml", ".pdf", ".xlsx", ".zip", ".tar", ".db"])
def test_a_packed_file_that_is_cut_short_or_changed_is_named(tmp_path: Path, last: str, packed: str) -> None:
    path = tmp_path / f"any{last}{packed}"
    whole = PACK[packed](MADE[last]())
    for data in (whole[: len(whole) // 2], whole[:-1], b"no such thing" + whole):
        path.write_bytes(data)
        assert any(isinstance(item, Fault) for item in read(str(path)))


@pytest.mark.parametrize("last", [last for last in ENDINGS if format_by_content(MADE[last]()).endings[0] != ".txt"])
def test_a_file_without_an_ending_is_known_by_its_first_bytes(tmp_path: Path, last: str) -> None:
    named, path = tmp_path / f"any{last}", tmp_path / "any"
    for file in (named, path):
        file.write_bytes(MADE[last]())
    assert read_article(path).text == read_article(named).text
    path.write_bytes(gzip.compress(MADE[last]()))
    assert read_article(path).text == read_article(named).text


def test_what_follows_a_full_stop_is_not_always_an_ending() -> None:
    assert [
        file_ending(name) for name in ("NEWS.TXT.GZ", "a.b/Report v1.2 of the board", "2024.05", "x.JSON", "1.a_b")
    ] == [
        ".txt",
        "",
        "",
        ".json",
        "",
    ]
