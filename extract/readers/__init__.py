"""Files in, articles out: one module a format, chosen by the file's ending, with or without `.gz`."""

from extract.readers.files import Fault, read

__all__ = ["Fault", "read"]
