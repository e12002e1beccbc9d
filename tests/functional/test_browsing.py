"""The browser's main screen, key by key."""

from __future__ import annotations

import threading

import pytest

from extract.article import Article, Dateline, Record, Span
from extract.errors import SitrepError
from extract.index.search import patterns
from tests.functional.conftest import is_closed, opened
from tests.waiting import WAIT_S
from tui import messages as m
from tui.backend.results import AnnotatedArticle
from tui.config import Config
from tui.config_file import parse
from tui.keys import CARD, LIST, TEXT
from tui.session import ReadingPlace
from tui.tags import colour_tag, save_search
from tui.widgets.article_list import PAGES

WIDE, NARROW = (120, 40), (80, 24)
TREATY = "Harbour treaty signed in Velden"


async def test_the_first_frame_has_the_list_the_card_and_the_text(drive) -> None:
    async with drive() as b:
        await b.see(
            "Harbour treaty signed in Velden", "8 articles", "WHO", "Minister", "40 million euros", "tags: tags.json"
        )


async def test_who_opens_a_corpus_for_the_first_time_is_told_what_to_press(drive, folder) -> None:
    from tui import session

    told = "j and k move, enter opens, / searches, t tags, q quits; ? lists all keys"
    async with drive(NARROW, place=ReadingPlace()) as b:
        await b.see(told)
        await b.press("j", "q")
    async with drive(NARROW, place=session.load().at(str(folder))) as b:
        await b.see("2 of 8")
        assert told not in b.text


async def test_the_reader_follows_the_list(drive) -> None:
    async with drive() as b:
        await b.press("j")
        await b.see("2 of 8", "near bridge 1.")
        await b.press("G")
        await b.see("8 of 8", "near bridge 7.")
        await b.press("g")
        await b.see("1 of 8", "Ada Brandt")


async def test_brackets_in_a_title_are_text(drive) -> None:
    async with drive() as b:
        await b.see("Report [number] 1")


async def test_tab_goes_through_the_panes_and_escape_back(drive) -> None:
    async with drive() as b:
        assert b.browser.browse.pane == LIST
        await b.press("tab")
        assert b.browser.browse.pane == CARD
        await b.press("tab")
        assert b.browser.browse.pane == TEXT
        await b.press("escape")
        assert b.browser.browse.pane == LIST


async def test_enter_on_a_line_of_the_card_marks_its_evidence_and_n_walks_on(drive) -> None:
    async with drive() as b:
        await b.press("tab", "j", "j", "j", "enter")
        article = b.browser.browse.article
        text = article.page.article.text
        assert text[slice(*article.evidence)] == "Ada Brandt"
        await b.press("n")
        assert text[slice(*article.evidence)] == "Brandt"
        await b.press("p")
        assert text[slice(*article.evidence)] == "Ada Brandt"


async def test_the_card_says_what_it_did_not_find(drive) -> None:
    async with drive() as b:
        await b.press("j")
        await b.see("near bridge 1.", "not found: WHO, WHERE")


async def test_a_note_of_the_card_without_a_place_says_so(drive) -> None:
    async with drive() as b:
        await b.answer("a", "ask Holt")
        await b.see("NOTES   ask Holt")
        await b.press("tab", "G", "enter")
        await b.see("nothing in the text bears this out")


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_a_tag_line_tags_with_completion(drive, folder, size) -> None:
    with opened(folder) as backend:
        (article,) = (row.id for row in backend.rows(backend.search("bridge 7", "date"), 0, 9))
        backend.annotations.tag([article], ["procurement", "procurement/air"], [])
    async with drive(size) as b:
        await b.open_prompt("t", "+procu")
        await b.see("+procurement", "+procurement/air")
        await b.press("tab", "enter")
        await b.see("+procurement on 1 article")
        await b.until(lambda: b.browser.browse.list.selected.tags == ("procurement",))
        assert b.tags[TREATY] == ("procurement",)


@pytest.mark.parametrize("key", ["t", "A"])
async def test_a_tag_line_that_is_refused_stays_until_it_is_mended(drive, key: str) -> None:
    async with drive() as b:
        await b.answer(key, '+aid +a"b')
        await b.see("cannot contain", '+aid +a"b')
        assert b.tags == {}
        await b.press("backspace", "backspace")
        await b.until(lambda: "cannot contain" not in b.text)
        await b.press("enter", "y", "enter")
        await b.until(lambda: set(b.tags.values()) == {("a", "aid")})


async def test_taking_off_is_refused_on_a_new_passage(drive) -> None:
    async with drive() as b:
        await b.press("enter", "w", "t", "V")
        await b.answer("t", "-aid")
        await b.see("tag passage", "-aid", "a new passage is given tags")


async def test_a_query_that_is_refused_stays_until_it_is_mended(drive) -> None:
    async with drive() as b:
        await b.answer("/", "foo:bridge")
        await b.see("/foo:bridge", "at character 1: there is no field foo")
        await b.press("home", *["delete"] * 4, "enter")
        await b.see("7 of 8 articles")
        await b.press("backspace")
        await b.until(lambda: b.browser.browse.found.query == "")
        await b.press("backspace")
        await b.see("no search before this one")


