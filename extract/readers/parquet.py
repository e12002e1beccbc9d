"""Parquet, as data sets come: an article a row, in batches."""

from __future__ import annotations

from collections.abc import Iterator

from extract.article import Article
from extract.errors import SitrepError
from extract.readers.faults import Fault
from extract.readers.field_names import has_text_column, row_article
from extract.readers.limits import MAX_ARCHIVE
from extract.readers.source import SourceFile, make_seekable
from extract.readers.tabular import fault_no_text

BATCH = 500


def read(source: SourceFile) -> Iterator[Article | Fault]:
    """Yield an article a row, and once how many rows have no text.

    Raises:
        SitrepError: where the extra is not installed, the file is damaged, or no column is a text.

    """
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as error:
        command = "pip install '.[parquet]' in sitrep's checkout"
        raise SitrepError(f"Parquet needs one more package: {command}", source.path) from error
    position = without = 0
    with make_seekable(source, MAX_ARCHIVE) as file:
        try:
            table = pyarrow.parquet.ParquetFile(file)
            names = table.schema_arrow.names
            if not has_text_column(names, source.options):
                raise SitrepError(fault_no_text(names), source.path)
            for batch in table.iter_batches(BATCH):
                for row in batch.to_pylist():
                    found = row_article(row, source.path, position, options=source.options)
                    if found:
                        yield found
                        position += 1
                    else:
                        without += 1
        except (pyarrow.ArrowException, OSError, ValueError) as error:
            raise SitrepError(f"damaged: {error}", source.path) from error
    if without:
        yield Fault(source.path, f"{without:,} rows have no text")
