"""Words are found without the marks of their letters, and inside runs of scripts that have no spaces."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.index import Corpus, Index
from extract.index.query.parse import parse
from extract.index.search.highlight import find_hits
from extract.index.words import FOLDS, FoldedText, index_text
from tests.unit.index.conftest import ids, scan

TEXTS = {
    "greek": "Ο κουμπαράς έσπασε το 2014.",
    "german": "Die Straße am Hafen ist gesperrt.",
    "nordic": "Tromsø og Ærø får ny ferge.",
    "polish": "Łódź ma nowy most.",
    "vietnamese": "Cầu mới ở Đà Nẵng.",
    "russian": "Королёв открыл мост.",
    "chinese": "中国国防部长昨天在北京说，新桥已经开通。",
    "japanese": "東京で新しい橋が開通した。",
    "thai": "สะพานใหม่ในกรุงเทพเปิดแล้ว",
}


@pytest.fixture
def index(write_jsonl: Callable[..., Path], corpus: Corpus) -> Index:
    write_jsonl([{"id": name, "title": "", "text": text} for name, text in TEXTS.items()])
    return scan(corpus)


@pytest.mark.parametrize(
    ("query", "name", "hit"),
    [
        ("κουμπαρας", "greek", "κουμπαράς"),
        ("ΚΟΥΜΠΑΡΆΣ 2014", "greek", "κουμπαράς"),
        ("strasse", "german", "Straße"),
        ("straße", "german", "Straße"),
        ("tromso", "nordic", "Tromsø"),
        ("aero", "nordic", "Ærø"),
        ("lodz", "polish", "Łódź"),
        ("lo*", "polish", "Łódź"),
        ("da nang", "vietnamese", "Đà"),
        ("королев", "russian", "Королёв"),
        ("国防部长", "chinese", "国防部长"),
        ("北京", "chinese", "北京"),
        ("新桥 北京", "chinese", "北京"),
        ("橋が", "japanese", "橋が"),
        ("กรุงเทพ", "thai", "กรุงเทพ"),
    ],
)
def test_a_word_is_found_and_marked(index: Index, query: str, name: str, hit: str) -> None:
    assert ids(index, query) == [name]
    stored = index.article(name)
    assert stored is not None
    assert hit in [TEXTS[name][start:end] for start, end in index.hits(query, stored)]


def test_what_is_not_there_in_this_order_is_not_found(index: Index) -> None:
    assert ids(index, "京北") == []


def test_an_article_that_changes_leaves_no_word_behind(
    index: Index, corpus: Corpus, write_jsonl: Callable[..., Path]
) -> None:
    write_jsonl([{"id": "chinese", "title": "", "text": "新桥"}])
    again = scan(corpus)
    assert ids(again, "北京") == ids(again, "lodz") == []
    assert ids(again, "新桥") == ["chinese"]


@given(st.text(st.sampled_from("aßøØłΆςё国防กุ é.")))
def test_what_is_searched_for_as_it_is_written_is_marked(text: str) -> None:
    words = [word for word in text.split() if any(char.isalnum() for char in word)]
    for word in words[:1]:
        query = parse(f'"{word}"')
        assert find_hits(query.root, text), (text, query)


@given(st.text(st.sampled_from([*FOLDS, "a", " ", "国"])))
def test_folding_for_marks_keeps_every_offset(text: str) -> None:
    assert len(FoldedText(text).folded) == len(text)
    assert index_text(index_text(text)).split() == index_text(text).split()
