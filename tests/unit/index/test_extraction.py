"""The second phase: whatever happens to it, records are whole, and work that was done stays done."""

import os
import random
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import psutil
import pytest

from extract.article import Article, Record
from extract.errors import SitrepError
from extract.index import Corpus, Index, Progress
from extract.index.build import build
from extract.index.extraction.process_pool import ProcessPool
from extract.index.extraction.run import WantedArticles
from extract.index.scan.scope import Scope
from extract.index.store.records import Outcome, Task
from extract.index.store.verify import find_problems
from extract.index.tuning import Tuning
from extract.page.repeats import digest
from tests.unit.index.conftest import ids, scan
from tests.unit.index.fakes import InProcess, Names, Pools, record, serve, serve_never
from tests.waiting import WAIT_S, wait_until

SEEDS = Path(__file__).parents[3] / "seeds"


def extract(corpus: Corpus, wanted: WantedArticles | None = None) -> list[str]:
    """Index a corpus, and return the ids of the articles in the order in which they were extracted."""
    started: list[InProcess] = []

    def start(more: Callable[[], Sequence[Task]], dictionary: bytes | None, own: bytes) -> InProcess:
        started.append(InProcess(more, dictionary))
        return started[-1]

    build(corpus, lambda _: None, start=start, wanted=wanted)
    return [taken for workers in started for taken in workers.taken]


def test_articles_that_go_while_others_are_extracted_stop_nothing(corpus: Corpus) -> None:
    (folder,) = corpus.sources
    for number in range(12):
        (folder / f"{number:02}.txt").write_text(f"Anna Kowalska said that bridge number {number} is safe.")
    changes: list[Callable[[], object]] = [
        lambda: [(folder / f"{number:02}.txt").unlink() for number in range(3, 9)],
        lambda: (folder / "new.txt").write_text("Piotr Wolny said no word about it."),
        lambda: (folder / "new.txt").unlink(),
    ]

    def due() -> Scope | None:
        if not changes:
            return None
        changes.pop(0)()
        return Scope()

    pools = Pools()
    built = build(corpus, lambda _: None, start=pools.start, due=due, tuning=Tuning(extraction_batch=1))
    assert built.complete
    assert len(ids(Index.open(corpus), "is:extracted")) == Index.open(corpus).counts().articles == 6


def test_what_was_extracted_is_found_by_name_by_speaker_and_by_flag(
    corpus: Corpus, write_jsonl: Callable[..., Path]
) -> None:
    write_jsonl(
        [
            {"id": "a", "text": "Anna Kowalska said that the bridge is safe."},
            {"id": "b", "text": "Ánna Kowalska opened it, with a Cyrillic letter in her name."},
            {"id": "c", "text": "Piotr Wolny said no word about it."},
        ]
    )
    extract(corpus)
    index = Index.open(corpus)
    assert sorted(ids(index, "person:kowalska")) == ["a", "b"]
    assert sorted(ids(index, 'person:"anna kowalska"')) == ["a", "b"]
    assert sorted(ids(index, "said:*")) == ["a", "c"]
    assert ids(index, "is:homoglyph") == ["b"]
    assert ids(index, "person:k* said:kowalska") == ["a"]
    (first, *_) = index.entities("PERSON")
    assert (first.name, first.count, first.forms) == ("Ánna Kowalska", 2, ("Ánna Kowalska", "Anna Kowalska"))
    facets = index.facets(index.search(""), "person")
    assert [(one.value, one.count) for one in facets] == [("Ánna Kowalska", 2), ("Piotr Wolny", 1)]
    assert [sorted(ids(index, one.query)) for one in facets] == [["a", "b"], ["c"]]
    stored = index.article("a")
    assert stored is not None
    assert index.hits("person:kowalska", stored) == [(0, 13)]
    assert index.counts().extracted == 3


