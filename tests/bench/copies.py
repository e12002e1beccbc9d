"""Makes many articles of few, as dense in time as a pile of many years: `python copies.py CORPUS N > news.jsonl`.

Each copy of the corpus tells of other happenings: its words and names are exchanged for others about as frequent, the
same everywhere in the copy, and its dates lie years apart from those of the other copies. So words keep the frequencies
that they have in news, and the stories of each copy are as many and as large as those of the corpus. The same
arguments make the same articles.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import islice

from extract.article import Article
from extract.page.heading import read_heading
from extract.readers import read

YEARS = 20
"""Over which the copies are spread."""
KEPT_WORDS = 300
"""The most frequent words, which no copy exchanges: grammar."""
BAND = 100
"""Words next to each other by frequency among which they are exchanged."""
_WORD = re.compile(r"[^\W\d_]+")


def main() -> None:
    """Write the copies as JSON Lines."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("corpus")
    options.add_argument("articles", type=int)
    chosen = options.parse_args()
    originals = [item for item in read(chosen.corpus) if isinstance(item, Article)]
    for row in islice(copy_articles(originals), chosen.articles):
        sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")


def copy_articles(originals: Sequence[Article], years: int = YEARS) -> Iterator[dict[str, str]]:
    """Yield the originals, then one copy of them after the other, without an end."""
    counts = Counter(word for article in originals for word in _WORD.findall(article.text.lower()))
    ranked = [word for word, _ in counts.most_common()]
    dates = [read_heading(article).published or "" for article in originals]
    chance = random.Random(0)
    number = 0
    while True:
        words = exchange_words(ranked, chance) if number else {}
        moved = timedelta(days=chance.randrange(365 * years) if number else 0)
        for article, date in zip(originals, dates, strict=True):
            stated = article.metadata
            yield {
                "id": f"{number}/{article.id}",
                "title": replace_words(stated.title or "", words),
                "date": move_date(date, moved),
                "source": stated.source or "",
                "text": replace_words(article.text, words),
            }
        number += 1


def exchange_words(ranked: Sequence[str], chance: random.Random) -> dict[str, str]:
    """Choose for each word, the most frequent first, another one about as frequent."""
    chosen: dict[str, str] = {}
    for first in range(KEPT_WORDS, len(ranked), BAND):
        band = ranked[first : first + BAND]
        chosen.update(zip(band, chance.sample(band, len(band)), strict=True))
    return chosen


def replace_words(text: str, words: Mapping[str, str]) -> str:
    """Replace words by those chosen for them, with the capital letters that they have."""

    def replace(match: re.Match[str]) -> str:
        word = words.get(match[0].lower(), match[0])
        return word.capitalize() if match[0][0].isupper() else word

    return _WORD.sub(replace, text) if words else text


def move_date(date: str, by: timedelta) -> str:
    """Move an ISO date, as precise as it is to the day; another one stays."""
    try:
        moved = datetime.fromisoformat(date) + by
    except ValueError:
        return date
    return moved.isoformat()[: len(date)] if "T" in date else f"{moved:%Y-%m-%d}"


if __name__ == "__main__":
    main()
