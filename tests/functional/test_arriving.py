"""What comes and goes while one reads: counted, shown where it belongs, and nothing moves under the cursor."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import replace
from pathlib import Path
from queue import SimpleQueue
from threading import Event

import psutil
import pytest

from extract.index import Corpus, Progress
from extract.index.build import build
from extract.index.query.plan import Fold
from tests.command_line import run_sitrep
from tests.functional.conftest import Driven
from tests.functional.corpora import stories
from tests.waiting import WAIT_S
from tui import messages as m
from tui.alerts.seen import SeenMarks
from tui.app import Browser
from tui.backend.backend import Backend
from tui.config import Config
from tui.screens.browse.start import read_start
from tui.session import ReadingPlace
from tui.tags import TagStore, save_search


class Reader(Backend):
    """A session that indexes nothing itself: it sees what others do."""

    asked = 0

    def update_index(self, report: object) -> None:
        self.arrivals.begin(self.index)

    def rescan(self) -> str:
        self.asked += 1
        self.arrivals.acknowledge(self.index)
        return "looking at all files again"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Forty articles of the first days of May."""
    folder = tmp_path / "news"
    folder.mkdir()
    for n in range(40):
        (folder / f"{n:02}.txt").write_text(text(n))
    index(folder)
    return folder


def text(n: int) -> str:
    return f"Ferry number {n} sails\n\n{n % 28 + 1} May 2024\n\nFerry number {n} left the old harbour at noon.\n"


def index(folder: Path) -> None:
    build(Corpus.locate([folder]), lambda _: None, extraction=False)


@asynccontextmanager
async def reading(folder: Path, fold: Fold = "nothing") -> AsyncIterator[Driven]:
    backend = Reader(Corpus.locate([folder]), "anna")
    start = read_start(backend, ReadingPlace(fold=fold))
    browser = Browser(backend, start, Config(theme="dark", rest_ms=0), settle_s=0.001)
    async with browser.run_test(size=(120, 40)) as pilot:
        driven = Driven(browser, pilot)
        await driven.until(lambda: browser._settled and backend.arrivals._stamp != ())
        yield driven


def line_of_cursor(driven: Driven) -> int:
    return driven.browser.browse.list.cursor - driven.browser.browse.list.first


async def go_down(driven: Driven, rows: int) -> str:
    """Go so far down, and return the title of the article that is read there."""
    for _ in range(rows):
        await driven.press("j")
    browse = driven.browser.browse
    await driven.until(lambda: browse.selected_page() is not None)
    return browse.selected_page().title


async def test_what_another_session_indexes_is_counted_and_moves_nothing(folder: Path) -> None:
    async with reading(folder) as driven:
        title = await go_down(driven, 12)
        line = line_of_cursor(driven)
        for n in (100, 101, 102):
            (folder / f"{n}.txt").write_text(text(n).replace(" May 2024", " June 2024"))
        index(folder)
        await driven.see("43 articles", "3 new")
        browse = driven.browser.browse
        await driven.until(lambda: browse.list.count == 43)
        assert browse.list.cursor == 15
        assert line_of_cursor(driven) == line
        assert browse.list.selected.title == browse.article.page.title == title
        await driven.press("g")
        await driven.see("Ferry number 102 sails", "✦◌ 2024-06-")


async def test_an_empty_folder_names_what_it_looks_for_and_the_list_grows_with_its_articles(tmp_path: Path) -> None:
    folder = tmp_path / "empty"
    folder.mkdir()
    index(folder)
    async with reading(folder) as driven:
        driven.browser.browse.post_message(m.WorkProgressed(Progress("done"), driven.backend.counts()))
        await driven.see("No articles here", ".docx", "R looks again")
        await driven.press("F")
        await driven.see("No articles here", "folded")
        for n in range(9):
            (folder / f"{n}.txt").write_text(text(n))
        index(folder)
        await driven.see("9 articles", "Ferry number 0 sails", "Ferry number 8 sails")
        await driven.until(lambda: driven.browser.browse.list.size.height == 10)


