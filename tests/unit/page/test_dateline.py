"""Title, dates, outlet and author: where an article says them, and None where it does not."""

import pytest

from extract.article import Article, Dateline, Metadata
from extract.page import read_page

BODY = (
    "The harbour of Torvik will be closed to ships for three weeks while its northern pier is rebuilt, the town said."
)
MORE = "Fishermen, who had asked for a later date, are to be paid for the days on which they cannot leave the port."


def dateline(text: str, path: str = "a.txt", **metadata: str) -> Dateline:
    return read_page(Article("a", path, text, Metadata(**metadata))).dateline


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("Torvik closes its harbour", "Torvik closes its harbour"),
        ("Torvik closes its harbour Updated", "Torvik closes its harbour"),
        ("# Torvik closes its harbour", "Torvik closes its harbour"),
        ("Torvik closes its harbour | CNN", "Torvik closes its harbour"),
        ("Will Torvik close its harbour?", "Will Torvik close its harbour?"),
        ("WORLD\n4 May 2024\nTorvik closes its harbour", "Torvik closes its harbour"),
        ("By Ada Lind\nTorvik closes its harbour", "Torvik closes its harbour"),
        ("Torvik, Norland –", None),
        ("In short:", None),
        ("The mayor of Torvik looks at the pier. Bo Ek/Getty Images", None),
        ("About the author", None),
        (MORE, None),
    ],
)
def test_the_headline_is_a_line_before_the_first_paragraph(head: str, title: str | None) -> None:
    found = dateline(f"{head}\n\n{BODY}\n\n{MORE}").title
    assert (found.text if found else None) == title


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (f"4 May 2024\n\n{BODY}\n\n{MORE}", "2024-05-04"),
        (f"{BODY}\n\n{MORE}\n\nPublished: May 4, 2024 at 9:30 a.m.", "2024-05-04T09:30"),
        (f"{BODY}\n\n{MORE}\n\nLast updated on 4 May 2024", "2024-05-04"),
        (f"{BODY}\n\nMay 2024: Updated what the town will pay\n\n{MORE}", "2024-05"),
        (f"{BODY}\n\n{MORE}\n\n[](https://torvik.example/2024/05/04/pier)", "2024-05-04"),
        (f"{BODY}\n\nThe pier was opened on 4 May 1911 by the king, who did not like the sea at all.\n\n{MORE}", None),
        (f"Jan 18, 2024 - {BODY} {MORE}", "2024-01-18"),
        (f"(Reuters) - Here is a timeline of the pier:\n Jan 18, 1994 - {BODY} {MORE}", None),
        (f"5 YEARS AGO\n\n{BODY}\n\n{MORE}", None),
        (f"{BODY}\n\n{MORE}\n\nLast updated: 10/02/2025", "2025"),
        (f"News :: 2025 :: February\n\n{BODY}\n\n{MORE}\n\nLast updated: 10/02/2025 17:48", "2025-02-10T17:48"),
    ],
)
def test_the_date_is_one_that_speaks_of_the_article(text: str, value: str | None) -> None:
    found = dateline(text).published
    assert (found.value if found else None) == value
    assert found is None or (found.origin == "text" and text[found.start : found.end] == found.text)


def test_every_candidate_is_kept_with_its_origin() -> None:
    found = dateline(f"4 May 2024\n\n{BODY}\n\n{MORE}", "news_2024-05-06.txt", date="2024-05-05T10:00")
    assert [(c.value, c.origin) for c in found.candidates] == [
        ("2024-05-05T10:00", "metadata"),
        ("2024-05-04", "text"),
        ("2024-05-06", "filename"),
    ]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        (f"Source: Torvik Courier; the town of Torvik.\n\n{BODY}\n\n{MORE}", "Torvik Courier"),
        (f"Torvik closes its harbour\nBBC\n4 May 2024\n\n{BODY}\n\n{MORE}", "BBC"),
        (f"TORVIK (Reuters) - {BODY}\n\n{MORE}", "Reuters"),
        (f"Torvik CNN —\n\n{BODY}\n\n{MORE}", "CNN"),
        (f"(CNN) {BODY}\n\n{MORE}", "CNN"),
        (f"{BODY}\n\n{MORE}\n\n© 2024 Torvik Courier", "Torvik Courier"),
        (f"{BODY}\n\n{MORE}\n\nCLICK HERE TO GET THE TORVIK APP", "TORVIK"),
        (f"{BODY} That is what CNN had reported.\n\n{MORE}", None),
    ],
)
def test_the_outlet_is_one_that_speaks_of_itself(text: str, source: str | None) -> None:
    found = dateline(text).source
    assert (found.text if found else None) == source


@pytest.mark.parametrize(
    ("line", "byline"),
    [
        ("By Ada Lind", "Ada Lind"),
        ("BY ADA LIND", "ADA LIND"),
        ("Author: Ada Lind", "Ada Lind"),
        ("Author/ author: AL/ Torv", "AL/ Torv"),
        ("(Reporting by Ada Lind; Editing by Bo Ek)", "Ada Lind"),
        ("By the time the pier is rebuilt, it will be June", None),
    ],
)
def test_the_author_stands_on_a_line_of_their_own(line: str, byline: str | None) -> None:
    found = dateline(f"{BODY}\n\n{MORE}\n\n{line}").byline
    assert (found.text if found else None) == byline


def test_metadata_is_found_again_in_the_text() -> None:
    found = dateline(f"Torvik closes\n\n{BODY}", title="Torvik closes", source="Torvik Courier")
    assert found.title is not None
    assert (found.title.start, found.title.end) == (0, 13)
    assert found.source is not None
    assert found.source.start is None
