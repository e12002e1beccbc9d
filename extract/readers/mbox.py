"""A mailbox in one file, as mutt, Thunderbird and list archives keep them: a line "From " begins each message."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from extract.article import Article
from extract.errors import SitrepError
from extract.readers.faults import Fault
from extract.readers.limits import MAX_FILE
from extract.readers.mail import read_message
from extract.readers.source import SourceFile

_FROM = re.compile(rb"From \S.*\d\d:\d\d")
_QUOTED = re.compile(rb"^>(>*From )", re.MULTILINE)


def read(source: SourceFile) -> Iterator[Article | Fault]:
    """Yield the article of each message, and a fault for each that has no text.

    Raises:
        SitrepError: where it holds no message.

    """
    number = position = 0
    for number, (line, data) in enumerate(_messages(source), 1):
        note = (
            f"the message is larger than {MAX_FILE >> 20} MiB; the rest was not read" if len(data) > MAX_FILE else None
        )
        try:
            found = read_message(_QUOTED.sub(rb"\1", data[:MAX_FILE]), source.path, position=position, notes=(note,))
            position += len(found)
            for one in found:
                within = f", {one.metadata.part}" if one.metadata.part else ""
                yield replace(one, metadata=replace(one.metadata, part=f"message {number}{within}"))
        except SitrepError as error:
            yield Fault(source.path, error.message, line)
            position += 1
    if not number:
        raise SitrepError("no message begins in this mailbox", source.path)


def _messages(source: SourceFile) -> Iterator[tuple[int, bytes]]:
    """Yield each message, no more than a little beyond the limit of it, with the line that it begins at."""
    parts: list[bytes] | None = None
    size = number = begin = 0
    blank = True
    while line := source.stream.readline(MAX_FILE):
        number += 1
        if blank and _FROM.match(line):
            if parts is not None:
                yield begin, b"".join(parts[:-1])  # without the blank line, which belongs to the mailbox
            parts, size, begin = [], 0, number
        elif parts is not None and size <= MAX_FILE:
            parts.append(line)
            size += len(line)
        blank = line in (b"\n", b"\r\n")
    if parts is not None:
        yield begin, b"".join(parts)
