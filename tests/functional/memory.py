"""A desk in memory: made-up articles, and an analyst's store that forgets. What the browser is tested against."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from extract.article import (
    Actor,
    Agreement,
    Article,
    Card,
    Dateline,
    Entity,
    Equipment,
    Figure,
    Flag,
    Mention,
    Moment,
    Place,
    Published,
    Quote,
    Record,
    Span,
)
from tui.backend.beside import (
    Candidate,
    ContextLine,
    Decided,
    EntityRow,
    EntitySheet,
    FacetRow,
    FaultRow,
    IndexNews,
    Preview,
    Work,
)
from tui.backend.shown import Found, ListRow, Note, Page, QueryMistake, Totals

HARBOUR = """Harbour treaty signed in Velden

Minister Ada Brandt and the Velden Port Authority signed a treaty on Tuesday to rebuild the harbour.

“We will begin before the winter,” Brandt told reporters. The work costs 40 million euros and brings two \
Kestrel-4 radars to the breakwater.

A spokesman, Jonas Weil, said that the first ships would come in May. Brandt then left for Orsk.

Share this page"""


def mention(text: str, words: str, label: str, entity: str | None = None, nth: int = 0) -> Mention:
    start = [match.start() for match in re.finditer(re.escape(words), text)][nth]
    return Mention(start, start + len(words), words, label, entity)


def harbour() -> Record:
    """A record in which every part of the card has something."""
    text = HARBOUR
    ada, port = mention(text, "Ada Brandt", "PERSON", "e1"), mention(text, "Velden Port Authority", "ORG", "e2")
    jonas = mention(text, "Jonas Weil", "PERSON", "e3")
    velden, orsk = mention(text, "Velden", "LOC", "e4"), mention(text, "Orsk", "LOC", "e5")
    radar, tuesday = mention(text, "Kestrel-4", "EQUIPMENT", "e6"), mention(text, "Tuesday", "DATE")
    money = mention(text, "40 million euros", "MONEY")
    brandt = [mention(text, "Brandt", "PERSON", "e1", nth) for nth in (1, 2)]
    words = mention(text, "We will begin before the winter,", "QUOTE")
    weil = mention(text, "the first ships would come in May", "QUOTE")
    treaty = mention(text, "treaty on Tuesday to rebuild the harbour", "DEAL")
    share = mention(text, "Share this page", "BOILERPLATE")
    found = [ada, port, jonas, velden, orsk, radar, tuesday, money, *brandt]
    role = Span.of(text, text.index("Minister"), text.index("Minister") + 8)
    return Record(
        article=Article("harbour", "/news/harbour.txt", text),
        dateline=Dateline(
            title=Span.of(text, 0, 31),
            published=Published("2026-03-03", "3 March 2026", None, None, "metadata"),
            source=Span("Velden Courier"),
            byline=Span("Mira Holt"),
        ),
        language="en",
        boilerplate=(Span.of(text, share.start, share.end),),
        mentions=tuple(sorted(found, key=lambda m: m.start)),
        entities=(
            Entity("e1", "PERSON", "Ada Brandt", ("Brandt",)),
            Entity("e2", "ORG", "Velden Port Authority"),
            Entity("e3", "PERSON", "Jonas Weil"),
            Entity("e4", "LOC", "Velden"),
            Entity("e5", "LOC", "Orsk"),
            Entity("e6", "EQUIPMENT", "Kestrel-4"),
        ),
        card=Card(
            who=(
                Actor("e1", "Ada Brandt", "PERSON", role, ada.start, ada.end),
                Actor("e2", "Velden Port Authority", "ORG", None, port.start, port.end),
                Actor("e3", "Jonas Weil", "PERSON", None, jonas.start, jonas.end),
            ),
            where=(Place("e4", "Velden", velden.start, velden.end), Place("e5", "Orsk", orsk.start, orsk.end)),
            when=(Moment("Tuesday", "2026-03-03", tuesday.start, tuesday.end),),
            quotes=(
                Quote(words.text, words.start, words.end, "Ada Brandt", "e1", "direct", "told"),
                Quote(weil.text, weil.start, weil.end, "Jonas Weil", "e3", "indirect", "said", derived=True),
            ),
            figures=(Figure("40 million euros", 40e6, "EUR", money.start, money.end),),
            equipment=(Equipment("Kestrel-4", "named", radar.start, radar.end),),
            agreements=(
                Agreement(treaty.text, ("Ada Brandt", "Velden Port Authority"), "signed", treaty.start, treaty.end),
            ),
            flags=(Flag("date-conflict", "the page says March, the story February"),),
        ),
    )


def plain(number: int) -> Record:
    """An article among many."""
    title = f"Report [number] {number} from the river"
    text = f"{title}\n\n" + f"The river rose again near bridge {number}. " * 12
    return Record(
        article=Article(f"a{number}", f"/news/{number}.txt", text),
        dateline=Dateline(
            title=Span.of(text, 0, len(title)),
            published=Published(f"2026-02-{1 + number % 28:02}", "", None, None, "metadata"),
            source=Span("River Post"),
        ),
    )


class MemoryDesk:
    """Implements `tui.backend.protocol.Desk`."""

    name, place, tags_name = "news", "/news", "tags.json"

    def __init__(self, records: Sequence[Record] | None = None, *, count: int | None = None) -> None:
        self.records = list(records) if records is not None else [harbour(), *map(plain, range(1, 8))]
        self.count = count
        self.tags: dict[str, tuple[str, ...]] = {}
        self.stars: set[str] = set()
        self.seen: set[str] = set()
        self.notes: dict[str, list[str]] = {}
        self.searches: list[tuple[str, str]] = []
        self.done: list[tuple[str, dict[str, tuple[str, ...]]]] = []
        self.asked: list[tuple[int, int]] = []
        self.report: Callable[[Work], None] | None = None
        self.closed = False
        self.names: dict[str, str] = {}
        self.decided: list[Decided] = []
        self.painted: dict[str, str] = {}
        self.files: set[str] = set()
        self.news: list[IndexNews] = []

    @property
    def pen(self) -> MemoryDesk:
        return self

    aside = entities = pen

    # reading

    def totals(self) -> Totals:
        number = self.count or len(self.records)
        return Totals(number, number)

    def search(self, query: str, sort: str) -> Found:
        if (at := query.find("(")) >= 0:
            raise QueryMistake("this parenthesis is never closed", at)
        words = re.sub(r'-?\w+:(".*?"|\S+)', "", query).casefold().split()
        sources = re.findall(r'(-?)source:"([^"]+)"', query)
        if self.count:
            return Found(query, sort, self.count)
        hits = [r for r in self.records if all(w in r.article.text.casefold() for w in words)]
        for minus, name in sources:
            hits = [r for r in hits if (r.dateline.source.text == name) != bool(minus)]
        if month := re.search(r"date:(\S+)", query):
            hits = [r for r in hits if r.dateline.published.value.startswith(month[1])]
        if sort == "title":
            hits.sort(key=_title)
        return Found(query, sort, len(hits), handle=hits)

    def rows(self, found: Found, offset: int, limit: int) -> Sequence[ListRow]:
        self.asked.append((offset, limit))
        if self.count:
            return [self._row(plain(n)) for n in range(offset, min(offset + limit, self.count))]
        assert isinstance(found.handle, list)
        return [self._row(record) for record in found.handle[offset : offset + limit]]

    def position(self, found: Found, article_id: str) -> int | None:
        ids = [record.article.id for record in found.handle] if isinstance(found.handle, list) else []
        return ids.index(article_id) if article_id in ids else None

    def page(self, article_id: str, query: str) -> Page | None:
        record = next((r for r in self.records if r.article.id == article_id), None)
        if record is None and self.count:
            record = plain(int(article_id.removeprefix("a")))
        if record is None:
            return None
        dateline = record.dateline
        return Page(
            record.article,
            record,
            title=_title(record),
            date=dateline.published.value if dateline.published else "",
            source=dateline.source.text if dateline.source else "",
            tags=self.tags.get(article_id, ()),
            starred=article_id in self.stars,
            notes=tuple(Note(str(n), text) for n, text in enumerate(self.notes.get(article_id, ()))),
            hits=tuple(self._hits(record, query)),
        )

    def _hits(self, record: Record, query: str) -> list[tuple[int, int]]:
        text = record.article.text.casefold()
        words = re.sub(r'-?\w+:(".*?"|\S+)', "", query).casefold().split()
        return sorted(match.span() for word in words for match in re.finditer(re.escape(word), text))

    def facets(self, found: Found) -> Sequence[FacetRow]:
        hits = found.handle if isinstance(found.handle, list) else []
        counts = Counter(record.dateline.source.text for record in hits)
        people = Counter(e.name for record in hits for e in record.entities if e.label == "PERSON")
        rows = [FacetRow("source", name, count, f'source:"{name}"') for name, count in counts.most_common()]
        return rows + [FacetRow("person", name, count, f'person:"{name}"') for name, count in people.most_common()]

    def values(self, field: str, typed: str) -> Sequence[str]:
        named = {"source": ["River Post", "Velden Courier"], "person": ["Ada Brandt", "Jonas Weil"]}.get(field, [])
        return [name for name in named if typed.casefold() in name.casefold()]

    def timeline(self, found: Found) -> Sequence[FacetRow]:
        hits = found.handle if isinstance(found.handle, list) else []
        months = Counter(record.dateline.published.value[:7] for record in hits)
        return [FacetRow("month", month, count, f"date:{month}") for month, count in sorted(months.items())]

    def context(self, found: Found, limit: int) -> Sequence[ContextLine]:
        lines = []
        for record in found.handle if isinstance(found.handle, list) else []:
            text = record.article.text
            for a, b in self._hits(record, found.query)[:2]:
                lines.append(ContextLine(record.article.id, a, b, text[max(0, a - 60) : a], text[a:b],
                                             text[b : b + 60], "2026-03-03", "River Post"))  # fmt: skip
        return lines[:limit]

    def faults(self) -> Sequence[FaultRow]:
        return [FaultRow("/news/broken.jsonl", "this line is no JSON object", 3)]

    def want(self, ids: Sequence[str]) -> None:
        """Nothing is extracted here."""

    def work(self, report: Callable[[Work], None]) -> None:
        self.report = report

    def export(self, found: Found, ids: Sequence[str], form: str, path: str, *, replace: bool = False) -> str:
        if path in self.files and not replace:
            raise FileExistsError(path)
        self.files.add(path)
        return f"wrote {len(ids) or found.count} articles as {form} to {path}"

    def listed(self, article_id: str | None, like: str, limit: int) -> Sequence[EntityRow]:
        rows = [
            EntityRow(self.names.get(e.name, e.name), e.label, 1, e.aliases, None if article_id else 1)
            for record in self.records
            for e in record.entities
            if article_id in (None, record.article.id) and like.casefold() in e.name.casefold()
        ]
        return [row for row in rows if row.name]

    def candidates(self, row: EntityRow, article_id: str | None, part: str, limit: int) -> Sequence[Candidate]:
        alike = [Candidate(other, True) for other in self.sheet(row).alike if part.casefold() in other.name.casefold()]
        others = [Candidate(other, False) for other in self.listed(article_id, part, limit) if other.name != row.name]
        return (alike + others)[:limit]

    def sheet(self, row: EntityRow) -> EntitySheet:
        alike = (EntityRow("A. Brandt", row.label, 2),) if "Brandt" in row.name else ()
        return EntitySheet(
            row,
            f'entity:"{row.name}"',
            ((row.name, "Velden Courier", 3),),
            (("2026-03-03", "Minister"),),
            (),
            (),
            alike,
        )

    def decide(self, decided: Decided) -> str:
        self.decided.append(decided)
        self.done.append((decided.kind, dict(self.tags)))
        if decided.kind in ("rename", "reject"):
            self.names[decided.entity.name] = decided.value
        return f"{decided.kind}: {decided.entity.name}"

    def follow_index(self) -> IndexNews | None:
        return self.news.pop() if self.news else None

    def close(self) -> None:
        self.closed = True

    # writing

    def open_store(self) -> Sequence[str]:
        return []

    def complete(self, typed: str, without: Sequence[str] = ()) -> Sequence[str]:
        used = sorted({tag for tags in self.tags.values() for tag in tags} | {"aid", "procurement", "procurement/air"})
        return [tag for tag in used if tag.startswith(typed) and tag not in without]

    def tag(self, ids: Sequence[str], add: Sequence[str], remove: Sequence[str]) -> str:
        self.done.append(("tag", dict(self.tags)))
        for article in ids:
            kept = {*self.tags.get(article, ()), *add} - set(remove)
            self.tags[article] = tuple(sorted(kept))
        signed = " ".join([*(f"+{tag}" for tag in add), *(f"-{tag}" for tag in remove)])
        return f"{signed} on {len(ids)} article{'s' * (len(ids) != 1)}"

    def preview(self, found: Found, add: Sequence[str], remove: Sequence[str]) -> Preview:
        ids = tuple(record.article.id for record in found.handle or ())
        added = sum(tag not in self.tags.get(article, ()) for article in ids for tag in add)
        removed = sum(tag in self.tags.get(article, ()) for article in ids for tag in remove)
        return Preview(ids, added, removed)

    def star(self, ids: Sequence[str], on: bool) -> str:
        self.stars = self.stars | set(ids) if on else self.stars - set(ids)
        return "starred" if on else "no longer starred"

    def read(self, ids: Sequence[str], on: bool) -> str:
        self.seen = self.seen | set(ids) if on else self.seen - set(ids)
        return "read" if on else "unread"

    def note(self, article_id: str, text: str, span: tuple[int, int] | None) -> str:
        self.notes.setdefault(article_id, []).append(text if span is None else f"{text} @ {span}")
        return "note kept"

    def rewrite(self, article_id: str, key: str, text: str) -> str:
        self.notes[article_id][int(key) : int(key) + 1] = [text] if text else []
        return "note changed" if text else "note taken away"

    def colours(self) -> Mapping[str, str]:
        return self.painted

    def tag_span(self, article_id: str, span: tuple[int, int], add: Sequence[str], remove: Sequence[str]) -> str:
        return f"+{add[0]} on the passage"

    def undo(self) -> str:
        if not self.done:
            return "nothing to undo"
        what, self.tags = self.done.pop()
        return f"undone: {what}"

    def redo(self) -> str:
        return "nothing to redo"

    def changed(self) -> bool:
        return False

    def saved(self) -> Sequence[tuple[str, str]]:
        return self.searches

    def save_search(self, name: str, query: str) -> str:
        self.searches.append((name, query))
        return f"saved as {name}"

    def _row(self, record: Record) -> ListRow:
        article, dateline = record.article.id, record.dateline
        return ListRow(
            article,
            _title(record),
            dateline.published.value if dateline.published else "",
            dateline.source.text if dateline.source else "",
            tags=self.tags.get(article, ()),
            read=article in self.seen,
            starred=article in self.stars,
            notes=len(self.notes.get(article, ())),
        )


def _title(record: Record) -> str:
    return record.dateline.title.text if record.dateline.title else ""
