"""What undo says: not that something was taken back, but what."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.anchor import Selector
from extract.decisions import Decision
from tui.tags import TagStore, mark_passage, save_search, write_note
from tui.tags.actions import Action, colour_tag, decide, forget_decision

ORSK = ("Orsk", "The town of Orsk")


@pytest.fixture
def store(tmp_path: Path) -> TagStore:
    return TagStore.open(tmp_path / "tags.json", "anna")


@pytest.mark.parametrize(
    ("decision", "said"),
    [
        (Decision("reject", "LOC", ORSK), "Orsk is no entity, in the corpus"),
        (Decision("relabel", "PERSON", ORSK, value="LOC"), "Orsk: place, not person, in the corpus"),
        (Decision("relabel", "PERSON", ORSK, value="RIVER"), "Orsk: river, not person, in the corpus"),
        (
            Decision("rename", "LOC", ORSK, "article", "a1", value="Orsk-on-Ural"),
            "Orsk is called Orsk-on-Ural, in one article",
        ),
        (Decision("merge", "LOC", ORSK, others=("Orks",)), "Orks is Orsk, in the corpus"),
        (Decision("merge", "LOC", ("Orks",), others=ORSK, value="Orsk"), "Orks is Orsk, in the corpus"),
        (Decision("merge", "LOC", ORSK, others=("Orks",), value="Arvik"), "Orsk and Orks are Arvik, in the corpus"),
        (Decision("split", "LOC", ("Orks",), others=ORSK), "Orks is not Orsk, in the corpus"),
        (Decision("unsure", "LOC", ("Orks",), others=ORSK), "Orks and Orsk: unsure, in the corpus"),
        (
            Decision("split", "LOC", ORSK, "mention", "a1", Selector(0, 4, "Orsk", "", "")),
            "Orsk stands alone, at one place of one article",
        ),
    ],
)
def test_undo_says_what_was_decided_of_whom(store: TagStore, decision: Decision, said: str) -> None:
    store.do(decide(decision))
    assert store.undo().message == f"undone: {said}"
    assert store.redo().message == f"redone: {said}"
    store.do(forget_decision(decision))
    assert store.undo().message == f"undone: decision taken back: {said}"


@pytest.mark.parametrize(
    ("action", "said"),
    [
        (write_note("a1", "check the\nyear"), "note “check the year” added"),
        (write_note("a1", "a long remark " * 9), "note “a long remark a long remark a long rema…” added"),
        (mark_passage("a1", Selector(0, 8, "the ship", "", ""), ["x"]), "the passage “the ship” added"),
        (
            mark_passage("a1", Selector(0, 8, "the ship", "", ""), (), "whose?"),
            "note “whose?” on the passage “the ship” added",
        ),
        (save_search("ships", "ship*"), "saved search ships added"),
        (colour_tag("aid", "green"), "colour of aid added"),
    ],
)
def test_undo_says_what_was_written(store: TagStore, action: Action, said: str) -> None:
    store.do(action)
    assert store.undo().message == f"undone: {said}"


def test_a_decision_that_cannot_be_read_can_be_undone(store: TagStore) -> None:
    from tui.tags.changes import Put

    store.apply([Put("decisions", "99", {"kind": "nonsense"})])
    assert store.undo().message == "undone: a decision that cannot be read"


def test_notes_on_the_article_and_on_its_passages_are_counted(store: TagStore) -> None:
    store.do(write_note("a1", "one"))
    store.do(mark_passage("a1", Selector(0, 8, "the ship", "", ""), note="two"))
    store.do(mark_passage("a1", Selector(9, 12, "sank", "", ""), ["tagged"]))
    assert (store.note_count("a1"), store.note_count("a2")) == (2, 0)
