"""How an index groups its articles into stories while they come and go."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from extract.index import Corpus, Index, QueryError
from extract.index.build import build
from extract.index.store import schema
from extract.index.store.states import BEHIND_REPRINT, BEHIND_STORY, SHOWN
from extract.index.store.stories import StoryTable
from extract.index.store.writer import Writer
from extract.index.stories import StoryGrouping
from extract.index.story_cache import StoryCache
from extract.stories.likeness import make_vectors
from tests.unit.index.conftest import ids, scan
from tests.unit.index.fakes import InProcess

Row = dict[str, str]

FERRY = (
    "The ferry Karla went aground off Torvik before dawn, and the coast guard took all forty passengers to land.",
    "The owner of the ferry Karla said that a rudder failed before it went aground off Torvik with forty passengers.",
    "Divers of the coast guard looked at the hull of the ferry Karla, which went aground off Torvik with passengers.",
)
STRIKE = (
    "Miners in Orsk put down their tools over wages, and the Velden Mining Company closed two of its shafts.",
    "The Velden Mining Company offered its miners in Orsk higher wages, so that the two shafts may open again.",
    "Wages of miners in Orsk will rise, the Velden Mining Company said, and both of its closed shafts open on Monday.",
)
FILLER = (
    "A quiet day in the hills, said the mayor of it, and nothing was to be reported from there or from elsewhere.",
    "Bakers of the old town want an earlier market, since bread is bought before eight and not at noon any more.",
)


def row(name: str, text: str, day: str = "2031-03-02", source: str = "Post") -> Row:
    return {"id": name, "title": "", "date": day, "source": source, "text": text}


ROWS = [
    row("f1", FERRY[0], "2031-03-02"),
    row("f2", FERRY[1], "2031-03-03", "Wire"),
    row("f3", FERRY[2], "2031-03-05"),
    row("s1", STRIKE[0], "2031-03-02", "Wire"),
    row("s2", STRIKE[1], "2031-03-04"),
    row("s3", STRIKE[2], "2031-03-07"),
    row("x1", FILLER[0], "2031-03-03"),
    row("x2", FILLER[1], "2031-03-03"),
]
TOLD = {frozenset({"f1", "f2", "f3"}), frozenset({"s1", "s2", "s3"}), frozenset({"x1"}), frozenset({"x2"})}
UNDATED = row("u1", "Nobody knows when the keeper of Sund lighthouse painted seven whales on the sails.", "")
Write = Callable[..., Path]


def index(corpus: Corpus) -> None:
    build(corpus, lambda _: None, start=InProcess, pipeline=lambda: "names")


def stories(corpus: Corpus) -> Mapping[str, frozenset[str]]:
    """Return the articles of each story by its id."""
    with closing(schema.connect(schema.own_path(corpus.index_path))) as db:
        rows = db.execute("SELECT story.id, article.id FROM article JOIN story ON story.key = story").fetchall()
        assert len(rows) == db.execute("SELECT count(*) FROM article").fetchone()[0]
    members = defaultdict(set)
    for story, article in rows:
        members[story].add(article)
    return {story: frozenset(articles) for story, articles in members.items()}


def told(corpus: Corpus) -> set[frozenset[str]]:
    return set(stories(corpus).values())


def test_articles_on_one_happening_are_one_story_and_it_bears_the_id_of_the_first(
    write_jsonl: Write, corpus: Corpus
) -> None:
    write_jsonl(ROWS)
    index(corpus)
    assert set(stories(corpus)) == {"f1", "s1", "x1", "x2"}
    assert told(corpus) == TOLD


@pytest.mark.parametrize("seed", range(4))
def test_the_order_in_which_articles_come_does_not_matter(write_jsonl: Write, corpus: Corpus, seed: int) -> None:
    rows = list(ROWS)
    random.Random(seed).shuffle(rows)
    for many in (1, 2, 5, len(rows)):
        write_jsonl(rows[:many])
        index(corpus)
    assert told(corpus) == TOLD


def test_a_new_article_joins_its_story_and_touches_no_other(write_jsonl: Write, corpus: Corpus) -> None:
    write_jsonl([one for one in ROWS if one["id"] != "f3"])
    index(corpus)
    before = stories(corpus)
    write_jsonl(ROWS)
    index(corpus)
    assert stories(corpus) == {**before, "f1": before["f1"] | {"f3"}}


def test_the_same_words_months_later_are_another_story(write_jsonl: Write, corpus: Corpus) -> None:
    write_jsonl([row("a", FERRY[0], "2031-03-02"), row("b", FERRY[1], "2031-09-02")])
    index(corpus)
    assert told(corpus) == {frozenset("a"), frozenset("b")}


def test_without_dates_words_and_names_decide(write_jsonl: Write, corpus: Corpus) -> None:
    write_jsonl([row("a", FERRY[0], ""), row("b", STRIKE[0], ""), row("c", FERRY[1], "2031-03-03")])
    index(corpus)
    assert told(corpus) == {frozenset("ac"), frozenset("b")}


def test_an_article_without_a_date_joins_no_stories_of_different_years(write_jsonl: Write, corpus: Corpus) -> None:
    write_jsonl([row("a", FERRY[0], "2031-03-02"), row("u", FERRY[1], ""), row("b", FERRY[2], "2033-03-02")])
    index(corpus)
    assert frozenset("aub") not in told(corpus)
    assert not any({"a", "b"} <= articles for articles in told(corpus))


def test_a_date_that_is_no_day_is_compared_as_none(write_jsonl: Write, corpus: Corpus) -> None:
    write_jsonl([row("a", FERRY[0], "2031"), row("b", FERRY[1], "2031-08-03")])
    index(corpus)
    assert told(corpus) == {frozenset("ab")}


REPRINTED = FILLER[0] + " " + FILLER[1] + " " + "It was said again at the evening's council, where nobody spoke of it."


def test_reprints_are_one_story_unless_they_come_weeks_later(write_jsonl: Write, corpus: Corpus) -> None:
    days = {"a": "2031-03-02", "b": "2031-03-05", "c": "2031-08-05"}
    write_jsonl([row(name, REPRINTED, day) for name, day in days.items()])
    index(corpus)
    assert told(corpus) == {frozenset("ab"), frozenset("c")}


def test_a_removed_article_leaves_and_the_story_keeps_its_id(write_jsonl: Write, corpus: Corpus) -> None:
    write_jsonl(ROWS)
    index(corpus)
    write_jsonl([one for one in ROWS if one["id"] not in ("f1", "x1")])
    index(corpus)
    assert set(stories(corpus)) == {"f1", "s1", "x2"}
    assert stories(corpus)["f1"] == {"f2", "f3"}


def test_a_story_that_takes_back_the_one_that_founded_it_keeps_its_id(write_jsonl: Write, corpus: Corpus) -> None:
    write_jsonl(ROWS)
    index(corpus)
    write_jsonl([one for one in ROWS if one["id"] != "f1"])
    index(corpus)
    write_jsonl(ROWS)
    index(corpus)
    assert stories(corpus)["f1"] == {"f1", "f2", "f3"}


def test_an_id_that_a_story_bears_already_is_not_given_twice(write_jsonl: Write, corpus: Corpus) -> None:
    write_jsonl(ROWS)
    index(corpus)
    write_jsonl([row("f1", FILLER[0] + " " + FILLER[1]), *(one for one in ROWS if one["id"] not in ("f1", "x1", "x2"))])
    index(corpus)
    found = stories(corpus)
    assert found["f1"] == {"f2", "f3"}
    assert found[next(story for story in found if story.startswith("f1-"))] == {"f1"}


def test_a_story_that_its_founder_has_left_bears_the_id_of_another_of_its_own(
    write_jsonl: Write, corpus: Corpus
) -> None:
    write_jsonl(ROWS)
    index(corpus)
    put_into_one_story(corpus, "f1", "s1")
    assert told(corpus) >= {frozenset({"f1", "s1", "s2", "s3"}), frozenset({"f2", "f3"})}
    assert {"f2", "s1"} <= stories(corpus).keys()
    assert ids(Index.open(corpus), "story:f1") == ids(Index.open(corpus), "story:s1")


def test_while_articles_are_few_all_are_linked_anew_as_they_become_more(
    write_jsonl: Write, corpus: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_jsonl(ROWS[:-1])
    index(corpus)
    put_into_one_story(corpus, "f1", "s1")
    write_jsonl(ROWS)
    monkeypatch.setattr("extract.index.stories.FEW_ARTICLES", len(ROWS) - 1)
    index(corpus)
    assert told(corpus) != TOLD
    monkeypatch.undo()
    index(corpus)
    assert told(corpus) == TOLD


def put_into_one_story(corpus: Corpus, *names: str) -> None:
    """Put articles into the story of the last of them."""
    with writer(corpus) as writes:
        table = StoryTable(writes.db)
        of = {name: (rowid, story) for name, rowid, story in writes.db.execute("SELECT id, rowid, story FROM article")}
        *others, last = names
        for one in others:
            rowid, story = of[one]
            table.join(of[last][1], [rowid], [], 1.0)
            table.tidy([story])


def test_of_a_story_the_newest_is_shown_and_of_reprints_the_newest(write_jsonl: Write, corpus: Corpus) -> None:
    write_jsonl([*ROWS[:3], row("again", FERRY[0], "2031-03-04", "Wire")])
    index(corpus)
    with closing(schema.connect(corpus.index_path)) as db:
        behind = dict(db.execute("SELECT id, behind FROM article"))
        assert db.execute("SELECT articles, outlets FROM story").fetchall() == [(4, 2)]
    assert behind == {"f3": SHOWN, "again": BEHIND_STORY, "f2": BEHIND_STORY, "f1": BEHIND_REPRINT}


def test_a_story_is_found_by_its_id_and_by_an_articles(write_jsonl: Write, corpus: Corpus) -> None:
    write_jsonl(ROWS)
    index(corpus)
    opened = Index.open(corpus)
    assert ids(opened, "story:f1") == ids(opened, "story:f2") == ["f3", "f2", "f1"]
    assert ids(opened, "story:f1 divers") == ["f3"]
    with pytest.raises(QueryError, match="no story"):
        ids(opened, "story:elsewhere")


def test_what_is_alone_and_what_most_outlets_have_can_be_asked_for(write_jsonl: Write, corpus: Corpus) -> None:
    write_jsonl(ROWS[3:])
    index(corpus)
    opened = Index.open(corpus)
    assert set(ids(opened, "is:alone")) == {"x1", "x2"}
    assert set(ids(opened, "-is:alone")) == {"s1", "s2", "s3"}
    assert ids(opened, "", sort="outlets")[:3] == ["s3", "s2", "s1"]
    assert ids(opened, "shafts sort:outlets") == ["s3", "s2", "s1"]


def test_an_article_that_is_not_grouped_yet_is_of_its_own_story_and_not_known_to_be_alone(
    write_jsonl: Write, corpus: Corpus
) -> None:
    write_jsonl(ROWS)
    opened = scan(corpus)
    assert ids(opened, "story:f1") == ["f1"]
    assert ids(opened, "is:alone") == []
    assert len(ids(opened, "", sort="outlets")) == len(ROWS)


def test_grouping_goes_on_where_it_was_stopped(write_jsonl: Write, corpus: Corpus) -> None:
    write_jsonl(ROWS)
    build(corpus, lambda _: None, extraction=False)
    with writer(corpus) as writes:
        assert StoryGrouping(writes).group_some(3)
    with writer(corpus) as writes:
        grouping = StoryGrouping(writes)
        while grouping.group_some(2):
            pass
    assert told(corpus) == TOLD


def test_a_story_of_very_many_stays_whole_and_takes_in_what_comes(
    write_jsonl: Write, corpus: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("extract.index.stories.RELINKED", 2)
    for many in range(1, len(ROWS) + 1):
        write_jsonl(ROWS[:many])
        index(corpus)
    assert told(corpus) == TOLD


def test_a_story_without_dates_takes_in_what_comes_where_it_is_not_linked_anew(
    write_jsonl: Write, corpus: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("extract.index.stories.FEW_ARTICLES", 0)
    for many in range(1, len(ROWS) + 1):
        write_jsonl([{**one, "date": ""} for one in ROWS[:many]])
        index(corpus)
    assert told(corpus) == TOLD


def test_a_run_makes_no_vector_that_an_earlier_one_of_the_process_made(
    write_jsonl: Write, corpus: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("extract.index.stories.FEW_ARTICLES", 0)
    made: list[tuple[str, str]] = []
    monkeypatch.setattr(
        "extract.index.stories.make_vectors",
        lambda articles, rarity: made.extend(articles) or make_vectors(articles, rarity),
    )
    cache = StoryCache()

    def vectors_made(rows: Iterable[Row]) -> int:
        made.clear()
        write_jsonl(list(rows))
        build(corpus, lambda _: None, start=InProcess, pipeline=lambda: "names", stories=cache)
        return len(made)

    assert vectors_made(ROWS[:2] + ROWS[3:]) == len(ROWS) - 1
    assert vectors_made(ROWS) == 1
    assert told(corpus) == TOLD
    again = StoryCache()
    build(corpus, lambda _: None, start=InProcess, pipeline=lambda: "names", stories=again)
    assert again.vectors == cache.vectors  # made ahead, for what comes next


def test_what_was_computed_for_one_index_is_not_used_for_another() -> None:
    cache = StoryCache()
    cache.use_for("one")
    cache.add_vector(1, b"vector")
    cache.add_pairs(1, {2: 0.5})
    cache.use_for("one")
    assert cache.vectors
    assert cache.pairs
    cache.use_for("other")
    assert not cache.vectors
    assert not cache.pairs


@contextmanager
def writer(corpus: Corpus) -> Iterator[Writer]:
    db = schema.connect(corpus.index_path, write=True)
    try:
        yield Writer(db, 0)
    finally:
        schema.close(db, corpus.index_path)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    steps=st.lists(st.sets(st.sampled_from([one["id"] for one in [*ROWS, UNDATED]])), min_size=1, max_size=5),
    many=st.integers(1, 4),
)
@example(steps=[{"f1", "f2"}, set(), {"f1", "s1"}], many=1).via("articles got the numbers of others that were gone")
def test_whatever_comes_and_goes_every_article_is_in_one_story(
    tmp_path_factory: pytest.TempPathFactory, steps: list[set[str]], many: int
) -> None:
    folder = tmp_path_factory.mktemp("steps")
    corpus, cache = Corpus.locate([folder]), StoryCache()
    for step in steps:
        write_all(folder, (one for one in [*ROWS, UNDATED] if one["id"] in step))
        build(corpus, lambda _: None, extraction=False)
        with writer(corpus) as writes:
            grouping = StoryGrouping(writes, cache)
            while grouping.group_some(many):
                pass
        found = stories(corpus)
        assert sorted(article for articles in found.values() for article in articles) == sorted(step)
        check_table(corpus, found)
    assert told(corpus) == {articles & steps[-1] for articles in [*TOLD, frozenset({"u1"})] if articles & steps[-1]}


def write_all(folder: Path, rows: Iterable[Row]) -> None:
    import json

    (folder / "news.jsonl").write_text("".join(json.dumps(one) + "\n" for one in rows), "utf-8")


def check_table(corpus: Corpus, found: Mapping[str, frozenset[str]]) -> None:
    """Check that counts, rows and terms are those of the articles that there are."""
    with closing(schema.connect(corpus.index_path)) as db:
        here = {article for articles in found.values() for article in articles}
        assert all(one in articles for one, articles in found.items() if one in here)
        assert dict(db.execute("SELECT id, articles FROM story")) == {one: len(found[one]) for one in found}
        shown = db.execute("SELECT story, count(*) FROM article WHERE behind = ? GROUP BY story", (SHOWN,)).fetchall()
        assert [many for _, many in shown] == [1] * len(found)
        undated = {added for (added,) in db.execute("SELECT added FROM article WHERE published IS NULL")}
        assert {added for (added,) in db.execute("SELECT added FROM vector")} == undated
        assert StoryTable(db).open_terms().articles() == {rowid for (rowid,) in db.execute("SELECT rowid FROM article")}
