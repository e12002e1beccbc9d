"""Articles made up for the tests of briefs, their cards by the words that they cite."""

from __future__ import annotations

from extract.article import (
    Agreement,
    Article,
    Card,
    Entity,
    Equipment,
    Figure,
    Flag,
    Mention,
    Moment,
    Quote,
    Record,
    Span,
)
from extract.brief.values import Evidence


def evidence(
    name: str,
    text: str,
    *,
    figures: dict[str, tuple[float, str | None]] | None = None,
    quotes: dict[str, str | None] | None = None,
    places: tuple[str, ...] = (),
    moments: dict[str, str] | None = None,
    deals: dict[str, str] | None = None,
    arms: tuple[str, ...] = (),
    published: str | None = None,
    outlet: str | None = None,
    likeness: int | None = None,
) -> Evidence:
    """Make an article whose card says what is given, each by its words in the text."""
    lead = text.split("\n")[0]
    card = Card(
        lead=(Span.of(text, 0, len(lead)),),
        when=tuple(Moment(words, value, *_at(text, words)) for words, value in (moments or {}).items()),
        quotes=tuple(
            Quote(words, *_at(text, words), speaker, None, "direct") for words, speaker in (quotes or {}).items()
        ),
        figures=tuple(
            Figure(words, value, unit, *_at(text, words)) for words, (value, unit) in (figures or {}).items()
        ),
        equipment=tuple(Equipment(words, "named", *_at(text, words)) for words in arms),
        agreements=tuple(
            Agreement(words, ("Norland",), status, *_at(text, words)) for words, status in (deals or {}).items()
        ),
        flags=(Flag("homoglyph", "a letter of another alphabet"),),
    )
    record = Record(
        Article(name, "news", text),
        mentions=tuple(Mention(*_at(text, words), words, "LOC", f"e-{words}") for words in places),
        entities=tuple(Entity(f"e-{words}", "LOC", words) for words in places),
        card=card,
    )
    return Evidence(record, name, published, outlet, likeness)


def _at(text: str, words: str) -> tuple[int, int]:
    start = text.index(words)
    return start, start + len(words)
