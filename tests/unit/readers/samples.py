"""A file of every format with the same article in it, made by the tests: what each reader must give back."""

from __future__ import annotations

import json
from collections.abc import Callable

TITLE = "Torvik closes its harbour"
TEXT = (
    "The harbour of Torvik will be closed from Monday, the minister said after a meeting with the fishermen there.\n"
    "“We will pay them until the spring,” Ada Lind told the Courier, who called the decision a hard one for the town."
)
LINES = TEXT.split("\n")
PARAGRAPHS = "".join(f"<p>{line}</p>" for line in LINES)
DATE = "2024-05-04"
SOURCE = "Courier"
ROW = {"headline": TITLE, "publishedAt": DATE, "source": {"name": SOURCE}, "content": TEXT}

MADE: dict[str, Callable[[], bytes]] = {}
"""By ending, what makes the bytes of such a file."""


def made(*endings: str) -> Callable[[Callable[[], bytes]], Callable[[], bytes]]:
    """Say of which endings a function makes a file."""

    def note(make: Callable[[], bytes]) -> Callable[[], bytes]:
        MADE.update(dict.fromkeys(endings, make))
        return make

    return note


@made(".txt", ".text")
def plain() -> bytes:
    return f"{TITLE}\n\nPublished: {DATE}\nSource: {SOURCE}\n\n{TEXT}".encode()


@made(".md", ".markdown")
def markdown() -> bytes:
    return f"---\ntitle: {TITLE}\ndate: {DATE}\npublisher: {SOURCE}\n---\n\n{TEXT}".encode()


@made(".html", ".htm", ".xhtml", ".shtml", ".php", ".asp", ".aspx", ".jsp")
def page() -> bytes:
    head = (
        f"<title>{TITLE}</title><meta property=og:site_name content={SOURCE}>"
        f'<meta property="article:published_time" content="{DATE}">'
    )
    article = f"<article><h1>{TITLE}</h1>{PARAGRAPHS}</article>"
    return f"<!doctype html><html lang=en><head><meta charset=utf-8>{head}</head><body>{article}</body></html>".encode()


@made(".jsonl", ".ndjson")
def json_lines() -> bytes:
    return json.dumps(ROW).encode() + b"\n"


@made(".json")
def json_document() -> bytes:
    return json.dumps({"status": "ok", "articles": [ROW]}, indent=2).encode()


@made(".csv")
def semicolons() -> bytes:
    return f'sep=;\nheadline;publishedAt;publisher;content\n{TITLE};{DATE};{SOURCE};"{TEXT}"\n'.encode("utf-8-sig")


@made(".tsv")
def tabs() -> bytes:
    return f'headline\tpublishedAt\tpublisher\tcontent\n{TITLE}\t{DATE}\t{SOURCE}\t"{TEXT}"\n'.encode()


@made(".eml")
def message() -> bytes:
    head = f"From: {SOURCE} <desk@courier.example>\nSubject: {TITLE}\nDate: Sat, 4 May 2024 10:00:00 +0000\n"
    return f"{head}Content-Type: text/plain; charset=utf-8\n\n{TEXT}\n".encode()
