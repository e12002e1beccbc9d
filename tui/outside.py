"""What leaves the browser for the terminal or another program: the clipboard, a pager, an editor."""

from __future__ import annotations

import base64
import os
import shlex
from collections.abc import Mapping
from pathlib import Path

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


def pager_command(path: Path, line: int | None = None, environ: Mapping[str, str] = os.environ) -> list[str]:
    """Return the command that shows a file: `$PAGER`, else less; less goes to the line."""
    command = shlex.split(environ.get("PAGER") or "less")
    if line and Path(command[0]).name == "less":
        command.append(f"+{line}")
    return [*command, str(path)]


def editor_command(path: Path, environ: Mapping[str, str] = os.environ) -> list[str]:
    """Return the command that edits a file: `$VISUAL`, `$EDITOR`, else vi."""
    return [*shlex.split(environ.get("VISUAL") or environ.get("EDITOR") or "vi"), str(path)]
