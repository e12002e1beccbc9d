"""What a scan finds anew, keeps, moves and forgets; and that an article keeps its id through all of it."""

import gzip
import os
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from zlib import crc32

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from extract.index import Corpus, Index
from extract.index.build import build
from extract.index.scan.scan import ScanCounts
from extract.index.store import rowids, schema
from extract.index.store.verify import find_problems
from extract.index.tuning import DEFAULTS, Tuning
from tests.unit.index.conftest import ids, scan
from tests.unit.index.fakes import InProcess

STORY = "A ferry with forty people ran aground near the old harbour on Sunday. Nobody was hurt, the coast guard said."
OTHER = "The council voted on Monday to build a second bridge across the river. Work is to begin in the spring."


def again(corpus: Corpus, tuning: Tuning = DEFAULTS) -> ScanCounts:
    return build(corpus, lambda _: None, extraction=False, tuning=tuning).scanned


def one(corpus: Corpus) -> str:
    (found,) = ids(Index.open(corpus))
    return found


def where(index: Index) -> dict[str, str]:
    """Return the path of every article by its id."""
    return {found: stored.article.path for found in ids(index) if (stored := index.article(found))}


@pytest.fixture
def folder(corpus: Corpus) -> Path:
    return corpus.root


def test_a_second_scan_of_unchanged_files_reads_none(
    corpus: Corpus, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "a.txt").write_text(STORY)
    again(corpus)
    monkeypatch.setattr("extract.index.scan.files.read", lambda path: pytest.fail(f"{path} was read"))
    monkeypatch.setattr("extract.index.scan.files.LocalFiles.digest", lambda *_: pytest.fail("it was hashed"))
    assert again(corpus) == ScanCounts()


def test_a_touched_file_is_hashed_and_not_read(corpus: Corpus, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "a.txt").write_text(STORY)
    again(corpus)
    os.utime(folder / "a.txt", ns=(1, 1))
    monkeypatch.setattr("extract.index.scan.files.read", lambda path: pytest.fail(f"{path} was read"))
    assert again(corpus) == ScanCounts()


def test_only_the_rows_that_changed_are_written(corpus: Corpus, write_jsonl: Callable[..., Path]) -> None:
    rows = [{"id": str(n), "text": f"Story number {n} of the day."} for n in range(6)]
    write_jsonl(rows)
    assert again(corpus) == ScanCounts(added=6)
    rows[2]["text"] = "Something else happened in the meantime."
    del rows[4]
    write_jsonl([*rows, {"id": "new", "text": "One more story."}])
    assert again(corpus) == ScanCounts(added=1, changed=1, removed=1, kept=4)
    assert ids(Index.open(corpus), "meantime") == ["2"]
    assert ids(Index.open(corpus), "number") == ["5", "3", "1", "0"]
    assert find_problems(corpus) == []


def test_a_file_that_moved_keeps_its_article(corpus: Corpus, folder: Path) -> None:
    (folder / "a.txt").write_text(STORY)
    again(corpus)
    before = one(corpus)
    (folder / "deep").mkdir()
    (folder / "a.txt").rename(folder / "deep" / "b.txt")
    assert again(corpus) == ScanCounts(kept=1)
    assert one(corpus) == before
    stored = Index.open(corpus).article(before)
    assert stored is not None
    assert stored.article.path == str(folder / "deep" / "b.txt")


def test_a_file_that_is_gone_is_forgotten(corpus: Corpus, folder: Path) -> None:
    for name, text in (("a.txt", STORY), ("b.txt", OTHER)):
        (folder / name).write_text(text)
    again(corpus)
    (folder / "a.txt").unlink()
    assert again(corpus) == ScanCounts(removed=1)
    assert ids(Index.open(corpus), "ferry") == []
    assert ids(Index.open(corpus), "f*") == []
    assert find_problems(corpus) == []


def test_an_article_edited_in_place_keeps_its_id_also_when_the_index_is_rebuilt(corpus: Corpus, folder: Path) -> None:
    (folder / "a.txt").write_text(STORY)
    again(corpus)
    before = one(corpus)
    (folder / "a.txt").write_text(STORY + " A second ship came to help.")
    assert again(corpus) == ScanCounts(changed=1)
    assert one(corpus) == before
    schema.remove(corpus.index_path)
    again(corpus)
    assert one(corpus) == before
    (folder / "a.txt").rename(folder / "z.txt")
    schema.remove(corpus.index_path)
    again(corpus)
    assert one(corpus) == before