async def test_the_article_at_the_top_stays_when_newer_ones_come(folder: Path) -> None:
    async with reading(folder) as driven:
        browse = driven.browser.browse
        await driven.until(lambda: browse.selected_page() is not None)
        title = browse.selected_page().title
        (folder / "100.txt").write_text(text(100).replace(" May 2024", " June 2024"))
        index(folder)
        await driven.see("1 new")
        await driven.until(lambda: browse.list.count == 41)
        assert browse.list.cursor == 1
        assert browse.article.page.title == title


@pytest.mark.parametrize("moves", [("j",), ("j", "j", "k"), ("G",), ("/",)])
async def test_keys_that_come_before_newer_results_are_not_taken_back_by_them(
    folder: Path, monkeypatch: pytest.MonkeyPatch, moves: Sequence[str]
) -> None:
    async with reading(folder) as driven:
        await go_down(driven, 5)
        browse, backend = driven.browser.browse, driven.backend
        asked, answer, position = Event(), Event(), backend.position

        def slow(*of: object) -> int | None:
            asked.set()
            answer.wait(WAIT_S)
            return position(*of)

        monkeypatch.setattr(backend, "position", slow)
        (folder / "100.txt").write_text(text(100).replace(" May 2024", " June 2024"))
        index(folder)
        await driven.until(asked.is_set)
        await driven.press("j", *moves)
        row, cursor = browse.list.selected, browse.list.cursor
        answer.set()
        if moves == ("/",):
            await driven.press("escape", "j", "k")
        await driven.until(lambda: browse.list.count == 41)
        assert browse.list.cursor == cursor + 1
        await driven.until(lambda: browse.list.selected is not None)
        assert row is None or browse.list.selected.id == row.id


async def test_an_article_that_vanished_stays_until_one_goes_on_and_says_so(folder: Path) -> None:
    async with reading(folder) as driven:
        title = await go_down(driven, 5)
        browse = driven.browser.browse
        Path(browse.article.page.article.path).unlink()
        index(folder)
        await driven.see("no longer in the corpus", "39 articles")
        assert title in driven.text
        assert browse.list.selected.title == title
        await driven.press("t", *"lost", "enter")
        await driven.see("+lost on 1 article")
        assert browse.list.selected.title == title
        await driven.press("j")
        await driven.until(lambda: browse.list.count == 39)
        await driven.until(lambda: browse.selected_page() is not None)
        assert title not in [row.title for row in driven.backend.rows(browse.found, 0, 50)]
        assert driven.backend.store.counts() == {"lost": 1}


async def test_newer_results_are_shown_as_well_where_one_goes_on_by_way_of_another_screen(folder: Path) -> None:
    async with reading(folder) as driven:
        await driven.answer("/", "ferry")
        await go_down(driven, 5)
        browse = driven.browser.browse
        Path(browse.article.page.article.path).unlink()
        index(folder)
        await driven.see("no longer in the corpus", "39 articles")
        await driven.press("c")
        await driven.see("in context")
        await driven.press("j", "enter")
        await driven.until(lambda: browse.list.count == 39)
        await driven.see("of 39")
        await driven.until(lambda: browse.selected_page() is not None)


@pytest.mark.parametrize("fold", ["stories", "best"])
async def test_a_folded_list_is_folded_anew_when_articles_are_grouped_into_stories(tmp_path: Path, fold: Fold) -> None:
    folder = stories(tmp_path / "stories")
    async with reading(folder, fold) as driven:
        await driven.see("1 of 3", "+3")
        (file,) = folder.glob("*.jsonl")
        file.write_text(file.read_text("utf-8").replace("12 people were hurt", "14 people were hurt"), "utf-8")
        index(folder)  # until it is extracted it is of no story
        await driven.see("1 of 4", "+2")
        run_sitrep("index", folder)
        await driven.see("1 of 3", "+3")
        titles = [row.title for row in driven.backend.rows(driven.browser.browse.found, 0, 9)]
        assert len(set(titles)) == 3


