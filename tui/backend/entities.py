"""The desk's entities: of an article or of the corpus, what is known of each, and what the analyst decides."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from tui.backend.base import Base
from tui.backend.beside import ContextLine, Decided, EntityRow, EntitySheet

if TYPE_CHECKING:
    from extract.article import Record

READ = 200
"""Articles that are read for one entity's sheet, the newest."""
LINES = 100
"""Mentions in context on a sheet."""
AROUND = 120
"""Code points of context on each side."""


class Entities:
    """Implements `tui.backend.protocol.Entities`."""

    def __init__(self, base: Base) -> None:
        self._base = base

    def listed(self, article_id: str | None, like: str, limit: int) -> Sequence[EntityRow]:
        overlay = self._base.store.overlay()
        if article_id is None:
            found = self._base.index.entities(like=like, overlay=overlay, limit=limit)
            return [
                EntityRow(row.name, row.label, row.articles, tuple(f for f in row.forms if f != row.name), row.key)
                for row in found
            ]
        stored = self._base.index.article(article_id, overlay)
        if stored is None or stored.record is None:
            return []
        counts = Counter(mention.entity for mention in stored.record.mentions)
        rows = [EntityRow(e.name, e.label, counts[e.id], e.aliases) for e in stored.record.entities]
        wanted = like.casefold()
        kept = [row for row in rows if any(wanted in name.casefold() for name in (row.name, *row.aliases))]
        return sorted(kept, key=lambda row: -row.count)[:limit]

    def sheet(self, row: EntityRow) -> EntitySheet:
        spellings: Counter[tuple[str, str]] = Counter()
        roles: dict[tuple[str, str], None] = {}
        lines: list[ContextLine] = []
        for record in self._records(row):
            source = record.dateline.source.text if record.dateline.source else ""
            date = record.dateline.published.value[:10] if record.dateline.published else ""
            mine = {e.id for e in record.entities if _same(row, e.label, (e.name, *e.aliases))}
            for mention in record.mentions:
                if mention.entity in mine:
                    spellings[mention.text, source] += 1
                    if len(lines) < LINES:
                        lines.append(_in_context(record, mention.start, mention.end, date, source))
            for actor in record.card.who:
                if actor.entity in mine and actor.role:
                    roles[date, actor.role.text] = None
        return EntitySheet(
            row,
            spellings=tuple((text, source, n) for (text, source), n in spellings.most_common(40)),
            roles=tuple(sorted(roles)),
            company=tuple(self._company(row)),
            lines=tuple(lines),
            alike=tuple(self._alike(row)),
        )

    def decide(self, decided: Decided) -> str:
        from extract.decisions import Decision
        from tui.tags import decide
        from tui.tags.describe import describe_decision

        row, other = decided.entity, decided.other
        names, value = (row.name, *row.aliases), decided.value or None
        others: tuple[str, ...] = ()
        if decided.kind == "split":
            names, others, value = (decided.value,), tuple(name for name in names if name != decided.value), None
        elif other is not None:
            others, value = (other.name, *other.aliases), row.name
        decision = Decision(
            decided.kind,
            row.label,
            names,
            scope="article" if decided.article else "corpus",
            article=decided.article,
            others=others,
            other_label=other.label if other else None,
            value=value,
        )
        self._base.store.do(decide(decision))
        return describe_decision(decision, "this article")

    def _records(self, row: EntityRow) -> Iterator[Record]:
        overlay = self._base.store.overlay()
        from extract.index.search.facets import quoted

        results = self._base.index.search(f"entity:{quoted(row.name)}", "date", overlay)
        for found in results.page(0, READ):
            stored = self._base.index.article(found.id, overlay)
            if stored and stored.record:
                yield stored.record

    def _company(self, row: EntityRow) -> Iterator[tuple[str, str, int]]:
        """Yield who stands in the same articles as the corpus's entity, each once, as the analyst calls them."""
        overlay, rules = self._base.store.overlay(), self._base.store.rules()
        key = row.key
        if key is None:
            same = self._base.index.entities(row.label, like=row.name, overlay=overlay, limit=1)
            key = same[0].key if same else None
        seen = {(row.label, row.name)}
        for other, together in self._base.index.beside(key) if key is not None else ():
            named = rules.canonical(other.label, other.name)
            if named is not None and named not in seen:
                seen.add(named)
                yield named[1], named[0], together

    def _alike(self, row: EntityRow) -> Iterator[EntityRow]:
        """Yield entities that share a word of the name and were never judged."""
        overlay, seen = self._base.store.overlay(), {row.name}
        rules = self._base.store.rules()
        for word in sorted(row.name.split(), key=len, reverse=True)[:2]:
            for other in self._base.index.entities(row.label, like=word, overlay=overlay, limit=20):
                if other.name not in seen and rules.judged(row.label, row.name, other.name) is None:
                    seen.add(other.name)
                    aliases = tuple(form for form in other.forms if form != other.name)
                    yield EntityRow(other.name, other.label, other.articles, aliases, other.key)


def _same(row: EntityRow, label: str, names: Sequence[str]) -> bool:
    mine = {name.casefold() for name in (row.name, *row.aliases)}
    return label == row.label and any(name.casefold() in mine for name in names)


def _in_context(record: Record, start: int, end: int, date: str, source: str) -> ContextLine:
    text = record.article.text
    before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    return ContextLine(record.article.id, start, end, before, text[start:end], after, date, source)
