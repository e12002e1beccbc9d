"""Keys that arrive in one burst, as after a stalled line or from a held key: each goes to the screen that is on top."""

from __future__ import annotations

import asyncio
import itertools

import pytest
from textual import events

from tests.functional.conftest import Driven, browser_over, is_closed, tags_on_disk
from tui.keys import FACETS
from tui.screens.picker import Picker
from tui.session import load
from tui.views.line import LINE_MAX

TREATY = "Harbour treaty signed in Velden"
OPENING = ("f", "d", "wf", "wd", "s", "S", "c", "e", "E", "?", "D", ":", "X", "i")
"""Keys that open or close a pane or a screen."""


def names(b) -> list[str]:
    return [type(screen).__name__ for screen in b.browser.screen_stack]


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
@pytest.mark.parametrize("keys", ["fff", "ddd", "wfff", "fdfdfdf", "wdwfwdwff", "fescf"])
async def test_a_pane_is_opened_and_closed_as_often_as_its_key_was_pressed(drive, keys, size) -> None:
    async with drive(size) as slow:
        await slow.press(*keys)
        open_after = set(slow.browser.browse.side)
    async with drive(size) as b:
        await b.burst(*keys)
        await b.until(lambda: set(b.browser.browse.side) == open_after)
        await b.until(lambda: {pane.id for pane in b.browser.browse.query("#facets, #timeline")} == open_after)


@pytest.mark.parametrize("keys", ["qf", "qd", "qwd", "qE", "q?", "qqqq", "q2"])
async def test_keys_after_quitting_do_nothing(drive, folder, keys) -> None:
    async with drive() as b:
        await b.burst(*keys)
    assert is_closed(b.backend)
    assert tags_on_disk(folder) == {}


async def test_what_is_tagged_before_the_first_frame_has_settled_is_kept_though_one_quits_at_once(folder) -> None:
    browser = browser_over(folder, settle_s=3600.0)
    async with browser.run_test() as pilot:
        await Driven(browser, pilot).burst("2", "q")
    assert tags_on_disk(folder) == {TREATY: ("follow-up",)}
    assert is_closed(browser.backend)


async def test_a_key_held_in_the_entities_opens_one_picker_and_is_typed_into_it(drive) -> None:
    async with drive() as b:
        await b.press("E")
        await b.see("Ada Brandt")
        await b.burst(*"m" * 60)
        await b.until(lambda: isinstance(b.browser.screen, Picker))
        assert names(b) == ["BrowseScreen", "EntitiesScreen", "SearchPicker"]
        await b.until(lambda: b.browser.screen._choices.line.text == "m" * 59)


async def test_a_burst_opens_a_screen_types_into_it_and_answers(drive) -> None:
    async with drive() as b:
        await b.burst("s", *"title", "enter")
        await b.see("by title")
        await b.burst(":", "6", "enter", "2", "k", "2")
        await b.see("5 of 8")
        await b.until(lambda: list(b.tags.values()) == [("follow-up",)] * 2)


async def test_escape_and_f_in_one_read_leave_the_article_and_open_the_facets(drive) -> None:
    async with drive((80, 24)) as b:
        await b.press("enter")
        await b.burst("alt+f")
        await b.until(lambda: b.browser.browse.where == FACETS)
        await b.press("escape", "/", *"bridge ferry")
        await b.burst("alt+b", "x", "alt+f", "y")
        await b.see("bridge xferryy")
        await b.burst("ctrl+u", "alt+f")
        await b.until(lambda: b.browser.browse.foot.prompt is None)


async def test_help_and_details_open_once_and_close_once(drive) -> None:
    async with drive() as b:
        await b.burst(*"?" * 20)
        assert names(b) == ["BrowseScreen", "HelpScreen"]
        await b.burst("escape", "D", "D", "D")
        await b.see("articles.jsonl:9")
        await b.pilot.pause()
        assert names(b) == ["BrowseScreen", "DetailsScreen"]
        await b.burst("q", "j")
        await b.see("2 of 8")


async def test_a_screen_is_open_before_its_contents_are_known_so_that_no_key_goes_past_it(drive) -> None:
    async with drive() as b:
        await b.burst("D", "q", "S", *"nothing", "escape", "/", *"bridge", "enter")
        await b.see("7 of 8 articles")
        await b.burst("c", "q", "j")
        await b.see("2 of 7")
        assert names(b) == ["BrowseScreen"]


async def test_a_screen_is_left_once_though_its_keys_come_three_times(drive) -> None:
    async with drive() as b:
        await b.burst("E", "q", "2")
        await b.until(lambda: b.tags == {TREATY: ("follow-up",)})
        assert not b.browser.leaving


@pytest.mark.parametrize("first", OPENING)
async def test_any_two_openings_and_leavings_in_one_burst(drive, first) -> None:
    pairs = itertools.product(OPENING[OPENING.index(first) :], ("escape", "enter"))  # each goes both ways
    keys = [(*first, *second, *first, leave, *second, "escape", "escape", *first) for second, leave in pairs]
    async with drive() as b:
        await b.burst(*itertools.chain(*keys), *["escape"] * 6, ":", "3", "enter")
        await b.see("3 of 8")
        await b.until(lambda: names(b) == ["BrowseScreen"])
        assert not b.browser.leaving


@pytest.mark.parametrize("key", ["f", "d", "E", ":", "t", "2"])
async def test_a_key_held_while_the_screens_are_taken_down_does_nothing(drive, folder, key) -> None:
    async def hold(browser) -> None:
        while browser.is_running:
            await asyncio.sleep(0)
        while not browser._closed:
            browser.post_message(events.Key(key, key))
            await asyncio.sleep(0)

    async with drive() as b:
        held = asyncio.create_task(hold(b.browser))
    await held
    assert tags_on_disk(folder) == {}


async def test_quitting_from_anywhere_in_a_burst_keeps_the_place(drive, folder) -> None:
    async with drive() as b:
        await b.press("j", "j")
        await b.see("near bridge 2.")
        article = b.browser.browse.list.selected.id
        await b.burst("E", "m", "x", "ctrl+q", "q", "j")
        await b.until(lambda: b.browser.leaving)
    assert is_closed(b.backend)
    assert load().at(str(folder)).article == article


@pytest.mark.parametrize("opened", ["/", "t", "a", ":"])
async def test_a_paste_longer_than_a_line_is_refused_and_the_line_goes_on(drive, opened) -> None:
    async with drive() as b:
        await b.press(opened)
        b.browser.post_message(events.Paste("x" * 1_000_000))
        await b.see("a text of 1,000,000 characters is too long: a line holds 10,000")
        b.browser.browse.foot.suggest()  # as when tags that it may become are known later
        await b.rest()
        assert "a line holds 10,000" in b.text
        await b.type("ok")
        await b.see("ok")
        b.browser.post_message(events.Paste("y " * (LINE_MAX // 2 - 1)))
        await b.type("zz")
        await b.pilot.pause()
        await b.see("y y")
        assert "zzz" not in b.text


async def test_a_paste_where_nothing_is_typed_says_so(drive) -> None:
    async with drive() as b:
        b.browser.post_message(events.Paste("2j2j"))
        await b.see("nothing to paste into here")
        assert b.tags == {}