async def test_a_text_that_was_edited_is_shown_as_it_is_now(folder: Path) -> None:
    async with reading(folder) as driven:
        await go_down(driven, 3)
        path = Path(driven.browser.browse.article.page.article.path)
        path.write_text(path.read_text() + "\nIt came back in the evening.\n")
        index(folder)
        await driven.see("It came back in the evening", "1 new")


async def test_a_key_looks_at_all_files_again_and_takes_note_of_what_is_new(folder: Path) -> None:
    async with reading(folder) as driven:
        (folder / "100.txt").write_text(text(100))
        index(folder)
        await driven.see("1 new")
        await driven.press("R")
        await driven.see("looking at all files again")
        assert driven.backend.asked == 1
        assert "1 new" not in driven.text


async def test_what_was_counted_before_one_took_note_of_it_is_not_new_again(folder: Path) -> None:
    async with reading(folder) as driven:
        counts = driven.backend.counts()
        driven.browser.browse.take_key("R", "R")
        driven.browser.browse.post_message(m.IndexGrew(counts, 1))
        await driven.see("looking at all files again")
        assert " new ·" not in driven.text


async def test_what_came_since_the_last_session_is_new_until_one_takes_note_of_it(folder: Path) -> None:
    async with reading(folder) as driven:
        await driven.see("40 articles")
        assert " new ·" not in driven.text
    (folder / "100.txt").write_text(text(100).replace(" May 2024", " June 2024"))
    index(folder)
    found = run_sitrep("search", folder, "is:new")
    assert [json.loads(line)["title"] for line in found.stdout.splitlines()] == ["Ferry number 100 sails"]
    async with reading(folder) as driven:
        await driven.until(lambda: driven.backend.count_new() == 1)
        (folder / "101.txt").write_text(text(101).replace(" May 2024", " June 2024"))
        index(folder)
        await driven.see("2 new")
        await driven.press("/", *"is:new", "enter")
        await driven.until(lambda: driven.browser.browse.list.count == 2)
        await driven.see("✦")
        await driven.press("R")
        await driven.see("looking at all files again")
        await driven.until(lambda: driven.browser.browse.list.count == 0)
        assert "✦" not in driven.text
    async with reading(folder) as driven:
        await driven.see("42 articles")
        assert driven.backend.count_new() == 0


async def test_saved_searches_say_how_much_is_new_until_one_opens_them(folder: Path) -> None:
    with opened_store(folder) as store:
        store.do(save_search("ferries", "ferry"))
    async with reading(folder) as driven:
        await driven.press("S")
        await driven.see("ferries", "40, 40 new")
        await driven.press("enter")
        await driven.until(lambda: driven.browser.browse.found.query == "ferry")
        await driven.until(
            lambda: SeenMarks.of_user(driven.backend.corpus).mark("search ferries", driven.backend.index) == 40
        )
        (folder / "100.txt").write_text(text(100))
        index(folder)
        await driven.see("1 new")
        await driven.press("S")
        await driven.see("41, 1 new")
        await driven.press("escape")


async def test_rules_tag_what_comes_while_the_browser_is_open(folder: Path) -> None:
    (folder / ".sitrep" / "settings.toml").write_text('[rules]\nboats = "ferry"\n')
    async with reading(folder) as driven:
        driven.backend.arrivals.opened(driven.backend.index)
        (folder / "100.txt").write_text(text(100).replace(" May 2024", " June 2024"))
        index(folder)
        driven.browser.browse.post_message(m.WorkProgressed(Progress("done"), driven.backend.counts(), 1))
        await driven.see("rule: +boats on 1 article")
        await driven.until(lambda: driven.backend.store.counts() == {"boats": 1})


@contextmanager
def opened_store(folder: Path) -> Iterator[TagStore]:
    with TagStore.of(Corpus.locate([folder]), "anna") as store:
        yield store


def test_an_index_that_went_with_its_disk_is_not_built_anew_in_the_empty_place(folder: Path) -> None:
    desk = Reader.open([str(folder)], "anna")
    folder.rename(folder.with_name("unmounted"))
    folder.mkdir()
    assert desk.index.replaced
    assert desk.follow_index() is None
    assert desk.counts().articles == 40
    desk.close()


