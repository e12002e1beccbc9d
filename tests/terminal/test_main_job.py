"""The main job as a person does it: open, read, tag, quit, come back."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest
from tinydb import TinyDB

from tests.terminal.terminal import sitrep

LISTED = r"5 articles"


@pytest.mark.smoke
def test_a_tag_set_with_keys_is_there_next_time_and_in_plain_tinydb(seeds: Path) -> None:
    with sitrep(seeds) as terminal:
        terminal.wait(LISTED)
        terminal.press("j", "t")
        terminal.wait("tag .*")
        terminal.press("+procurement", "enter")
        terminal.wait("#procurement")
        terminal.press("q")
        assert terminal.end() == 0

    with sitrep(seeds) as terminal:
        terminal.wait("#procurement")
        terminal.press("q")
        assert terminal.end() == 0

    with TinyDB(seeds / ".sitrep" / "tags.json") as database:
        assert [row["tags"] for row in database.table("tags").all()] == [["procurement"]]


def test_a_folder_never_indexed_is_listed_and_then_extracted(seeds: Path) -> None:
    with sitrep(seeds) as terminal:
        terminal.wait(LISTED)
        terminal.wait("5/5 extracted", 120)
        terminal.wait("WHO")
        terminal.press("q")
        assert terminal.end() == 0


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_restores_the_screen_and_loses_nothing(seeds: Path, number: signal.Signals) -> None:
    with sitrep(seeds) as terminal:
        terminal.wait(LISTED)
        terminal.press("t", "+kept", "enter")
        terminal.wait("#kept")
        os.kill(terminal.pid, number)
        assert terminal.end() == 128 + number
        assert b"\x1b[?1049l" in terminal.sent
        assert b"\x1b[?25h" in terminal.sent
    with sitrep(seeds) as terminal:
        terminal.wait("#kept")


def test_a_closed_terminal_loses_nothing(seeds: Path) -> None:
    with sitrep(seeds) as terminal:
        terminal.wait(LISTED)
        terminal.press("t", "+kept", "enter")
        terminal.wait("#kept")
        os.close(terminal.fd)
        _, status = os.waitpid(terminal.pid, 0)
        terminal.code = os.waitstatus_to_exitcode(status)
        terminal.fd = os.open(os.devnull, os.O_RDONLY)
    with sitrep(seeds) as terminal:
        terminal.wait("#kept")
