"""Programs that have the terminal for a while: pager, editor, shell. What fails there leaves sitrep whole."""

from __future__ import annotations

import os
import shlex
import signal
import sys
import termios
import time
from pathlib import Path

import psutil
import pytest

from tests.terminal import shell
from tests.terminal.terminal import SITREP, Terminal, sitrep
from tests.waiting import WAIT_S

UNTIL_END = ('until [ "$line" = end ]; do read line; done',)
"""Reads on after a signal, whether or not the shell's `read` does."""

FIRST = "WHO"
"""What is on the screen once the first article is shown."""


@pytest.fixture
def programs(tmp_path: Path) -> Path:
    """A folder for programs."""
    folder = tmp_path / "programs"
    folder.mkdir()
    return folder


def program(folder: Path, name: str, *lines: str) -> str:
    """Write a shell script and return its path."""
    path = folder / name
    path.write_text("\n".join(["#!/bin/sh", *lines, ""]))
    path.chmod(0o755)
    return str(path)


@pytest.mark.parametrize(
    ("key", "variable", "value", "said"),
    [
        ("o", "PAGER", "/nowhere/pager -x", "/nowhere/pager cannot be run: No such file"),
        ("O", "VISUAL", "/nowhere/editor", "/nowhere/editor cannot be run: No such file"),
        ("o", "PAGER", "/", "/ cannot be run: Permission denied"),
        ("o", "PAGER", "less '", r"\$PAGER cannot be read as a command \(No closing quotation\): less '"),
        ("O", "EDITOR", 'vi "', r"\$EDITOR cannot be read as a command \(No closing quotation\): vi \""),
    ],
)
def test_a_program_that_cannot_be_run_is_named_and_the_keys_go_on(
    seeds: Path, key: str, variable: str, value: str, said: str
) -> None:
    with sitrep(seeds, env={"VISUAL": "", variable: value}) as terminal:
        terminal.wait(FIRST)
        terminal.press(key)
        terminal.wait(said)
        terminal.press("j")
        terminal.wait("2 of 5")
        terminal.press("q")
        assert terminal.end() == 0


@pytest.mark.parametrize(("key", "variable", "usual"), [("o", "PAGER", "less"), ("O", "EDITOR", "vi")])
def test_a_variable_without_a_word_means_the_usual_program_and_never_the_article(
    seeds: Path, programs: Path, key: str, variable: str, usual: str
) -> None:
    program(programs, usual, 'echo "THE USUAL $1"', "read line")
    for article in seeds.glob("*.txt"):
        article.write_text("#!/bin/sh\necho THE ARTICLE WAS RUN\nread line\n")
        article.chmod(0o755)
    environment = {"PATH": f"{programs}:/usr/bin:/bin", "VISUAL": "", variable: " "}
    with sitrep(seeds, env=environment) as terminal:
        terminal.wait(FIRST)
        terminal.press(key)
        terminal.wait("THE USUAL|WAS RUN")
        assert "THE USUAL" in terminal.text
        terminal.press("enter")
        terminal.wait("sitrep · seeds")


def test_ctrl_c_in_the_pager_is_the_pagers(seeds: Path, programs: Path) -> None:
    pager = program(programs, "pager", "trap 'echo INTERRUPTED' INT", "echo SHOWN", *UNTIL_END)
    with sitrep(seeds, env={"PAGER": pager}) as terminal:
        terminal.wait(FIRST)
        terminal.press("o")
        terminal.wait("SHOWN")
        terminal.press("ctrl+c")
        terminal.wait("INTERRUPTED")
        terminal.press("end", "enter")
        terminal.wait(FIRST)
        terminal.press("j")
        terminal.wait("2 of 5")


def test_what_a_pager_left_unread_are_keys(seeds: Path, programs: Path) -> None:
    pager = program(programs, "pager", "echo SHOWN", "read line")
    with sitrep(seeds, env={"PAGER": pager}) as terminal:
        terminal.wait(FIRST)
        terminal.press("o")
        terminal.wait("SHOWN")
        terminal.press("on\nj2")
        terminal.wait("2 of 5")
        terminal.wait("follow-up")


def test_where_no_shell_waits_a_stop_is_refused(seeds: Path) -> None:
    with sitrep(seeds) as terminal:
        terminal.wait(FIRST)
        terminal.press("ctrl+z")
        terminal.wait("no shell waits")
        terminal.press("j")
        terminal.wait("2 of 5")
        assert not terminal.stopped


