"""Facts from news articles, as a library: read files, process articles, get records; nothing of the terminal.

    import extract

    for found in extract.read("seeds/article.txt"):            # Article, or Fault for what could not be read
        print(found)
    articles = [found for found in extract.read("news.jsonl") if isinstance(found, extract.Article)]
    for record in extract.process(articles):                   # Record, in the order of the articles
        print(record.card.who, extract.to_json(record))

`extract.pipeline.build()` is the spaCy pipeline itself, whose docs have the card on `doc._.card`; saved with
`nlp.to_disk`, it is loaded by `spacy.load` wherever sitrep is installed. README.md here walks through the rooms.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING

from extract.article import Article, Card, Record
from extract.record import from_json, to_json
from extract.threads import use_one_thread

if TYPE_CHECKING:
    from spacy.language import Language

    from extract.readers import Fault

__all__ = ["Article", "Card", "Record", "from_json", "process", "read", "to_json"]


def read(path: str) -> Iterator[Article | Fault]:
    """Yield the articles of a file as a stream; what cannot be read is a Fault with file, line and reason."""
    from extract.readers import read

    return read(path)


def process(articles: Iterable[Article], model: str | None = None) -> Iterator[Record]:
    """Yield the record of each article, in order.

    Args:
        articles: of any source; offsets in the records are code points of their texts.
        model: an installed spaCy pipeline, or the folder of one, in place of the recogniser that ships.

    Raises:
        ModelError: where `model` is not a pipeline that recognises entities.

    """
    use_one_thread()
    from extract.pipeline import process

    return process(_pipeline(model), articles)


@cache
def _pipeline(model: str | None) -> Language:
    """Load a pipeline once; it takes about half a second."""
    from extract.pipeline import build

    return build(model)
