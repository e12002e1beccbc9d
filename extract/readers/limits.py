"""How much is taken of one file and one article. What is cut is said so: in a note on the article, or as a fault."""

from __future__ import annotations

MAX_TEXT = 500_000
"""Code points of an article's text, about a novel; the rest is cut off and the article says so. The pipeline needs
some seconds for as much, so that this bounds the time of an article too."""

MAX_FILE = 32 * 1024 * 1024
"""Bytes, unpacked, of a file that is one article (.txt .md .eml)."""

MAX_HTML = 8 * 1024 * 1024
"""Bytes of a web page: the slowest pages that we could make take trafilatura a second for each MiB."""

MAX_ROW = 32 * 1024 * 1024
"""Bytes of a row of JSON Lines or CSV; a longer one is a fault, and reading goes on after it."""

MAX_EXPANSION = 200
BOMB = 256 * 1024 * 1024
"""A packed file is taken for a bomb once it has given BOMB bytes at more than MAX_EXPANSION times its own size; text
packs to a tenth of its size at most. Its reading stops there with a fault."""

MAX_ARCHIVE = 4 * 1024 * 1024 * 1024
"""Bytes of an archive within another that is kept in a temporary file while it is read."""

MAX_DOCUMENT = 256 * 1024 * 1024
"""Bytes of a PDF, a workbook or another document that its library reads as a whole."""
