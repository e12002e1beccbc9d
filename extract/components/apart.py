"""What stands apart from the story: furniture, headline, byline, outlet and date lines."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Doc

from extract.components.state import text_of
from extract.names.fold import fold
from extract.stretches import merge_stretches

_REST = re.compile(r"[ \t]*(?:[-–—|·•»][^\n]{1,60})?$", re.MULTILINE)
"""What may stand behind a copy of the title on its line: a page's own title ends with the name of its site."""


def find_apart(doc: Doc) -> list[tuple[int, int]]:
    """Return the stretches of a doc that are not running text of its story, ascending, as offsets."""
    line = doc._.dateline
    spans = [*doc._.boilerplate, line.title, line.byline]
    copies = _copies(text_of(doc), line.title.text) if line.title is not None else ()
    placed = ((s.start, s.end) for s in spans if s is not None and s.start is not None and s.end is not None)
    return merge_stretches([*copies, *placed])


def _copies(text: str, title: str) -> Iterator[tuple[int, int]]:
    """Yield the lines that hold a title and nothing else, but for the name of the site."""
    for match in re.finditer(rf"^{re.escape(title)}", text, re.MULTILINE):
        if rest := _REST.match(text, match.end()):
            yield match.start(), rest.end()


def find_outlet(doc: Doc) -> str | None:
    """Return the entity that published the article, where the text names it."""
    source = doc._.dateline.source
    if source is None:
        return None
    said = fold(source.text)
    return next(
        (e.id for e in doc._.entities if said in {fold(form) for form in (e.name, *e.aliases)}),
        None,
    )
