from __future__ import annotations

import asyncio
import shutil
import time
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot

from extract.errors import SitrepError
from extract.index import Corpus
from tests.functional import corpora
from tests.waiting import WAIT_S
from tui.app import Browser
from tui.backend.backend import Backend
from tui.config import Config
from tui.screens.browse.start import read_start
from tui.session import ReadingPlace

POLL_S = 0.005
FOLLOWING = 4
"""Answers that follow from one another: a tag is written, rows are fetched, reasons looked up, and one to be sure."""


async def give_way(*_: float) -> None:
    """Let other tasks run.

    In place of Textual's guess that a program is done when it has used little processor time for 20 ms: that is 40 ms
    a key, and up to a second where other tests are busy. The pilot has waited for all events by then, and tests wait
    for what they want to see.
    """
    await asyncio.sleep(0)


class Driven:
    """A browser that runs over a real corpus, and a person's hands and eyes."""

    def __init__(self, browser: Browser, pilot: Pilot[None]) -> None:
        self.browser, self.pilot, self.backend = browser, pilot, browser.backend

    async def press(self, *keys: str) -> None:
        """Press keys, each when the one before it has been dealt with."""
        for key in keys:
            await self.pilot.press(key)
            await self.until(lambda: not self.browser._typed)

    async def burst(self, *keys: str) -> None:
        """Press keys so fast that the next is there before the last has been looked at."""
        for key in keys:
            self.browser.post_message(events.Key(key, key if len(key) == 1 else None))
        await self.pilot.pause()

    async def type(self, text: str) -> None:
        names = {" ": "space"}
        await self.press(*(names.get(char, char) for char in text))

    async def open_prompt(self, key: str, text: str) -> None:
        """Press a key that asks for something, and type into its prompt."""
        await self.press(key)
        await self.type(text)

    async def answer(self, key: str, text: str) -> None:
        """Press a key that asks for something, type the answer, and send it off."""
        await self.open_prompt(key, text)
        await self.press("enter")

    async def until(self, condition: Callable[[], bool]) -> None:
        """Wait for a condition, while the browser goes on."""
        end = time.monotonic() + WAIT_S
        while not condition():
            assert time.monotonic() < end, f"waited in vain:\n{self.text}"
            await self.pilot.pause()
            await asyncio.sleep(POLL_S)

    async def see(self, *words: str) -> None:
        """Wait until all of these are on the screen."""
        await self.until(lambda: all(word in self.text for word in words))

    async def rest(self) -> None:
        """Wait until all is shown that was asked for: what threads have to do, and what follows from their answers."""
        threads, asker = self.browser.threads, self.browser.browse
        for _ in range(FOLLOWING):
            answers = [threads.write(asker, lambda: None)]
            answers += [ask(asker, "rest", lambda: None) for ask in (threads.fetch, threads.search, threads.count)]
            await self.until(lambda answers=answers: all(answer.done() for answer in answers))
            await self.pilot.pause()

    @property
    def lines(self) -> list[str]:
        """The screen."""
        return ["".join(segment.text for segment in strip) for strip in self.browser.screen._compositor.render_strips()]

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    @property
    def tags(self) -> Mapping[str, Sequence[str]]:
        """The tags in the analyst's store, by the title of their article."""
        return tags_of(self.backend)

    @property
    def notes(self) -> list[str]:
        """The notes on the article under the cursor."""
        article = self.browser.browse.list.selected
        return [note.text for note in self.backend.store.notes(article.id)]


def titles(backend: Backend) -> dict[str, str]:
    """Return title by id of all articles."""
    found = backend.search("", "date")
    return {row.id: row.title for row in backend.rows(found, 0, found.count)}


def tags_of(backend: Backend) -> dict[str, Sequence[str]]:
    return {title: tags for id, title in titles(backend).items() if (tags := backend.store.tags(id))}  # noqa: A001


@contextmanager
def opened(folder: Path) -> Iterator[Backend]:
    """The corpus without a browser: for what is there before one starts, and what is on disk when it has gone."""
    backend = Backend(Corpus.locate([folder]), "anna", updates=False)
    yield backend
    backend.close()


def tags_on_disk(folder: Path) -> dict[str, Sequence[str]]:
    """Return the tags by the title of their article, as who opens the corpus next sees them."""
    with opened(folder) as backend:
        return tags_of(backend)


def is_closed(backend: Backend) -> bool:
    """Whether the index was let go of."""
    try:
        backend.counts()
    except SitrepError:
        return True
    return False


def browser_over(
    folder: Path, place: ReadingPlace | None = None, config: Config | None = None, **more: float
) -> Browser:
    """Return a browser that waits for nothing but what it does, over an index that stays as it is."""
    backend = Backend(Corpus.locate([folder]), "anna", updates=False)
    config = config or Config(theme="dark", rest_ms=0, read_ms=-1)
    return Browser(
        backend, read_start(backend, place or ReadingPlace(visited=True)), config, **{"settle_s": 0.001, **more}
    )


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A user without settings or session, and a terminal of which nothing is known."""
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "NO_COLOR", "COLORFGBG", "TMUX"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(autouse=True)
def _patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have Textual's pilot wait for a burst of keys as long as tests wait for anything; it gives up after 30 s."""
    monkeypatch.setattr(Pilot._wait_for_screen, "__defaults__", (WAIT_S,))


@pytest.fixture(scope="session")
def indexed(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Return a folder with one of the `corpora`, indexed when it is first asked for and once a session."""
    made: dict[str, Path] = {}

    def folder(name: str) -> Path:
        if name not in made:
            made[name] = getattr(corpora, name)(tmp_path_factory.mktemp("indexed") / name)
        return made[name]

    return folder


@pytest.fixture
def corpus() -> str:
    """The name of the corpus that the browser is over; a test over another one says so by a parameter."""
    return "harbour"


@pytest.fixture
def folder(corpus: str, indexed: Callable[[str], Path], tmp_path: Path) -> Path:
    """A copy of the corpus with its index, for this test alone."""
    return Path(shutil.copytree(indexed(corpus), tmp_path / corpus))


@pytest.fixture
def drive(folder: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("textual.app.wait_for_idle", give_way)
    monkeypatch.setattr("textual.pilot.wait_for_idle", give_way)

    @asynccontextmanager
    async def driving(
        size: tuple[int, int] = (120, 40),
        place: ReadingPlace | None = None,
        config: Config | None = None,
        *,
        settled: bool = True,
        **more: float,
    ) -> AsyncIterator[Driven]:
        browser = browser_over(folder, place, config, **more)
        async with browser.run_test(size=size) as pilot:
            driven = Driven(browser, pilot)
            if settled:
                await driven.until(lambda: browser._settled)
            yield driven

    return driving