async def test_a_search_that_was_given_up_is_not_gone_back_to(drive) -> None:
    async with drive() as b:
        await b.answer("/", "bridge")
        await b.see("7 of 8 articles")
        await b.open_prompt("/", "treaty")
        await b.until(lambda: b.browser.browse.found.query == "treaty")
        await b.press("escape")
        await b.see("7 of 8 articles")
        await b.press("backspace")
        await b.until(lambda: b.browser.browse.found.query == "")


async def test_a_query_that_is_refused_leaves_the_list_of_before_and_says_all_that_may_stand_there(drive) -> None:
    async with drive() as b:
        await b.open_prompt("/", "treaty")
        await b.until(lambda: b.browser.browse.found.query == "treaty")
        await b.press("space", *"is:foo", "enter")
        await b.see("is: takes tagged", "several-updates")
        await b.until(lambda: b.browser.browse.found.query == "")
        await b.see("is: takes tagged", "several-updates", "1 of 8")
        assert b.browser.browse.foot.size.height > 2
        await b.press("escape")
        await b.until(lambda: b.browser.browse.foot.size.height == 1)


async def test_quick_tags_are_put_on_and_taken_off(drive) -> None:
    async with drive() as b:
        await b.press("1")
        await b.until(lambda: b.browser.browse.list.selected.tags == ("important",))
        await b.press("1")
        await b.see("-important")
        assert b.tags == {}


async def test_a_digit_tags_at_once_however_fast_the_next_key_follows(drive) -> None:
    async with drive() as b:
        await b.burst(*["2", "j"] * 8)
        await b.until(lambda: len(b.tags) == 8)
        assert set(b.tags.values()) == {("follow-up",)}


async def test_a_row_or_a_count_is_typed_after_a_colon(drive) -> None:
    async with drive() as b:
        await b.open_prompt(":", "6")
        await b.see("Row 6")
        await b.press("enter")
        await b.see("6 of 8")
        await b.open_prompt(":", "4k")
        await b.see("4 times: One line or article up")
        await b.press("enter")
        await b.see("2 of 8")
        await b.answer(":", "42")
        await b.see("8 of 8", "the list ends at 8")
        assert b.tags == {}


async def test_a_row_is_typed_in_the_screens_above_too(drive) -> None:
    async with drive() as b:
        await b.press("E")
        await b.answer(":", "2")
        await b.until(lambda: b.browser.screen.rows.at == 1)
        await b.press("q", "?")
        await b.answer(":", "3")
        assert b.browser.screen.lines.first == 2


async def test_a_key_that_nothing_is_bound_to_says_so(drive) -> None:
    async with drive() as b:
        await b.press("r")
        await b.see("r does nothing here; ? lists the keys")
        await b.press("w", "j")
        await b.see("w j does nothing here; ? lists the keys")
        await b.press("7")
        await b.see("no quick tag 7")
        await b.press("E", "7")
        await b.see("7 does nothing here; ? lists the keys")


async def test_undo_says_what_it_undid(drive) -> None:
    async with drive() as b:
        await b.press("1")
        await b.see("#important")
        await b.press("u")
        await b.see("undone: +important on 1 article")
        assert b.tags == {}


async def test_marked_articles_are_tagged_together_and_a_tag_is_repeated(drive) -> None:
    async with drive() as b:
        await b.press("v", "j", "j", "V")
        await b.see("marked")
        await b.until(lambda: len(b.browser.browse.list.marked) == 4)
        await b.answer("t", "+river")
        await b.see("+river on 4 articles")
        await b.press("escape", "G", ".")
        await b.see("+river on 1 article")


async def test_tagging_all_results_asks_first(drive) -> None:
    async with drive() as b:
        await b.answer("A", "+all")
        await b.see("8 articles: 8 tags to put on. Do it?")
        await b.press("n", "enter")
        await b.see("nothing was tagged")
        assert b.tags == {}
        await b.answer("A", "+all")
        await b.see("8 articles: 8 tags to put on. Do it?")
        await b.press("y", "enter")
        await b.see("+all on 8 articles")


async def test_search_follows_as_it_is_typed_and_escape_takes_it_back(drive) -> None:
    async with drive() as b:
        await b.open_prompt("/", "harbour")
        await b.see("1 found", "1 of 8 articles")
        await b.press("escape")
        await b.see("1 of 8", "8 articles")


async def test_a_mistake_in_a_query_has_a_caret_under_it_and_the_results_stay(drive) -> None:
    async with drive() as b:
        await b.open_prompt("/", "river")
        await b.see("7 found")
        await b.type(" (x")
        await b.see("^ a parenthesis is not closed")
        caret = next(line for line in b.lines if "is not closed" in line).index("^")
        typed = next(line for line in b.lines if "(x" in line and "/" in line).index("(x") + 2
        assert caret == typed
        assert b.browser.browse.list.count == 7


async def test_the_last_query_is_selected_so_that_typing_replaces_it_and_moving_keeps_it(drive) -> None:
    async with drive(place=ReadingPlace(query="river")) as b:
        await b.see("7 of 8 articles")
        await b.press("/", "enter")
        await b.see("7 of 8 articles")
        await b.open_prompt("/", "harbour")
        await b.see("/harbour", "1 found")
        await b.press("enter", "/", "end")
        await b.type(" treaty")
        await b.see("/harbour treaty")
        await b.press("escape", "/", "backspace")
        await b.see("8 found")


