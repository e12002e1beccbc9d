"""A cursor in a text: by characters, words and paragraphs, in any text at all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.views.motions import by_characters, by_lines, by_paragraphs, by_words

TEXT = "The ferry left.\n\nIt was late.\n  \nNobody saw it."


def test_by_words_a_selection_covers_whole_words_whichever_way_it_goes() -> None:
    anchor = TEXT.index("left")
    on = [by_words(TEXT, anchor, anchor, times) for times in (1, 2, 3)]
    assert [TEXT[anchor : at + 1] for at in on] == ["left.", "left.\n\nIt", "left.\n\nIt was"]
    assert by_words(TEXT, anchor, on[2], -1) == on[1]
    assert [TEXT[by_words(TEXT, anchor, anchor, -times) : anchor] for times in (1, 2)] == ["ferry ", "The ferry "]


def test_by_paragraphs_one_goes_to_their_beginnings() -> None:
    starts = [TEXT.index(words) for words in ("The", "It", "Nobody")]
    assert [by_paragraphs(TEXT, 0, times) for times in (1, 2)] == starts[1:]
    assert [by_paragraphs(TEXT, starts[2], -times) for times in (1, 2, 9)] == [starts[1], 0, 0]


def test_a_mark_that_combines_goes_with_its_letter() -> None:
    text = "e\u0301a"
    assert by_characters(text, 0, 1) == 2
    assert by_characters(text, 2, -1) == 0


@pytest.mark.parametrize("by", [-3, -1, 1, 3])
@given(text=st.text(min_size=1, max_size=60), places=st.tuples(st.integers(0, 59), st.integers(0, 59)))
def test_no_motion_leaves_the_text(by: int, text: str, places: tuple[int, int]) -> None:
    anchor, at = (min(place, len(text) - 1) for place in places)
    for to in (by_characters(text, at, by), by_words(text, anchor, at, by), by_paragraphs(text, at, by)):
        assert 0 <= to < len(text)


def test_lines_are_walked_in_the_same_column_and_end_at_the_text() -> None:
    text = "first line\nab\nthird line"
    lines = [(0, 10), (11, 13), (14, 24)]
    line_at = lambda at: next((start, end) for start, end in lines if start <= at <= end)  # noqa: E731
    assert [by_lines(text, line_at, 5, by) for by in (1, 2, 9)] == [12, 15, 15]
    assert [by_lines(text, line_at, 20, by) for by in (-1, -2, -9)] == [12, 1, 1]
