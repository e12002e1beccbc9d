"""Mail: the subject is the title, the sender the source, the plain-text part the article."""

from __future__ import annotations

import email
import email.policy
from collections.abc import Iterator
from email.message import Message
from email.utils import parseaddr
from io import BufferedReader

from extract.article import Article, Metadata
from extract.errors import SitrepError
from extract.readers.articles import article, clean
from extract.readers.decode import decode
from extract.readers.html import of_page
from extract.readers.limits import MAX_FILE
from extract.readers.text import cut_note, whole

BROKEN_HEADER = (ValueError, LookupError, AttributeError, TypeError, AssertionError)
"""What the standard library's parser raises on headers and parts that are not as they should be."""


def read(stream: BufferedReader, path: str) -> Iterator[Article]:
    """Yield the article that a message holds; attachments are passed over.

    Raises:
        SitrepError: where the message has no text.

    """
    data = whole(stream, MAX_FILE)
    try:
        message = email.message_from_bytes(data[:MAX_FILE], policy=email.policy.compat32)
    except (RecursionError, *BROKEN_HEADER) as error:
        raise SitrepError(f"this message cannot be taken apart: {error}", path) from error
    sender = _header(message, "from") or ""
    metadata = Metadata(
        title=_header(message, "subject"),
        date=_header(message, "date"),
        source=clean(parseaddr(sender)[0]) or clean(sender),
    )
    notes = (cut_note(data, MAX_FILE),)
    for kind in ("text/plain", "text/html"):
        part = next((part for part in _parts(message) if part.get_content_type() == kind), None)
        text, note = _text(part) if part else ("", None)
        if text.strip():
            if kind == "text/html":
                yield of_page(text, path, (*notes, note), metadata)
            else:
                yield article(path, text, metadata, notes=(*notes, note))
            return
    raise SitrepError("this message has no text", path)


def _parts(message: Message) -> Iterator[Message]:
    """Yield the parts that are no attachments, in order, without recursion."""
    waiting = [message]
    while waiting:
        part = waiting.pop()
        inner = part.get_payload()
        if part.is_multipart() and isinstance(inner, list):
            waiting.extend(piece for piece in reversed(inner) if isinstance(piece, Message))
        elif part.get_content_disposition() != "attachment":
            yield part


def _text(part: Message) -> tuple[str, str | None]:
    """Return the text of a part and what is to be said of it."""
    try:
        data = part.get_payload(decode=True)
    except BROKEN_HEADER:
        data = None
    if not isinstance(data, bytes):
        return str(part.get_payload()), "this part could not be decoded; it stands as it was sent"
    charset = clean(part.get_param("charset"))
    if charset:
        try:
            return data.decode(charset), None
        except (LookupError, ValueError):
            pass
    decoded = decode(data)
    note = f"not {charset}, as the message says; read as {decoded.encoding}" if charset else decoded.note
    return decoded.text, note


def _header(message: Message, name: str) -> str | None:
    from email.header import decode_header, make_header

    try:
        value = message.get(name)
        return clean(str(make_header(decode_header(str(value))))) if value else None
    except BROKEN_HEADER:
        return clean(str(message.get(name)))
