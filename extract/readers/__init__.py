"""Files in, articles out: one module a format, chosen by the file's ending, with or without `.gz`."""

from extract.readers.faults import Fault
from extract.readers.files import read

__all__ = ["Fault", "read"]
