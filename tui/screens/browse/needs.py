"""What a key of the main screen acts on: the row under the cursor, its article, or neither."""

from __future__ import annotations

from typing import Literal

from tui.keys import CARD, LOOK, MOVE, PANES, QUICK, SELECTION, TAG, TEXT, Binding

Need = Literal["row", "article"]

_ON_ARTICLE = {
    "passages",
    "note",
    "edit_note",
    "entities",
    "copy",
    "open_source",
    "edit_source",
    "next_hit",
    "previous_hit",
}
_ON_ROW = {"enter", "left", "right"}
_ON_NEITHER = {"undo", "redo", "tag_all", "next_article", "previous_article", "next_pane", "previous_pane"}
_ON_NEITHER |= {"legend", "layout", "list_larger", "list_smaller", "next_unread"}


def need_of(where: str, key: str, binding: Binding | None) -> Need | None:
    """Return what must be there before a key can be carried out, so that it waits rather than acts on something else.

    Args:
        where: the pane that has the keys.
        key: as the table writes it.
        binding: what it is bound to; None for a quick tag, or nothing.

    """
    if where not in (*PANES, SELECTION):
        return None
    if binding is None:
        return "row" if key in QUICK else None
    if binding.id in _ON_ARTICLE:
        return "article"
    if binding.id in _ON_NEITHER or binding.id.startswith("pane_"):
        return None
    if where in (CARD, TEXT, SELECTION):
        return "article" if binding.group in (MOVE, LOOK, TAG) else None
    return "row" if binding.group == TAG or binding.id in _ON_ROW else None
