"""The list, with reprints or stories folded under one row."""

from __future__ import annotations

import pytest

from tests.functional.conftest import Driven, opened
from tui.session import ReadingPlace


@pytest.fixture
def corpus() -> str:
    return "stories"


def rows_of(b: Driven) -> list[str]:
    """Return the titles of the list's rows, indented where they are unfolded."""
    rows = b.browser.browse.list
    shown = filter(None, map(rows.row, range(rows.count)))
    return [("  " if row.unfolded else "") + row.title for row in shown]


FOLDED = ["Higher wages offered in Orsk", "Twelve hurt on the Karla", "Bakers want an earlier market"]
UNFOLDED = [
    *FOLDED[:2],
    "  Ferry aground before dawn",
    "  Rudder of the Karla failed",
    "  Ferry aground off Torvik",
    FOLDED[2],
]


async def test_the_list_is_folded_by_reprints_then_by_stories_then_by_nothing(drive) -> None:
    async with drive() as b:
        assert len(rows_of(b)) == 7
        await b.press("F")
        await b.see("reprints folded", "=1", "1 of 6", "7 articles")
        assert "Ferry aground off Torvik" not in rows_of(b)
        await b.press("F")
        await b.see("stories folded", "+3", "1 of 3", "7 articles")
        assert rows_of(b) == FOLDED
        await b.press("F")
        await b.see("stories folded, fullest", "1 of 3")
        await b.press("F")
        await b.see("every article has a row", "of 7")
        assert "folded" not in b.lines[0]


async def test_a_row_is_unfolded_in_place_and_folded_from_anywhere_in_it(drive) -> None:
    async with drive(place=ReadingPlace(visited=True, fold="stories")) as b:
        await b.press("j", "l")
        await b.see("2 of 6", "Rudder of the Karla failed")
        assert rows_of(b) == UNFOLDED
        await b.press("j", "j", "j", "h")
        await b.see("2 of 3")
        assert rows_of(b) == FOLDED
        assert b.browser.browse.list.selected.title == "Twelve hurt on the Karla"


async def test_a_row_with_nothing_behind_it_says_so(drive) -> None:
    async with drive(place=ReadingPlace(visited=True, fold="stories")) as b:
        await b.press("G", "l")
        await b.see("nothing is folded under this row")
    async with drive() as b:
        await b.press("l")
        await b.see("F folds by reprints or stories")


async def test_what_is_folded_follows_the_search_and_is_counted_in_articles(drive) -> None:
    async with drive(place=ReadingPlace(visited=True, fold="stories")) as b:
        await b.press("/")
        await b.type("source:harbour*")
        await b.press("enter")
        await b.see("3 of 7 articles", "1 of 2", "+1")
        assert rows_of(b) == FOLDED[:2]
        await b.press("j", "l")
        await b.see("2 of 3", "Ferry aground off Torvik")


async def test_the_cursor_stays_at_its_article_or_at_the_row_it_is_folded_under(drive) -> None:
    async with drive() as b:
        await b.press("G", "k")
        article = b.browser.browse.list.selected.title
        assert article == "Ferry aground off Torvik"
        await b.press("F", "F")
        await b.see("2 of 3")
        assert b.browser.browse.list.selected.title == "Twelve hurt on the Karla"


async def test_a_place_in_an_article_that_is_folded_is_gone_to(drive) -> None:
    async with drive(place=ReadingPlace(visited=True, fold="stories")) as b:
        await b.press("/")
        await b.type("torvik")
        await b.press("enter", "c")
        await b.see("in context")
        await b.press("G", "enter")
        await b.see("3 of 4")
        await b.until(lambda: b.browser.browse.article.page.title == "Rudder of the Karla failed")
        assert rows_of(b)[1:] == UNFOLDED[2:5]


async def test_what_is_unfolded_stays_so_when_the_list_is_read_anew(drive) -> None:
    async with drive(place=ReadingPlace(visited=True, fold="stories")) as b:
        await b.press("j", "l", "j", "j")
        await b.see("4 of 6")
        b.browser.browse.actions.finding.again()
        await b.press("s")
        await b.see("Date, oldest first")
        await b.press("escape")
        assert rows_of(b) == UNFOLDED
        assert b.browser.browse.list.cursor == 3


async def test_the_fold_is_kept_for_the_next_session(drive) -> None:
    async with drive() as b:
        await b.press("F", "F")
        await b.see("stories folded")
        assert b.browser.browse.current_place().fold == "stories"
    async with drive(place=ReadingPlace(visited=True, fold="stories")) as b:
        assert rows_of(b) == FOLDED


async def test_the_next_unread_article_is_gone_to_where_it_is_folded(drive, folder) -> None:
    with opened(folder) as backend:
        read = [row.id for row in backend.rows(backend.search("", "date"), 0, 9) if "Rudder" not in row.title]
        backend.annotations.toggle_read(read)
    async with drive(place=ReadingPlace(visited=True, fold="stories")) as b:
        await b.see("1 of 3")
        await b.press("M")
        await b.until(lambda: rows_of(b) == UNFOLDED)
        assert b.browser.browse.list.selected.title == "Rudder of the Karla failed"
        await b.press("M")
        await b.see("nothing unread below")
        await b.press("h", "M")
        await b.see("4 of 6")


async def test_a_range_of_rows_is_marked_as_it_is_seen(drive) -> None:
    async with drive(place=ReadingPlace(visited=True, fold="stories")) as b:
        await b.press("v", "j", "V")
        await b.see("3 marked")
