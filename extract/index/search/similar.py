"""More like this: the articles that share the most telling names and words with one.

An article's names and words are weighed by how few articles have them (inverse document frequency), as Lucene's
MoreLikeThis does, and the articles that have them are ranked by BM25 (Robertson and Zaragoza, The Probabilistic
Relevance Framework, 2009) with each term counted once. What more than `COMMON` articles have says little and is left
out, which also bounds the cost at any size of corpus. Page furniture does not count: it would find the outlet.
"""

from __future__ import annotations

import json
import re
from array import array
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, islice
from math import log
from typing import TYPE_CHECKING

from extract.index.overlay import Overlay
from extract.index.search.connections import check_cancelled
from extract.index.search.rows import Row
from extract.index.store.states import ON_CARD
from extract.index.words import fold_text
from extract.page.tables import function_words

if TYPE_CHECKING:
    from extract.index.search.database import Database, StoredArticle

WORDS, NAMES = 20, 20
"""The most telling words and names that are looked for."""
CANDIDATES = 60
"""Words that are counted in the corpus: those that the article has most often."""
LISTED = 50
"""Articles that are listed unless one asks for more or fewer."""
COMMON = 3000
"""Articles from which on a word or name is too common to tell anything."""
LEAST = 0.08
"""Share of an article's own weight that another must have to be like it."""
FEWEST = 2
"""Names and words that two articles must share to be alike."""
RANKED = 400
"""Articles that are ranked by their length too."""
SATURATION, LENGTH_SHARE = 1.2, 0.5
"""BM25's k1, and b: how much the length of an article counts, less than among web pages."""
ON_CARD_WEIGHT = 1.5
"""Weight of a name that stands on the card, against one that the text mentions."""
_WORD = re.compile(r"[^\W\d_]{3,}")


@dataclass(frozen=True, slots=True)
class Similar:
    """An article like another."""

    row: Row
    score: float
    """0 to 1: the share of the other's names and words, by their weight, that it has, for its length."""
    names: tuple[str, ...]
    """What both name, the most telling first."""
    words: tuple[str, ...]
    """Words that both have, as the other writes them."""


@dataclass(frozen=True, slots=True)
class _Term:
    """A name or word of the article, with the articles that have it."""

    shown: str
    weight: float
    is_name: bool
    rowids: array[int]


def find_similar(database: Database, article_id: str, overlay: Overlay, limit: int) -> list[Similar] | None:
    """Find the articles most like one, the most alike first; None where there is none of that id.

    Of articles that are near duplicates of each other only the most alike is there, and none of the article's own.
    """
    ranked = _rank(database, article_id, overlay, limit)
    if ranked is None:
        return None
    rows = {row.id: row for row in database.rows([rowid for rowid, _, _ in ranked])}
    ids = dict(zip((rowid for rowid, _, _ in ranked), database.ids_of([rowid for rowid, _, _ in ranked]), strict=False))
    return [
        Similar(
            rows[ids[rowid]],
            round(score, 3),
            tuple(term.shown for term in shared if term.is_name),
            tuple(term.shown for term in shared if not term.is_name),
        )
        for rowid, score, shared in ranked
        if ids.get(rowid) in rows
    ]


def similar_rowids(database: Database, article_id: str, overlay: Overlay, limit: int) -> tuple[int, ...] | None:
    """Return the row ids of what `find_similar` finds."""
    ranked = _rank(database, article_id, overlay, limit)
    return None if ranked is None else tuple(rowid for rowid, _, _ in ranked)


def _rank(
    database: Database, article_id: str, overlay: Overlay, limit: int
) -> list[tuple[int, float, list[_Term]]] | None:
    stored, own = database.article(article_id, overlay.rules), database.rowid(article_id)
    if stored is None or own is None:
        return None
    total = database.counts().articles
    names = _pick(_names(database, own, overlay, total), NAMES)
    terms = [*names, *_pick(_words(database, stored, names, total), WORDS)]
    terms.sort(key=lambda term: -term.weight)
    score: Counter[int] = Counter()
    for term in terms:
        weight = term.weight
        for rowid in term.rowids:
            score[rowid] += weight  # type: ignore[assignment]
    del score[own]
    whole = sum(term.weight for term in terms)
    found = _adjust(database, own, [(rowid, n / whole) for rowid, n in score.most_common(RANKED) if n >= LEAST * whole])
    having = [(term, frozenset(term.rowids)) for term in terms]
    shared = ((rowid, n, [term for term, rowids in having if rowid in rowids]) for rowid, n in found)
    return list(islice((one for one in shared if len(one[2]) >= FEWEST), limit))


