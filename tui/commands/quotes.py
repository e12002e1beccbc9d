"""`sitrep quotes`: who said what in the articles of a query."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Annotated, Any, Literal

import typer

from extract.visible import visible
from tui.commands.finding import NOTHING, PARTIAL, end_if_cut, load_overlay, open_index, run_query
from tui.commands.output import complain, print_rows, show_progress

Order = Literal["speaker", "date", "none"]


def quotes(
    corpus: Annotated[str, typer.Argument(help="Folder or file of articles.")],
    query: Annotated[str, typer.Argument(help="Which articles; all where it is empty.")] = "",
    by: Annotated[Order, typer.Option("--by", help="Group by speaker, by date, or as one list.")] = "date",
    form: Annotated[
        Literal["text", "jsonl"] | None,
        typer.Option("--format", "-f", help="Lines on a terminal, else JSON Lines.", show_default=False),
    ] = None,
    limit: Annotated[int | None, typer.Option(min=0, help="At most so many; else all.", show_default=False)] = None,
) -> None:
    """Print every statement in the articles of CORPUS that QUERY finds: speaker, date, outlet, words.

    The same words in many articles are one statement, with all of them. `said:NAME` as query finds the articles that
    quote somebody. Exit code 1 where nobody is quoted, 3 where some articles have not been extracted.

    \b
    Examples:
      sitrep quotes seeds lecornu --by speaker
      sitrep quotes news 'said:kuleba date:2024' -f jsonl
    """
    from extract.brief.quotes import list_quotes, quote_to_json, read_articles

    where, index = open_index(corpus)
    overlay = load_overlay(where)
    results = run_query(index, query, "date", overlay)
    many = len(results.rowids())
    articles, missing = read_articles(index, results, overlay, lambda done: show_progress(done, many))
    said = list_quotes(articles, by)[:limit]
    rows = (quote_to_json(one) for one in said)
    chosen = form or ("text" if sys.stdout.isatty() else "jsonl")
    printed = print_rows(rows) if chosen == "jsonl" else _show(rows, by)
    end_if_cut(results.cut)
    if missing:
        complain(f"{missing} of {many} articles are not in it, since they have not been extracted")
        raise typer.Exit(PARTIAL)
    if not printed:
        raise typer.Exit(NOTHING)


def _show(rows: Iterable[dict[str, Any]], by: Order) -> int:
    printed = 0
    for head, some in _grouped(rows, by):
        if head is not None:
            sys.stdout.write(f"{visible(head, line=True)}\n")
        for row in some:
            line = "  ".join(filter(None, (_day(row), row["speaker"] or "unnamed", " ".join(row["text"].split()))))
            outlets = ", ".join(row["outlets"])
            sys.stdout.write(visible(f"{line}  ({outlets})" if outlets else line, line=True) + "\n")
            printed += 1
    return printed


def _grouped(rows: Iterable[dict[str, Any]], by: Order) -> Iterator[tuple[str | None, Iterable[dict[str, Any]]]]:
    if by == "none":
        yield None, rows
    elif by == "speaker":
        yield from groupby(rows, key=lambda row: row["speaker"] or "unnamed")
    else:
        yield from groupby(rows, key=lambda row: _day(row) or "no date")


def _day(row: dict[str, Any]) -> str:
    return (row["date"] or "")[:10]
