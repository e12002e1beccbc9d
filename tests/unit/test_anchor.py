"""A passage is found again after its text has changed."""

from hypothesis import given
from hypothesis import strategies as st

from extract.anchor import Selector, find, select

TEXT = "The port was closed. Ships waited outside. The port was closed again in March, and ships turned back."


def stands(text: str, selector: Selector) -> str | None:
    found = find(text, selector)
    return text[found.start : found.end] if found else None


def test_a_passage_moves_with_its_text() -> None:
    selector = select(TEXT, 21, 41)
    assert stands("UPDATED 14:00. " + TEXT, selector) == "Ships waited outside"


def test_of_two_places_with_the_same_words_the_one_with_the_same_neighbours_is_meant() -> None:
    second = TEXT.index("The port", 5)
    selector = select(TEXT, second, second + 19)
    found = find("A new opening of the page. " * 3 + TEXT, selector)
    assert found is not None
    assert found.start == 81 + second


def test_an_edited_passage_is_found_by_likeness() -> None:
    selector = select(TEXT, 43, 77)
    edited = TEXT.replace("closed again in March", "shut again in early March")
    assert stands(edited, selector) == "The port was shut again in early March"


def test_a_passage_that_is_gone_is_not_found() -> None:
    assert find("Nothing of it is left here, the page is about football now.", select(TEXT, 21, 41)) is None
    assert find("", select(TEXT, 21, 41)) is None


@given(st.text(max_size=60), st.text(max_size=60), st.data())
def test_what_is_put_before_or_after_never_moves_the_words(before: str, text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    selector = select(text, start, end)
    now = before + text
    found = find(now, selector)
    if start == end:
        assert found is None
    else:
        assert now[found.start : found.end] == text[start:end]
