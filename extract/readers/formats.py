"""Every format that is read, once: by which names and bytes it is known, which module reads it, what that leaves out.

The walk over a corpus, the choice of a reader, the table in README and the tests of all readers are made from this
table: a reader for a new format is a module with a function `read(source)` and a line here.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from functools import cache
from importlib import import_module

from extract.readers.decode import unicode_encoding
from extract.readers.endings import file_ending
from extract.readers.source import Reader


@dataclass(frozen=True, slots=True)
class Format:
    """A format of files: how it is told, and which module reads it."""

    name: str
    module: str
    """Of `extract.readers`; imported when the first such file is read, since the browser waits for imports."""
    endings: tuple[str, ...]
    begins: bytes | None = None
    """A pattern that the first bytes match: what a file without an ending is told by."""
    articles: str = "the file"
    """What of it is an article, for README."""
    left_out: str = "nothing"
    """What is not read of it, for README."""

    @property
    def read(self) -> Reader:
        """The function that reads such a file, imported when first asked for."""
        found: Reader = import_module(f"extract.readers.{self.module}").read
        return found


def _format(
    name: str,
    module: str,
    endings: str,
    begins: bytes | None = None,
    articles: str = "the file",
    left_out: str = "nothing",
) -> Format:
    return Format(name, module, tuple(endings.split()), begins, articles, left_out)


FORMATS = (
    _format("text", "text", ".txt .text"),
    _format("Markdown", "markdown", ".md .markdown", left_out="nothing; its marks stay in the text"),
    _format(
        "web page",
        "html",
        ".html .htm .xhtml .shtml .php .asp .aspx .jsp",
        rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,500}?-->\s*)*(?:<!doctype\s+html|<html|<head\b|<body\b|<article\b)",
        left_out="menus, comments and what else stands around the article",
    ),
    _format(
        *("JSON", "json_rows", ".jsonl .ndjson .json", rb"\s*(?:\{\s*[\"}]|\[\s*[\[{])", "an object with a text"),
        "fields that an article does not have",
    ),
    _format("CSV", "tabular", ".csv .tsv", None, "a row", "columns that an article does not have"),
    _format("MHTML", "mhtml", ".mhtml .mht", None, "the page", "pictures, styles, scripts"),
    _format(
        "mailbox", "mbox", ".mbox", rb"From \S[^\r\n]*\d\d:\d\d", "a message, or each of a digest's", "attachments"
    ),
    _format(
        *("mail", "mail", ".eml"),
        rb"(?:Return-Path|Received|Delivered-To|Message-ID|MIME-Version|X-[\w-]+|From|To|Subject|Date|Content-Type"
        rb"|DKIM-Signature|ARC-[\w-]+|Authentication-Results|Reply-To):[^\r\n]*\r?\n(?:[ \t]+[^\r\n]*\r?\n)*"
        rb"[A-Za-z][\w-]*:",
        "a message, or each of a digest's",
        "attachments; of a digest what stands around its articles",
    ),
    _format(
        *("feed", "feed", ".rss .atom .rdf .xml"),
        rb"\s*(?:<\?xml[^>]*>\s*)?(?:<\?[^>]*>\s*|<!--.{0,500}?-->\s*)*<(?:rss|feed|rdf:RDF)\b",
        "an entry",
        "what the feed only links to; XML that is no feed",
    ),
    _format("web archive", "warc", ".warc .arc", rb"WARC/\d\.\d|filedesc://", "a page", "all that is no page"),
    _format("PDF", "pdf", ".pdf", rb"%PDF-", left_out="pictures, and scans without a text"),
    _format("RTF", "rtf", ".rtf", rb"\{\\rtf", "the file, or each of a press archive's", "pictures, styles"),
    _format(
        *("Word", "docx_file", ".docx", rb"PK\x03\x04.{0,4000}?word/"),
        "the file, or each of a press archive's",
        "pictures, notes, heads and feet of pages; .doc",
    ),
    _format(
        *("workbook", "workbook", ".xlsx .xlsm .xls .ods"),
        rb"PK\x03\x04(?:.{0,4000}?xl/|.{26}mimetypeapplication/vnd\.oasis\.opendocument\.spreadsheet)",
        "a row of a sheet",
        "other columns, formulas",
    ),
    _format(
        *("EPUB", "epub", ".epub", rb"PK\x03\x04.{26}mimetypeapplication/epub"),
        "a chapter",
        "pictures, contents, chapters of under 200 characters",
    ),
    _format(
        *("SQLite", "sqlite_file", ".db .sqlite .sqlite3", rb"SQLite format 3\0", "a row"),
        "without `--query`, all but newsboat's cache",
    ),
    _format("Parquet", "parquet", ".parquet", rb"PAR1", "a row", "other columns; needs the extra `parquet`"),
    _format(
        *("ZIP", "zip_archive", ".zip .wacz", rb"PK\x03\x04", "what its members hold"),
        "archives in archives in it",
    ),
    _format(
        *("TAR", "tar_archive", ".tar .tgz .tbz2 .txz .tzst", rb".{257}ustar", "what its members hold"),
        "archives in archives in it",
    ),
)
"""In the order in which their bytes are compared."""

_BY_ENDING = {ending: one for one in FORMATS for ending in one.endings}
ENDINGS = tuple(_BY_ENDING)
TEXT = FORMATS[0]


def format_by_name(name: str) -> Format | None:
    """Return the format that a name says."""
    return _BY_ENDING.get(file_ending(name))


def format_by_content(head: bytes) -> Format:
    """Return the format that the first bytes of a file say; text, where they say none."""
    encoding, skip = unicode_encoding(head)
    head = head[skip:] if encoding == "utf-8" else head[skip:].decode(encoding, "replace").encode("utf-8", "replace")
    return next((one for one, begins in _signatures() if begins.match(head)), TEXT)


def is_readable(name: str) -> bool:
    """Tell whether a file of this name is read; one without an ending is, since its bytes tell what it is."""
    if os.path.splitext(name)[1] in _BY_ENDING:  # noqa: PTH122 - what most of a million names are known by
        return True
    last = file_ending(name)
    return not last or last in _BY_ENDING


def describe_alike(name: str) -> str:
    """Describe all files whose names end as this one does: "files ending in .pdf"."""
    return f"files ending in {file_ending(name)}"


@cache
def _signatures() -> list[tuple[Format, re.Pattern[bytes]]]:
    return [(one, re.compile(one.begins, re.IGNORECASE | re.DOTALL)) for one in FORMATS if one.begins]
