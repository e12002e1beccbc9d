"""Working: long work and its progress, the source file, the clipboard, the palette."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui import messages as m
from tui.ports import Work

if TYPE_CHECKING:
    from tui.screens.browse import BrowseScreen

BUSY = ("waiting", "scan", "extract")


class Working:
    """What goes on beside reading."""

    def __init__(self, screen: BrowseScreen) -> None:
        self._s = screen

    def heard(self, worked: m.Worked) -> None:
        """Take in how far the work is, and show what is new."""
        screen = self._s
        before = screen.totals
        screen.totals, screen.work = worked.totals, worked.work
        if worked.work.phase == "error":
            screen.complain(worked.work.message)
        if worked.totals.articles != before.articles:
            screen.finding.again()
        elif worked.totals != before:
            screen.list.renew()
        page = screen.selected_page()
        if page is not None and page.record is None and page.state == "scanned":
            screen.follow(again=True)
        if not screen.found.query and not worked.totals.articles and worked.work.phase == "done":
            screen.list.empty = "No articles here."
            screen.article.empty = "sitrep reads .txt .md .html .htm .jsonl .csv .eml, and .gz of each."
            screen.list.refresh()
            screen.article.refresh()
        screen.tell_status()

    def facts(self) -> list[str]:
        """Return what the status line says of the work, most important first."""
        screen = self._s
        totals, work = screen.totals, screen.work
        facts = []
        if work is not None and work.phase in BUSY:
            facts.append(progress(work))
        if totals.articles:
            facts.append(f"{totals.extracted:,}/{totals.articles:,} extracted")
        if totals.failed:
            facts.append(f"{totals.failed:,} failed")
        if totals.faults:
            facts.append(f"{totals.faults:,} unreadable (D)")
        return facts


def progress(work: Work) -> str:
    """Return long work as a fact: what, how far, how fast, how long still."""
    if work.phase == "waiting":
        return "another sitrep is indexing"
    verb = "reading" if work.phase == "scan" else "extracting"
    of = f"/{work.total:,}" if work.total else ""
    rate = f" at {work.rate:,.0f}/s" if work.rate and work.rate >= 1 else ""
    left = f", {duration(work.left_s)} left" if work.left_s is not None and work.left_s >= 1 else ""
    return f"{verb} {work.done:,}{of}{rate}{left}"


def duration(seconds: float) -> str:
    """Return a length of time in one or two units."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours} h {minutes} min"
    return f"{minutes} min" if minutes else f"{rest} s"
