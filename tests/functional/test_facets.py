"""The pane of facets where a corpus has more values than it shows, and lines than fit."""

from __future__ import annotations

import pytest

from extract.index.search.facets import CANDIDATES
from tests.functional.corpora import OUTLETS, SURNAMES
from tui.widgets.facets import SHOWN

CORPUS = pytest.mark.parametrize("corpus", ["outlets"])


@CORPUS
@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_a_page_of_the_facets_is_as_high_as_their_pane(drive, size) -> None:
    async with drive(size) as b:
        await b.press("f")
        await b.see("Sources", "Post 0")
        pane = b.browser.browse.side["facets"]
        page = pane.inner_height
        assert page > 15
        for down, up, by in (("space", "b", page), ("pagedown", "pageup", page), ("ctrl+d", "ctrl+u", page // 2)):
            await b.press(down)
            await b.see(f" {1 + by} of ")
            await b.press(up)
            await b.see(" 1 of ")


@CORPUS
@pytest.mark.parametrize("query", ["", "bridge"])
async def test_facets_say_how_many_more_there_are_and_typing_finds_them(drive, query) -> None:
    last = f"Post {OUTLETS - 1}"
    async with drive() as b:
        await b.answer("/", query)
        await b.press("f")
        await b.see(f"… {OUTLETS - SHOWN} more; F filters")
        await b.press("G")
        await b.see("People", f"… over {CANDIDATES - SHOWN} more; F filters")
        await b.press("g")
        await b.press("F")
        await b.type(last.lower())
        await b.see(f"Facets with {last.lower()}", f"{last}   ")
        await b.press("ctrl+u")
        await b.type(SURNAMES[-1].lower())  # of more people than are counted
        await b.see(f"Ada {SURNAMES[-1]}  ")
        await b.press("ctrl+u")
        await b.type("nobody")
        await b.see("nothing of that name")
        await b.press("escape")
        await b.see("Post 0", "more; F filters")
        assert len(SURNAMES) > CANDIDATES


@CORPUS
async def test_a_name_that_was_given_is_found_among_the_facets(drive) -> None:
    async with drive() as b:
        await b.press("E")
        await b.answer("/", SURNAMES[650])
        await b.see("1 of 1")
        await b.press("r", "ctrl+u")
        await b.type("The Harbour Master")
        await b.press("enter")
        await b.see("is called The Harbour Master")
        await b.press("escape", "escape", "f")
        await b.answer("F", "harbour m")
        await b.see("The Harbour Master")


async def test_what_is_folded_or_not_already_says_so(drive) -> None:
    async with drive() as b:
        await b.press("f")
        await b.see("Sources")
        await b.press("l")
        await b.see("nothing is folded here; h folds a section")
        await b.press("h", "h")
        await b.see("these facets are folded already")
