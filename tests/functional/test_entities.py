"""Entities and what is decided on them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tui.messages import EntityReady


def decisions(b) -> list[tuple[str, str, str | None, str]]:
    """Return the decisions in the store: kind, of whom, with whom, and where they hold."""
    return [(d.kind, d.names[0], next(iter(d.others), None), d.scope) for d in b.backend.store.decisions()]


async def test_the_article_s_entities_with_all_about_one(drive) -> None:
    async with drive() as b:
        await b.press("e")
        await b.see("Entities of Harbour treaty", "Ada Brandt", "Spellings by source", "Velden Courier 2")
        await b.press("q")
        await b.see("WHO")


async def test_a_sheet_says_of_how_many_articles_it_tells(drive) -> None:
    async with drive() as b:
        await b.press("E")
        await b.see("Spellings by source")
        screen = b.browser.screen
        sheet = screen.sheet
        assert sheet.articles == b.backend.search(sheet.query, "date").count
        assert "Of the newest" not in b.text
        screen.on_entity_ready(EntityReady(replace(sheet, articles=1507)))
        await b.see("Of the newest 200 of 1,507 articles:")


async def test_a_list_that_is_narrowed_begins_at_the_likeliest_and_leaves_no_room_empty(drive) -> None:
    async with drive((80, 12)) as b:
        await b.press("E")
        await b.until(lambda: len(b.browser.screen.rows.rows) > 5)
        await b.press("G")
        await b.open_prompt("/", "e")
        await b.until(lambda: b.browser.screen._listed == "e")
        pane = b.browser.screen.rows
        assert (pane.at, pane.first) == (0, 0)
        assert "e" in pane.rows[0].name.lower()
        await b.press("enter", "G")
        await b.until(lambda: pane.at == len(pane.rows) - 1)
        name = pane.current.name
        await b.press("escape")
        await b.until(lambda: b.browser.screen._listed == "")
        assert pane.current.name == name
        assert pane.first <= max(0, len(pane.rows) - pane.inner_height)


async def test_two_are_merged_from_a_suggestion(drive) -> None:
    async with drive() as b:
        await b.press("e")
        await b.see("Spellings by source")
        await b.press("m")
        await b.see("Who else is Ada Brandt?", "may be the same")
        await b.press("enter")
        await b.see("Ada Brandt is Karla Brandt, in this article")
        assert decisions(b) == [("merge", "Ada Brandt", "Karla Brandt", "article")]


async def test_a_merge_searches_for_the_other_as_its_name_is_typed(drive) -> None:
    async with drive() as b:
        await b.press("E")
        await b.see("Spellings by source")
        await b.press("m")
        await b.see("Who else is Ada Brandt?", "Patriot")
        await b.type("WEI")
        await b.until(lambda: "Patriot (equipment)" not in b.text and "Jonas Weil (person)" in b.text)
        await b.press("enter")
        await b.see("Jonas Weil is Ada Brandt, in the corpus")
        assert decisions(b) == [("merge", "Ada Brandt", "Jonas Weil", "corpus")]


@pytest.mark.parametrize("answer", ["y", "n", ""])
async def test_a_person_is_merged_with_a_place_only_when_that_is_meant(drive, answer: str) -> None:
    async with drive() as b:
        await b.press("e")
        await b.see("Spellings by source")
        await b.press("m")
        await b.see("Who else is Ada Brandt?")
        await b.type("orsk")
        await b.until(lambda: "Jonas Weil (person)" not in b.text and "Orsk (place)" in b.text)
        await b.press("enter")
        await b.see("person and place: make them one? y/n", "Ada Brandt and Orsk become one person")
        assert not decisions(b)
        await b.type(answer)
        await b.press("enter")
        await b.see("Orsk is Ada Brandt" if answer == "y" else "nothing was merged")
        assert len(decisions(b)) == (answer == "y")


async def test_enter_waits_until_what_was_typed_has_been_looked_up(drive, monkeypatch) -> None:
    async with drive() as b:
        await b.press("e")
        await b.see("Spellings by source")
        await b.press("m")
        await b.see("may be the same")
        held = []
        monkeypatch.setattr(b.browser.threads, "search", lambda asker, key, job: held.append(job))
        await b.type("orsk")
        await b.burst("enter")
        await b.see("looking …")
        assert not decisions(b)
        b.browser.screen_stack[-2].post_message(held[-1]())
        await b.see("person and place: make them one? y/n")


async def test_a_decision_holds_for_the_article_whose_entities_are_listed(drive) -> None:
    async with drive() as b:
        await b.press("e")
        await b.see("decisions hold for this article")
        await b.press("x")
        await b.see("Ada Brandt is no entity, in this article")
        assert decisions(b) == [("reject", "Ada Brandt", None, "article")]
        await b.press("u")
        await b.see("undone: Ada Brandt is no entity")
        assert decisions(b) == []


async def test_a_decision_on_an_article_s_entity_holds_for_the_corpus_where_that_is_asked_for(drive) -> None:
    async with drive() as b:
        await b.press("e", "o")
        await b.see("decisions hold for the corpus")
        await b.press("x")
        await b.see("Ada Brandt is no entity, in the corpus")
        assert decisions(b) == [("reject", "Ada Brandt", None, "corpus")]
        await b.press("o")
        await b.see("decisions hold for this article")


async def test_a_decision_on_the_corpus_s_entity_holds_for_the_corpus(drive) -> None:
    async with drive() as b:
        await b.press("e", "E")
        await b.see("Entities of the corpus", "decisions hold for the corpus")
        await b.press("x")
        await b.see("Ada Brandt is no entity, in the corpus")
        await b.press("o")
        await b.see("these are the corpus's entities")
        assert decisions(b) == [("reject", "Ada Brandt", None, "corpus")]


async def test_an_entity_is_renamed(drive) -> None:
    async with drive() as b:
        await b.press("E")
        await b.see("Spellings by source")
        await b.press("r")
        await b.answer("ctrl+u", "Minister Brandt")
        await b.see("Ada Brandt is called Minister Brandt, in the corpus", "P Minister Brandt")
        assert decisions(b) == [("rename", "Ada Brandt", None, "corpus")]


async def test_an_entity_is_relabelled(drive) -> None:
    async with drive() as b:
        await b.press("E")
        await b.see("Spellings by source")
        await b.answer("L", "org")
        await b.see("Ada Brandt: organisation, not person, in the corpus", "O Ada Brandt")


async def test_a_spelling_is_split_off(drive) -> None:
    async with drive() as b:
        await b.press("E")
        await b.see("Spellings by source")
        await b.press("s")
        await b.see("Which spelling is another?")
        await b.press("enter")
        await b.see("Brandt is not Ada Brandt, in the corpus")
        assert decisions(b) == [("split", "Brandt", "Ada Brandt", "corpus")]


async def test_entities_are_found_by_name(drive) -> None:
    async with drive() as b:
        await b.press("E")
        await b.answer("/", "weil")
        await b.until(lambda: [row.name for row in b.browser.screen.rows.rows] == ["Jonas Weil"])
        await b.press("/", "ctrl+u")
        await b.type("nobody")
        await b.see("No such name.", "No name here has “nobody” in it; escape shows all.")


async def test_a_list_that_is_not_all_says_so(drive, monkeypatch) -> None:
    monkeypatch.setattr("tui.screens.entities.LIMIT", 4)
    async with drive() as b:
        await b.press("E")
        await b.see("1 of 4+")


async def test_who_shares_but_a_surname_is_not_said_to_be_perhaps_the_same(drive) -> None:
    async with drive() as b:
        await b.press("E", "/", *"karla", "enter")
        await b.see("Karla Brandt  person", "Spellings by source")
        assert "May be the same" not in b.text
