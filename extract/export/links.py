"""Restricts links in exports to web addresses: an article may claim any address as its own."""

from __future__ import annotations

import re

from extract.visible import visible

_WEB = re.compile(r"https?://[^\s\"'<>()\\\x00-\x1f\x7f]+")


def web_link(url: str | None) -> str:
    """Return an address of the web (http, https) fit for a link; the empty string for anything else."""
    return visible(url, line=True) if url and _WEB.fullmatch(url) else ""
