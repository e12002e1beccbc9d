"""Keys typed before an answer is there wait for it: each acts on what the key before it asked for."""

from __future__ import annotations

import itertools
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from extract.index.search.patterns import PatternBudget
from tests.functional.conftest import opened
from tests.waiting import WAIT_S
from tui import messages as m
from tui.screens.context import ContextScreen
from tui.screens.key_screen import KeyScreen
from tui.session import ReadingPlace

TREATY = "Harbour treaty signed in Velden"


@contextmanager
def blocked(owner: Any, name: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Have a method of the backend wait until the event is set, which it is at the end."""
    going: threading.Event = threading.Event()
    method: Callable[..., Any] = getattr(owner, name)

    def wait(*args: object) -> object:
        assert going.wait(WAIT_S)
        return method(*args)

    monkeypatch.setattr(owner, name, wait, raising=False)
    yield going
    going.set()


async def test_a_search_is_shown_in_context_though_c_came_before_its_results(drive) -> None:
    async with drive() as b:
        await b.burst("/", *"bridge", "enter", "c")
        await b.until(lambda: isinstance(b.browser.screen, ContextScreen))
        await b.see("bridge: 70 in context")


async def test_the_search_that_was_asked_for_is_saved_and_exported(drive) -> None:
    async with drive() as b:
        await b.burst("/", *"bridge", "enter", "S", "enter", *"rivers", "enter")
        await b.until(lambda: b.backend.annotations.saved_searches() == [("rivers", "bridge")])
        await b.burst("/", *" 7", "enter", "X", "enter")
        await b.see("export 1 found to")


async def test_all_results_are_tagged_in_one_burst_with_the_answer_to_the_question(drive) -> None:
    async with drive() as b:
        await b.burst("/", *"bridge", "enter", "A", *"+river", "enter", "y", "enter")
        await b.until(lambda: len(b.tags) == 7)
        assert TREATY not in b.tags


async def test_a_key_moves_in_the_order_that_was_chosen_before_it(drive) -> None:
    async with drive() as b:
        await b.burst("s", *"title", "enter", "G", "k", "2")
        await b.until(lambda: list(b.tags) == ["Report [number] 6 from the river"])


async def test_a_facet_is_walked_to_and_narrows_in_one_burst(drive) -> None:
    async with drive() as b:
        await b.press("f")
        await b.until(lambda: bool(b.browser.browse.side["facets"].rows))
        second = b.browser.browse.side["facets"].rows[1]
        await b.press("f")
        await b.burst("f", "j", "enter")
        await b.until(lambda: second.value in b.browser.browse.found.query)


async def test_a_note_is_written_on_the_article_that_one_has_just_gone_to(drive) -> None:
    async with drive() as b:
        await b.burst("j", "a", *"look", "enter", "j", "e")
        await b.see("Entities of Report [number] 2")
        await b.press("q", "k")
        await b.see("NOTES   look")
        assert b.notes == ["look"]


async def test_lines_of_a_brief_are_not_struck_before_they_are_there_and_one_goes_to_them(drive, monkeypatch) -> None:
    async with drive() as b:
        with blocked(b.backend.briefs, "brief", monkeypatch) as going:
            await b.press("B")
            await b.burst("j", "j", "j", "x", "x", "G", "m", "k")
            going.set()
            await b.see("m did nothing: it was typed before the lines were there")
        screen = b.browser.screen
        await b.until(lambda: screen.pane.at == len(screen.pane.rows) - 2)
        assert not any(b.backend.annotations.judgements_of(screen._judged))
        await b.press("x")
        await b.see("struck: ")
        assert any(b.backend.annotations.judgements_of(screen._judged))


async def test_no_quick_tag_is_put_on_quotes_that_are_not_there_yet(drive, monkeypatch) -> None:
    async with drive() as b:
        with blocked(b.backend.briefs, "quotes", monkeypatch) as going:
            await b.press("Q")
            await b.burst("1", "j")
            going.set()
            await b.see("1 did nothing: it was typed before the lines were there")
        assert not b.tags
        await b.press("1")
        await b.see("+important on 1 article")


@pytest.mark.parametrize("corpus", ["thousand"])
async def test_a_row_is_tagged_that_had_not_been_fetched(drive) -> None:
    async with drive() as b:
        await b.burst("G", "2", "g", ":", *"500", "enter", "2")
        await b.until(lambda: set(b.tags) == {"Dispatch 999", "Dispatch 499"})


async def test_an_entity_is_merged_in_one_burst(drive) -> None:
    async with drive() as b:
        await b.burst("E", "m", *"karla", "enter")
        await b.see("Karla Brandt is Ada Brandt, in the corpus")


async def test_tags_are_completed_though_the_store_was_opened_meanwhile(folder, drive) -> None:
    with opened(folder) as backend:
        article = backend.rows(backend.search("bridge 7", "date"), 0, 1)[0].id
        backend.annotations.tag([article], ["procurement/air"], [])
    async with drive(settled=False) as b:
        await b.burst("t", *"+procu")
        await b.see("+procurement/air")


async def test_a_key_that_interrupts_drops_those_that_waited_and_says_so(drive, monkeypatch) -> None:
    async with drive(patience_s=0.0) as b:
        with blocked(b.backend, "search", monkeypatch):
            await b.burst("/", *"bridge", "enter", "2", "j", "2")
            await b.press("escape")
            await b.see("the search was stopped; 3 keys that were typed meanwhile did nothing")
        await b.burst("j", "2")
        await b.until(lambda: len(b.tags) == 1)
        assert TREATY not in b.tags
        assert b.browser.browse.found.query == ""


async def test_escape_takes_its_turn_where_nobody_waited_long(drive, monkeypatch) -> None:
    async with drive(patience_s=WAIT_S) as b:
        with blocked(b.backend, "search", monkeypatch) as going:
            await b.burst("/", *"bridge", "enter", "2", "escape")
            going.set()
            await b.until(lambda: list(b.tags) == ["Report [number] 1 from the river"])
            await b.until(lambda: b.browser.browse.found.query == "")


async def test_escape_stops_a_search_that_has_not_begun(drive) -> None:
    async with drive(settled=False, settle_s=3600.0) as b:
        await b.burst("/", *"bridge", "enter", "escape")
        await b.see("the search was stopped")
        b.browser._settle_in()
        last = b.browser.threads.search(b.browser.browse, "last", lambda: None)
        await b.until(last.done)
        await b.pilot.pause()
        assert b.browser.browse.found.query == ""


async def test_escape_stops_a_search_whose_results_are_on_their_way(drive, monkeypatch) -> None:
    async with drive() as b:
        with blocked(b.backend, "search", monkeypatch) as going:
            await b.burst("/", *"bridge", "enter")
            going.set()
            b.browser.browse.actions.finding._answered.result(WAIT_S)  # the loop stands still: nothing is shown yet
            b.browser.browse.take_key("escape", None)
            await b.see("the search was stopped")
            await b.pilot.pause()
            assert b.browser.browse.found.query == ""


async def test_a_second_escape_does_not_stop_what_the_first_asked_for(drive, monkeypatch) -> None:
    async with drive(place=ReadingPlace(query="bridge")) as b:
        with blocked(b.backend, "search", monkeypatch) as going:
            await b.burst("escape", "escape")
            going.set()
            await b.see("the search was cleared", "8 articles")
            await b.until(lambda: b.browser.browse.found.query == "")


@pytest.mark.parametrize("corpus", ["thousand"])
async def test_escape_stops_a_slow_pattern_and_the_results_before_it_stay(drive, monkeypatch) -> None:
    begun, going, texts = threading.Event(), threading.Event(), []

    def matches(_: PatternBudget, pattern: str, text: str) -> bool:
        begun.set()
        texts.append(text)
        return going.wait(WAIT_S)

    monkeypatch.setattr(PatternBudget, "matches", matches)
    async with drive() as b:
        await b.burst("/", *"/train/", "enter")
        await b.until(begun.is_set)
        await b.press("escape")
        await b.see("the search was stopped")
        going.set()
        await b.answer("/", "title:499")
        await b.see("1 of 1,000 articles", "Dispatch 499")
        assert len(texts) <= 2  # of the search as it was typed, and as it was entered


async def test_quitting_waits_for_no_search(drive, monkeypatch) -> None:
    async with drive() as b:
        with blocked(b.backend, "search", monkeypatch):
            await b.burst("/", *"bridge", "enter", "q")
            await b.until(lambda: b.browser.leaving)


async def test_a_bulk_tagging_is_given_up_while_its_articles_are_counted(drive, monkeypatch) -> None:
    async with drive() as b:
        with blocked(b.backend.annotations, "preview", monkeypatch):
            await b.burst("A", *"+all", "enter")
            await b.press("escape")
            await b.see("nothing was tagged")
            await b.press("/")
            await b.type("river")
        await b.see("7 found", "/river")
        await b.press("escape")
        assert b.tags == {}


async def test_keys_to_a_list_that_cannot_be_had_do_not_wait_for_ever(drive, monkeypatch) -> None:
    async with drive() as b:

        def fails(*_: object) -> None:
            raise OSError("gone")

        monkeypatch.setattr(b.backend, "page", fails, raising=False)
        await b.burst("j", "a", "j", "2")
        await b.until(lambda: len(b.tags) == 1)


async def test_what_was_said_before_all_was_ready_is_not_replaced_by_the_first_hint(drive) -> None:
    async with drive(settled=False, settle_s=3600.0) as b:
        await b.press("r")
        await b.see("r does nothing here")
        b.browser._settle_in()
        await b.pilot.pause()
        assert "r does nothing here" in b.text


async def test_a_machine_that_stalls_as_the_browser_starts_keeps_nothing_from_being_made_ready(
    drive, monkeypatch
) -> None:
    looks = itertools.count()
    monkeypatch.setattr("textual.timer._time.get_time", lambda: time.monotonic() + next(looks) % 2 * 3600.0)
    async with drive(settled=False) as b:
        await b.until(lambda: b.browser._settled)
        await b.see("8 unread")


async def test_a_note_that_was_just_written_is_there_for_the_next_key(drive) -> None:
    async with drive() as b:
        await b.press("a")
        await b.type("harbour")
        await b.burst("enter", "i", "ctrl+w", *"port", "enter")
        await b.see("note changed")
        assert b.notes == ["port"]


async def test_a_note_that_is_being_written_is_waited_for_though_the_article_was_fetched_meanwhile(
    drive, monkeypatch
) -> None:
    async with drive() as b:
        with blocked(b.backend.annotations, "write_note", monkeypatch) as going:
            await b.answer("a", "harbour")
            fetched = b.browser.browse.follow(again=True)
            await b.until(fetched.done)
            await b.burst("i")
            await b.pilot.pause()
            going.set()
            await b.see("enter keeps it; an empty one is taken away")


async def test_a_key_goes_on_behind_the_answer_though_that_came_before_it_asked(drive, monkeypatch) -> None:
    async with drive() as b:
        browse, notes = b.browser.browse, list[int]()
        await b.until(lambda: not browse._changes or all(change.done() for change in browse._changes))
        on_answered = KeyScreen.on_answered

        def look(screen: KeyScreen, answered: m.Answered) -> None:
            notes.append(len(browse.article.page.notes))
            on_answered(screen, answered)

        monkeypatch.setattr(KeyScreen, "on_answered", look)
        b.backend.annotations.write_note(browse.list.selected.id, "harbour", None)
        browse.follow(again=True).result(WAIT_S)  # the loop stands still: the article is on its way
        assert browse.holds_key("i", "i")
        await b.until(lambda: bool(notes))
        assert notes[-1] == 1
