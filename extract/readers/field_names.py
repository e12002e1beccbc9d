"""Rows of named fields to articles: by the names that common sources give, or as the user maps them.

The names are those of NewsAPI, GDELT, Event Registry, news-please, Media Cloud, Common Crawl's news, JSON Feed,
schema.org, WordPress, Telegram, newsboat and of data sets that researchers publish.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from functools import lru_cache

from extract.article import Article, Flag, Metadata
from extract.readers.articles import clean_field, make_article
from extract.readers.markup import extract_text, has_markup
from extract.readers.options import DEFAULT, ReadOptions

NAMES: Mapping[str, tuple[str, ...]] = {
    "text": (
        *("text", "maintext", "fulltext", "articlebody", "bodytext", "articletext", "content", "contenthtml"),
        *("contentencoded", "contenttext", "bodyhtml", "body", "plaintext", "article", "story", "message"),
        *("description", "summary"),
    ),
    "title": ("title", "headline", "headlines", "hed", "name", "subject"),
    "date": (
        *("date", "published", "publishedat", "publicationdate", "datepublished", "datepublish", "datetimepub"),
        *("pubdate", "publishdate", "publisheddate", "publishedon", "firstpublished", "datetime", "time", "seendate"),
        *("dateunixtime", "timestamp", "created", "createdat", "datecreated"),
    ),
    "source": (
        *("source", "publisher", "sitename", "sourcename", "newssource", "outlet", "publication", "newspaper"),
        *("sourcedomain", "medianame", "website", "domain"),
    ),
    "byline": ("byline", "author", "authors", "creator", "writer", "from"),
    "url": ("url", "link", "sourceurl", "articleurl", "weburl", "permalink", "canonicalurl", "guid"),
    "language": ("language", "lang", "languagecode"),
}
"""By what of an article it is: names in small letters without what stands between words, the likeliest first."""

_FOLD = re.compile(r"[\W_]+")
_UNIX_TIME = re.compile(r"1?\d{9}(?:\d{3}|\d{6})?")
_NEWSAPI_CUT = re.compile(r"\[\+(\d+) chars\]\s*\Z")
NAMED_WITHIN = ("name", "title", "value", "text", "label", "uri")
"""Where an object stands for a field's value, as in {"source": {"name": "..."}}: which of its own fields says it."""


def row_article(
    row: Mapping[str, object],
    path: str,
    position: int,
    *,
    options: ReadOptions = DEFAULT,
    note: str | None = None,
    source: str | None = None,
    part: str | None = None,
) -> Article | None:
    """Return the article of a row of named fields, or None where it has no text.

    Args:
        row: its fields.
        path: of the file.
        position: of the row in the file, from 0.
        options: names of fields that the user gave.
        note: what is to be said of the row.
        source: the outlet of all rows, where a row names none.
        part: of the file, that the row stands in.

    """
    fields = _Fields(row, options)
    text, markup = fields.text()
    if text is None:
        return None
    cut = _NEWSAPI_CUT.search(text, max(0, len(text) - 30)) if text.rstrip().endswith(" chars]") else None
    return make_article(
        path,
        text,
        Metadata(
            title=fields.value("title"),
            date=fields.date(),
            source=fields.value("source") or source,
            byline=fields.value("byline"),
            url=fields.url(),
            language=fields.value("language"),
            part=part,
            extracted=True if markup else None,
        ),
        id=clean_field(fields.given("id", row.get("id"))),
        position=position,
        notes=(note,),
        wary=(Flag("truncated", f"its source gives only the beginning, {cut[1]} characters less"),) if cut else (),
    )


def has_text_column(names: Iterable[str], options: ReadOptions = DEFAULT) -> bool:
    """Tell whether one of the columns of a table is read as the text."""
    mapped = options.fields.get("text")
    return mapped in names if mapped else any(_fold_field_name(name) in NAMES["text"] for name in names)


def has_own_fields(row: Mapping[str, object]) -> bool:
    """Tell an article without a text from an object around articles: it has a title and a date or an address."""
    names = {_fold_field_name(name) for name, value in row.items() if value not in (None, "")}
    return bool(names & set(NAMES["title"])) and bool(names & {*NAMES["date"], *NAMES["url"]})


