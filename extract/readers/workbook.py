"""Workbooks (XLSX, XLS, ODS): an article a row of each sheet whose first row names a text."""

from __future__ import annotations

from collections.abc import Iterator

from extract.article import Article
from extract.errors import SitrepError
from extract.readers.faults import Fault
from extract.readers.field_names import has_text_column, row_article
from extract.readers.limits import MAX_DOCUMENT
from extract.readers.source import SourceFile, make_seekable
from extract.readers.tabular import fault_no_text
from extract.readers.zip_archive import check_size


def read(source: SourceFile) -> Iterator[Article | Fault]:
    """Yield the articles of its sheets, and a fault for each row that has none.

    Raises:
        SitrepError: where it is damaged, or no sheet has a column of texts.

    """
    from python_calamine import CalamineError, CalamineWorkbook

    position, header = 0, None
    found = False
    with make_seekable(source, MAX_DOCUMENT) as file:
        check_size(file, source.path)
        try:
            book = CalamineWorkbook.from_filelike(file)
            for sheet in book.sheet_names:
                rows = book.get_sheet_by_name(sheet).iter_rows()
                names = [str(cell).strip() for cell in next(rows, ())]
                header = header or names
                if not has_text_column(names, source.options):
                    continue
                found = True
                for number, cells in enumerate(rows, 2):
                    row = {name: _value(cell) for name, cell in zip(names, cells, strict=False) if name}
                    if any(value not in (None, "") for value in row.values()):
                        place = f"{sheet}, row {number}"
                        made = row_article(row, source.path, position, options=source.options, part=place)
                        yield made or Fault(source.path, f"{place}: this row has no text")
                        position += 1 if made else 0
        except (CalamineError, OSError, ValueError) as error:
            raise SitrepError(f"damaged, or no workbook: {error}", source.path) from error
    if not found:
        raise SitrepError(fault_no_text(header or ()), source.path)


def _value(cell: object) -> object:
    """Return a cell; whole numbers, which workbooks keep as fractions, as such."""
    return int(cell) if isinstance(cell, float) and cell.is_integer() else cell
