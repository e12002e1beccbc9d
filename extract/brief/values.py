"""What a brief is made of and what it says: plain values, all strings of which stand in the articles cited."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from extract.article import Quote, Record

Part = Literal["what", "when", "who", "where", "said", "figures", "deals", "arms", "contested", "doubts"]

DAY = len("2026-02-09")
"""Letters of an ISO date."""


@dataclass(frozen=True, slots=True, eq=False)
class Evidence:
    """An article as a brief uses it."""

    record: Record
    title: str = ""
    published: str | None = None
    """ISO 8601 as far as it is known."""
    outlet: str | None = None
    likeness: int | None = None
    """Number that near duplicates share; None where it has none."""

    @property
    def id(self) -> str:
        """The article's id."""
        return self.record.article.id

    @property
    def text(self) -> str:
        """The article's text."""
        return self.record.article.text

    @property
    def day(self) -> str | None:
        """ISO date of publication; None where it is not known."""
        return self.published[:DAY] if self.published else None

    def cite(self, start: int, end: int) -> Source:
        """Return a piece of the text with its place."""
        return Source(self.id, start, end, self.text[start:end])


@dataclass(frozen=True, slots=True)
class BriefStory:
    """A story as a brief is given it."""

    id: str
    best: str
    """The id of the article that tells most."""
    articles: tuple[Evidence, ...]
    """Oldest first."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a line comes from: an article, and code points of its text."""

    article: str
    start: int
    end: int
    text: str
    """What stands there."""


@dataclass(frozen=True, slots=True)
class FigureValue(Source):
    """A figure in one article."""

    value: float
    unit: str | None
    """As it stands there; currencies as ISO codes."""
    claimant: str | None
    """Who says so, where the article names them."""


@dataclass(frozen=True, slots=True)
class Step:
    """How far a deal has come."""

    status: str
    """proposed, announced or signed."""
    day: str | None
    """ISO date on which this was done; None where the article does not say it."""
    reported: str | None
    """ISO date of the article, where it is known."""
    source: Source
    """The deal in that article."""


@dataclass(frozen=True, slots=True)
class BriefLine:
    """A line of a brief."""

    part: Part
    text: str
    """Words of one of the articles: what stands at the first source, or for a figure the sentence around it."""
    sources: tuple[Source, ...]
    story: str = ""
    """The id of the story that it is about."""
    speaker: str | None = None
    """Whose words they are; None where the articles do not settle it."""
    details: tuple[Source, ...] = ()
    """The roles that somebody is given, as they stand in the articles, oldest first."""
    values: tuple[FigureValue, ...] = ()
    """What is counted, in each article that counts it."""
    differs: bool = False
    """Whether these values contradict each other, those that round to each other aside."""
    date: str | None = None
    """ISO date of a dated event."""
    kind: str | None = None
    """What a doubt is about; the verb by which a statement is denied; that a deal is only reported; what befell those
    counted; "with" of whoever stands beside the subject of a dossier."""
    message: str = ""
    """What a doubt says, in words of the card's."""
    parties: tuple[Source, ...] = ()
    """Who agrees on a deal."""
    amounts: tuple[Source, ...] = ()
    """What a deal is about in numbers."""
    steps: tuple[Step, ...] = ()
    """How far a deal has come, in the order in which steps are taken."""
    dossier: str = ""
    """On whom the dossier is that it stands in; empty where it is of a story or stands alone."""


@dataclass(frozen=True, slots=True, eq=False)
class Saying:
    """One quote in one article."""

    article: Evidence
    quote: Quote

    @property
    def source(self) -> Source:
        """Where it stands."""
        return Source(
            self.article.id, self.quote.start, self.quote.end, self.article.text[self.quote.start : self.quote.end]
        )