async def test_half_a_field_keeps_the_results_and_says_what_it_takes(drive) -> None:
    async with drive() as b:
        await b.open_prompt("/", "river")
        await b.see("7 found")
        await b.type(" words:")
        await b.see("as in words:500..: articles of so many words", "7 of 8 articles")
        assert b.browser.browse.list.count == 7
        await b.press("enter")
        await b.see("words: needs a value")


async def test_a_value_that_finds_nothing_yet_keeps_the_results_until_it_is_entered(drive) -> None:
    async with drive() as b:
        await b.press("/")
        await b.type("source:river")
        await b.until(lambda: bool(b.browser.browse.foot.prompt.words))
        assert b.browser.browse.list.count == 8
        await b.type("x")
        await b.see("nothing is found for source:riverx; these are the results before")
        assert b.browser.browse.list.count == 8
        await b.press("enter")
        await b.see("Nothing found", "0 of 8 articles")


async def test_a_misspelt_field_is_told_what_it_may_mean(drive) -> None:
    async with drive() as b:
        await b.open_prompt("/", "persn:brandt x")
        await b.see("^ there is no field persn; did you mean person:")


async def test_a_pasted_headline_is_searched_for_by_its_words(drive) -> None:
    async with drive() as b:
        await b.press("/")
        b.browser.browse.take_paste('Harbour: "treaty -\nsigned in Velden')
        await b.see("/Harbour treaty signed in Velden", "1 found")
        await b.press("ctrl+u")
        b.browser.browse.take_paste("person:brandt\ntreaty")
        await b.see("/person:brandt treaty", "1 found")


async def test_a_search_that_found_nothing_is_not_remembered(drive) -> None:
    async with drive() as b:
        await b.answer("/", "harbour")
        await b.see("1 of 8 articles")
        await b.answer("/", "zebra")
        await b.see("Nothing found")
        await b.press("/", "up")
        await b.see("/harbour")


async def test_values_of_a_field_are_offered_and_quoted(drive) -> None:
    async with drive() as b:
        await b.open_prompt("/", "-source:ri")
        await b.see('-source:"River Post"')
        await b.press("tab", "enter")
        await b.see("1 of 8 articles", "Harbour treaty")


async def test_a_name_of_several_words_is_completed_within_its_quotes(drive) -> None:
    async with drive() as b:
        await b.open_prompt("/", 'person:"ada b')
        await b.see('person:"Ada Brandt"')
        await b.press("tab")
        await b.see('/person:"Ada Brandt"')


async def test_hits_are_walked_on_into_the_next_article(drive) -> None:
    async with drive() as b:
        await b.answer("/", "bridge")
        await b.see("7 of 8 articles")
        await b.press("tab", "tab", *["n"] * 13)
        await b.see("2 of 7")


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_an_article_found_by_a_search_opens_at_the_hit_and_n_says_which_one_it_is_at(drive, size) -> None:
    async with drive(size) as b:
        await b.open_prompt("/", "friday")
        await b.see("1 found")
        await b.press("enter", "enter")
        await b.see("by «Friday»,", "1 hit; n goes on")
        await b.press("n")
        await b.see("hit 1 of 1")
        await b.press("escape", "escape", "/", "ctrl+u")
        await b.type("bridge")
        await b.see("7 found")
        await b.press("enter")
        await b.until(lambda: b.browser.browse.article.page is not None and b.browser.browse.article.page.hits)
        await b.press("enter", "n", "n")
        await b.see("hit 2 of 12")


async def test_a_row_says_why_it_was_found_where_its_title_does_not(drive) -> None:
    async with drive() as b:
        await b.open_prompt("/", "patriot")
        await b.see("Harbour treaty signed in Velden  ", "…and brings two Patriot radars t")
        await b.press("ctrl+u")
        await b.type("velden")
        await b.until(lambda: b.browser.browse.found.query == "velden")
        await b.until(lambda: "and brings" not in b.lines[2])


@pytest.mark.parametrize(("key", "on", "off"), [("*", "starred", "no longer starred"), ("m", "read", "unread")])
async def test_of_marked_articles_a_state_is_set_and_where_all_have_it_taken_off(drive, key, on, off) -> None:
    async with drive() as b:
        await b.press("j", key)
        await b.see(f"1 article {on}")
        await b.press("g", "v", "v", key)
        await b.see(f"2 articles {on}")
        await b.press(key)
        await b.see(f"2 articles {off}")


async def test_tagging_that_changes_nothing_says_why(drive) -> None:
    async with drive() as b:
        await b.answer("t", "-aid")
        await b.see("nothing to change: it has no aid")
        await b.answer("t", "+flood")
        await b.see("+flood on 1 article")
        await b.answer("t", "+flood -aid")
        await b.see("nothing to change: it has +flood already and it has no aid")


