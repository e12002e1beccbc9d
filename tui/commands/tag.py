"""`sitrep tag`: put tags on, and take them off, all that a query finds."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import Annotated

import typer

from extract.errors import SitrepError
from extract.index import Index, QueryError
from tui.commands.corpus import locate, open_store
from tui.commands.output import complain, show
from tui.tags import Preview, TagStore
from tui.tags.notmuch import Command, article_id, command

_HINTS = 1000
"""Rows read at a time for the titles of what is tagged."""


def tag(
    corpus: Annotated[str, typer.Argument(help="A folder or a file of articles.")],
    words: Annotated[
        list[str] | None,
        typer.Argument(help="What to do to what: '+new -old -- QUERY'.", metavar="'+TAG -TAG -- QUERY'"),
    ] = None,
    batch: Annotated[bool, typer.Option("--batch", help="Read such lines from standard input.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would change.")] = False,
    analyst: Annotated[str | None, typer.Option(help="Who tags; the login name if not given.")] = None,
) -> None:
    """Tag every article that QUERY finds, as one operation that is undone as one.

    \b
    sitrep tag seeds '+procurement -draft -- equipment:mirage date:2026..'
    sitrep tag seeds --dry-run '+aid/2026 -- person:lecornu'
    sitrep tag seeds --batch < lines        # prints ok N once line N is on disk

    Lines are notmuch's: tags may be hex-encoded (%20 is a space), the query is taken as it is, * means every
    article, id:ARTICLE one. Exit codes: 0 done, 1 nothing found, 2 usage, 3 some lines failed.
    """
    place = locate(corpus)
    index = Index.open(place)
    with open_store(place, analyst) as store:
        if batch:
            raise typer.Exit(_batch(index, store, sys.stdin))
        wanted = command(" ".join(words or ()))
        ids = _ids(index, store, wanted.query)
        preview = store.preview(ids, wanted.add, wanted.remove)
        if ids and not dry_run:
            _do(index, store, wanted, ids)
        _tell(len(ids), preview, dry_run=dry_run)
        if not ids:
            raise typer.Exit(1)


def _batch(index: Index, store: TagStore, lines: Iterable[str]) -> int:
    failed = False
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        try:
            wanted = command(line)
            _do(index, store, wanted, _ids(index, store, wanted.query))
        except (SitrepError, QueryError) as error:
            failed = True
            complain(f"line {number}: {error}")
        else:
            sys.stdout.write(f"ok {number}\n")
            sys.stdout.flush()
    return 3 if failed else 0


def _do(index: Index, store: TagStore, wanted: Command, ids: tuple[str, ...]) -> None:
    store.tag(ids, wanted.add, wanted.remove, note=wanted.query, hints=_hints(index, store, ids))


def _ids(index: Index, store: TagStore, query: str) -> tuple[str, ...]:
    """Return the articles that a query finds now; what changes later changes nothing about them."""
    article = article_id(query)
    if article is None:
        return tuple(index.search(query, overlay=store.overlay()).ids())
    known = index.rowid(article) is not None or store.tags(article)
    return (article,) if known else ()


def _hints(index: Index, store: TagStore, ids: tuple[str, ...]) -> dict[str, tuple[str, str]]:
    """Return title and path of the articles that get their first tag, to name them by when they have vanished."""
    new = [article for article in ids if not store.tags(article)]
    hints = {}
    for start in range(0, len(new), _HINTS):
        rowids = [rowid for article in new[start : start + _HINTS] if (rowid := index.rowid(article)) is not None]
        hints.update({row.id: (row.title, row.path) for row in index.rows(rowids)})
    return hints


def _tell(found: int, preview: Preview, *, dry_run: bool) -> None:
    if not found:
        complain("no article was found; nothing was tagged")
        return
    text = f"{preview} on {preview.articles:,} of {found:,} found{'; nothing was changed' if dry_run else ''}"
    row = {
        "preview": str(preview),
        "found": found,
        "changed": preview.articles,
        "added": preview.added,
        "removed": preview.removed,
        "done": not dry_run,
    }
    show(text, row)
