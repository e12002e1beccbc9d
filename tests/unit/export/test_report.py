"""Reports say what was asked and found, and nothing that an article holds acts in them."""

import base64
import io
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from extract.article import Dateline, Metadata
from extract.export import ExportItem, ExportSummary, load_exporter
from extract.export.links import web_link
from extract.export.report import escape_markdown, highlight_text
from extract.export.timeline import draw_timeline


def report(name: str, summary: ExportSummary, *items: ExportItem) -> str:
    out = io.BytesIO()
    assert load_exporter(name)(iter(items), summary, out) == len(items)
    return out.getvalue().decode()


class Tags(HTMLParser):
    """Which elements and attributes a browser would see."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def test_html_tells_query_date_counts_card_text_tags_and_notes(item: ExportItem, summary: ExportSummary) -> None:
    text = "".join(Tags(report("html", summary, item)).text)
    for piece in (
        "ferries <b>",
        "1 article",
        "procurement 1",
        "Norland buys nine ferries ★",
        "Ada Holm · Minister",
        "2031-05-03",
        "We need them before the winter",
        "announced · Norland",
        "date-conflict",
        "ask about the price",
        "sea/ferries",
        "2031-05",
    ):
        assert piece in text


def test_html_of_a_hostile_article_has_only_our_elements(hostile: ExportItem, summary: ExportSummary) -> None:
    seen = Tags(report("html", summary, hostile)).seen
    assert not {tag for tag, _ in seen} & {"script", "img", "iframe", "object", "i", "link", "form"}
    for _, attributes in seen:
        assert not [name for name in attributes if name.startswith("on")]
        assert (attributes.get("href") or "https://").startswith(("https://", "http://"))


def test_no_control_or_bidi_character_enters_a_report(hostile: ExportItem, summary: ExportSummary) -> None:
    for name in ("html", "md"):
        assert not re.search(
            "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069]", report(name, summary, hostile)
        )


def test_markdown_escapes_what_would_be_a_link_an_image_or_html(hostile: ExportItem, summary: ExportSummary) -> None:
    text = report("md", summary, hostile)
    assert not re.search(r"(?<!\\)\]\((?!data:image/svg)", text)
    assert not re.search(r"(?<!\\)<(?!https?://)", text)


def test_markdown_lists_the_card_and_draws_the_timeline(item: ExportItem, summary: ExportSummary) -> None:
    text = report("md", summary, item)
    assert "- **WHO** Ada Holm · Minister" in text
    picture = re.search(r"base64,([\w+/=]+)", text)
    assert picture
    assert base64.b64decode(picture[1]).startswith(b"<svg")


@pytest.mark.parametrize("form", ["md", "html"])
def test_an_article_without_a_headline_is_headed_as_in_lists(
    item: ExportItem, summary: ExportSummary, form: str
) -> None:
    bare = replace(item.record, dateline=Dateline(), article=replace(item.record.article, metadata=Metadata()))
    untitled = replace(item, record=bare, title="Norland will pay, the minister")
    assert "Norland will pay, the minister" in report(form, summary, untitled)


def test_the_text_of_a_report_is_the_articles_own(item: ExportItem) -> None:
    plain = "".join(Tags(str(highlight_text(item.record))).text)
    for mention in item.record.mentions:
        plain = plain.replace(mention.text + mention.label, mention.text)
    assert plain == item.record.article.text


def test_the_timeline_has_a_bar_for_empty_months_too() -> None:
    assert draw_timeline([("2031-02", 1), ("2031-05", 3)]).count("<rect") == 4
    assert draw_timeline([]) == ""
    assert draw_timeline([("1950-01", 1), ("2031-05", 3)]).count("<rect") == 82, "decades are drawn by year"
    assert draw_timeline([("nonsense", 1)]) == ""


def test_links_are_only_to_the_web() -> None:
    assert web_link("https://example.org/a?b=c") == "https://example.org/a?b=c"
    for bad in (None, "", "javascript:alert(1)", "data:text/html,x", 'https://x/" onclick="y', "https://x/\x1b"):
        assert web_link(bad) == ""


def test_markdown_escapes_what_has_a_meaning_and_nothing_else() -> None:
    assert escape_markdown("# [a](b) <i> *x* `y`\n- z") == r"\# \[a\](b) \<i\> \*x\* \`y\` - z"
    assert escape_markdown("1. one") == r"1\. one"
    assert escape_markdown("- one") == r"\- one"
    assert escape_markdown("www.example.org or https://example.org") == r"www\.example.org or https\://example.org"
    assert escape_markdown("A well-known firm (Norland) paid 2.5 m. That is all!") == (
        "A well-known firm (Norland) paid 2.5 m. That is all!"
    )