async def test_the_next_unread_article_is_one_key_away_and_the_unread_are_counted(drive, folder) -> None:
    with opened(folder) as backend:
        ids = [row.id for row in backend.rows(backend.search("", "date"), 0, 9)]
        backend.annotations.toggle_read(ids[1:4])
    async with drive() as b:
        await b.see("5 unread")
        await b.press("M")
        await b.see("5 of 8")
        await b.press("tab", "M")
        await b.see("6 of 8")
        await b.press("G", "M", "M", "M")
        await b.see("nothing unread below")


async def test_an_article_that_is_open_for_a_while_counts_as_read_and_undo_passes_it_over(drive) -> None:
    async with drive(config=Config(theme="dark", rest_ms=0, read_ms=1)) as b:
        await b.press("1")
        await b.see("+important on 1 article", "8 unread")
        await b.press("enter")
        await b.see("7 unread")
        await b.press("u")
        await b.see("undone: +important on 1 article", "7 unread")


async def test_an_article_in_the_list_alone_stays_unread(drive) -> None:
    async with drive(config=Config(theme="dark", rest_ms=0, read_ms=0)) as b:
        await b.press("j", "k")
        await b.see("8 unread")
        await b.press("enter")
        await b.see("7 unread")


@pytest.mark.parametrize("key", ["q", "escape"])
@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_the_article_is_left_before_the_program_is(drive, key, size) -> None:
    async with drive(size) as b:
        await b.press("enter")
        assert b.browser.browse.pane == TEXT
        await b.press(key)
        assert b.browser.browse.pane == LIST
        assert not b.browser.leaving


async def test_an_article_that_one_reads_stays_in_a_list_of_the_unread(drive) -> None:
    async with drive(config=Config(theme="dark", rest_ms=0, read_ms=0)) as b:
        await b.answer("/", "is:unread")
        await b.see("8 of 8 articles")
        await b.until(lambda: not b.browser.browse._awaited)  # what was entered is searched for once more
        found = b.browser.browse.found
        await b.press("enter")
        await b.until(lambda: b.browser.browse.list.selected.read)
        last = b.browser.threads.search(b.browser.browse, "last", lambda: None)  # behind any search that was asked for
        await b.until(last.done)
        await b.pilot.pause()
        assert b.browser.browse.found is found
        assert not b.browser.browse.actions.arriving.held


async def test_the_article_stays_under_the_cursor_where_its_search_is_cleared(drive) -> None:
    async with drive() as b:
        await b.answer("/", "bridge")
        await b.see("7 of 8 articles")
        await b.press("j", "j", "j", "escape")
        await b.see("the search was cleared", "5 of 8")
        assert b.browser.browse.list.selected.title == "Report [number] 4 from the river"


async def test_a_search_that_escape_cleared_is_a_key_away_and_that_is_said(drive) -> None:
    async with drive(place=ReadingPlace(query="harbour")) as b:
        await b.see("1 of 8 articles")
        await b.press("enter", "escape", "escape")
        await b.see("the search was cleared; backspace brings it back", "8 articles")
        await b.press("backspace")
        await b.see("1 of 8 articles")


async def test_what_was_searched_before_comes_back(drive) -> None:
    async with drive() as b:
        await b.open_prompt("/", "harbour")
        await b.press("enter", "/", "ctrl+u", "enter")
        await b.see("8 articles")
        await b.press("/", "up")
        await b.see("/harbour")


@pytest.mark.parametrize("corpus", ["thousand"])
async def test_a_quick_tag_comes_off_marked_articles_that_are_out_of_sight(drive) -> None:
    async with drive() as b:
        await b.press("v", "G", "v", "1")
        await b.see("+important on 2 articles")
        await b.press("1")
        await b.see("-important on 2 articles")
        assert not b.tags


async def test_a_note_is_kept_and_shown(drive) -> None:
    async with drive() as b:
        await b.answer("a", "ask Holt")
        await b.see("note kept", "✎ 1")


async def test_a_note_that_was_dropped_is_brought_back(drive) -> None:
    async with drive() as b:
        await b.open_prompt("a", "ask Holt about the dates")
        await b.press("escape")
        await b.see("not written; the key up brings it back in the next note")
        await b.press("j", "a", "up", "enter")
        await b.see("note kept")
        assert b.notes == ["ask Holt about the dates"]
        await b.press("a", "escape")
        assert "not written" not in b.text


@pytest.mark.parametrize("opening", [(), ("Q",)])
async def test_a_note_that_cannot_be_written_is_asked_for_again_with_its_text(drive, monkeypatch, opening) -> None:
    def refuse(*_: object) -> None:
        raise SitrepError("the disk is full: this change was not made, all earlier ones are safe", "/corpora" * 20)

    async with drive((80, 24)) as b:
        await b.press(*opening)
        await b.until(lambda: not opening or bool(b.browser.screen.pane.rows))
        with monkeypatch.context() as full:
            full.setattr(b.backend.annotations, "write_note", refuse)
            await b.answer("a", "ask Holt about the dates")
            await b.see("note", "ask Holt about the dates")
            await b.see("the disk is full: this change was not made, all earlier ones are safe")
        await b.type("!")
        await b.press("enter")
        await b.see("note kept")
        article = b.browser.browse.list.selected.id
        kept = [*b.backend.store.notes(article), *b.backend.store.passages(article)]
        assert [getattr(one, "text", None) or one.note for one in kept] == ["ask Holt about the dates!"]
        await b.press("a", "up")
        await b.see("note ")
        assert "ask Holt" not in b.lines[-2]


