"""`sitrep compare`: where the texts of two articles differ."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from extract.alignment import MOST_WORDS, Place, align_texts
from extract.errors import SitrepError
from extract.index.search.counterparts import find_counterparts
from tui.backend.comparisons import furniture_of
from tui.commands.finding import NOTHING, load_overlay, open_index, print_table
from tui.commands.options import CorpusPath
from tui.commands.output import complain, print_rows

if TYPE_CHECKING:
    from extract.index import Index
    from extract.index.search.database import StoredArticle

WHY = {"reprint": "its nearest reprint", "story": "the most alike of its story"}


def compare(
    corpus: CorpusPath,
    first: Annotated[str, typer.Argument(help="Id of an article, as `sitrep search` prints it.", metavar="ID")],
    second: Annotated[
        str | None, typer.Argument(help="Id of another; else its nearest reprint, or of its story.", metavar="ID")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="JSON Lines, on a terminal too.")] = False,
) -> None:
    """Print where the texts of two articles of CORPUS differ, a difference a line, with offsets in both.

    Kinds of quotation marks, dashes and spaces do not count, nor page furniture, nor what only stands elsewhere. The
    first 10,000 words of each are compared. Exit code 1 where there is nothing to compare with, or no difference.

    \b
    Example:
      sitrep compare news $(sitrep search news is:duplicate --format ids --limit 1)
    """
    where, index = open_index(corpus)
    overlay = load_overlay(where)
    one = _stored(index, first, corpus)
    if second is None:
        nearest = next(iter(find_counterparts(index.database, first, overlay)), None)
        if nearest is None:
            complain("no reprint of this article here, and no other one of its story")
            raise typer.Exit(NOTHING)
        second = nearest.row.id
        complain(f"compared with {second}, {WHY[nearest.why]}: {nearest.row.title}")
    if second == first:
        complain(f"{first} is named twice: name another article, or none to have its nearest reprint")
        raise typer.Exit(NOTHING)
    other = _stored(index, second, corpus)
    texts = one.article.text, other.article.text
    alignment = align_texts(*texts, (furniture_of(one.record), furniture_of(other.record)))
    if alignment.cut:
        complain(f"only the first {MOST_WORDS:,} words of each are compared")
    found = [(difference.first, difference.second) for difference in alignment.differences]
    if json or not sys.stdout.isatty():
        print_rows(
            {"first": _span(first, texts[0], here), "second": _span(second, texts[1], there)} for here, there in found
        )
    elif found:
        print_table(("first", "second"), ((texts[0][slice(*here)], texts[1][slice(*there)]) for here, there in found))
    if not found:
        raise typer.Exit(NOTHING)


def _stored(index: Index, article: str, corpus: str) -> StoredArticle:
    stored = index.article(article)
    if stored is None:
        raise SitrepError(f"there is no article {article}: `sitrep search {corpus} --format ids` lists them", corpus)
    return stored


def _span(article: str, text: str, place: Place) -> dict[str, Any]:
    return {"id": article, "text": text[slice(*place)], "start": place[0], "end": place[1]}
