"""Entities and what is decided on them."""

from __future__ import annotations

import pytest


async def test_the_article_s_entities_with_all_about_one(drive) -> None:
    async with drive() as b:
        await b.press("e")
        await b.see("Entities of Harbour treaty", "Ada Brandt", "Spellings by source", "Velden Courier 3", "A. Brandt")
        await b.press("q")
        await b.see("WHO")


async def test_two_are_merged_from_a_suggestion(drive) -> None:
    async with drive() as b:
        await b.press("e")
        await b.see("A. Brandt")
        await b.press("m")
        await b.see("Who else is Ada Brandt?", "may be the same")
        await b.press("enter")
        await b.see("merge: Ada Brandt")
        (decided,) = b.desk.decided
        assert (decided.kind, decided.other.name, decided.article) == ("merge", "A. Brandt", "harbour")


async def test_a_merge_searches_for_the_other_as_its_name_is_typed(drive) -> None:
    async with drive() as b:
        await b.press("E")
        await b.see("Spellings by source")
        await b.press("m")
        await b.see("Who else is Ada Brandt?", "Kestrel-4")
        await b.type("WEI")
        await b.until(lambda: "Kestrel-4 (equipment)" not in b.text)
        await b.press("enter")
        await b.see("merge: Ada Brandt")
        (decided,) = b.desk.decided
        assert (decided.entity.name, decided.other.name, decided.article) == ("Ada Brandt", "Jonas Weil", None)


@pytest.mark.parametrize("answer", ["y", "n", ""])
async def test_a_person_is_merged_with_a_place_only_when_that_is_meant(drive, answer: str) -> None:
    async with drive() as b:
        await b.press("e")
        await b.see("Spellings by source")
        await b.press("m")
        await b.see("Who else is Ada Brandt?")
        await b.type("orsk")
        await b.until(lambda: "Jonas Weil (person)" not in b.text)
        await b.press("enter")
        await b.see("person and place: make them one? y/n", "Ada Brandt and Orsk become one person")
        assert not b.desk.decided
        await b.type(answer)
        await b.press("enter")
        await b.see("merge: Ada Brandt" if answer == "y" else "nothing was merged")
        assert len(b.desk.decided) == (answer == "y")


async def test_what_is_typed_and_entered_at_once_merges_nothing_that_was_not_seen(drive, monkeypatch) -> None:
    async with drive() as b:
        await b.press("e")
        await b.see("Spellings by source")
        await b.press("m")
        await b.see("may be the same")
        held = []
        monkeypatch.setattr(b.browser, "seek", lambda key, job: held.append(job))
        await b.type("orsk")
        await b.press("enter")
        await b.see("looking …")
        assert not b.desk.decided


async def test_a_decision_holds_for_the_article_whose_entities_are_listed(drive) -> None:
    async with drive() as b:
        await b.press("e")
        await b.see("decisions hold for this article")
        await b.press("j", "x")
        await b.see("reject: Velden Port Authority")
        assert b.desk.decided[0].article == "harbour"
        await b.press("u")
        await b.see("undone: reject")


async def test_a_decision_on_an_article_s_entity_holds_for_the_corpus_where_that_is_asked_for(drive) -> None:
    async with drive() as b:
        await b.press("e", "o")
        await b.see("decisions hold for the corpus")
        await b.press("x")
        await b.see("reject: Ada Brandt")
        assert b.desk.decided[0].article is None
        await b.press("o")
        await b.see("decisions hold for this article")


async def test_a_decision_on_the_corpus_s_entity_holds_for_the_corpus(drive) -> None:
    async with drive() as b:
        await b.press("e", "E")
        await b.see("Entities of the corpus", "decisions hold for the corpus")
        await b.press("x")
        await b.see("reject: Ada Brandt")
        await b.press("o")
        await b.see("these are the corpus's entities")
        assert b.desk.decided[0].article is None


async def test_rename_relabel_and_split(drive) -> None:
    async with drive() as b:
        await b.press("E")
        await b.see("Entities of the corpus")
        await b.press("r", "ctrl+u")
        await b.type("Minister Brandt")
        await b.press("enter")
        await b.see("rename: Ada Brandt", "Minister Brandt")
        await b.press("L")
        await b.type("org")
        await b.press("enter")
        await b.see("relabel: Minister Brandt")
        await b.press("s")
        await b.see("Which spelling is another?")
        await b.press("enter")
        await b.see("split: Minister Brandt")
        assert [d.value for d in b.desk.decided] == ["Minister Brandt", "ORG", "Brandt"]


async def test_entities_are_found_by_name(drive) -> None:
    async with drive() as b:
        await b.press("E", "/")
        await b.type("weil")
        await b.press("enter")
        await b.until(lambda: "Ada Brandt" not in b.text)
        await b.see("Jonas Weil")
        await b.press("/", "ctrl+u")
        await b.type("nobody")
        await b.see("No such name.", "No name here has “nobody” in it; escape shows all.")


async def test_a_list_that_is_not_all_says_so(drive, monkeypatch) -> None:
    monkeypatch.setattr("tui.screens.entities.LIMIT", 6)
    async with drive() as b:
        await b.press("E")
        await b.see("1 of 6+")
