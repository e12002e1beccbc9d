"""Bytes to text: UTF-8 where it is UTF-8, else what the bytes themselves suggest."""

from __future__ import annotations


def decode(data: bytes) -> str:
    """Return the text of a file, its byte order mark aside."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        from charset_normalizer import from_bytes

        best = from_bytes(data).best()
        return str(best) if best else data.decode("utf-8", "replace")
