"""Sentences about changes of documents, for the status line and the log."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from extract.decisions import STORIES, Decision, from_document
from extract.errors import SitrepError
from tui.labels import label
from tui.tags.changes import Document, DocumentChange
from tui.tags.values import DECISIONS, NOTES, PALETTE, SEARCHES, SPANS, VERDICTS

LONGEST = 40
"""Code points of a note or a passage that are quoted."""


def describe_change(change: DocumentChange, name_article: Callable[[str], str] = str) -> str:
    """Describe a change of a document: `note “check the year” added`, `Orsk is no entity, in the corpus`.

    Args:
        change: to be told.
        name_article: what to call an article of this id.

    """
    document = change.after if change.after is not None else change.before
    if document is None:
        return "nothing"
    if change.table == DECISIONS:
        said = _decision_said(document, name_article)
        return said if change.after is not None else f"decision taken back: {said}"
    if change.table == VERDICTS:
        said = f"line “{_quoted(document, 'text')}” {document.get('verdict')}"
        return said if change.after is not None else f"{said}: taken back"
    verb = "added" if change.before is None else "removed" if change.after is None else "changed"
    return f"{_document_said(change.table, document)} {verb}"


def describe_decision(decision: Decision, article: str = "one article") -> str:
    """Describe a decision, and where it holds: `Orsk: place, not person, in the corpus`.

    Args:
        decision: to be told.
        article: what to call the article, where it holds for one only.

    """
    name = decision.names[0] if decision.names else "?"
    other = decision.others[0] if decision.others else "?"
    value = decision.value or name
    words = {
        "merge": _merge_said(name, other, value),
        "unsure": f"{name} and {other}: unsure",
        "split": f"{name} is not {other}" if decision.others else f"{name} stands alone",
        "rename": f"{name} is called {value}",
        "relabel": f"{name}: {label(value).word}, not {label(decision.label).word}",
        "reject": f"{name} is no entity",
        "same-story": f"{name} and {other} are one story",
        "other-story": f"{name} and {other} are not one story",
    }
    if decision.kind in STORIES:
        return words[decision.kind]
    where = {"corpus": "in the corpus", "article": f"in {article}", "mention": f"at one place of {article}"}
    return f"{words[decision.kind]}, {where[decision.scope]}"


def _merge_said(name: str, other: str, value: str) -> str:
    if value in (name, other):
        return f"{other if value == name else name} is {value}"
    return f"{name} and {other} are {value}"


def _decision_said(document: Document, name_article: Callable[[str], str]) -> str:
    try:
        decision = from_document(document)
        if decision.kind in STORIES:
            names, others = (tuple(map(name_article, ids)) for ids in (decision.names, decision.others))
            decision = replace(decision, names=names, others=others)
        return describe_decision(decision)
    except SitrepError:  # as somebody's own program wrote it; the store tells of it where it is read
        return "a decision that cannot be read"


def _document_said(table: str, document: Document) -> str:
    if table == NOTES:
        return f"note “{_quoted(document, 'text')}”"
    if table == SPANS:
        passage = f"the passage “{_quoted(document, 'exact')}”"
        return f"note “{_quoted(document, 'note')}” on {passage}" if document.get("note") else passage
    if table == SEARCHES:
        return f"saved search {_quoted(document, 'name')}"
    if table == PALETTE:
        return f"colour of {_quoted(document, 'tag')}"
    return table


def _quoted(document: Document, name: str) -> str:
    return shorten(str(document.get(name, "")), LONGEST)


def shorten(text: str, most: int) -> str:
    """Return a text on one line, in `most` code points at most, with an ellipsis where it is cut."""
    text = " ".join(text.split())
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
