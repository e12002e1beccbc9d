"""The main job as a person does it: open, read, tag, quit, come back."""

from __future__ import annotations

import os
import re
import signal
import termios
from pathlib import Path

import psutil
import pyte
import pytest
from tinydb import TinyDB

from tests.terminal.terminal import SITREP, Terminal, sitrep

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


def test_a_folder_never_indexed_is_listed_and_then_extracted(fresh: Path) -> None:
    with sitrep(fresh) as terminal:
        terminal.wait(LISTED)
        terminal.wait("5/5 extracted")
        terminal.wait("WHO")
        terminal.press("q")
        assert terminal.end() == 0


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_restores_the_screen_and_loses_nothing(seeds: Path, number: signal.Signals) -> None:
    with sitrep(seeds) as terminal:
        terminal.wait(LISTED)
        terminal.press("t", "+kept", "enter")
        terminal.wait("#kept")
        terminal.press("a", "ask Holt")
        terminal.wait("ask Holt")
        os.kill(terminal.pid, number)
        assert terminal.end() == 128 + number
        assert b"\x1b[?1049l" in terminal.sent
        assert b"\x1b[?25h" in terminal.sent
    with sitrep(seeds) as terminal:
        terminal.wait("#kept")
        terminal.wait("a note of the last session was not written")
        terminal.press("a", "up", "enter")
        terminal.wait("note kept")
        terminal.press("q")
        assert terminal.end() == 0
    with sitrep(seeds) as terminal:
        terminal.wait("#kept")
        assert "was not written" not in terminal.text


def test_a_program_that_is_told_to_go_on_without_having_stopped_goes_on(seeds: Path) -> None:
    with sitrep(seeds) as terminal:
        before = termios.tcgetattr(terminal.fd)
        terminal.wait(LISTED)
        for _ in range(3):
            drawn = len(terminal.sent)
            os.kill(terminal.pid, signal.SIGCONT)
            terminal.until(lambda drawn=drawn: LISTED.encode() in terminal.sent[drawn:], "the screen drawn anew")
        task = Path(f"/proc/{terminal.pid}/task")
        if task.exists():
            names = [(one / "comm").read_text() for one in task.iterdir()]
            assert len(names) <= 10
        terminal.press("?")
        terminal.wait("escape back")
        terminal.press("q", "q")
        assert terminal.end() == 0
        assert termios.tcgetattr(terminal.fd) == before


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


def test_a_closed_terminal_of_which_no_signal_tells_is_noticed(seeds: Path) -> None:
    hold = "import os, signal, sys; signal.pthread_sigmask(signal.SIG_BLOCK, [1]); os.execvp(sys.argv[1], sys.argv[1:])"
    with Terminal(SITREP[0], "-c", hold, *SITREP, str(seeds)) as terminal:
        terminal.wait("1 of 5")
        terminal.press("j", "t", "+kept", "enter")
        terminal.wait("#kept")
        os.close(terminal.fd)
        _, status = os.waitpid(terminal.pid, 0)
        terminal.code = os.waitstatus_to_exitcode(status)
        terminal.fd = os.open(os.devnull, os.O_RDONLY)
        assert terminal.code == 128 + signal.SIGHUP
    with sitrep(seeds) as terminal:
        terminal.wait("2 of 5")
        terminal.wait("#kept")


def test_more_keys_than_a_person_types_neither_fill_memory_nor_keep_what_is_typed_next_from_being_heard(
    seeds: Path,
) -> None:
    with sitrep(seeds) as terminal:
        terminal.wait("1 of 5")
        for _ in range(40):  # as a long paste does whose opening mark went to a pager
            terminal.press("#" * 3000)
            terminal.pump(0.0)
        terminal.wait("keys were dropped: more came at once than a person types")
        assert psutil.Process(terminal.pid).memory_info().rss < 120e6
        terminal.press("j")
        terminal.wait("2 of 5")


def test_who_pastes_more_into_a_note_than_is_taken_is_told_so_before_it_is_entered(seeds: Path) -> None:
    with sitrep(seeds) as terminal:
        terminal.wait("WHO")
        terminal.press("a")
        terminal.wait("note")
        for _ in range(10):  # from a terminal that does not say where a paste begins
            terminal.press("ferry lost " * 100)
            terminal.pump(0.0)
        terminal.wait(r"characters more were dropped: paste a long text in parts")
        terminal.press("enter")
        terminal.wait("note kept")


