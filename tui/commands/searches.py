"""`sitrep searches`: queries kept under a name."""

from __future__ import annotations

from dataclasses import asdict

from tui.commands.corpus import locate, open_store
from tui.commands.group import Analyst, Corpus, CorpusOption, command_group, exit_if_nothing
from tui.commands.output import show
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
    """Keep QUERY under NAME, instead of an earlier one of that name."""
    with open_store(locate(corpus), analyst) as store:
        store.do(save_search(name, query))


@searches.command("forget")
def forget_search(name: str, corpus: CorpusOption = None, analyst: Analyst = None) -> None:
    """Forget the search called NAME."""
    with open_store(locate(corpus), analyst) as store:
        entry = store.do(save_search(name, None))
    exit_if_nothing(not entry.changes, f"there is no saved search {name}")
