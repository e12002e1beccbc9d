"""How times are written in news."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.moments.expressions import expressions_in


@pytest.mark.parametrize(
    "said",
    [
        "24 February 2022",
        "February 24, 2022",
        "3rd of May 2024",
        "Tuesday, February 10",
        "March 10-11",
        "August 28 to 30",
        "2024-08-04",
        "April 2025",
        "mid-January",
        "late-April",
        "beginning of July",
        "October last year",
        "last September",
        "Tuesday afternoon",
        "early on Thursday morning",
        "last Friday",
        "7am on Saturday",
        "7.30 p.m local time",
        "17 o'clock",
        "yesterday",
        "last month",
        "earlier this week",
        "later this year",
        "the same month last year",
        "the coming days",
        "two days ago",
        "this autumn",
        "mid-summer",
        "2014",
    ],
)
def test_an_expression_is_found_whole(said: str) -> None:
    text = f"They arrived in {said} and stayed."
    [expression] = expressions_in(text)
    assert text[expression.start : expression.end] == said


def test_joined_words_of_flattened_pages_are_parted() -> None:
    """Flattened pages: the space behind a full stop is lost."""
    text = "It ended so.On 2 September they met.Tuesday was calm."
    assert [text[item.start : item.end] for item in expressions_in(text)] == ["2 September", "Tuesday"]


@pytest.mark.parametrize(
    "text",
    [
        "He read the Sunday Times on Black Friday.",
        "They may march in may; May be so.",
        "More than 2000 soldiers, $2014, model 1999a, 2024-seat hall",
        "May said so. April will sing, Jan too.",
        "a score of 3.14 at 99 places",
        "a once-a-week show; this week-long fair",
    ],
)
def test_names_and_numbers_that_only_look_like_times_are_left(text: str) -> None:
    assert expressions_in(text) == []


def test_of_a_range_the_first_end_is_taken() -> None:
    text = "It ran from 2010 to 2021."
    assert [text[item.start : item.end] for item in expressions_in(text)] == ["2010"]


@given(st.text())
def test_any_text_gives_expressions_inside_it_in_order(text: str) -> None:
    _check(text)


@given(
    st.lists(
        st.sampled_from(
            [
                "12",
                "30",
                "May",
                "Tue",
                "Tuesday",
                "2024",
                "last",
                "week",
                ",",
                "-",
                "of",
                "the",
                "mid",
                "pm",
                "at",
                ".",
                "to",
                "-",
                "7",
            ]
        )
    )
)
def test_any_mixture_of_parts_gives_expressions_inside_it_in_order(parts: list[str]) -> None:
    _check(" ".join(parts))


def _check(text: str) -> None:
    at = 0
    for expression in expressions_in(text):
        assert at <= expression.start < expression.end <= len(text)
        at = expression.end
