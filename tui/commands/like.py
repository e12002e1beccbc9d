"""`sitrep like`: the articles most like one, with what they share."""

from __future__ import annotations

import sys
from dataclasses import asdict
from typing import Annotated

import typer

from extract.errors import SitrepError
from extract.index.search.similar import Similar
from tui.commands.finding import end_with_nothing, load_overlay, open_index, print_table
from tui.commands.options import MANY, CorpusPath
from tui.commands.output import print_rows

SHARED = 8
"""Names and words that a table shows."""


def like(
    corpus: CorpusPath,
    article: Annotated[str, typer.Argument(help="Id of an article, as `sitrep search` prints it.", metavar="ID")],
    limit: Annotated[int, typer.Option(min=1, max=MANY, help="At most so many.")] = 20,
    json: Annotated[bool, typer.Option("--json", help="JSON Lines, on a terminal too.")] = False,
) -> None:
    """Print the articles of CORPUS that are most like the one with ID: they share its most telling names and words.

    `score` is the share of these that an article has, by weight. Of near duplicates one is shown, and none of the
    article's own. Exit code 1 where nothing is like it.

    \b
    Example:
      sitrep like seeds $(sitrep search seeds lecornu --format ids --limit 1)
    """
    where, index = open_index(corpus)
    found = index.similar(article, load_overlay(where), limit)
    if found is None:
        raise SitrepError(f"there is no article {article}: `sitrep search {corpus} --format ids` lists them", corpus)
    if json or not sys.stdout.isatty():
        shared = ({"score": one.score, "shared_names": one.names, "shared_words": one.words} for one in found)
        print_rows({**asdict(one.row), **more} for one, more in zip(found, shared, strict=True))
    elif found:
        print_table(("like", "date", "title", "id", "they share"), map(_cells, found), right=(0,), whole=(3,))
    if not found:
        end_with_nothing("nothing in the corpus shares its telling names and words")


def _cells(one: Similar) -> tuple[str, ...]:
    shared = ", ".join([*one.names, *one.words][:SHARED])
    return f"{one.score:.0%}", (one.row.published or "")[:10], one.row.title, one.row.id, shared
