"""`sitrep watchlists`: the lists of names that a corpus has of its own."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from extract.errors import SitrepError
from extract.index import Index
from extract.index.watchlists import FOLDER, ListFiles, Watchlists
from tui.commands.corpus import locate
from tui.commands.group import Corpus, CorpusOption, command_group, exit_if_nothing
from tui.commands.index import PARTIAL
from tui.commands.output import complain_of, print_rows, show

watchlists = command_group(
    "Watchlists and lexicons of your own: CSV or TSV files in CORPUS/.sitrep/lexicon/, or named in\n"
    'CORPUS/.sitrep/settings.toml as files = ["/srv/lists/x.csv"] under [lexicon].\n\n'
    "Their first line names the columns: name, aliases (with | between), label (PERSON ORG LOC FAC NORP EQUIPMENT\n"
    "PRODUCT EVENT LAW), note. Names are found as they are written, and all of a row are one entity; watch:LIST finds\n"
    "the articles. A change counts from the next indexing on, in an open browser at once."
)


@watchlists.command("list")
def list_lists(corpus: Corpus = None) -> None:
    """List the watchlists, with how many rows each has and how many of these the articles name."""
    index = Index.open(locate(corpus))
    counts: dict[str, list[int]] = {}
    for row in index.watched():
        counts.setdefault(row.list, []).append(row.articles)
    for name, articles in counts.items():
        named = sum(map(bool, articles))
        show(f"{name}  {named:,} of {len(articles):,} named", {"list": name, "rows": len(articles), "named": named})
    exit_if_nothing(not counts, f"no watchlists are indexed: they are CSV files in {_folder(corpus)}")


@watchlists.command("show")
def show_list(
    name: Annotated[str, typer.Argument(help="Of the list: its file's name without the ending.")],
    corpus: CorpusOption = None,
) -> None:
    """Print the rows of a watchlist with the number of articles that name each, the most first."""
    printed = print_rows(asdict(row) for row in Index.open(locate(corpus)).watched(name))
    exit_if_nothing(not printed, f"there is no watchlist {name} in the index")


@watchlists.command()
def check(corpus: Corpus = None) -> None:
    """Read the watchlists, and say what is wrong with them; exit code 3 where something is."""
    found: Watchlists = ListFiles(locate(corpus)).read()
    for fault in found.faults:
        complain_of(fault)
    for name, entries in found.lists.items():
        show(f"{name}  {len(entries):,} rows", {"list": name, "rows": len(entries)})
    if found.faults:
        raise typer.Exit(PARTIAL)
    exit_if_nothing(not found.lists, f"no watchlists yet: they are CSV files in {_folder(corpus)}")


def _folder(corpus: str | None) -> str:
    try:
        return str(locate(corpus).data_dir / FOLDER)
    except SitrepError:
        return FOLDER
