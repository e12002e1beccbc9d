"""`sitrep notes`: notes on articles and on passages of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Annotated

import typer

from extract.errors import SitrepError
from extract.index import Index
from tui.commands.completing import complete_article
from tui.commands.corpus import locate, open_store
from tui.commands.group import Analyst, Corpus, CorpusOption, command_group, exit_if_nothing
from tui.commands.output import show
from tui.tags import AnnotatedPassage, Note, TagStore, change_passage, mark_passage, select, write_note
from tui.tags.values import NOTES, SPANS

notes = command_group("Notes on articles and on passages of them.")


@notes.command("list")
def list_notes(
    corpus: Corpus = None, article: Annotated[str | None, typer.Option(help="Only those on this article.")] = None
) -> None:
    """List the notes and the marked passages, oldest first."""
    place = locate(corpus)
    with open_store(place, None) as store:
        found = [item for item in _notes(store) if article in (None, item.article)]
    if article is not None and not found and Index.open(place).article(article) is None:
        raise SitrepError(f"there is no article {article} in this corpus")
    for item in sorted(found, key=lambda item: item.at):
        if isinstance(item, Note):
            show(f"{_head(item)}  {item.text}", {"kind": "note", **asdict(item)})
        else:
            tags = " ".join(f"#{tag}" for tag in item.tags)
            text = f"“{item.selector.exact}”  {tags}  {item.note}"
            show(f"{_head(item)}  {text}", {"kind": "passage", **asdict(item)})
    exit_if_nothing(not found, "no notes yet")


@notes.command()
def add(
    article: Annotated[str, typer.Argument(help="The id of the article.", autocompletion=complete_article)],
    text: Annotated[str, typer.Argument(help="What to note.")] = "",
    start: Annotated[int | None, typer.Option(help="Of a passage: its first code point.")] = None,
    end: Annotated[int | None, typer.Option(help="Of a passage: behind its last code point.")] = None,
    tag: Annotated[list[str] | None, typer.Option("--tag", help="Tag the passage; may be given again.")] = None,
    corpus: CorpusOption = None,
    analyst: Analyst = None,
) -> None:
    """Note something on an article, or, with --start and --end, on a passage of its text."""
    if (start is None) != (end is None):
        raise typer.BadParameter("a passage has both --start and --end; without either the note is on the article")
    if tag and start is None:
        raise typer.BadParameter("--tag is for a passage: give --start and --end; sitrep tag tags articles")
    place = locate(corpus)
    stored = Index.open(place).article(article)
    if stored is None:
        raise SitrepError(f"there is no article {article} in this corpus")
    with open_store(place, analyst) as store:
        if start is None or end is None:
            entry = store.do(write_note(article, text))
        elif 0 <= start < end <= len(stored.article.text):
            entry = store.do(mark_passage(article, select(stored.article.text, start, end), tag or (), text))
        else:
            raise SitrepError(f"the text has {len(stored.article.text)} code points; there is no passage {start}-{end}")
    show("noted", {"n": entry.number, "done": bool(entry.changes)})
    exit_if_nothing(not entry.changes, "a note needs a text")


@notes.command()
def remove(
    key: Annotated[str, typer.Argument(help="As `sitrep notes list` shows it.")],
    passage: Annotated[bool, typer.Option("--passage", help="The key is that of a marked passage.")] = False,
    corpus: CorpusOption = None,
    analyst: Analyst = None,
) -> None:
    """Remove a note, or a marked passage."""
    with open_store(locate(corpus), analyst) as store:
        document = store.documents(SPANS if passage else NOTES).get(key)
        if document is not None and passage:
            store.do(change_passage(AnnotatedPassage.of(key, document), [], ""))
        elif document is not None:
            store.do(write_note(str(document.get("article")), "", key))
    exit_if_nothing(document is None, f"there is no {'passage' if passage else 'note'} {key}")


def _head(item: Note | AnnotatedPassage) -> str:
    return f"{item.key:>4}  {item.at[:16].replace('T', ' ')}  {item.by:<12}  {item.article}"


def _notes(store: TagStore) -> Iterator[Note | AnnotatedPassage]:
    for key, document in store.documents(NOTES).items():
        yield Note.of(key, document)
    for key, document in store.documents(SPANS).items():
        yield AnnotatedPassage.of(key, document)
