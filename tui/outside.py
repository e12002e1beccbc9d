"""The clipboard (OSC 52), pagers and editors in the terminal's place, and job control."""

from __future__ import annotations

import base64
import os
import shlex
import signal
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from extract.errors import SitrepError
from extract.readers.place import BEGINNING, FilePlace

CLIPBOARD_MAX = 74_994
"""Bytes of base64 that terminals take at once (xterm's limit); more is refused rather than cut."""


def clipboard_sequence(text: str, environ: Mapping[str, str] = os.environ) -> str | None:
    """Return the OSC 52 sequence that copies `text`, so wrapped that tmux and screen pass it on; None if too long.

    tmux wants its pass-through (`allow-passthrough on`) only where it does not take OSC 52 itself (`set-clipboard`);
    sending both forms copies the same text twice, which is harmless.
    """
    payload = base64.b64encode(text.encode("utf-8", "replace")).decode()
    if len(payload) > CLIPBOARD_MAX:
        return None
    plain = f"\x1b]52;c;{payload}\x07"
    if environ.get("TMUX"):
        doubled = plain.replace("\x1b", "\x1b\x1b")
        return f"{plain}\x1bPtmux;{doubled}\x1b\\"
    if environ.get("TERM", "").startswith("screen"):
        return f"\x1bP{plain}\x1b\\"
    return plain


def pager_command(path: Path, place: FilePlace = BEGINNING, environ: Mapping[str, str] = os.environ) -> list[str]:
    """Return the command that shows a file: `$PAGER`, else less; at a place in it, where the program can be told one.

    Raises:
        SitrepError: where the variable cannot be read as a command.

    """
    return _at(_command("less", environ, "PAGER"), path, place)


def editor_command(path: Path, place: FilePlace = BEGINNING, environ: Mapping[str, str] = os.environ) -> list[str]:
    """Return the command that edits a file: `$VISUAL`, `$EDITOR`, else vi; at a place in it, where that is known.

    Raises:
        SitrepError: where the variable cannot be read as a command.

    """
    return _at(_command("vi", environ, "VISUAL", "EDITOR"), path, place)


GO_TO_LINE = frozenset(["less", "vi", "vim", "nvim", "view", "nano", "micro", "emacs", "joe", "kak"])
GO_TO_WORDS = frozenset(["less", "vi", "vim", "nvim", "view"])
"""Programs that go to a line with +N, and to words with +/WORDS."""


def _at(command: list[str], path: Path, place: FilePlace) -> list[str]:
    program = Path(command[0]).name
    if place.line and program in GO_TO_LINE:
        command.append(f"+{place.line}")
    elif place.words and program in GO_TO_WORDS:
        command.append(f"+/{place.words}")
    return [*command, str(path)]


def _command(default: str, environ: Mapping[str, str], *variables: str) -> list[str]:
    """Return the words of the first variable that holds any, split as a shell does: program and arguments."""
    for name in variables:
        value = environ.get(name, "")
        try:
            words = shlex.split(value)
        except ValueError as error:
            raise SitrepError(f"${name} cannot be read as a command ({error}): {value}") from error
        if words and words[0]:
            return words
    return [default]


def run_in_terminal(argv: Sequence[str]) -> str | None:
    """Run a program that has the terminal to itself until it ends; returns what went wrong, for the user.

    As system(3) does, the keys that send SIGINT and SIGQUIT are left to the program: both
    signals go to everything in the foreground. They are caught, not ignored, since only that ends with exec.
    The key that stops the program stops this one with it.
    """
    kept = {number: signal.signal(number, lambda *_: None) for number in (signal.SIGINT, signal.SIGQUIT)}
    kept[signal.SIGTSTP] = signal.signal(signal.SIGTSTP, signal.SIG_DFL)
    try:
        code = subprocess.run(argv, check=False).returncode
    except (OSError, ValueError) as error:
        return f"{argv[0]} cannot be run: {getattr(error, 'strerror', None) or error}"
    finally:
        for number, handler in kept.items():
            signal.signal(number, handler)
    return f"{argv[0]} ended with code {code}" if code else None


def stop_group() -> None:
    """Stop this program until the shell has it go on, and with it a script that runs it: all of its group.

    By the signal that the key sends, since the kernel stops nobody by it whom no shell is left to have go on.
    """
    kept = signal.signal(signal.SIGTSTP, signal.SIG_DFL)
    os.killpg(os.getpgrp(), signal.SIGTSTP)
    signal.signal(signal.SIGTSTP, kept)


def await_foreground(terminal: int) -> bool:
    """Stop until the shell gives this group of processes the terminal (a descriptor); False where no shell is left."""
    for _ in range(CALLS):
        if not has_job_control() or not _is_in_background(terminal):
            return True
        os.kill(os.getpid(), signal.SIGTTOU)
    return False


CALLS = 100
"""How often a program that waits for the terminal may be told to go on without it."""


def _is_in_background(terminal: int) -> bool:
    """Whether another group of processes has the terminal."""
    try:
        return os.tcgetpgrp(terminal) != os.getpgrp()
    except OSError:  # no terminal, or one that hung up
        return False


def has_job_control() -> bool:
    """Whether a shell waits for this program's group of processes, so that one that is stopped can go on again.

    Without one (`ssh -t host sitrep`, a terminal that runs sitrep instead of a shell) the group is that of the
    session's leader: POSIX calls it orphaned, and what is stopped in it stays so.
    """
    return os.getpgrp() != os.getsid(0)
