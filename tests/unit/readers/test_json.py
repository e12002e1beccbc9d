"""JSON in the shapes and under the names that sources give it."""

import json
from pathlib import Path

import pytest

from extract.article import Article
from extract.readers import Fault, read
from extract.readers.options import DEFAULT, ReadOptions
from tests.unit.readers.reading import read_articles

TEXT = "The harbour of Torvik will be closed.\nFishermen are to be paid."
ROWS = [{"title": f"Torvik {n}", "date": "2024-05-04", "text": f"{n} {TEXT}"} for n in range(3)]


def texts(path: Path, options: ReadOptions = DEFAULT) -> list[str]:
    return [article.text for article in read_articles(path, options)]


def articles(path: Path) -> list[Article]:
    return [item for item in read(str(path)) if isinstance(item, Article)]


def faults(path: Path) -> list[str]:
    return [item.message for item in read(str(path)) if isinstance(item, Fault)]


def shapes(rows: list[dict[str, str]]) -> dict[str, str]:
    return {
        "an array": json.dumps(rows),
        "an array over many lines": json.dumps(rows, indent=2),
        "wrapped": json.dumps({"status": "ok", "totalResults": 3, "articles": rows}),
        "wrapped twice": json.dumps({"response": {"docs": rows}}, indent=1),
        "wrapped one by one": json.dumps(
            {"hits": {"hits": [{"_id": str(n), "_source": row} for n, row in enumerate(rows)]}}
        ),
        "by key": json.dumps({f"key{n}": row for n, row in enumerate(rows)}, indent=2),
        "one after the other": "\n".join(json.dumps(row, indent=2) for row in rows),
        "a line each": "\n".join(json.dumps(row) for row in rows),
        "a line each, in an array": "[\n" + ",\n".join(json.dumps(row) for row in rows) + "\n]\n",
    }


SHAPES = shapes(ROWS)


@pytest.mark.parametrize("last", [".json", ".jsonl", ""])
@pytest.mark.parametrize("shape", SHAPES)
def test_articles_are_found_in_every_shape(tmp_path: Path, shape: str, last: str) -> None:
    path = tmp_path / f"news{last}"
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        path.write_text(SHAPES[shape], encoding)
        assert texts(path) == [row["text"] for row in ROWS]


@pytest.mark.parametrize("shape", SHAPES)
def test_what_is_larger_than_a_row_may_be_is_read_item_by_item(
    tmp_path: Path, shape: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("extract.readers.json_rows.MAX_ROW", 100_000)
    rows = [{"title": f"Torvik {n}", "text": f"{n} {TEXT}" * 200} for n in range(40)]
    path = tmp_path / "news.json"
    path.write_text(shapes(rows)[shape])
    if shape == "by key":  # which cannot be told from one article with large fields
        assert faults(path)
    else:
        assert texts(path) == [row["text"] for row in rows]


def test_an_array_that_is_cut_gives_what_came_before(tmp_path: Path) -> None:
    path = tmp_path / "news.json"
    path.write_text(SHAPES["an array over many lines"][:-40])
    assert [article.text for article in articles(path)] == [row["text"] for row in ROWS[:2]]
    (message,) = faults(path)
    assert message.startswith("not JSON")


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.jsonl", '{"text": "one\ttwo"}\n', "not JSON: Invalid control character at column 14"),
        ("a.json", '{"title": "T",\n "text": "one\ttwo"}', "not JSON: Invalid control character at column 14"),
        ("a.json", '{"title":\n"T"} {"text": "one', "not JSON: Unterminated string starting at column 15"),
    ],
)
def test_what_is_no_json_is_said_with_its_column(tmp_path: Path, name: str, content: str, said: str) -> None:
    path = tmp_path / name
    path.write_text(content)
    assert faults(path)[-1] == said


