"""How an article without a headline begins: what lists show in place of one."""

from __future__ import annotations

import re
from collections.abc import Iterable

from extract.article import Dateline, Span

_SIDE = 12
"""Code points beside a date or a name that are no sentence yet: "By", "Source:", "Updated"."""


def find_opening(text: str, boilerplate: Iterable[Span], about: Dateline) -> str:
    """Return the first line that is neither furniture nor only a date, outlet or author; else the first of all."""
    first = ""
    furniture = [(span.start or 0, span.end or 0) for span in boilerplate]
    said = [part.text for part in (about.published, about.source, about.byline) if part and part.text]
    for line in re.finditer(r"\S.*", text):
        first = first or line[0]
        if any(start <= line.start() < end for start, end in furniture):
            continue
        rest = line[0]
        for piece in said:
            rest = rest.replace(piece, "")
        if rest == line[0] or len(rest.strip()) > _SIDE:
            return line[0]
    return first
