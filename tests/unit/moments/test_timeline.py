"""Timelines: entries that name day and month only."""

from __future__ import annotations

from datetime import date

from extract.moments.find import moments_in

ENTRIES = (
    "What has happened since 2029: Nov 30 - The ferry sinks. April 11 -- It is raised. Oct 4 - A trial begins. "
    "Jan 9 - It ends. May 2 - The captain appeals. May 9 - He is freed."
)


def test_the_calendar_begins_anew_where_the_months_do() -> None:
    values = [moment.value for moment in moments_in(ENTRIES, date(2031, 5, 10)) if moment.value and "-" in moment.value]
    assert values == ["2029-11-30", "2030-04-11", "2030-10-04", "2031-01-09", "2031-05-02", "2031-05-09"]


def test_two_days_with_a_dash_are_no_timeline() -> None:
    text = "Oct 4 - that was a day. On April 11 - a warm day - it rained."
    assert [moment.value for moment in moments_in(text, date(2031, 5, 10))] == ["2030-10-04", "2031-04-11"]


def test_what_runs_backwards_is_left_as_it_is() -> None:
    text = "May 9 - He is freed. May 2 - He appeals. Jan 9 - It ends. Oct 4 - It begins. April 11 - It is raised."
    assert [moment.value for moment in moments_in(text, date(2031, 5, 10))][:2] == ["2031-05-09", "2031-05-02"]


def test_an_entry_between_two_years_is_settled_by_none() -> None:
    text = "May 9, 2021 - He sails. Oct 4, 2025 - It sinks. Nov 30 - It rises. Dec 1, 2027 - It sails. Dec 9 - He goes."
    values = [moment.value for moment in moments_in(text, date(2031, 5, 10))]
    assert values == ["2021-05-09", "2025-10-04", None, "2027-12-01", None]
