"""The command line within this process: what `sitrep ARGUMENTS` prints and how it ends, without a start of Python.

Tests of what only a process has (signals, a terminal, being killed, what it imports) start one instead.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Mapping
from contextlib import redirect_stderr, redirect_stdout
from subprocess import CompletedProcess
from unittest.mock import patch

from tui.cli import main


def run_sitrep(
    *arguments: str | os.PathLike[str], given: str = "", env: Mapping[str, str] | None = None
) -> CompletedProcess[str]:
    """Run a subcommand with `given` on standard input and, if `env` is there, these variables beside the others."""
    command = ["sitrep", *map(os.fspath, arguments)]
    out, err, stdin = (io.TextIOWrapper(io.BytesIO(text), "utf-8", newline="") for text in (b"", b"", given.encode()))
    code: object = 0
    with (
        patch.object(sys, "argv", command),
        patch.object(sys, "stdin", stdin),
        patch.dict(os.environ, env or {}),
        redirect_stdout(out),
        redirect_stderr(err),
    ):
        try:
            main()
        except SystemExit as ended:
            code = ended.code
    return CompletedProcess(command, int(str(code or 0)), *(_written(stream) for stream in (out, err)))


def _written(stream: io.TextIOWrapper) -> str:
    stream.flush()
    raw = stream.buffer
    assert isinstance(raw, io.BytesIO)
    return raw.getvalue().decode()
