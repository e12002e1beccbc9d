"""Files in, articles out: one module a format, chosen by a table (`formats`) from the file's ending or its bytes."""

from extract.readers.faults import Fault
from extract.readers.files import read

__all__ = ["Fault", "read"]
