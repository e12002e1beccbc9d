"""What colleagues, other programs and other versions leave in the folder of a store costs nothing but itself."""

import json
import os
import zlib
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tinydb import TinyDB

from extract.errors import SitrepError
from tui.tags import Put, TagStore, changes, rename_tag, save_search, write_note
from tui.tags.dump import dump
from tui.tags.storage import database


def line(value: dict) -> bytes:
    """Return a line of the journal with a right sum."""
    body = json.dumps(value).encode()[:-1]
    return b'%s,"sum":"%08x"}\n' % (body, zlib.crc32(body))


def entry(number: int, *made: object, **more: object) -> dict:
    return {"n": number, "at": "2026-02-09T14:39:00.000Z", "by": "boris", "does": "tag", "changes": list(made), **more}


MARKED = {"table": "tags", "add": ["x"], "remove": [], "ids": ["b"]}
FOREIGN = [
    {"n": 2},
    {"hello": "world"},
    {"journal": ["x"], "format": 1},
    entry(2, {"table": "tags", "linked": ["a", "b"]}),
    entry(2, {"table": "lists", "add": ["x"], "remove": [], "ids": ["b"]}),
    entry(2, MARKED, {"kind": "fold", "ids": ["b"]}),
    entry(2, {**MARKED, "ids": "b"}),
    entry(2, {**MARKED, "ids": [["b"]]}),
    entry(2, {**MARKED, "add": [1, 2]}),
    entry(2, {**MARKED, "table": ["tags"]}),
    entry(2, {"table": "notes", "key": 7, "before": None, "after": None}),
    entry(2, {"table": "notes", "key": "7", "before": None, "after": "a text"}),
    entry(2, {"table": "notes", "key": "7", "before": None, "after": {"article": ["b"]}}),
    entry(2, {"table": "tags", "key": "7", "before": None, "after": {"article": "b"}}),
    entry("2", MARKED),
    entry(2, MARKED, of="1"),
    entry(2, "a change"),
    {**entry(2), "changes": 5},
    entry(2, MARKED, hints={"b": ["only a title"]}),
]


def asked(store: TagStore) -> None:
    """Ask the store everything that screens and commands ask."""
    for article in store.articles():
        store.tags(article), store.states(article), store.notes(article), store.passages(article)
    store.counts(), store.colours(), store.searches(), store.decisions(), store.rules(), store.overlay()
    store.hints(), store.complete("x"), list(dump(store.model, "jsonl", {})), list(dump(store.model, "batch-tag", {}))
    store.preview(["a", "b"], ["x"], ["y"])
    store.poll()


@pytest.mark.parametrize("foreign", FOREIGN)
def test_a_line_with_a_right_sum_and_another_shape_is_passed_over_named_and_kept(tmp_path: Path, foreign: dict) -> None:
    path = tmp_path / "tags.json"
    store = TagStore.open(path, "anna")
    store.tag(["a"], add=["x"])
    journal = path.with_suffix(".journal")
    with journal.open("ab") as file:
        file.write(line(foreign))
    other = TagStore.open(path, "carol")
    other.tag(["c"], add=["y"])
    store.poll()
    for each in (store, other, TagStore.open(path, "dora")):
        assert each.counts() == {"x": 1, "y": 1}
        assert ["passed over" in told for told in each.warnings] == [True]
        asked(each)
    assert other.undo().message == "undone: +y on 1 article"
    store.close()
    assert line(foreign) in journal.read_bytes()
    with TagStore.open(path, "erik") as last:
        assert last.counts() == {"x": 1}
        numbers = [found.number for found in last.entries()]
        assert numbers == sorted(set(numbers))
    assert len(TinyDB(path).table("tags")) == 1


def test_what_an_older_version_passed_over_a_newer_one_reads_in_its_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "tags.json"
    store = TagStore.open(path, "anna")
    store.tag(["a"], add=["x"])
    with path.with_suffix(".journal").open("ab") as file:
        file.write(line(entry(2, {"table": "tags", "exchange": ["x", "new"], "ids": ["a", "b"]})))
    store.tag(["b"], add=["later"], remove=["new"])
    store.tag(["a"], add=["kept"])
    store.close()
    assert TagStore.open(path, "boris").tags("b") == ("later",)
    known = changes._change

    def newer(value: dict) -> object:
        if "exchange" in value:
            return changes.LabelChange("tags", tuple(value["ids"]), (value["exchange"][1],), (value["exchange"][0],))
        return known(value)

    monkeypatch.setattr(changes, "_change", newer)
    with TagStore.open(path, "carol") as upgraded:
        assert upgraded.tags("a") == ("kept", "new")
        assert upgraded.tags("b") == ("later", "new")
        upgraded.tag(["c"], add=["x"])
    monkeypatch.undo()
    assert TagStore.open(path, "dora").tags("a") == ("kept", "new")


