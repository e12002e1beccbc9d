"""Finds the dates of the events and resolves them."""

from __future__ import annotations

from datetime import date, timedelta

from spacy.language import Language
from spacy.tokens import Doc

from extract.article import Published
from extract.components.state import text_of
from extract.moments.find import moments_in


@Language.factory(
    "sitrep_when",
    assigns=["doc._.when"],
    requires=["doc._.boilerplate", "doc._.dateline", "doc._.captions", "doc._.quotes"],
)
class MomentFinder:
    """Finds the dates of the events and resolves them."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        """Assign `doc._.when`."""
        dateline = doc._.dateline
        skip = [(span.start, span.end) for span in doc._.boilerplate]
        skip += [(item.start, item.end) for item in dateline.candidates if item.start is not None]
        skip += doc._.captions
        quoted = [(quote.start, quote.end) for quote in doc._.quotes if quote.kind == "direct"]
        published = _day(dateline.published)
        stamped = {_day(item) for item in dateline.candidates}
        following = published is not None and published + timedelta(days=1) in stamped
        doc._.when = moments_in(text_of(doc), published, skip, quoted, doc._.language, doc._.trees, following=following)
        return doc


def _day(published: Published | None) -> date | None:
    """Return the day of publication, None where it is not known to the day."""
    if published is None or len(published.value) < 10:
        return None
    return date.fromisoformat(published.value[:10])
