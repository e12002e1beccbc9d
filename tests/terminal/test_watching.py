"""The real program over files that come and go while it is open."""

from __future__ import annotations

from pathlib import Path

from tests.terminal.terminal import sitrep

STORY = "A quarry reopens\n\nA quarry near the river reopened on Monday after nine years, its owner said.\n"


def test_a_file_that_comes_while_the_browser_is_open_is_listed_and_counted(seeds: Path) -> None:
    with sitrep(seeds) as terminal:
        terminal.wait("5/5 extracted|WHO")
        (seeds / "quarry.txt").write_text(STORY)
        terminal.wait("6 articles")
        terminal.wait("1 new")
        terminal.press("D")
        terminal.wait("by the system's notifications")
        terminal.press("esc")
        (seeds / "quarry.txt").unlink()
        terminal.wait("5 articles")
        terminal.press("q")
        assert terminal.end() == 0


def test_a_second_session_sees_what_the_first_indexed(seeds: Path) -> None:
    with sitrep(seeds) as first, sitrep(seeds) as second:
        for terminal in (first, second):  # what comes from then on is new to it
            terminal.wait("5/5 extracted|WHO")
            terminal.press("D")
            terminal.wait("by the system's notifications")
            terminal.press("esc")
            terminal.wait("5 articles")
        (seeds / "quarry.txt").write_text(STORY)
        first.wait("1 new")
        second.wait("1 new")
        for terminal in (first, second):
            terminal.press("q")
            assert terminal.end() == 0
