"""Word documents (DOCX): paragraphs and tables in their order; a press archive's are split into its articles."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from extract.article import Article, Metadata
from extract.errors import SitrepError
from extract.readers.articles import clean_field, make_article
from extract.readers.limits import MAX_DOCUMENT
from extract.readers.press_archives import split_text
from extract.readers.source import SourceFile, make_seekable
from extract.readers.zip_archive import DAMAGED, check_size

_TITLES = ("Title", "Heading 1")


def read(source: SourceFile) -> Iterator[Article]:
    """Yield the article, or each of those that it holds.

    Raises:
        SitrepError: where it is damaged, or has no text.

    """
    import docx
    from docx.opc.exceptions import OpcError

    with make_seekable(source, MAX_DOCUMENT) as file:
        check_size(file, source.path)
        try:
            document = docx.Document(file)
            parts = list(_parts(document))
            author = clean_field(document.core_properties.author)
        except (OpcError, SyntaxError, AttributeError, TypeError, *DAMAGED) as error:
            raise SitrepError(f"damaged: {error}", source.path) from error
    text = "\n".join(part for _, part in parts if part.strip())
    if not text.strip():
        raise SitrepError("no text is in this document", source.path)
    several = split_text("\n".join(part for _, part in parts), source.path)
    if several:
        yield from several
        return
    title = next((clean_field(part) for style, part in parts if style in _TITLES), None)
    yield make_article(source.path, text, Metadata(title=title, byline=author))


def _parts(document: Any) -> Iterator[tuple[str, str]]:
    """Yield style and text of each paragraph; a row of a table is a line."""
    from docx.table import Table

    for block in document.iter_inner_content():
        if isinstance(block, Table):
            for row in block.rows:
                cells = dict.fromkeys(" ".join(cell.text.split()) for cell in row.cells)
                yield "", "  ".join(cell for cell in cells if cell)
        else:
            yield (block.style.name if block.style is not None else "") or "", block.text