def test_a_row_edited_in_place_keeps_its_id_and_a_row_put_before_it_takes_none(
    corpus: Corpus, write_jsonl: Callable[..., Path]
) -> None:
    write_jsonl([{"title": "Ferry aground", "text": STORY}, {"title": "Second bridge", "text": OTHER}])
    again(corpus)
    index = Index.open(corpus)
    (ferry,), (bridge,) = ids(index, "ferry"), ids(index, "bridge")
    write_jsonl([{"title": "Ferry aground", "text": STORY + " More soon."}, {"title": "Second bridge", "text": OTHER}])
    again(corpus)
    assert ids(index, "ferry") == [ferry]
    write_jsonl(
        [
            {"title": "New first row", "text": "A wholly different matter was settled today."},
            {"title": "Ferry aground", "text": STORY + " More soon."},
            {"title": "Second bridge", "text": OTHER},
        ]
    )
    again(corpus)
    assert ids(index, "ferry") == [ferry]
    assert ids(index, "bridge") == [bridge]
    assert len(ids(index)) == 3


def test_exact_duplicates_have_ids_of_their_own_that_stay(corpus: Corpus, folder: Path) -> None:
    for name in ("b.txt", "c.txt"):
        (folder / name).write_text(STORY)
    again(corpus)
    (folder / "a.txt").write_text(STORY)  # comes first from now on, and must not take another's id
    again(corpus)
    index = Index.open(corpus)
    places = where(index)
    assert len(places) == 3
    assert {row.duplicates for row in index.search("").page(0, 5)} == {2}
    assert len(ids(index, "is:duplicate")) == 3
    schema.remove(corpus.index_path)
    again(corpus)
    assert where(Index.open(corpus)) == places


def test_rows_with_one_given_id_are_told_apart(corpus: Corpus, write_jsonl: Callable[..., Path]) -> None:
    write_jsonl([{"id": "x", "text": STORY}, {"id": "x", "text": OTHER}])
    again(corpus)
    assert len(set(ids(Index.open(corpus)))) == 2
    before = set(ids(Index.open(corpus)))
    schema.remove(corpus.index_path)
    again(corpus)
    assert set(ids(Index.open(corpus))) == before
    assert again(corpus) == ScanCounts()


def test_near_duplicates_are_grouped_and_leave_their_group(corpus: Corpus, folder: Path) -> None:
    sentences = [f"The harbour master said that ship number {n} had to wait outside for hours." for n in range(9)]
    (folder / "a.txt").write_text("Agency\n" + " ".join(sentences))
    (folder / "b.txt").write_text("Share this page\n" + " ".join(sentences[:8]) + " One more sentence was added here.")
    (folder / "c.txt").write_text(OTHER)
    again(corpus)
    index = Index.open(corpus)
    assert len(ids(index, "is:duplicate")) == 2
    (folder / "b.txt").unlink()
    again(corpus)
    assert ids(index, "is:duplicate") == []


def test_teasers_of_other_stories_make_no_near_duplicates(corpus: Corpus, folder: Path) -> None:
    links = "\n".join(
        f"- [What the town of Velden learnt in the year {n} about ships](https://a.example/{n})" for n in range(30)
    )
    for name, place in (("a", "bridge"), ("b", "market")):
        story = " ".join(f"The council of Velden spoke of the {place} at its meeting number {n}." for n in range(6))
        (folder / f"{name}.txt").write_text(f"{links}\n{story}")
    again(corpus)
    assert ids(Index.open(corpus), "is:duplicate") == []


def test_the_outlet_s_own_words_under_two_stories_make_no_near_duplicates(corpus: Corpus, folder: Path) -> None:
    own = [f"All rights in part {n} of this page are reserved by the Velden Courier" for n in range(500)]
    notice = " ".join(
        f"{one}." for one in sorted(own, key=lambda one: crc32(one.encode()))[:8]
    )  # sketches choose these
    for place, many in (("bridge", 9), ("market", 60), ("harbour", 12)):
        said = (f"The council of Velden spoke at length of the {place} at meeting number {n}." for n in range(many))
        (folder / f"{place}.txt").write_text(f"{' '.join(said)}\n{notice}")
    again(corpus)
    assert ids(Index.open(corpus), "is:duplicate") == []


