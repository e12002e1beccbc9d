"""Places in a text that one goes through, hits, passages and evidence: which is next, which is in sight."""

from __future__ import annotations

from collections.abc import Sequence

Place = tuple[int, int]
"""Start and end, in code points."""


def next_place(places: Sequence[Place], at: int, step: int) -> Place | None:
    """Return the first of ascending places that begins behind an offset, or the last before it; None where none is."""
    if step > 0:
        return next((place for place in places if place[0] > at), None)
    return next((place for place in reversed(places) if place[0] < at), None)


def turn_place(places: Sequence[Place], marked: Place | None, step: int) -> Place:
    """Return the place so many steps from the marked one, round and round; the first where none of them is marked."""
    return places[(places.index(marked) + step) % len(places)] if marked in places else places[0]


def first_unfolded(places: Sequence[Place], folds: Sequence[Place]) -> Place | None:
    """Return the first place that does not meet a stretch that is folded away."""
    return next((place for place in places if not any(a < place[1] and place[0] < b for a, b in folds)), None)


def first_within(places: Sequence[Place], lines: Sequence[Place]) -> Place | None:
    """Return the first place that begins within some successive lines."""
    return next((place for place in places if lines and lines[0][0] <= place[0] < lines[-1][1]), None)


def describe_hit(hits: Sequence[Place], marked: Place | None) -> str:
    """Say which hit is marked, and of how many."""
    if marked in hits:
        return f"hit {hits.index(marked) + 1:,} of {len(hits):,}"
    return f"{len(hits):,} hits" if len(hits) != 1 else "1 hit"
