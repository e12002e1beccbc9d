"""An article with a bit of everything, written for these tests, and one that means harm."""

import pytest

from extract.article import (
    Actor,
    Agreement,
    Article,
    Card,
    Dateline,
    Entity,
    Equipment,
    Figure,
    Flag,
    Mention,
    Metadata,
    Moment,
    Place,
    Published,
    Quote,
    Record,
    Span,
)
from extract.export import ExportItem, ExportNote, ExportSummary

TEXT = (
    "MENU\nNorland buys nine ferries\n\n"
    "Minister Ada Holm said in Port Arvik on 3 May that Norland would pay €90 million for nine ferries. "
    '"We need them before the winter," she said.\n'
)


def _span(piece: str) -> Span:
    start = TEXT.index(piece)
    return Span(piece, start, start + len(piece))


def _at(piece: str) -> tuple[int, int]:
    start = TEXT.index(piece)
    return start, start + len(piece)


@pytest.fixture
def item() -> ExportItem:
    holm, arvik = _at("Ada Holm"), _at("Port Arvik")
    said, paid, deal = "We need them before the winter", "€90 million", "€90 million for nine ferries"
    record = Record(
        article=Article("a1", "news/one.txt", TEXT, Metadata(url="https://example.org/one?a=1&b=2")),
        dateline=Dateline(
            title=_span("Norland buys nine ferries"),
            published=Published("2031-05-04", "2031-05-04", None, None, "metadata"),
            source=Span("The Arvik Post"),
        ),
        language="en",
        boilerplate=(_span("MENU"),),
        mentions=(
            Mention(*holm, "Ada Holm", "PERSON", "e1"),
            Mention(*arvik, "Port Arvik", "LOC", "e2"),
            Mention(*_at(paid), paid, "MONEY"),
        ),
        entities=(Entity("e1", "PERSON", "Ada Holm"), Entity("e2", "LOC", "Port Arvik")),
        card=Card(
            lead=(
                _span(
                    "Minister Ada Holm said in Port Arvik on 3 May that Norland would pay €90 million for nine ferries."
                ),
            ),
            who=(Actor("e1", "Ada Holm", "PERSON", _span("Minister"), *holm),),
            where=(Place("e2", "Port Arvik", *arvik),),
            when=(Moment("3 May", "2031-05-03", *_at("3 May")),),
            quotes=(Quote(said, *_at(said), "Ada Holm", "e1", "direct", "said", derived=True),),
            figures=(Figure(paid, 9e7, "EUR", *_at(paid)),),
            equipment=(Equipment("ferries", "generic", *_at("ferries")),),
            agreements=(Agreement(deal, ("Norland",), "announced", *_at(deal)),),
            flags=(Flag("date-conflict", "the page says May, the text says June"),),
        ),
    )
    notes = (
        ExportNote("ask about the price", "ines", "2031-05-05T08:00:00+00:00"),
        ExportNote("sure?", "ines", "2031-05-05T08:01:00+00:00", *_at(paid), tags=("check",)),
    )
    return ExportItem(record, tags=("procurement", "sea/ferries"), notes=notes, starred=True)


HARM = (
    '=HYPERLINK("http://x")\n<script>(top.HARMED=1)</script> <img src=x onerror=(top.HARMED=1)> \x1b]52;c;eA==\x07 '
    "\u202eevil\u202c [click](javascript:(top.HARMED=1)) ![x](http://x/y.png) {{ 7*7 }} "
    "</div></article> \x00 & | `code`\n"
)


@pytest.fixture
def hostile() -> ExportItem:
    title = Span("=1+1 <b>bold</b> [t](javascript:x)\x1b[31m\u202e\x9b")
    article = Article("<i>&\"'", "-rf <x>.txt", HARM, Metadata(url="javascript:(top.HARMED=1)"))
    record = Record(
        article,
        dateline=Dateline(title=title, source=Span("@SUM(A1)\u2066")),
        mentions=(Mention(0, 10, HARM[:10], 'X" onload="(top.HARMED=1)', "e1"),),
        entities=(Entity("e1", "PERSON", "<script>(top.HARMED=2)</script>\u202e"),),
        card=Card(flags=(Flag("other", "</dd><script>(top.HARMED=3)</script>"),)),
    )
    note = ExportNote("<script>(top.HARMED=4)</script>\x07", "=cmd\u202e", "now")
    return ExportItem(record, tags=("<script>(top.HARMED=5)</script>",), notes=(note,))


@pytest.fixture
def summary() -> ExportSummary:
    return ExportSummary(
        corpus="news",
        query="ferries <b>",
        created="2031-06-01T10:00:00+00:00",
        count=1,
        months=(("2031-02", 1), ("2031-05", 3)),
        tags=(("procurement", 1),),
        sources=(("The Arvik Post", 1),),
    )