@pytest.mark.parametrize("ending", [".gz", ".bz2", ".xz", ".zst"])
def test_what_is_not_packed_as_its_name_says_is_said_in_plain_words(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"a.jsonl{ending}"
    path.write_text("no packed file, but a plain one")
    assert faults(path) == ["damaged, or not packed as its name says"]


@pytest.mark.parametrize(
    "name", ["text", "content", "body", "maintext", "full_text", "articleBody", "message", "description"]
)
def test_the_text_has_many_names(tmp_path: Path, name: str) -> None:
    path = tmp_path / "news.json"
    path.write_text(json.dumps([{"headline": "Torvik", name: TEXT}]))
    assert texts(path) == [TEXT]


def test_a_field_named_text_is_the_text_whatever_else_there_is(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    path.write_text(json.dumps({"content": "another", "description": "a third", "text": TEXT}))
    assert texts(path) == [TEXT]


@pytest.mark.parametrize(
    "row",
    [
        {"headline": "Closed", "published_at": "2024-05-04", "publisher": "Courier", "link": "https://c.example/1"},
        {"title": "Closed", "date_publish": "2024-05-04", "source": {"name": "Courier"}, "url": "https://c.example/1"},
        {
            "name": "Closed",
            "dateTimePub": "2024-05-04",
            "source": {"title": "Courier", "uri": "c"},
            "url": "https://c.example/1",
        },
        {
            "Title": "Closed",
            "pubDate": "2024-05-04",
            "site_name": "Courier",
            "guid": "https://c.example/1",
            "url": None,
        },
        {
            "title": "Closed",
            "timestamp": 1714780800,
            "outlet": "Courier",
            "id": "x",
            "permalink": "https://c.example/1",
        },
        {"title": "Closed", "date": 1714780800000, "media_name": "Courier", "web_url": "https://c.example/1"},
    ],
)
def test_what_sources_call_title_date_outlet_and_address(tmp_path: Path, row: dict[str, object]) -> None:
    path = tmp_path / "news.json"
    path.write_text(json.dumps({"articles": [{**row, "content": TEXT}]}))
    (article,) = articles(path)
    about = article.metadata
    assert about.date is not None
    assert (about.title, about.date[:10], about.source, about.url) == (
        "Closed",
        "2024-05-04",
        "Courier",
        "https://c.example/1",
    )


def test_values_that_are_none_are_none(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    path.write_text(
        '{"title": NaN, "date": null, "source": "None", "id": 1413617112501850121, "text": "Torvik is closed."}'
    )
    (article,) = articles(path)
    assert (article.metadata.title, article.metadata.date, article.metadata.source) == (None, None, None)
    assert article.id == "1413617112501850121"


def test_fields_of_other_names_are_mapped(tmp_path: Path) -> None:
    path = tmp_path / "news.json"
    path.write_text(json.dumps([{"corps": TEXT, "meta": {"jour": "2024-05-04"}, "titre": "Torvik", "text": "none"}]))
    options = ReadOptions({"text": "corps", "date": "meta.jour", "title": "titre"})
    (article,) = (item for item in read(str(path), options) if isinstance(item, Article))
    assert (article.text, article.metadata.title, article.metadata.date) == (TEXT, "Torvik", "2024-05-04")


def test_fields_that_nobody_knows_are_named_with_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    path.write_text(json.dumps({"corps": TEXT, "jour": "2024-05-04"}))
    (message,) = faults(path)
    assert "corps jour" in message
    assert "--map text=" in message


def test_html_in_a_field_is_read_as_html(tmp_path: Path) -> None:
    path = tmp_path / "news.json"
    markup = (
        "<p>The harbour of Torvik &amp; its pier\nare closed.</p><ul><li>Fishermen are <b>paid</b></li></ul><script>x()"
    )
    path.write_text(
        json.dumps([{"title": "Torvik", "content_html": markup}, {"text": "Is 3 < 4 and 5 > 4? <b>Yes</b>"}])
    )
    assert texts(path) == [
        "The harbour of Torvik & its pier are closed.\nFishermen are paid",
        "Is 3 < 4 and 5 > 4? <b>Yes</b>",
    ]


def test_a_channel_of_telegram_is_read_message_by_message(tmp_path: Path) -> None:
    path = tmp_path / "result.json"
    about = {"type": "message", "date": "2024-05-04T10:00:00", "date_unixtime": "1714816800", "from": "Torvik news"}
    rows = [
        {"id": 1, "type": "service", "date": "2024-05-01T10:00:00", "action": "create_channel", "text": ""},
        {"id": 2, **about, "text": ["The harbour is ", {"type": "bold", "text": "closed"}, "."]},
        {"id": 3, **about, "text": "Fishermen are paid."},
    ]
    path.write_text(json.dumps({"name": "Torvik news", "type": "public_channel", "id": 9, "messages": rows}, indent=1))
    found = articles(path)
    assert [article.text for article in found] == ["The harbour is closed.", "Fishermen are paid."]
    assert {article.metadata.source for article in found} == {"Torvik news"}
    assert len(faults(path)) == 1


def test_comments_on_an_article_are_no_articles(tmp_path: Path) -> None:
    path = tmp_path / "news.json"
    path.write_text(json.dumps({"title": "T", "url": "u", "comments": [{"text": "Indeed.", "date": "2024-05-04"}]}))
    assert articles(path) == []
    assert faults(path)
