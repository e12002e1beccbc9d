"""The card of all results: story by story, each line with the articles whose words it is."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from tui import messages as m
from tui.keys import BRIEF
from tui.screens.passages import PassagesScreen, ShowPlace
from tui.views.cells import line_of
from tui.widgets.passages import Passage

if TYPE_CHECKING:
    from extract.brief.values import BriefLine
    from tui.backend.briefs import ComposedBrief
    from tui.backend.results import QueryResult
    from tui.screens.screen_context import ScreenContext


class BriefScreen(PassagesScreen):
    """The brief of the results; enter shows a line in its article."""

    PLACE = BRIEF
    UNFOLDED = True
    HINTS = {BRIEF: ("down", "enter", "unfold", "find_quote", "copy", "back", "help")}  # noqa: RUF012

    def __init__(self, context: ScreenContext, found: QueryResult, show_place: ShowPlace) -> None:
        super().__init__(context, found, show_place)
        self.pane.heading = "Brief"
        self.pane.empty = "Writing the brief ..."

    def gather(self) -> None:
        briefs, found = self.context.backend.briefs, self.found
        self.hold_keys_for(self.context.threads.count(self, BRIEF, lambda: m.BriefReady(briefs.brief(found))))

    def on_brief_ready(self, ready: m.BriefReady) -> None:
        """Show the brief."""
        brief = ready.brief
        of, count = line_of(self.found.query) or "all articles", len(brief.articles)
        few = f" of {self.found.count:,}" if count + brief.missing < self.found.count else ""
        late = f", {brief.missing:,} not extracted yet" if brief.missing else ""
        noun = "article" if count == 1 and not few else "articles"
        heading = f"{of}: brief of {count:,}{few} {noun}{late}"
        self.show_passages(list(_passages(brief)), heading, "Nothing to tell of these articles; escape goes back.")


def _passages(brief: ComposedBrief) -> Iterator[Passage]:
    for story, lines in groupby(brief.lines, key=lambda line: line.story):
        yield Passage("", brief.titles.get(story, "Alone") if story else "Alone")
        for line in lines:
            yield Passage(
                f"{line.part.upper():<9}",
                _words(line, brief),
                tuple((source.article, source.start, source.end) for source in line.sources),
                ", ".join(_outlets(line, brief)),
                line.differs,
            )


def _words(line: BriefLine, brief: ComposedBrief) -> str:
    """Return what a line says: words of the articles, and what they are."""
    if len({value.value for value in line.values}) > 1:
        values = {value.value: value for value in reversed(line.values)}
        said = " · ".join(
            f"{value.text} ({value.claimant or brief.articles[value.article].outlet or 'unnamed'})"
            for value in sorted(values.values(), key=lambda one: brief.articles[one.article].published or "~")
        )
        return f"differ: {said}" if line.differs else said
    before = line.date or line.speaker or (line.values[0].text if line.values else "")
    roles = "; ".join(role.text for role in line.details)
    against = [source.text for source in line.sources[1:] if line.part == "contested" and source.text != line.text]
    words = " / ".join(filter(None, (line.text, *against)))
    return f"{before}: {words}" if before else " · ".join(filter(None, (words, roles, line.kind)))


def _outlets(line: BriefLine, brief: ComposedBrief) -> list[str]:
    found = (brief.articles[source.article].outlet for source in line.sources)
    return list(dict.fromkeys(line_of(outlet) for outlet in found if outlet))
