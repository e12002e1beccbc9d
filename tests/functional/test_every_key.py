"""The keys that no other test presses, each in the pane where it lives."""

from __future__ import annotations

import pytest

from tests.functional.conftest import is_closed
from tui.config import Config
from tui.keys import (
    BRIEF,
    CARD,
    COMPARE,
    CONTEXT,
    DETAILS,
    ENTITIES,
    FACETS,
    LIST,
    OTHERS,
    QUOTES,
    SELECTION,
    TABLE,
    TEXT,
    TIMELINE,
    WHERES,
)
from tui.screens.help import HelpScreen

TREATY = "Harbour treaty signed in Velden"


@pytest.mark.parametrize("corpus", ["thousand"])
async def test_motions_of_the_list(drive) -> None:
    async with drive(config=Config(theme="dark", rest_ms=0, read_ms=-1)) as b:
        for key, place in (
            ("j", 2), ("k", 1), ("space", 15), ("b", 1), ("ctrl+d", 8), ("ctrl+u", 1), ("down", 2), ("up", 1),
            ("pagedown", 15), ("pageup", 1), ("end", 1000), ("home", 1),
        ):  # fmt: skip
            await b.press(key)
            await b.see(f" {place:,} of 1,000 ")
        await b.press("G", "g")
        await b.see(" 1 of 1,000 ")


async def test_the_next_article_from_the_text_and_back(drive) -> None:
    async with drive() as b:
        await b.press("tab", "tab", "J", "J")
        await b.see("3 of 8", "near bridge 2.")
        await b.press("K")
        await b.see("2 of 8", "near bridge 1.")
        assert b.browser.browse.pane == TEXT


async def test_a_key_that_does_nothing_where_one_is_says_why(drive) -> None:
    async with drive((80, 24)) as b:
        await b.press("K")
        await b.see("this is the first article")
        await b.press("G", "J")
        await b.see("this is the last article")
        await b.press("h")
        await b.see("F folds by reprints or stories")
        await b.press("F", "h")
        await b.see("nothing is unfolded here")
        await b.press("+")
        await b.see("+ unfolds the card of an article that is open")
        await b.press("d")
        await b.see("1 article; enter narrows")
        for key in ("j", "k"):
            await b.press(key)
            await b.see("h and l go through the months")
            await b.press("h")


async def test_escape_says_how_many_marks_it_takes_off(drive) -> None:
    async with drive() as b:
        await b.press("v", "v", "v", "escape")
        await b.see("3 articles unmarked")
        assert not b.browser.browse.list.marked


async def test_jumps_to_each_pane(drive) -> None:
    async with drive() as b:
        for keys, pane in (("wt", TEXT), ("wc", CARD), ("wf", FACETS), ("wd", TIMELINE), ("wl", LIST)):
            await b.press(*keys)
            assert b.browser.browse.pane == pane
        await b.press("shift+tab")
        assert b.browser.browse.pane == TIMELINE


async def test_the_card_is_unfolded_and_folded(drive) -> None:
    async with drive((80, 24)) as b:
        await b.press("tab")
        await b.see("+2")
        await b.press("+")
        await b.see("Velden Port Authority", "Jonas Weil")
        await b.press("+")
        await b.see("+2")


async def test_highlights_go_from_names_to_everything_and_to_nothing(drive) -> None:
    async with drive() as b:
        await b.see("Brandtᴾ and the Velden Port Authorityᴼ", "on Tuesday to")
        await b.press("H")
        await b.see("dates, nationalities and quantities are marked too", "on Tuesdayᴰ to")
        await b.press("H")
        await b.see("without letters", "Brandt and the Velden Port Authority signed")
        await b.press("H")
        await b.see("nothing is marked")
        await b.press("H")
        await b.see("names are marked, with letters", "Brandtᴾ")


async def test_the_list_stands_above_the_article_or_beside_it_and_stays_so(drive, folder) -> None:
    from tui import session

    async with drive() as b:
        pane = b.browser.browse
        assert (pane.list.size.width, pane.article.region.y > pane.list.region.y) == (120, True)
        await b.press("L")
        await b.until(lambda: pane.article.region.y == pane.list.region.y)
        await b.see("2026-03-03  Velden Courier", "Ada Brandt")
        await b.press("q")
    async with drive(place=session.load().at(str(folder))) as b:
        pane = b.browser.browse
        await b.until(lambda: pane.article.region.y == pane.list.region.y)


