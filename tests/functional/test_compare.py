"""Two articles side by side: which, why these, what differs, and each with its own place."""

from __future__ import annotations

import json
import unicodedata

import pytest

from tests.command_line import run_sitrep as run
from tui.screens.compare import CompareScreen


@pytest.fixture
def corpus() -> str:
    return "reprints"


def sides(b):
    return b.browser.screen.sides


async def test_an_article_is_compared_with_its_nearest_reprint_and_each_difference_is_shown_in_both(drive) -> None:
    async with drive() as b:
        await b.press("j", "j")
        await b.see("3 of 6")
        await b.press("|")
        await b.see(
            "compare · reprint 1 of 2", "2026-03-03 · Velden Courier · Harbour", "2026-03-04 · River Post · Treaty"
        )
        await b.see("2 differences", "costs ‹40› million", "costs ‹44› million", "‹Two deputies objected.› Brandt")
        await b.press("n")
        await b.see("difference 1 of 2")
        marked = [side.view.text[slice(*side.current)] for side in sides(b)]
        assert marked == ["40", "44"]
        await b.press("n", "n")
        await b.see("difference 2 of 2", "no more differences")
        assert [side.view.text[slice(*side.current)] for side in sides(b)] == ["", "Two deputies objected."]
        await b.press("p", "p")
        await b.see("difference 1 of 2", "no difference before this one")


async def test_lines_that_differ_have_a_sign_on_both_sides(drive) -> None:
    async with drive((80, 24)) as b:
        await b.press("j", "j", "|")
        await b.see("┃+  ‹40› million", "┃ - A spokesman", "│+  ‹44› million", "│+  deputies objected.› Brandt")


async def test_the_next_reprint_is_compared_by_one_key_and_hostile_text_stays_harmless(drive) -> None:
    async with drive() as b:
        await b.press("j", "j", "|")
        await b.see("reprint 1 of 2")
        await b.press("J")
        await b.see("reprint 2 of 2", "Orsk Times", "␛]52;c;aGk=␇", "[bold]")
        assert not {unicodedata.category(char) for char in b.text if char != "\n"} & {"Cc", "Cf"}
        await b.press("J")
        await b.see("no more reprints")
        await b.press("K", "K")
        await b.see("this is the nearest")


async def test_an_article_that_goes_with_none_says_so(drive) -> None:
    async with drive() as b:
        await b.press("G", "|")
        await b.see("no reprint of this article here, and no other one of its", "story; v marks two to compare")
        await b.press("n")
        await b.see("nothing is compared yet")
        await b.press("escape")
        await b.see("6 of 6")


async def test_the_two_that_are_marked_are_compared(drive) -> None:
    async with drive() as b:
        await b.press("v", "G", "v", "|")
        await b.see("compare · the two marked", "Orsk Times", "Snow", "nothing in common")
        assert "‹" not in b.text
        await b.press("J")
        await b.see("these two were chosen")
        await b.press("q")
        await b.see("2 marked")
        await b.press("g", "j", "v", "|")
        await b.see("3 articles are marked; two can be compared")
        assert not isinstance(b.browser.screen, CompareScreen)


async def test_one_that_is_marked_is_compared_with_that_under_the_cursor(drive) -> None:
    async with drive() as b:
        await b.press("v", "G", "|")
        await b.see("the marked one and the one under the cursor", "Orsk Times", "Snow")


async def test_the_texts_are_scrolled_apart_and_brought_together(drive) -> None:
    async with drive() as b:
        await b.press("j", "j", "j", "v", "|")
        await b.see("only the first 10,000 words of each are compared", "no difference")
        first, second = sides(b)
        await b.press("tab", "space", "j")
        assert (first.view.top, second.view.top > 0) == (0, True)
        await b.press("enter")
        assert first.view.top == second.view.top
        await b.press("G")
        assert second.counter == "100%"
        assert first.view.top < second.view.top


async def test_below_100_columns_one_stands_above_the_other_and_below_16_lines_tab_turns_them(drive) -> None:
    async with drive((80, 24)) as b:
        await b.press("j", "j", "|")
        await b.see("‹40› million", "‹44› million")
        first, second = (side.region for side in sides(b))
        assert (first.x, first.bottom) == (second.x, second.y)
    async with drive((40, 12)) as b:
        await b.press("j", "j", "|")
        await b.see("text 1 of 2", "Velden Courier")
        await b.press("n")
        await b.see("‹40›")
        await b.press("tab")
        await b.see("text 2 of 2", "River Post", "‹44›")


async def test_the_words_of_a_difference_are_copied(drive) -> None:
    async with drive() as b:
        await b.press("j", "j", "|")
        await b.see("2 differences")
        await b.press("y")
        await b.see("n goes to a difference")
        await b.press("n", "tab", "y")
        await b.see("copied the words: 44")


def test_the_command_prints_each_difference_with_its_place_in_both(folder) -> None:
    one, other, alone = (
        run("search", folder, query, "--format", "ids").stdout.strip()
        for query in ('title:"harbour treaty"', 'title:"treaty on"', "title:snow")
    )
    named, nearest = run("compare", folder, one, other), run("compare", folder, one)
    assert (named.returncode, named.stdout) == (0, nearest.stdout)
    rows = [json.loads(line) for line in named.stdout.splitlines()]
    assert [(row["first"]["text"], row["second"]["text"]) for row in rows] == [
        ("40", "44"),
        ("", "Two deputies objected."),
    ]
    assert all(row["second"]["id"] == other and row["first"]["end"] >= row["first"]["start"] for row in rows)
    assert f"compared with {other}, its nearest reprint: Treaty on the harbour" in nearest.stderr
    assert (run("compare", folder, one, one).returncode, run("compare", folder, alone).returncode) == (1, 1)
    assert "there is no article nobody" in run("compare", folder, one, "nobody").stderr