async def test_a_passage_is_selected_with_keys_and_noted(drive) -> None:
    async with drive() as b:
        await b.press("tab", "tab", "v", "w", "w")
        await b.answer("a", "why")
        await b.see("note kept")
        (passage,) = b.backend.store.passages(b.browser.browse.list.selected.id)
        assert (passage.selector.exact, passage.note) == ("Minister Ada Brandt", "why")


async def test_v_begins_at_the_hit_and_motions_move_the_free_end_or_the_other(drive) -> None:
    async with drive(place=ReadingPlace(query="winter")) as b:
        await b.press("enter")
        await b.until(lambda: b.browser.browse.article.page.hits)

        def selected() -> str:
            article = b.browser.browse.article
            return article.page.article.text[slice(*article.selected_span)]

        await b.press("v")
        await b.see("o other end")
        for keys, passage in (
            ("w", "winter,”"), ("w", "winter,” Brandt"), ("b", "winter,”"), ("hh", "winter"), ("l", "winter,"),
            ("obb", "before the winter,"), ("0", "“We will begin before the winter,"), ("o$", "“We will begin"),
        ):  # fmt: skip
            await b.press(*keys)
            assert selected().startswith(passage), (keys, selected())
        await b.press("}")
        assert selected().endswith("\n\nA")
        await b.press("{")
        assert selected() == "“"
        await b.press("escape")
        await b.see("n next hit")
        assert b.browser.browse.article.selection is None


async def test_a_digit_tags_the_selected_passage(drive) -> None:
    async with drive() as b:
        await b.press("w", "t", "v", "w", "1")
        await b.see("+important on the passage")
        assert b.tags == {}


async def test_notes_and_tagged_passages_are_walked_and_listed(drive) -> None:
    async with drive() as b:
        await b.press("w", "t", "]")
        await b.see("no note and no tagged passage")
        await b.press("v", "w", "1")
        await b.see("+important on the passage")
        await b.press("}", "j", "j", "j", "v", "w")
        await b.answer("a", "when?")
        await b.see("note kept")
        await b.until(lambda: len(b.browser.browse.article.page.passages) == 2)
        article = b.browser.browse.article
        first, second = sorted((one.start, one.end) for one in article.page.passages)
        await b.press("g", "escape", "w", "t")
        for key, place in (("]", first), ("]", second), ("]", first), ("[", second), ("[", first)):
            await b.press(key)
            assert article.evidence == place
        await b.press("'")
        await b.see("Notes and tagged passages", "#important", "when?")
        await b.type("when")
        await b.press("enter")
        assert article.evidence == second


async def test_help_begins_with_where_one_is_and_filters_as_one_types(drive) -> None:
    async with drive((80, 24)) as b:
        await b.press("?")
        await b.see("This is the list, an article a line")
        await b.open_prompt("/", "sort")
        await b.see("Sort by date")
        assert "One line or article down" not in b.text
        await b.press("escape", "G")
        await b.see("ᵁ quantity", "● unread")
        await b.press("escape", "=")
        await b.see("Letters behind names")


async def test_facets_fold_by_section_and_filter_as_one_types(drive) -> None:
    async with drive() as b:
        await b.press("f")
        await b.see("River Post", "Jonas Weil")
        await b.press("h")
        await b.see("Sources +2", "Jonas Weil")
        assert "River Post   " not in "\n".join(line[:30] for line in b.lines)
        await b.press("l", "F")
        await b.type("weil")
        await b.see("Facets with weil", "Jonas Weil")
        assert "Velden Port" not in "\n".join(line[:30] for line in b.lines)
        await b.press("escape")
        await b.see("Velden Port")


async def test_an_article_is_tagged_from_its_hit_in_context(drive) -> None:
    async with drive(place=ReadingPlace(query="harbour")) as b:
        await b.press("c")
        await b.see("harbour: ", "in context", "t tag")
        await b.press("1")
        await b.see("+important on 1 article")
        await b.answer("t", "+pact")
        await b.see("+pact on 1 article")
        assert b.tags == {TREATY: ("important", "pact")}


async def test_help_lists_the_live_keys_and_closes(drive) -> None:
    async with drive() as b:
        await b.press("?")
        await b.see("Keys in the list", "One line or article down")
        await b.press("G")
        await b.see("Letters behind names")
        await b.press("q")
        await b.see("WHO")


async def test_the_palette_runs_a_command_by_name(drive) -> None:
    async with drive() as b:
        await b.open_prompt(":", "details")
        await b.see("Long work")
        await b.type(" ")
        await b.press("backspace", "escape")
        await b.press("D")
        await b.see("articles.jsonl:9", "no JSON object")


async def test_too_small_a_window_says_so_and_recovers(drive) -> None:
    async with drive((29, 7)) as b:
        await b.see("too small")
        await b.pilot.resize_terminal(120, 40)
        await b.see("WHO")


async def test_a_change_of_size_keeps_the_place_in_the_text(drive) -> None:
    async with drive((120, 24)) as b:
        await b.press("tab", "tab", "j", "j")
        top = b.browser.browse.article.text.top
        await b.pilot.resize_terminal(110, 24)
        await b.pilot.resize_terminal(120, 24)
        assert b.browser.browse.article.text.top == top