def _adjust(database: Database, own: int, found: list[tuple[int, float]]) -> list[tuple[int, float]]:
    """Rank articles by their length too, and leave out all but one of those that are near duplicates."""
    rows = database.fetch(
        "SELECT rowid, words, likeness FROM article WHERE rowid IN (SELECT value FROM json_each(?))",
        (json.dumps([own, *(rowid for rowid, _ in found)]),),
    )
    about = {rowid: (words, likeness) for rowid, words, likeness in rows}
    mean = sum(words for words, _ in about.values()) / max(1, len(about)) or 1
    ranked = []
    for rowid, score in found:
        if rowid in about:
            length = 1 - LENGTH_SHARE + LENGTH_SHARE * about[rowid][0] / mean
            ranked.append((rowid, min(1.0, score * (SATURATION + 1) / (1 + SATURATION * length))))
    ranked.sort(key=lambda one: (-one[1], -one[0]))
    seen = {about[own][1]} - {None} if own in about else set()
    kept = []
    for rowid, score in ranked:
        likeness = about[rowid][1]
        if likeness is None or likeness not in seen:
            seen.add(likeness)
            kept.append((rowid, score))
    return kept


def _pick(terms: Iterator[_Term], many: int) -> list[_Term]:
    return sorted(terms, key=lambda term: -term.weight)[:many]


def _weigh(total: int, having: int) -> float:
    """Compute BM25's inverse document frequency."""
    return log(1 + (total - having + 0.5) / (having + 0.5))


def _names(database: Database, own: int, overlay: Overlay, total: int) -> Iterator[_Term]:
    """Yield the names that others have too."""
    row = database.fetch_one("SELECT entities FROM names WHERE article = ?", (own,))
    keys = json.dumps(array("I", row[0]).tolist() if row else [])
    for key, label, name, articles, how in database.fetch(
        "SELECT named.id, label, name, articles, how FROM named JOIN occurs ON entity = named.id AND article = ?"
        " WHERE named.id IN (SELECT value FROM json_each(?)) AND articles BETWEEN 2 AND ?",
        (own, keys, COMMON),
    ):
        called = overlay.rules.canonical(label, name) if overlay.rules else (label, name)
        if called is not None:
            rowids = _column(database, "SELECT article FROM occurs WHERE entity = ?", key)
            weight = _weigh(total, articles) * (ON_CARD_WEIGHT if how & ON_CARD else 1.0)
            yield _Term(called[1], weight, True, rowids)


def _words(database: Database, stored: StoredArticle, names: list[_Term], total: int) -> Iterator[_Term]:
    """Yield the words that others have too; those of names count as names."""
    record = stored.record
    title = stored.title if record is None else record.dateline.title.text if record.dateline.title else ""
    language = record.language if record else None
    written: dict[str, str] = {}
    counts: Counter[str] = Counter()
    for match in _WORD.finditer(f"{title} {_own_text(stored)}"):
        folded = fold_text(match[0])
        counts[folded] += 1
        written.setdefault(folded, match[0])
    known = {fold_text(word[0]) for name in names for word in _WORD.finditer(name.shown)}
    common = function_words().get(language or "en", frozenset())
    chosen = [word for word in counts if word not in known and word not in common]
    chosen.sort(key=lambda word: (-counts[word], -len(word)))
    for word in chosen[:CANDIDATES]:
        check_cancelled()
        rowids = _column(database, "SELECT rowid FROM words WHERE words MATCH ? LIMIT ?", f'"{word}"', COMMON + 1)
        if 2 <= len(rowids) <= COMMON:
            often = counts[word] * (SATURATION + 1) / (counts[word] + SATURATION)
            yield _Term(written[word], _weigh(total, len(rowids)) * often / 2, False, rowids)


def _column(database: Database, sql: str, *values: object) -> array[int]:
    return array("q", chain.from_iterable(database.fetch(sql, values)))


def _own_text(stored: StoredArticle) -> str:
    """Return an article's text without its page furniture."""
    text, at, parts = stored.article.text, 0, []
    for piece in stored.record.boilerplate if stored.record else ():
        if piece.start is not None and piece.end is not None:
            parts.append(text[at : piece.start])
            at = max(at, piece.end)
    return " ".join([*parts, text[at:]])
