"""What the subcommands that search share: opening the index, errors in a query, printing rows."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import NoReturn

import typer

from extract.errors import SitrepError
from extract.index import Corpus, Index, Overlay, QueryError, Results
from extract.index.store.schema import own_path
from extract.visible import visible
from tui.commands.output import complain

NOTHING, USAGE, PARTIAL = 1, 2, 3
NO_ARTICLE = "no article was found"
SHORT = 24
"""Cells of a terminal up to which a table's values are shown whole."""


def open_index(path: str, *also: str) -> tuple[Corpus, Index]:
    """Open the index of a corpus, of several paths where more than one is given.

    Raises:
        SitrepError: where it was never scanned, or cannot be used.

    """
    corpus = Corpus.locate([path, *also])
    if not own_path(corpus.index_path).exists():
        raise SitrepError(f"this corpus has no index yet: run `sitrep index {path}`", path)
    index = Index.open(corpus)
    index.database.newest_seen = cache(lambda: _newest_seen(corpus, index))
    return corpus, index


def _newest_seen(corpus: Corpus, index: Index) -> int | None:
    from tui.alerts.seen import SESSION, SeenMarks

    return SeenMarks.of_user(corpus).mark(SESSION, index)


def load_overlay(corpus: Corpus) -> Overlay:
    """Return the analyst's tags and decisions; nothing is made or changed."""
    from tui.tags import TagStore

    return TagStore.of(corpus).overlay()


def read_ids(source: str) -> list[str]:
    """Read ids of articles, one a line, from a file or (-) standard input."""
    try:
        text = sys.stdin.read() if source == "-" else Path(source).read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SitrepError(f"the ids cannot be read: {error}", source) from error
    return list(dict.fromkeys(line.strip() for line in text.splitlines() if line.strip()))


def run_query(index: Index, query: str, sort: str, overlay: Overlay) -> Results:
    """Search; a query that cannot be read ends the program, with a caret under the place.

    Where it asks for what only extraction knows, those articles are counted on standard error that it passes over.
    """
    try:
        results = index.search(query, sort, overlay)
    except QueryError as error:
        exit_with_mistake(query, error)
    from extract.index.query.fields import needs_records
    from extract.index.query.parse import parse
    from extract.index.query.tree import Field, leaves

    if any(isinstance(leaf, Field) and needs_records(leaf) for leaf in leaves(parse(query).root)):
        tell_unextracted(index)
    return results


def tell_unextracted(index: Index) -> None:
    """Say how many articles are not extracted yet, where there are any: what is asked for is not known of them."""
    counts = index.counts()
    if waiting := counts.articles - counts.extracted - counts.failed:
        noun = "article that is" if waiting == 1 else "articles that are"
        complain(f"nothing of this is known of {waiting:,} {noun} not extracted yet: `sitrep index` goes on with them")


def exit_with_mistake(query: str, error: QueryError) -> NoReturn:
    """Show what is wrong with a query, and where, and leave."""
    sys.stderr.write(f"sitrep: {visible(error.message, line=True)}\n")
    sys.stderr.write(f"  {visible(query, line=True)}\n  {' ' * error.position}^\n")
    sys.exit(USAGE)


def end_with_nothing(said: str) -> NoReturn:
    """Say that nothing was found, and leave with exit code 1."""
    complain(said)
    raise typer.Exit(NOTHING)


def end_if_cut(*cuts: str) -> None:
    """Say what was left out because a pattern took too long, and leave with exit code 3; nothing where nothing was."""
    for cut in filter(None, cuts):
        complain(cut)
    if any(cuts):
        raise typer.Exit(PARTIAL)


def print_table(
    headers: tuple[str, ...],
    rows: Iterable[tuple[str, ...]],
    right: tuple[int, ...] = (),
    whole: tuple[int, ...] = (),
) -> int:
    """Print a table as wide as the terminal, or as its ids need; returns how many rows it has.

    Columns of short values are shown whole, and so are the ids, which somebody types; others share what room is left.

    Args:
        headers: of the columns.
        rows: their values.
        right: numbers of the columns that are aligned at their ends.
        whole: numbers of the columns of ids.

    """
    from rich.cells import cell_len
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    shown = [[visible(cell, line=True) for cell in row] for row in rows]
    table = Table(box=None, pad_edge=False, header_style="bold", expand=True)
    least = 0
    for number, header in enumerate(headers):
        longest = max((cell_len(row[number]) for row in shown), default=0)
        fixed = longest <= SHORT or number in whole
        least += 1 + max(cell_len(header), longest if fixed else SHORT)
        table.add_column(
            header,
            justify="right" if number in right else "left",
            no_wrap=True,
            overflow="ellipsis",
            width=max(longest, cell_len(header)) if fixed else None,
            ratio=None if fixed else 1,
        )
    for cells in shown:
        table.add_row(*map(Text, cells))
    Console(highlight=False, width=max(Console().width, least)).print(table)
    return table.row_count
