"""Quotes and briefs of the results of a query, as `sitrep quotes` and `sitrep brief` make them, in a child process."""

from __future__ import annotations

import os
import tempfile
from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Literal, overload

from extract.brief.background import ChildRun, Request
from extract.brief.listed import ListedLine, ListedQuote, order_by_speaker
from extract.decisions import to_document
from tui.backend.open_corpus import OpenCorpus
from tui.backend.results import QueryResult

if TYPE_CHECKING:
    from extract.brief.quotes import Order

QUOTED_ARTICLES = 20_000
"""Articles whose quotes are listed: the first of the results."""
BRIEF_ARTICLES = 500
"""Articles of a brief."""
EXTRACTED_FIRST = 500
"""Articles that are extracted before all others, where they are not yet: some minutes of work."""

Report = Callable[[int, int], None]
"""Told how many articles have been read, and of how many."""


class SpooledQuotes(Sequence[ListedQuote]):
    """Quotes in a temporary file without a name, so that a hundred thousand take no memory but 8 bytes each."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 - kept as long as this is
        self._ends = array("Q", [0])

    def append(self, line: bytes) -> None:
        """Add the JSON of a quote; `flush` follows when all are added."""
        self._file.write(line)
        self._ends.append(self._ends[-1] + len(line))

    def flush(self) -> None:
        """Have all that was added in the file."""
        self._file.flush()

    def __len__(self) -> int:
        return len(self._ends) - 1

    @overload
    def __getitem__(self, at: int) -> ListedQuote: ...
    @overload
    def __getitem__(self, at: slice) -> list[ListedQuote]: ...
    def __getitem__(self, at: int | slice) -> ListedQuote | list[ListedQuote]:
        """Read quotes; from any thread."""
        if isinstance(at, slice):
            return [self[number] for number in range(*at.indices(len(self)))]
        start, end = self._ends[at], self._ends[at + 1]
        return ListedQuote.from_json(os.pread(self._file.fileno(), end - start, start))


@dataclass(frozen=True, slots=True)
class ListedQuotes:
    """The statements of the results."""

    quotes: SpooledQuotes
    orders: dict[Order, Sequence[int]]
    """Their numbers in each order."""
    articles: int
    """How many of them they are from."""
    missing: int
    """How many of those looked at have not been extracted."""


@dataclass(frozen=True, slots=True)
class ComposedBrief:
    """The brief of the results."""

    lines: Sequence[ListedLine]
    articles: int
    missing: int
    days: Sequence[str]
    """The first and the last day of publication, one where they are the same, none where none is known."""
    outlets: int
    reprints: int
    """How many articles reprint another one of their story, and so count once with it."""


class Briefs:
    """Has quotes and briefs made anew, for a worker thread; this can be cancelled."""

    def __init__(self, opened: OpenCorpus, extract_first: Callable[[Sequence[str]], None]) -> None:
        self._corpus, self._extract_first = opened, extract_first

    def quotes(self, found: QueryResult, marked: Sequence[str], report: Report) -> ListedQuotes:
        """List who said what in the marked articles, else in the results."""
        run = self._run("quotes", found, self._choose(found, marked, QUOTED_ARTICLES), report)
        quotes, keys = SpooledQuotes(), list[tuple[str, str, str]]()
        named: dict[str, str] = {}
        for line in run:
            quotes.append(line)
            quote = ListedQuote.from_json(line)
            day, group, speaker = (named.setdefault(key, key) for key in (quote.day, quote.group, quote.speaker))
            keys.append((day, group, speaker))
        quotes.flush()
        by_date = sorted(range(len(keys)), key=lambda number: keys[number][0], reverse=True)
        by_speaker = [by_date[place] for place in order_by_speaker([keys[number][1] for number in by_date])]
        orders: dict[Order, Sequence[int]] = {
            "date": array("I", by_date),
            "speaker": array("I", by_speaker),
            "none": range(len(keys)),
        }
        return ListedQuotes(quotes, orders, run.articles, run.missing)

    def brief(self, found: QueryResult, marked: Sequence[str], report: Report) -> ComposedBrief:
        """Compose the brief of the marked articles, else of the results."""
        run = self._run("brief", found, self._choose(found, marked, BRIEF_ARTICLES), report)
        lines = [ListedLine.from_json(line) for line in run]
        return ComposedBrief(lines, run.articles, run.missing, run.days, run.outlets, run.reprints)

    def export(self, found: QueryResult, marked: Sequence[str], form: str, path: str, *, replace: bool) -> str:
        """Write the brief, as `brief` composes it, to a file without what is struck; raises as `exports.run_export`."""
        from tui.backend.exports import run_export

        ids = self._choose(found, marked, BRIEF_ARTICLES)
        return run_export("brief", self._corpus.corpus, ids, found.query, form, path, replace=replace)

    def export_quotes(
        self, found: QueryResult, marked: Sequence[str], by: Order, words: str, form: str, path: str, *, replace: bool
    ) -> str:
        """Write those quotes of `quotes` that have some words to a file; raises as `exports.run_export`."""
        from tui.backend.exports import run_export

        ids = self._choose(found, marked, QUOTED_ARTICLES)
        options = [f"--by={by}", f"--words={words}"]
        return run_export("quotes", self._corpus.corpus, ids, found.query, form, path, replace=replace, options=options)

    def _choose(self, found: QueryResult, marked: Sequence[str], most: int) -> list[str]:
        """Choose articles: those that are marked, else the first of the results."""
        overlay = self._corpus.store.overlay()
        return list(islice(marked or self._corpus.index.search(found.query, found.sort, overlay).ids(), most))

    def _run(
        self, what: Literal["quotes", "brief"], found: QueryResult, ids: Sequence[str], report: Report
    ) -> ChildRun:
        self._extract_first(ids[:EXTRACTED_FIRST])
        rules = self._corpus.store.overlay().rules
        sources = [os.fspath(source) for source in self._corpus.corpus.sources]
        decisions = [to_document(one) for one in rules.decisions] if rules else []
        return ChildRun(Request(what, sources, ids, decisions, found.query), report)
