"""The others on this: what other articles of a story have that one lacks."""

from __future__ import annotations

import pytest


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