class _Fields:
    """The fields of one row, by what of an article they may be."""

    def __init__(self, row: Mapping[str, object], options: ReadOptions) -> None:
        self._row, self._options = row, options
        self._known = _match_fields(tuple(row))

    def given(self, what: str, otherwise: object) -> object:
        """Return the field that the user mapped, or another."""
        mapped = self._options.fields.get(what)
        return _within(self._row, mapped) if mapped else otherwise

    def candidates(self, what: str) -> list[object]:
        """List the values that may be it, the likeliest first."""
        mapped = self._options.fields.get(what)
        if mapped:
            return [_within(self._row, mapped)]
        row = self._row
        return [row[name] for name in self._known[what]]

    def text(self) -> tuple[str | None, bool]:
        """Return the text, and whether it came from markup; an object's own offsets are the text's, which stays."""
        for value in self.candidates("text"):
            text = _join_pieces(value)
            if text is None or not text.strip():
                continue
            if "boilerplate" not in self._row and has_markup(text):
                plain = extract_text(text)
                if plain.strip():
                    return plain, True
            return text, False
        return None, False

    def value(self, what: str) -> str | None:
        """Return a field in one line."""
        for value in self.candidates(what):
            if found := _name(value):
                return found
        return None

    def url(self) -> str | None:
        """Return the first field that looks like an address, else what "url" says."""
        for value in self.candidates("url"):
            if (found := _name(value)) and "://" in found:
                return found
        return clean_field(self._row.get("url"))

    def date(self) -> str | None:
        """Return the date; seconds or milliseconds since 1970 as ISO 8601."""
        for value in self.candidates("date"):
            if found := _date(value):
                return found
        return None


@lru_cache(1024)
def _match_fields(names: tuple[str, ...]) -> Mapping[str, tuple[str, ...]]:
    """Match a row's fields to those of an article, the likeliest first; cached, since most rows have the same."""
    folded: dict[str, list[str]] = {}
    for name in names:
        folded.setdefault(_fold_field_name(name), []).append(name)
    return {what: tuple(name for known in NAMES[what] for name in folded.get(known, ())) for what in NAMES}


@lru_cache(4096)
def _fold_field_name(name: str) -> str:
    return _FOLD.sub("", name.lower())


def _within(row: Mapping[str, object], name: str) -> object:
    """Return a field, or one of an object in it: "source.name"."""
    if name in row:
        return row[name]
    value: object = row
    for part in name.split("."):
        value = value.get(part) if isinstance(value, Mapping) else None
    return value


def _join_pieces(value: object) -> str | None:
    """Return a text; paragraphs of a list are set apart, pieces of a line (Telegram's) are joined."""
    if isinstance(value, str):
        return value
    if not isinstance(value, list) or not value:
        return None
    if all(isinstance(part, str) for part in value):
        return "\n\n".join(value)
    pieces = [part.get("text") if isinstance(part, Mapping) else part for part in value]
    texts = [piece for piece in pieces if isinstance(piece, str)]
    return "".join(texts) if len(texts) == len(pieces) else None


def _name(value: object) -> str | None:
    """Return a value in one line; of an object what it is called, of a list all its names.

    What has a place in the text (in the record's shape) was found there, and will be again.
    """
    if value is None:
        return None
    if isinstance(value, dict):
        if value.get("start") is not None:
            return None
        return next((found for name in NAMED_WITHIN if (found := clean_field(value.get(name)))), None)
    if isinstance(value, list):
        parts = [part for part in value[:20] if not isinstance(part, list)]
        return clean_field(", ".join(name for part in parts if (name := _name(part))))
    found = clean_field(value)
    return None if found is None or found.lower() in ("nan", "none", "null", "nat") else found


def _date(value: object) -> str | None:
    if isinstance(value, date):  # or a moment, which is one
        return value.isoformat()
    plain = _name(value)
    if plain and len(plain) < 20 and _UNIX_TIME.fullmatch(plain.removesuffix(".0")):
        digits = plain.removesuffix(".0")
        seconds = int(digits) / (1 if len(digits) < 12 else 1000 if len(digits) < 15 else 1_000_000)
        return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds")
    return plain
