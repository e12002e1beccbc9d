"""What the desk gathers from results when it is asked for: facets, months, lines of context, faults, exports."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

from extract.errors import SitrepError
from extract.index.search.facets import FACETS
from extract.index.search.kwic import find_lines
from tui.backend.base import Base
from tui.backend.beside import ContextLine, FacetRow, FaultRow
from tui.backend.shown import Found

VALUES = 30
"""Values of each."""
AROUND = 160
"""Code points of context on each side of a hit."""


class Aside:
    """Implements `tui.backend.protocol.Aside`."""

    def __init__(self, base: Base) -> None:
        self._base = base

    def facets(self, found: Found) -> Sequence[FacetRow]:
        index, overlay = self._base.index, self._base.store.overlay()
        results = index.search(found.query, found.sort, overlay)
        return [
            FacetRow(spec.name, facet.value, facet.count, facet.query)
            for spec in FACETS.values()
            if not spec.over_time
            for facet in index.facets(results, spec.name, overlay, VALUES)
        ]

    def timeline(self, found: Found) -> Sequence[FacetRow]:
        index = self._base.index
        results = index.search(found.query, found.sort, self._base.overlay_for(found.query))
        months: Counter[str] = Counter()
        for day, count in index.timeline(results):
            months[f"{day:%Y-%m}"] += count
        return [FacetRow("month", month, count, f"date:{month}") for month, count in sorted(months.items())]

    def context(self, found: Found, limit: int) -> Sequence[ContextLine]:
        index, overlay = self._base.index, self._base.store.overlay()
        results = index.search(found.query, found.sort, overlay)
        return [
            ContextLine(
                line.id,
                line.start,
                line.end,
                line.left,
                line.hit,
                line.right,
                line.published or "",
                line.source or "",
                1 + line.duplicates,
            )
            for line in islice(find_lines(index.database, results, found.query, AROUND, overlay), limit)
        ]

    def values(self, field: str, typed: str) -> Sequence[str]:
        return self._base.index.values(field, typed, self._base.store.overlay())

    def faults(self) -> Sequence[FaultRow]:
        return [FaultRow(fault.path, fault.message, fault.line) for fault in self._base.index.faults()]

    def export(self, found: Found, ids: Sequence[str], form: str, path: str, *, replace: bool = False) -> str:
        chosen = ids or list(self._base.index.search(found.query, found.sort, self._base.store.overlay()).ids())
        target = str(Path(path).expanduser().absolute())
        if not replace and os.path.lexists(target):
            raise FileExistsError(target)
        first, *more = map(str, self._base.corpus.sources)
        options = ["--format", form, "--output", target, "--ids", "-", *(f"--also={source}" for source in more)]
        options += ["--force"] if replace else []
        done = subprocess.run(
            [sys.executable, "-P", "-m", "tui.cli", "export", *options, "--", first, found.query],
            input="\n".join(chosen),
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
        said = (done.stderr.strip().splitlines() or [f"the export ended with code {done.returncode}"])[-1]
        if done.returncode:
            raise SitrepError(said.removeprefix("sitrep: "))
        return said
