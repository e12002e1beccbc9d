"""The screens of quotes and of the brief."""

from __future__ import annotations

import json

import pytest

from extract.brief.listed import ListedQuote
from extract.errors import SitrepError
from tests.children import list_children
from tests.command_line import run_sitrep
from tests.functional.conftest import titles
from tests.functional.test_type_ahead import blocked
from tui.keys import TEXT
from tui.screens.quotes import QuotesScreen
from tui.widgets.passages import Passage


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


async def test_the_key_goes_back_to_the_quotes_as_they_were_left_for_an_article(drive) -> None:
    async with drive((120, 40)) as b:
        await b.press("Q")
        await b.see("3 quotes")
        await b.press("s")
        await b.answer("/", "the")
        await b.see("2 lines with “the”; all articles: 3 quotes, by speaker")
        await b.press("j", "+")
        words = b.browser.screen.pane.current.passage.text
        await b.press("enter")
        await b.see("Q goes back to the quotes")
        await b.press("j", "Q")
        await b.see("2 lines with “the”; all articles: 3 quotes, by speaker", "as it was left; R gathers anew")
        assert b.browser.screen.pane.current.passage.text == words
        assert b.browser.screen.pane.place.turned == {1}
        assert b.browser.screen.pane.first == 0
        await b.press("escape", "escape", "Q")
        await b.see("3 quotes, by date")
        await b.press("enter")
        await b.answer("/", "bridge")
        await b.see("of 7")
        await b.press("Q")
        await b.see("bridge: ")


async def test_the_key_goes_back_to_the_line_of_the_brief_that_was_left(drive) -> None:
    async with drive((120, 40)) as b:
        await b.press("B")
        await b.see("all articles: brief of")
        await b.press("j", "j", "x")
        await b.see("struck")
        await b.press("k")
        number = b.browser.screen.pane.current.number
        await b.press("enter", "B")
        await b.see("as it was left; R gathers anew")
        assert b.browser.screen.pane.current.number == number
        assert b.browser.screen.pane.current.passage.struck


async def test_quotes_are_grouped_by_speaker_and_narrowed_by_typing(drive) -> None:
    async with drive((120, 40)) as b:
        await b.press("Q")
        await b.see("by date")
        await b.press("s")
        await b.see("by speaker")
        await b.press("/")
        await b.type("friday")
        await b.until(lambda: len(b.browser.screen.pane.rows) == 1)
        await b.see("1 line with “friday”; all articles: 3 quotes, by speaker", "“It will fall by Friday")
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


async def test_the_articles_of_a_quote_are_tagged_and_a_note_is_written_on_its_words(drive) -> None:
    async with drive((120, 40)) as b:
        await b.press("Q")
        await b.see("It will fall by Friday")
        while "It will fall" not in b.browser.screen.pane.current.text:
            await b.press("j")
        await b.press("t")
        await b.type("+river")
        await b.press("enter")
        await b.see("+river on")
        await b.press("1")
        await b.see("+important on")
        await b.press("1")
        await b.see("-important on")
        await b.press("u")
        await b.see("undone: -important on")
        await b.press("a")
        await b.type("did it fall?")
        await b.press("enter")
        await b.see("note kept")
        ((article, start, end), *_) = b.browser.screen.pane.current.passage.places
        (passage,) = b.backend.page(article, "").passages
        assert (passage.start, passage.end, passage.note) == (start, end, "did it fall?")
        assert b.backend.page(article, "").tags == ("important", "river")
        await b.press("u", "u", "u")
        await b.see("undone: +river on")
        assert not b.backend.page(article, "").tags


async def test_the_quotes_that_are_listed_are_exported(drive, tmp_path) -> None:
    async with drive((120, 40)) as b:
        await b.press("Q")
        await b.see("3 quotes, by date")
        await b.press("/")
        await b.type("friday")
        await b.press("enter", "s", "X")
        await b.type("text")
        await b.press("enter", "ctrl+u")
        await b.type(f"{tmp_path}/quotes.txt")
        await b.press("enter")
        await b.see("1 quote written to")
        speaker, line = (tmp_path / "quotes.txt").read_text("utf-8").splitlines()
        assert speaker in line
        assert "It will fall by Friday" in line


async def test_the_brief_tells_the_stories_of_the_results(drive) -> None:
    async with drive((120, 40)) as b:
        await b.press("/")
        await b.type("harbour")
        await b.press("enter")
        await b.see("1 of 8 articles")
        await b.press("B")
        await b.see(
            "harbour: brief of 1 article, 2026-03-03, 1 outlet ━",
            "Other reports",
            "WHAT",
            "WHO",
            "Ada Brandt",
            "SAID",
            "ARMS",
            "Patriot",
        )