def test_a_crowd_of_copies_is_one_group_also_when_more_come_later(
    corpus: Corpus, write_jsonl: Callable[..., Path]
) -> None:
    few = Tuning(sketches=30)
    sentences = [f"The harbour master said that ship number {n} had to wait outside for hours." for n in range(9)]
    copies = [{"id": f"{n}", "text": f"Copy {n}.\n" + " ".join(sentences), "date": "2024-01-05"} for n in range(150)]
    others = [{"id": f"o{n}", "text": f"{OTHER} {STORY} Only number {n} says this much about it."} for n in range(3)]
    short = [{"id": f"s{n}", "text": "In brief."} for n in range(2)]
    write_jsonl([*copies[:100], *short])
    again(corpus, tuning=few)
    write_jsonl([*copies, *short, *others[:1]])
    again(corpus, tuning=few)
    index = Index.open(corpus)
    assert len(ids(index, "is:duplicate")) == 152
    assert {row.duplicates for row in index.search("harbour master").page(0, 200)} == {149}
    assert {row.duplicates for row in index.search("brief").page(0, 5)} == {1}


def test_links_hidden_names_and_own_files_are_passed_over(corpus: Corpus, folder: Path) -> None:
    (folder / "a.txt").write_text(STORY)
    (folder / ".hidden.txt").write_text(OTHER)
    (folder / ".sitrep").mkdir(exist_ok=True)
    (folder / ".sitrep" / "b.txt").write_text(OTHER)
    (folder / "x.jsonl.sitrep").mkdir()
    (folder / "x.jsonl.sitrep" / "c.txt").write_text(OTHER)
    (folder / "picture.png").write_bytes(b"\x89PNG")
    (folder / "loop").symlink_to(folder, target_is_directory=True)
    (folder / "nowhere.txt").symlink_to(folder / "no such file.txt")
    assert again(corpus) == ScanCounts(added=1, faults=2)


def test_files_that_no_reader_is_for_are_counted_by_their_ending(corpus: Corpus, folder: Path) -> None:
    (folder / "a.txt").write_text(STORY)
    (folder / "plan.dwg").write_bytes(b"AC1032")
    for number in range(42):
        (folder / f"{number:02}.XYZ").write_bytes(b"")
    assert again(corpus) == ScanCounts(added=1, faults=43)
    index = Index.open(corpus)
    assert index.counts().faults == 43
    assert [(Path(fault.path).name, fault.message) for fault in index.faults()] == [
        ("00.XYZ", "42 files ending in .xyz: no reader for them; this is the first"),
        ("plan.dwg", "no reader for files ending in .dwg"),
    ]
    for path in folder.glob("*.XYZ"):
        path.unlink()
    assert again(corpus).faults == 1


def test_a_link_that_leads_nowhere_and_a_pipe_are_named(corpus: Corpus, folder: Path) -> None:
    (folder / "nowhere.txt").symlink_to(folder / "no such file.txt")
    os.mkfifo(folder / "pipe.txt")
    again(corpus)
    assert [fault.message.split(":")[0] for fault in Index.open(corpus).faults()] == [
        "a link that leads nowhere",
        "no regular file",
    ]


def test_endings_are_read_in_capitals_too(corpus: Corpus, folder: Path) -> None:
    (folder / "NEWS.TXT.GZ").write_bytes(gzip.compress(STORY.encode()))
    (folder / "OTHER.Html").write_text(f"<p>{OTHER}</p>")
    assert again(corpus) == ScanCounts(added=2)


def test_what_cannot_be_read_is_a_fault_and_the_rest_is_read(corpus: Corpus, write_jsonl: Callable[..., Path]) -> None:
    path = write_jsonl([{"id": "a", "text": STORY}])
    with path.open("a") as file:
        file.write('{"id": "b", "text": \n{"id": "c", "text": "A third row."}\n')
    assert again(corpus) == ScanCounts(added=2, faults=1)
    (fault,) = Index.open(corpus).faults()
    assert (fault.path, fault.line) == (str(path), 2)
    assert replace(again(corpus), faults=0) == ScanCounts()
    path.write_text('{"id": "a", "text": "Mended."}\n')
    again(corpus)
    assert Index.open(corpus).faults() == []


def test_a_file_that_could_not_be_read_is_tried_again(corpus: Corpus, folder: Path) -> None:
    (folder / "a.jsonl.gz").write_bytes(b"\x1f\x8b no gzip")
    assert again(corpus).faults == 1
    assert again(corpus).faults == 1
    assert Index.open(corpus).counts().faults == 1


def test_names_and_texts_that_are_no_utf8_survive(corpus: Corpus, folder: Path) -> None:
    path = os.fsencode(folder) + b"/caf\xe9.txt"
    with open(path, "wb") as file:  # noqa: PTH123
        file.write(STORY.encode())
    (folder / "b.jsonl").write_text(
        '{"text": "A lone \\ud800 surrogate and a \\u0000 stand here.", "title": "\\ud800"}\n'
    )
    index = scan(corpus)
    assert len(ids(index)) == 2
    (row,) = index.search("ferry").page(0, 1)
    assert os.fsencode(row.path) == b"caf\xe9.txt"
    assert len(ids(index, "surrogate stand")) == 1


