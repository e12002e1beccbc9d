"""Entities and what is decided on them."""

from __future__ import annotations


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
        assert (decided.kind, decided.other.name, decided.article) == ("merge", "A. Brandt", None)


async def test_a_decision_may_hold_for_one_article(drive) -> None:
    async with drive() as b:
        await b.press("e")
        await b.see("decisions hold for the corpus")
        await b.press("o")
        await b.see("decisions hold for this article")
        await b.press("j", "x")
        await b.see("reject: Velden Port Authority")
        assert b.desk.decided[0].article == "harbour"
        await b.press("u")
        await b.see("undone: reject")


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


async def test_a_list_that_is_not_all_says_so(drive, monkeypatch) -> None:
    monkeypatch.setattr("tui.screens.entities.LIMIT", 6)
    async with drive() as b:
        await b.press("E")
        await b.see("1 of 6+")
