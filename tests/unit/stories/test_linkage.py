"""Average linkage over groups of articles."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.stories.likeness import WINDOW_DAYS
from extract.stories.linkage import ALIKE, FEW_PAIRS, ArticleGroup, link_groups

NEAR = 0.6
FAR = ALIKE / 2
ENOUGH = (ALIKE + FEW_PAIRS) * 1.1


def link(
    count: int, pairs: Iterable[tuple[int, int, float]], joined: Iterable[tuple[int, int]] = ()
) -> list[list[int]]:
    sums = {(one, other): value for one, other, value in pairs}
    return [list(linked.groups) for linked in link_groups([ArticleGroup()] * count, sums, joined)]


def test_what_is_alike_becomes_one_group_and_what_is_not_stays_alone() -> None:
    assert link(4, [(0, 2, NEAR), (1, 3, FAR)]) == [[0, 2], [1], [3]]


def test_a_pair_must_be_more_alike_than_the_average_of_many() -> None:
    between = ALIKE + FEW_PAIRS / 2
    assert link(2, [(0, 1, between)]) == [[0], [1]]
    assert len(link_groups([ArticleGroup(4, 6 * NEAR), ArticleGroup()], {(0, 1): 4 * between})) == 1


def test_a_chain_is_no_group_where_its_ends_have_nothing_in_common() -> None:
    assert max(map(len, link(6, [(number, number + 1, ENOUGH) for number in range(5)]))) < 4


def test_two_close_groups_stay_apart_though_they_resemble_each_other() -> None:
    inside = [(one, other, NEAR) for group in ((0, 1, 2), (3, 4, 5)) for one in group for other in group if one < other]
    across = [(one, other, 0.25) for one in (0, 1, 2) for other in (3, 4, 5)]
    assert link(6, inside + across) == [[0, 1, 2], [3, 4, 5]]
    assert link(6, inside + [(one, other, 0.4) for one, other, _ in across]) == [[0, 1, 2, 3, 4, 5]]


def test_reprints_are_joined_however_little_they_share() -> None:
    assert link(3, [], joined=[(0, 2)]) == [[0, 2], [1]]


def test_a_group_of_many_counts_as_many() -> None:
    stories = [ArticleGroup(3, 3 * NEAR), ArticleGroup(3, 3 * NEAR)]
    assert len(link_groups(stories, {(0, 1): 9 * 0.25})) == 2
    (joined,) = link_groups(stories, {(0, 1): 9 * 0.4})
    assert joined.inner == pytest.approx(6 * NEAR + 9 * 0.4)


@pytest.mark.parametrize(("days", "stories"), [((10, 500), 2), ((500, 10), 2), ((10, 10 + WINDOW_DAYS), 1)])
def test_groups_of_dates_far_apart_stay_apart_though_one_without_a_date_is_like_both(
    days: tuple[int, int], stories: int
) -> None:
    dated = [ArticleGroup(days=(day, day)) for day in days]
    sums = {(0, 2): NEAR, (1, 2): NEAR, (0, 3): NEAR, (1, 3): NEAR, (2, 3): NEAR}
    assert len(link_groups([*dated, ArticleGroup(), ArticleGroup()], sums)) == stories


@given(st.permutations(range(8)), st.dictionaries(st.tuples(*[st.integers(0, 7)] * 2), st.floats(0.05, 1), max_size=20))
def test_every_article_is_in_one_group(order: list[int], links: dict[tuple[int, int], float]) -> None:
    pairs = {(min(one, other), max(one, other)): value for (one, other), value in links.items() if one != other}
    groups = link(8, [(one, other, value) for (one, other), value in pairs.items()])
    assert sorted(number for group in groups for number in group) == list(range(8))
    renamed = [(min(order[a], order[b]), max(order[a], order[b]), value) for (a, b), value in pairs.items()]
    if len(set(pairs.values())) == len(pairs) and all(len(group) < 3 for group in groups):
        again = link(8, renamed)
        assert {frozenset(group) for group in again} == {frozenset(order[number] for number in g) for g in groups}
