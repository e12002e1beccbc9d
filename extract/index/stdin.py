"""Saves standard input to a file, so that its articles can be read again by the next scan and by whoever opens them."""

from __future__ import annotations

import os
import tempfile
from hashlib import blake2b
from pathlib import Path
from typing import BinaryIO

from extract.corpus_files import make_folder
from extract.errors import SitrepError
from extract.readers.formats import format_by_content
from extract.user_folders import data_folder

CHUNK = 1 << 20


def keep_stdin(stream: BinaryIO) -> Path:
    """Save a stream to a file of this user's own, named by a digest of its contents, and return the path.

    The same contents are the same file, so that they are not scanned twice and keep their tags. Its first bytes say
    which format it is.

    Raises:
        SitrepError: where the stream is empty, or the file cannot be written.

    """
    folder = data_folder() / "stdin"
    temporary = None
    try:
        make_folder(folder)
        hasher, start = blake2b(digest_size=8), b""
        with tempfile.NamedTemporaryFile(dir=folder, prefix=".", delete=False) as file:
            temporary = Path(file.name)
            while chunk := stream.read(CHUNK):
                start = start or chunk.lstrip()
                hasher.update(chunk)
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
        if not start:
            raise SitrepError("standard input is empty", "-")
        kept = folder / f"{hasher.hexdigest()}{format_by_content(start).endings[0]}"
        if not kept.exists():
            temporary.rename(kept)
        return kept
    except OSError as error:
        raise SitrepError(f"standard input cannot be kept ({error.strerror})", str(folder)) from error
    finally:
        if temporary:
            temporary.unlink(missing_ok=True)
