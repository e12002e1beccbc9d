"""`sitrep notes`, `sitrep searches`, `sitrep decisions`: the analyst's word beside the tags."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Annotated

import typer

from extract.decisions import Decision, Kind, Scope, to_document
from extract.errors import SitrepError
from extract.index import Index
from tui.commands.corpus import locate, open_store
from tui.commands.finding import NOTHING
from tui.commands.output import complain, show
from tui.tags import (
    Note,
    Passage,
    TagStore,
    change_passage,
    decide,
    forget_decision,
    mark_passage,
    save_search,
    select,
    write_note,
)
from tui.tags.values import NOTES, SPANS


def _group(what: str) -> typer.Typer:
    settings = {"help_option_names": ["-h", "--help"]}
    return typer.Typer(help=what, no_args_is_help=True, rich_markup_mode=None, context_settings=settings)


notes = _group("Notes on articles and on passages of them.")
searches = _group("Saved searches.")
decisions = _group("Decisions about entities: merge, split, unsure, relabel, reject, rename.")

Corpus = Annotated[str | None, typer.Argument(help="A folder or a file of articles; else that of this folder.")]
CorpusOption = Annotated[str | None, typer.Option("--corpus", "-c", help="Else that of this folder, or the last one.")]
Analyst = Annotated[str | None, typer.Option("--analyst", help="Who does it; the login name if not given.")]


@notes.command("list")
def list_notes(
    corpus: Corpus = None, article: Annotated[str | None, typer.Option(help="Only those on this article.")] = None
) -> None:
    """List the notes and the marked passages, oldest first."""
    with open_store(locate(corpus), None) as store:
        found = [item for item in _notes(store) if article in (None, item.article)]
    for item in sorted(found, key=lambda item: item.at):
        if isinstance(item, Note):
            show(f"{_head(item)}  {item.text}", {"kind": "note", **asdict(item)})
        else:
            tags = " ".join(f"#{tag}" for tag in item.tags)
            text = f"“{item.selector.exact}”  {tags}  {item.note}"
            show(f"{_head(item)}  {text}", {"kind": "passage", **asdict(item)})
    _nothing_if(not found, "no notes yet")


@notes.command()
def add(
    article: Annotated[str, typer.Argument(help="The id of the article.")],
    text: Annotated[str, typer.Argument(help="What to note.")] = "",
    start: Annotated[int | None, typer.Option(help="Of a passage: its first code point.")] = None,
    end: Annotated[int | None, typer.Option(help="Of a passage: behind its last code point.")] = None,
    tag: Annotated[list[str] | None, typer.Option("--tag", help="Tag the passage; may be given again.")] = None,
    corpus: CorpusOption = None,
    analyst: Analyst = None,
) -> None:
    """Note something on an article, or, with --start and --end, on a passage of its text."""
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
    _nothing_if(not entry.changes, "a note needs a text")


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
            store.do(change_passage(Passage.of(key, document), [], ""))
        elif document is not None:
            store.do(write_note(str(document.get("article")), "", key))
    _nothing_if(document is None, f"there is no {'passage' if passage else 'note'} {key}")


@searches.command("list")
def list_searches(corpus: Corpus = None) -> None:
    """List the saved searches by name."""
    with open_store(locate(corpus), None) as store:
        found = store.searches()
    for search in found:
        show(f"{search.name}  {search.query}", asdict(search))
    _nothing_if(not found, "no saved searches yet")


@searches.command()
def save(name: str, query: str, corpus: CorpusOption = None, analyst: Analyst = None) -> None:
    """Keep QUERY under NAME, instead of an earlier one of that name."""
    with open_store(locate(corpus), analyst) as store:
        store.do(save_search(name, query))


@searches.command("forget")
def forget_search(name: str, corpus: CorpusOption = None, analyst: Analyst = None) -> None:
    """Forget the search called NAME."""
    with open_store(locate(corpus), analyst) as store:
        entry = store.do(save_search(name, None))
    _nothing_if(not entry.changes, f"there is no saved search {name}")


@decisions.command("list")
def list_decisions(corpus: Corpus = None) -> None:
    """List the decisions in the order in which they were made; their numbers are what `forget` takes."""
    with open_store(locate(corpus), None) as store:
        found = store.decisions()
    for number, decision in enumerate(found, 1):
        others = f" / {', '.join(decision.others)}" if decision.others else ""
        value = f" → {decision.value}" if decision.value else ""
        text = f"{decision.kind} {decision.label} {', '.join(decision.names)}{others}{value}"
        show(
            f"{number:>4}  {decision.by:<12}  {decision.scope:<8}  {text}", {"number": number, **to_document(decision)}
        )
    _nothing_if(not found, "no decisions yet")


@decisions.command("add")
def add_decision(
    kind: Annotated[Kind, typer.Argument(help="What was decided.")],
    label: Annotated[str, typer.Argument(help="Label of the entity: PERSON, ORG ...")],
    name: Annotated[list[str], typer.Argument(help="Its name, and its aliases.")],
    other: Annotated[list[str] | None, typer.Option("--other", help="The other entity's names, for merge.")] = None,
    value: Annotated[str | None, typer.Option(help="The new label, or the new name.")] = None,
    article: Annotated[str | None, typer.Option(help="Only in the article with this id.")] = None,
    corpus: CorpusOption = None,
    analyst: Analyst = None,
) -> None:
    """Decide something about an entity; it holds for every extraction to come.

    \b
    sitrep decisions add merge PERSON 'Sébastien Lecornu' --other 'Sebastian Lecornu' -c seeds
    sitrep decisions add relabel PERSON Gavle --value LOC -c seeds
    """
    if kind in ("relabel", "rename") and not value:
        raise SitrepError(f"{kind} needs --value")
    if kind in ("merge", "split", "unsure") and not other:
        raise SitrepError(f"{kind} needs --other: the name that it is compared with")
    scope: Scope = "article" if article else "corpus"
    made = Decision(kind, label, tuple(name), scope, article, others=tuple(other or ()), value=value)
    with open_store(locate(corpus), analyst) as store:
        store.do(decide(made))


@decisions.command("forget")
def forget(number: int, corpus: CorpusOption = None, analyst: Analyst = None) -> None:
    """Take back the decision with this number in `sitrep decisions list`."""
    with open_store(locate(corpus), analyst) as store:
        made = store.decisions()
        if 1 <= number <= len(made):
            store.do(forget_decision(made[number - 1]))
    _nothing_if(not 1 <= number <= len(made), f"there is no decision {number}")


def _head(item: Note | Passage) -> str:
    return f"{item.key:>4}  {item.at[:16].replace('T', ' ')}  {item.by:<12}  {item.article}"


def _notes(store: TagStore) -> Iterator[Note | Passage]:
    for key, document in store.documents(NOTES).items():
        yield Note.of(key, document)
    for key, document in store.documents(SPANS).items():
        yield Passage.of(key, document)


def _nothing_if(condition: bool, message: str) -> None:
    if condition:
        complain(message)
        raise typer.Exit(NOTHING)