@pytest.mark.parametrize("corpus", ["thousand"])
async def test_the_split_is_moved_until_the_list_has_all_the_room_and_stays_so(drive, folder) -> None:
    from tui import session

    async with drive() as b:
        pane = b.browser.browse
        before = pane.list.size.height
        await b.press("<")
        await b.until(lambda: pane.list.size.height < before)
        for _ in range(7):
            await b.press(">")
        await b.see("the list has all the room; enter opens an article", "Dispatch 36")
        assert not pane.article.display
        await b.press("enter")
        await b.see("Train 0 has left.")
        await b.press("ctrl+q")
    assert session.load().at(str(folder)).split == 100


async def test_where_the_window_is_narrow_the_split_says_from_where_on_there_is_one(drive) -> None:
    async with drive((80, 24)) as b:
        for key in ("L", ">", "<"):
            await b.press(key)
            await b.see("both in sight from 100 columns on")
            await b.press("j")


async def test_hits_are_walked_backwards_into_the_article_before(drive) -> None:
    async with drive() as b:
        await b.press("/")
        await b.type("bridge")
        await b.press("enter")
        await b.see("7 of 8 articles")
        await b.press("j")
        await b.see("near «bridge» 2.")
        await b.press("n")
        await b.until(lambda: b.browser.browse.article.evidence is not None)
        first = b.browser.browse.article.evidence
        await b.press("n", "N")
        assert b.browser.browse.article.evidence == first
        await b.press("N")
        await b.see("1 of 7")


async def test_backspace_and_escape_go_back_to_the_article_that_was_left(drive) -> None:
    async with drive() as b:
        await b.press(":", "8", "enter")
        await b.see("8 of 8")
        left = b.browser.browse.list.selected.id
        await b.answer("/", "treaty")
        await b.see("1 of 1")
        await b.press("backspace")
        await b.see("8 of 8")
        assert b.browser.browse.list.selected.id == left
        await b.answer("/", "zzzqqq")
        await b.until(lambda: b.browser.browse.found.query == "zzzqqq" and not b.browser.browse._awaited)
        await b.press("escape")
        await b.see("8 of 8")
        assert b.browser.browse.list.selected.id == left


async def test_backspace_goes_back_to_the_search_before(drive) -> None:
    async with drive() as b:
        await b.press("/")
        await b.type("river")
        await b.press("enter")
        await b.see("7 of 8 articles")
        await b.press("/", "ctrl+u")
        await b.type("harbour")
        await b.press("enter")
        await b.see("1 of 8 articles")
        await b.press("backspace")
        await b.see("7 of 8 articles")


@pytest.mark.parametrize(("key", "on", "off"), [("m", "read", "unread"), ("*", "starred", "no longer starred")])
async def test_read_and_starred_are_set_and_taken_off(drive, key, on, off) -> None:
    async with drive() as b:
        article = b.browser.browse.list.selected.id
        await b.press(key)
        await b.see(f"1 article {on}")
        assert b.backend.store.states(article) == (on,)
        await b.until(lambda: getattr(b.browser.browse.list.selected, on))
        await b.press(key)
        await b.see(f"1 article {off}")
        assert b.backend.store.states(article) == ()


async def test_redo_does_again_what_was_undone_and_says_so(drive) -> None:
    async with drive() as b:
        await b.press("U")
        await b.see("nothing to redo")
        await b.press("1")
        await b.see("#important")
        await b.press("u")
        await b.see("undone: +important on 1 article")
        assert b.tags == {}
        await b.press("U")
        await b.see("redone: +important on 1 article", "#important")
        assert list(b.tags.values()) == [("important",)]


async def test_what_is_copied_is_said(drive) -> None:
    async with drive() as b:
        await b.press("y")
        await b.see("copied the reference: Harbour treaty signed in Velden · Velden Courier")
        await b.press("tab", "j", "j", "j", "y")
        await b.see("copied the line: Ada Brandt Minister")
        await b.press("tab", "v", "w", "y")
        await b.see("copied the passage: Minister Ada")


async def test_a_passage_is_tagged(drive) -> None:
    async with drive() as b:
        await b.press("tab", "tab", "v", "w", "t")
        await b.type("+pact")
        await b.press("enter")
        await b.see("+pact on the passage")
        (passage,) = b.backend.store.passages(b.browser.browse.list.selected.id)
        assert (passage.selector.exact, passage.tags) == ("Minister Ada", ("pact",))


async def test_the_source_that_is_gone_is_named(drive, folder) -> None:
    async with drive() as b:
        (folder / "articles.jsonl").unlink()
        await b.press("o")
        await b.see("articles.jsonl is no longer there")
        await b.press("j")
        await b.see("near bridge 1.")
        await b.press("O")
        await b.see("articles.jsonl is no longer there")


