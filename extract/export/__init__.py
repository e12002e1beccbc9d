"""Getting the work out: articles with cards, mentions, tags and notes, as other tools and people read them."""

from extract.export.item import Exporter, ExportItem, ExportNote, ExportSummary

__all__ = ["FORMATS", "WHOLE", "ExportItem", "ExportNote", "ExportSummary", "Exporter", "load_exporter"]

FORMATS = {
    "jsonl": "extract.export.jsonl:write",
    "csv": "extract.export.spreadsheet:write",
    "md": "extract.export.report:write_markdown",
    "html": "extract.export.report:write_html",
    "conll": "extract.export.tokens:write_conll",
    "spacy": "extract.export.tokens:write_spacy",
    "w3c": "extract.export.w3c:write",
    "stix": "extract.export.stix:write",
}
"""Name of each format and the function that writes it, imported only when it is asked for."""

WHOLE = frozenset({"spacy"})
"""Those that hold in memory all that one file holds; many articles become several files."""


def load_exporter(name: str) -> Exporter:
    """Return the function that writes a format.

    Raises:
        KeyError: for a name that is not in FORMATS.

    """
    from importlib import import_module

    module, _, function = FORMATS[name].partition(":")
    write: Exporter = getattr(import_module(module), function)
    return write
