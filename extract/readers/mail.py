"""Mail: the subject is the title, the sender the source, the plain-text part the article."""

from __future__ import annotations

import email
import email.policy
from collections.abc import Iterator

from extract.article import Article, Metadata
from extract.errors import SitrepError
from extract.identity import text_id


def read(data: bytes, path: str) -> Iterator[Article]:
    """Yield the article that a message holds.

    Raises:
        SitrepError: where the message has no text.

    """
    message = email.message_from_bytes(data, policy=email.policy.default)
    body = message.get_body(preferencelist=("plain", "html"))
    if body is None:
        raise SitrepError("this message has no text", path)
    text = body.get_content()
    metadata = Metadata(title=message["subject"], date=message["date"], source=message["from"])
    yield Article(text_id(text), path, text, metadata)
