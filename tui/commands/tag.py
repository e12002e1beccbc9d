"""`sitrep tag` and `sitrep mark`: put tags (or states) on, and take them off, all that a query finds."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import Annotated

import typer

from extract.errors import SitrepError
from extract.index import Index, QueryError
from tui.commands.corpus import open_store
from tui.commands.finding import NOTHING, exit_with_mistake, open_index
from tui.commands.output import complain, show
from tui.tags import Mark, Preview, TagStore
from tui.tags.changes import STATES, TAGS
from tui.tags.notmuch import TagCommand, article_id, command

_PARTLY = 3

Corpus = Annotated[str, typer.Argument(help="A folder or a file of articles.")]
Words = Annotated[list[str] | None, typer.Argument(help="What to do, and to what.", metavar="'+NAME -NAME -- QUERY'")]
Batch = Annotated[bool, typer.Option("--batch", help="Read such lines from standard input.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Only say what would change.")]
Analyst = Annotated[str | None, typer.Option(help="Who does it; the login name if not given.")]


def tag(
    corpus: Corpus, words: Words = None, batch: Batch = False, dry_run: DryRun = False, analyst: Analyst = None
) -> None:
    """Tag every article that QUERY finds, as one operation that is undone as one.

    \b
    sitrep tag seeds '+procurement -draft -- equipment:mirage date:2026..'
    sitrep tag seeds --dry-run '+aid/2026 -- person:lecornu'
    sitrep tag seeds --batch < lines        # prints ok N once line N is on disk

    Lines are notmuch's: tags may be hex-encoded (%c3%a9 is é), the query is taken as it is, * means every
    article, id:ARTICLE one. Exit codes: 0 done, 1 nothing found, 2 usage, 3 some lines failed.
    """
    _run(corpus, words, TAGS, batch=batch, dry_run=dry_run, analyst=analyst)


def mark(
    corpus: Corpus, words: Words = None, batch: Batch = False, dry_run: DryRun = False, analyst: Analyst = None
) -> None:
    """Mark every article that QUERY finds as read or starred (+), or not (-), as `sitrep tag` does with tags.

    \b
    sitrep mark seeds '+read -starred -- date:..2024'
    """
    _run(corpus, words, STATES, batch=batch, dry_run=dry_run, analyst=analyst)


def _run(path: str, words: list[str] | None, table: str, *, batch: bool, dry_run: bool, analyst: str | None) -> None:
    if batch and words:
        raise typer.BadParameter(f"--batch reads lines from standard input; what is {' '.join(words)} for?")
    place, index = open_index(path)
    with open_store(place, analyst) as store:
        if batch:
            raise typer.Exit(_batch(index, store, table, sys.stdin))
        wanted = _command(" ".join(words or ()), table)
        try:
            ids = _ids(index, store, wanted.query)
        except QueryError as error:
            exit_with_mistake(wanted.query, error)
        preview = store.preview(ids, wanted.add, wanted.remove, table=table)
        if ids and not dry_run:
            _do(index, store, table, wanted, ids)
    if not ids:
        complain("no article was found; nothing was changed")
        raise typer.Exit(NOTHING)
    _tell(len(ids), preview, dry_run=dry_run)


def _batch(index: Index, store: TagStore, table: str, lines: Iterable[str]) -> int:
    failed = False
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        try:
            wanted = _command(line, table)
            _do(index, store, table, wanted, _ids(index, store, wanted.query))
        except (SitrepError, QueryError) as error:
            failed = True
            complain(f"line {number}: {error}")
        else:
            sys.stdout.write(f"ok {number}\n")
            sys.stdout.flush()
    return _PARTLY if failed else 0


def _command(line: str, table: str) -> TagCommand:
    wanted = command(line)
    other = {*wanted.add, *wanted.remove} - {"read", "starred"}
    if table == STATES and other:
        raise SitrepError(f"an article is read or starred, or not; {min(other)} would be a tag: sitrep tag")
    return wanted


def _do(index: Index, store: TagStore, table: str, wanted: TagCommand, ids: tuple[str, ...]) -> None:
    operation = Mark(ids, wanted.add, wanted.remove, table)
    hints = _hints(index, store, ids) if table == TAGS else None
    store.apply([operation], wanted.query, does="tag" if table == TAGS else "mark", hints=hints)


def _ids(index: Index, store: TagStore, query: str) -> tuple[str, ...]:
    """Return the articles that a query finds now; what changes later changes nothing about them."""
    article = article_id(query)
    if article is None:
        results = index.search(query, overlay=store.overlay())
        found = tuple(results.ids())
        if results.cut:
            raise SitrepError(f"{results.cut}; nothing was changed")
        return found
    known = index.database.rowid(article) is not None or store.tags(article)
    return (article,) if known else ()


def _hints(index: Index, store: TagStore, ids: tuple[str, ...]) -> dict[str, tuple[str, str]]:
    """Return title and path of the articles that get their first tag, to name them by when they have vanished."""
    return index.database.titles(article for article in ids if not store.tags(article))


def _tell(found: int, preview: Preview, *, dry_run: bool) -> None:
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
