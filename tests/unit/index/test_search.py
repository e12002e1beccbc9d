"""What a query finds, in which order, and where the hits stand."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.index import Corpus, Index, Overlay, Results
from extract.index.query.parse import parse
from extract.index.search.ask import run_query
from extract.index.search.highlight import find_hits
from extract.index.store.compression import ArticleCompressor
from tests.unit.index.conftest import ids, scan
from tests.unit.index.test_parse import PIECES, mistake

ROWS = [
    {"id": "a", "title": "Oil price falls", "date": "2024-03-01T10:00", "source": "Northern Wire",
     "text": "The price of oil fell in Tromsø on Friday. US officials told us so."},
    {"id": "b", "title": "Gas pipeline opens", "date": "2024-03-01T09:00", "source": "Harbour Post",
     "text": "A pipeline for gas was opened by Žofia Nováková, whose café stands near it."},
    {"id": "c", "title": "Wind farm planned", "date": "2023-11-20", "source": "Harbour Post",
     "text": "A wind farm is planned; the drone survey of the oil field ended. The deal took months."},
    {"id": "d", "title": "Undated note", "date": "", "source": "",
     "text": "An oil deal about a very small drone was signed, and the price was not named."},
]  # fmt: skip


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    import json

    folder = tmp_path_factory.mktemp("search") / "corpus"
    folder.mkdir()
    (folder / "news.jsonl").write_text("".join(json.dumps(row) + "\n" for row in ROWS), "utf-8")
    return scan(Corpus.locate([folder]))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", "abcd"),
        ("oil", "acd"),
        ("OIL price", "ad"),
        ("oil -price", "c"),
        ("-oil", "b"),
        ("gas or wind", "bc"),
        ("(gas or oil) -drone", "ab"),
        ('"price of oil"', "a"),
        ('"oil price"', "a"),
        ('"drone deal"~4', "d"),
        ('"deal drone"~5', "d"),
        ("pri*", "ad"),
        ("p*", "abcd"),
        ("pi* opened", "b"),
        ("t* -p*", ""),
        ("cafe", "b"),
        ("Nováková", "b"),
        ("tromso", "a"),
        ("Tromsø", "a"),
        ("=US", "a"),
        ("=us", "a"),
        ("=Us", ""),
        ("us", "a"),
        ("title:oil", "a"),
        ("title:/^Wind/", "c"),
        ("/dr.ne [a-z]+ey/", "c"),
        ("-/oil/", "b"),
        ("date:2024", "ab"),
        ("date:2024-03-01", "ab"),
        ("date:..2023", "c"),
        ("date:2023-12..", "ab"),
        ("date:none", "d"),
        ("oil date:2023-10..2023-11", "c"),
        ("source:harbour*", "bc"),
        ('source:"northern wire"', "a"),
        ("source:harbour", ""),
        ("source:* oil", "ac"),
        ("source:*", "abc"),
        ("path:news", "abcd"),
        ("path:*.txt", ""),
        ("words:>15", "cd"),
        ("words:1..15", "ab"),
        ("tag:aid", "ab"),
        ("tag:aid/*", "c"),
        ("tag:*", "abc"),
        ("is:tagged oil", "ac"),
        ("is:untagged", "d"),
        ("is:read or is:starred", "cd"),
        ("is:unread", "abd"),
        ("is:scanned", "abcd"),
        ("is:extracted", ""),
        ("is:homoglyph", ""),
        ("person:anybody", ""),
        ("oil or tag:aid", "abcd"),
        ("not (oil or gas)", ""),
        ("oil not (price or drone)", ""),
    ],
)  # fmt: skip
def test_what_a_query_finds(index: Index, query: str, found: str) -> None:
    overlay = Overlay(
        tags={"aid": frozenset("ab"), "aid/fr": frozenset("c"), "gone": frozenset({"no such id"})},
        read=frozenset("c"),
        starred=frozenset("d"),
    )
    assert ids(index, query, overlay=overlay) == list(found)


@pytest.mark.parametrize(
    ("sort", "order"), [("date", "abcd"), ("oldest", "dcba"), ("title", "badc"), ("added", "dcba")]
)
def test_the_order_in_which_it_lists(index: Index, sort: str, order: str) -> None:
    assert ids(index, "", sort=sort) == list(order)
    assert ids(index, f"oil or gas sort:{sort}") == list(order)
    assert ids(index, "oil", sort=sort) == [one for one in order if one != "b"]


def test_relevance_puts_a_hit_in_the_title_first(index: Index) -> None:
    assert ids(index, "oil", sort="relevance")[0] == "a"


def test_a_relative_date_counts_from_today(corpus: Corpus, write_jsonl: Callable[..., Path]) -> None:
    now = datetime.now(UTC)
    days = {"new": now - timedelta(days=2), "old": now - timedelta(days=40)}
    write_jsonl([{"id": name, "text": f"A text of {name}.", "date": f"{day:%Y-%m-%d}"} for name, day in days.items()])
    assert ids(scan(corpus), "date:30d..") == ["new"]


@pytest.mark.parametrize(
    ("query", "marked"),
    [
        ("office", "o\ufb03ce"),
        ('"harbour office"', "har\u00adbour o\ufb03ce"),
        ("of*", "o\ufb03ce"),
        ("closed", "clo\u200bsed"),
        ("title:fine", None),
    ],
)
def test_soft_hyphens_zero_width_characters_and_ligatures_hide_no_word(
    corpus: Corpus, write_jsonl: Callable[..., Path], query: str, marked: str | None
) -> None:
    text = "The har\u00adbour o\ufb03ce is clo\u200bsed."
    write_jsonl([{"id": "x", "text": text, "title": "A \ufb01ne pier"}])
    assert ids(scan(corpus), query) == ["x"]
    assert marked is None or [text[start:end] for start, end in find_hits(parse(query).root, text)] == [marked]


@pytest.mark.parametrize("windows", [(1,), (2, 3), (3,)])
def test_a_page_is_the_same_wherever_it_was_looked_for(index: Index, windows: tuple[int, ...]) -> None:
    def search(query: str) -> Results:
        return run_query(index.database, query, "date", Overlay(), windows)

    for query in ("-oil", "-missile -zeppelin", "pipeline or date:2024", "is:dated -oil", "title:oil or -bank"):
        results = search(query)
        pages = [search(query).page(place, 1)[0].id for place in range(results.count)]
        assert pages == list(results.ids())
        assert search(query).page(results.count, 1) == []


def test_a_place_among_the_hits(index: Index) -> None:
    results = index.search("oil")
    assert [results.index_of(one) for one in "abcd"] == [0, None, 1, 2]


def test_a_row_costs_no_text_where_it_has_a_title_and_no_snippet_is_asked_for(
    index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ArticleCompressor, "text", lambda *_: pytest.fail("a text was decompressed"))
    rows = index.search("pipeline or drone").page(0, 50, snippets=False)
    assert rows
    assert all(row.title and not row.snippet for row in rows)
    assert index.database.titles(row.id for row in rows) == {row.id: (row.title, row.path) for row in rows}


def test_a_snippet_shows_the_hit(index: Index) -> None:
    (row,) = index.search("pipeline").page(0, 5)
    assert "pipeline" in row.snippet


@given(st.lists(PIECES, max_size=8).map(" ".join))
@settings(max_examples=300)
def test_no_query_breaks_the_index(index: Index, query: str) -> None:
    error = mistake(lambda asked: ids(index, asked), query)
    assert error is None or 0 <= error.position <= len(query)


@pytest.mark.parametrize("query", ["/(?R)/", "/(?:the harbour of the north){e<=12}/", "-/(?R)/"])
def test_a_pattern_that_takes_too_long_is_given_up_and_said(
    corpus: Corpus, write_jsonl: Callable[..., Path], query: str
) -> None:
    words = "They told us that the harbours in the north have been open for the week that is now past. " * 60
    write_jsonl([{"id": str(n), "title": f"{n} {words[:900]}", "text": f"{n} {words}"} for n in range(400)])
    results = scan(corpus).search(query)
    assert results.cut == ""
    began = time.process_time()
    assert results.count < 400
    assert "pattern too slow" in results.cut
    assert len(results.page(0, 500)) == results.count == len(list(results.ids()))
    assert time.process_time() - began < 20  # all texts at a tenth of a second each take forty


def test_an_ordinary_pattern_is_never_cut(corpus: Corpus, write_jsonl: Callable[..., Path]) -> None:
    write_jsonl([{"id": str(n), "text": f"{n} ships in the harbour. " * 50} for n in range(300)])
    results = scan(corpus).search(r"/(?i)\b\d+ ships?\b.{0,40}HARBOUR/")
    assert (results.count, results.cut) == (300, "")


@pytest.mark.parametrize(
    ("query", "marked"),
    [
        ("prices", []),
        ("price oil", ["Price", "price", "OIL"]),
        ('"price of oil"', ["price of OIL"]),
        ("pri*", ["Price", "price", "pricey"]),
        ("=Price", ["Price"]),
        ("-price oil", ["OIL"]),
        ("cafe", ["Café", "cafe\u0301"]),
        ("/O.L/", ["OIL"]),
        ("tag:price", []),
        ('"oil price"~9', ["Price", "price", "OIL"]),
        ("price or (gas -oil)", ["Price", "gas", "price"]),
    ],
)
def test_hits_are_marked_as_they_are_found(query: str, marked: list[str]) -> None:
    text = "Price of gas up, price of OIL down: Café, cafe\u0301, pricey"
    assert [text[start:end] for start, end in find_hits(parse(query).root, text)] == marked


def test_articles_can_be_chosen_in_an_order_of_ones_own(index: Index) -> None:
    chosen = index.choose(["c", "gone", "a", "b"])
    assert [row.id for row in chosen.page(0, 10)] == list(chosen.ids()) == ["c", "a", "b"]
    assert (chosen.count, index.choose([]).count) == (3, 0)
