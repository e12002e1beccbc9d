"""`sitrep quotes`: who said what in the articles of a query."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Annotated, Any, Literal

import typer

from extract.visible import json_text, visible
from tui.commands.finding import (
    NO_ARTICLE,
    PARTIAL,
    end_if_cut,
    end_with_nothing,
    load_overlay,
    open_index,
    read_ids,
    run_query,
)
from tui.commands.options import MANY, Also, CorpusPath, Force, Ids, Output
from tui.commands.output import complain, destination, for_people, show_progress

Order = Literal["speaker", "date", "none"]


def quotes(
    corpus: CorpusPath,
    query: Annotated[str, typer.Argument(help="Which articles; all where it is empty.")] = "",
    by: Annotated[Order, typer.Option("--by", help="Group by speaker, by date, or as one list.")] = "date",
    form: Annotated[
        Literal["text", "jsonl"] | None,
        typer.Option("--format", "-f", help="Lines on a terminal, else JSON Lines.", show_default=False),
    ] = None,
    limit: Annotated[
        int | None, typer.Option(min=0, max=MANY, help="At most so many; else all.", show_default=False)
    ] = None,
    words: Annotated[str, typer.Option(help="Only those with all of these words in their line.")] = "",
    output: Output = None,
    force: Force = False,
    also: Also = None,
    ids: Ids = None,
) -> None:
    """Print every statement in the articles of CORPUS that QUERY finds: speaker, date, outlet, words.

    The same words in many articles are one statement, with all of them. `said:NAME` as query finds the articles that
    quote somebody. Exit code 1 where nobody is quoted, 3 where some articles have not been extracted.

    \b
    Examples:
      sitrep quotes seeds lecornu --by speaker
      sitrep quotes news 'said:kuleba date:2024' -f jsonl
    """
    from extract.brief.narrowing import find_words
    from extract.brief.quotes import list_quotes, name_speakers, quote_to_json, read_articles

    where, index = open_index(corpus, *(also or ()))
    overlay = load_overlay(where)
    results = index.choose(read_ids(ids)) if ids else run_query(index, query, "date", overlay)
    many = len(results.rowids())
    articles, missing = read_articles(index, results, overlay, lambda done: show_progress(done, many))
    statements = list_quotes(articles, by)
    shown, rows = name_speakers(statements), [quote_to_json(one) for one in statements]
    rows = [rows[number] for number in find_words((_searched(row, shown) for row in rows), words)][:limit]
    if not rows and not missing and not results.cut:
        end_with_nothing("nobody is quoted in these articles" if many else NO_ARTICLE)
    chosen = form or ("text" if for_people() else "jsonl")
    lines = _list_lines(rows, by, shown) if chosen == "text" else map(json_text, rows)
    with destination(output, where, force=force) as out:
        for line in lines:
            out.write(f"{line}\n".encode(errors="replace"))
    if output is not None:
        noun = "quote" if len(rows) == 1 else "quotes"
        complain(f"{len(rows):,} {noun} written to {visible(str(output), line=True)}")
    end_if_cut(results.cut)
    if missing:
        complain(f"{missing} of {many} articles are not in it, since they have not been extracted")
        raise typer.Exit(PARTIAL)


def _searched(row: dict[str, Any], shown: Mapping[str, str]) -> str:
    from extract.brief.narrowing import searched_text

    speaker = row["speaker"] or ""
    return searched_text(_day(row), f"{speaker} {shown.get(speaker, '')}", row["text"], row["outlets"])


def _list_lines(rows: Iterable[dict[str, Any]], by: Order, shown: Mapping[str, str]) -> Iterator[str]:
    """Yield a line a statement, under headings; `shown` has the name that each speaker is listed by."""
    for head, some in _grouped(rows, by, shown):
        if head is not None:
            yield visible(head, line=True)
        for row in some:
            said = f"{row['cue']}: {row['text']}" if row["denied"] else row["text"]
            line = "  ".join(filter(None, (_day(row), row["speaker"] or "unnamed", " ".join(said.split()))))
            outlets = ", ".join(row["outlets"])
            yield visible(f"{line}  ({outlets})" if outlets else line, line=True)


def _grouped(
    rows: Iterable[dict[str, Any]], by: Order, shown: Mapping[str, str]
) -> Iterator[tuple[str | None, Iterable[dict[str, Any]]]]:
    if by == "none":
        yield None, rows
    elif by == "speaker":
        yield from groupby(rows, key=lambda row: shown.get(row["speaker"], "unnamed"))
    else:
        yield from groupby(rows, key=lambda row: _day(row) or "no date")


def _day(row: dict[str, Any]) -> str:
    return (row["date"] or "")[:10]
