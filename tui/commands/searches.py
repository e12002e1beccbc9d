"""`sitrep searches`: queries kept under a name."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from extract.index import Index, QueryError
from tui.commands.corpus import locate, open_store
from tui.commands.finding import NOTHING, PARTIAL, run_query
from tui.commands.group import Analyst, Corpus, CorpusOption, command_group, exit_if_nothing
from tui.commands.output import complain, show
from tui.tags import save_search

searches = command_group("Saved searches.")


@searches.command("list")
def list_searches(corpus: Corpus = None) -> None:
    """List the saved searches by name."""
    with open_store(locate(corpus), None) as store:
        found = store.searches()
    for search in found:
        show(f"{search.name}  {search.query}", asdict(search))
    exit_if_nothing(not found, "no saved searches yet")


@searches.command()
def save(name: str, query: str, corpus: CorpusOption = None, analyst: Analyst = None) -> None:
    """Keep QUERY under NAME, instead of an earlier one of that name; one that cannot be read is refused."""
    place = locate(corpus)
    with open_store(place, analyst) as store:
        run_query(Index.open(place), query, "date", store.overlay())
        store.do(save_search(name, query))


@searches.command("run")
def run_searches(
    name: Annotated[str | None, typer.Argument(help="One search; else all.")] = None,
    corpus: CorpusOption = None,
    keep: Annotated[bool, typer.Option("--keep", help="Leave what is new as new.")] = False,
) -> None:
    """Print what saved searches find that is new since you last opened them or ran this; fit for cron.

    A JSON line an article, with the name of the search. Exit code 1 where nothing is new, 3 where a search cannot be
    read.
    """
    from tui.alerts.searches import new_in

    place = locate(corpus)
    index = Index.open(place)
    with open_store(place, None) as store:
        chosen = [search for search in store.searches() if name in (None, search.name)]
        exit_if_nothing(not chosen, f"there is no saved search {name}" if name else "no saved searches yet")
        printed, failed = 0, False
        for search in chosen:
            try:
                rows = new_in(place, index, store.overlay(), search, keep=keep)
            except QueryError as error:
                complain(f"{search.name}: {error}, at character {error.position + 1} of {search.query}")
                failed = True
                continue
            for row in rows:
                show(
                    f"{search.name}  {(row.published or '')[:10]}  {row.title}", {"search": search.name, **asdict(row)}
                )
                printed += 1
    if failed:
        raise typer.Exit(PARTIAL)
    if not printed:
        raise typer.Exit(NOTHING)


@searches.command("forget")
def forget_search(name: str, corpus: CorpusOption = None, analyst: Analyst = None) -> None:
    """Forget the search called NAME."""
    with open_store(locate(corpus), analyst) as store:
        entry = store.do(save_search(name, None))
    exit_if_nothing(not entry.changes, f"there is no saved search {name}")
