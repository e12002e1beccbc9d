"""The store as an analyst meets it: what is tagged stays tagged, and can be taken back."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from tinydb import TinyDB

from extract.decisions import Decision
from tui.tags import TagStore, decide, delete_tag, forget_decision, mark_passage, select, write_note


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "tags.json"


@pytest.mark.smoke
def test_a_tag_is_there_after_closing_and_plain_tinydb_opens_the_file(path: Path) -> None:
    with TagStore.open(path, "anna") as store:
        store.tag(["a", "b"], add=["aid/2026", "оборона"], hints={"a": ("[A title]", "a.txt")})
        store.tag(["b"], add=["draft"], remove=["aid/2026"])
    with TagStore.open(path, "anna") as store:
        assert store.tags("a") == ("aid/2026", "оборона")
        assert store.tags("b") == ("draft", "оборона")
        assert store.counts() == {"оборона": 2, "aid/2026": 1, "draft": 1}
        assert store.hints() == {"a": ("[A title]", "a.txt")}
    documents = {row["article"]: row for row in TinyDB(path).table("tags")}
    assert documents["a"]["tags"] == ["aid/2026", "оборона"]
    assert set(documents) == {"a", "b"}


def test_without_closing_the_tags_are_in_the_journal(path: Path) -> None:
    first = TagStore.open(path, "anna")
    first.tag(["a"], add=["x"])
    assert TagStore.open(path, "boris").tags("a") == ("x",)
    assert not path.exists()


def test_another_handle_sees_a_tag_at_its_next_poll(path: Path) -> None:
    anna, boris = TagStore.open(path, "anna"), TagStore.open(path, "boris")
    assert not boris.poll()
    anna.tag(["a"], add=["x"])
    changed = boris.poll()
    assert changed.ids == {"a"}
    assert [entry.by for entry in changed.entries] == ["anna"]
    assert boris.tags("a") == ("x",)
    assert not boris.poll()


def test_what_another_wrote_is_told_even_where_one_wrote_oneself_in_between(path: Path) -> None:
    anna, boris = TagStore.open(path, "anna"), TagStore.open(path, "boris")
    anna.tag(["a"], add=["x"])
    boris.tag(["b"], add=["x"])
    boris.compact()
    assert boris.poll().ids == {"a"}
    assert not boris.poll()


def test_a_folding_by_another_is_no_change(path: Path) -> None:
    anna, boris = TagStore.open(path, "anna"), TagStore.open(path, "boris")
    anna.tag(["a"], add=["x"])
    anna.compact()
    assert boris.poll().ids == {"a"}
    anna.tag(["b"], add=["x"])
    anna.compact()
    assert boris.poll().ids == {"b"}
    assert boris.counts() == {"x": 2}


def test_undo_and_redo_survive_a_restart_and_take_a_bulk_as_one(path: Path) -> None:
    with TagStore.open(path, "anna") as store:
        store.tag(["b"], add=["x"])
        store.tag(["a", "b", "c"], add=["x"], remove=["y"])
    with TagStore.open(path, "anna") as store:
        outcome = store.undo()
        assert outcome.message == "undone: +x on 2 articles"
        assert store.counts() == {"x": 1}
    with TagStore.open(path, "anna") as store:
        assert store.redo().message == "redone: +x on 2 articles"
        assert store.counts() == {"x": 3}
        assert store.redo().message == "nothing to redo"
        store.undo()
        store.undo()
        assert store.counts() == {}
        assert store.undo().message == "nothing to undo"


def test_undo_leaves_what_a_colleague_changed_since_and_says_so(path: Path) -> None:
    anna, boris = TagStore.open(path, "anna"), TagStore.open(path, "boris")
    anna.tag(["a", "b"], add=["x"])
    boris.tag(["a"], remove=["x"])
    boris.tag(["a"], add=["x"])
    outcome = anna.undo()
    assert anna.tags("a") == ("x",)
    assert anna.tags("b") == ()
    assert [(left.key, left.by) for left in outcome.left] == [("a", "boris")]
    assert outcome.message.endswith("1 change left alone: boris changed them since")


def test_undo_takes_only_ones_own(path: Path) -> None:
    anna, boris = TagStore.open(path, "anna"), TagStore.open(path, "boris")
    anna.tag(["a"], add=["x"])
    assert boris.undo().entry is None
    assert anna.tags("a") == ("x",)


def test_a_torn_last_line_is_set_aside_and_the_rest_is_there(path: Path) -> None:
    store = TagStore.open(path, "anna")
    store.tag(["a"], add=["x"])
    journal = path.with_suffix(".journal")
    whole = journal.read_bytes()
    journal.write_bytes(whole + b'{"n":2,"at":"20')
    other = TagStore.open(path, "boris")
    assert other.tags("a") == ("x",)
    other.tag(["b"], add=["y"])
    assert TagStore.open(path, "carol").tags("b") == ("y",)
    assert store.poll().ids == {"b"}
    (aside,) = path.parent.glob("tags.journal.torn-*")
    assert aside.read_bytes() == b'{"n":2,"at":"20'


@pytest.mark.parametrize("damage", [b"", b"{", b"\x00" * 300, b'{"tags": [1]}'])
def test_a_damaged_file_is_kept_and_rebuilt(path: Path, damage: bytes) -> None:
    with TagStore.open(path, "anna") as store:
        store.tag(["a"], add=["x"])
        store.compact()
        store.tag(["b"], add=["y"])
    path.write_bytes(damage)
    with TagStore.open(path, "anna") as store:
        assert store.tags("a") == ("x",)
        assert store.tags("b") == ("y",)
        store.compact()
    assert len(TinyDB(path).table("tags")) == 2
    if damage:
        (kept,) = path.parent.glob("tags.json.damaged-*")
        assert kept.read_bytes() == damage


@pytest.mark.parametrize(
    ("gone", "told"),
    [
        ((), ": all of it is back, from copy and journal; kept as "),
        ((".bak",), ": all of it is back, from journal; kept as "),
        ((".journal",), " is back, nothing later, as the journal is gone; "),
        ((".bak", ".journal"), ": nothing of it is back, as neither copy nor journal is there; "),
    ],
)
def test_of_a_damaged_file_that_alone_is_said_to_be_back_which_is(path: Path, gone: Sequence[str], told: str) -> None:
    with TagStore.open(path, "anna") as store:
        for article in "ab":
            store.tag([article], add=["x"])
            store.compact()
    path.write_bytes(path.read_bytes()[:-20])
    for ending in gone:
        (path.with_name("tags.json.bak") if ending == ".bak" else path.with_suffix(ending)).unlink()
    with TagStore.open(path, "anna") as store:
        (warning,) = store.warnings
        assert warning.startswith("tags.json was damaged: ")
        assert told in warning
        assert store.counts() == ({} if len(gone) == 2 else {"x": 1 if ".journal" in gone else 2})


def test_a_journal_that_began_after_the_copy_brings_back_not_what_was_done_between(path: Path) -> None:
    with TagStore.open(path, "anna") as store:
        for article in "ab":
            store.tag([article], add=["x"])
            store.compact()
    path.with_suffix(".journal").unlink()
    with TagStore.open(path, "anna") as store:
        store.tag(["c"], add=["x"])
    path.write_bytes(b"{")
    (path.parent / "tags.json.bak").write_bytes(b"{")
    (warning, other) = TagStore.open(path, "anna").warnings
    assert ": only the journal is back; " in warning
    assert "was damaged" in other


def test_the_overlay_makes_a_set_anew_only_when_its_members_changed(path: Path) -> None:
    store = TagStore.open(path, "anna")
    store.tag(["a", "b"], add=["x"])
    store.tag(["a"], add=["y"])
    first = store.overlay()
    assert first.tags == {"x": {"a", "b"}, "y": {"a"}}
    assert store.overlay() is first
    store.mark(["c"], add=["starred"])
    store.tag(["c"], add=["y"])
    store.do(write_note("b", "why"))
    second = store.overlay()
    assert second.version > first.version
    assert second.tags["x"] is first.tags["x"]
    assert second.tags["y"] == {"a", "c"}
    assert second.starred == {"c"}
    assert second.noted == {"b"}
    store.do(decide(Decision("reject", "ORG", ("A",))))
    assert store.overlay().rules is store.rules()
    assert store.overlay().rules is not second.rules
    store.do(delete_tag("x"))
    assert store.overlay().tags == {"y": {"a", "c"}}


def test_the_overlay_has_articles_by_the_tags_of_their_passages_too(path: Path) -> None:
    store = TagStore.open(path, "anna")
    store.tag(["a"], add=["aid"])
    store.do(mark_passage("b", select("The ship left.", 4, 8), tags=["aid", "sea"]))
    first = store.overlay()
    assert first.tags == {"aid": {"a", "b"}, "sea": {"b"}}
    store.tag(["c"], add=["other"])
    second = store.overlay()
    assert second.tags["aid"] is first.tags["aid"]
    store.undo()
    store.undo()
    assert store.overlay().tags == {"aid": {"a"}}


def test_decisions_are_kept_in_the_order_in_which_they_were_made(path: Path) -> None:
    merge = Decision("merge", "ORG", ("A",), others=("B",))
    with TagStore.open(path, "anna") as store:
        store.do(decide(merge))
        store.do(decide(Decision("rename", "ORG", ("A",), value="A Company")))
        store.do(decide(Decision("split", "ORG", ("B",), others=("A",))))
    with TagStore.open(path, "boris") as store:
        assert [(item.kind, item.by) for item in store.decisions()] == [("rename", "anna"), ("split", "anna")]
        assert store.rules() is store.rules()
        assert store.rules().judgement("ORG", "A", "B") == "different"
        store.do(forget_decision(store.decisions()[1]))
        assert store.rules().judgement("ORG", "A", "B") is None


def test_a_journal_put_away_is_still_the_log_and_everybody_goes_on_with_the_new_one(path: Path) -> None:
    anna, boris = TagStore.open(path, "anna"), TagStore.open(path, "boris")
    assert anna.archive() is None
    anna.tag(["a"], add=["x"], hints={"a": ("A title", "a.txt")})
    boris.tag(["b"], add=["y"])
    kept = anna.archive()
    assert kept is not None
    assert anna.archive() is None
    assert path.with_suffix(".journal").stat().st_size < 200
    assert anna.undo().message == "nothing to undo"
    boris.tag(["c"], add=["z"])
    assert boris.undo().message == "undone: +z on 1 article"
    boris.redo()
    assert anna.poll().ids >= {"c"}
    assert anna.counts() == boris.counts() == {"x": 1, "y": 1, "z": 1}
    assert [entry.number for entry in anna.entries()] == [1, 2, 3, 4, 5]
    assert anna.hints() == {"a": ("A title", "a.txt")}
    anna.archive()
    for damaged in (path, path.with_name("tags.json.bak")):
        damaged.write_bytes(b"{")
        assert TagStore.open(path, "carol").counts() == {"x": 1, "y": 1, "z": 1}


def test_the_copy_before_an_archive_is_brought_up_to_date_from_the_archive(path: Path) -> None:
    store = TagStore.open(path, "anna")
    store.tag(["a"], add=["x"])
    store.compact()
    store.tag(["b"], add=["x"])
    store.archive()
    store.tag(["c"], add=["x"])
    path.unlink()
    assert TagStore.open(path, "anna").counts() == {"x": 3}


def test_putting_the_journal_away_can_be_cut_off_without_loss(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = TagStore.open(path, "anna")
    store.tag(["a"], add=["x"])
    store.tag(["a"], remove=["x"])
    store.tag(["b"], add=["y"])

    def die(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("tui.tags.archive.rotate_journal", die)
    with pytest.raises(KeyboardInterrupt):
        store.archive()
    monkeypatch.undo()
    other = TagStore.open(path, "anna")
    assert other.counts() == {"y": 1}
    assert other.undo().message == "undone: +y on 1 article"
    other.close()
    assert TagStore.open(path, "boris").counts() == {}
