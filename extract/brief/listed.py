"""Lines of quotes and briefs as a list shows them: plain values with a JSON form, for the pipe between two processes.

Nothing is imported here, so that whoever only shows them does not load what makes them.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import astuple, dataclass

Place = tuple[str, int, int]
"""Id of an article, start and end (code points)."""


@dataclass(frozen=True, slots=True)
class ListedQuote:
    """A statement with every article that has it."""

    day: str
    """When it was first reported, an ISO date; empty where no article says its date."""
    speaker: str
    """Empty where nobody is named."""
    group: str
    """The name that this speaker is listed by, whatever the article calls them."""
    text: str
    """Between quotation marks where it is direct speech."""
    outlets: tuple[str, ...]
    places: tuple[Place, ...]

    def to_json(self) -> str:
        """Encode as a line of JSON."""
        return json.dumps(astuple(self))

    @classmethod
    def from_json(cls, line: bytes) -> ListedQuote:
        """Decode what `to_json` encoded."""
        day, speaker, group, text, outlets, places = json.loads(line)
        return cls(day, speaker, group, text, tuple(outlets), _places(places))


def order_by_speaker(speakers: Sequence[str]) -> list[int]:
    """Return the places of statements by speaker: who said most first, whoever has no name last, else as they come."""
    said = Counter(speakers)
    return sorted(
        range(len(speakers)), key=lambda place: (not speakers[place], -said[speakers[place]], speakers[place])
    )


@dataclass(frozen=True, slots=True)
class ListedLine:
    """A line of a brief."""

    section: str
    """The heading under which it stands."""
    front: str
    """What stands in front of it."""
    part: str
    words: str
    """What it says: words of the articles, and whose they are."""
    key: str
    """By which it is known (`extract.brief.verdicts.line_key`)."""
    differs: bool
    outlets: tuple[str, ...]
    places: tuple[Place, ...]

    def to_json(self) -> str:
        """Encode as a line of JSON."""
        return json.dumps(astuple(self))

    @classmethod
    def from_json(cls, line: bytes) -> ListedLine:
        """Decode what `to_json` encoded."""
        section, front, part, words, key, differs, outlets, places = json.loads(line)
        return cls(section, front, part, words, key, differs, tuple(outlets), _places(places))


def _places(rows: list[list[object]]) -> tuple[Place, ...]:
    return tuple((str(article), int(str(start)), int(str(end))) for article, start, end in rows)
