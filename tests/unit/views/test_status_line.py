"""The status line: what it leaves out where there is little room, and what it cuts."""

from __future__ import annotations

import pytest
from textual.geometry import Size

from tui.theme import make_theme
from tui.widgets.bars import StatusBar

QUERY = 'person:brandt (treaty or "memorandum of understanding") -draft date:2024..2026'
NEEDED = ("23 of 1,691 articles", "5 unreadable (D)", "12 new")


def drawn(cells: int, query: str, monkeypatch: pytest.MonkeyPatch) -> str:
    look = make_theme("none")
    bar = StatusBar(look)
    monkeypatch.setattr(StatusBar, "size", Size(cells, 1))
    bar.say([("sitrep · pile · ", None), (query, None)], [*NEEDED, "7 unread", "tags: tags.json"], len(NEEDED))
    return bar.render_line(0).text


@pytest.mark.parametrize("cells", [80, 120])
def test_a_long_query_is_cut_before_what_must_be_known(cells: int, monkeypatch: pytest.MonkeyPatch) -> None:
    line = drawn(cells, QUERY, monkeypatch)
    assert len(line) == cells
    assert " · ".join(NEEDED) in line
    assert "sitrep · pile · person:brand" in line
    assert "…" in line


def test_what_may_be_left_out_is_left_out_before_the_query_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    line = drawn(80, "treaty", monkeypatch)
    assert " treaty " in line
    assert "tags" not in line
    assert "12 new" in line


def test_in_a_very_narrow_window_both_are_there_in_part(monkeypatch: pytest.MonkeyPatch) -> None:
    line = drawn(50, QUERY, monkeypatch)
    assert "sitrep · pile · person:bra…" in line
    assert line.endswith("23 of 1,691 articles ")
