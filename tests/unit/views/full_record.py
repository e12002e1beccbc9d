"""A made-up record in which every part of the card has something, for tests of what is drawn."""

from __future__ import annotations

import re

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
    Moment,
    Place,
    Published,
    Quote,
    Record,
    Span,
)

HARBOUR = """Harbour treaty signed in Velden

Minister Ada Brandt and the Velden Port Authority signed a treaty on Tuesday to rebuild the harbour.

“We will begin before the winter,” Brandt told reporters. The work costs 40 million euros and brings two \
Kestrel-4 radars to the breakwater.

A spokesman, Jonas Weil, said that the first ships would come in May. Brandt then left for Orsk.

Share this page"""


def mention(text: str, words: str, label: str, entity: str | None = None, nth: int = 0) -> Mention:
    start = [match.start() for match in re.finditer(re.escape(words), text)][nth]
    return Mention(start, start + len(words), words, label, entity)


def harbour() -> Record:
    """A record in which every part of the card has something."""
    text = HARBOUR
    ada, port = mention(text, "Ada Brandt", "PERSON", "e1"), mention(text, "Velden Port Authority", "ORG", "e2")
    jonas = mention(text, "Jonas Weil", "PERSON", "e3")
    velden, orsk = mention(text, "Velden", "LOC", "e4"), mention(text, "Orsk", "LOC", "e5")
    radar, tuesday = mention(text, "Kestrel-4", "EQUIPMENT", "e6"), mention(text, "Tuesday", "DATE")
    money = mention(text, "40 million euros", "MONEY")
    brandt = [mention(text, "Brandt", "PERSON", "e1", nth) for nth in (1, 2)]
    words = mention(text, "We will begin before the winter,", "QUOTE")
    weil = mention(text, "the first ships would come in May", "QUOTE")
    treaty = mention(text, "treaty on Tuesday to rebuild the harbour", "DEAL")
    share = mention(text, "Share this page", "BOILERPLATE")
    found = [ada, port, jonas, velden, orsk, radar, tuesday, money, *brandt]
    role = Span.of(text, text.index("Minister"), text.index("Minister") + 8)
    return Record(
        article=Article("harbour", "/news/harbour.txt", text),
        dateline=Dateline(
            title=Span.of(text, 0, 31),
            published=Published("2026-03-03", "3 March 2026", None, None, "metadata"),
            source=Span("Velden Courier"),
            byline=Span("Mira Holt"),
        ),
        language="en",
        boilerplate=(Span.of(text, share.start, share.end),),
        mentions=tuple(sorted(found, key=lambda m: m.start)),
        entities=(
            Entity("e1", "PERSON", "Ada Brandt", ("Brandt",)),
            Entity("e2", "ORG", "Velden Port Authority"),
            Entity("e3", "PERSON", "Jonas Weil"),
            Entity("e4", "LOC", "Velden"),
            Entity("e5", "LOC", "Orsk"),
            Entity("e6", "EQUIPMENT", "Kestrel-4"),
        ),
        card=Card(
            who=(
                Actor("e1", "Ada Brandt", "PERSON", role, ada.start, ada.end),
                Actor("e2", "Velden Port Authority", "ORG", None, port.start, port.end),
                Actor("e3", "Jonas Weil", "PERSON", None, jonas.start, jonas.end),
            ),
            where=(Place("e4", "Velden", velden.start, velden.end), Place("e5", "Orsk", orsk.start, orsk.end)),
            when=(Moment("Tuesday", "2026-03-03", tuesday.start, tuesday.end),),
            quotes=(
                Quote(words.text, words.start, words.end, "Ada Brandt", "e1", "direct", "told"),
                Quote(weil.text, weil.start, weil.end, "Jonas Weil", "e3", "indirect", "said", derived=True),
            ),
            figures=(Figure("40 million euros", 40e6, "EUR", money.start, money.end),),
            equipment=(Equipment("Kestrel-4", "named", radar.start, radar.end),),
            agreements=(
                Agreement(treaty.text, ("Ada Brandt", "Velden Port Authority"), "signed", treaty.start, treaty.end),
            ),
            flags=(Flag("date-conflict", "the page says March, the story February"),),
        ),
    )
