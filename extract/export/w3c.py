"""Web Annotations (W3C, 2017): every mention, tag and note as JSON-LD that other annotation tools read.

Targets carry both selectors of the recommendation: the quote with its surroundings, found again after the text has
changed, and the position, exact while it has not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO
from uuid import NAMESPACE_URL, uuid5

from extract.card_parts import card_items
from extract.export.item import ExportItem, ExportNote, ExportSummary
from extract.visible import json_text, visible

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
AROUND = 32
"""Code points of prefix and suffix in a quote selector."""

_Json = dict[str, Any]


def write(items: Iterable[ExportItem], summary: ExportSummary, out: BinaryIO) -> int:
    """Write one annotation collection; return how many articles it is about."""
    head = {
        "@context": CONTEXT,
        "id": _urn("collection", summary.corpus, summary.query, summary.created),
        "type": "AnnotationCollection",
        "label": visible(f"{summary.corpus}: {summary.query}" if summary.query else summary.corpus, line=True),
        "created": summary.created,
    }
    first = {"type": "AnnotationPage", "startIndex": 0}
    out.write(f'{json_text(head)[:-1]}, "first": {json_text(first)[:-1]}, "items": ['.encode())
    count, comma = 0, ""
    for item in items:
        for annotation in annotate(item):
            out.write(f"{comma}\n{json_text(annotation)}".encode())
            comma = ","
        count += 1
    out.write(b"\n]}}\n")
    return count


def annotate(item: ExportItem) -> Iterator[_Json]:
    """Yield the annotations of one article: its tags, its notes, its card, its mentions."""
    for tag in item.tags:
        yield _annotation(item, "tagging", _body(tag, "tagging"))
    for note in item.notes:
        yield _of_note(item, note)
    for part, said in card_items(item.record):
        for one in said:
            described = [_body(part.name, "classifying"), _body(part.plain(one), "describing")]
            yield _annotation(item, "describing", described, one.start, one.end)
    names = {entity.id: entity.name for entity in item.record.entities}
    for mention in item.record.mentions:
        body: list[_Json] = [_body(mention.label, "classifying")]
        if mention.entity in names:
            body.append(_body(names[mention.entity], "identifying"))
        yield _annotation(item, "identifying", body, mention.start, mention.end)


def _of_note(item: ExportItem, note: ExportNote) -> _Json:
    body: list[_Json] = [_body(tag, "tagging") for tag in note.tags]
    if note.text:
        body.append({**_body(note.text, "commenting"), "format": "text/plain"})
    annotation = _annotation(item, "commenting" if note.text else "tagging", body, note.start, note.end)
    if note.author:
        annotation["creator"] = {"type": "Person", "nickname": visible(note.author, line=True)}
    if note.created:
        annotation["created"] = note.created
    return annotation


def _body(value: str, purpose: str) -> _Json:
    """Clean the body text of an annotation; the quote in its target stays as the article has it."""
    return {"type": "TextualBody", "value": visible(value), "purpose": purpose}


def _annotation(
    item: ExportItem, motivation: str, body: _Json | list[_Json], start: int | None = None, end: int | None = None
) -> _Json:
    article = item.record.article
    source = article.metadata.url or f"urn:sitrep:article:{article.id}"
    target: str | _Json = source
    if start is not None and end is not None:
        text = article.text
        target = {
            "source": source,
            "selector": [
                {
                    "type": "TextQuoteSelector",
                    "exact": text[start:end],
                    "prefix": text[max(0, start - AROUND) : start],
                    "suffix": text[end : end + AROUND],
                },
                {"type": "TextPositionSelector", "start": start, "end": end},
            ],
        }
    return {
        "id": _urn("annotation", article.id, motivation, json_text(body), str(start), str(end)),
        "type": "Annotation",
        "motivation": motivation,
        "body": body,
        "target": target,
    }


def _urn(*parts: str) -> str:
    """Return the same name for the same thing in every export."""
    return f"urn:uuid:{uuid5(NAMESPACE_URL, json_text(['sitrep', *parts]))}"
