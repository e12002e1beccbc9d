"""Dates, times and amounts are found as news writes them, and what only looks like them is left."""

from __future__ import annotations

import pytest

from extract.figures.currencies import UNSAID
from extract.figures.numbers import numbers_in
from extract.mentions.amounts import find_amounts
from extract.mentions.dates import find_dates
from extract.tables import rows


def _found(text: str) -> list[tuple[str, str]]:
    places = [(0, len(text))]
    return [(f.label, text[f.start : f.end]) for f in (*find_dates(text, places), *find_amounts(text, places))]


@pytest.mark.parametrize(
    "date",
    [
        "Monday",
        "5 March",
        "March 5, 2021",
        "Monday, Dec. 26, 2016",
        "5-6 April 2016",
        "21st of June",
        "May 2013",
        "September 2001",
        "2021-03-05",
        "12.02.2024",
        "2010-2015",
        "1990s",
        "1998",
        "January to March 2024",
    ],
)
def test_calendar_dates_are_found_whole(date: str):
    assert _found(f"It began on {date}, he said.") == [("DATE", date)]


@pytest.mark.parametrize("text", ["He is 45 years old.", "Theresa May left.", "They have 2000 soldiers."])
def test_what_only_looks_like_a_date_is_left(text: str):
    assert _found(text) == []


@pytest.mark.parametrize("text", ["last year", "yesterday", "two weeks ago"])
def test_what_counts_from_another_date_is_no_mention(text: str):
    assert _found(f"It began {text}.") == []


def test_may_is_a_month_after_a_preposition():
    assert _found("They met in May and again.") == [("DATE", "May")]


@pytest.mark.parametrize(
    "sum_",
    [
        "$4.2bn",
        "US$ 6 million",
        "€90 billion",
        "R92 million",
        "10 billion ringgit",
        "150,000 yuan",
        "billions of dollars",
        "Rs 4,000 crore",
        "7 500 euros",
        "one dinar",
    ],
)
def test_sums_of_money_are_found_with_currency_and_magnitude(sum_: str):
    assert _found(f"They paid {sum_} for it.") == [("MONEY", sum_)]


@pytest.mark.parametrize(
    ("text", "label"), [("22 per cent", "PERCENT"), ("3.5%", "PERCENT"), ("30 km", "QUANTITY"), ("18:45", "TIME")]
)
def test_percentages_quantities_and_times(text: str, label: str):
    assert _found(f"About {text} in all.") == [(label, text)]


@pytest.mark.parametrize(("form", "code", "place"), rows("extract.figures", "currencies.tsv"))
def test_every_currency_of_the_table_is_money_to_mentions_and_figures_alike(form: str, code: str, place: str) -> None:
    spaced = " " if form[-1].isalpha() and place != "touching" else ""
    text = f"It paid {form}{spaced}75 million." if place in ("before", "touching") else f"It paid 75 million {form}."
    assert [label for label, _ in _found(text)] == ["MONEY"]
    if code != UNSAID and place != "touching":
        assert [number.currency for number in numbers_in(text)] == [code]
