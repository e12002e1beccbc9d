"""Watchlists of a corpus: whom they make findable, and that a change of them counts."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.article import Article, Entity, Mention, Record
from extract.index import Corpus, Index, QueryError
from extract.index.build import build
from extract.index.sharing import sharing_problems
from extract.index.store.records import Task
from extract.index.store.states import EXTRACTED
from extract.index.watch import LISTS_S, Watch
from tests.unit.index.conftest import ids
from tests.unit.index.fakes import InProcess, Names, Pools, record

ROWS = [
    {"id": "ada", "text": "Ada Brandt signed the treaty."},
    {"id": "alias", "text": "Widow Brandt came too."},
    {"id": "spelled", "text": "Adá Brandt spoke of it."},
    {"id": "other", "text": "Jon Weil stayed at home, Norland Ferries says."},
]


def write_list(corpus: Corpus, name: str, *rows: str) -> Path:
    path = corpus.data_dir / "lexicon" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(["name,aliases,label,note", *rows, ""]), "utf-8")
    return path


def index(corpus: Corpus) -> list[str]:
    """Index a corpus, and return the ids of the articles that were extracted."""
    pools = Pools()
    build(corpus, lambda _: None, start=pools.start, pipeline=lambda: "ours")
    return sorted(one for pool in pools for one in pool.taken)


@pytest.fixture
def watched(corpus: Corpus, write_jsonl: Callable[..., Path]) -> Corpus:
    write_jsonl(ROWS)
    write_list(corpus, "port.csv", "Ada Brandt,Widow Brandt,PERSON,signs whatever comes")
    index(corpus)
    return corpus


def test_a_list_finds_the_articles_that_name_anybody_on_it_under_any_alias_and_spelling(watched: Corpus) -> None:
    opened = Index.open(watched)
    assert sorted(ids(opened, "watch:port")) == ["ada", "alias", "spelled"]
    assert ids(opened, "watch:* -treaty -came") == ["spelled"]
    assert {row.id: row.watched for row in opened.search("").page(0, 9)} == {
        "ada": ("port",),
        "alias": ("port",),
        "spelled": ("port",),
        "other": (),
    }
    assert opened.values("watch", "po") == ["port"]


def test_names_of_one_row_are_one_entity(watched: Corpus) -> None:
    opened = Index.open(watched)
    (row,) = opened.entities("PERSON", like="Ada Brandt")
    assert row.count == 3
    assert [(one.list, one.note) for one in opened.watched_as(row.key)] == [("port", "signs whatever comes")]
    assert [(one.name, one.articles) for one in opened.watched("port")] == [("Ada Brandt", 3)]


def test_the_mentions_of_whom_a_list_has_are_hits(watched: Corpus) -> None:
    opened = Index.open(watched)
    stored = opened.article("alias")
    assert stored is not None
    assert opened.hits("watch:port", stored) == [(0, len("Widow Brandt"))]


def test_a_list_that_is_not_there_is_a_mistake_in_the_query(watched: Corpus) -> None:
    with pytest.raises(QueryError, match="no such watchlist: the lists are port"):
        Index.open(watched).search("watch:ports")


def test_a_change_has_only_those_articles_extracted_again_whose_text_holds_a_name_of_it(watched: Corpus) -> None:
    assert index(watched) == []
    write_list(watched, "firms.tsv", "Norland Ferries,,ORG,")
    assert index(watched) == ["other"]
    write_list(watched, "port.csv", "Ada Brandt,Widow Brandt,PERSON,another note")
    assert index(watched) == []
    assert next(Index.open(watched).watched("port")).note == "another note"
    (watched.data_dir / "lexicon" / "port.csv").unlink()
    assert index(watched) == ["ada", "alias", "spelled"]
    opened = Index.open(watched)
    assert [row.count for row in opened.entities("PERSON", like="Ada Brandt")] == [2]
    with pytest.raises(QueryError):
        opened.search("watch:port")


def test_whom_the_corpus_knows_is_watched_as_soon_as_a_list_has_them(
    corpus: Corpus, write_jsonl: Callable[..., Path]
) -> None:
    write_jsonl(ROWS)
    index(corpus)
    write_list(corpus, "port.csv", "Adà Brandt,,PERSON,")
    build(corpus, lambda _: None, extraction=False)
    assert sorted(ids(Index.open(corpus), "watch:port")) == ["ada", "spelled"]


def test_records_that_came_with_an_article_count_only_where_the_same_lists_were_used(
    watched: Corpus, write_jsonl: Callable[..., Path]
) -> None:
    from dataclasses import replace

    from extract.record import to_json

    stored = Index.open(watched).article("ada")
    assert stored is not None
    assert stored.record is not None
    assert stored.record.pipeline is not None
    line = to_json(replace(record(stored.article), pipeline=stored.record.pipeline))
    other = to_json(replace(record(stored.article), pipeline="ours"))
    write_jsonl([{**line, "id": "same"}, {**other, "id": "without"}], "records.jsonl")  # type: ignore[dict-item]
    assert index(watched) == ["without"]


def test_what_is_wrong_with_a_list_is_among_what_could_not_be_read(watched: Corpus) -> None:
    path = write_list(watched, "port.csv", "Ada Brandt,,PERSON,", "Jon Weil,,SPY,")
    os.mkfifo(path.with_name("pipe.csv"))
    path.with_name("link.csv").symlink_to("/etc/hosts")
    index(watched)
    opened = Index.open(watched)
    told = {(Path(fault.path).name, fault.line): fault.message for fault in opened.faults()}
    assert told["port.csv", 3].startswith("the label should be one of")
    assert told["pipe.csv", None].startswith("is a named pipe, not a file")
    assert told["link.csv", None].startswith("is a symbolic link, not a file")
    assert opened.counts().faults == 3
    assert sorted(ids(opened, "watch:port")) == ["ada", "spelled"]


def test_the_doctor_has_nothing_against_lists_and_names_what_is_none(watched: Corpus) -> None:
    assert list(sharing_problems(watched)) == []
    (watched.data_dir / "lexicon" / "link.csv").symlink_to("/etc/hosts")
    (problem,) = sharing_problems(watched)
    assert "link.csv: is a symbolic link" in problem


def test_the_settings_name_lists_that_lie_elsewhere_and_none_that_others_may_not_read(
    watched: Corpus, tmp_path: Path
) -> None:
    shared, private = tmp_path / "team.csv", tmp_path / "private.csv"
    watched.root.chmod(0o755)
    for path, mode in ((shared, 0o644), (private, 0o600)):
        path.write_text(f"name,label\n{path.stem.title()} Weil,PERSON\nJon Weil,PERSON\n", "utf-8")
        path.chmod(mode)
    tmp_path.chmod(0o755)
    (watched.data_dir / "settings.toml").write_text(f'[lexicon]\nfiles = ["../{shared.name}", "{private}"]\n', "utf-8")
    index(watched)
    opened = Index.open(watched)
    assert ids(opened, "watch:team") == ["other"]
    assert [fault.message for fault in opened.faults()] == [
        "is not open to all who read this corpus, as what it holds would be: not read"
    ]
    assert not list(opened.watched("private"))


def test_settings_that_name_no_lists_are_told_and_the_folder_still_counts(watched: Corpus) -> None:
    (watched.data_dir / "settings.toml").write_text("[lexicon]\nfiles = 7\n", "utf-8")
    index(watched)
    opened = Index.open(watched)
    assert "are not read: lists are named like files =" in opened.faults()[0].message
    assert len(ids(opened, "watch:port")) == 3


def test_a_list_that_changes_while_the_corpus_is_watched_is_noticed(watched: Corpus) -> None:
    now = 100.0
    watch = Watch(watched, clock=lambda: now)
    assert watch.due() is None
    write_list(watched, "port.csv", "Jon Weil,,PERSON,")
    now += LISTS_S
    scope = watch.due()
    assert scope is not None
    assert scope.paths == frozenset()
    now += LISTS_S
    assert watch.due() is None


def test_a_list_that_changes_while_articles_are_extracted_counts_for_all_of_them(
    watched: Corpus, write_jsonl: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("extract.index.build.LISTS_S", 0.0)
    write_jsonl([{"id": f"n{n}", "text": f"Person {n} met nobody."} for n in range(40)], "more.jsonl")
    pools: list[InProcess] = []

    class Changing(InProcess):
        def outcomes(self, patience: float) -> list[object]:  # type: ignore[override]
            if len(pools) == 1 and self.taken:
                write_list(watched, "port.csv", "Person 7,,PERSON,")
            return super().outcomes(patience)  # type: ignore[return-value]

    def start(more: Callable[[], Sequence[Task]], dictionary: bytes | None, own: bytes) -> InProcess:
        pools.append(Changing(more, dictionary, own))
        return pools[-1]

    build(watched, lambda _: None, start=start, pipeline=lambda: "ours")
    assert len(pools) == 2
    opened = Index.open(watched)
    assert ids(opened, "watch:port") == ["n7"]
    assert opened.counts().stale == 0
    assert opened.database.fetch("SELECT count(*) FROM article WHERE state != ?", (EXTRACTED,)) == [(0,)]


class Listing(Names):
    """A pipeline that finds what the lists have, and nothing else."""

    def _process(self, articles: Sequence[Article]) -> list[Record]:
        return [self._record(article) for article in articles]

    def _record(self, article: Article) -> Record:
        found = self.own.find(article.text)
        called = {place: self.own.called(place[2], article.text[place[0] : place[1]]) or "" for place in found}
        forms: dict[tuple[str, str], dict[str, None]] = {}
        for (start, end, label), name in called.items():
            forms.setdefault((label, name), {})[article.text[start:end]] = None
        entities = tuple(
            Entity(f"{label} {name}", label, next(iter(names)), tuple(names)[1:])
            for (label, name), names in forms.items()
        )
        mentions = tuple(
            Mention(start, end, article.text[start:end], label, f"{label} {name}")
            for (start, end, label), name in called.items()
        )
        return Record(article, entities=entities, mentions=mentions)


NAMES = ("Ada Brandt", "ADA BRANDT", "Adá Brandt", "O'Neill", "O’Neill", "ONeill", "Ada", "Brandt-Weil", "Kyiv", "Kiev")
TEXTS = st.lists(st.lists(st.sampled_from((*NAMES, "came", "and\n", "the", ",")), max_size=8), min_size=1, max_size=6)
LISTS = st.lists(
    st.dictionaries(
        st.sampled_from(("port", "sea")),
        st.lists(
            st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES), st.sampled_from(("PERSON", "LOC"))), max_size=3
        ),
        max_size=2,
    ),
    min_size=1,
    max_size=3,
)


@settings(max_examples=30, deadline=None)
@given(texts=TEXTS, versions=LISTS)
def test_after_any_changes_of_lists_the_index_says_what_one_that_is_built_anew_says(
    tmp_path_factory: pytest.TempPathFactory, texts: list[list[str]], versions: list[dict[str, list[tuple[str, ...]]]]
) -> None:
    def start(more: Callable[[], Sequence[Task]], dictionary: bytes | None, own: bytes) -> InProcess:
        return InProcess(more, dictionary, own, Listing)

    def said(folder: Path, versions: list[dict[str, list[tuple[str, ...]]]]) -> object:
        lines = [{"id": str(n), "text": f"{' '.join(words)} here"} for n, words in enumerate(texts)]
        (folder / "news.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
        corpus = Corpus.locate([folder])
        for version in versions:
            shutil.rmtree(corpus.data_dir / "lexicon", ignore_errors=True)
            for name, rows in version.items():
                write_list(corpus, f"{name}.csv", *(f"{one},{other},{label}," for one, other, label in rows))
            build(corpus, lambda _: None, start=start, pipeline=lambda: "ours")
        index = Index.open(corpus)
        found = [index.article(line["id"]) for line in lines]
        records = [(one.record.mentions, one.record.entities) for one in found if one and one.record]
        lists = {name: sorted(ids(index, f"watch:{name}")) for name, rows in versions[-1].items() if rows}
        rows = {row.id: row.watched for row in index.search("").page(0, 99)}
        index.close()
        return records, lists, rows

    assert said(tmp_path_factory.mktemp("changed"), versions) == said(tmp_path_factory.mktemp("anew"), versions[-1:])
