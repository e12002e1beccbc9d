"""Mail: the subject is the title, the sender the source, what a reader of it would see the article."""

from __future__ import annotations

import email
import email.policy
from collections.abc import Iterator
from dataclasses import dataclass, replace
from email.message import Message
from email.utils import parseaddr

from extract.article import Article, Metadata
from extract.errors import SitrepError
from extract.readers import digests
from extract.readers.articles import article, clean
from extract.readers.decode import codec_of, decode, decode_page
from extract.readers.html import of_page
from extract.readers.limits import MAX_FILE
from extract.readers.markup import text_of_fragment
from extract.readers.source import SourceFile
from extract.readers.text import cut_note, whole

BROKEN_HEADER = (ValueError, LookupError, AttributeError, TypeError, AssertionError, RecursionError)
"""What the standard library's parser raises on headers and parts that are not as they should be."""
STUB = 3
"""A plain part is a notice ("your program shows no HTML") where the page beside it has so many times its words."""
DEEPEST_FORWARD = 5
LONGEST_SENDER = 1000
_FORWARDED = ("from", "date", "subject")


def read(source: SourceFile) -> Iterator[Article]:
    """Yield the article that a message holds, or each of a digest's; attachments are passed over.

    Raises:
        SitrepError: where the message has no text.

    """
    data = whole(source.stream, MAX_FILE)
    yield from of_message(data[:MAX_FILE], source.path, notes=(cut_note(data, MAX_FILE),))


def of_message(data: bytes, path: str, *, position: int = 0, notes: tuple[str | None, ...] = ()) -> list[Article]:
    """Return the article of a message's bytes, or those of a digest; the first has `position`.

    Raises:
        SitrepError: where it has no text.

    """
    try:
        message = email.message_from_bytes(data, policy=email.policy.compat32)
    except BROKEN_HEADER as error:
        raise SitrepError(f"this message cannot be taken apart: {error}", path) from error
    metadata = Metadata(
        title=header(message, "subject"),
        date=header(message, "date"),
        source=_sender(message),
        url=header(message, "archived-at") or header(message, "list-archive"),
    )
    bodies = list(_bodies(message))
    notes = (*notes, *(body.note for body in bodies))
    if len(bodies) == 1 and (pieces := bodies[0].split()):
        return [
            article(path, text, _within(metadata, about), position=position + at, notes=notes)
            for at, (text, about) in enumerate(pieces)
        ]
    if len(bodies) == 1 and bodies[0].html:
        return [replace(of_page(bodies[0].text, path, notes, metadata), position=position)]
    text = "\n\n".join(plain for body in bodies if (plain := body.plain()).strip())
    if not text.strip():
        raise SitrepError("this message has no text", path)
    return [article(path, text, metadata, position=position, notes=notes)]


def _within(mail: Metadata, about: Metadata) -> Metadata:
    """Return what is said of an article of a digest; what it does not say itself is its mail's, but for the title."""
    return replace(about, date=about.date or mail.date, source=about.source or mail.source)


@dataclass(frozen=True, slots=True)
class _Body:
    """A part that is to be read."""

    text: str
    html: bool
    note: str | None = None

    def split(self) -> list[digests.Piece]:
        """Return its articles where it is a digest."""
        return digests.split_page(self.text) if self.html else digests.split_plain(self.text)

    def plain(self) -> str:
        """Return its text."""
        return text_of_fragment(self.text) if self.html else self.text