@pytest.mark.parametrize("corpus", ["thousand"])
async def test_the_list_fetches_and_keeps_the_pages_around_what_it_shows_and_no_others(drive, monkeypatch) -> None:
    async with drive() as b:
        fetched, rows = [], b.backend.rows
        monkeypatch.setattr(b.backend, "rows", lambda *asked: fetched.append(asked[1:]) or rows(*asked))
        for keys, title in ((["G"], "Dispatch 999"), (["g"], "Dispatch 0"), ([":", *"500", "enter"], "Dispatch 499")):
            await b.press(*keys)
            await b.until(lambda title=title: (row := b.browser.browse.list.selected) and row.title == title)
        assert sum(limit for _, limit in fetched) < 400
        assert len(b.browser.browse.list._pages) <= PAGES


async def test_closing_keeps_the_place(drive, folder) -> None:
    from tui import session

    async with drive() as b:
        await b.answer("/", "river")
        await b.see("7 of 8 articles")
        await b.press("j", "j", "tab")
        article = b.browser.browse.list.selected
        await b.press("ctrl+q")
    place = session.load().at(str(folder))
    assert article.title == "Report [number] 3 from the river"
    assert (place.query, place.article, place.pane) == ("river", article.id, CARD)
    assert is_closed(b.backend)


async def test_facets_narrow_the_search_and_leave_out(drive) -> None:
    async with drive() as b:
        await b.press("f")
        await b.see("Sources", "River Post", "7", "People", "Jonas Weil")
        await b.press("enter")
        await b.see('source:"River Post"', "7 of 8 articles")
        await b.press("enter")
        await b.see("1 of 8", "8 articles")
        await b.press("x")
        await b.see('-source:"River Post"', "1 of 8 articles")
        await b.press("f")
        await b.until(lambda: "Facets" not in b.text)


async def test_the_timeline_is_walked_and_narrows(drive) -> None:
    async with drive() as b:
        await b.press("d")
        await b.see("2026-03: 1 article")
        await b.press("h")
        await b.see("2026-02: 7 articles")
        await b.press("enter")
        await b.see("date:2026-02", "7 of 8 articles")


async def test_hits_in_context_lead_to_their_article(drive) -> None:
    async with drive() as b:
        await b.answer("/", "bridge")
        await b.see("7 of 8 articles")
        await b.press("c")
        await b.see("bridge: 70 in context")
        await b.press(*"j" * 10, "enter")
        await b.see("2 of 7")
        await b.until(lambda: b.browser.browse.article.evidence is not None)


async def test_a_search_is_saved_and_opened_again(drive) -> None:
    async with drive() as b:
        await b.open_prompt("/", "harbour")
        await b.press("enter", "S")
        await b.see("Save this search")
        await b.answer("enter", "port news")
        await b.see("saved as port news")
        await b.press("escape")
        await b.until(lambda: b.browser.browse.found.query == "")
        await b.press("S")
        await b.see("Saved searches", "port news", "1 harbour")
        assert "searched before" not in b.text
        await b.press("enter")
        await b.see("1 of 8 articles")


async def test_a_saved_search_is_forgotten_and_brought_back(drive) -> None:
    async with drive() as b:
        await b.answer("/", "bridge")
        await b.see("7 of 8 articles")
        await b.press("S", "enter")
        await b.type("crossings")
        await b.press("enter")
        await b.see("saved as crossings")
        await b.press("S")
        await b.type("forget")
        await b.see("Forget a saved search")
        await b.press("enter")
        await b.see("Forget which?", "crossings")
        await b.press("enter")
        await b.see("the saved search crossings is forgotten")
        await b.press("u")
        await b.see("undone")
        await b.press("S")
        await b.see("1  crossings")


async def test_a_saved_search_that_cannot_be_run_says_why(drive, folder) -> None:
    with opened(folder) as before:
        before.store.do(save_search("old", "foo:bar"))
    async with drive() as b:
        await b.press("S")
        await b.see("old", "there is no field foo")


async def test_who_has_saved_nothing_is_told_how_to(drive) -> None:
    async with drive(NARROW) as b:
        await b.press("S")
        await b.see("nothing saved yet; / searches, then S saves the search")
        await b.type("x")
        await b.see("nothing matches")


async def test_a_choice_uses_the_room_of_its_row(drive) -> None:
    async with drive(NARROW) as b:
        await b.press("X")
        await b.see("a STIX 2.1 bundle for threat intelligence")


@pytest.mark.parametrize("corpus", ["thousand"])
async def test_marked_articles_are_counted_with_separators(drive) -> None:
    async with drive() as b:
        await b.press("v", "G", "V")
        await b.see("1,000 marked")
        await b.press("t")
        await b.see("tag 1,000 ")


async def test_a_saved_search_is_opened_by_its_digit_with_its_count_in_sight(drive, folder) -> None:
    with opened(folder) as backend:
        backend.annotations.save_search("bridges", "bridge")
        backend.annotations.save_search("treaties", "treaty")
    async with drive() as b:
        await b.press("S")
        await b.see("1  bridges", "2  treaties", "7", "1")
        await b.press("2")
        await b.see("1 of 8 articles", "Harbour")
        await b.press("S", "1")
        await b.see("7 of 8 articles")


