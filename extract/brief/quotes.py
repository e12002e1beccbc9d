"""Lists who said what in the articles of a query: a statement once, with every article that has it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Literal

from extract.article import Card, Record
from extract.brief.listed import order_by_speaker
from extract.brief.speakers import group_speakers
from extract.brief.statements import Statement, group_statements
from extract.brief.values import Evidence, Saying
from extract.names.fold import fold

if TYPE_CHECKING:
    from extract.index import Index, Overlay, Results

Order = Literal["speaker", "date", "none"]
PAGE = 500
"""Articles that are read at a time."""


def read_articles(
    index: Index,
    results: Results,
    overlay: Overlay,
    progress: Callable[[int], None] = lambda _: None,
    most: int | None = None,
) -> tuple[list[Evidence], int]:
    """Read the articles found that have been extracted, `most` of them; return them, and how many have not been.

    Raises:
        Cancelled: by the `Cancellation` in whose scope it is called.

    """
    articles: list[Evidence] = []
    done = 0
    while page := results.page(done, PAGE if most is None else min(PAGE, most - done), snippets=False):
        for row in page:
            stored = index.article(row.id, overlay)
            if stored is not None and stored.record is not None:
                articles.append(Evidence(_keep_quotes(stored.record), row.title, row.published, row.source))
        done += len(page)
        progress(done)
    return articles, done - len(articles)


def _keep_quotes(record: Record) -> Record:
    """Return a record with what quotes are listed from: with all else twenty thousand would take four times as much."""
    speakers = {quote.entity for quote in record.card.quotes if quote.entity}
    kept = [one for one in record.mentions if one.entity in speakers or one.label == "LOC"]
    return replace(record, mentions=tuple(kept), entities=(), boilerplate=(), card=Card(quotes=record.card.quotes))


def list_quotes(articles: Sequence[Evidence], by: Order) -> list[Statement]:
    """List the statements of articles: by date, newest first, or in the articles' order.

    By speaker those of each stand together, the newest first: who said most comes first, and whoever is not named last.
    """
    statements = group_statements(articles)
    place = {article.id: number for number, article in enumerate(articles)}
    statements.sort(key=lambda one: (place[one.sources[0].article], one.sources[0].start))
    if by != "none":
        statements.sort(key=lambda one: first_day(one) or "", reverse=True)
    if by == "speaker":
        shown = name_speakers(statements)
        statements = [statements[n] for n in order_by_speaker([shown.get(one.speaker or "", "") for one in statements])]
    return statements


def name_speakers(statements: Iterable[Statement]) -> dict[str, str]:
    """Map the name of every speaker, as it stands in the statements, to the one name that this speaker is listed by."""
    named: Counter[str] = Counter()
    persons: set[str] = set()
    for statement in statements:
        if speaker := statement.speaker:
            named[speaker] += 1
            if any(_is_person(saying) for saying in statement.sayings):
                persons.add(fold(speaker))
    return group_speakers(named, persons)


def _is_person(saying: Saying) -> bool:
    entity = saying.quote.entity
    mentions = saying.article.record.mentions
    return entity is not None and any(one.entity == entity and one.label == "PERSON" for one in mentions)


def first_day(statement: Statement) -> str | None:
    """Return when it was first reported, ISO 8601; None where no article says its date."""
    return min((saying.article.published for saying in statement.sayings if saying.article.published), default=None)


def quote_to_json(statement: Statement) -> dict[str, Any]:
    """Build the JSON object of a statement."""
    first = statement.sayings[0]
    return {
        "speaker": statement.speaker,
        "date": first_day(statement),
        "outlets": list(dict.fromkeys(one.article.outlet for one in statement.sayings if one.article.outlet)),
        "text": first.quote.text,
        "kind": first.quote.kind,
        "cue": first.quote.cue,
        "denied": statement.denial is not None,
        "sources": [
            {"article": source.article, "start": source.start, "end": source.end} for source in statement.sources
        ],
    }
