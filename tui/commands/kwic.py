"""`sitrep kwic`: a term in context, a line a hit."""

from __future__ import annotations

import shutil
import sys
from dataclasses import asdict
from itertools import islice
from typing import Annotated

import typer

from extract.index import QueryError
from extract.index.search.kwic import KwicLine, find_lines
from extract.index.search.patterns import PatternBudget
from extract.visible import visible
from tui.commands.finding import (
    end_if_cut,
    end_with_nothing,
    exit_with_mistake,
    load_overlay,
    open_index,
    run_query,
)
from tui.commands.options import MANY, CorpusPath
from tui.commands.output import SORTS_HELP, for_people, print_rows


def kwic(
    corpus: CorpusPath,
    term: Annotated[str, typer.Argument(help="Words, a phrase, a pattern, or an entity by a field: person:NAME.")],
    within: Annotated[str, typer.Option("--in", help="Only in the articles that this query finds.")] = "",
    sort: Annotated[str, typer.Option(help=SORTS_HELP)] = "date",
    width: Annotated[
        int | None, typer.Option(min=1, max=MANY, help="Characters of context on each side.", show_default=False)
    ] = None,
    limit: Annotated[
        int | None, typer.Option(min=0, max=MANY, help="At most so many lines; else all.", show_default=False)
    ] = None,
) -> None:
    """Print every place where TERM stands in CORPUS, with what stands around it; duplicates once.

    An entity is found under all its names. Exit code 1 where there is none.

    \b
    Examples:
      sitrep kwic seeds '"letter of intent"'
      sitrep kwic seeds person:lecornu --in 'date:2024..'
    """
    where, index = open_index(corpus)
    overlay = load_overlay(where)
    results = run_query(index, f"({term}) {within}" if within.strip() else term, sort, overlay)
    tty = for_people()
    wide = width or (max(10, (shutil.get_terminal_size().columns - 36) // 2) if tty else 40)
    budget = PatternBudget()
    try:
        hits = islice(find_lines(index.database, results, term, wide, overlay, budget), limit)
        printed = _show(hits, wide) if tty else print_rows(asdict(hit) for hit in hits)
    except QueryError as error:
        exit_with_mistake(term, error)
    end_if_cut(results.cut, budget.cut)
    if not printed:
        end_with_nothing("no hit was found")


def _show(hits: islice[KwicLine], width: int) -> int:
    printed = 0
    for printed, line in enumerate(hits, 1):  # noqa: B007 - the count is wanted after the loop
        more = f" (+{line.duplicates})" if line.duplicates else ""
        text = f"{(line.published or '')[:10]:10}  {line.left:>{width}}[{line.hit}]{line.right}{more}"
        sys.stdout.write(visible(text, line=True) + "\n")
    return printed
