"""The bars of the timeline: a month each where they fit, several where they do not, odd old dates as one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tui.widgets.timeline import TimelineBar, _before, columns_of, years


def test_the_oldest_hundredth_is_one_bar() -> None:
    counts = {"0001-01": 1, "1970-01": 1, "2024-01": 500, "2024-02": 500}
    assert _before(counts) == TimelineBar("0001-01", "1970-01", 2)


def test_a_bar_narrows_to_its_months() -> None:
    assert TimelineBar("2024-01", "2024-01", 1).term == "date:2024-01"
    assert TimelineBar("2023-11", "2024-01", 1).term == "date:2023-11..2024-01"


def test_years_stand_below_the_bars_with_which_they_begin() -> None:
    columns = columns_of({"2023-06": 1, "2025-06": 3}, 100)
    named = years(columns)
    assert [columns[named.index(year)].first for year in ("2023", "2024", "2025")] == ["2023-06", "2024-01", "2025-01"]


@given(st.dictionaries(st.dates().map(lambda day: f"{day:%Y-%m}".zfill(7)), st.integers(1, 9)), st.integers(2, 200))
def test_years_have_room_and_are_where_they_stand(counts: dict[str, int], room: int) -> None:
    columns = columns_of(counts, room)
    named = years(columns)
    assert len(named) <= max(len(columns), 4)
    for year in named.split():
        assert columns[named.index(year)].first[:4] == year


def test_months_without_articles_have_their_place() -> None:
    columns = columns_of({"2023-11": 1, "2024-02": 3}, 100)
    assert [(column.first, column.count) for column in columns] == [
        ("2023-11", 1),
        ("2023-12", 0),
        ("2024-01", 0),
        ("2024-02", 3),
    ]


@given(st.dictionaries(st.dates().map(lambda day: f"{day:%Y-%m}".zfill(7)), st.integers(1, 1000)), st.integers(2, 200))
def test_every_article_is_in_one_bar_and_the_bars_fit(counts: dict[str, int], room: int) -> None:
    columns = columns_of(counts, room)
    assert len(columns) <= room
    assert sum(column.count for column in columns) == sum(counts.values())
