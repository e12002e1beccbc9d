"""Files in which press archives deliver many articles as one text: LexisNexis and ProQuest.

Each is told by what it puts around every article: a file that lacks it is left whole. The text of an article is what
the archive calls its body; what stands around it is metadata.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from extract.article import Article, Metadata
from extract.date_grammar import MONTH, ORDINAL
from extract.readers.articles import clean_field, make_article

_NEXIS_START = re.compile(r"^[ \t\u00a0]*\d+ of \d+ DOCUMENTS[ \t\u00a0]*\r?$", re.MULTILINE)
_NEXIS_END = re.compile(r"^[ \t\u00a0]*End of Document[ \t\u00a0]*\r?$", re.MULTILINE)
_PROQUEST_RULE = re.compile(r"^_{40,}[ \t]*\r?$", re.MULTILINE)
_PROQUEST_TEXT = re.compile(r"^Full text:[ \t]*", re.MULTILINE | re.IGNORECASE)
_FIELD = re.compile(r"^[ \t\u00a0]*([A-Z][A-Za-z/ -]{2,28}):(.*)$", re.MULTILINE)
_DATED = re.compile(rf"\b(?:\d{{1,2}}{ORDINAL}? )?{MONTH}(?: \d{{1,2}},?)? \d{{4}}\b|\b\d{{4}}-\d\d-\d\d\b")
_BEFORE_BODY = frozenset(["byline", "section", "length", "dateline", "highlight", "series", "graphic", "source"])
_AFTER_BODY = frozenset(
    [
        *("load-date", "language", "graphic", "publication-type", "journal code", "document-type", "correction-date"),
        *("classification", "subject", "company", "organization", "geographic", "industry", "person", "correction"),
    ]
)
_EDITION = re.compile(r"\bEdition\b")
_PAGE = re.compile(r"^Page \d+ of \d+$")


def split_text(text: str, path: str) -> list[Article]:
    """Return the articles of a text that a press archive made of them; none where it is no such text."""
    for begin, pieces in ((_NEXIS_START, _classic), (_NEXIS_END, _current), (_PROQUEST_RULE, _proquest)):
        if begin.search(text):
            found = [(body, about) for body, about in pieces(text) if body.strip()]
            if found:
                return [
                    make_article(path, body, replace(about, part=f"article {at + 1} of {len(found)}"), position=at)
                    for at, (body, about) in enumerate(found)
                ]
    return []


def _classic(text: str) -> Iterator[tuple[str, Metadata]]:
    """Yield the articles of LexisNexis' older form: "1 of 20 DOCUMENTS", outlet, date, headline, fields, body."""
    starts = [match.end() for match in _NEXIS_START.finditer(text)]
    ends = [*(match.start() for match in _NEXIS_START.finditer(text)), len(text)][1:]
    for start, end in zip(starts, ends, strict=True):
        yield _nexis(text[start:end], headline_first=False)


def _current(text: str) -> Iterator[tuple[str, Metadata]]:
    """Yield the articles of Nexis Uni: headline, outlet, date, fields, "Body", text, "End of Document"."""
    start = 0
    for end in _NEXIS_END.finditer(text):
        yield _nexis(text[start : end.start()], headline_first=True)
        start = end.end()


def _nexis(piece: str, *, headline_first: bool) -> tuple[str, Metadata]:
    lines = [" ".join(line.split()) for line in piece.replace("\xa0", " ").splitlines()]
    fields: dict[str, str] = {}
    head: list[str] = []
    body: list[str] | None = None
    for at, line in enumerate(lines):
        name, value = _field(line)
        if body is None and (line == "Body" or (not headline_first and name == "length")):
            body = lines[at + 1 :]
            fields.update({name: value} if name == "length" else {})
            break
        if name in _BEFORE_BODY or name in _AFTER_BODY:
            fields[name] = value
        elif line and not _PAGE.match(line) and not line.startswith(("Copyright", "All Rights Reserved")):
            head.append(line)
    if body is None:
        return "", Metadata()
    kept = _body(body, fields, wrapped=not headline_first)
    dated = next((line for line in head if _DATED.search(line)), None)
    others = [line for line in head if line is not dated and not _EDITION.search(line)]
    title = source = None
    if len(others) > 1:
        title, source = (others[0], others[1]) if headline_first else (others[-1], others[0])
    match = _DATED.search(dated) if dated else None
    byline = re.sub(r"^by ", "", fields.get("byline", ""), flags=re.IGNORECASE)
    return kept, Metadata(
        clean_field(title), match[0] if match else None, clean_field(source), clean_field(byline), extracted=True
    )


def _body(lines: list[str], fields: dict[str, str], *, wrapped: bool) -> str:
    """Return the paragraphs before the fields at the end; `wrapped` where a paragraph may have many lines."""
    end = len(lines)
    for at, line in enumerate(lines):
        name, value = _field(line)
        if (name in _AFTER_BODY and name != "graphic") or line == "Classification":
            end = at
            break
        if name in _BEFORE_BODY and at < 6:  # fields that follow the length
            fields.setdefault(name, value)
            lines[at] = ""
    paragraphs: list[list[str]] = [[]]
    for line in lines[:end]:
        if line and not line.startswith(("Copyright ", "All Rights Reserved")):
            paragraphs[-1].append(line)
            if not wrapped:
                paragraphs.append([])
        elif paragraphs[-1]:
            paragraphs.append([])
    return "\n".join(" ".join(paragraph) for paragraph in paragraphs if paragraph)


def _field(line: str) -> tuple[str, str]:
    match = _FIELD.match(line)
    return (match[1].lower(), match[2].strip()) if match else ("", "")


def _proquest(text: str) -> Iterator[tuple[str, Metadata]]:
    """Yield the articles of ProQuest's text export: between rules, fields with "Full text:" among them."""
    for piece in _PROQUEST_RULE.split(text):
        start = _PROQUEST_TEXT.search(piece)
        if start is None:
            continue
        fields: Mapping[str, str] = {
            match[1].lower(): match[2].strip() for match in _FIELD.finditer(piece) if match[1].lower() != "full text"
        }
        rest = piece[start.end() :]
        end = next((match.start() for match in _FIELD.finditer(rest) if match[1].lower() in _PROQUEST_AFTER), len(rest))
        first = next((line.strip() for line in piece.splitlines() if line.strip()), "")
        yield (
            "\n".join(" ".join(line.split()) for line in rest[:end].splitlines() if line.strip()),
            Metadata(
                title=clean_field(fields.get("title") or first),
                date=clean_field(fields.get("publication date") or fields.get("last updated")),
                source=clean_field(fields.get("publication title")),
                byline=clean_field(fields.get("author")),
                url=clean_field(fields.get("document url")),
                language=clean_field(fields.get("language of publication")),
                extracted=True,
            ),
        )


_PROQUEST_AFTER = frozenset(
    [
        *(
            "subject",
            "location",
            "title",
            "publication title",
            "company / organization",
            "people",
            "identifier / keyword",
        ),
        *(
            "credit",
            "illustration",
            "classification",
            "publication date",
            "section",
            "publisher",
            "business indexing term",
        ),
    ]
)
