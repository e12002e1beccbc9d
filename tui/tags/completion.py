"""Completion of tags: those in use that match what was typed, the most used lately first."""

from __future__ import annotations

from collections.abc import Iterable

from extract.folding import fold_accents
from tui.tags.changes import TAGS
from tui.tags.model import Model, TagUse


def complete(model: Model, typed: str, *, without: Iterable[str] = ()) -> list[str]:
    """Return the tags that fit, best first: those that begin so, then those of which a part does, then the others.

    Case and accents do not matter. Among equals the order is that of use: how often, and how lately.

    Args:
        model: what is in the store.
        typed: the beginning of a tag; empty fits all.
        without: tags not to offer, since the article has them.

    """
    wanted, barred = fold_accents(typed), set(without)
    ranked = []
    for tag, number in list(model.counts[TAGS].items()):
        if number <= 0 or tag in barred:
            continue
        rank = _rank(fold_accents(tag), wanted)
        if rank is not None:
            use = model.uses.get(tag, TagUse()).at(model.number)
            ranked.append((rank, -use, -number, tag))
    return [tag for *_, tag in sorted(ranked)]


def _rank(tag: str, wanted: str) -> int | None:
    if tag.startswith(wanted):
        return 0
    if any(part.startswith(wanted) for part in tag.replace("-", "/").replace("_", "/").split("/")):
        return 1
    return 2 if wanted in tag else None
