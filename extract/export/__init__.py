"""Exports: articles with cards, mentions, tags and notes, in formats that other tools and people read."""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Final

from extract.export.item import Exporter, ExportItem, ExportNote, ExportSummary

__all__ = ["FORMATS", "ExportFormat", "ExportItem", "ExportNote", "ExportSummary", "Exporter", "load_exporter"]


@dataclass(frozen=True, slots=True)
class ExportFormat:
    """A format, told once: `sitrep export`, its help, the browser's choice and README are made from `FORMATS`."""

    name: str
    writer: str
    """Module and function that write it, `module:function`, imported only when it is asked for; see `Exporter`."""
    help: str
    """What it is, in a few words."""
    suffix: str
    """That its files have."""
    in_memory: bool = False
    """Whether its writer holds in memory all that one file holds; many articles then become several files."""


FORMATS: Final[Mapping[str, ExportFormat]] = {
    form.name: form
    for form in (
        ExportFormat("jsonl", "extract.export.jsonl:write", "records, which sitrep reads back", "jsonl"),
        ExportFormat("csv", "extract.export.spreadsheet:write", "a spreadsheet, a row an article", "csv"),
        ExportFormat("md", "extract.export.report:write_markdown", "a report in Markdown", "md"),
        ExportFormat("html", "extract.export.report:write_html", "a report in one HTML file", "html"),
        ExportFormat("conll", "extract.export.tokens:write_conll", "labelled tokens (CoNLL-2003, IOB2)", "conll"),
        ExportFormat(
            "spacy", "extract.export.tokens:write_spacy", "spaCy's DocBin, to train on", "spacy", in_memory=True
        ),
        ExportFormat("w3c", "extract.export.w3c:write", "W3C Web Annotations (JSON-LD)", "jsonld"),
        ExportFormat("stix", "extract.export.stix:write", "a STIX 2.1 bundle for threat intelligence", "json"),
    )
}
"""In the order in which they are listed; a format is known by its name."""


def load_exporter(name: str) -> Exporter:
    """Import the function that writes a format.

    Raises:
        KeyError: for a name that is not in FORMATS.

    """
    module, _, function = FORMATS[name].writer.partition(":")
    write: Exporter = getattr(import_module(module), function)
    return write