async def test_an_export_asks_for_the_form_and_the_file(drive, tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    async with drive() as b:
        await b.press("v", "X")
        await b.see("Export 1 marked as")
        await b.type("csv")
        await b.press("enter")
        await b.see("export 1 marked to", "harbour.csv")
        await b.press("enter")
        await b.see("1 article written to")
    assert TREATY in (tmp_path / "harbour.csv").read_text(encoding="utf-8")


async def test_redrawing_changes_nothing(drive) -> None:
    async with drive() as b:
        await b.see("8 unread")
        await b.rest()
        before = b.lines
        await b.press("ctrl+l")
        assert b.lines == before


async def test_quitting_from_anywhere(drive) -> None:
    async with drive() as b:
        await b.press("E")
        await b.see("Entities of the corpus")
        await b.press("ctrl+q")
    assert is_closed(b.backend)


async def test_the_help_of_each_place_lists_every_binding_that_is_live_there(drive) -> None:
    async with drive() as b:
        for where in WHERES:
            lines = HelpScreen(b.browser.context, where).draw(120)
            listed = {text for line in lines for text, _ in line}
            assert {binding.id for binding in TABLE if where in binding.where} <= listed


async def test_the_place_in_the_text_is_kept_and_come_back_to(drive, folder) -> None:
    from tui import session

    async with drive((40, 12)) as b:
        await b.press("j", "j")
        await b.see("3 of 8")
        await b.press("tab", "tab")
        await b.see("near bridge 2.")
        await b.press("j")
        top = b.browser.browse.article.text.top
        assert top
        await b.press("ctrl+q")
    async with drive((40, 12), place=session.load().at(str(folder))) as b:
        assert b.browser.browse.article.text.top == top
        assert b.browser.browse.pane == TEXT
        assert b.browser.browse.list.cursor == 2


WAYS = {
    LIST: (),
    CARD: ("w", "c"),
    TEXT: ("w", "t"),
    SELECTION: ("w", "t", "v"),
    FACETS: ("w", "f"),
    TIMELINE: ("w", "d"),
    ENTITIES: ("e",),
    CONTEXT: ("/", "ctrl+u", *"bridge", "enter", "c"),
    OTHERS: ("j", "&"),
    DETAILS: ("D",),
    QUOTES: ("Q",),
    BRIEF: ("B",),
    COMPARE: ("|",),
}
"""How one comes from the list to each place that has keys."""
PRESSED_ELSEWHERE = {"quit", "quit_now", "suspend", "open_source", "edit_source"}
"""They end the browser or lend the terminal to another program: tests/terminal presses them."""


@pytest.mark.parametrize("where", WHERES)
async def test_every_key_is_pressed_in_every_place_and_breaks_nothing(drive, where: str) -> None:
    async with drive() as b:
        pane = b.browser.browse
        there = lambda: not pane.foot.prompt and getattr(b.browser.screen, "where", "") == where  # noqa: E731
        for binding in TABLE:
            if where not in binding.where or binding.id in PRESSED_ELSEWHERE:
                continue
            if not there():  # else the next key is pressed at once: coming anew takes most of the time
                while b.browser.screen is not pane or pane.foot.prompt or pane.where == SELECTION:
                    await b.press("escape")
                await b.press("w", "l", *WAYS[where])
                await b.until(there)
            await b.press(*binding.keys[0].split(" "))
        assert [failed for failed in b.browser.context.failures if failed.trace] == []


@pytest.mark.parametrize("key", ["enter", "t", "1", "v", "a", "*", "m", "A", "e", "&", "|", "C", "Q", "B", "X", "y"])
async def test_where_nothing_was_found_a_key_that_wants_an_article_says_so(drive, key: str) -> None:
    async with drive() as b:
        await b.press("/", *"zebra", "enter")
        await b.see("Nothing found")
        await b.press(key)
        await b.see("no article here: the search found nothing")
        assert b.browser.browse.pane == LIST


async def test_n_without_a_search_names_the_key_of_the_next_unread_article(drive) -> None:
    async with drive() as b:
        await b.press("n")
        await b.see("nothing is searched for; / searches, M goes to the next unread article")


@pytest.mark.parametrize("corpus", ["thousand"])
async def test_beside_a_list_made_larger_the_article_keeps_a_width_that_can_be_read(drive) -> None:
    async with drive() as b:
        pane = b.browser.browse
        await b.press("L", *[">"] * 6)
        await b.until(lambda: pane.split >= 90)
        await b.until(lambda: pane.article.size.width == 30)
        await b.press(">")
        await b.see("the list has all the room")
