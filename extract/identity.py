"""What makes an article the same article: a digest of its text, the same wherever its file lies."""

from __future__ import annotations

from hashlib import blake2b


def text_id(text: str) -> str:
    """Return 16 hexadecimal digits of BLAKE2b over the text, for articles whose file gives no id of its own.

    Surrogates that stand for undecodable bytes are digested as they are. 64 bits: among a million articles, two
    texts share an id by chance once in 37 million such corpora.
    """
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
