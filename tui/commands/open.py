"""`sitrep open`: the browser, with options; `sitrep PATH` is short for it."""

from __future__ import annotations

from typing import Annotated

import typer


def open_(
    paths: Annotated[
        list[str] | None, typer.Argument(help="A folder or files of articles; the last corpus if none.")
    ] = None,
    query: Annotated[str | None, typer.Option("--query", "-q", help="Begin with this search.")] = None,
    analyst: Annotated[str | None, typer.Option(help="Who tags; the login name if not given.")] = None,
) -> None:
    """Open the browser on PATHS; `sitrep PATH` is short for it.

    \b
    sitrep open seeds -q 'person:lecornu date:2026..'
    sitrep open news.jsonl --analyst anna
    """
    from tui.browse import browse

    raise typer.Exit(browse(paths or [], analyst=analyst, query=query))
