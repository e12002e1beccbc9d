"""`sitrep tags`: what is done with tags as such, rather than with articles."""

from __future__ import annotations

import sys
from collections import deque
from contextlib import ExitStack
from pathlib import Path
from typing import Annotated

import typer

from extract.errors import SitrepError
from tui.commands.completing import complete_tag
from tui.commands.corpus import locate, open_store
from tui.commands.group import Analyst, Corpus, CorpusOption
from tui.commands.options import MANY, Force, Output
from tui.commands.output import complain, destination, show
from tui.tags import Action, UndoOutcome, colour_tag, delete_tag, merge_tags, rename_tag
from tui.tags.changes import to_json
from tui.tags.dump import Format, dump
from tui.tags.log import Filter, matching, moment
from tui.tags.restore import DumpContents, read, restore
from tui.tags.undo import summary
from tui.theme import is_colour

tags = typer.Typer(
    name="tags",
    help="List, rename, merge, log, undo, dump and restore tags. Everything here can be undone but `compact`.",
    no_args_is_help=True,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)

Tag = Annotated[str, typer.Argument(autocompletion=complete_tag)]


@tags.command("list")
def list_(corpus: Corpus = None) -> None:
    """List the tags in use, the most used first, with their numbers of articles."""
    with open_store(locate(corpus), None) as store:
        counts, colours = store.counts(), store.colours()
    for tag, number in counts.items():
        show(f"{number:>9,}  {tag}", {"tag": tag, "articles": number, "colour": colours.get(tag)})
    _nothing_if(not counts, "no tags yet")


@tags.command()
def log(
    corpus: Corpus = None,
    by: Annotated[str | None, typer.Option(help="Only what this person did.")] = None,
    tag: Annotated[str | None, typer.Option(help="Only what put on or took off this tag or its subtopics.")] = None,
    article: Annotated[str | None, typer.Option(help="Only what changed the article with this id.")] = None,
    since: Annotated[str | None, typer.Option(help="From 2026-02-09, 2026-02-09T14:39 (UTC), or 7d ago.")] = None,
    until: Annotated[str | None, typer.Option(help="Up to this time; a date means its whole day.")] = None,
    last: Annotated[
        int | None, typer.Option("--last", "-n", min=0, max=MANY, help="Only so many, the last ones.")
    ] = None,
    full: Annotated[bool, typer.Option("--full", help="With every article, as the journal has it.")] = False,
) -> None:
    """Print who did what when, oldest first. Their order is that of the journal, whatever the clocks said.

    \b
    sitrep tags log seeds --by anna --tag procurement --since 7d
    """
    wanted = Filter(by, tag, article, moment(since) if since else None, moment(until) if until else None)
    with open_store(locate(corpus), None) as store:
        found = deque(matching(store.entries(), wanted), maxlen=last)
    for entry in found:
        did = summary(entry)
        text = f"{entry.number:>6}  {entry.at[:16].replace('T', ' ')}  {entry.by:<12}  {entry.does:<8}  {did}"
        row = {"n": entry.number, "at": entry.at, "by": entry.by, "does": entry.does, "summary": did}
        row |= {"articles": len(entry.articles()), "note": entry.note, "of": entry.of}
        show(f"{text}  {entry.note}".rstrip(), to_json(entry) if full else row)
    _nothing_if(not found, "nothing was done that fits")


@tags.command()
def rename(old: Tag, new: str, corpus: CorpusOption = None, analyst: Analyst = None) -> None:
    """Call the tag OLD, with its subtopics, NEW everywhere."""
    _do(rename_tag(old, new), corpus, analyst)


@tags.command()
def merge(
    old: Annotated[list[str], typer.Argument(metavar="TAG ... INTO", help="The tags, and last the one they become.")],
    corpus: CorpusOption = None,
    analyst: Analyst = None,
) -> None:
    """Make one tag, the last one named, of several."""
    if len(old) < 2:
        raise typer.BadParameter("name at least two tags: sitrep tags merge TAG ... INTO")
    _do(merge_tags(old[:-1], old[-1]), corpus, analyst)


@tags.command()
def delete(
    tag: Tag,
    subtopics: Annotated[bool, typer.Option("--subtopics", help="Also the tags below it.")] = False,
    corpus: CorpusOption = None,
    analyst: Analyst = None,
) -> None:
    """Take TAG off every article and passage."""
    _do(delete_tag(tag, subtopics=subtopics), corpus, analyst)


@tags.command()
def colour(
    tag: Tag,
    colour: Annotated[str | None, typer.Argument(help="#8fbc8f, red, bright_blue ...; none for the usual one.")] = None,
    corpus: CorpusOption = None,
    analyst: Analyst = None,
) -> None:
    """Show TAG in a colour."""
    if colour and not is_colour(colour):
        raise SitrepError(f"no such colour: {colour}; write #8fbc8f, or a name like red or bright_blue")
    _do(colour_tag(tag, colour), corpus, analyst)