async def test_details_that_are_open_follow_the_work(folder: Path) -> None:
    async with reading(folder) as driven:
        await driven.press("D")
        await driven.see("40, 0 extracted", "not yet", "Every file could be read.")
        (folder / "40.txt").write_text(text(40))
        (folder / "bad.jsonl").write_text("{not json\n")
        index(folder)
        await driven.see("41, 0 extracted", "Could not be read: 1", "bad.jsonl:1")
        work = Progress("done", watched="by the system's notifications")
        driven.browser.browse.post_message(m.WorkProgressed(work, driven.backend.counts()))
        await driven.see("by the system's notifications")
        failed = Progress("error", message="the disk is full")
        driven.browser.browse.post_message(m.WorkProgressed(failed, driven.backend.counts()))
        await driven.see("no longer; R in the list tries again", "Indexing  the disk is full")
        await driven.press("escape")
        await driven.see("the disk is full; R starts it again", "indexing has ended (D)")


async def test_progress_is_told_in_fewer_words_where_the_line_is_narrow(folder: Path) -> None:
    work = Progress("extract", 4, 1500, rate=8.0, left_s=130)
    async with reading(folder) as driven:
        driven.browser.browse.post_message(m.WorkProgressed(work, driven.backend.counts()))
        await driven.see("extracting 4/1,500 at 8/s, 2 min left")
        for columns, words in ((76, "extracting 4/1,500, 2 min left"), (66, "unread · extracting 4/1,500")):
            await driven.pilot.resize_terminal(columns, 24)
            await driven.see(words)


async def test_the_unread_are_told_once_all_that_has_come_is_counted(folder: Path) -> None:
    async with reading(folder) as driven:
        await driven.see("40 articles · 40 unread")
        more = replace(driven.backend.counts(), articles=2000)
        driven.browser.browse.show_counts(more)
        driven.browser.browse.tell_status()
        await driven.see("2,000 articles")
        assert "unread" not in driven.lines[0]


async def test_records_of_an_earlier_pipeline_count_as_extracted_while_they_are_renewed(folder: Path) -> None:
    work = Progress("extract", 0, 40)
    async with reading(folder) as driven:
        counts = replace(driven.backend.counts(), extracted=39, stale=39)
        driven.browser.browse.post_message(m.WorkProgressed(work, counts))
        await driven.see("extracting 39/40")
        counts = replace(counts, extracted=40, stale=39)
        driven.browser.browse.post_message(m.WorkProgressed(replace(work, done=1), counts))
        await driven.see("renewing records 1/40", "40/40 extracted")


async def test_a_search_for_tags_follows_what_others_tag(folder: Path) -> None:
    async with reading(folder) as driven:
        await driven.answer("/", "tag:found or title:11")
        await driven.see("1 of 40 articles")
        title = await go_down(driven, 0)
        run_sitrep("tag", folder, "+found", "--", "number 3")
        await driven.see("4 of 40 articles", "4 unread", "1 of 4 ")
        assert driven.browser.browse.list.selected.title == title


async def test_the_status_line_says_at_80_columns_that_tags_are_one_s_own(folder: Path) -> None:
    async with reading(folder) as driven:
        object.__setattr__(driven.backend.corpus, "shared", False)
        driven.browser.browse.tell_status()
        await driven.pilot.resize_terminal(80, 24)
        await driven.see("40 articles · own tags")


def test_looking_again_starts_the_indexing_where_its_process_has_ended(folder: Path) -> None:
    told: SimpleQueue[Progress] = SimpleQueue()
    backend = Backend(Corpus.locate([folder]), "anna")
    others = psutil.Process().children()
    backend.update_index(told.put)
    try:
        assert told.get(timeout=WAIT_S).phase == "scan"
        for child in psutil.Process().children():
            if child not in others:
                child.kill()
        while told.get(timeout=WAIT_S).phase != "error":
            continue
        backend.rescan()
        assert told.get(timeout=WAIT_S).phase == "scan"
    finally:
        backend.close()
