"""`sitrep decisions`: what the analyst decided about entities and stories."""

from __future__ import annotations

from typing import Annotated

import typer

from extract.decisions import JUDGEMENTS, Decision, Kind, Scope, to_document
from extract.errors import SitrepError
from tui.commands.corpus import locate, open_store
from tui.commands.group import Analyst, Corpus, CorpusOption, command_group, exit_if_nothing
from tui.commands.output import show
from tui.tags import decide, forget_decision

decisions = command_group(
    "Decisions about entities and stories: merge, split, unsure, relabel, reject, rename; same-story, other-story."
)


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
    exit_if_nothing(not found, "no decisions yet")


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
    """Decide something about an entity, or a story; it holds for every extraction and grouping to come.

    For same-story and other-story the label is STORY, and names are ids of articles.

    \b
    sitrep decisions add seeds merge PERSON 'Sébastien Lecornu' --other 'Sebastian Lecornu'
    sitrep decisions add seeds relabel PERSON Gavle --value LOC
    sitrep decisions add seeds other-story STORY 77b066c0 --other 2f61a9d0
    """
    if kind in ("relabel", "rename") and not value:
        raise SitrepError(f"{kind} needs --value")
    if kind in JUDGEMENTS and not other:
        raise SitrepError(f"{kind} needs --other: the name that it is compared with, or the article")
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
    exit_if_nothing(not 1 <= number <= len(made), f"there is no decision {number}")
