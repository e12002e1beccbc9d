"""At every width: after any way to an article, title, card and text are of one article, wrapped for the pane."""

from __future__ import annotations

import pytest

from tui.keys import CARD, LIST, TEXT

SIZES = [(60, 16), (80, 24), (99, 30), (100, 30), (120, 40), (250, 80)]
WAYS = {
    "opened, left, the next, opened": ("g", "enter", "escape", "j", "enter"),
    "the next from the card": ("tab", "J"),
    "the next from the text": ("enter", "J"),
    "the last and back, hidden": ("enter", "escape", "G", "k", "enter"),
    "a row by its number, hidden": ("enter", "escape", ":", "4", "enter", "enter"),
    "a row by its number, from the text": ("w", "t", ":", "4", "enter"),
    "a search, hidden": ("enter", "escape", "/", *"bridge", "enter", "enter"),
    "the next hit in the next article": ("/", *"bridge", "enter", *"nnnn", "enter"),
    "behind the facets": ("enter", "f", "w", "l", "j", "w", "t"),
    "behind the timeline": ("enter", "d", "w", "l", "j", "j", "enter"),
    "another order": ("enter", "escape", "s", *"title", "enter", "j", "enter"),
    "folds and highlights, hidden": ("enter", "escape", "+", "H", "j", "enter"),
    "back to the first": ("enter", "J", "escape", "k", "enter"),
}


def is_of_one_article(b) -> bool:
    """Whether the pane's title, card and text are those of the row under the cursor, laid out for its width."""
    row, pane = b.browser.browse.list.selected, b.browser.browse.article
    if row is None or not pane.size:
        return False
    shown = "\n".join(pane.render_line(y).text for y in range(pane.size.height))
    here = row.title.startswith("Harbour")
    card, text = "Ada Brandt" in shown, "The river rose" in shown
    wrapped = pane.text.width == pane.text_cells
    return wrapped and row.title[:20] in shown and card == here and text != here


@pytest.mark.parametrize("size", SIZES, ids=lambda size: "x".join(map(str, size)))
@pytest.mark.parametrize("way", WAYS)
async def test_title_card_and_text_are_of_one_article(drive, way, size) -> None:
    async with drive(size) as b:
        for key in WAYS[way]:
            await b.press(key)
        if b.browser.browse.pane not in (LIST, CARD, TEXT):
            await b.press("w", "t")
        await b.until(lambda: is_of_one_article(b))


@pytest.mark.parametrize("before", SIZES[:3])
@pytest.mark.parametrize("after", SIZES)
async def test_a_change_of_size_while_the_article_is_hidden(drive, before, after) -> None:
    async with drive(before) as b:
        await b.press("enter", "escape", "j")
        await b.pilot.resize_terminal(*after)
        await b.press("enter")
        await b.until(lambda: is_of_one_article(b))
        await b.pilot.resize_terminal(*before)
        await b.until(lambda: is_of_one_article(b))


async def test_a_list_that_was_hidden_while_an_article_was_tagged_is_whole_when_one_comes_back(drive) -> None:
    async with drive((80, 24)) as b:
        await b.press("G")
        await b.see("8 of 8")
        before = b.browser.browse.list.first
        await b.press("enter", "1")
        await b.see("+important on 1 article", "#important")
        await b.press("q")
        await b.see("2026-03-03", "important", "Harbour treaty signed in Velden", "Report [number] 7")
        assert b.browser.browse.list.first == before


@pytest.mark.parametrize("corpus", ["thousand"])
async def test_a_list_that_grew_while_it_was_hidden_stays_where_it_was(drive) -> None:
    async with drive((80, 24)) as b:
        await b.press(*"jjjjjjjjjjjjjjjjjjjjjjjjjj", *"kkkk")
        await b.see("23 of 1,000")
        rows = b.browser.browse.list
        before = rows.first
        assert 0 < before < rows.cursor
        await b.press("enter", "1")
        await b.see("+important on 1 article")
        await b.press("q")
        await b.see("23 of 1,000", "important")
        assert rows.first == before


async def test_at_40_columns_quotes_show_their_words_the_help_its_sentences_and_entities_their_names(drive) -> None:
    async with drive((40, 12)) as b:
        await b.press("Q")
        await b.see("Ada Brandt  ", "We will begin befo")
        await b.press("q", "?", "space")
        await b.see("  h  left  ", "    To the part or month on the ")
        await b.press("q", "e")
        await b.see("P Ada Brandt", "1 of ")
        assert not b.browser.screen.lines.display
