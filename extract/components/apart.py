"""What stands apart from the story: furniture, headline, byline, outlet and date lines."""

from __future__ import annotations

from spacy.tokens import Doc

from extract.names.fold import fold


def find_apart(doc: Doc) -> list[tuple[int, int]]:
    """Return the stretches of a doc that are not running text of its story, ascending, as offsets."""
    line = doc._.dateline
    spans = [*doc._.boilerplate, line.title, line.byline]
    return sorted((s.start, s.end) for s in spans if s is not None and s.start is not None and s.end is not None)


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
