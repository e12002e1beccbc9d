"""What a web page says of itself is taken from it, and nothing is guessed."""

from extract.article import Article
from extract.readers.html import read_html

PROSE = "".join(
    f"<p>{text}</p>"
    for text in (
        "The harbour of Torvik will be closed to ships for three weeks while its northern pier is rebuilt, it said.",
        "Fishermen, who had asked for a later date, are to be paid for the days on which they cannot leave the port.",
        "A treaty of 12 May 2019 gives the islands a ferry on each day of the year, whatever becomes of the harbour.",
    )
)


def page(title: str, meta: str = "", foot: str = "") -> Article:
    head = f"<title>{title}</title><meta property='og:site_name' content='Torvik Courier'>{meta}"
    body = f"<article><h1>Torvik closes its harbour</h1>{PROSE}</article><footer>{foot}</footer>"
    return read_html(f"<html lang='en'><head>{head}</head><body>{body}</body></html>", "a.html")


def test_the_outlet_s_name_is_no_part_of_the_title() -> None:
    assert page("Torvik closes its harbour | Torvik Courier").metadata.title == "Torvik closes its harbour"


def test_a_title_that_is_only_the_outlet_s_name_is_none() -> None:
    meta = "<meta property='og:title' content='Torvik Courier'>"
    assert page("Torvik Courier", meta).metadata.title in (None, "Torvik closes its harbour")


def test_a_copyright_year_and_a_date_of_the_text_are_no_dates_of_publication() -> None:
    assert page("Torvik closes its harbour", foot="© 2009 Torvik Courier").metadata.date is None


def test_a_date_that_the_page_states_as_its_own_is_taken() -> None:
    meta = "<meta property='article:published_time' content='2021-09-04T10:00:00Z'>"
    assert page("Torvik closes its harbour", meta).metadata.date == "2021-09-04"


def test_an_article_in_an_aside_is_found_and_not_the_consent_form() -> None:
    consent = "<div class='consent'><p>We use cookies to improve your visit, as set out in the policy.</p></div>"
    story = f"<aside class='layout-main'><article><h1>Torvik closes its harbour</h1>{PROSE * 2}</article></aside>"
    found = read_html(
        f"<html><head><title>Pier</title></head><body><div>{consent}{story}</div></body></html>", "a.html"
    )
    assert "harbour of Torvik will be closed" in found.text
    assert "cookies" not in found.text


def paragraphs(*between: str) -> str:
    parts = PROSE.split("</p>")[:-1]
    return "".join(f"{part}</p>{extra}" for part, extra in zip(parts, between, strict=True))


def test_headings_stay_between_the_paragraphs_and_links_to_other_stories_do_not_come_in() -> None:
    links = "<h3>Ferry strike ends after nine days</h3><h3>Whale seen off the northern cape</h3>"
    aside = "<aside><h3>Most read in Torvik</h3></aside>"
    body = paragraphs("<h2>What the pier costs</h2>", links + aside, "")
    text = read_html(f"<html><head><title>Pier</title></head><body><div>{body}</div></body></html>", "a.html").text
    lines = text.split("\n")
    assert lines.index("What the pier costs") == 1
    assert not any(words in text for words in ("Ferry strike", "Whale seen", "Most read"))


def test_a_date_that_only_stands_below_the_title_is_the_page_s() -> None:
    def dated(*dates: str) -> str | None:
        lines = "".join(f"<div class='meta'>{date}</div>" for date in dates)
        body = f"<article><h1>Torvik closes its harbour</h1>{lines}{PROSE}</article>"
        return read_html(f"<html><head><title>Pier</title></head><body>{body}</body></html>", "a.html").metadata.date

    assert dated("30 июля 2023") == "30 июля 2023"
    assert dated("30 июля 2023", "31 июля 2023") is None
    assert dated() is None


def test_paragraphs_in_a_table_that_lays_out_a_page_stay_paragraphs() -> None:
    figures = "<table><tr><td>Pier</td><td>4 m</td></tr><tr><td>Quay</td><td>7 m</td></tr></table>"
    table = f"<table><tr><td><h1>Torvik closes its harbour</h1>{PROSE}{figures}{PROSE}</td></tr></table>"
    text = read_html(f"<html><head><title>Pier</title></head><body>{table}</body></html>", "a.html").text
    assert "The harbour of Torvik will be closed to ships for three weeks while its northern pier" in text
    assert sum(line.startswith(("The harbour", "Fishermen", "A treaty")) for line in text.split("\n")) >= 3
    assert not text.startswith("|")
