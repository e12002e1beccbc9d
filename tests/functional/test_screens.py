"""Each screen as a picture, wide and narrow and without colour: what is drawn where.

After a change that is meant: `pytest tests/functional/test_screens.py --snapshot-update`, then look at the pictures.
"""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from tests.functional.conftest import Driven
from tests.functional.memory import MemoryDesk
from tui.app import Browser, first_look
from tui.config import Config
from tui.session import Place

SIZES = {"wide": (120, 40), "narrow": (80, 24)}
SCREENS = {
    "list": ((), ("8 articles",)),
    "evidence": (("enter", "j", "j", "j", "enter"), ("Kestrel-4",)),
    "search": (("/", *"river (x"), ("never closed",)),
    "facets": (("f",), ("River Post",)),
    "timeline": (("d", "h"), ("2026-02: 7 articles",)),
    "context": (("/", *"bridge", "enter", "c"), ("14 in context",)),
    "entities": (("e",), ("Spellings by source",)),
    "corpus": (("E",), ("Entities of the corpus", "Spellings by source")),
    "merge": (("e", "m"), ("Who else is", "may be the same")),
    "tagging": (("t", *"+pro"), ("+procurement/air",)),
    "marked": (("v", "j", "v", "1"), ("2 marked", "#important")),
    "preview": (("A", *"+all", "enter"), ("8 articles: +8 -0",)),
    "note": (("a", *"ask", "enter", "tab", "G"), ("NOTES   ask",)),
    "sort": (("s",), ("Date, oldest first",)),
    "nothing": (("/", *"zebra", "enter"), ("Nothing found",)),
    "details": (("D",), ("no JSON object",)),
    "palette": ((":", *"tag"), ("Commands",)),
    "help": (("?",), ("Keys in the list",)),
}


@pytest.fixture(autouse=True)
def _noon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stop the clock that the details show."""
    monkeypatch.setattr("time.strftime", lambda _: "12:00:00")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("screen", SCREENS)
def test_screen(snap_compare, screen: str, size: str) -> None:
    browser, before = shown(screen, "dark")
    assert snap_compare(browser, terminal_size=SIZES[size], run_before=before)


@pytest.mark.parametrize("screen", SCREENS)
def test_screen_without_colour(snap_compare, screen: str) -> None:
    browser, before = shown(screen, "none")
    assert snap_compare(browser, terminal_size=SIZES["wide"], run_before=before)


def test_a_window_that_is_too_small(snap_compare) -> None:
    browser, _ = shown("list", "dark")
    assert snap_compare(browser, terminal_size=(40, 12))


def test_screen_in_ascii(snap_compare) -> None:
    browser, before = shown("list", "ansi", unicode=False)
    assert snap_compare(browser, terminal_size=SIZES["narrow"], run_before=before)


def shown(screen: str, theme: str, *, unicode: bool = True):
    """Return a browser, and what brings it to a screen."""
    keys, words = SCREENS[screen]
    desk = MemoryDesk()
    config = Config(theme=theme, rest_ms=0)
    browser = Browser(desk, first_look(desk, Place()), config, unicode=unicode)

    async def before(pilot: Pilot[None]) -> None:
        driven = Driven(browser, pilot, desk)
        await driven.until(lambda: browser._settled)
        await driven.press(*keys)
        await driven.see(*words)

    return browser, before