async def test_of_marked_articles_the_brief_and_the_quotes_are_of_these(drive, tmp_path) -> None:
    async with drive((120, 40)) as b:
        await b.press("j", "v", "B")
        await b.see("the marked: brief of 1 article")
        await b.press("X")
        await b.type("jsonl")
        await b.press("enter", "ctrl+u")
        await b.type(f"{tmp_path}/brief.jsonl")
        await b.press("enter")
        await b.see("brief of 1 article written")
        await b.press("escape", "Q")
        await b.see("the marked: ", "by date")


async def test_a_line_of_the_brief_leads_to_its_words(drive) -> None:
    async with drive((120, 40)) as b:
        await b.press("B")
        await b.see("brief of 8 articles, 2026-02-21 to 2026-03-03, 2 outlets", "Patriot")
        while b.browser.screen.pane.current.text != "Patriot":
            await b.press("j")
        await b.press("enter")
        await b.until(lambda: b.browser.browse.pane == TEXT and b.browser.browse.article.evidence is not None)
        start, end = b.browser.browse.article.evidence
        assert b.browser.browse.article.page.article.text[start:end] == "Patriot"


@pytest.mark.parametrize(
    ("keys", "told"),
    [((), ("Q quotes", "B brief")), (("Q",), ("escape back",)), (("B",), ("escape back",)), (("&",), ("escape back",))],
)
async def test_the_footer_names_the_way_in_and_out_at_80_columns(drive, keys, told) -> None:
    async with drive((80, 24)) as b:
        await b.press(*keys)
        await b.see(*told)
        assert all(words in b.lines[-1] for words in told)


async def test_escape_goes_back_to_the_list(drive) -> None:
    async with drive() as b:
        for key in ("Q", "B"):
            await b.press(key, "escape")
            await b.until(lambda: b.browser.screen is b.browser.browse)


async def test_what_is_typed_meanwhile_narrows_what_is_shown_last(drive) -> None:
    async with drive((120, 40)) as b:
        await b.press("Q")
        await b.see("by date")
        await b.press("/")
        await b.type("river board")
        await b.press("backspace", "backspace", "backspace", "backspace", "backspace", "backspace")
        await b.type(" rose")
        await b.until(lambda: not b.browser.screen.pane.rows)
        await b.press("enter", "escape")
        await b.until(lambda: len(b.browser.screen.pane.rows) == 3)


async def test_leaving_ends_the_process_that_makes_the_brief(drive) -> None:
    async with drive() as b:
        await b.press("B", "escape")
        await b.until(lambda: b.browser.screen is b.browser.browse)
        await b.until(lambda: not list_children("extract.brief.service"))


async def test_a_line_is_struck_and_kept_and_the_verdict_undone(drive) -> None:
    async with drive((120, 40)) as b:
        await b.press("B")
        await b.see("Patriot")
        await to_line(b, "Patriot")
        await b.press("x")
        await b.see("✗ARMS      Patriot", "struck: what is exported lacks it")
        await to_line(b, "Patriot")
        await b.press("m")
        await b.see("✓ARMS      Patriot", "kept: `sitrep brief --kept` writes only such lines")
        await b.press("u", "u")
        await b.until(lambda: "✓" not in b.text and "✗" not in b.text)
        await b.press("U")
        await b.see("✗ARMS      Patriot")
        await to_line(b, "Patriot")
        await b.press("x")
        await b.until(lambda: "✗" not in b.text)


async def test_what_was_done_in_the_list_is_not_undone_from_a_brief(drive) -> None:
    async with drive((120, 40)) as b:
        await b.press("*")
        await b.see("starred")
        await b.press("B")
        await b.see("Patriot")
        await b.press("g", "x")
        await b.see("a heading cannot be kept or struck, only a line below it")
        await b.press("u")
        await b.see("nothing to undo here")
        await to_line(b, "Patriot")
        await b.press("x")
        await b.see("✗ARMS      Patriot")
        await b.press("u")
        await b.see("undone: ")
        await b.press("u")
        await b.see("nothing to undo here")
        await b.press("U")
        await b.see("✗ARMS      Patriot")
        assert b.backend.search("is:starred", "date").count == 1


async def test_what_is_struck_is_not_exported_and_what_is_kept_alone_can_be(drive, tmp_path) -> None:
    async with drive((120, 40)) as b:
        await b.press("B")
        await b.see("Patriot")
        await to_line(b, "Patriot")
        await b.press("x")
        await b.see("✗ARMS")
        await b.press("k", "k", "m")
        await b.see("✓")
        await b.press("X")
        await b.type("jsonl")
        await b.press("enter", "ctrl+u")
        await b.type(f"{tmp_path}/brief.jsonl")
        await b.press("enter")
        await b.see("brief of 8 articles written")
        told = [json.loads(line)["text"] for line in (tmp_path / "brief.jsonl").read_text("utf-8").splitlines()]
        assert told
        assert "Patriot" not in told
        kept = run_sitrep("brief", b.backend.corpus.sources[0], "--kept", "-f", "jsonl").stdout.splitlines()
        assert len(kept) == 1