def _bodies(message: Message, depth: int = 0) -> Iterator[_Body]:
    """Yield what of a message is to be read, in order, without recursion into parts: one of each choice of parts."""
    waiting = [message]
    while waiting:
        part = waiting.pop()
        inner = part.get_payload()
        kind = part.get_content_type()
        if part.get_content_disposition() == "attachment":
            continue
        if kind == "message/rfc822" and isinstance(inner, list) and depth < DEEPEST_FORWARD:
            for forwarded in inner:
                if isinstance(forwarded, Message):
                    heads = [f"{name.title()}: {value}" for name in _FORWARDED if (value := header(forwarded, name))]
                    yield _Body("\n".join(heads), html=False)
                    yield from _bodies(forwarded, depth + 1)
        elif kind == "multipart/alternative" and isinstance(inner, list):
            waiting.append(_chosen([piece for piece in inner if isinstance(piece, Message)]) or Message())
        elif part.is_multipart() and isinstance(inner, list):
            waiting.extend(piece for piece in reversed(inner) if isinstance(piece, Message))
        elif kind in ("text/plain", "text/html") and (body := _body(part)).text.strip():
            yield body


def _chosen(parts: list[Message]) -> Message | None:
    """Return the plain part of those that say the same; the page where that one is empty, or a notice only."""
    plain = next((part for part in parts if part.get_content_type() == "text/plain"), None)
    rich = next((part for part in parts if part is not plain), None)
    if plain is None or rich is None:
        return plain or rich
    pages = [part for part in rich.walk() if part.get_content_type() == "text/html"]
    words = len(_body(plain).text.split())
    return rich if pages and len(_body(pages[0]).plain().split()) > STUB * words else plain


def _body(part: Message) -> _Body:
    """Return the text of a part and what is to be said of it."""
    html = part.get_content_type() == "text/html"
    try:
        data = part.get_payload(decode=True)
    except BROKEN_HEADER:
        data = None
    if not isinstance(data, bytes):
        return _Body(str(part.get_payload()), html, "this part could not be decoded; it stands as it was sent")
    charset = clean(part.get_param("charset"))
    decoded = decode_page(data, charset) if html else decode(data, charset)
    note = decoded.note
    if note and charset and codec_of(charset) != decoded.encoding:
        note = f"not {charset}, as the message says; read as {decoded.encoding}"
    text = decoded.text
    if not html and str(part.get_param("format", "")).lower() == "flowed":
        text = unflowed(text, delsp=str(part.get_param("delsp", "")).lower() == "yes")
    return _Body(text, html, note)


def unflowed(text: str, *, delsp: bool = False) -> str:
    """Return text whose soft line ends, a space before the line's end, are joined, as RFC 3676 has it."""
    lines: list[str] = []
    open_depth = -1
    for line in text.replace("\r\n", "\n").split("\n"):
        depth = len(line) - len(line.lstrip(">"))
        rest = line[depth:].removeprefix(" ")
        soft = rest.endswith(" ") and rest != "-- "
        if open_depth == depth and rest != "-- ":
            lines[-1] += rest
        else:
            lines.append(f"{'>' * depth} {rest}" if depth else rest)
        if soft and delsp:
            lines[-1] = lines[-1][:-1]
        open_depth = depth if soft else -1
    return "\n".join(line.rstrip(" ") if line != "-- " else line for line in lines)


def _sender(message: Message) -> str | None:
    """Return the name of whoever sent it, else the address; commas within an encoded name separate nothing."""
    raw = message.get("from")
    if not raw:
        return None
    try:
        name, address = parseaddr(str(raw)[:LONGEST_SENDER])
    except BROKEN_HEADER:
        return None
    return (_decoded(name) if name else None) or clean(address) or header(message, "from")


def header(message: Message, name: str) -> str | None:
    """Return a header in one line, decoded; None where there is none."""
    try:
        value = message.get(name)
    except BROKEN_HEADER:
        return None
    return _decoded(str(value)) if value else None


def _decoded(value: str) -> str | None:
    """Return a header's value, its encoded words (RFC 2047) decoded."""
    from email.header import decode_header, make_header

    try:
        parts = decode_header(value)
        return clean(str(make_header([(part, _charset(charset)) for part, charset in parts])))
    except BROKEN_HEADER:
        return clean(value)


def _charset(name: str | None) -> str | None:
    return (codec_of(name) or name) if name else name