def test_that_extraction_begins_is_told_before_a_worker_has_loaded_its_pipeline(
    corpus: Corpus, write_jsonl: Callable[..., Path]
) -> None:
    write_jsonl([{"id": "a", "text": "Anna Kowalska said that the bridge is safe."}])
    told: list[Progress] = []
    before: list[Progress] = []

    def start(more: Callable[[], Sequence[Task]], dictionary: bytes | None, own: bytes) -> InProcess:
        before.append(told[-1])
        return InProcess(more, dictionary)

    build(corpus, told.append, start=start)
    assert [(one.phase, one.done, one.total) for one in before] == [("extract", 0, 1)]


def test_values_of_a_field_are_found_by_the_beginning_of_any_of_their_words(
    corpus: Corpus, write_jsonl: Callable[..., Path]
) -> None:
    write_jsonl(
        [
            {"id": "a", "source": "Nordic Courier", "text": "Anna Kowalska said that the bridge is safe."},
            {"id": "b", "source": "Ésbjerg Post", "text": "Ánna Kowalska opened it, with a Cyrillic letter."},
            {"id": "c", "source": "Nordic Courier", "text": "Piotr Wolny said no word about it."},
        ]
    )
    extract(corpus)
    index = Index.open(corpus)
    assert index.values("source", "") == ["Nordic Courier", "Ésbjerg Post"]
    assert index.values("source", "cou") == ["Nordic Courier"]
    assert index.values("source", "esb") == ["Ésbjerg Post"]
    assert index.values("person", "") == ["Ánna Kowalska", "Piotr Wolny"]
    assert index.values("person", "kow") == index.values("said", "anna k") == ["Ánna Kowalska"]
    assert index.values("is", "homo") == ["homoglyph"]
    assert index.values("lang", "") == ["en"]
    assert index.values("words", "") == []


def test_an_article_that_breaks_a_component_is_named_and_the_rest_goes_on(
    corpus: Corpus, write_jsonl: Callable[..., Path]
) -> None:
    write_jsonl([{"id": str(n), "text": f"Person {n} {'breaks' if n == 7 else 'walks'}."} for n in range(20)])
    extract(corpus)
    index = Index.open(corpus)
    assert (index.counts().extracted, index.counts().failed) == (19, 1)
    stored = index.article("7")
    assert stored is not None
    assert (stored.state, stored.error) == ("failed", "ValueError: a component that breaks")
    assert ids(index, "is:failed") == ["7"]


def test_what_is_on_screen_comes_first_then_the_newest(corpus: Corpus, write_jsonl: Callable[..., Path]) -> None:
    write_jsonl([{"id": f"{n:02}", "text": f"Person {n}.", "date": f"2024-01-{n + 1:02}"} for n in range(30)])
    wanted = WantedArticles()
    wanted.put(["03", "no such article", "05"])
    taken = extract(corpus, wanted)
    assert taken[:2] == ["03", "05"]
    assert taken[2:] == [f"{n:02}" for n in reversed(range(30)) if n not in (3, 5)]


def test_a_batch_is_counted_in_words_so_that_long_articles_come_alone(
    corpus: Corpus, write_jsonl: Callable[..., Path]
) -> None:
    words = {"00": 30, "01": 30, "02": 9_000, "03": 9_000, "04": 30_000, "05": 30}
    write_jsonl([{"id": name, "text": "word " * many, "date": f"2024-01-1{name[1]}"} for name, many in words.items()])
    batches: list[list[str]] = []

    class Watched(InProcess):
        def outcomes(self, patience: float) -> list[Outcome]:
            seen = len(self.taken)
            outcomes = super().outcomes(patience)
            batches.append(self.taken[seen:])
            return outcomes

    build(corpus, lambda _: None, start=Watched)
    assert [batch for batch in batches if batch] == [["05"], ["04"], ["03"], ["02", "01", "00"]]


