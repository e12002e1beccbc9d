"""Places in a text that one goes through: the next, the first in sight, and what is said of them."""

from __future__ import annotations

from tui.views.places import describe_hit, first_unfolded, first_within, next_place, turn_place

PLACES = [(2, 4), (6, 8), (9, 11)]


def test_the_next_place_lies_strictly_behind_or_before() -> None:
    assert [next_place(PLACES, at, 1) for at in (0, 2, 9)] == [(2, 4), (6, 8), None]
    assert [next_place(PLACES, at, -1) for at in (20, 9, 2)] == [(9, 11), (6, 8), None]


def test_places_are_turned_through_from_the_marked_one() -> None:
    assert [turn_place(PLACES, (9, 11), step) for step in (1, -1)] == [(2, 4), (6, 8)]
    assert turn_place(PLACES, (5, 6), 1) == turn_place(PLACES, None, -1) == (2, 4)


def test_what_is_folded_or_scrolled_away_is_passed_over() -> None:
    assert first_unfolded(PLACES, [(0, 3), (7, 9)]) == (9, 11)
    assert first_unfolded(PLACES, [(0, 20)]) is None
    assert first_within(PLACES, [(3, 5), (5, 9)]) == (6, 8)
    assert first_within(PLACES, []) is None


def test_a_hit_is_counted_from_one() -> None:
    assert describe_hit(PLACES, (6, 8)) == "hit 2 of 3"
    assert describe_hit(PLACES, None) == "3 hits"
    assert describe_hit(PLACES[:1], (0, 1)) == "1 hit"
