from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot

from tests.functional.memory import MemoryDesk
from tui.app import Browser, first_look
from tui.config import Config
from tui.session import Place

WAIT_S = 20.0


class Driven:
    """A browser that runs, and a person's hands and eyes."""

    def __init__(self, browser: Browser, pilot: Pilot[None], desk: MemoryDesk) -> None:
        self.browser, self.pilot, self.desk = browser, pilot, desk

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)

    async def burst(self, *keys: str) -> None:
        """Press keys so fast that the next is there before the last has been looked at."""
        for key in keys:
            self.browser.post_message(events.Key(key, key if len(key) == 1 else None))
        await self.pilot.pause()

    async def type(self, text: str) -> None:
        names = {" ": "space"}
        await self.pilot.press(*(names.get(char, char) for char in text))

    async def until(self, condition: Callable[[], bool]) -> None:
        """Wait for a condition, while the browser goes on."""
        end = time.monotonic() + WAIT_S
        while not condition():
            assert time.monotonic() < end, f"waited in vain:\n{self.text}"
            await self.pilot.pause()
            await asyncio.sleep(0)

    async def see(self, *words: str) -> None:
        """Wait until all of these are on the screen."""
        await self.until(lambda: all(word in self.text for word in words))

    @property
    def lines(self) -> list[str]:
        """The screen."""
        return ["".join(segment.text for segment in strip) for strip in self.browser.screen._compositor.render_strips()]

    @property
    def text(self) -> str:
        return "\n".join(self.lines)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A user without settings or session, and a terminal of which nothing is known."""
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "NO_COLOR", "COLORFGBG", "TMUX"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def desk() -> MemoryDesk:
    return MemoryDesk()


@pytest.fixture
def drive(desk: MemoryDesk):
    @asynccontextmanager
    async def driving(
        size: tuple[int, int] = (120, 40), place: Place | None = None, config: Config | None = None, **more: bool
    ) -> AsyncIterator[Driven]:
        config = config or Config(theme="dark", rest_ms=0)
        browser = Browser(desk, first_look(desk, place or Place()), config, **more)
        async with browser.run_test(size=size) as pilot:
            driven = Driven(browser, pilot, desk)
            await driven.until(lambda: browser._settled)
            yield driven

    return driving
