"""The others on this: what other articles of a story have that one lacks."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.command_line import run_sitrep as run
from tui.session import ReadingPlace


@pytest.fixture
def corpus() -> str:
    return "stories"


async def test_the_others_on_this_are_listed_with_outlet_time_and_what_they_add(drive) -> None:
    async with drive() as b:
        await b.press("j", "j", "j", "C")
        await b.see("Others on: Rudder of the Karla failed", "2031-03-05", "Harbour Post", "12 people", "Ada Brandt")
        await b.see("Velden Courier", "1 of 3")
        assert not any("Jonas Weil" in line for line in b.lines)


async def test_an_other_is_opened_with_its_story_around_it(drive) -> None:
    async with drive() as b:
        await b.press("j", "j", "j", "C")
        await b.see("1 of 3")
        await b.press("j", "enter")
        await b.see("story:", "2 of 4")
        await b.until(lambda: b.browser.browse.article.page.title == "Ferry aground before dawn")
        await b.press("backspace")
        await b.see(" of 7")


async def test_all_that_an_other_has_is_shown_below_where_its_row_has_no_room(drive) -> None:
    async with drive((60, 24)) as b:
        await b.press("j", "j", "j", "C")
        await b.see("It has: 12 people, Ada Brandt", "1 of 3")
        await b.press("j")
        await b.until(lambda: "Ada Brandt" not in b.text)


async def test_a_reprint_is_called_one(drive) -> None:
    async with drive() as b:
        await b.press("j", "j", "C")
        await b.see("Ferry aground off Torvik", "a reprint")


async def test_an_article_that_nobody_else_tells_says_so(drive) -> None:
    async with drive() as b:
        await b.press("G", "C")
        await b.see("No other article tells this story")
        await b.press("escape")
        await b.see("7 of 7")


async def test_undo_says_first_what_was_undone_whole_at_80_columns(drive) -> None:
    async with drive((80, 24)) as b:
        await b.press("j", "C")
        await b.see("Others on: Twelve hurt", "1 of 3")
        await b.press("j", "x")
        await b.see("not of this story", "of 2")
        await b.press("u")
        await b.see("undone: “Rudder of the Karla…” and “Twelve hurt on the K…” are not one story ")


async def test_an_other_that_is_of_no_such_story_is_taken_out_and_put_back(drive) -> None:
    async with drive(place=ReadingPlace(visited=True, fold="stories")) as b:
        await b.press("j", "C")
        await b.see("Others on: Twelve hurt", "1 of 3")
        await b.press("j", "x")
        await b.see("not of this story", "of 2")
        await b.press("escape")
        await b.see("1 of 4" if b.browser.browse.list.cursor == 0 else "of 4", "+2", "Rudder of the Karla failed")
        await b.press("u")
        await b.see("undone: “Rudder of the Karla…” and “Twelve hurt on the K…” are not one story", "of 3", "+3")
        await b.press("U")
        await b.see("redone: “Rudder of the Karla…” and “Twelve hurt on the K…” are not one story", "+2")


async def test_what_is_like_an_article_is_put_into_its_story(drive) -> None:
    async with drive(place=ReadingPlace(visited=True, fold="stories")) as b:
        await b.press("j", "&")
        await b.see("Like Twelve hurt on the Karla", "1 of 2")
        await b.press("x")
        await b.see("it is not of this story any more")
        await b.press("m")
        await b.see("it is of this story now")
        await b.press("escape")
        await b.see("+3", "of 3")


async def test_what_is_decided_already_is_not_decided_again(drive, folder: Path) -> None:
    async with drive() as b:
        await b.press("j", "C")
        await b.see("Others on: Twelve hurt", "1 of 3")
        await b.press("m")
        await b.see("it is so already: it is of this story")
        await b.press("x")
        await b.see("it is not of this story any more")
        await b.press("escape", "&")
        await b.see("Like Twelve hurt on the Karla", "Ferry aground before dawn")
        while "Ferry aground before dawn" not in b.browser.screen.rows.current.row.title:
            await b.press("j")
        await b.press("x")
        await b.see("it is so already: it is not of this story")
    assert len(run("decisions", "list", str(folder)).stdout.splitlines()) == 1


async def test_decisions_on_stories_are_listed_with_the_others(drive, folder: Path) -> None:
    async with drive() as b:
        await b.press("j", "C")
        await b.see("1 of 3")
        await b.press("x")
        await b.see("not of this story")
    listed = run("decisions", "list", str(folder))
    assert '"kind": "other-story"' in listed.stdout
    told = run("stories", str(folder), "--format", "jsonl", "--alone")
    assert sorted(len(json.loads(line)["articles"]) for line in told.stdout.splitlines()) == [1, 1, 2, 3]
    number = str(json.loads(listed.stdout)["number"])
    assert run("decisions", "forget", str(folder), number).returncode == 0
    told = run("stories", str(folder), "--format", "jsonl", "--alone")
    assert sorted(len(json.loads(line)["articles"]) for line in told.stdout.splitlines()) == [1, 2, 4]


@pytest.mark.parametrize("corpus", ["reprints"])
async def test_of_an_article_that_is_not_extracted_no_story_is_claimed(drive) -> None:
    async with drive() as b:
        await b.press("C")
        await b.see("Its story is known once it is extracted")
