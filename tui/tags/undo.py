"""Selective undo of a journal entry: a colleague's later change of the same cell is left and named."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from tui.tags.changes import Cell, Change, DocumentChange, Entry, LabelChange, cells
from tui.tags.describe import describe_change
from tui.tags.model import Model


@dataclass(frozen=True, slots=True)
class KeptCell:
    """A cell that was not taken back."""

    table: str
    key: str
    """The article, or the key of the document."""
    label: str | None
    by: str | None
    """Who changed it since; None where it is as it was for another reason."""


@dataclass(frozen=True, slots=True)
class UndoOutcome:
    """What undo or redo did."""

    entry: Entry | None
    """The entry that it wrote; None where there was nothing to take back."""
    taken_back: Entry | None
    """The entry that it took back (for redo, the undo)."""
    left: tuple[KeptCell, ...]
    message: str
    """A sentence for the user."""


def inverse(entry: Entry, later: Iterable[Entry], model: Model) -> tuple[list[Change], list[KeptCell]]:
    """Return the changes that take `entry` back, and the cells that they leave.

    Args:
        entry: what is to be taken back.
        later: the entries after it, in order.
        model: as it is after all of them.

    """
    touched: dict[Cell, str] = {}
    for other in later:
        if other.by != entry.by:
            for change in other.changes:
                touched.update(dict.fromkeys(cells(change), other.by))
    changes: list[Change] = []
    left: list[KeptCell] = []
    for change in reversed(entry.changes):
        if isinstance(change, DocumentChange):
            by = touched.get((change.table, change.key, None))
            current = model.documents.get(change.table, {}).get(change.key)
            if by is None and current == change.after:
                changes.append(DocumentChange(change.table, change.key, change.after, change.before))
            else:
                left.append(KeptCell(change.table, change.key, None, by))
        else:
            _unmark(change, touched, model, changes, left)
    return changes, left


def _unmark(
    change: LabelChange, touched: dict[Cell, str], model: Model, changes: list[Change], left: list[KeptCell]
) -> None:
    """Append what takes the labels back, articles with the same outcome together."""
    of = model.labels.get(change.table, {})
    groups: dict[tuple[tuple[str, ...], tuple[str, ...]], list[str]] = {}
    for article in change.ids:
        has = of.get(article, ())
        off, on = [], []
        for label in change.added:
            by = touched.get((change.table, article, label))
            if by is None and label in has:
                off.append(label)
            else:
                left.append(KeptCell(change.table, article, label, by))
        for label in change.removed:
            by = touched.get((change.table, article, label))
            if by is None and label not in has:
                on.append(label)
            else:
                left.append(KeptCell(change.table, article, label, by))
        if on or off:
            groups.setdefault((tuple(on), tuple(off)), []).append(article)
    changes.extend(LabelChange(change.table, tuple(ids), on, off) for (on, off), ids in groups.items())


def summary(entry: Entry, name_article: Callable[[str], str] = str) -> str:
    """Return in words what an entry did: `+procurement on 142 articles`; `name_article` as of `describe_change`."""
    parts = []
    for change in entry.changes[:3]:
        if isinstance(change, LabelChange):
            signs = [f"+{label}" for label in change.added] + [f"-{label}" for label in change.removed]
            parts.append(f"{' '.join(signs)} on {count(len(change.ids), 'article')}")
        else:
            parts.append(describe_change(change, name_article))
    if len(entry.changes) > 3:
        parts.append(f"{count(len(entry.changes) - 3, 'more change')}")
    return ", ".join(parts) or "nothing"


def count(number: int, noun: str) -> str:
    """Return `1 article`, `2 articles`."""
    return f"{number:,} {noun}" + ("" if number == 1 else "s")


def sentence(
    does: str, done: Entry, taken_back: Entry, left: tuple[KeptCell, ...], name_article: Callable[[str], str]
) -> str:
    """Word the outcome for the status line: what was taken back or done again, and what was left because of whom."""
    what = summary(taken_back if does == "undo" else done, name_article)
    text = f"{_DONE[does]}: {what}" if done.changes else f"not {_DONE[does]}: {summary(taken_back, name_article)}"
    if left:
        who = sorted({item.by for item in left if item.by})
        because = f"{' and '.join(who)} changed them since" if who else "they are no longer as they were"
        text += f"; {count(len(left), 'change')} left alone: {because}"
    return text


_DONE = {"undo": "undone", "redo": "redone"}
