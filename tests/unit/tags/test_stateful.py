"""Random operations of several people through several handles, with crashes between them, against a plain model."""

import shutil
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    MultipleResults,
    RuleBasedStateMachine,
    consumes,
    initialize,
    invariant,
    multiple,
    rule,
)
from tinydb import TinyDB

from tui.tags import TagStore, rename_tag, write_note
from tui.tags.actions import list_used_tags

PEOPLE = ("anna", "boris")
ARTICLES = ("a", "b")
TAGS = ("x", "y", "y/z")

Cell = tuple[str, str, str]
people = st.sampled_from(PEOPLE)
articles = st.sets(st.sampled_from(ARTICLES), min_size=1)
tags = st.sets(st.sampled_from(TAGS))


class Plain:
    """What the store means, in a few lines: cells, and per operation the cells that it changed."""

    def __init__(self) -> None:
        self.cells: dict[Cell, object] = {}
        self.log: list[tuple[str, dict[Cell, tuple[object, object]]]] = []
        self.undoable: dict[str, list[int]] = {who: [] for who in PEOPLE}
        self.redoable: dict[str, list[int]] = {who: [] for who in PEOPLE}

    def write(self, who: str, wanted: dict[Cell, object], *, even_nothing: bool = False) -> bool:
        changed = {
            cell: (self.cells.get(cell), value) for cell, value in wanted.items() if self.cells.get(cell) != value
        }
        if changed or even_nothing:
            self.cells.update({cell: after for cell, (_, after) in changed.items()})
            self.log.append((who, changed))
        return bool(changed)

    def do(self, who: str, wanted: dict[Cell, object]) -> None:
        if self.write(who, wanted):
            self.undoable[who].append(len(self.log) - 1)
            self.redoable[who].clear()

    def revert(self, who: str, stack: list[int], other: list[int]) -> None:
        if stack:
            number = stack.pop()
            by_others = {cell for by, changed in self.log[number + 1 :] if by != who for cell in changed}
            back = {
                cell: before
                for cell, (before, after) in self.log[number][1].items()
                if cell not in by_others and self.cells.get(cell) == after
            }
            self.write(who, back, even_nothing=True)
            other.append(len(self.log) - 1)

    def tags(self, article: str) -> tuple[str, ...]:
        return tuple(
            sorted(name for (table, key, name), on in self.cells.items() if on and (table, key) == ("t", article))
        )


class Stores(RuleBasedStateMachine):
    handles = Bundle("handles")

    def __init__(self) -> None:
        super().__init__()
        memory = Path("/dev/shm")
        self.folder = Path(tempfile.mkdtemp(dir=memory if memory.is_dir() else None))
        self.path = self.folder / "tags.json"
        self.plain = Plain()
        self.now = datetime(2026, 2, 9, tzinfo=UTC)

    def tick(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now

    @initialize(target=handles)
    def begin(self) -> MultipleResults:
        return multiple(*(TagStore.open(self.path, who, clock=self.tick) for who in PEOPLE))

    @rule(target=handles, who=people)
    def open(self, who: str) -> TagStore:
        return TagStore.open(self.path, who, clock=self.tick)

    @rule(store=handles, ids=articles, add=tags, remove=tags)
    def tag(self, store: TagStore, ids: set[str], add: set[str], remove: set[str]) -> None:
        store.tag(ids, add, remove)
        wanted: dict[Cell, object] = {("t", article, name): None for article in ids for name in remove}
        wanted |= {("t", article, name): True for article in ids for name in add}
        self.plain.do(store.analyst, wanted)

    @rule(store=handles, article=st.sampled_from(ARTICLES), text=st.sampled_from(["one", "two", ""]))
    def note(self, store: TagStore, article: str, text: str) -> None:
        store.poll()
        keys = [note.key for note in store.notes(article)]
        store.do(write_note(article, text, keys[0] if keys else str(ARTICLES.index(article) + 1)))
        before = self.plain.cells.get(("n", article, ""))
        if text or before:
            fresh = (text, self.now) if text else None  # every writing has a time of its own
            self.plain.do(store.analyst, {("n", article, ""): fresh})

    @rule(store=handles)
    def rename(self, store: TagStore) -> None:
        store.poll()
        if "x" in list_used_tags(store.model) and not {"w"} & list_used_tags(store.model):
            store.do(rename_tag("x", "w"))
            having = [article for article in ARTICLES if "x" in self.plain.tags(article)]
            wanted: dict[Cell, object] = {("t", article, "x"): None for article in having}
            self.plain.do(store.analyst, wanted | {("t", article, "w"): True for article in having})

    @rule(store=handles)
    def undo(self, store: TagStore) -> None:
        store.undo()
        who = store.analyst
        self.plain.revert(who, self.plain.undoable[who], self.plain.redoable[who])

    @rule(store=handles)
    def redo(self, store: TagStore) -> None:
        store.redo()
        who = store.analyst
        self.plain.revert(who, self.plain.redoable[who], self.plain.undoable[who])

    @rule(store=handles)
    def compact(self, store: TagStore) -> None:
        store.compact()

    @rule(store=handles)
    def archive(self, store: TagStore) -> None:
        if store.archive():
            for stacks in (self.plain.undoable, self.plain.redoable):
                for stack in stacks.values():
                    stack.clear()

    @rule(store=consumes(handles))
    def close(self, store: TagStore) -> None:
        store.close()

    @rule(store=consumes(handles), cut=st.integers(1, 200))
    def crash_in_an_append(self, store: TagStore, cut: int) -> None:
        store.close(fold=False)
        journal = self.path.with_suffix(".journal")
        if journal.exists():
            whole = b'{"n":%d,"at":"2026-01-01T00:00:00.000Z","by":"anna","does":"tag","changes":[' % 10**9 + b"9" * 150
            with journal.open("ab") as stream:
                stream.write(whole[:cut])

    @rule(store=consumes(handles), cut=st.integers(0, 400))
    def crash_in_a_folding(self, store: TagStore, cut: int) -> None:
        store.close(fold=False)
        if self.path.exists():
            (self.folder / ".tags.json.1.part").write_bytes(self.path.read_bytes()[:cut])

    @rule(cut=st.integers(0, 400))
    def damage(self, cut: int) -> None:
        if self.path.exists():
            self.path.write_bytes(self.path.read_bytes()[:cut])

    @invariant()
    def a_fresh_handle_has_everything(self) -> None:
        store = TagStore.open(self.path, "reader")
        self.compare(store)
        store.close(fold=False)
        if self.path.exists():
            TinyDB(self.path).tables()

    @rule(store=handles)
    def every_handle_follows(self, store: TagStore) -> None:
        store.poll()
        self.compare(store)

    @rule(store=handles, article=st.sampled_from(ARTICLES))
    def change_ones_mind(self, store: TagStore, article: str) -> None:
        for add, remove in (({"x"}, set()), (set(), {"x"}), ({"x"}, set())):
            self.tag(store, {article}, add, remove)

    def compare(self, store: TagStore) -> None:
        for article in ARTICLES:
            assert store.tags(article) == self.plain.tags(article)
            note = self.plain.cells.get(("n", article, ""))
            assert [note.text for note in store.notes(article)] == ([note[0]] if note else [])
        counted = [name for article in ARTICLES for name in self.plain.tags(article)]
        assert store.counts() == {name: counted.count(name) for name in counted}

    def teardown(self) -> None:
        shutil.rmtree(self.folder)


Stores.TestCase.settings = settings(
    max_examples=150, stateful_step_count=40, deadline=None, suppress_health_check=list(HealthCheck)
)
TestStores = Stores.TestCase
