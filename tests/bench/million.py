"""Makes a large corpus of a small one, a JSON object a line: `python tests/bench/million.py CORPUS [N] > news.jsonl`.

Sentences, dates, sources and titles of CORPUS are recombined, so that words keep the frequencies they have in news.
Three articles in a hundred repeat an earlier one, one to the letter and two with a sentence changed. The same
arguments make the same corpus.
"""

import argparse
import json
import random
import re
import sys
from datetime import datetime, timedelta

from extract.article import Article
from extract.readers import read

SENTENCE = re.compile(r"[^.!?\n]+[.!?]*[”\"')]*\s*|\n+")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", help="a file of articles, JSON Lines or CSV")
    parser.add_argument("articles", nargs="?", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=0)
    arguments = parser.parse_args()
    chance = random.Random(arguments.seed)
    originals = [item for item in read(arguments.corpus) if isinstance(item, Article)]
    sentences = [SENTENCE.findall(article.text) for article in originals]
    pool = [sentence for parts in sentences for sentence in parts if len(sentence) > 20]
    recent: list[dict[str, str]] = []
    for number in range(arguments.articles):
        if recent and chance.random() < 0.03:
            row = _again(chance, recent, pool)
        else:
            row = _new(chance, originals, sentences, pool)
        row["id"] = f"made/{number:07}"
        recent = [*recent[-99:], row] if number % 50 == 0 else recent
        sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")


def _new(
    chance: random.Random, originals: list[Article], sentences: list[list[str]], pool: list[str]
) -> dict[str, str]:
    """One article's length, another's title and outlet, every third sentence from anywhere."""
    parts = [
        pool[int(chance.random() * len(pool))] if chance.random() < 0.34 else part for part in chance.choice(sentences)
    ]
    named, dated = chance.choice(originals).metadata, chance.choice(originals).metadata
    return {
        "title": named.title or "",
        "date": _shifted(chance, dated.date or ""),
        "source": dated.source or "",
        "text": "".join(parts),
    }


def _again(chance: random.Random, recent: list[dict[str, str]], pool: list[str]) -> dict[str, str]:
    """An earlier article once more."""
    row = dict(chance.choice(recent))
    if chance.random() < 0.67:
        row["text"] += " " + chance.choice(pool)
    return row


def _shifted(chance: random.Random, date: str) -> str:
    """The date some minutes to days off, as precise as it was."""
    try:
        moved = datetime.fromisoformat(date) + timedelta(minutes=chance.randrange(-20_000, 20_000))
    except ValueError:
        return date
    return moved.isoformat()[: max(10, len(date))] if "T" in date else f"{moved:%Y-%m-%d}"


if __name__ == "__main__":
    main()
