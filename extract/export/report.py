"""Reports that an analyst can send: Markdown, and HTML in one file without scripts.

Article text is escaped by the templates and made visible first, so that nothing in it acts in a browser, in a viewer
of Markdown, or on the eye through bidirectional overrides.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, BinaryIO

from markupsafe import Markup, escape

from extract.article import LABELS, Record
from extract.card_parts import card_items
from extract.export.item import ExportItem, ExportSummary
from extract.export.links import web_link
from extract.export.timeline import draw_timeline
from extract.visible import visible

if TYPE_CHECKING:
    from jinja2 import Environment, Template


def write_html(items: Iterable[ExportItem], summary: ExportSummary, out: BinaryIO) -> int:
    """Write one HTML file; return how many articles are in it."""
    return _write("report.html.jinja", items, summary, out)


def write_markdown(items: Iterable[ExportItem], summary: ExportSummary, out: BinaryIO) -> int:
    """Write one CommonMark file; return how many articles are in it."""
    return _write("report.md.jinja", items, summary, out)


@dataclass
class _CountedItems:
    """Hands items on and counts them, since the template, not we, runs the loop."""

    items: Iterable[ExportItem]
    count: int = 0

    def __iter__(self) -> Iterator[ExportItem]:
        for item in self.items:
            self.count += 1
            yield item


def _write(template: str, items: Iterable[ExportItem], summary: ExportSummary, out: BinaryIO) -> int:
    counted = _CountedItems(items)
    stream = load_template(template).stream(
        items=counted, summary=summary, timeline=draw_timeline(summary.months), labels=LABELS, card_items=card_items
    )
    stream.enable_buffering(64)
    stream.dump(out, encoding="utf-8", errors="replace")
    return counted.count


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("extract.export"),
        autoescape=lambda name: bool(name) and str(name).endswith(".html.jinja"),  # noqa: S701 - Markdown has escapes of its own
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        shown=visible, line=one_line, md=escape_markdown, marked=highlight_text, link=web_link, data=data_uri
    )
    return environment


def load_template(name: str) -> Template:
    """Load a template of a report; what it shows goes through the filters `line`, `md` and `link`, which escape it."""
    return _environment().get_template(name)


def highlight_text(record: Record) -> Markup:
    """Convert the article's text to HTML: mentions marked with their label, page furniture set back, lines kept."""
    text, parts, at = record.article.text, [], 0
    for start, end, before, after in _marks(record):
        if start >= at:
            parts += [escape(visible(text[at:start])), before, escape(visible(text[start:end])), after]
            at = end
    return Markup("").join([*parts, escape(visible(text[at:]))])


def _marks(record: Record) -> list[tuple[int, int, Markup, Markup]]:
    mentions = [
        (
            m.start,
            m.end,
            Markup('<mark class="{}">').format(_class(m.label)),
            Markup("<b>{}</b></mark>").format(m.label),
        )
        for m in record.mentions
    ]
    furniture = [
        (b.start, b.end, Markup('<span class="furniture">'), Markup("</span>"))
        for b in record.boilerplate
        if b.start is not None and b.end is not None
    ]
    return sorted(furniture + mentions, key=lambda mark: (mark[0], -mark[1]))


def _class(label: str) -> str:
    return label if label in LABELS else "other"


def one_line(text: str) -> str:
    """Make text visible, on one line."""
    return visible(" ".join(text.split()), line=True)


_MARKDOWN = re.compile(r"""[\\`*_{}\[\]<>|~&$^] | :(?=//) | (?<=www)\. | ^[-+=\#>:]""", re.VERBOSE)
_NUMBERED = re.compile(r"^(\d+)([.)])")


def escape_markdown(text: str) -> str:
    """Return text on one line in which nothing is left that CommonMark or its common extensions give a meaning.

    Brackets, emphasis, HTML, entities, tables and bare web addresses anywhere; headings, lists and rules where a line
    begins.
    """
    return _NUMBERED.sub(r"\1\\\2", _MARKDOWN.sub(r"\\\g<0>", one_line(text)))


def data_uri(svg: Markup) -> str:
    """Encode a picture as a data URI, for Markdown, in which no SVG may stand."""
    return "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode()