@pytest.mark.parametrize("corpus", ["stories"])
async def test_one_key_goes_from_story_to_story_of_a_brief(drive) -> None:
    async with drive((80, 24)) as b:
        await b.press("B")
        await b.see("Twelve hurt on the Karla", "DOUBTS")
        pane = b.browser.screen.pane
        headings = [n for n, passage in enumerate(b.browser.screen.passages) if not passage.places]
        assert len(headings) > 2
        await b.press("g", "j", "j")
        for heading in headings[1:]:
            await b.press("J")
            assert pane.current.number == heading
            assert pane.first == pane.at or pane.first + pane.inner_height >= len(pane.rows)
        await b.press("J", "j", "K")
        assert pane.current.number == headings[-1]
        await b.press("K", "K")
        assert pane.current.number == headings[-3]


async def test_a_heading_is_neither_struck_nor_kept(drive) -> None:
    async with drive((120, 40)) as b:
        await b.press("B")
        await b.see("Patriot")
        await b.press("g", "x")
        await b.see("a heading")


async def test_one_key_strikes_a_line_after_the_other_however_they_are_wrapped(drive) -> None:
    async with drive((40, 24)) as b:
        await b.press("B")
        await b.see("WHAT")
        pane = b.browser.screen.pane
        while pane.rows[pane.at + 1].first:  # a line that goes on in the next row
            await b.press("j")
        first = pane.current.number
        await b.press("j")
        assert pane.current.number == first
        await b.burst("x", "x", "x")
        wanted = [number for number, passage in enumerate(b.browser.screen.passages) if passage.places]
        wanted = [number for number in wanted if number >= first][:3]
        await b.until(lambda: [n for n, p in enumerate(b.browser.screen.passages) if p.struck] == wanted)
        assert pane.current.number > wanted[-1]
        assert pane.current.first


@pytest.mark.parametrize(("key", "noun"), [("B", "brief"), ("Q", "quotes")])
async def test_that_lines_are_narrowed_stands_first_and_where_none_is_left_escape_shows_all(drive, key, noun) -> None:
    async with drive((80, 24)) as b:
        await b.press(key)
        await b.see("all articles: ")
        await b.answer("/", "brandt")
        await b.see("┏ ", " with “brandt”; all articles: ")
        await b.press("/", "ctrl+u")
        await b.type("zebra")
        await b.see("┏ 0 lines with “zebra”; all articles", "No line with “zebra”; escape shows all")
        await b.press("enter")
        await b.press("y")
        await b.see("nothing to copy here")
        for typed in ("t", "a", "1") if key == "Q" else ():
            await b.press("j", typed)
            await b.see("no line here to do this with")
        if key == "B":
            await b.press("x")
            await b.see("no line here to keep or strike")
        await b.press("escape")
        await b.see("┏ all articles: ")


async def test_who_exports_a_brief_that_is_narrowed_is_told_that_all_of_it_is_written(drive) -> None:
    async with drive((80, 24)) as b:
        await b.press("B")
        await b.see("Patriot")
        await b.answer("/", "patriot")
        await b.see("1 line with")
        await b.press("X")
        await b.see("Export the whole brief as")
        await b.press("enter")
        await b.see("export the whole brief to ", "all its lines, not only those with “patriot”")


@pytest.mark.parametrize("corpus", ["scanned"])
async def test_what_is_not_extracted_yet_is_said_and_extracted_first_and_gathered_anew(
    drive, folder, monkeypatch
) -> None:
    async with drive((80, 24)) as b:
        wanted: list[str] = []
        monkeypatch.setattr(b.backend, "extract_first", wanted.extend)
        await b.press("Q")
        await b.see("all articles: 0 quotes, 2 articles not extracted yet")
        await b.see("Nothing yet: 2 of these articles are still to be extracted; R gathers", "escape goes back")
        assert set(wanted) == set(titles(b.backend))
        await b.press("escape", "B")
        await b.see("Nothing yet: 2 of these articles are still to be extracted; R gathers")
        run_sitrep("index", folder)
        await b.press("R")
        await b.see("all articles: brief of 2 articles", "Ada Brandt · Minister")
        await b.press("escape", "Q")
        await b.see("all articles: 2 quotes, by date")


