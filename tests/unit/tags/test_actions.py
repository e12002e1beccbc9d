"""Renaming, merging, colours, notes, passages, searches: each is one entry, and undone as one."""

from pathlib import Path

import pytest

from extract.errors import SitrepError
from tui.tags import (
    TagStore,
    change_passage,
    colour_tag,
    delete_tag,
    find,
    judge_line,
    mark_passage,
    merge_tags,
    rename_tag,
    save_search,
    select,
    write_note,
)

TEXT = "The ministry signed a contract for forty boats on Tuesday. The contract runs for six years."


@pytest.fixture
def store(tmp_path: Path) -> TagStore:
    return TagStore.open(tmp_path / "tags.json", "anna")


def test_a_tag_is_renamed_everywhere_with_its_subtopics(store: TagStore) -> None:
    store.tag(["a", "b"], add=["aid"])
    store.tag(["c"], add=["aid/2026", "aider"])
    store.do(mark_passage("a", select(TEXT, 4, 12), tags=["aid", "aid/2026"]))
    store.do(colour_tag("aid", "#8fbc8f"))
    store.do(save_search("mine", "tag:aid -(tag:aid/2026) tag:aider tag:aid/*"))
    store.do(rename_tag("aid", "support"))
    assert store.counts() == {"support": 2, "support/2026": 1, "aider": 1}
    assert store.passages("a")[0].tags == ("support", "support/2026")
    assert store.colours() == {"support": "#8fbc8f"}
    assert store.searches()[0].query == "tag:support -(tag:support/2026) tag:aider tag:aid/*"
    store.undo()
    assert store.counts() == {"aid": 2, "aid/2026": 1, "aider": 1}
    assert store.passages("a")[0].tags == ("aid", "aid/2026")
    assert store.colours() == {"aid": "#8fbc8f"}


def test_a_rename_onto_a_tag_in_use_is_refused_and_changes_nothing(store: TagStore) -> None:
    store.tag(["a"], add=["x"])
    store.tag(["b"], add=["y"])
    with pytest.raises(SitrepError, match="merge x y"):
        store.do(rename_tag("x", "y"))
    with pytest.raises(SitrepError, match="no article or passage has the tag z"):
        store.do(rename_tag("z", "w"))
    assert store.counts() == {"x": 1, "y": 1}


def test_merging_and_deleting(store: TagStore) -> None:
    store.tag(["a"], add=["x", "y"])
    store.tag(["b"], add=["z"])
    store.do(merge_tags(["x", "z"], "y"))
    assert store.counts() == {"y": 2}
    store.do(delete_tag("y"))
    assert store.counts() == {}
    store.undo()
    store.undo()
    assert store.tags("a") == ("x", "y")
    assert store.tags("b") == ("z",)


def test_notes_are_written_changed_and_removed(store: TagStore) -> None:
    store.do(write_note("a", "ask the desk"))
    (note,) = store.notes("a")
    assert (note.text, note.by) == ("ask the desk", "anna")
    store.do(write_note("a", "asked", note.key))
    assert [note.text for note in store.notes("a")] == ["asked"]
    store.do(write_note("a", " ", note.key))
    assert store.notes("a") == ()
    store.undo()
    assert [note.text for note in store.notes("a")] == ["asked"]
    assert store.poll().ids == frozenset()


def test_a_passage_survives_closing_and_is_dropped_when_empty(store: TagStore) -> None:
    store.do(mark_passage("a", select(TEXT, 22, 46), tags=["deal"], note="check the number"))
    store.close()
    store = TagStore.open(store.path, "anna")
    (passage,) = store.passages("a")
    assert find(TEXT, passage.selector).start == 22
    store.do(change_passage(passage, tags=[]))
    assert store.passages("a")[0].tags == ()
    store.do(change_passage(store.passages("a")[0], note=""))
    assert store.passages("a") == ()


def test_a_saved_search_replaces_one_of_its_name(store: TagStore) -> None:
    store.do(save_search(" my  search", "a"))
    store.do(save_search("my search", "b"))
    assert [(search.name, search.query) for search in store.searches()] == [("my search", "b")]
    store.do(save_search("my search", None))
    assert store.searches() == ()


def test_completion_offers_what_was_used_lately_first(store: TagStore) -> None:
    store.tag(["a", "b", "c"], add=["procurement"])
    store.tag(["a"], add=["Procès"])
    store.tag(["a"], add=["aid/process"])
    store.tag(["a"], add=["reprocess"])
    assert store.complete("proc") == ["Procès", "procurement", "aid/process", "reprocess"]
    store.tag(["d"], add=["procurement"])
    store.tag(["e"], add=["procurement"])
    assert store.complete("PROCE") == ["Procès", "aid/process", "reprocess"]
    assert store.complete("", without=["Procès"])[0] == "procurement"


def test_a_preview_counts_and_changes_nothing(store: TagStore) -> None:
    store.tag(["a", "b"], add=["x"])
    preview = store.preview(["a", "b", "c"], add=["x", "y"], remove=["z"])
    assert str(preview) == "+4 -0"
    assert preview.articles == 3
    assert str(store.preview(["a", "c"], remove=["x"])) == "+0 -1"
    assert store.counts() == {"x": 2}


def test_a_verdict_on_a_line_takes_the_place_of_the_one_before(store: TagStore) -> None:
    store.do(judge_line("who", "Ada Holm", ["a", "b"], "struck"))
    store.do(judge_line("who", "Ada Holm", ["b", "c"], "kept"))
    assert [store.verdicts().of("who", "Ada Holm", [one]) for one in "abc"] == [None, "kept", "kept"]
    assert store.undo().message
    assert store.verdicts().of("who", "Ada Holm", ["a"]) == "struck"
    store.do(judge_line("who", "Ada Holm", ["a"], None))
    assert not store.verdicts()