async def test_the_timeline_names_years_and_its_cursor_skips_empty_months(drive) -> None:
    async with drive() as b:
        await b.press("d")
        await b.see("2026-03: 1 article", "2026")
        await b.press("h")
        await b.see("2026-02: 7 articles")
        await b.press("h", "l", "l")
        await b.see("2026-03: 1 article")


async def test_a_search_that_takes_longer_than_a_moment_says_so_as_it_is_typed_and_after_enter(
    drive, monkeypatch
) -> None:
    release = threading.Event()
    async with drive(NARROW) as b:
        search = b.backend.search

        def slow(*asked):
            release.wait(WAIT_S)
            return search(*asked)

        monkeypatch.setattr(b.backend, "search", slow)
        await b.open_prompt("/", "bridge")
        await b.see("searching …")
        release.set()
        await b.see("7 found")
        release.clear()
        await b.type(" 7")
        await b.press("enter")
        await b.see("searching …")
        release.set()
        await b.see("1 of 8 articles")
        assert "searching" not in b.text


async def test_a_search_that_fails_as_it_is_typed_says_why(drive, monkeypatch) -> None:
    release = threading.Event()

    def fail(*_):
        release.wait(WAIT_S)
        raise SitrepError("the disk is gone")

    async with drive(NARROW) as b:
        monkeypatch.setattr(b.backend, "search", fail)
        await b.open_prompt("/", "b")
        await b.see("searching …")
        release.set()
        await b.see("the disk is gone")
        assert "searching" not in b.text


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_a_pattern_that_takes_too_long_is_said_first_and_whole(drive, monkeypatch, size) -> None:
    monkeypatch.setattr(patterns, "TEXT_S", 1e-9)
    async with drive(size) as b:
        await b.open_prompt("/", r"/(\w+\s?)+[#@]{3}/")
        await b.see("pattern too slow in 8 texts, which were passed over; 0 found")
        await b.press("enter")
        await b.see("pattern too slow in 8 texts, which were passed over")


async def test_the_order_is_chosen(drive) -> None:
    async with drive() as b:
        await b.answer("s", "title")
        await b.see("by title")


async def test_the_mouse_where_it_is_asked_for_selects_and_scrolls(drive) -> None:
    async with drive() as b:
        await b.pilot.click("#list", offset=(5, 2))
        await b.see("2 of 8")
        await b.pilot.click("#article", offset=(5, 10))
        assert b.browser.browse.pane == TEXT


async def test_mistakes_in_the_settings_are_told(drive) -> None:
    async with drive(config=parse('theme = "dark"\nteme = 1')) as b:
        await b.see("config.toml:2: no such setting: teme")


async def test_a_note_stands_on_the_card(drive) -> None:
    async with drive() as b:
        await b.answer("a", "ask Holt")
        await b.see("NOTES   ask Holt")


async def test_a_note_is_changed_and_taken_away(drive) -> None:
    async with drive() as b:
        await b.press("i")
        await b.see("no note on this article yet")
        await b.answer("a", "ask Holt")
        await b.see("NOTES   ask Holt")
        await b.press("i")
        await b.answer("ctrl+w", "Weil")
        await b.see("note changed", "NOTES   ask Weil")
        await b.press("i", "ctrl+u", "enter")
        await b.see("note taken away")
        await b.until(lambda: "NOTES" not in b.text)


async def test_a_note_on_the_article_and_one_on_a_passage_are_changed_apart(drive) -> None:
    async with drive() as b:
        await b.answer("a", "ask the ministry")
        await b.press("tab", "tab", "v", "w", "w")
        await b.answer("a", "check this")
        await b.see("check this")
        article = b.browser.browse.list.selected.id
        b.backend.annotations.tag_span(article, (60, 80), ["later"], [])
        await b.press("i")
        await b.see("Which note?")
        assert [choice.words for choice in b.browser.screen._choices.shown] == ["ask the ministry", "check this"]
        await b.press("enter")
        await b.answer("ctrl+u", "asked")
        await b.see("note changed")
        assert b.notes == ["asked"]
        assert [passage.note for passage in b.backend.store.passages(article)] == ["check this", ""]


async def test_of_several_notes_one_is_chosen_or_the_one_under_the_cursor_is_changed(drive, folder) -> None:
    with opened(folder) as backend:
        (article,) = (row.id for row in backend.rows(backend.search("harbour", "date"), 0, 9))
        for text in ("first", "second"):
            backend.annotations.write_note(article, text, None)
    async with drive() as b:
        await b.see("NOTES", "second")
        await b.press("i")
        await b.see("Which note?", "second")
        await b.type("sec")
        await b.press("enter")
        await b.answer("ctrl+u", "other")
        await b.until(lambda: b.notes == ["first", "other"])
        await b.see("NOTES", "other")
        await b.press("tab", "G", "i")
        await b.answer("ctrl+u", "last")
        await b.until(lambda: b.notes == ["first", "last"])