def test_where_no_shell_waits_ctrl_z_in_the_pager_stops_nothing(seeds: Path, programs: Path) -> None:
    pager = program(programs, "pager", "echo SHOWN", "read line", 'echo "READ $line"', "read line")
    with sitrep(seeds, env={"PAGER": pager}) as terminal:
        terminal.wait(FIRST)
        terminal.press("o")
        terminal.wait("SHOWN")
        terminal.press("ctrl+z", "on", "enter")
        terminal.wait("READ on")
        terminal.press("enter")
        terminal.wait(FIRST)
        assert not terminal.stopped


@pytest.mark.parametrize("wrapped", [False, True], ids=["typed", "from a script"])
def test_stopping_and_going_on_in_the_shell(seeds: Path, programs: Path, wrapped: bool) -> None:
    command = shlex.join([*SITREP, str(seeds)])
    if wrapped:
        command = program(programs, "browse", command, "exit 0")
    with Terminal("bash", "--norc", "--noprofile", "-i", env={"PS1": "shell> ", "PWD": str(seeds)}) as terminal:
        terminal.wait("shell>")
        terminal.press(command, "enter")
        terminal.wait(FIRST)
        terminal.press("ctrl+z")
        terminal.wait("Stopped")
        assert b"\x1b[?1049l" in terminal.sent
        mark = len(terminal.sent)
        terminal.press("fg", "enter")
        terminal.until(lambda: b"\x1b[?1049h" in terminal.sent[mark:], "the screen taken again")
        terminal.wait("1 of 5")
        terminal.press("j")
        terminal.wait("2 of 5")
        mark = len(terminal.sent)
        terminal.press("q")
        terminal.until(lambda: b"\x1b[?1049l" in terminal.sent[mark:], "the screen left")
        terminal.press("echo the' 'end", "enter")
        terminal.until(lambda: b"the end" in terminal.sent[mark:], "the shell's answer")


@pytest.mark.parametrize(
    "sent",
    [
        pytest.param((), id="keys"),
        pytest.param((signal.SIGTSTP,), id="keys and stops of another program"),
        pytest.param((signal.SIGSTOP, signal.SIGCONT, signal.SIGTSTP, signal.SIGCONT), id="all there are"),
    ],
)
def test_stops_that_meet_one_another_leave_one_who_reads_and_the_terminal_as_it_was(
    seeds: Path, sent: tuple[signal.Signals, ...]
) -> None:
    with Terminal(sys.executable, str(Path(shell.__file__)), *SITREP, str(seeds)) as terminal:
        before = termios.tcgetattr(terminal.fd)
        terminal.wait(FIRST)
        (browser,) = psutil.Process(terminal.pid).children()

        due = 0.0

        def stopped_often() -> bool:
            nonlocal due
            if time.monotonic() >= due:
                due = time.monotonic() + 0.02
                terminal.press("ctrl+z")  # also while the terminal is given up, or taken again
                for number in sent:
                    browser.send_signal(number)
            return terminal.sent.count(shell.STOPPED.encode()) >= 10

        terminal.until(stopped_often, "the stops")
        terminal.press("?")
        terminal.wait("escape back")
        assert browser.num_threads() <= 10
        terminal.press("esc", "q")
        assert terminal.end() == 0
        assert termios.tcgetattr(terminal.fd)[:4] == before[:4]


@pytest.mark.parametrize("wait_for", ["\x1b[?1049l", "Stopped"], ids=["as it stops", "once it has stopped"])
def test_a_browser_whose_shell_dies_does_not_stay_behind(seeds: Path, wait_for: str) -> None:
    with Terminal("bash", "--norc", "--noprofile", "-i", env={"PS1": "shell> "}) as terminal:
        terminal.wait("shell>")
        terminal.press(shlex.join([*SITREP, str(seeds)]), "enter")
        terminal.wait(FIRST)
        (browser,) = psutil.Process(terminal.pid).children()
        terminal.press("ctrl+z")
        terminal.until(lambda: wait_for.encode() in terminal.sent, wait_for)
        os.kill(terminal.pid, signal.SIGKILL)
        assert terminal.end() == 128 + signal.SIGKILL
    _, alive = psutil.wait_procs([browser], WAIT_S)
    assert not alive or browser.status() == psutil.STATUS_ZOMBIE  # nobody may be there to reap it
