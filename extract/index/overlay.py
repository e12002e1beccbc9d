"""What the analyst adds, as plain values that queries are joined with."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Overlay:
    """Tags and marks by article id, at one moment."""

    tags: Mapping[str, AbstractSet[str]] = field(default_factory=dict)
    """Tag name -> ids of the articles that bear it."""
    read: AbstractSet[str] = frozenset()
    starred: AbstractSet[str] = frozenset()
    noted: AbstractSet[str] = frozenset()
    """Ids of articles that have a note."""
    version: int = 0
    """Raised by the owner with every change: an overlay of the same version is not loaded twice."""
