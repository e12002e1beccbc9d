"""TinyDB's own API works over the journal."""

from pathlib import Path

import pytest
from tinydb import TinyDB, where
from tinydb.operations import add

from extract.errors import SitrepError
from tui.tags import TagStore
from tui.tags.storage import JournalStorage, database


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with TagStore.open(tmp_path / "tags.json", "anna") as store:
        store.tag(["a", "b"], add=["x"])
        store.mark(["a"], add=["read"])
    return tmp_path / "tags.json"


@pytest.fixture(params=["tables of ours", "TinyDB's tables"])
def db(request: pytest.FixtureRequest, path: Path) -> TinyDB:
    if request.param == "tables of ours":
        return database(path, "carol")
    return TinyDB(path, "carol", storage=JournalStorage)


def test_it_reads_what_the_store_has(db: TinyDB) -> None:
    tags = db.table("tags")
    assert {row["article"] for row in tags.search(where("tags").any("x"))} == {"a", "b"}
    assert len(tags) == 2
    assert db.table("states").get(where("article") == "a")["states"] == ["read"]
    assert tags.get(doc_id=1) is None


def test_what_it_writes_is_durable_and_the_store_sees_it(db: TinyDB, path: Path) -> None:
    store = TagStore.open(path, "boris")
    db.table("tags").update(add("tags", ["y"]), where("article") == "a")
    db.table("notes").insert({"article": "b", "text": "ask"})
    db.table("tags").insert({"article": "c", "tags": ["z"]})
    assert store.poll().ids == {"a", "b", "c"}
    assert store.tags("a") == ("x", "y")
    assert store.tags("c") == ("z",)
    assert [note.text for note in store.notes("b")] == ["ask"]
    db.table("tags").remove(where("article") == "a")
    db.table("notes").truncate()
    db.table("mine").insert({"any": ["thing"]})
    store.poll()
    assert store.tags("a") == ()
    assert store.notes("b") == ()
    store.close()
    db.close()
    assert TinyDB(path).table("mine").all() == [{"any": ["thing"]}]


def test_a_difference_never_takes_back_what_another_changed(db: TinyDB, path: Path) -> None:
    store = TagStore.open(path, "boris")

    def while_tinydb_updates(document: dict) -> None:
        store.tag(["a"], add=["meanwhile"])
        document["tags"].append("y")

    db.table("tags").update(while_tinydb_updates, where("article") == "a")
    store.poll()
    assert store.tags("a") == ("meanwhile", "x", "y")


def test_a_document_of_another_form_is_refused_with_its_form(db: TinyDB) -> None:
    with pytest.raises(SitrepError, match="a document of the table tags is"):
        db.table("tags").insert({"article": "c", "tags": "z"})


def test_what_a_script_wrote_wrongly_is_kept_and_told_of(db: TinyDB, path: Path) -> None:
    db.table("decisions").insert({"kind": "guess"})
    db.table("spans").insert({"article": "a", "start": "four"})
    store = TagStore.open(path, "boris")
    assert store.rules().decisions == ()
    assert store.passages("a")[0].selector.start == 0
    assert "is no decision" in store.warnings[0]
    assert len(store.documents("decisions")) == 1


def test_inserting_returns_the_number_under_which_the_document_stands(path: Path) -> None:
    with database(path) as db:
        number = db.table("tags").insert({"article": "c", "tags": ["z"]})
        assert db.table("tags").get(doc_id=number) == {"article": "c", "tags": ["z"]}
        db.table("tags").remove(doc_ids=[number])
        assert not db.table("tags").contains(doc_id=number)
        assert db.tables() == {"tags", "states"}