@pytest.mark.parametrize(("key", "made"), [("B", "brief"), ("Q", "quotes")])
async def test_where_gathering_fails_the_body_says_why_and_the_next_key(drive, monkeypatch, key, made) -> None:
    def fail(*_: object) -> None:
        raise SitrepError("the process that makes this ended unexpectedly (code -9)")

    async with drive((120, 40)) as b:
        with monkeypatch.context() as failing:
            failing.setattr(b.backend.briefs, made, fail)
            await b.press(key)
            await b.see("the process that makes this ended unexpectedly (code -9); R tries again; escape goes back")
        await b.press("R")
        await b.see("all articles: ", "Ada Brandt")


async def test_gathering_anew_keeps_what_is_shown_until_the_new_is_there(drive, monkeypatch) -> None:
    def fail(*_: object) -> None:
        raise SitrepError("the index is being built anew")

    async with drive((120, 40)) as b:
        await b.press("B")
        await b.see("Patriot")
        await b.answer("/", "brandt")
        await b.see(" with “brandt”; all articles: brief of 8 articles")
        with blocked(b.backend.briefs, "brief", monkeypatch):
            await b.press("R")
            await b.see("gathering anew", "Ada Brandt")
            b.browser.screen.report(3, 8)
            await b.see("gathering anew, 3 of 8 articles read; escape stops", "Ada Brandt")
            await b.press("escape")
            await b.see("stopped: what is shown is as it was", " with “brandt”; all articles: brief of 8 articles")
        monkeypatch.setattr(b.backend.briefs, "brief", fail)
        await b.press("R")
        await b.see("the index is being built anew; what is shown is as it was", " with “brandt”; all articles: brief")


async def test_lines_are_counted_and_not_the_rows_of_the_screen(drive) -> None:
    async with drive((40, 20)) as b:
        await b.press("Q")
        await b.see("1 of 3")
        await b.press("+", "G")
        await b.see("3 of 3")
        await b.press("escape", "B")
        await b.see("brief of 8")
        lines = [passage for passage in b.browser.screen.passages if passage.places]
        assert len(lines) < len(b.browser.screen.pane.rows)
        await b.press("G")
        await b.see(f"{len(lines)} of {len(lines)}")
        await b.answer(":", "2")
        await b.see(f"2 of {len(lines)}")
        assert b.browser.screen.pane.current.passage == lines[1]


async def test_gathering_anew_stays_where_one_was(drive) -> None:
    async with drive((120, 40)) as b:
        await b.press("B")
        await b.see("Patriot")
        await to_line(b, "Patriot")
        shown = b.browser.screen.gathered
        await b.press("R")
        await b.until(lambda: b.browser.screen.gathered is not shown)
        assert b.browser.screen.pane.current.text == "Patriot"


async def test_a_resize_leaves_the_cursor_on_its_quote(drive) -> None:
    async with drive((120, 40)) as b:
        await b.press("Q")
        await b.see("3 quotes")
        await b.press("j", "j")
        text = b.browser.screen.pane.current.text
        for size in ((60, 20), (120, 40)):
            await b.pilot.resize_terminal(*size)
            await b.until(lambda: b.browser.screen.pane.current.text == text)
            await b.see("3 of 3")
        await b.see("River Post")


async def to_line(b, text: str) -> None:
    await b.press("g")
    while b.browser.screen.pane.current.text != text:
        await b.press("j")


class ManyQuotes(list[bytes]):
    """What the process that gathers quotes answers: a line of JSON each, and of how many articles."""

    articles, missing = 8, 0


@pytest.mark.slow
async def test_a_hundred_thousand_quotes_are_made_into_rows_only_as_they_are_looked_at(drive, monkeypatch) -> None:
    lines = ManyQuotes(
        ListedQuote(
            f"2031-05-{number % 28 + 1:02}", f"Ada Holm {number % 300}", f"{number % 300}", f"ferry {number}", ("TNC",),
            (("a" * 16, number, number + 5),),
        ).to_json().encode()
        for number in range(100_000)
    )  # fmt: skip
    made: list[ListedQuote] = []

    def count(screen: QuotesScreen, quote: ListedQuote) -> Passage:
        made.append(quote)
        return make(screen, quote)

    make = QuotesScreen._passage
    async with drive((120, 40)) as b:
        monkeypatch.setattr(b.backend.briefs, "_run", lambda *_: lines)
        monkeypatch.setattr(QuotesScreen, "_passage", count)
        await b.press("Q")
        await b.see("all articles: 100,000 quotes, by date", "1 of 100,000")
        for key, row in (("j", 2), ("G", 100_000), ("k", 99_999), ("g", 1), ("pagedown", None), ("s", None)):
            made.clear()
            await b.press(key)
            if row:
                await b.see(f"{row:,} of 100,000")
            assert len(made) < 400, key
        await b.press("/")
        await b.type("77777")
        await b.see("1 line with “77777”")
