"""What a key of the main screen acts on: the row under the cursor, its article, or neither."""

from __future__ import annotations

from typing import Literal

from tui.keys import CARD, LOOK, MOVE, PANES, QUICK, SELECTION, TAG, TEXT, Binding, by_id

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


ON_RESULTS = _ON_ARTICLE | {"similar", "compare", "quotes", "brief", "coverage"}
ON_RESULTS |= {"export", "tag_all", "unfold", "furniture"}


def needs_results(where: str, id: str) -> bool:  # noqa: A002
    """Tell whether a binding, or a quick tag, does nothing in the list or the article where nothing was found."""
    binding = by_id().get(id)
    if where not in PANES:
        return False
    return id in ON_RESULTS or binding is None or id == "enter" or (binding.group == TAG and id not in _ON_NEITHER)


def need_of(where: str, key: str, binding: Binding | None) -> Need | None:
    """Look up what a key needs on screen before it can be carried out, so that it waits rather than acts on the wrong.

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
