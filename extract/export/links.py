"""Which addresses an export may carry as links: an article says what it likes of where it came from."""

from __future__ import annotations

import re

from extract.visible import visible

_WEB = re.compile(r"https?://[^\s\"'<>()\\\x00-\x1f\x7f]+")


def web_link(url: str | None) -> str:
    """Return the address if it is one of the web, http or https; nothing where it is anything else."""
    return visible(url, line=True) if url and _WEB.fullmatch(url) else ""
