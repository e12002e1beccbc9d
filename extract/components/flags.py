"""Raises what an analyst should be wary of."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from spacy.language import Language
from spacy.tokens import Doc

from extract.article import Entity, Flag
from extract.components.state import text_of
from extract.lexicon import alias_forms
from extract.page.conflicts import find_date_conflicts
from extract.page.letters import find_garbled, find_hidden, find_look_alikes, find_run_together
from extract.page.shape import find_missing_article, find_truncation
from extract.page.standing import find_standing
from extract.page.updates import find_digest, find_updates
from extract.page.variants import find_variants

ENGLISH_ONLY = "roles, indirect speech, agreements and the choice of the lead are made for English"


@Language.component(
    "sitrep_flags",
    assigns=["doc._.flags"],
    requires=["doc._.article", "doc._.language", "doc._.boilerplate", "doc._.dateline", "doc._.entities"],
)
def flags(doc: Doc) -> Doc:
    """Assign `doc._.flags`: those of the reader first, then in the order of the text."""
    found = sorted(_flags(doc), key=lambda flag: flag.start or 0)
    doc._.flags = (*doc._.article.notes, *found)
    return doc


def _flags(doc: Doc) -> Iterator[Flag]:
    text, dateline, furniture = text_of(doc), doc._.dateline, doc._.boilerplate
    yield from find_date_conflicts(text, dateline, furniture, datetime.now(UTC).date())
    yield from _updates(doc)
    yield from find_look_alikes(text)
    yield from find_hidden(text)
    yield from find_garbled(text)
    yield from find_run_together(text, furniture, alias_forms())
    yield from find_truncation(text, furniture, dateline.byline)
    yield from find_missing_article(text, doc._.kind, furniture, dateline.title, doc._.doubtful)
    yield from find_standing(text, dateline)
    yield from find_variants(text, _names(doc._.entities))
    if doc._.language not in ("en", None):
        names = f"; its names are those of {doc._.model}" if doc._.model else ""
        yield Flag("language", f"written in another language than English ({doc._.language}): {ENGLISH_ONLY}{names}")


def _updates(doc: Doc) -> Iterator[Flag]:
    found = find_updates(text_of(doc), doc._.dateline, doc._.boilerplate)
    if found:
        last = found[-1]
        marks = ", ".join(span.text.strip(" :") for span in found[:6])
        yield Flag("several-updates", f"{len(found)} updates in one page: {marks}", last.start, last.end)
    elif items := find_digest(text_of(doc), doc._.boilerplate):
        message = f"several stories in one page: {items[0].text.strip(' :–—-')}"
        yield Flag("several-updates", message, items[0].start, items[0].end)


def _names(entities: tuple[Entity, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    for entity in entities:
        if entity.label in ("PERSON", "LOC", "ORG", "FAC"):
            yield entity.label, (entity.name, *entity.aliases)
