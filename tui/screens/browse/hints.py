"""The keys that the last line names in each pane of the main screen, as many as there is room for."""

from __future__ import annotations

from tui.keys import CARD, FACETS, LIST, SELECTION, TEXT, TIMELINE

HINTS = {
    LIST: (
        "search",
        "tag",
        "quick",
        "quotes",
        "brief",
        "note",
        "facets",
        "fold",
        "coverage",
        "entities",
        "undo",
        "help",
    ),
    CARD: ("enter", "next_evidence", "unfold", "tag", "quotes", "brief", "next_pane", "coverage", "entities", "help"),
    TEXT: (
        "search",
        "next_hit",
        "mark",
        "note",
        "quotes",
        "brief",
        "next_pane",
        "coverage",
        "copy",
        "highlights",
        "help",
    ),
    SELECTION: ("right", "next_word", "other_end", "tag", "note", "copy", "back", "help"),
    FACETS: ("enter", "exclude", "back", "help"),
    TIMELINE: ("left", "right", "enter", "back", "help"),
}
