"""What the other articles of a story have that one of them lacks: names and figures, by their records."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extract.index.search.story_moves import list_members, name_stories, resolve_moves, story_key
from extract.names.fold import fold

if TYPE_CHECKING:
    from extract.article import Record
    from extract.index.overlay import Overlay
    from extract.index.search.index import Index
    from extract.index.search.rows import Row

LABELS = ("PERSON", "ORG", "EQUIPMENT", "LOC", "FAC", "EVENT", "LAW")
"""What is listed of the names of another article, in this order; those on its card first."""
OTHERS = 50
"""Articles that are listed: the newest."""


@dataclass(frozen=True, slots=True)
class OtherArticle:
    """Another article of the same story."""

    row: Row
    reprint: bool
    """Whether it is a near duplicate of the one."""
    names: tuple[str, ...]
    """What it names and the one does not."""
    figures: tuple[str, ...]
    """Figures of its card that the one's lacks, as they stand in it."""
    extracted: bool
    """Whether it has a record, without which nothing is known of it."""


@dataclass(frozen=True, slots=True)
class StoryOthers:
    """The other articles of an article's story, the newest first."""

    story: str
    """Id of the story."""
    others: tuple[OtherArticle, ...]
    count: int
    """How many there are, which may be more than are listed."""
    extracted: bool
    """Whether the article itself has a record."""


def list_others(index: Index, article: str, overlay: Overlay) -> StoryOthers:
    """List the other articles of an article's story, with what they have that it lacks."""
    database = index.database
    own, moves = database.rowid(article), resolve_moves(database, overlay.rules)
    key = None if own is None else story_key(database, moves, own)
    rowids = [] if key is None else [rowid for rowid in list_members(database, moves, key) if rowid != own]
    stored = index.article(article, overlay)
    record = stored.record if stored else None
    alike = dict(database.likeness_of([*rowids[:OTHERS], *([] if own is None else [own])]))
    likeness = None if own is None else alike.get(own)
    found = []
    for rowid, row in zip(rowids[:OTHERS], database.rows(rowids[:OTHERS]), strict=False):
        other = index.article(row.id, overlay)
        theirs = other.record if other else None
        names, figures = (
            (lacking_names(record, theirs), lacking_figures(record, theirs)) if record and theirs else ((), ())
        )
        reprint = likeness is not None and alike.get(rowid) == likeness
        found.append(OtherArticle(row, reprint, names, figures, theirs is not None))
    story = article if key is None else name_stories(database, [key]).get(key, article)
    return StoryOthers(story, tuple(found), len(rowids), record is not None)


def lacking_names(one: Record, other: Record) -> tuple[str, ...]:
    """List the names that another record has and one lacks under any alias, those on the card first."""
    known = {form for entity in one.entities for form in _forms((entity.name, *entity.aliases))}
    shown = [actor.entity for actor in other.card.who]
    found = [
        entity
        for entity in other.entities
        if entity.label in LABELS and known.isdisjoint(_forms((entity.name, *entity.aliases)))
    ]
    found.sort(key=lambda entity: (entity.id not in shown, LABELS.index(entity.label)))
    return tuple(dict.fromkeys(entity.name for entity in found))


def _forms(names: Iterable[str]) -> set[str]:
    return set(map(fold, names))


def lacking_figures(one: Record, other: Record) -> tuple[str, ...]:
    """List the figures of another record's card, as they stand there, whose value and unit one's card lacks."""
    known = {(figure.value, figure.unit) for figure in one.card.figures}
    return tuple(
        dict.fromkeys(figure.text for figure in other.card.figures if (figure.value, figure.unit) not in known)
    )
