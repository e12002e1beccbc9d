"""The read side of the tag store: look-ups in memory, fast enough for the thread that draws."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass

from extract.brief.verdicts import Verdict, Verdicts
from extract.decisions import Decision, Rules, from_document
from extract.errors import SitrepError
from tui.tags.changes import STATES, TAGS, Document, LabelChange, Mark
from tui.tags.completion import complete
from tui.tags.handle import Handle
from tui.tags.layered import LayeredHandle
from tui.tags.model import Model
from tui.tags.values import DECISIONS, NOTES, PALETTE, SEARCHES, SPANS, VERDICTS, AnnotatedPassage, Note, Search


@dataclass(frozen=True, slots=True)
class Preview:
    """What a tagging would change."""

    added: int
    """Tags put on, over all articles."""
    removed: int
    articles: int
    """Articles that would be different."""

    def __str__(self) -> str:
        return f"+{self.added:,} -{self.removed:,}"


class Contents:
    """The reading half of a store."""

    def __init__(self, handle: Handle | LayeredHandle) -> None:
        self._handle = handle
        self._rules: tuple[tuple[Document, ...], Rules] = ((), Rules(()))

    @property
    def model(self) -> Model:
        """What the store holds."""
        return self._handle.model

    @property
    def warnings(self) -> list[str]:
        """What the user must know: damage found and mended, locks that do not work."""
        return self._handle.warnings

    def tags(self, article: str) -> tuple[str, ...]:
        """Return the tags of an article, sorted."""
        return self.model.labels[TAGS].get(article, ())

    def states(self, article: str) -> tuple[str, ...]:
        """Return the states of an article: `read`, `starred`."""
        return self.model.labels[STATES].get(article, ())

    def counts(self) -> dict[str, int]:
        """Return every tag in use with the number of its articles, the most used first."""
        return {tag: number for tag, number in self.model.counts[TAGS].most_common() if number > 0}

    def complete(self, typed: str, *, without: Iterable[str] = ()) -> list[str]:
        """Return the tags to offer for what was typed, best first; `without` those that the article has."""
        return complete(self.model, typed, without=without)

    def colours(self) -> dict[str, str]:
        """Return the colours of tags that have one."""
        rows = self.model.documents.get(PALETTE, {}).values()
        return {str(row["tag"]): str(row["colour"]) for row in rows if "tag" in row and "colour" in row}

    def articles(self) -> list[str]:
        """Return every article that has tags, states, notes or passages, sorted by id."""
        marked = {article for of in self.model.labels.values() for article in list(of)}
        rows = (row for table in (NOTES, SPANS) for row in self.documents(table).values())
        about = {str(row["article"]) for row in rows if "article" in row}
        return sorted(marked | about)

    def notes(self, article: str) -> tuple[Note, ...]:
        """Return the notes on an article, the oldest first."""
        return tuple(Note.of(key, document) for key, document in self.model.about(NOTES, article))

    def passages(self, article: str) -> tuple[AnnotatedPassage, ...]:
        """Return the passages tagged or remarked on, in the order of the text as it was."""
        found = [AnnotatedPassage.of(key, document) for key, document in self.model.about(SPANS, article)]
        return tuple(sorted(found, key=lambda passage: (passage.selector.start, passage.selector.end)))

    def note_count(self, article: str) -> int:
        """Count the notes on an article and on passages of it."""
        remarks = (document.get("note") for _, document in self.model.about(SPANS, article))
        return len(self.notes(article)) + sum(map(bool, remarks))

    def searches(self) -> tuple[Search, ...]:
        """Return the saved searches by name."""
        rows = self.model.documents.get(SEARCHES, {}).items()
        return tuple(sorted((Search.of(key, row) for key, row in rows), key=lambda search: search.name.casefold()))

    def decisions(self) -> tuple[Decision, ...]:
        """Return the decisions about entities, in the order in which they were made."""
        return self.rules().decisions

    def rules(self) -> Rules:
        """Return the decisions ready to be applied to records; the same object until one is made or taken back."""
        documents = tuple(self.model.documents.get(DECISIONS, {}).values())
        if documents != self._rules[0]:
            self._rules = (documents, Rules(self._read_decisions(documents)))
        return self._rules[1]

    def verdicts(self) -> Verdicts:
        """Return what was said of lines of briefs; what somebody's own program has written wrongly is left out."""
        found = []
        for document in self.model.documents.get(VERDICTS, {}).values():
            with suppress(SitrepError):
                found.append(Verdict.from_document(document))
        return Verdicts(found)

    def _read_decisions(self, documents: Iterable[Document]) -> Iterator[Decision]:
        """Yield the decisions; one that somebody's own program has written wrongly is left out, and told of."""
        for document in documents:
            try:
                yield from_document(document)
            except SitrepError as error:
                told = f"{error}; it is kept, and has no effect"
                if told not in self.warnings:
                    self.warnings.append(told)

    def documents(self, table: str) -> Mapping[str, Document]:
        """Return the documents of a table by their keys."""
        return dict(self.model.documents.get(table, {}))

    def preview(
        self, ids: Iterable[str], add: Iterable[str] = (), remove: Iterable[str] = (), *, table: str = TAGS
    ) -> Preview:
        """Preview a tagging of the articles, without doing it."""
        marked = [
            change
            for change in self.model.resolve([Mark(tuple(ids), tuple(add), tuple(remove), table)])
            if isinstance(change, LabelChange)
        ]
        return Preview(
            sum(len(change.ids) * len(change.added) for change in marked),
            sum(len(change.ids) * len(change.removed) for change in marked),
            sum(len(change.ids) for change in marked),
        )