@tags.command()
def undo(corpus: Corpus = None, analyst: Analyst = None) -> None:
    """Take back your last operation, as a whole; what a colleague changed since is left, and named."""
    with open_store(locate(corpus), analyst) as store:
        _outcome(store.undo())


@tags.command()
def redo(corpus: Corpus = None, analyst: Analyst = None) -> None:
    """Take back your last undo."""
    with open_store(locate(corpus), analyst) as store:
        _outcome(store.redo())


@tags.command()
def compact(
    corpus: Corpus = None,
    archive: Annotated[
        bool, typer.Option("--archive", help="Begin a new journal, and keep the old one aside.")
    ] = False,
) -> None:
    """Fold the journal into tags.json. The journal stays: it is the log, and what undo needs.

    With --archive it is put away as tags.journal.N: the log still reads it, undo no longer does.
    """
    place = locate(corpus)
    with open_store(place, None) as store:
        done = store.compact()
        kept = store.archive() if archive else None
    what = "is up to date" if done else "was up to date already"
    row = {"path": str(place.tags_path), "folded": done, "archive": str(kept) if kept else None}
    show(f"{place.tags_path} {what}{f'; the journal was kept as {kept.name}' if kept else ''}", row)


@tags.command()
def orphans(corpus: Corpus = None) -> None:
    """List the tagged articles that are no longer in the corpus; their tags are kept."""
    from extract.index import Index

    place = locate(corpus)
    index = Index.open(place)
    if index.counts().articles == 0:
        raise SitrepError("is not indexed, so that nothing can be said of what has vanished", str(place.root))
    with open_store(place, None) as store:
        lost = [article for article in store.articles() if index.database.rowid(article) is None]
        hints = store.hints() if lost else {}
        for article in lost:
            title, path = hints.get(article, ("", ""))
            names = store.tags(article)
            row = {"article": article, "title": title, "path": path, "tags": list(names)}
            row |= {"states": list(store.states(article)), "notes": [note.text for note in store.notes(article)]}
            show(f"{article}  {title or path or '(no title kept)'}  {' '.join(f'#{name}' for name in names)}", row)
    _nothing_if(not lost, "every tagged article is in the corpus")


@tags.command("dump")
def dump_(
    corpus: Corpus = None,
    form: Annotated[Format, typer.Option("--format", help="notmuch's, or JSON Lines.")] = "batch-tag",
    output: Output = None,
    force: Force = False,
) -> None:
    """Print tags, states, notes, passages, searches and decisions as text, without loss.

    \b
    sitrep tags dump seeds > tags.dump
    sitrep tags restore seeds tags.dump
    """
    place = locate(corpus)
    with open_store(place, None) as store, destination(output, place, force=force) as out:
        for line in dump(store.model, form, store.hints()):
            out.write(line.encode())


@tags.command("restore")
def restore_(
    files: Annotated[list[str], typer.Argument(help="Dumps; - is standard input.", metavar="FILE ...")],
    accumulate: Annotated[bool, typer.Option("--accumulate", help="Add to the tags that are there.")] = False,
    corpus: CorpusOption = None,
    analyst: Analyst = None,
) -> None:
    """Bring back what dumps hold, several united, as one operation; nothing is done where a line cannot be read.

    The articles that they name get exactly these tags, with --accumulate these besides their own; others are left.
    """
    held = DumpContents()
    for file in files:
        try:
            with ExitStack() as stack:
                raw = sys.stdin.buffer if file == "-" else stack.enter_context(Path(file).open("rb"))
                read((line.decode() for line in raw), file, held)
        except OSError as error:
            raise SitrepError(f"cannot be read: {error.strerror}", file) from error
        except UnicodeDecodeError as error:
            raise SitrepError("is not UTF-8 and so no dump; nothing was restored", file) from error
    with open_store(locate(corpus), analyst) as store:
        entry = store.do(restore(held, accumulate=accumulate), hints=held.hints)
    show(f"restored: {summary(entry)}", {"articles": len(entry.articles()), "changes": len(entry.changes)})


def _do(action: Action, corpus: str | None, analyst: str | None) -> None:
    with open_store(locate(corpus), analyst) as store:
        entry = store.do(action)
    did = summary(entry) if entry.changes else "nothing to change"
    show(f"{action.does} {action.note}: {did}", {"n": entry.number, "does": action.does, "summary": did})
    _nothing_if(not entry.changes, None)


def _outcome(outcome: UndoOutcome) -> None:
    left = [{"table": item.table, "key": item.key, "label": item.label, "by": item.by} for item in outcome.left]
    number = outcome.entry.number if outcome.entry else None
    show(outcome.message, {"n": number, "message": outcome.message, "left": left})
    _nothing_if(outcome.entry is None, None)


def _nothing_if(condition: bool, message: str | None) -> None:
    if condition:
        if message:
            complain(message)
        raise typer.Exit(1)
