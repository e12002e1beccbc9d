"""Dates are read alike wherever they are found: in headers, as mentions, as moments, beside figures."""

from __future__ import annotations

import re
from datetime import date

import pytest

from extract.date_grammar import (
    MONTHS,
    SHORT_MONTH,
    WEEKDAYS,
    YEAR,
    make_date,
    month_number,
    order_day_month,
    weekday_number,
)
from extract.figures.find import figures_in
from extract.mentions.dates import find_dates
from extract.moments.expressions import expressions_in
from extract.page.dates import find
from extract.page.tables import rows

NAMES = [*MONTHS, *SHORT_MONTH.removeprefix("(?:").removesuffix(")").split("|")]


@pytest.mark.parametrize("name", NAMES)
def test_a_month_is_one_to_all_that_find_dates(name: str) -> None:
    written, month = f"14 {name} 2031", month_number(name)
    text = f"Ferries sailed on {written}, at last."
    end = text.index(written) + len(written)
    assert [(found.value, found.end) for found in find(text)] == [(f"2031-{month:02}-14", end)]
    assert [(found.start, found.end) for found in find_dates(text, [(0, len(text))])] == [(text.index(written), end)]
    assert [(found.year, found.month, found.day) for found in expressions_in(text)] == [(2031, month, 14)]
    assert figures_in(text) == ()


def test_the_table_of_months_has_the_english_names_first() -> None:
    assert [(int(row[0]), row[1].split()[0]) for row in rows("months.tsv")] == [
        (number, name.lower()) for number, name in enumerate(MONTHS, start=1)
    ]


def test_days_of_the_week_are_numbered_as_dates_have_them() -> None:
    assert [weekday_number(name) for name in WEEKDAYS] == [date(2031, 9, day).weekday() for day in range(1, 8)]


@pytest.mark.parametrize(
    ("first", "second", "mark", "ordered"),
    [(3, 4, "/", None), (3, 4, ".", (3, 4)), (13, 4, "/", (13, 4)), (4, 13, "-", (13, 4)), (4, 4, "/", (4, 4))],
)
def test_a_date_in_figures_that_could_be_of_two_months_is_of_none(
    first: int, second: int, mark: str, ordered: tuple[int, int] | None
) -> None:
    assert order_day_month(first, second, mark) == ordered


def test_a_day_that_no_calendar_has_is_none() -> None:
    assert make_date(2031, 2, 28) == date(2031, 2, 28)
    assert make_date(2031, 2, 29) is None
    assert make_date(0, 1, 1) is None


@pytest.mark.parametrize("text", ["4 May\n\n1945 GMT", "4 May 2015 hours", "4 May, 2030 BST"])
def test_a_time_of_day_is_no_year(text: str) -> None:
    assert re.search(YEAR, text) is None
    assert not list(find(text, 0, len(text)))
    assert [day.value for day in find(f"{text}\n3 May 2031", 0, len(text) + 11)] == ["2031-05-03"]
