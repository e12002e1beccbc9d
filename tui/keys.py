"""Every key of the browser, declared once: bindings, hints, help, palette, configuration and README come from here.

A key is written as it is typed (`j`, `G`, `?`), or by name (`space`, `enter`, `ctrl+d`); a sequence is its keys with
spaces between (`w l`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

LIST, CARD, TEXT, FACETS, TIMELINE = "list", "card", "text", "facets", "timeline"
SELECTION = "selection"
"""The text while a passage of it is selected: keys move an end of it."""
ENTITIES, CONTEXT, DETAILS = "entities", "context", "details"
QUOTES, BRIEF = "quotes", "brief"
COMPARE = "compare"
OTHERS = "others"
"""Other articles beside one: those of its story, and those like it."""
PANES = (LIST, CARD, TEXT)
MAIN = (LIST, CARD, TEXT, FACETS, TIMELINE)
LISTS = (LIST, CARD, TEXT, FACETS, ENTITIES, CONTEXT, DETAILS, QUOTES, BRIEF, COMPARE, OTHERS)
MARKED, COPIED = (LIST, TEXT, SELECTION), (*MAIN, SELECTION, CONTEXT, QUOTES, BRIEF, COMPARE, OTHERS)
EVERYWHERE = (*MAIN, SELECTION, ENTITIES, CONTEXT, DETAILS, QUOTES, BRIEF, COMPARE, OTHERS)
WHERES = {
    LIST: "the list",
    CARD: "the card",
    TEXT: "the text",
    SELECTION: "a selection",
    FACETS: "the facets",
    TIMELINE: "the timeline",
    ENTITIES: "the entities",
    CONTEXT: "the context lines",
    DETAILS: "the details",
    QUOTES: "the quotes",
    BRIEF: "the brief",
    COMPARE: "a comparison",
    OTHERS: "the other articles",
}
"""Each pane or screen that has keys, and what the help calls it."""


@dataclass(frozen=True, slots=True)
class Binding:
    """A key and what it does."""

    id: str
    """Names it in the configuration, and the method `do_ID` that carries it out."""
    keys: tuple[str, ...]
    does: str
    """For hints: a word or two."""
    help: str
    where: tuple[str, ...] = EVERYWHERE
    group: str = "General"
    counts: bool = False
    """A number typed before it in the command line (`:5j`) says how often or how far."""


def _key(id: str, keys: str, does: str, help: str, where: tuple[str, ...], group: str, counts: bool = False) -> Binding:  # noqa: A002
    return Binding(id, tuple(key.replace("_", " ") for key in keys.split()), does, help, where, group, counts)


MOVE, LOOK, FIND, TAG, ENTITY, WORK = "Move", "Look", "Find", "Tag", "Entities", "General"

TABLE: tuple[Binding, ...] = (
    _key("down", "j down", "down", "One line or article down", EVERYWHERE, MOVE, True),
    _key("up", "k up", "up", "One line or article up", EVERYWHERE, MOVE, True),
    _key(
        "left",
        "h left",
        "left",
        "To the part or month on the left; in a selection a character back; folds a row, or facets",
        (LIST, CARD, TIMELINE, SELECTION, FACETS),
        MOVE,
        True,
    ),
    _key(
        "right",
        "l right",
        "right",
        "To the part or month on the right; in a selection a character on; unfolds a row, or facets",
        (LIST, CARD, TIMELINE, SELECTION, FACETS),
        MOVE,
        True,
    ),
    _key("next_word", "w", "word", "A word further", (SELECTION,), MOVE, True),
    _key("previous_word", "b", "word back", "A word back", (SELECTION,), MOVE, True),
    _key("line_start", "0 home", "line start", "To the beginning of the line", (SELECTION,), MOVE),
    _key("line_end", "$ end", "line end", "To the end of the line", (SELECTION,), MOVE),
    _key("next_paragraph", "}", "paragraph", "To the next paragraph", (SELECTION,), MOVE, True),
    _key("previous_paragraph", "{", "paragraph back", "To the paragraph before", (SELECTION,), MOVE, True),
    _key("other_end", "o", "other end", "Move the other end of the selection", (SELECTION,), MOVE),
    _key("next_passage", "]", "next passage", "The next passage with a note or a tag", (CARD, TEXT), LOOK, True),
    _key("previous_passage", "[", "passage before", "The passage before", (CARD, TEXT), LOOK, True),
    _key("passages", "'", "passages", "Notes and tagged passages of the article, to go to one", PANES, LOOK),
    _key("legend", "=", "signs", "What signs and letters mean", (*MAIN, SELECTION, COMPARE), LOOK),
    _key("page_down", "space pagedown ctrl+f", "page down", "A page down", LISTS, MOVE, True),
    _key("page_up", "b pageup ctrl+b", "page up", "A page up", LISTS, MOVE, True),
    _key("half_down", "ctrl+d", "half down", "Half a page down", LISTS, MOVE, True),
    _key("half_up", "ctrl+u", "half up", "Half a page up", LISTS, MOVE, True),
    _key("top", "g home", "first", "To the first; :42 goes to the 42nd", LISTS, MOVE),
    _key("bottom", "G end", "last", "To the last", LISTS, MOVE),
    _key(
        "next_article",
        "J",
        "next",
        "The next article, from card, text and comparison too",
        (*PANES, COMPARE),
        MOVE,
        True,
    ),
    _key("next_unread", "M", "next unread", "The next unread article", PANES, MOVE),
    _key("previous_article", "K", "previous", "The article before", (*PANES, COMPARE), MOVE, True),
    _key("next_story", "J", "next story", "The next story of the brief", (BRIEF,), MOVE, True),
    _key("previous_story", "K", "story before", "The story before", (BRIEF,), MOVE, True),
    _key("next_pane", "tab", "pane", "To the next pane", (*MAIN, COMPARE), MOVE),
    _key("previous_pane", "shift+tab", "pane back", "To the pane before", (*MAIN, COMPARE), MOVE),
    _key("pane_list", "w_l", "list", "Jump to the list", MAIN, MOVE),
    _key("pane_card", "w_c", "card", "Jump to the card", MAIN, MOVE),
    _key("pane_text", "w_t", "text", "Jump to the text", MAIN, MOVE),
    _key("pane_facets", "w_f", "facets", "Jump to the facets, and open them", MAIN, MOVE),
    _key("pane_timeline", "w_d", "dates", "Jump to the timeline, and open it", MAIN, MOVE),
    _key(
        "enter",
        "enter",
        "open",
        "Open; on a card's line, show its evidence; on a facet, narrow; in a comparison, bring the other text here",
        EVERYWHERE,
        MOVE,
    ),
    _key("back", "escape", "back", "Back: out of a selection, a mark, a pane, a search, a screen", EVERYWHERE, MOVE),
    _key("next_evidence", "n", "next", "The next place in the text that bears out the line", (CARD,), LOOK, True),
    _key("previous_evidence", "p", "previous", "The place before", (CARD,), LOOK, True),
    _key(
        "unfold", "+", "unfold", "Unfold or fold the long parts of the card, or a line", (*PANES, QUOTES, BRIEF), LOOK
    ),
    _key(
        "highlights",
        "H",
        "highlights",
        "Mark names with letters, dates and nationalities too, names without letters, nothing",
        PANES,
        LOOK,
    ),
    _key("furniture", "z", "furniture", "Show the page furniture whole, or fold it", (CARD, TEXT, COMPARE), LOOK),
    _key("layout", "L", "layout", "The list above the article, or beside it", MAIN, LOOK),
    _key("list_larger", ">", "more list", "More room for the list; at the end all of it", MAIN, LOOK, True),
    _key("list_smaller", "<", "less list", "Less room for the list", MAIN, LOOK, True),
    _key("search", "/", "search", "Search; results follow as you type", MAIN, FIND),
    _key("next_hit", "n", "next hit", "The next hit in the text, then in the next article", (LIST, TEXT), FIND, True),
    _key("previous_hit", "N", "hit before", "The hit before", PANES, FIND, True),
    _key(
        "previous_search",
        "backspace",
        "search back",
        "Back to the search before, or out of the last narrowing",
        MAIN,
        FIND,
    ),
    _key("sort", "s", "sort", "Sort by date, relevance, title, when added or outlets", MAIN, FIND),
    _key("facets", "f", "facets", "Show or hide the facets", MAIN, FIND),
    _key(
        "fold",
        "F",
        "fold",
        "Fold the list by reprints, by stories (the newest or the fullest shown), or not",
        PANES,
        FIND,
    ),
    _key("filter_facets", "F", "filter", "Only facets with what is typed in their names", (FACETS,), FIND),
    _key("exclude", "x", "exclude", "Leave out what the facet names", (FACETS,), FIND),
    _key("timeline", "d", "dates", "Show or hide the timeline of the results", MAIN, FIND),
    _key("context", "c", "context", "Every hit in context, one a line", MAIN, FIND),
    _key("quotes", "Q", "quotes", "Who said what in the results or the marked, the same words once", MAIN, FIND),
    _key("brief", "B", "brief", "The card of all results or of the marked, story by story", MAIN, FIND),
    _key("group_quotes", "s", "group", "Group by speaker, by date, or not", (QUOTES,), FIND),
    _key("gather", "R", "gather anew", "Gather anew, with what was extracted since", (QUOTES, BRIEF), FIND),
    _key("find_quote", "/", "find", "Narrow the lines by any words in them", (QUOTES, BRIEF), FIND),
    _key(
        "strike",
        "x",
        "strike",
        "Strike the line, and go on: what is exported lacks it; x on it takes that back",
        (BRIEF,),
        TAG,
    ),
    _key("keep", "m", "keep", "Keep the line, struck or not, and go on; m on it takes that back", (BRIEF,), TAG),
    _key("similar", "&", "like this", "The articles most like this one, with what they share", MAIN, FIND),
    _key(
        "compare",
        "|",
        "compare",
        "Two articles side by side, with what differs: the two marked, or this one and its nearest reprint",
        MAIN,
        FIND,
    ),
    _key("next_difference", "n", "difference", "The next difference, in both texts", (COMPARE,), FIND, True),
    _key("previous_difference", "p N", "before", "The difference before", (COMPARE,), FIND, True),
    _key(
        "coverage",
        "C",
        "others",
        "The others on this: its story's articles, and what they have that it lacks",
        MAIN,
        FIND,
    ),
    _key("same_story", "m", "same story", "It is of the story of the article that one came from", (OTHERS,), FIND),
    _key("other_story", "x", "not this story", "It is not of the story of that article", (OTHERS,), FIND),
    _key("saved", "S", "saved", "Saved searches: open one, or save this one", MAIN, FIND),
    _key("tag", "t", "tag", "Tag line: +procurement -draft; tab completes", (*PANES, SELECTION, CONTEXT, QUOTES), TAG),
    _key("repeat", ".", "repeat", "The last tagging again", PANES, TAG),
    _key("undo", "u", "undo", "Undo; says what", (*MAIN, ENTITIES, QUOTES, BRIEF, OTHERS), TAG, True),
    _key("redo", "U ctrl+r", "redo", "Redo; says what", (*MAIN, ENTITIES, QUOTES, BRIEF, OTHERS), TAG, True),
    _key("mark", "v", "mark", "Mark an article; in the text, begin or end a selection", MARKED, TAG),
    _key(
        "mark_range",
        "V",
        "mark range",
        "Mark from the last mark to here; in the text, select lines",
        (LIST, TEXT, SELECTION),
        TAG,
    ),
    _key("tag_all", "A", "tag all", "Tag all results, with a preview", PANES, TAG),
    _key("read", "m", "read", "Read or unread", PANES, TAG),
    _key("star", "*", "star", "Star or unstar", PANES, TAG),
    _key("note", "a", "note", "A note on the article, or on the selected passage", (*PANES, SELECTION, QUOTES), TAG),
    _key("edit_note", "i", "edit note", "Change a note, or empty it to take it away", PANES, TAG),
    _key("entities", "e", "entities", "The article's entities; what is decided there holds for it", MAIN, ENTITY),
    _key(
        "all_entities",
        "E",
        "all entities",
        "The corpus's entities; what is decided there holds for all",
        (*MAIN, ENTITIES),
        ENTITY,
    ),
    _key("merge", "m", "merge", "Merge with another entity, found by any part of a name", (ENTITIES,), ENTITY),
    _key("split", "s", "split", "Split a spelling off", (ENTITIES,), ENTITY),
    _key("rename", "r", "rename", "Rename", (ENTITIES,), ENTITY),
    _key("relabel", "L", "relabel", "Change the label", (ENTITIES,), ENTITY),
    _key("reject", "x", "reject", "Not an entity", (ENTITIES,), ENTITY),
    _key(
        "scope",
        "o",
        "scope",
        "Have decisions on the article's entities hold for the corpus, or for it again",
        (ENTITIES,),
        ENTITY,
    ),
    _key("find_entity", "/", "find", "Narrow the entities by any part of a name", (ENTITIES,), ENTITY),
    _key(
        "copy",
        "y",
        "copy",
        "Copy the selection, the line or the title to the clipboard",
        COPIED,
        WORK,
    ),
    _key("open_source", "o", "source", "Open the source file in $PAGER", MAIN, WORK),
    _key("edit_source", "O", "edit", "Open the source file in $EDITOR", MAIN, WORK),
    _key(
        "export",
        "X",
        "export",
        "Export the results, the marked or this article; the quotes; the brief",
        (*MAIN, QUOTES, BRIEF),
        WORK,
    ),
    _key("rescan", "R", "rescan", "Look at all files again, now; what was new counts as known", MAIN, WORK),
    _key("details", "D", "details", "Long work, how files are watched, and those that could not be read", MAIN, WORK),
    _key("filter", "/", "filter", "Only lines with what is typed", (DETAILS,), WORK),
    _key(
        "palette",
        ": ctrl+p",
        "commands",
        "Every command by name; :42 is a row, :5j five times j",
        EVERYWHERE,
        WORK,
    ),
    _key("help", "?", "help", "The keys that are live here", EVERYWHERE, WORK),
    _key("redraw", "ctrl+l", "redraw", "Draw the screen afresh", EVERYWHERE, WORK),
    _key("suspend", "ctrl+z", "suspend", "To the shell; fg comes back", EVERYWHERE, WORK),
    _key("quit", "q", "quit", "Back to the list, then quit; closes a screen; the place is kept", EVERYWHERE, WORK),
    _key("quit_now", "ctrl+c ctrl+q", "quit", "Quit from anywhere", EVERYWHERE, WORK),
)
"""All bindings, in the order of the help."""

QUICK = "123456789"
"""Quick tags."""
TAGGED = (*PANES, SELECTION, CONTEXT, QUOTES)
"""Where they are set."""
WORD_KEYS = {"alt+b": "b", "alt+f": "f"}
"""What macOS sends for alt with an arrow, a word to the left or right, by the letter that follows escape: it may be
escape and that letter too, which only who takes the key can tell."""


@lru_cache(maxsize=1)
def by_id() -> Mapping[str, Binding]:
    """Return the table by id."""
    return {binding.id: binding for binding in TABLE}


def remap(changes: Mapping[str, Iterable[str]]) -> tuple[Binding, ...]:
    """Return the table with other keys for the ids in `changes`; an id without keys is switched off."""
    return tuple(replace(b, keys=tuple(changes[b.id])) if b.id in changes else b for b in TABLE)


def clashes(table: Iterable[Binding]) -> list[tuple[str, str, str]]:
    """Return (key, id, other id) where two bindings share a key in one place."""
    seen: dict[tuple[str, str], str] = {}
    found: dict[tuple[str, str, str], None] = {}
    for binding in table:
        for where in binding.where:
            for key in binding.keys:
                other = seen.setdefault((where, key), binding.id)
                if other != binding.id:
                    found[key, other, binding.id] = None
    return list(found)


def as_overview() -> str:
    """Return README's table of keys: those of list, card and text, a row a group, each with a word or two."""
    rows = ["| | |", "|---|---|"]
    for group in dict.fromkeys(binding.group for binding in TABLE):
        live = [one for one in TABLE if one.group == group and {LIST, CARD, TEXT}.intersection(one.where)]
        rows.append(f"| {group} | {', '.join(f'{_as_code(one.keys[0])} {one.does}' for one in live)} |")
    return "\n".join(rows)


def as_markdown() -> str:
    """Return the table of all keys."""
    rows = ["| keys | id | what | where |", "|---|---|---|---|"]
    for binding in TABLE:
        where = "everywhere" if binding.where == EVERYWHERE else ", ".join(binding.where)
        rows.append(f"| {' '.join(map(_as_code, binding.keys))} | `{binding.id}` | {binding.help} | {where} |")
    rows.append(f"| `{QUICK[0]}`-`{QUICK[-1]}` | `quick` | Quick tags, at once | {', '.join(TAGGED)} |")
    return "\n".join(rows)


def _as_code(key: str) -> str:
    return f"`{key}`".replace("|", "\\|")
