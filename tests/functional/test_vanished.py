"""Lines that lead to an article which the corpus has lost since, or which is not among the results."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.command_line import run_sitrep
from tests.functional.conftest import Driven
from tests.functional.test_type_ahead import blocked
from tui.keys import LIST, TEXT


def take_away(folder: Path, title: str) -> None:
    """Take an article out of the corpus, and have the index know it."""
    (file,) = folder.glob("*.jsonl")
    rows = file.read_text("utf-8").splitlines(keepends=True)
    file.write_text("".join(row for row in rows if title not in row), "utf-8")
    run_sitrep("index", folder)


async def to_words(b: Driven, words: str) -> None:
    while words not in b.browser.screen.pane.current.text:
        await b.press("j")


@pytest.mark.parametrize(("key", "words"), [("Q", "It will fall by Friday"), ("B", "Karla Brandt")])
async def test_a_line_whose_article_is_gone_opens_no_other_article(drive, folder, key, words) -> None:
    async with drive((120, 40)) as b:
        await b.press(key)
        await b.see(words)
        await to_words(b, words)
        take_away(folder, "Report [number] 7")
        await b.press("enter")
        await b.see("the article of this line is no longer in the corpus; R gathers anew")
        assert b.browser.screen is not b.browser.browse
        await b.press("R")
        await b.until(lambda: words not in b.text)


async def test_a_hit_in_context_whose_article_is_gone_opens_no_other_article(drive, folder) -> None:
    async with drive((120, 40)) as b:
        await b.answer("/", "friday")
        await b.press("c")
        await b.see("friday: 1 in context")
        take_away(folder, "Report [number] 7")
        await b.press("enter")
        await b.see("the article of this line is no longer in the corpus")
        assert b.browser.screen is not b.browser.browse


async def test_a_marked_article_that_is_not_among_the_results_is_shown_in_a_list_of_all(drive) -> None:
    async with drive((120, 40)) as b:
        await b.press("v")
        await b.answer("/", "river")
        await b.see("of 7")
        await b.press("Q")
        await b.see("the marked: ", "We will begin before the winter")
        await b.press("enter")
        await b.until(lambda: b.browser.browse.pane == TEXT and b.browser.browse.article.evidence is not None)
        assert b.browser.browse.article.page.title == "Harbour treaty signed in Velden"
        await b.see("Q goes back to the quotes")
        await b.press("escape", "backspace")
        await b.see("of 7")


@pytest.mark.parametrize("corpus", ["reprints"])
async def test_a_line_of_which_another_article_is_left_leads_to_that(drive, folder) -> None:
    run_sitrep("index", folder)
    async with drive((120, 40)) as b:
        await b.press("Q")
        await b.see("We will begin before the winter")
        await to_words(b, "We will begin before the winter")
        places = b.browser.screen.pane.current.passage.places
        first, second = (b.backend.page(article, "").title for article, _, _ in places[:2])
        take_away(folder, f'"title": "{first}"')
        await b.press("enter")
        await b.until(lambda: b.browser.browse.pane == TEXT and b.browser.browse.article.evidence is not None)
        assert b.browser.browse.article.page.title == second


async def test_who_goes_back_before_the_article_is_found_stays_in_the_list(drive, monkeypatch) -> None:
    async with drive((120, 40)) as b:
        await b.press("Q")
        await b.see("It will fall by Friday")
        with blocked(b.backend, "has_article", monkeypatch):
            await b.press("enter", "escape")
            await b.until(lambda: b.browser.screen is b.browser.browse)
        await b.rest()
        assert b.browser.browse.pane == LIST