@pytest.mark.parametrize(
    "document", [{"article": 5, "text": "no text for an id"}, {"article": ["a"]}, {"article": None}]
)
def test_nothing_is_written_that_could_not_be_read_back(tmp_path: Path, document: dict) -> None:
    store = TagStore.open(tmp_path / "tags.json", "anna")
    with pytest.raises(SitrepError, match="the id of an article a text"):
        store.apply([Put("notes", None, document)])
    for table in ("tags", "states", "sitrep"):
        with pytest.raises(SitrepError, match="is sitrep's own"):
            store.apply([Put(table, "1", {"article": "a"})])
    assert not (tmp_path / "tags.journal").exists()


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 5) | st.floats() | st.text(max_size=3) | st.just("a"),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=6,
)
FIELDS = st.sampled_from(
    ["article", "tags", "states", "text", "note", "query", "name", "start", "end", "exact", "tag", "colour", "kind",
     "label", "names", "others", "by", "at", "scope"]
)  # fmt: skip
VALUES = JSON | st.lists(st.just("a"), max_size=2) | st.sampled_from(["a", "merge", "PERSON", "corpus"])
DOCUMENT = st.builds(
    lambda document, about: {**document, **about},
    st.dictionaries(FIELDS, VALUES, max_size=6),
    st.sampled_from([{}, {"article": "a"}, {"article": "a", "tags": ["x"]}, {"kind": "merge"}]),
)
META = st.dictionaries(
    st.sampled_from(["generation", "journal", "folded", "sequence", "unread", "next", "uses", "stacks"]), JSON
)
TABLES = st.sampled_from(["tags", "states", "notes", "spans", "searches", "palette", "decisions", "other"])
STORE = st.builds(
    lambda meta, tables: {**({"sitrep": {"1": meta}} if meta is not None else {}), **tables},
    st.none() | META,
    st.dictionaries(TABLES, st.dictionaries(st.integers(1, 9).map(str) | st.text(max_size=2), DOCUMENT) | JSON),
)


@given(edited=STORE | JSON, laid_out=st.booleans())
@settings(max_examples=100, deadline=None)
def test_whatever_is_edited_into_the_file_the_store_opens_answers_and_is_tagged(edited: object, laid_out: bool) -> None:
    with TemporaryDirectory(dir="/dev/shm" if os.access("/dev/shm", os.W_OK) else None) as folder:
        path = Path(folder) / "tags.json"
        with TagStore.open(path, "anna") as store:
            store.tag(["a"], add=["x"])
        path.write_text(json.dumps(edited, indent=1 if laid_out else None), encoding="utf-8")
        with TagStore.open(path, "boris") as store:
            asked(store)
            store.tag(["b"], add=["y"])
            store.do(write_note("b", "a note"))
            store.do(save_search("mine", "tag:y"))
            store.do(rename_tag("y", "z"))
            store.undo()
            store.compact()
        again = TagStore.open(path, "carol")
        asked(again)
        assert again.tags("b") == ("y",)
        again.close()
        with database(path, "dora") as db:
            for name in db.tables():
                assert db.table(name).all() is not None
        TinyDB(path).tables()


def test_a_file_that_an_editor_laid_out_anew_is_read(tmp_path: Path) -> None:
    path = tmp_path / "tags.json"
    with TagStore.open(path, "anna") as store:
        store.tag(["a", "b"], add=["x"])
    tables = json.loads(path.read_text())
    first, rest = json.dumps({"sitrep": tables.pop("sitrep")})[:-1], json.dumps(tables, indent=2)[1:]
    path.write_text(f"{first}\n,{rest}")
    with TagStore.open(path, "boris") as store:
        assert store.counts() == {"x": 2}
        assert store.warnings == []


NAMES = ["tags.json", "tags.json.bak", "tags.journal", "tags.journal.1", "tags.lock"]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("make", [os.mkfifo, Path.mkdir, lambda path: path.symlink_to("outside")])
def test_no_pipe_folder_or_link_in_the_folder_blocks_or_misleads(
    tmp_path: Path, name: str, make: Callable[[Path], None]
) -> None:
    path = tmp_path / "tags.json"
    (tmp_path / "outside").write_text("untouched", encoding="ascii")
    make(tmp_path / name)
    refused = pytest.raises(SitrepError, match=name) if name in ("tags.journal", "tags.lock") else nullcontext()
    with refused, TagStore.open(path, "anna") as store:
        store.tag(["a"], add=["x"])
        store.compact()
        asked(store)
    assert (tmp_path / "outside").read_text(encoding="ascii") == "untouched"


def test_in_a_corpus_that_was_renamed_while_open_nothing_is_tagged(tmp_path: Path) -> None:
    corpus = tmp_path / "news"
    corpus.mkdir()
    store = TagStore.open(corpus / ".sitrep" / "tags.json", "anna")
    unwritten = TagStore.open(corpus / ".sitrep" / "tags.json", "boris")
    store.tag(["a"], add=["x"])
    corpus.rename(tmp_path / "renamed")
    for each in (store, unwritten):
        with pytest.raises(SitrepError, match="renamed or removed while it was open; nothing was written"):
            each.tag(["b"], add=["y"])
    assert not store.poll()
    assert store.tags("a") == ("x",)
    assert not corpus.exists()
    corpus.mkdir()
    with pytest.raises(SitrepError, match="renamed or removed"):
        store.tag(["b"], add=["y"])
    store.close()
    assert list(corpus.iterdir()) == []
    assert TagStore.open(tmp_path / "renamed" / ".sitrep" / "tags.json", "carol").counts() == {"x": 1}
