"""A dump says everything that the store holds, in both formats, and two dumps merge."""

import json
import unicodedata
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.errors import SitrepError
from tui.tags import TagStore, mark_passage, save_search, select, write_note
from tui.tags.dump import Format, dump
from tui.tags.names import tag_name
from tui.tags.notmuch import decode, encode
from tui.tags.restore import DumpContents, read, restore

FORMATS: list[Format] = ["batch-tag", "jsonl"]


def is_tag(text: str) -> bool:
    try:
        return tag_name(text) == text
    except SitrepError:
        return False


words = st.text(max_size=20)
tag_names = st.text(min_size=1, max_size=12).map(lambda text: unicodedata.normalize("NFC", text)).filter(is_tag)
articles = st.text(max_size=12) | st.sampled_from(['say "hi"', '"', "a)b", "x\ny", "\r", " ", "-- id:x", "é"])
contents = st.fixed_dictionaries(
    {
        "tags": st.dictionaries(articles, st.sets(tag_names, min_size=1, max_size=4), max_size=6),
        "read": st.lists(articles, max_size=3),
        # unlike: the same words of the same person on the same article in the same millisecond are one remark
        "notes": st.lists(
            st.tuples(articles, words.filter(str.strip)), max_size=3, unique_by=lambda n: (n[0], n[1].strip())
        ),
        "searches": st.dictionaries(words.filter(lambda name: name.split()), words, max_size=3),
        "hints": st.dictionaries(articles, st.tuples(words, words), max_size=3),
    }
)


def fill(store: TagStore, content: dict) -> None:
    for article, tags in content["tags"].items():
        store.tag([article], add=tags, hints=content["hints"])
    store.mark(content["read"], add=["read"])
    for article, text in content["notes"]:
        store.do(write_note(article, text))
    for name, query in content["searches"].items():
        store.do(save_search(name, query))


def everything(store: TagStore) -> object:
    model = store.model
    tables = {table: documents for table, documents in model.documents.items() if documents}
    return model.labels, tables, store.hints()


def loaded(*texts: str) -> DumpContents:
    held = DumpContents()
    for text in texts:
        read(text.split("\n"), "a dump", held)
    return held


@pytest.mark.parametrize("form", FORMATS)
@settings(max_examples=40, deadline=None)
@given(content=contents)
def test_what_is_dumped_is_restored_to_the_last_character(form: Format, content: dict) -> None:
    with TemporaryDirectory() as folder:
        store, other = TagStore.open(Path(folder, "a.json"), "anna"), TagStore.open(Path(folder, "b.json"), "boris")
        fill(store, content)
        text = "".join(dump(store.model, form, store.hints()))
        assert text.isascii() or form == "batch-tag"
        held = DumpContents()
        read(text.split("\n"), "a dump", held)
        other.do(restore(held), hints=held.hints)
        assert everything(other) == everything(store)
        assert "".join(dump(other.model, form, other.hints())) == text


@given(words)
def test_hex_encoding_is_notmuchs(text: str) -> None:
    assert decode(encode(text)) == text
    assert encode(text).isascii()
    assert not set(encode(text)) & set(' "()')


def test_lines_are_those_of_notmuch(tmp_path: Path) -> None:
    store = TagStore.open(tmp_path / "tags.json", "anna")
    store.tag(["9c2e"], add=["aid/2026", "été"])
    store.tag(['a "b"'], add=["x"])
    assert list(dump(store.model, "batch-tag")) == [
        "#notmuch-dump batch-tag:3 config,properties,tags\n",
        "+aid%2f2026 +%c3%a9t%c3%a9 -- id:9c2e\n",
        '+x -- id:"a ""b"""\n',
    ]


def test_restoring_replaces_the_tags_of_the_articles_named_and_accumulating_adds(tmp_path: Path) -> None:
    store = TagStore.open(tmp_path / "tags.json", "anna")
    store.tag(["a", "b", "c"], add=["old"])
    store.do(restore(loaded("+new -- id:a\n\n# a remark\n"), accumulate=True))
    assert store.tags("a") == ("new", "old")
    store.do(restore(loaded("+new -- id:a\n", '{"article": "b", "tags": ["fresh"]}\n')))
    assert [store.tags(article) for article in "abc"] == [("new",), ("fresh",), ("old",)]
    store.undo()
    assert [store.tags(article) for article in "abc"] == [("new", "old"), ("old",), ("old",)]


@pytest.mark.parametrize("form", FORMATS)
def test_two_dumps_merge(tmp_path: Path, form: Format) -> None:
    texts = []
    for who in ("anna", "boris"):
        with TagStore.open(tmp_path / f"{who}.json", who) as store:
            store.tag(["a", who], add=["both", who])
            store.do(write_note("a", f"by {who}"))
            store.do(save_search("mine", who))
            store.do(mark_passage("a", select("some text", 0, 4), ["x"]))
            texts.append("".join(dump(store.model, form)))
    store = TagStore.open(tmp_path / "merged.json", "carol")
    held = loaded(*texts)
    store.do(restore(held, accumulate=True), hints=held.hints)
    assert store.tags("a") == ("anna", "boris", "both")
    assert {note.text for note in store.notes("a")} == {"by anna", "by boris"}
    assert [search.query for search in store.searches()] == ["anna"]
    assert len(store.passages("a")) == 2
    assert store.do(restore(held, accumulate=True), hints=held.hints).changes == ()


@pytest.mark.parametrize("line", ["x -- id:a", "+x id:a", "+x -- tag:b", "{", '{"tags": ["x"]}', "+%20 -- id:a"])
def test_a_line_that_cannot_be_read_is_named(line: str) -> None:
    with pytest.raises(SitrepError, match=r"mine\.txt:2: is no line of a dump"):
        read(["# fine\n", line + "\n"], "mine.txt", DumpContents())


def test_the_lines_of_an_export_bring_tags_stars_and_notes_back(tmp_path: Path) -> None:
    text = "The harbour opened on Monday."
    row = {
        "id": "a",
        "path": "a.txt",
        "title": {"text": "A harbour", "start": None, "end": None},
        "text": text,
        "tags": ["sea"],
        "starred": True,
        "notes": [
            {"text": "ask", "author": "anna", "created": "2026-02-09T10:00:00.000Z", "start": None, "end": None},
            {"text": "where?", "author": "boris", "created": "", "start": 4, "end": 11, "tags": ["place"]},
        ],
    }
    store = TagStore.open(tmp_path / "tags.json", "carol")
    held = loaded(json.dumps(row))
    store.do(restore(held), hints=held.hints)
    assert store.tags("a") == ("sea",)
    assert store.states("a") == ("starred",)
    assert [(note.text, note.by, note.at[:10]) for note in store.notes("a")] == [("ask", "anna", "2026-02-09")]
    (passage,) = store.passages("a")
    assert (passage.selector.exact, passage.tags, passage.note) == ("harbour", ("place",), "where?")
    assert store.hints() == {"a": ("A harbour", "a.txt")}
    assert store.do(restore(held)).changes == ()
