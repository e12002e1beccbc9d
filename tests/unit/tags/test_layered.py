"""An analyst's own marks over a team's that they may only read: one view, and neither writes into the other."""

import itertools
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tinydb import TinyDB

from extract.decisions import Decision
from extract.index import Corpus
from tui.tags import TagStore, change_passage, decide, mark_passage, rename_tag, select, write_note


class Two(NamedTuple):
    team: TagStore
    corpus: Corpus
    clock: Callable[[], datetime]

    def own(self, analyst: str = "carl") -> TagStore:
        return TagStore.of(self.corpus, analyst, clock=self.clock)


@pytest.fixture
def two(tmp_path: Path) -> Two:
    team = tmp_path / "team"
    team.mkdir()
    corpus = Corpus((tmp_path,), tmp_path, tmp_path / "own", shared=False, team_dir=team)
    seconds = itertools.count()
    clock = lambda: datetime(2026, 2, 9, tzinfo=UTC) + timedelta(seconds=next(seconds))  # noqa: E731
    return Two(TagStore.open(team / "tags.json", "anna", clock=clock), corpus, clock)


def test_a_tag_of_the_teams_is_taken_off_in_ones_own_view_only(two: Two) -> None:
    two.team.tag(["a", "b"], add=["x", "y"])
    own = two.own()
    own.tag(["a"], add=["mine"], remove=["x"])
    assert own.tags("a") == ("mine", "y")
    assert own.counts() == {"y": 2, "x": 1, "mine": 1}
    assert own.overlay().tags["x"] == {"b"}
    two.team.poll()
    assert two.team.tags("a") == ("x", "y")
    assert own.undo().message == "undone: +mine -x on 1 article"
    assert own.tags("a") == ("x", "y")
    assert own.redo().entry is not None
    own.close()
    again = two.own()
    assert again.tags("a") == ("mine", "y")
    assert again.undo().taken_back is not None
    assert again.tags("a") == ("x", "y")


def test_what_the_team_does_meanwhile_is_seen_under_ones_own(two: Two) -> None:
    own = two.own()
    own.tag(["a"], add=["mine"])
    two.team.tag(["a", "b"], add=["theirs"])
    two.team.do(write_note("a", "look at this"))
    changed = own.poll()
    assert changed.ids == {"a", "b"}
    assert own.tags("a") == ("mine", "theirs")
    assert [note.text for note in own.notes("a")] == ["look at this"]
    assert not own.poll()
    two.team.compact()
    assert not own.poll()
    assert own.undo().message == "undone: +mine on 1 article"
    assert own.undo().message == "nothing to undo"
    assert [entry.by for entry in own.entries()] == ["carl", "anna", "anna", "carl"]


def test_another_program_of_the_same_analyst_is_seen(two: Two) -> None:
    two.team.tag(["a"], add=["theirs"])
    one, other = two.own(), two.own()
    other.tag(["a"], add=["mine"], remove=["theirs"])
    assert one.poll().ids == {"a"}
    assert one.tags("a") == ("mine",)
    other.tag(["b"], add=["mine"])
    one.tag(["c"], add=["more"])
    assert one.counts() == {"mine": 2, "more": 1}


def test_documents_of_both_stand_side_by_side(two: Two) -> None:
    text = "The minister opened the harbour."
    two.team.do(mark_passage("a", select(text, 0, 12), ["who"], "theirs"))
    own = two.own()
    (passage,) = own.passages("a")
    own.do(change_passage(passage, note="changed by me"))
    own.do(mark_passage("a", select(text, 24, 31), ["where"], "mine"))
    own.do(write_note("a", "my note"))
    own.do(decide(Decision("reject", "PERSON", ("harbour",))))
    two.team.do(write_note("a", "their note"))
    two.team.do(mark_passage("a", select(text, 4, 12), ["title"]))
    own.poll()
    assert sorted(note.text for note in own.notes("a")) == ["my note", "their note"]
    assert [passage.note for passage in own.passages("a")] == ["changed by me", "", "mine"]
    assert [passage.note for passage in two.team.passages("a")] == ["theirs", ""]
    assert len(own.decisions()) == 1
    assert two.team.decisions() == ()


def test_ones_own_store_is_an_ordinary_one(two: Two) -> None:
    two.team.tag(["a"], add=["x"])
    own = two.own()
    own.tag(["a"], add=["mine"])
    own.do(rename_tag("x", "y"))
    assert own.tags("a") == ("mine", "y")
    own.archive()
    assert own.tags("a") == ("mine", "y")
    own.close()
    assert sorted(TinyDB(two.corpus.tags_path).table("tags").all()[0]["tags"]) == ["mine", "y"]
    assert two.own().tags("a") == ("mine", "y")
    assert [path.name for path in two.corpus.data_dir.parent.joinpath("team").iterdir() if "json" in path.name] == []


MARKS = st.tuples(st.booleans(), st.sampled_from("ab"), st.sampled_from("xyz"), st.booleans(), st.booleans())


@given(st.lists(MARKS, max_size=12))
@settings(max_examples=60, deadline=None)
def test_the_view_is_the_teams_state_with_ones_own_last_word_on_each_cell(
    tmp_path_factory: pytest.TempPathFactory, marks: list[tuple[bool, str, str, bool, bool]]
) -> None:
    root = tmp_path_factory.mktemp("layers")
    (root / "team").mkdir()
    corpus = Corpus((root,), root, root / "own", shared=False, team_dir=root / "team")
    team, own = TagStore.open(root / "team" / "tags.json", "anna"), TagStore.of(corpus, "carl")
    theirs: dict[tuple[str, str], bool] = {}
    mine: dict[tuple[str, str], bool] = {}
    for by_team, article, tag, on, reopen in marks:
        store, cells = (team, theirs) if by_team else (own, mine)
        seen = {**theirs, **mine} if not by_team else theirs
        own.poll()
        if seen.get((article, tag), False) != on:
            cells[article, tag] = on
        store.tag([article], add=[tag] if on else [], remove=[] if on else [tag])
        if reopen:
            own.close()
            own = TagStore.of(corpus, "carl")
        own.poll()
        expected = {**theirs, **mine}
        for name in "ab":
            assert own.tags(name) == tuple(sorted(tag for (about, tag), on in expected.items() if on and about == name))
