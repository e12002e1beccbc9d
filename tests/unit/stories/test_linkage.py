"""Average linkage over pairs of articles."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from extract.stories.linkage import ALIKE, group_articles

NEAR = 0.6
FAR = ALIKE / 2


def test_what_is_alike_becomes_one_group_and_what_is_not_stays_alone() -> None:
    assert group_articles(4, [(0, 2, NEAR), (1, 3, FAR)]) == [[0, 2], [1], [3]]


def test_a_chain_is_no_group_where_its_ends_have_nothing_in_common() -> None:
    links = [(number, number + 1, ALIKE * 1.2) for number in range(5)]
    assert max(map(len, group_articles(6, links))) < 4


def test_two_close_groups_stay_apart_though_they_resemble_each_other() -> None:
    inside = [(one, other, NEAR) for group in ((0, 1, 2), (3, 4, 5)) for one in group for other in group if one < other]
    across = [(one, other, 0.25) for one in (0, 1, 2) for other in (3, 4, 5)]
    assert group_articles(6, inside + across) == [[0, 1, 2], [3, 4, 5]]
    assert group_articles(6, inside + [(one, other, 0.4) for one, other, _ in across]) == [[0, 1, 2, 3, 4, 5]]


def test_reprints_are_joined_however_little_they_share() -> None:
    assert group_articles(3, [], joined=[(0, 2)]) == [[0, 2], [1]]


@given(st.permutations(range(8)), st.dictionaries(st.tuples(*[st.integers(0, 7)] * 2), st.floats(0.05, 1), max_size=20))
def test_every_article_is_in_one_group(order: list[int], links: dict[tuple[int, int], float]) -> None:
    pairs = {(min(one, other), max(one, other)): value for (one, other), value in links.items() if one != other}
    groups = group_articles(8, [(one, other, value) for (one, other), value in pairs.items()])
    assert sorted(number for group in groups for number in group) == list(range(8))
    renamed = [(min(order[a], order[b]), max(order[a], order[b]), value) for (a, b), value in pairs.items()]
    if len(set(pairs.values())) == len(pairs) and all(len(group) < 3 for group in groups):
        again = group_articles(8, renamed)
        assert {frozenset(group) for group in again} == {frozenset(order[number] for number in g) for g in groups}
