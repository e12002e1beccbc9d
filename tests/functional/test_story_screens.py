"""The screens that stories have, as pictures: the list folded and unfolded, and the others on an article."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from tests.functional.conftest import Driven, browser_over

SIZES = {"wide": (120, 40), "narrow": (80, 24)}
SCREENS = {
    "folded": (("F", "F"), ("1 of 3",)),
    "fullest": (("F", "F", "F"), ("1 of 3", "its fullest article")),
    "unfolded": (("F", "F", "j", "l"), ("2 of 6",)),
    "others": (("j", "j", "j", "C"), ("1 of 3",)),
}


@pytest.fixture
def corpus() -> str:
    return "stories"


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("screen", SCREENS)
def test_screen(snap_compare, folder, screen: str, size: str) -> None:
    keys, words = SCREENS[screen]
    browser = browser_over(folder)

    async def before(pilot: Pilot[None]) -> None:
        driven = Driven(browser, pilot)
        await driven.until(lambda: browser._settled)
        await driven.press(*keys)
        await driven.see(*words)
        await driven.rest()

    assert snap_compare(browser, terminal_size=SIZES[size], run_before=before)