@pytest.mark.parametrize("asked", [False, True])
def test_the_mouse_is_left_to_the_terminal_unless_asked_for_and_nothing_blinks(
    seeds: Path, home: Path, asked: bool
) -> None:
    settings = home / ".config" / "sitrep" / "config.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text(f"mouse = {str(asked).lower()}\n", encoding="utf-8")
    with sitrep(seeds) as terminal:
        terminal.wait("WHO")
        terminal.press("/", "kyiv")
        terminal.wait("found")
        assert (b"\x1b[?1000h" in terminal.sent) == asked
        assert not re.search(rb"\x1b\[(?:\d+;)*[56](?:;\d+)*m|\x1b\[[135] q", bytes(terminal.sent))


def test_nothing_of_colour_where_no_color_is_set(seeds: Path) -> None:
    with sitrep(seeds, env={"NO_COLOR": "1"}) as terminal:
        terminal.wait("WHO")
        terminal.press("j")
        terminal.wait("2 of 5")
        assert not re.search(rb"\x1b\[[\d;]*\b(3[0-8]|4[0-8]|9\d|10\d)\b[\d;]*m", terminal.sent)


@pytest.mark.parametrize("term", ["linux", "screen", "tmux-256color", "xterm-256color"])
def test_any_terminal_shows_the_list_and_the_card(seeds: Path, term: str) -> None:
    with sitrep(seeds, env={"TERM": term, "COLORTERM": ""}) as terminal:
        terminal.wait("WHO")
        assert b"38;2;" not in terminal.sent


def test_lines_are_ascii_where_the_locale_is_not_utf8(seeds: Path) -> None:
    with sitrep(seeds, env={"LC_ALL": "C"}) as terminal:
        text = terminal.wait("WHO")
        assert "-- card ---" in text
        assert not set(text) & set("─│┌┐└┘━┃┏┓┗┛├┤")


TITLES = {"a": "東京で新しい橋が開通した", "b": "افتتاح جسر جديد", "c": "Ele\u0301ctricite\u0301 à Łódź"}


def test_wide_combining_and_right_to_left_text_keeps_every_frame_straight(tmp_path: Path) -> None:
    folder = tmp_path / "scripts"
    folder.mkdir()
    for name, title in TITLES.items():
        (folder / f"{name}.txt").write_text(f"{title}\n\n" + f"{title}, 12 March 2024. " * 40, encoding="utf-8")
    with sitrep(folder) as terminal:
        terminal.wait("3/3 extracted")
        for place in (1, 2, 3):
            terminal.wait(rf"{place} of 3")
            terminal.until(lambda: _straight(terminal), "frames that are straight")
            terminal.press("j")


def _straight(terminal: Terminal) -> bool:
    return all(terminal.screen.buffer[y][71].data == "│" for y in range(6, 39))


def test_the_terminal_s_own_size_counts_whatever_a_shell_exported(seeds: Path) -> None:
    with sitrep(seeds, env={"COLUMNS": "20", "LINES": "5"}) as terminal:
        terminal.wait(LISTED)
        terminal.press("q")
        assert terminal.end() == 0


def test_too_small_a_window_says_so_and_recovers(seeds: Path) -> None:
    with sitrep(seeds, size=(29, 7)) as terminal:
        terminal.wait("too small")
        terminal.resize(120, 40)
        terminal.wait("WHO")


def test_options_go_behind_the_path_too(seeds: Path) -> None:
    with sitrep(seeds, "-q", "lecornu", "--analyst", "anna") as terminal:
        terminal.wait("seeds · lecornu")
        terminal.press("q")
        assert terminal.end() == 0


def test_without_a_path_the_last_corpus_opens_or_it_says_what_to_do(seeds: Path) -> None:
    with sitrep() as terminal:
        terminal.wait("sitrep PATH")
        assert terminal.end() == 2
    with sitrep(seeds) as terminal:
        terminal.wait("1 of 5")
        terminal.press("j", "j", "tab", "tab")
        terminal.wait("3 of 5")
        terminal.press("q", "q")
        assert terminal.end() == 0
    with sitrep() as terminal:
        terminal.wait("3 of 5")


def test_the_first_frame_that_is_sent_has_the_list_with_titles_and_the_card(seeds: Path) -> None:
    """What is measured as the first useful frame is one that a person can read."""
    with sitrep(seeds) as terminal:
        terminal.until(lambda: b"\x1b[?2026l" in terminal.sent, "the end of a frame")
        frame, _, _ = bytes(terminal.sent).partition(b"\x1b[?2026l")
        screen = pyte.Screen(120, 40)
        pyte.ByteStream(screen).feed(frame)
        text = "\n".join(screen.display)
        assert all(words in text for words in ("source", "Caliber.Az", "1 of 5", "5/5 extracted", "WHO")), text
