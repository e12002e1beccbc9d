"""What the subcommands print: JSON Lines on standard output, words for people on standard error.

Nothing of an article acts on a terminal in either. In JSON what would is written as an escape, which every reader of
JSON turns back into the same character.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from extract.atomic import atomic_writer
from extract.index import Corpus
from extract.index.query.plan import SORTS
from extract.readers import Fault
from extract.visible import json_text, visible

SORTS_HELP = f"Order of the results: {', '.join(SORTS)}."


TOLD = 200
"""Articles from which progress is shown."""


@dataclass(slots=True)
class OutputChoices:
    """What the user chose for all that is printed."""

    json: bool = False
    """JSON Lines on a terminal too."""
    quiet: bool = False
    """Nothing on standard error but mistakes."""


choices = OutputChoices()


def for_people() -> bool:
    """Whether standard output is read by a person: a terminal, unless JSON was asked for."""
    return sys.stdout.isatty() and not choices.json


def print_json(row: Mapping[str, Any]) -> None:
    """Print one line of JSON."""
    sys.stdout.write(json_text(row) + "\n")


def print_rows(rows: Iterable[Mapping[str, Any]]) -> int:
    """Print each as a line of JSON, and return how many there were."""
    printed = 0
    for printed, row in enumerate(rows, 1):  # noqa: B007 - the count is wanted after the loop
        print_json(row)
    return printed


def show(text: str, row: Mapping[str, Any]) -> None:
    """Print the text on a terminal, and the row as a line of JSON into a pipe or a file."""
    if for_people():
        sys.stdout.write(visible(text, line=True) + "\n")
    else:
        print_json(row)
    sys.stdout.flush()


def show_values(row: Mapping[str, Any]) -> None:
    """Print names and values: as words on a terminal, else as a line of JSON."""
    show("  ".join(f"{name} {value}" for name, value in row.items()), row)


def is_quiet() -> bool:
    """Whether nothing but mistakes is to be on standard error."""
    return choices.quiet


def complain(message: str) -> None:
    """Say something on standard error, unless it is to be quiet there."""
    if is_quiet():
        return
    sys.stderr.write(f"sitrep: {visible(message, line=True)}\n")
    sys.stderr.flush()


def complain_of(fault: Fault) -> None:
    """Say on standard error what could not be read, and where."""
    complain(f"{fault.path if fault.line is None else f'{fault.path}:{fault.line}'}: {fault.message}")


@contextmanager
def destination(output: Path | None, corpus: Corpus, *, force: bool) -> Iterator[BinaryIO]:
    """Yield where to write bytes: the file, which is there once all is written, else standard output.

    Raises:
        SitrepError: where the file lies in the corpus, or is there and is not to be replaced.

    """
    if output is not None:
        corpus.require_outside(output)
        with atomic_writer(output, force=force) as out:
            yield out
    else:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()


def show_progress(done: int, many: int) -> None:
    """Show on a terminal how many of many articles have been read, on one line that is gone at the end."""
    if many >= TOLD and sys.stderr.isatty():
        sys.stderr.write(f"\r\x1b[K{f'{done:,} of {many:,} articles read' if done < many else ''}")
        sys.stderr.flush()
