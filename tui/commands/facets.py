"""`sitrep facets`: what the hits of a query have in common."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from extract.index.search.facets import FACETS
from tui.commands.completing import complete_query
from tui.commands.finding import (
    end_if_cut,
    end_with_nothing,
    load_overlay,
    open_index,
    print_table,
    run_query,
    tell_unextracted,
)
from tui.commands.options import MANY, CorpusPath
from tui.commands.output import for_people, print_rows


def _known(names: list[str] | None) -> list[str] | None:
    for name in names or ():
        if name not in FACETS:
            raise typer.BadParameter(f"{name!r} is none of {' '.join(FACETS)}")
    return names


def facets(
    corpus: CorpusPath,
    query: Annotated[
        str, typer.Argument(help="Of which articles; of all where it is empty.", autocompletion=complete_query)
    ] = "",
    field: Annotated[
        list[str] | None,
        typer.Option("--field", help=f"{' '.join(FACETS)}; may be given again.", callback=_known, show_default=False),
    ] = None,
    limit: Annotated[
        int, typer.Option(min=1, max=MANY, help="Values of each field; of months, the last so many.")
    ] = 20,
) -> None:
    """Count tags, sources, people, organisations, places, equipment and months among the articles that QUERY finds.

    Each row has the query that narrows to it. Exit code 1 where nothing was found.

    \b
    Examples:
      sitrep facets seeds
      sitrep facets seeds 'drone or missile' --field person --field month
    """
    where, index = open_index(corpus)
    overlay = load_overlay(where)
    results = run_query(index, query, "date", overlay)
    if any(FACETS[name].needs_records for name in field or FACETS):
        tell_unextracted(index)
    rows = [(name, one) for name in field or FACETS for one in index.facets(results, name, overlay, limit)]
    if for_people():
        print_table(("field", "count", "value"), ((name, str(one.count), one.value) for name, one in rows), (1,))
    else:
        print_rows({"field": name, **asdict(one)} for name, one in rows)
    end_if_cut(results.cut)
    if not rows:
        end_with_nothing("nothing was found to count")