def test_another_pipeline_makes_records_anew_while_the_old_ones_can_be_read(
    corpus: Corpus, write_jsonl: Callable[..., Path]
) -> None:
    write_jsonl([{"id": str(n), "text": f"Person {n} walks."} for n in range(5)])
    extract(corpus)
    states: list[tuple[int, int, bool]] = []

    def look(_: Progress) -> None:
        index = Index.open(corpus)
        stored = index.article("0")
        assert stored is not None
        states.append((index.counts().stale, index.counts().extracted, stored.record is not None))

    often = Tuning(extraction_batch=2, commit_s=0.0)
    build(corpus, look, start=InProcess, pipeline=lambda: "of another pipeline", tuning=often)
    assert {stale for stale, *_ in states} >= {3, 0}
    assert all(done == 5 and readable for _, done, readable in states)
    assert find_problems(corpus) == []


def test_an_edited_article_is_extracted_again_and_nothing_of_its_old_names_is_left(
    corpus: Corpus, write_jsonl: Callable[..., Path]
) -> None:
    write_jsonl([{"id": "a", "text": "Anna Kowalska walks."}])
    extract(corpus)
    write_jsonl([{"id": "a", "text": "Piotr Wolny walks."}])
    extract(corpus)
    index = Index.open(corpus)
    assert ids(index, "person:kowalska") == []
    assert ids(index, "person:wolny") == ["a"]
    assert [row.name for row in index.entities()] == ["Piotr Wolny"]
    assert find_problems(corpus) == []


@pytest.mark.parametrize(
    ("what", "article_s", "error"),
    [("hangs", 3.0, "took longer than 3 s"), ("dies", WAIT_S, "its process died (signal 9)")],
)
def test_an_article_on_which_a_worker_hangs_or_dies_is_named_and_the_rest_goes_on(
    corpus: Corpus, write_jsonl: Callable[..., Path], what: str, article_s: float, error: str
) -> None:
    write_jsonl([{"id": str(n), "text": f"Person {n} {what if n == 1 else 'walks'}."} for n in range(2)])
    pool = partial(ProcessPool, article_s=article_s, load_s=WAIT_S, serve=serve)
    build(corpus, lambda _: None, start=lambda more, dictionary, own: pool(1, dictionary, None, own, more))
    index = Index.open(corpus)
    assert (index.counts().extracted, index.counts().failed) == (1, 1)
    stored = index.article("1")
    assert stored is not None
    assert stored.error == error


def test_a_long_article_may_take_the_time_of_its_words(corpus: Corpus, write_jsonl: Callable[..., Path]) -> None:
    write_jsonl([{"id": "long", "text": "word " * 500}])
    pool = partial(ProcessPool, article_s=0.0, word_s=1.0, serve=serve)
    build(corpus, lambda _: None, start=lambda more, dictionary, own: pool(1, dictionary, None, own, more))
    assert Index.open(corpus).counts().extracted == 1


def test_workers_that_cannot_load_the_pipeline_stop_the_extraction_and_fail_no_article(
    corpus: Corpus, write_jsonl: Callable[..., Path]
) -> None:
    write_jsonl([{"id": str(n), "text": f"Person {n} walks."} for n in range(6)])
    with pytest.raises(SitrepError, match="3 workers in a row could not load the pipeline"):
        build(
            corpus,
            lambda _: None,
            start=lambda more, dictionary, own: ProcessPool(2, dictionary, None, own, more, WAIT_S, serve=serve_never),
        )
    with pytest.raises(SitrepError, match="extraction stopped: no spaCy pipeline 'nope' is installed here"):
        build(corpus, lambda _: None, model="nope")
    assert (Index.open(corpus).counts().articles, Index.open(corpus).counts().failed) == (6, 0)
    build(
        corpus,
        lambda _: None,
        start=lambda more, dictionary, own: ProcessPool(2, dictionary, None, own, more, WAIT_S, serve=serve),
    )
    assert Index.open(corpus).counts().extracted == 6


