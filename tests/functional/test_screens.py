"""Each screen over the seeds as a picture, wide and narrow and without colour: what is drawn where.

After a change that is meant: `pytest tests/functional/test_screens.py --snapshot-update`, then look at the pictures.
"""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest
from textual.pilot import Pilot

from tests.functional.conftest import Driven, browser_over
from tui.backend.backend import Backend
from tui.config import Config

SIZES = {"wide": (120, 40), "narrow": (80, 24)}
SCREENS = {
    "list": ((), ("5 articles",)),
    "evidence": (("tab", "j", "j", "j", "enter"), ("WHO",)),
    "search": (("/", *"lecornu (x"), ("is not closed",)),
    "facets": (("f",), ("Sources", "People")),
    "timeline": (("d", "h"), ("enter narrows",)),
    "context": (("/", *"lecornu", "enter", "c"), ("in context",)),
    "quotes": (("Q", "j", "+"), ("quotes, by date",)),
    "brief": (("/", *"lecornu", "enter", "B", "j", "x"), ("Dossier: Sébastien Lecornu", "✗WHO", "struck")),
    "entities": (("e",), ("Spellings by source",)),
    "corpus": (("E",), ("Entities of the corpus", "Spellings by source")),
    "merge": (("E", "m"), ("Who else is", "escape closes")),
    "tagging": (("t", *"+pro"), ("+procurement",)),
    "marked": (("v", "j", "v", "1"), ("2 marked", "important")),
    "preview": (("A", *"+all", "enter"), ("5 articles: 5 tags to put on.",)),
    "note": (("a", *"ask", "enter", "tab", "G"), ("NOTES", "ask")),
    "sort": (("s",), ("Date, oldest first",)),
    "nothing": (("/", *"zebra", "enter"), ("Nothing found",)),
    "details": (("D",), ("Every file could be read",)),
    "palette": ((":", *"tag"), ("Commands",)),
    "help": (("?",), ("Keys in the list",)),
}

OTHERS = {
    "compare": (("j", "j", "|", "n"), ("difference 1 of 2",)),
    "signs": (("*", "j", "m", "j", "*", "m", "j", "v"), ("1 marked", "4 unread", " ★◌")),
    "legend": (("=",), ("worked out, not read",)),
}
"""Screens over other corpora."""


@pytest.fixture
def corpus() -> str:
    return "seeds"


@pytest.fixture(autouse=True)
def _same_everywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stop the clock that the details show, and let the corpus be at one place."""
    monkeypatch.setattr("tui.screens.details.time", SimpleNamespace(strftime=lambda _: "12:00:00"))
    monkeypatch.setattr(Backend, "place", "/news/seeds")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("screen", SCREENS)
def test_screen(snap_compare, folder, screen: str, size: str) -> None:
    browser, before = shown(folder, screen, "dark")
    assert snap_compare(browser, terminal_size=SIZES[size], run_before=before)


@pytest.mark.parametrize("screen", SCREENS)
def test_screen_without_colour(snap_compare, folder, screen: str) -> None:
    browser, before = shown(folder, screen, "none")
    assert snap_compare(browser, terminal_size=SIZES["wide"], run_before=before)


@pytest.mark.parametrize("corpus", ["reprints"])
@pytest.mark.parametrize(("theme", "size"), [("dark", "wide"), ("dark", "narrow"), ("light", "wide"), ("none", "wide")])
def test_comparison(snap_compare, folder, theme: str, size: str) -> None:
    browser, before = shown(folder, "compare", theme)
    assert snap_compare(browser, terminal_size=SIZES[size], run_before=before)


@pytest.mark.parametrize("corpus", ["reprints"])
@pytest.mark.parametrize("screen", ["signs", "legend"])
def test_signs_and_their_legend(snap_compare, folder, screen: str) -> None:
    browser, before = shown(folder, screen, "none" if screen == "signs" else "dark")
    assert snap_compare(browser, terminal_size=SIZES["narrow"], run_before=before)


def test_a_window_that_is_too_small(snap_compare, folder) -> None:
    browser, _ = shown(folder, "list", "dark")
    assert snap_compare(browser, terminal_size=(29, 12))


def test_screen_in_ascii(snap_compare, folder) -> None:
    browser, before = shown(folder, "list", "ansi", unicode=False)
    assert snap_compare(browser, terminal_size=SIZES["narrow"], run_before=before)


def shown(folder: Path, screen: str, theme: str, *, unicode: bool = True):
    """Return a browser, and what brings it to a screen."""
    keys, words = (SCREENS | OTHERS)[screen]
    browser = browser_over(folder, config=Config(theme=theme, rest_ms=0, read_ms=-1), unicode=unicode)

    async def before(pilot: Pilot[None]) -> None:
        driven = Driven(browser, pilot)
        await driven.until(lambda: browser._settled)
        await driven.press(*keys)
        await driven.see(*words)
        await driven.rest()

    return browser, before
