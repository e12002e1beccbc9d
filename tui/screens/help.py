"""The help screen, made from the key table; and the scrolling screen of lines that it shares with the details."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult
from textual.strip import Strip

from extract.folding import fold_words, has_words
from tui.keymap import KeyAction
from tui.keys import (
    BRIEF,
    CARD,
    COMPARE,
    CONTEXT,
    DETAILS,
    ENTITIES,
    FACETS,
    LIST,
    OTHERS,
    QUICK,
    QUOTES,
    SELECTION,
    TAGGED,
    TEXT,
    TIMELINE,
    WHERES,
)
from tui.labels import KNOWN
from tui.screens.key_screen import KeyScreen
from tui.theme import Theme
from tui.views.cells import Piece, strip_of, width, wrap
from tui.views.line import LineEditor
from tui.views.prompt import Prompt
from tui.widgets.compared import MISSING, MOVED, ONLY
from tui.widgets.pane import Pane

if TYPE_CHECKING:
    from tui.screens.screen_context import ScreenContext


ABOUT = {
    LIST: "This is the list, an article a line; the one under the cursor is shown beside or below it. "
    "j and k move, enter opens it, / searches.",
    CARD: "This is the card: what the article says, in parts, each line with its place in the text. "
    "enter shows the place, n the next one, escape goes back to the list.",
    TEXT: "This is the article's text, as its file has it. space goes on, n goes to the next hit, v selects a passage.",
    SELECTION: "A passage is being selected: keys move its free end, o takes the other one. "
    "t tags it, a writes a note on it, y copies it, escape lets go.",
    FACETS: "These are the values that the results have in common, with how many articles each. "
    "enter narrows the search to one, x leaves it out, h folds a section, F filters by name.",
    TIMELINE: "This is the results over time. h and l walk the bars, enter narrows the search to one.",
    ENTITIES: "These are people, organisations and other things that are named, with all their spellings. "
    "m merges two that are one, s splits a spelling off, u takes it back.",
    CONTEXT: "This is every hit with the words around it. enter opens the article at it, t tags the article.",
    QUOTES: "These are the statements in the results, with who made them and where. enter opens one in its article, "
    "/ narrows the lines, + unfolds one.",
    BRIEF: "This is the card of many articles: what their cards have in common, and where outlets differ. "
    "enter opens a line in its article, / narrows the lines, + unfolds one.",
    COMPARE: "These are two texts beside each other: words between "
    "marks are in one of them only, what is dim is in both. "
    "n goes to the next difference in both, tab changes the side, enter brings the other side here.",
    OTHERS: "These are other articles beside one: of its story, or like it, with what they share or add. "
    "enter opens one, m and x say whether it is of the same story.",
    DETAILS: "This is a page to read. j and k scroll it, / filters it, escape closes it.",
}
"""Where one is and what one does there, in two sentences."""
NARROW = 60
"""Cells below which what a key does stands under it."""
SETTINGS = "Keys, quick tags, columns, theme and colours are set in a file, whose name `sitrep config path` tells."


class Lines(Pane):
    """Lines of text that scroll."""

    def __init__(self, look: Theme, heading: str, name: str = "lines") -> None:
        super().__init__(look, name=name, heading=heading)
        self.active = True
        self.lines: list[list[Piece]] = []
        self.first = 0

    def show(self, lines: list[list[Piece]]) -> None:
        """Show other lines."""
        self.lines = lines
        self.scroll_by(0)
        self.refresh()

    def scroll_by(self, by: int) -> None:
        """Move by so many lines."""
        before = self.first
        self.first += by
        self.fit()
        if before != self.first:
            self.refresh()

    def fit(self) -> None:
        self.first = min(max(self.first, 0), max(0, len(self.lines) - self.inner_height))
        total = max(1, len(self.lines))
        self.thumb = (self.first / total, min(1.0, (self.first + self.inner_height) / total))

    def body(self, y: int) -> Strip:
        at = self.first + y
        line = self.lines[at] if at < len(self.lines) else []
        return strip_of([(" ", None), *line], self.inner_width)


class LinesScreen(KeyScreen):
    """A screen of lines to read."""

    HINTS = {DETAILS: ("down", "page_down", "filter", "back")}  # noqa: RUF012

    def __init__(self, context: ScreenContext, heading: str) -> None:
        super().__init__(context)
        self.lines = Lines(self.look, heading)
        self.typed = ""
        """What the lines that are shown have in them."""

    @property
    def where(self) -> str:
        return DETAILS

    def compose(self) -> ComposeResult:
        yield self.lines
        yield self.foot

    def on_mount(self) -> None:
        self.show_hints()

    def on_resize(self, event: events.Resize) -> None:
        super().on_resize(event)
        self.lines.show(self.draw(event.size.width - 4))

    def draw(self, cells: int) -> list[list[Piece]]:
        """Return the lines for a width, of those with what is `typed` in them."""
        return []

    def matches(self, text: str) -> bool:
        """Whether a text has every word of what is typed."""
        return has_words(text, fold_words(self.typed))

    def do_filter(self, _: KeyAction) -> None:
        """Show only lines with what is typed."""
        hint = "enter keeps them, escape shows all"
        line = LineEditor(self.typed, selected=True)
        self.ask(Prompt("/", line, done=self._filter, changed=self._filter, dropped=self._show_all, hint=hint))

    def _show_all(self) -> None:
        self._filter("")

    def _filter(self, typed: str) -> None:
        self.typed, self.lines.first = typed, 0
        self.lines.show(self.draw(self.size.width - 4))

    def do_down(self, act: KeyAction) -> None:
        self.lines.scroll_by(act.times)

    def do_up(self, act: KeyAction) -> None:
        self.lines.scroll_by(-act.times)

    def do_page_down(self, act: KeyAction) -> None:
        self.lines.scroll_by(act.times * self.lines.inner_height)

    def do_page_up(self, act: KeyAction) -> None:
        self.lines.scroll_by(-act.times * self.lines.inner_height)

    def do_half_down(self, act: KeyAction) -> None:
        self.lines.scroll_by(act.times * self.lines.inner_height // 2)

    def do_half_up(self, act: KeyAction) -> None:
        self.lines.scroll_by(-act.times * self.lines.inner_height // 2)

    def do_top(self, _: KeyAction) -> None:
        self.lines.scroll_by(-len(self.lines.lines))

    def do_bottom(self, _: KeyAction) -> None:
        self.lines.scroll_by(len(self.lines.lines))

    def do_row(self, act: KeyAction) -> None:
        """Go to a line, counted from 1."""
        self.lines.scroll_by(act.times - 1 - self.lines.first)

    def do_back(self, _: KeyAction) -> None:
        self.dismiss()

    def do_enter(self, _: KeyAction) -> None:
        """Close the screen, as escape does."""
        self.dismiss()


class HelpScreen(LinesScreen):
    """Help for one place: where one is, the keys that are live there, what the signs mean."""

    def __init__(self, context: ScreenContext, where: str, *, legend: bool = False) -> None:
        """Make one; `legend` begins it at the signs."""
        super().__init__(context, f"Keys in {WHERES[where]}")
        self._where, self._at_legend = where, legend

    def on_resize(self, event: events.Resize) -> None:
        super().on_resize(event)
        if self._at_legend:
            self.lines.scroll_by(len(self.lines.lines))

    def draw(self, cells: int) -> list[list[Piece]]:
        look = self.look
        groups = self._groups()
        lines: list[list[Piece]] = []
        if not self.typed:
            about = ABOUT[self._where]
            lines += [[(about[start:end].rstrip(), None)] for start, end in wrap(about, max(10, cells))]
            lines.append([])
        wide = max((width(keys) for rows in groups.values() for keys, _, _ in rows), default=0) + 2
        for group, rows in groups.items():
            lines += [[(group, look.part)]]
            for keys, words, name in rows:
                if cells < NARROW:
                    indented: list[list[Piece]] = [
                        [("    " + words[a:b].rstrip(), None)] for a, b in wrap(words, max(10, cells - 4))
                    ]
                    lines += [[("  " + keys, look.key)], *indented]
                    continue
                room = max(10, cells - wide - 2 - (24 if cells > 90 else 0))
                first, *rest = [words[start:end].rstrip() for start, end in wrap(words, room)]
                line: list[Piece] = [("  " + keys.ljust(wide), look.key), (first, None)]
                if cells > 90:
                    line += [(" " * (room - width(first) + 2), None), (name, look.dim)]
                below: list[list[Piece]] = [[(" " * (wide + 2) + more, None)] for more in rest]
                lines += [line, *below]
            lines.append([])
        if self.typed:
            return lines or [[("no key here does that", look.dim)]]
        lines += [[("Signs", look.part)], *_flow(self._signs(), cells)]
        lines += [[("Signs of a comparison", look.part)], *_flow(self._comparison_signs(), cells)]
        lines += [[], [("Letters behind names", look.part)], *_flow(self._letters(), cells), []]
        return lines + [[(SETTINGS[start:end].rstrip(), look.dim)] for start, end in wrap(SETTINGS, max(10, cells))]

    def _groups(self) -> dict[str, list[tuple[str, str, str]]]:
        """Return keys, help and id of the bindings that match, by group."""
        groups: dict[str, list[tuple[str, str, str]]] = {}
        if self._where in TAGGED:
            quick = self.context.config.quick
            tags = ", ".join(f"{digit} {tag}" for digit, tag in sorted(quick.items()))
            groups["Tag"] = [(f"{QUICK[0]}-{QUICK[-1]}", f"Quick tags ({tags})", "quick")]
        for binding in self.keymap.live(self._where):
            groups.setdefault(binding.group, []).append(("  ".join(binding.keys), binding.help, binding.id))
        order = dict.fromkeys(binding.group for binding in self.keymap.live(self._where))
        shown = {group: [row for row in groups[group] if self.matches(" ".join((*row, group)))] for group in order}
        return {group: rows for group, rows in shown.items() if rows}

    def _signs(self) -> list[tuple[Piece, str]]:
        look, glyphs = self.look, self.look.glyphs
        before, after = glyphs.hit
        return [
            ((glyphs.bar, look.bar), "the cursor"),
            ((glyphs.marked, look.warn), "marked"),
            ((glyphs.unread, look.bar), "unread"),
            ((glyphs.new, look.warn), "unread, and new since you closed the browser last"),
            ((glyphs.new_read, look.warn), "new, but read"),
            ((glyphs.failed, look.error), "could not be extracted"),
            ((glyphs.watched, look.warn), "names somebody on a watchlist"),
            ((glyphs.star, look.warn), "starred"),
            ((glyphs.waiting, look.dim), "not extracted yet"),
            ((glyphs.note, look.warn), "notes"),
            (("=3", look.dim), "three near duplicates"),
            (("+7", look.dim), "seven more of its story"),
            ((f"{before}hit{after}", look.hit), "found by the search"),
            ((glyphs.fold, look.furniture), "lines of page furniture"),
            ((glyphs.derived, look.dim), "worked out, not read"),
        ]

    def _comparison_signs(self) -> list[tuple[Piece, str]]:
        look = self.look
        before, after = look.glyphs.only
        return [
            ((f"{before}words{after}", look.warn), "that one text has alone"),
            ((ONLY, look.strong), "a line with such words"),
            ((MISSING, look.strong), "the other text has more here"),
            ((MOVED, look.strong), "stands elsewhere in the other"),
        ]

    def _letters(self) -> list[tuple[Piece, str]]:
        return [(self.look.letter(label.name), label.word) for label in KNOWN.values()]


def _flow(entries: list[tuple[Piece, str]], cells: int) -> list[list[Piece]]:
    """Return signs with their meanings on as many lines as they take."""
    lines: list[list[Piece]] = [[("  ", None)]]
    used = 2
    for (sign, style), words in entries:
        size = width(sign) + width(words) + 4
        if used + size > cells and used > 2:
            lines.append([("  ", None)])
            used = 2
        lines[-1] += [(sign, style), (f" {words}   ", None)]
        used += size
    return lines
