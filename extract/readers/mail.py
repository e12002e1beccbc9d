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
from extract.readers.articles import clean_field, make_article
from extract.readers.decode import decode, decode_page, resolve_codec
from extract.readers.html import read_html
from extract.readers.limits import MAX_FILE
from extract.readers.markup import extract_text
from extract.readers.source import SourceFile
from extract.readers.text import note_cut, read_bytes

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
    data = read_bytes(source.stream, MAX_FILE)
    yield from read_message(data[:MAX_FILE], source.path, notes=(note_cut(data, MAX_FILE),))


def read_message(data: bytes, path: str, *, position: int = 0, notes: tuple[str | None, ...] = ()) -> list[Article]:
    """Return the article of a message's bytes, or those of a digest; the first has `position`.

    Raises:
        SitrepError: where it has no text.

    """
    try:
        message = email.message_from_bytes(data, policy=email.policy.compat32)
    except BROKEN_HEADER as error:
        raise SitrepError(f"this message cannot be taken apart: {error}", path) from error
    metadata = Metadata(
        title=decode_header(message, "subject"),
        date=decode_header(message, "date"),
        source=_sender(message),
        url=decode_header(message, "archived-at") or decode_header(message, "list-archive"),
    )
    bodies = list(_find_bodies(message))
    notes = (*notes, *(body.note for body in bodies))
    if len(bodies) == 1 and (pieces := bodies[0].split()):
        return [
            make_article(path, text, _merge_metadata(metadata, about), position=position + at, notes=notes)
            for at, (text, about) in enumerate(pieces)
        ]
    if len(bodies) == 1 and bodies[0].html:
        return [replace(read_html(bodies[0].text, path, notes, metadata), position=position)]
    text = "\n\n".join(plain for body in bodies if (plain := body.plain()).strip())
    if not text.strip():
        raise SitrepError("this message has no text", path)
    return [make_article(path, text, metadata, position=position, notes=notes)]


def _merge_metadata(mail: Metadata, about: Metadata) -> Metadata:
    """Fill the metadata of an article of a digest from those of its mail, but for the title."""
    return replace(about, date=about.date or mail.date, source=about.source or mail.source)


@dataclass(frozen=True, slots=True)
class _MailBody:
    """A part that is to be read."""

    text: str
    html: bool
    note: str | None = None

    def split(self) -> list[digests.DigestArticle]:
        """Return its articles where it is a digest."""
        return digests.split_page(self.text) if self.html else digests.split_plain(self.text)

    def plain(self) -> str:
        """Return its text."""
        return extract_text(self.text) if self.html else self.text


def _find_bodies(message: Message, depth: int = 0) -> Iterator[_MailBody]:
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
                    heads = [
                        f"{name.title()}: {value}" for name in _FORWARDED if (value := decode_header(forwarded, name))
                    ]
                    yield _MailBody("\n".join(heads), html=False)
                    yield from _find_bodies(forwarded, depth + 1)
        elif kind == "multipart/alternative" and isinstance(inner, list):
            waiting.append(_choose_body([piece for piece in inner if isinstance(piece, Message)]) or Message())
        elif part.is_multipart() and isinstance(inner, list):
            waiting.extend(piece for piece in reversed(inner) if isinstance(piece, Message))
        elif kind in ("text/plain", "text/html") and (body := _read_body(part)).text.strip():
            yield body


def _choose_body(parts: list[Message]) -> Message | None:
    """Return the plain part of those that say the same; the page where that one is empty, or a notice only."""
    plain = next((part for part in parts if part.get_content_type() == "text/plain"), None)
    rich = next((part for part in parts if part is not plain), None)
    if plain is None or rich is None:
        return plain or rich
    pages = [part for part in rich.walk() if part.get_content_type() == "text/html"]
    words = len(_read_body(plain).text.split())
    return rich if pages and len(_read_body(pages[0]).plain().split()) > STUB * words else plain


def _read_body(part: Message) -> _MailBody:
    """Return the text of a part and what is to be said of it."""
    html = part.get_content_type() == "text/html"
    try:
        data = part.get_payload(decode=True)
    except BROKEN_HEADER:
        data = None
    if not isinstance(data, bytes):
        return _MailBody(str(part.get_payload()), html, "this part could not be decoded; it stands as it was sent")
    charset = clean_field(part.get_param("charset"))
    decoded = decode_page(data, charset) if html else decode(data, charset)
    note = decoded.note
    if note and charset and resolve_codec(charset) != decoded.encoding:
        note = f"not {charset}, as the message says; read as {decoded.encoding}"
    text = decoded.text
    if not html and str(part.get_param("format", "")).lower() == "flowed":
        text = join_flowed_lines(text, delsp=str(part.get_param("delsp", "")).lower() == "yes")
    return _MailBody(text, html, note)


def join_flowed_lines(text: str, *, delsp: bool = False) -> str:
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
    return (_decode_words(name) if name else None) or clean_field(address) or decode_header(message, "from")


def decode_header(message: Message, name: str) -> str | None:
    """Return a header in one line, decoded; None where there is none."""
    try:
        value = message.get(name)
    except BROKEN_HEADER:
        return None
    return _decode_words(str(value)) if value else None


def _decode_words(value: str) -> str | None:
    """Return a header's value, its encoded words (RFC 2047) decoded."""
    from email.header import decode_header, make_header

    try:
        parts = decode_header(value)
        return clean_field(str(make_header([(part, _charset(charset)) for part, charset in parts])))
    except BROKEN_HEADER:
        return clean_field(value)


def _charset(name: str | None) -> str | None:
    return (resolve_codec(name) or name) if name else name
