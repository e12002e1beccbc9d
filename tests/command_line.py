"""The command line within this process: what `sitrep ARGUMENTS` prints and how it ends.

A start of Python takes half a second of a processor, and a pipeline three: here commands have neither of their own.
Tests of what only a process has (signals, a terminal, being killed, what it imports) start one instead.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext, redirect_stderr, redirect_stdout
from subprocess import CompletedProcess
from unittest.mock import patch

from extract.index.extraction.worker import Extractor
from extract.index.store.records import Task
from tests.unit.index.fakes import InProcess
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
        patch("extract.index.build.ProcessPool", _start_workers),
        _with_shared_pipeline() if "extract" in command[1:2] else nullcontext(),
        redirect_stdout(out),
        redirect_stderr(err),
    ):
        try:
            main()
        except SystemExit as ended:
            code = ended.code
    return CompletedProcess(command, int(str(code or 0)), _written(out), _written(err))


def _start_workers(
    _: int, dictionary: bytes | None, model: str | None, own: bytes, more: Callable[[], Sequence[Task]]
) -> InProcess:
    """Start a pool of processes in name only."""
    with _with_shared_pipeline():
        return InProcess(more, dictionary, own, lambda compressor, names: Extractor(compressor, model, names))


def _with_shared_pipeline() -> AbstractContextManager[object]:
    from tests.pipeline import shared_pipeline  # imports spaCy, which takes a second: not for commands without it

    return patch("extract.pipeline.build", shared_pipeline)


def _written(stream: io.TextIOWrapper) -> str:
    stream.flush()
    raw = stream.buffer
    assert isinstance(raw, io.BytesIO)
    return raw.getvalue().decode()
