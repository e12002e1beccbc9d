"""`sitrep decisions`: what the analyst decided about entities and stories."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Annotated

import typer

from extract.article import LABELS
from extract.decisions import (
    JUDGEMENTS,
    STORIES,
    STORY,
    Decision,
    Kind,
    Scope,
    decision_key,
    fold_case,
    to_document,
)
from extract.errors import SitrepError
from extract.index import Index
from tui.commands.corpus import locate, open_store
from tui.commands.group import Analyst, Corpus, CorpusOption, command_group, exit_if_nothing
from tui.commands.output import show
from tui.tags import decide, forget_decision
from tui.tags.values import key_of_name

DIGITS = 8
"""Of a decision's number, where these tell it from all others."""

decisions = command_group(
    "Decisions about entities and stories: merge, split, unsure, relabel, reject, rename; same-story, other-story."
)


@decisions.command("list")
def list_decisions(corpus: Corpus = None) -> None:
    """List the decisions in the order in which they were made; their numbers, which stay, are what `forget` takes."""
    with open_store(locate(corpus), None) as store:
        found = store.decisions()
    for number, decision in _by_number(found).items():
        others = f" / {', '.join(decision.others)}" if decision.others else ""
        value = f" → {decision.value}" if decision.value else ""
        text = f"{decision.kind} {decision.label} {', '.join(decision.names)}{others}{value}"
        show(
            f"{number}  {decision.by:<12}  {decision.scope:<8}  {text}",
            {"number": int(number), **to_document(decision)},
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
    place = locate(corpus)
    _require_known(Index.open(place), kind, label, name, other or [], value, article)
    scope: Scope = "article" if article else "corpus"
    made = Decision(kind, label, tuple(name), scope, article, others=tuple(other or ()), value=value)
    with open_store(place, analyst) as store:
        store.do(decide(made))


@decisions.command("forget")
def forget(number: int, corpus: CorpusOption = None, analyst: Analyst = None) -> None:
    """Take back the decision with this number in `sitrep decisions list`."""
    with open_store(locate(corpus), analyst) as store:
        decision = _by_number(store.decisions()).get(str(number))
        if decision is not None:
            store.do(forget_decision(decision))
    exit_if_nothing(decision is None, f"there is no decision {number}")


def _by_number(decisions: Iterable[Decision]) -> dict[str, Decision]:
    """Number decisions by the digests of what they are about: the same numbers whatever is made or taken back.

    A digest is cut where that leaves it the only one, as git cuts those of its commits.
    """
    digests = {key_of_name(decision_key(one)): one for one in decisions}
    starts = Counter(digest[:DIGITS] for digest in digests)
    return {digest[:DIGITS] if starts[digest[:DIGITS]] == 1 else digest: one for digest, one in digests.items()}


def _require_known(
    index: Index, kind: Kind, label: str, names: list[str], others: list[str], value: str | None, article: str | None
) -> None:
    """Raise SitrepError where a decision is about articles or labels that are not there, or about one thing twice.

    Names may come later: a decision holds for every extraction to come.
    """
    of_stories = kind in STORIES
    if of_stories and label != STORY:
        raise SitrepError(f"for {kind} the label is {STORY}, and names are ids of articles")
    for one in filter(None, (None if of_stories else label, value if kind == "relabel" else None)):
        if one not in LABELS and not index.entities(one, limit=1):
            raise SitrepError(f"there is no label {one}; there are {' '.join(LABELS)}")
    for one in filter(None, (article, *((*names, *others) if of_stories else ()))):
        if index.database.rowid(one) is None:
            raise SitrepError(f"there is no article {one} in this corpus")
    if twice := {fold_case(one) for one in names} & {fold_case(one) for one in others}:
        raise SitrepError(f"{min(twice)} is the same on both sides: name another with --other")