@pytest.mark.parametrize(("theme", "colour"), [("dark", "#8fbc8f"), ("none", None)])
async def test_a_tag_with_a_colour_of_its_own_is_drawn_in_it(drive, folder, theme, colour) -> None:
    with opened(folder) as backend:
        (article,) = (row.id for row in backend.rows(backend.search("harbour", "date"), 0, 9))
        backend.annotations.tag([article], ["aid", "urgent"], [])
        backend.store.do(colour_tag("urgent", "#8fbc8f"))
    async with drive(config=Config(theme=theme, rest_ms=0, read_ms=-1)) as b:

        def colours() -> set[str | None]:
            parts = [part for strip in b.browser.screen._compositor.render_strips() for part in strip]
            tags = [part for part in parts if "#urgent" in part.text]
            return {part.style.color.name if part.style and part.style.color else None for part in tags}

        await b.until(lambda: colours() == {colour})


async def test_when_the_card_comes_the_text_opens_where_the_article_does_unless_one_has_scrolled(drive) -> None:
    menu = "Home\nNews\nSport\n" * 20
    start, end = len(menu), len(menu) + 12
    article = Article("a", "/news/a.txt", f"{menu}Bridge opens\n\n" + "It is open.\n" * 60)
    card = Record(article, dateline=Dateline(title=Span("Bridge opens", start, end)))
    async with drive() as b:
        pane = b.browser.browse.article
        pane.show(AnnotatedArticle(article, None, "scanned"))
        assert pane.text.top == 0
        pane.show(AnnotatedArticle(article, card))
        assert pane.text.top == start
        pane.show(AnnotatedArticle(article, None, "scanned"))
        pane.wheel(5)
        place = pane.text.top
        pane.show(AnnotatedArticle(article, card))
        assert pane.text.top == place


@pytest.mark.parametrize(
    ("answer", "said", "first_line"),
    [("y", "8 articles written to", "id,"), ("n", "nothing was written", "what was there")],
)
async def test_an_export_replaces_a_file_only_when_that_is_meant(
    drive, tmp_path, monkeypatch, answer: str, said: str, first_line: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "harbour.csv").write_text("what was there", encoding="utf-8")
    async with drive() as b:
        await b.press("X")
        await b.type("csv")
        await b.press("enter", "enter")
        await b.see("the file exists: replace it? y/n", "harbour.csv")
        await b.press(answer, "enter")
        await b.see(said)
    assert (tmp_path / "harbour.csv").read_text(encoding="utf-8").lstrip("\ufeff").startswith(first_line)


@pytest.mark.parametrize("name", ["articles.jsonl", "new.csv", ".sitrep/tags.json"])
async def test_no_export_is_written_into_the_corpus(drive, folder, name: str) -> None:
    before = {path: path.read_bytes() for path in folder.glob("*.jsonl")}
    async with drive() as b:
        await b.press("X")
        await b.type("csv")
        await b.press("enter", "ctrl+u")
        await b.type(str(folder / name))
        await b.press("enter")
        await b.see("nothing was written: inside the corpus", f"to {folder / name}")
    assert {path: path.read_bytes() for path in folder.glob("*.*") if path.is_file()} == before


async def test_a_folder_that_is_not_there_is_said_before_an_export_begins(drive, tmp_path) -> None:
    async with drive() as b:
        await b.press("X")
        await b.type("csv")
        await b.press("enter", "ctrl+u")
        await b.type(str(tmp_path / "none" / "a.csv"))
        await b.press("enter")
        await b.see("there is no folder", "/none/a.csv")
        await b.press("ctrl+u")
        await b.type(str(tmp_path))
        await b.press("enter")
        await b.see("is a folder: name a file in it")


async def test_within_the_folder_of_the_corpus_a_place_beside_it_is_proposed(drive, folder, monkeypatch) -> None:
    monkeypatch.chdir(folder)
    async with drive() as b:
        await b.press("X")
        await b.type("csv")
        await b.press("enter")
        await b.see("to ../harbour.csv")


async def test_an_export_that_would_replace_a_file_asks_nobody_who_is_typing(drive) -> None:
    async with drive() as b:
        b.browser.browse.on_export_exists(m.ExportExists("news.csv", lambda: pytest.fail("it was replaced")))
        await b.see("replace it? y/n")
        await b.press("escape", "/")
        b.browser.browse.on_export_exists(m.ExportExists("news.csv", lambda: pytest.fail("it was replaced")))
        await b.press("y", "enter")
        await b.see("news.csv exists already; nothing was written")


async def test_page_furniture_is_one_line_that_a_key_opens_and_the_place_stays(drive) -> None:
    menu = "Home\nNews\nSport\n"
    article = Article("a", "/news/a.txt", f"{menu}Bridge opens\n\nIt is open.\n")
    furniture = tuple(Span(word, start, start + len(word)) for word, start in (("Home", 0), ("News", 5), ("Sport", 10)))
    page = AnnotatedArticle(article, Record(article, Dateline(Span("Bridge opens", 16, 28)), boilerplate=furniture))
    async with drive() as b:
        pane = b.browser.browse.article
        pane.show(page)
        assert pane.text.top == 16
        pane.to_end(False)
        pane.text.top = 0
        assert pane.text.window(2)[0] == (0, 16)
        assert pane.toggle_furniture()
        assert pane.text.window(2)[0] == (0, 4)
