"""The process that makes quotes or a brief for the browser: `python -m extract.brief.service`.

Standard input takes a `Request` in one line, and its end means that the browser is gone; standard output gives a JSON
array a row, and objects that tell how far it is, what went wrong, and in the end how many articles were read.
"""

from __future__ import annotations

import json
import os
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from extract.brief.background import Request
from extract.brief.compose import compose_brief
from extract.brief.gather import gather_stories
from extract.brief.listed import ListedLine, ListedQuote
from extract.brief.quotes import first_day, list_quotes, name_speakers, read_articles
from extract.brief.report import title_of
from extract.brief.statements import Statement
from extract.brief.values import DAY, BriefLine, Evidence
from extract.brief.verdicts import line_key
from extract.brief.wording import describe_line, list_outlets, name_part, name_section
from extract.decisions import Rules, from_document
from extract.errors import SitrepError
from extract.index import Corpus, Index, Overlay


def main() -> int:
    """Make what is requested; return the exit code."""
    request = Request.from_json(sys.stdin.readline())
    threading.Thread(target=_end_with_browser, daemon=True).start()
    make = _make_quotes if request.what == "quotes" else _make_brief
    try:
        index = Index.open(Corpus.locate(request.sources))
        for line in make(request, index, Overlay(rules=Rules(map(from_document, request.decisions)))):
            sys.stdout.write(f"{line}\n")
    except SitrepError as error:
        _tell({"error": str(error)})
        return 1
    except BrokenPipeError:
        os._exit(0)  # the browser is gone, and so is what would be flushed
    return 0


def _make_quotes(request: Request, index: Index, overlay: Overlay) -> Iterator[str]:
    articles, missing = read_articles(index, index.choose(request.ids), overlay, _progress(request))
    statements = list_quotes(articles, "none")
    shown = name_speakers(statements)
    for statement in statements:
        yield _list_quote(statement, shown).to_json()
    _tell({"articles": len(articles), "missing": missing})


def _make_brief(request: Request, index: Index, overlay: Overlay) -> Iterator[str]:
    gathered = gather_stories(index, index.choose(request.ids), overlay, _progress(request))
    articles = {article.id: article for article in gathered.articles}
    titles = {story.id: title_of(articles.get(story.best, story.articles[0])) for story in gathered.stories}
    for line in compose_brief(gathered.stories, request.query):
        yield _list_line(line, articles, titles).to_json()
    head = {"days": gathered.days, "outlets": len(gathered.outlets), "reprints": gathered.reprints}
    _tell({"articles": len(articles), "missing": gathered.missing, **head})


def _progress(request: Request) -> Callable[[int], None]:
    return lambda done: _tell({"done": done, "of": len(request.ids)})


def _list_quote(statement: Statement, shown: Mapping[str, str]) -> ListedQuote:
    outlets = dict.fromkeys(saying.article.outlet for saying in statement.sayings if saying.article.outlet)
    quote = statement.sayings[0].quote
    return ListedQuote(
        (first_day(statement) or "")[:DAY],
        statement.speaker or "",
        shown.get(statement.speaker or "", ""),
        f"“{quote.text}”" if quote.kind == "direct" else ": ".join(filter(None, (statement.denial, quote.text))),
        tuple(filter(None, outlets)),
        tuple((source.article, source.start, source.end) for source in statement.sources),
    )


def _list_line(line: BriefLine, articles: Mapping[str, Evidence], titles: Mapping[str, str]) -> ListedLine:
    return ListedLine(
        name_section(line, titles),
        name_part(line),
        line.part,
        describe_line(line, articles),
        line_key(line.text, line.kind),
        line.differs,
        list_outlets(line, articles),
        tuple((source.article, source.start, source.end) for source in line.sources),
    )


def _tell(message: Mapping[str, Any]) -> None:
    sys.stdout.write(f"{json.dumps(message)}\n")
    sys.stdout.flush()


def _end_with_browser() -> None:
    sys.stdin.read()
    os._exit(0)


if __name__ == "__main__":
    sys.exit(main())
