"""`sitrep stories`: the articles of a query, grouped by what they report."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any, Literal

import typer

from extract.index.search.stories import Story, find_stories
from tui.commands.finding import (
    NO_ARTICLE,
    end_if_cut,
    end_with_nothing,
    load_overlay,
    open_index,
    print_table,
    run_query,
)
from tui.commands.options import CorpusPath
from tui.commands.output import complain, for_people, print_rows, show_progress


def stories(
    corpus: CorpusPath,
    query: Annotated[str, typer.Argument(help="Which articles; all where it is empty.")] = "",
    form: Annotated[
        Literal["table", "jsonl"] | None,
        typer.Option("--format", "-f", help="A table on a terminal, else JSON Lines.", show_default=False),
    ] = None,
    alone: Annotated[bool, typer.Option("--alone", help="Also articles that no other one goes with.")] = False,
) -> None:
    """Print the stories among the articles of CORPUS that QUERY finds, the newest first.

    A story is one happening and its direct follow-ups within some ten days, across outlets and reprints, as `sitrep
    index` groups them: articles that it has not come to yet are alone. A story bears the id of the article that founded
    it and the title of the fullest. Exit code 1 where no two articles tell one.

    \b
    Examples:
      sitrep stories seeds
      sitrep stories news 'kyiv date:2024-07' -f jsonl
    """
    where, index = open_index(corpus)
    overlay = load_overlay(where)
    results = run_query(index, query, "date", overlay)
    many = len(results.rowids())
    told = find_stories(index.database, results, lambda read: show_progress(read, many), rules=overlay.rules)
    chosen = [story for story in told if alone or len(story.articles) > 1]
    if (form or ("table" if for_people() else "jsonl")) == "jsonl":
        printed = print_rows(map(story_row, chosen))
    else:
        printed = print_table(("first", "last", "articles", "outlets", "title", "story"), _cells(chosen), (2, 3), (5,))
    if waiting := index.database.count_ungrouped():
        complain(f"articles that are alone until `sitrep index {corpus}` has grouped them: {waiting:,}")
    end_if_cut(results.cut)
    if not printed:
        end_with_nothing("no two of these articles tell one story; --alone lists them" if many else NO_ARTICLE)


def story_row(story: Story) -> dict[str, Any]:
    """Make the JSON object of a story."""
    return {
        "story": story.id,
        "title": story.best.title,
        "first": story.dates[0] if story.dates else None,
        "last": story.dates[-1] if story.dates else None,
        "outlets": list(story.outlets),
        "articles": [article.id for article in story.articles],
    }


def _cells(chosen: Iterable[Story]) -> Iterable[tuple[str, ...]]:
    for story in chosen:
        first, last = (story.dates[0], story.dates[-1]) if story.dates else ("", "")
        yield first, last, str(len(story.articles)), str(len(story.outlets)), story.best.title, story.id
