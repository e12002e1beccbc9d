"""The screens of quotes and of the brief."""

from __future__ import annotations

from tui.keys import TEXT


async def test_quotes_of_the_results_are_a_line_each(drive) -> None:
    async with drive((120, 40)) as b:
        await b.press("Q")
        await b.see("all articles: 3 quotes, by date", "2026-03-03  Ada Brandt", "We will begin before the winter")


async def test_enter_opens_a_quote_at_its_words(drive) -> None:
    async with drive((120, 40)) as b:
        await b.press("Q")
        await b.see("It will fall by Friday")
        while "It will fall" not in b.browser.screen.pane.current.text:
            await b.press("j")
        await b.press("enter")
        await b.see("Report [number] 7 from the river")
        await b.until(lambda: b.browser.browse.pane == TEXT and b.browser.browse.article.evidence is not None)
        start, end = b.browser.browse.article.evidence
        assert b.browser.browse.article.page.article.text[start:end].startswith("It will fall by Friday")


async def test_quotes_are_grouped_by_speaker_and_narrowed_by_typing(drive) -> None:
    async with drive((120, 40)) as b:
        await b.press("Q")
        await b.see("by date")
        await b.press("s")
        await b.see("by speaker")
        await b.press("/")
        await b.type("friday")
        await b.until(lambda: len(b.browser.screen.pane.rows) == 1)
        await b.see("3 quotes, by speaker; 1 line with “friday”", "“It will fall by Friday")
        await b.press("enter", "escape")
        await b.until(lambda: len(b.browser.screen.pane.rows) == 3)


async def test_a_long_quote_is_unfolded(drive) -> None:
    async with drive((40, 20)) as b:
        await b.press("Q")
        await b.until(lambda: bool(b.browser.screen.pane.rows))
        rows = len(b.browser.screen.pane.rows)
        await b.press("+")
        assert len(b.browser.screen.pane.rows) > rows
        await b.press("+")
        assert len(b.browser.screen.pane.rows) == rows


async def test_what_is_copied_is_said_whole(drive) -> None:
    async with drive((120, 40)) as b:
        await b.press("Q")
        await b.see("Ada Brandt")
        await b.press("y")
        await b.see("copied the line: 2026-03-03 Ada Brandt “We will begin before the winter” Velden Courier")


async def test_the_brief_tells_the_stories_of_the_results(drive) -> None:
    async with drive((120, 40)) as b:
        await b.press("/")
        await b.type("harbour")
        await b.press("enter")
        await b.see("1 of 8 articles")
        await b.press("B")
        await b.see("harbour: brief of 1 article ━", "Alone", "WHAT", "WHO", "Ada Brandt", "SAID", "ARMS", "Patriot")


async def test_a_line_of_the_brief_leads_to_its_words(drive) -> None:
    async with drive((120, 40)) as b:
        await b.press("B")
        await b.see("brief of 8 articles", "Patriot")
        while b.browser.screen.pane.current.text != "Patriot":
            await b.press("j")
        await b.press("enter")
        await b.until(lambda: b.browser.browse.pane == TEXT and b.browser.browse.article.evidence is not None)
        start, end = b.browser.browse.article.evidence
        assert b.browser.browse.article.page.article.text[start:end] == "Patriot"


async def test_escape_goes_back_to_the_list(drive) -> None:
    async with drive() as b:
        for key in ("Q", "B"):
            await b.press(key, "escape")
            await b.until(lambda: b.browser.screen is b.browser.browse)