@pytest.mark.slow
def test_fifty_kills_at_random_moments_lose_nothing_that_was_committed(
    corpus: Corpus, write_jsonl: Callable[..., Path]
) -> None:
    rows = [
        {"id": f"{n:03}", "text": f"Person {n} said that {n * 7919} of the things were in the house."}
        for n in range(600)
    ]
    write_jsonl(rows)
    chance = random.Random(5)
    counts = (0, 0)
    for _ in range(50):
        work = start(corpus)
        assert work.stdout is not None
        for _ in range(chance.randrange(4)):
            work.stdout.readline()
        work.kill()
        work.communicate()
        assert find_problems(corpus) in ([], ["there is no index yet"])
        now = Index.open(corpus).counts()
        assert (now.articles, now.extracted) >= counts
        counts = (now.articles, now.extracted)
    assert counts > (0, 0)
    assert start(corpus).wait() == 0
    index = Index.open(corpus)
    assert sorted(ids(index)) == [row["id"] for row in rows]
    assert index.counts().extracted == len(rows)
    assert all(ids(index, f"person:{n} said:*") for n in range(0, 600, 50))
    assert find_problems(corpus) == []


def test_the_segments_that_a_scan_left_are_merged_while_it_is_extracted(
    corpus: Corpus, write_jsonl: Callable[..., Path]
) -> None:
    small = Tuning(batch_articles=20, chunk_articles=20)
    write_jsonl([{"id": str(n), "text": f"Person{n} walked {n * 7919} miles to the harbour."} for n in range(400)])
    sql = "SELECT count(DISTINCT segid) FROM words_idx UNION ALL SELECT count(DISTINCT segid) FROM heads_idx"
    assert all(segments >= 16 for (segments,) in scan(corpus, tuning=small).database.fetch(sql))
    extract(corpus)
    index = Index.open(corpus)
    assert all(segments < 16 for (segments,) in index.database.fetch(sql))
    assert len(ids(index, "harbour")) == len(ids(index, "w*")) == 400
    assert ids(index, "person123") == ["123"]
    assert find_problems(corpus) == []


@pytest.mark.slow
def test_workers_do_not_outlive_a_killed_supervisor(tmp_path: Path) -> None:
    seeds = shutil.copytree(SEEDS, tmp_path / "seeds")
    command = [sys.executable, "-m", "extract.index.service", os.fspath(seeds)]
    work = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert work.stdout is not None
    assert any('"scan"' in line for line in work.stdout)  # how it is watched may be told first
    supervisor = psutil.Process(work.pid)
    wait_until(lambda: len(supervisor.children(recursive=True)) > 1, "a worker, beside what tracks its resources")
    children = supervisor.children(recursive=True)
    work.send_signal(signal.SIGKILL)
    work.communicate()
    _, alive = psutil.wait_procs(children, timeout=WAIT_S)
    assert alive == []


def start(corpus: Corpus) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.unit.index.fakes", os.fspath(corpus.sources[0])]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[3])


def test_what_a_source_repeats_is_told_to_the_pipeline(
    corpus: Corpus, write_jsonl: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    told: dict[str, frozenset[int]] = {}

    def process(self: Names, articles: Sequence[Article]) -> list[Record]:
        told.update({article.id: article.repeated for article in articles})
        return [record(article) for article in articles]

    monkeypatch.setattr(Names, "_process", process)
    slogan = "The paper of the northern coast"
    story = (
        "The ship of day {0} brought {0} barrels of salt from the north, and left with the tide of the day after {0}."
    )
    write_jsonl(
        [{"id": f"c{n}", "source": "Courier", "text": f"{slogan}\n{story.format(n)}"} for n in range(8)]
        + [{"id": "other", "source": "Herald", "text": f"{slogan}\n{story.format(9)}"}]
    )
    extract(corpus)
    assert told["c0"] == frozenset({digest(slogan)})
    assert told["other"] == frozenset()