def test_articles_of_one_minute_and_without_date_keep_their_order(
    corpus: Corpus, write_jsonl: Callable[..., Path]
) -> None:
    rows = [{"id": f"{n:03}", "text": f"Row {n}.", "date": "2024-01-05"} for n in range(60)]
    rows += [{"id": f"u{n:03}", "text": f"Undated row {n}."} for n in range(30)]
    rows += [{"id": "later", "text": "A row of later.", "date": "2024-01-06"}]
    write_jsonl(rows)
    found = ids(scan(corpus))
    assert found[0] == "later"
    assert found[1:61] == [f"{n:03}" for n in reversed(range(60))]
    assert found[61:] == [f"u{n:03}" for n in reversed(range(30))]


@given(st.lists(st.sampled_from(["2024-01-05", "2024-01-05T23:59", "2024-01-05T23:50", "2024-01-06", None])))
def test_a_crowded_minute_does_not_run_over_into_the_next_day(moments: list[str | None]) -> None:
    db = schema.open_empty()
    taken: set[int] = set()
    for _ in range(3):  # as so many runs would
        numbers = rowids.RowidAllocator(db, 4).allocate(moments)
        for rowid, moment in zip(numbers, moments, strict=True):
            assert rowid in rowids.rowids_of_day(rowids.first_rowid(moment, 4), 4)
            assert rowid not in taken
            taken.add(rowid)
        db.executemany(
            "INSERT INTO article VALUES(?1, ?1, 0, 0, ?1, '', NULL, NULL, NULL, 0, x'', NULL, 0, NULL, NULL, 0)",
            [(rowid,) for rowid in numbers],
        )


def test_texts_that_are_too_short_for_a_dictionary_are_read_back(
    corpus: Corpus, write_jsonl: Callable[..., Path]
) -> None:
    rows = [{"id": f"n{n}", "text": "Ship."} for n in range(220)]
    write_jsonl(rows)
    index = scan(corpus)
    found = index.article("n219")
    assert found is not None
    assert found.article.text == "Ship."


def test_texts_are_read_back_with_and_without_a_dictionary(corpus: Corpus, write_jsonl: Callable[..., Path]) -> None:
    rows = [
        {"id": str(n), "text": f"{STORY} {OTHER} Row {n} says {n * 7919}.", "url": f"http://a/{n}"} for n in range(200)
    ]
    write_jsonl(rows)
    index = scan(corpus, tuning=Tuning(dictionary_samples=50, batch_articles=40))
    for row in rows:
        stored = index.article(row["id"])
        assert stored is not None
        assert (stored.article.text, stored.article.metadata.url) == (row["text"], row["url"])


def test_records_are_all_compressed_with_their_dictionary_once_it_is_trained(
    corpus: Corpus, write_jsonl: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("extract.index.store.compression.RECORD_SAMPLES", 150)
    rows = [{"id": str(n), "text": f"{STORY} {OTHER} Row {n} says {n * 7919}."} for n in range(200)]
    write_jsonl(rows)
    build(corpus, lambda _: None, start=InProcess, pipeline=lambda: "names")
    with closing(schema.connect(corpus.index_path)) as db:
        frames = [packed for (packed,) in db.execute("SELECT packed FROM derived")]
    assert len(frames) == len(rows)
    assert all(zstandard.get_frame_parameters(frame).dict_id for frame in frames)
    opened = Index.open(corpus)
    for row in rows:
        stored = opened.article(row["id"])
        assert stored
        assert stored.derived
        assert stored.derived.article.text == row["text"]


@pytest.mark.slow
def test_thousands_of_files_in_one_folder_are_all_there_but_the_one_that_vanished(
    corpus: Corpus, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(2_000):
        (folder / f"{number:05}.txt").write_text(f"Ferry number {number} left the harbour on Monday.")
    gone = folder / "01000.txt"
    real = os.stat

    def vanishing(path: object, *rest: object, **named: object) -> os.stat_result:
        gone.unlink(missing_ok=True)
        return real(path, *rest, **named)  # type: ignore[arg-type, call-overload, no-any-return]

    monkeypatch.setattr(os, "stat", vanishing)
    again(corpus)
    monkeypatch.undo()
    assert Index.open(corpus).counts().articles in (1_999, 2_000)
    again(corpus)
    assert Index.open(corpus).counts().articles == 1_999
    assert find_problems(corpus) == []
