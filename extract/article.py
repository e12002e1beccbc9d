"""The words that everything else uses: article, span, mention, entity, card, record.

Plain frozen values. Offsets are code points of the article's text, `end` exclusive; an offset is None only where
the value came from metadata and so stands nowhere in the text.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Origin = Literal["text", "metadata", "filename"]
QuoteKind = Literal["direct", "indirect"]
EquipmentKind = Literal["named", "generic"]
FLAG_KINDS = (
    "homoglyph", "date-conflict", "name-variant", "several-updates", "joined-words", "not-an-article", "truncated",
    "language", "other"
)  # fmt: skip
"""Kinds of flags that this version gives; a record of another may have others."""
PageKind = Literal["article", "live-blog", "index-page", "report", "error-page", "other"]
LISTED: frozenset[PageKind] = frozenset(("index-page", "error-page"))
"""Kinds of pages that hold no article: everything is furniture, and the card is empty."""

LABELS = (
    "PERSON",
    "ORG",
    "LOC",
    "FAC",
    "NORP",
    "EQUIPMENT",
    "PRODUCT",
    "EVENT",
    "LAW",
    "DATE",
    "TIME",
    "MONEY",
    "PERCENT",
    "QUANTITY",
)
"""OntoNotes' names, with LOC for every place and EQUIPMENT for weapons, platforms and munitions."""


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of the text, or a value from metadata (then without offsets)."""

    text: str
    start: int | None = None
    end: int | None = None

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Span:
        """Return the span of `text` from `start` to `end`."""
        return cls(text[start:end], start, end)


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a file says about an article outside its text; None where it does not say."""

    title: str | None = None
    date: str | None = None
    """As written; reading it is the dateline's work."""
    source: str | None = None
    byline: str | None = None
    url: str | None = None
    language: str | None = None
    extracted: bool | None = None
    """True where the text is an article that a reader took out of a whole page."""
    part: str | None = None
    """Where it stands in a file of many, in the words of that file: a member of an archive, a sheet, a page."""


@dataclass(frozen=True, slots=True)
class Article:
    """One article as a reader found it. The text is never altered afterwards."""

    id: str
    """The id that the file gives, else a digest of the text."""
    path: str
    """Of the file it came from, as given by the user; "-" is standard input."""
    text: str
    metadata: Metadata = Metadata()
    position: int = 0
    """Row, message or line in a file of many articles, from 0."""
    notes: tuple[Flag, ...] = ()
    """What the reader wants an analyst to know: a limit that cut the text, an encoding that had to be guessed."""
    repeated: frozenset[int] = frozenset()
    """Digests of the lines that its source repeats (`extract.page.repeats`), where a corpus has told."""


@dataclass(frozen=True, slots=True)
class Recorded(Article):
    """An article that came with its record, as `sitrep extract` and `sitrep export` write it."""

    record: Record | None = None
    """Without it the article is to be extracted as any other."""


@dataclass(frozen=True, slots=True)
class Published:
    """When an article was published or last updated."""

    value: str
    """ISO 8601 as far as it is known: 2026-02, 2026-02-09 or 2026-02-09T14:39."""
    text: str
    start: int | None
    end: int | None
    origin: Origin


@dataclass(frozen=True, slots=True)
class Dateline:
    """What an article says of itself: title, date, outlet, author."""

    title: Span | None = None
    published: Published | None = None
    source: Span | None = None
    byline: Span | None = None
    candidates: tuple[Published, ...] = ()
    """Every date that could be the date of publication, the chosen one first."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A span that names something."""

    start: int
    end: int
    text: str
    label: str
    entity: str | None = None
    """The id of its entity; None for dates, money and the like."""


@dataclass(frozen=True, slots=True)
class Entity:
    """What several mentions of one article name."""

    id: str
    label: str
    name: str
    aliases: tuple[str, ...] = ()
    """Every other form in which it stands in the text, as written."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts or speaks. `start` and `end` are those of the mention that shows it best."""

    entity: str | None
    """None for a body that is called by its country or by who leads it: "the British government"."""
    name: str
    label: str
    role: Span | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Place:
    """Where something happened."""

    entity: str | None
    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Moment:
    """When something happened; `value` is an ISO date, or None where the text does not settle it."""

    text: str
    value: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Quote:
    """What was said, without its marks, and who said it."""

    text: str
    start: int
    end: int
    speaker: str | None
    entity: str | None
    kind: QuoteKind
    cue: str | None = None
    """The verb that attributes it ("said"), as it stands in the text."""
    derived: bool = False
    """True where the speaker was found through a pronoun or a title rather than named beside the words."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that carries news, with what it counts."""

    text: str
    value: float
    unit: str | None
    start: int
    end: int
    of: tuple[Span, ...] = ()
    """The words elsewhere in its sentence that say what it is of and what befell it: "inflation rose to"."""


@dataclass(frozen=True, slots=True)
class Equipment:
    """A weapon, platform or munition, by designation or as a class."""

    name: str
    kind: EquipmentKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Agreement:
    """A pact, contract, aid package, sanction ..., with its parties and where it stands."""

    text: str
    parties: tuple[str, ...]
    status: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Flag:
    """What an analyst should be wary of."""

    kind: str
    message: str
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Card:
    """What is derived from one article; an empty part means that nothing was found."""

    lead: tuple[Span, ...] = ()
    who: tuple[Actor, ...] = ()
    where: tuple[Place, ...] = ()
    when: tuple[Moment, ...] = ()
    quotes: tuple[Quote, ...] = ()
    figures: tuple[Figure, ...] = ()
    equipment: tuple[Equipment, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    flags: tuple[Flag, ...] = ()


@dataclass(frozen=True, slots=True)
class Record:
    """An article with all that was derived from it: a line of `sitrep extract`."""

    article: Article
    dateline: Dateline = Dateline()
    language: str | None = None
    boilerplate: tuple[Span, ...] = ()
    mentions: tuple[Mention, ...] = ()
    entities: tuple[Entity, ...] = ()
    card: Card = field(default_factory=Card)
    pipeline: str | None = None
    """Fingerprint of the code, tables and model that made it, where nobody has changed it since."""
    kind: PageKind = "article"
    """What the page is."""
    model: str | None = None
    """Name and version of the user's own spaCy pipeline that recognised its names; None is the one that ships."""
