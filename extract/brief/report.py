"""Writes a brief as a report, in Markdown or in one HTML file without scripts, for people.

Every line ends in the numbers of the articles that it stands in; they are listed at the end. Article text is escaped
by the filters of `extract.export.report`, and made visible first.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import BinaryIO

from extract.brief.gather import Gathered
from extract.brief.values import BriefLine, Evidence, FigureValue
from extract.brief.wording import (
    describe_deal,
    is_direct,
    join_names,
    name_part,
    name_section,
    names_speaker,
    sort_values,
    tell_denial,
    tell_times,
)
from extract.export.report import load_template

NAMES = ("WHAT", "WHEN", "WHO", "WITH", "WHERE", "SAID", "FIGURES", "DEALS", "ARMS", "CONTESTED", "DOUBTS")
"""What stands in front of lines (`extract.brief.wording.name_part`), in the order in which it stands."""


@dataclass(frozen=True, slots=True)
class BriefSummary:
    """What stands at the head of a report."""

    corpus: str
    query: str
    created: str
    """ISO 8601 with its offset from UTC."""


@dataclass(frozen=True, slots=True)
class _Value:
    """A number with all the articles that have it."""

    text: str
    who: tuple[str, ...]
    """Who says so, and when, where the numbers of a line are of several times."""
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _ShownLine:
    line: BriefLine
    numbers: tuple[int, ...]
    values: tuple[_Value, ...]
    spellings: tuple[str, ...]
    """Other forms of a full name."""
    roles: tuple[tuple[str, str], ...]
    """What somebody is called, and the day of the first article that does so."""
    words: str
    """What it says; the words of direct speech in quotation marks."""
    speaker: str | None
    """Whose words they are, where they do not say so themselves."""
    denied: str | None
    """The verb by which a statement is denied."""
    parties: str
    """Who agrees on a deal, in a row."""
    more: Sequence[str]
    """Behind the words: what a doubt is about, how much a deal is about and how far it came."""


class _Report:
    """Numbers the articles of a brief, and lays out its lines by story and part."""

    def __init__(self, lines: Iterable[BriefLine], gathered: Gathered) -> None:
        self.articles = gathered.articles
        self.days, self.outlets, self.reprints = gathered.days, gathered.outlets, gathered.reprints
        self._number = {article.id: number for number, article in enumerate(self.articles, 1)}
        self._by_id = {article.id: article for article in self.articles}
        titles = {story.id: title_of(self._by_id.get(story.best, story.articles[0])) for story in gathered.stories}
        self.sections = [
            (name_section(own[0], titles), self._parts(own))
            for own in (list(group) for _, group in groupby(lines, key=lambda line: (line.dossier, line.story)))
        ]

    def _parts(self, lines: Sequence[BriefLine]) -> list[tuple[str, list[_ShownLine]]]:
        shown = [(name, [self._show(line) for line in lines if name_part(line) == name]) for name in NAMES]
        return [(name, some) for name, some in shown if some]

    def _show(self, line: BriefLine) -> _ShownLine:
        numbers = tuple(sorted({self._number[source.article] for source in line.sources}))
        named = [" ".join(source.text.split()) for source in line.sources] if line.part == "who" else []
        denied = tell_denial(line)
        if line.part == "deals":
            more = list(filter(None, describe_deal(line)))
        else:
            more = [line.kind] if line.kind and line.part == "doubts" else []
        spellings = tuple(name for name in dict.fromkeys(named) if name != " ".join(line.text.split()) and " " in name)
        roles = tuple((role.text, (self._by_id[role.article].published or "")[:10]) for role in line.details)
        values, parties = self._values(line.values), join_names(line.parties)
        words = f"“{line.text}”" if is_direct(line, self._by_id) else line.message or line.text
        speaker = None if names_speaker(line) else line.speaker
        return _ShownLine(line, numbers, values, spellings, roles, words, speaker, denied, parties, more)

    def _values(self, values: Sequence[FigureValue]) -> tuple[_Value, ...]:
        """Put the articles with the same number together, in the order of their first day."""
        by_number: dict[float, list[FigureValue]] = {}
        for value in sort_values(values, self._by_id):
            by_number.setdefault(value.value, []).append(value)
        times = tell_times([self._by_id[same[0].article] for same in by_number.values()])
        return tuple(
            _Value(
                same[0].text,
                (*dict.fromkeys(filter(None, (*(self._say_who(one) for one in same), when))),),
                tuple(dict.fromkeys(self._number[one.article] for one in same)),
            )
            for same, when in zip(by_number.values(), times, strict=True)
        )

    def _say_who(self, value: FigureValue) -> str | None:
        return value.claimant or self._by_id[value.article].outlet


def write_markdown(lines: Iterable[BriefLine], gathered: Gathered, summary: BriefSummary, out: BinaryIO) -> None:
    """Write one CommonMark file."""
    _write("brief.md.jinja", lines, gathered, summary, out)


def write_html(lines: Iterable[BriefLine], gathered: Gathered, summary: BriefSummary, out: BinaryIO) -> None:
    """Write one HTML file."""
    _write("brief.html.jinja", lines, gathered, summary, out)


def _write(template: str, lines: Iterable[BriefLine], gathered: Gathered, summary: BriefSummary, out: BinaryIO) -> None:
    report = _Report(lines, gathered)
    stream = load_template(template).stream(report=report, summary=summary, title_of=title_of)
    stream.enable_buffering(64)
    stream.dump(out, encoding="utf-8", errors="replace")


def title_of(article: Evidence) -> str:
    """Return an article's title, or how its text begins."""
    return article.title or article.text[:80]
