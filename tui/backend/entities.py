"""Entities of an article or of the corpus: what is known of each, who may be the same, and what the analyst decides."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from extract.index.search.entities import EntityRow
from extract.index.search.kwic import KwicLine
from extract.names.fold import fold
from tui.backend.open_corpus import OpenCorpus

if TYPE_CHECKING:
    from extract.article import Record
    from extract.index.search.results import Results

READ = 200
"""Articles that are read for one entity's sheet, the newest."""
LINES = 100
"""Mentions in context on a sheet."""
AROUND = 120
"""Code points of context on each side."""
POOL = 200
"""Entities that are weighed as candidates for a merge, besides all that share a word of the name."""
FORMS = 8
"""Forms of each that are compared."""
ALIKE = 88.0
"""Ratio of the words that two names share (token set ratio, of 100) from which on they may be the same."""


@dataclass(frozen=True, slots=True)
class MergeCandidate:
    """An entity that another may be merged with."""

    entity: EntityRow
    likely: bool
    """Whether the two are of one label and their names are alike."""


@dataclass(frozen=True, slots=True)
class EntityProfile:
    """All about one entity."""

    row: EntityRow
    query: str
    """What finds the articles that name it."""
    articles: int = 0
    """How many these are; spellings, roles and mentions are those of the newest `READ`."""
    spellings: tuple[tuple[str, str, int], ...] = ()
    """Spelling, source, how many."""
    roles: tuple[tuple[str, str], ...] = ()
    """Date and role, ascending."""
    company: tuple[tuple[str, str, int], ...] = ()
    """Name, label, in how many articles together."""
    lines: tuple[KwicLine, ...] = ()
    """Its mentions in context."""
    alike: tuple[EntityRow, ...] = ()
    """Entities that may be the same."""
    watched: tuple[tuple[str, str], ...] = ()
    """Watchlists that have it, each with its note."""


DecisionKind = Literal["merge", "split", "unsure", "relabel", "reject", "rename"]


@dataclass(frozen=True, slots=True)
class EntityDecision:
    """A decision of the analyst on an entity."""

    kind: DecisionKind
    entity: EntityRow
    other: EntityRow | None = None
    """For merge and unsure."""
    value: str = ""
    """For split the spelling, for rename the name, for relabel the label."""
    article: str | None = None
    """The article that it holds for; None is the corpus."""


