"""`sitrep search`: the articles that a query finds."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import asdict
from typing import Annotated, Literal

import typer

from extract.index import Results, Row
from extract.index.query.fields import FIELDS
from tui.commands.completing import complete_query
from tui.commands.finding import (
    NO_ARTICLE,
    end_if_cut,
    end_with_nothing,
    load_overlay,
    open_index,
    print_table,
    run_query,
)
from tui.commands.options import MANY, CorpusPath
from tui.commands.output import SORTS_HELP, for_people, print_rows

PAGE = 500


def search(
    corpus: CorpusPath,
    query: Annotated[
        str, typer.Argument(help="What to look for; all articles where it is empty.", autocompletion=complete_query)
    ] = "",
    form: Annotated[
        Literal["table", "jsonl", "ids", "count"] | None,
        typer.Option("--format", "-f", help="A table on a terminal, else JSON Lines.", show_default=False),
    ] = None,
    sort: Annotated[str, typer.Option(help=SORTS_HELP)] = "date",
    limit: Annotated[
        int | None, typer.Option(min=0, max=MANY, help="At most so many; else all.", show_default=False)
    ] = None,
) -> None:
    """Print the articles of CORPUS that QUERY finds, newest first.

    Words are and-ed; or, -not, (...), "a phrase", word*, =AsWritten, "a b"~5, /regex/, and fields: {fields}.
    Exit code 1 where nothing was found.

    \b
    Examples:
      sitrep search seeds 'lecornu -drone date:2024..'
      sitrep search seeds 'person:lecornu said:lecornu' --format ids
      sitrep search seeds 'is:date-conflict or is:homoglyph' --format count
    """
    where, index = open_index(corpus)
    results = run_query(index, query, sort, load_overlay(where))
    chosen = form or ("table" if for_people() else "jsonl")
    if chosen == "count":
        sys.stdout.write(f"{results.count}\n")
        printed = results.count
    elif chosen == "ids":
        printed = _ids(results, limit)
    elif chosen == "jsonl":
        printed = print_rows(asdict(row) for row in _rows(results, limit))
    else:
        printed = _table(results, limit)
    end_if_cut(results.cut)
    if not printed:
        end_with_nothing(NO_ARTICLE)


search.__doc__ = (search.__doc__ or "").format(fields=" ".join(FIELDS))


def _ids(results: Results, limit: int | None) -> int:
    printed = 0
    for article in results.ids():
        if printed == limit:
            break
        sys.stdout.write(f"{article}\n")
        printed += 1
    return printed


def _rows(results: Results, limit: int | None) -> Iterator[Row]:
    start = 0
    while page := results.page(start, PAGE if limit is None else min(PAGE, limit - start)):
        yield from page
        start += len(page)


def _table(results: Results, limit: int | None) -> int:
    rows = (
        ((row.published or "")[:16].replace("T", " "), row.source or "", row.title, row.id, row.snippet)
        for row in _rows(results, limit)
    )
    printed = print_table(("date", "source", "title", "id", "text"), rows, whole=(3,))
    if printed < results.count:
        sys.stderr.write(f"{printed} of {results.count}\n")
    return printed
