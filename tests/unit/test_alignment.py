"""Two texts beside each other: both are there whole, and what is marked is what only one has."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from extract.alignment import Alignment, Kind, align_texts

WORDS = st.lists(
    st.sampled_from(["Oil", "ban", "the", "’s", "«deal»", "漢字", "é", "e\u0301", "\u202e", "\n\n", "."]), max_size=40
)
ANY = WORDS.map(" ".join) | st.text(max_size=80)


def stretches(text: str, alignment: Alignment, kind: Kind, *, second: bool = False) -> list[str]:
    found = alignment.second if second else alignment.first
    return [text[one.start : one.end].strip() for one in found if one.kind is kind]


@given(ANY, ANY, st.integers(1, 60))
@example("", "one", 5)
@example("one two", "", 1)
def test_the_stretches_of_each_side_are_its_text(first: str, second: str, most: int) -> None:
    alignment = align_texts(first, second, most=most)
    for text, side in ((first, alignment.first), (second, alignment.second)):
        assert "".join(text[one.start : one.end] for one in side) == text
        assert all(one.start < one.end for one in side)
    for text, places in (
        (first, [d.first for d in alignment.differences]),
        (second, [d.second for d in alignment.differences]),
    ):
        assert places == sorted(places)
        assert all(0 <= start <= end <= len(text) for start, end in places)
    assert all(one.first[0] < one.first[1] or one.second[0] < one.second[1] for one in alignment.differences)


@given(ANY)
def test_a_text_differs_in_nothing_from_itself(text: str) -> None:
    alignment = align_texts(text, text)
    assert alignment.differences == ()
    assert alignment.shared == (1.0, 1.0)
    assert {one.kind for one in alignment.first} <= {Kind.SAME}


@given(st.lists(st.sampled_from("abcd.")), st.lists(st.sampled_from("abcd.")))
def test_words_that_both_have_in_order_are_the_same_words(first: list[str], second: list[str]) -> None:
    pairs = align_texts(" ".join(first), " ".join(second)).pairs
    assert all(first[one // 2] == second[other // 2] for one, other in pairs)
    assert all(one < later and other < later_other for (one, other), (later, later_other) in pairwise(pairs))


def test_a_changed_word_and_an_added_sentence_are_two_differences() -> None:
    first = "The ferry sank on Monday near Velden. Nobody was hurt."
    second = "The ferry sank on Tuesday near Velden. The cause is not known. Nobody was hurt."
    alignment = align_texts(first, second)
    said = [(first[slice(*d.first)], second[slice(*d.second)]) for d in alignment.differences]
    assert said == [("Monday", "Tuesday"), ("", "The cause is not known.")]
    assert alignment.shared[0] == pytest.approx(10 / 11, abs=0.05)


def test_quotation_marks_dashes_spaces_and_invisible_characters_do_not_count() -> None:
    first = "“We won’t go” – she said, co\u00adoperation\n\nends."
    second = '"We won\'t go" - she said,  cooperation ends.'
    assert align_texts(first, second).differences == ()


def test_single_words_between_changes_are_not_held_for_the_same() -> None:
    first = "Envoys left the capital after a night of talks in the old palace by the sea."
    second = "Rain fell on the hills of a distant land where the farmers had in vain hoped for sun."
    alignment = align_texts(first, second)
    assert stretches(first, alignment, Kind.ONLY) == [first.rstrip(".")]
    assert alignment.apart


def test_a_quote_that_two_other_texts_share_is_kept() -> None:
    quote = "we will begin before the winter"
    first = f"Speaking in Orsk at length yesterday, Brandt told reporters: “{quote}”, and left for home by train."
    second = f"It was cold. “{quote}”, the minister is quoted by a newspaper as having announced to all."
    assert any(quote in one for one in stretches(first, align_texts(first, second), Kind.SAME))


def test_a_paragraph_that_was_moved_is_in_both() -> None:
    rest = "The port authority signed the treaty on Tuesday to rebuild the harbour of Velden by spring. " * 3
    moved = "A spokesman said that two more ships would come in May."
    alignment = align_texts(f"{moved} {rest}", f"{rest} {moved}")
    assert stretches(f"{moved} {rest}", alignment, Kind.MOVED) == [moved]
    assert alignment.differences == ()
    assert alignment.shared == (1.0, 1.0)


def test_page_furniture_that_only_one_has_is_no_difference_and_that_both_have_is_the_same() -> None:
    first, second = "Share this page. Oil rose by two per cent.", "Oil rose by two per cent."
    alignment = align_texts(first, second, ([(0, 16)], []))
    assert alignment.differences == ()
    assert stretches(first, alignment, Kind.ASIDE) == ["Share this page."]
    both = align_texts(first, first, ([(0, 16)], []))
    assert stretches(first, both, Kind.ASIDE) == []


def test_of_long_texts_the_beginning_is_compared_and_the_rest_is_said_to_be_beyond() -> None:
    alignment = align_texts("a b c d e f", "a b x", most=3)
    assert alignment.cut
    assert stretches("a b c d e f", alignment, Kind.BEYOND) == ["d e f"]
    assert not align_texts("a b c", "a b").cut


def test_a_place_of_one_text_leads_to_that_of_the_other() -> None:
    first, second = "Oil rose. Then gas fell.", "In the north oil stood still, it is said. Oil rose. Then gas fell."
    alignment = align_texts(first, second)
    assert alignment.across(first.index("gas")) == second.index("gas")
    assert alignment.across(second.index("gas"), back=True) == first.index("gas")
    assert alignment.across(0) == second.index("Oil rose")


def test_hindi_words_are_not_cut_between_a_letter_and_its_vowel() -> None:
    first, second = "दिल्ली में बैठक हुई", "दिल्ली में बैठक होगी"
    (difference,) = align_texts(first, second).differences
    assert (first[slice(*difference.first)], second[slice(*difference.second)]) == ("हुई", "होगी")