class Entities:
    """Lists entities, gathers what is known of one, and writes decisions."""

    def __init__(self, opened: OpenCorpus) -> None:
        self._corpus = opened
        self._keyed_by = opened.index
        """The index whose row ids are the keys of the entities that were listed last."""

    def list_entities(self, article_id: str | None, part: str, limit: int) -> Sequence[EntityRow]:
        """Return the entities of an article, or of the corpus, with `part` in a name, the most frequent first."""
        overlay = self._corpus.store.overlay()
        if article_id is None:
            self._keyed_by = self._corpus.index
            return self._corpus.index.entities(part=part, overlay=overlay, limit=limit)
        stored = self._corpus.index.article(article_id, overlay)
        if stored is None or stored.record is None:
            return []
        counts = Counter(mention.entity for mention in stored.record.mentions)
        rows = [EntityRow(0, e.label, e.name, counts[e.id], (e.name, *e.aliases)) for e in stored.record.entities]
        return sorted((row for row in rows if _has_part(row, fold(part))), key=lambda row: -row.count)[:limit]

    def candidates(self, row: EntityRow, article_id: str | None, part: str, limit: int) -> Sequence[MergeCandidate]:
        """Return all that an entity, of an article or the corpus, may be merged with, the likeliest first.

        Names are compared by the ratio of words that they share (rapidfuzz's token set ratio).
        """
        from rapidfuzz.fuzz import token_set_ratio

        own = self.list_entities(article_id, part, POOL) if article_id is not None else ()
        alike = [other for other in self._alike(row) if _has_part(other, fold(part))]
        found: dict[tuple[str, str], EntityRow] = {}
        for other in (*own, *alike, *self.list_entities(None, part, POOL)):
            found.setdefault((other.label, other.name), other)
        found.pop((row.label, row.name), None)
        rules, mine = self._corpus.store.rules(), _folded(row)
        ranked: list[tuple[tuple[bool, float, bool, bool, int], MergeCandidate]] = []
        for other in found.values():
            ratio = max(token_set_ratio(one, two) for one in mine for two in _folded(other))
            likely = ratio >= ALIKE and other.label == row.label
            likely = likely and rules.judgement(row.label, row.name, other.name) != "different"
            elsewhere = article_id is not None and other.key != 0
            rank = (not likely, -ratio if likely else 0.0, elsewhere, other.label != row.label, -other.count)
            ranked.append((rank, MergeCandidate(other, likely)))
        return [candidate for _, candidate in sorted(ranked, key=lambda pair: pair[0])[:limit]]

    def sheet(self, row: EntityRow) -> EntityProfile:
        """Return all about one entity, from the newest articles that name it."""
        spellings: Counter[tuple[str, str]] = Counter()
        roles: dict[tuple[str, str], None] = {}
        lines: list[KwicLine] = []
        query, key = self._query(row), self._key(row)
        for record in self._records(query):
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
        return EntityProfile(
            row,
            query,
            articles=self._find(query).count,
            spellings=tuple((text, source, n) for (text, source), n in spellings.most_common(40)),
            roles=tuple(sorted(roles)),
            company=tuple(self._company(row, key)),
            lines=tuple(lines),
            alike=tuple(other for other in self._alike(row) if _are_alike(row.name, other.name)),
            watched=tuple((on.list, on.note) for on in self._corpus.index.watched_as(key)) if key is not None else (),
        )

    def decide(self, decided: EntityDecision) -> str:
        """Write a decision to the tag store; returns what it says, for the status line."""
        from extract.decisions import Decision
        from tui.tags import decide
        from tui.tags.describe import describe_decision

        row, other = decided.entity, decided.other
        names, value = (row.name, *row.aliases), decided.value or None
        others: tuple[str, ...] = ()
        if decided.kind == "split":
            names, others, value = (decided.value,), tuple(name for name in names if name != decided.value), None
        elif other is not None:
            elsewhere = decided.article is not None and other.key != 0  # the article takes the corpus's name
            others, value = (other.name, *other.aliases), other.name if elsewhere else row.name
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
        self._corpus.store.do(decide(decision))
        return describe_decision(decision, "this article")

    def _query(self, row: EntityRow) -> str:
        """Find a query for the articles that name an entity; a name of one article only finds none."""
        from extract.index.query.fields import quote_value

        overlay = self._corpus.store.overlay()
        queries = [f"entity:{quote_value(name)}" for name in (row.name, *sorted(row.aliases, key=len, reverse=True))]
        found = (query for query in queries if self._corpus.index.search(query, "date", overlay).count)
        return next(found, queries[0])

    def _records(self, query: str) -> Iterator[Record]:
        overlay = self._corpus.store.overlay()
        for found in self._find(query).page(0, READ):
            stored = self._corpus.index.article(found.id, overlay)
            if stored and stored.record:
                yield stored.record

    def _find(self, query: str) -> Results:
        return self._corpus.index.search(query, "date", self._corpus.store.overlay())

    def _key(self, row: EntityRow) -> int | None:
        """Return the key of the corpus's entity; one of an article is looked up by its name."""
        index = self._corpus.index
        if row.key and self._keyed_by is index:
            return row.key
        same = index.entities(row.label, like=row.name, overlay=self._corpus.store.overlay(), limit=1)
        return same[0].key if same else None

    def _company(self, row: EntityRow, key: int | None) -> Iterator[tuple[str, str, int]]:
        """Yield who stands in the same articles as the corpus's entity, each once, as the analyst calls them."""
        rules = self._corpus.store.rules()
        seen = {(row.label, row.name)}
        for other, together in self._corpus.index.list_cooccurring(key) if key is not None else ():
            named = rules.canonical(other.label, other.name)
            if named is not None and named not in seen:
                seen.add(named)
                yield named[1], named[0], together

    def _alike(self, row: EntityRow) -> Iterator[EntityRow]:
        """Yield entities that share a word of the name and were never judged."""
        overlay, seen = self._corpus.store.overlay(), {row.name}
        rules = self._corpus.store.rules()
        for word in sorted(row.name.split(), key=len, reverse=True)[:2]:
            for other in self._corpus.index.entities(row.label, like=word, overlay=overlay, limit=20):
                if other.name not in seen and rules.judgement(row.label, row.name, other.name) is None:
                    seen.add(other.name)
                    yield other


def _are_alike(name: str, other: str) -> bool:
    """Tell whether two names may be of one: not where all that they share is a surname, or a given name."""
    from rapidfuzz.fuzz import token_set_ratio

    return token_set_ratio(fold(name), fold(other)) >= ALIKE


def _folded(row: EntityRow) -> list[str]:
    return [fold(name) for name in (row.name, *row.aliases[:FORMS])]


def _has_part(row: EntityRow, part: str) -> bool:
    return any(part in fold(name) for name in (row.name, *row.aliases))


def _same(row: EntityRow, label: str, names: Sequence[str]) -> bool:
    mine = {fold(name) for name in (row.name, *row.aliases)}
    return label == row.label and any(fold(name) in mine for name in names)


def _in_context(record: Record, start: int, end: int, date: str, source: str) -> KwicLine:
    text = record.article.text
    before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    return KwicLine(record.article.id, "", date, source, start, end, before, text[start:end], after, 0)
