"""What the five seeds say of themselves."""

from datetime import date
from pathlib import Path

import pytest

from extract.article import Article
from extract.page import Page, read_page
from extract.page.conflicts import find_date_conflicts
from extract.page.letters import find_look_alikes
from extract.page.updates import find_updates
from extract.readers import read

pytestmark = pytest.mark.smoke

SEEDS = Path(__file__).parents[3] / "seeds"


def seed(number: str) -> Article:
    article = next(read(str(next(SEEDS.glob(f"{number}*")))))
    assert isinstance(article, Article)
    return article


def page(number: str) -> Page:
    return read_page(seed(number))


def furniture(number: str) -> str:
    return "\n".join(span.text for span in page(number).boilerplate)


def test_003_has_a_title_behind_its_menu() -> None:
    dateline = page("003").dateline
    assert dateline.title is not None
    assert dateline.title.text == "France–Ukraine defence pact expanded with missiles, joint weapons development"
    assert dateline.published is not None
    assert dateline.published.value == "2026-02-09T14:39"
    assert dateline.published.origin == "text"
    assert dateline.source is not None
    assert dateline.source.text == "Caliber.Az"
    assert dateline.byline is not None
    assert dateline.byline.text == "Sabina Mammadli"


@pytest.mark.parametrize(
    "piece",
    [
        "twitter\nyoutube",
        "A+\nA-",
        "Views: 70",
        "share-line",
        "Ссылка скопирована",
        "Any use of materials is allowed",
        "Caliber.az © 2026",
        "loading",
    ],
)
def test_003_has_furniture_at_both_ends(piece: str) -> None:
    assert piece in furniture("003")


def test_003_keeps_its_story() -> None:
    spans = page("003").boilerplate
    assert not any("Vautrin" in span.text or "13:28" in span.text for span in spans)


def test_001_is_dated_by_its_header_and_has_no_title() -> None:
    dateline = page("001").dateline
    assert dateline.title is None
    assert dateline.published is not None
    assert dateline.published.value == "2024-07-22"
    assert dateline.source is not None
    assert dateline.source.text == "European Pravda"


def test_001_has_a_reply_form_and_a_call_to_follow() -> None:
    found = furniture("001")
    assert "Leave a Reply" in found
    assert "Your email address will not be published" in found
    assert "Follow us on Twitter" in found
    assert "Rheinmetall" not in found


@pytest.mark.parametrize("number", ["000", "002", "004"])
def test_plain_stories_have_no_furniture(number: str) -> None:
    assert page(number).boilerplate == ()


def test_004_has_a_title_with_quotation_marks() -> None:
    dateline = page("004").dateline
    assert dateline.title is not None
    assert dateline.title.text.startswith("‘Completely Unprecedented’ Strategic Partnership")
    assert dateline.title.text.endswith("Sebastian Lecornu")


def test_003_has_two_updates() -> None:
    found = page("003")
    marks = find_updates(seed("003").text, found.dateline, found.boilerplate)
    assert [mark.text for mark in marks] == ["14:39", "13:28"]


def test_001_tells_of_a_september_that_its_header_does_not_know() -> None:
    found, text = page("001"), seed("001").text
    (flag,) = find_date_conflicts(text, found.dateline, found.boilerplate, date(2026, 2, 10))
    assert (flag.kind, text[flag.start : flag.end]) == ("date-conflict", "28 September")
    assert "2024-07-22" in flag.message


def test_001_has_a_cyrillic_letter_in_a_latin_word() -> None:
    text = seed("001").text
    (flag,) = find_look_alikes(text)
    assert (flag.kind, text[flag.start : flag.end]) == ("homoglyph", "Defenсe")
