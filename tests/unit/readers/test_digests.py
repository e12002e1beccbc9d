"""News digests in one mail: split where every heading says whose article it is, and left whole otherwise."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.article import Article
from extract.readers import read
from extract.readers.digests import split_page, split_plain

FIRST = (
    "The harbour of Torvik will be closed from Monday, the minister said. Fishermen are to be paid until spring. " * 3
)
SECOND = "Boats of the northern coast will land in Sundby instead, the mayor said. Nobody was asked who is to pay. " * 3
HEAD = "From: Press Desk <desk@desk.example>\nDate: Mon, 6 May 2024 07:00:00 +0000\nSubject: Press review\n"


def mail(tmp_path: Path, body: str, kind: str = "plain") -> list[Article]:
    path = tmp_path / "mail.eml"
    path.write_text(f"{HEAD}MIME-Version: 1.0\nContent-Type: text/{kind}; charset=utf-8\n\n{body}", "utf-8")
    found = list(read(str(path)))
    assert all(isinstance(one, Article) for one in found)
    return found  # type: ignore[return-value]


def about(article: Article) -> tuple[str | None, ...]:
    of = article.metadata
    return of.title, of.date, of.source, of.url, of.part


@pytest.mark.parametrize("rule", ["", "--------------------\n", "* * *\n"])
@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (
            ("The Torvik Courier, 4 May 2024", "Northern Wire | May 5, 2024"),
            (("4 May 2024", "The Torvik Courier"), ("May 5, 2024", "Northern Wire")),
        ),
        (
            ("Saturday, 4 May 2024 - Courier", "Wire (2024-05-05)"),
            (("4 May 2024", "Courier"), ("2024-05-05", "Wire")),
        ),
        (
            ("Le Courrier, 4 mai 2024", "Kurier, 5. Mai 2024"),
            (("4 mai 2024", "Le Courrier"), ("5. Mai 2024", "Kurier")),
        ),
    ],
)
def test_headings_with_outlet_and_date_part_a_plain_digest(
    tmp_path: Path, rule: str, lines: tuple[str, str], said: tuple[tuple[str, str], ...]
) -> None:
    body = (
        f"Good morning! Two articles today.\n\n{rule}1. Torvik closes its harbour\n{lines[0]}\n\n{FIRST}\n\n"
        f"{rule}2. Sundby takes the boats\n{lines[1]}\n\n{SECOND}\n\n-- \nPress Desk\n"
    )
    found = mail(tmp_path, body)
    assert [one.text.strip() for one in found] == [FIRST.strip(), SECOND.strip()]
    assert [about(one) for one in found] == [
        ("Torvik closes its harbour", *said[0], None, "article 1 of 2"),
        ("Sundby takes the boats", *said[1], None, "article 2 of 2"),
    ]
    assert [one.position for one in found] == [0, 1]


def test_headings_with_addresses_part_one_and_what_they_do_not_say_is_the_mails(tmp_path: Path) -> None:
    body = "\n\n".join(
        f"{title}\n<https://courier.example/{n}>\n\n{text}"
        for n, (title, text) in enumerate((("TORVIK CLOSES", FIRST), ("SUNDBY OPENS", SECOND)))
    )
    found = mail(tmp_path, body)
    assert [about(one)[:4] for one in found] == [
        ("TORVIK CLOSES", "Mon, 6 May 2024 07:00:00 +0000", "Press Desk", "https://courier.example/0"),
        ("SUNDBY OPENS", "Mon, 6 May 2024 07:00:00 +0000", "Press Desk", "https://courier.example/1"),
    ]


def test_headings_that_are_links_part_a_page(tmp_path: Path) -> None:
    page = "<html><body><h1>Press review</h1><p>Two articles today.</p>" + "".join(
        f'<h2><a href="https://courier.example/{n}">{title}</a></h2><p>Courier, {4 + n} May 2024</p><p>{text}</p>'
        for n, (title, text) in enumerate((("Torvik closes", FIRST), ("Sundby opens", SECOND)))
    )
    found = mail(tmp_path, page, "html")
    assert [one.text.strip() for one in found] == [FIRST.strip(), SECOND.strip()]
    assert about(found[1]) == ("Sundby opens", "5 May 2024", "Courier", "https://courier.example/1", "article 2 of 2")


@pytest.mark.parametrize(
    "body",
    [
        f"Torvik closes\n\n{FIRST}\n\nWhat comes next\n\n{SECOND}\n",
        f"{FIRST}\n\nThe early years\nMay 1999\n\n{SECOND}\n\nThe end\nMay 2024\n\n{FIRST}\n",
        f"Torvik closes\nCourier, 4 May 2024\n\n{FIRST}{SECOND}\n",
        "Torvik closes\nCourier, 4 May 2024\n\nIn short.\n\nSundby opens\nWire, 5 May 2024\n\nIn short too.\n",
        f"Hello Jon\n\nFrom: Ada Lind\nDate: 4 May 2024\n\n{FIRST}\n\nFrom: Jon\nDate: 5 May 2024\n\n{SECOND}\n",
        f"> Torvik closes\n> Courier, 4 May 2024\n>\n> {FIRST}\n\n> Sundby\n> Wire, 5 May 2024\n>\n> {SECOND}\n",
        f"Torvik closes\nOn 4 May 2024 Ada wrote to Jon.\n\n{FIRST}\n\nSundby\nIt was 5 May 2024.\n\n{SECOND}\n",
    ],
)
def test_an_article_with_headings_a_thread_and_a_list_of_teasers_stay_whole(tmp_path: Path, body: str) -> None:
    (one,) = mail(tmp_path, body)
    assert one.metadata.title == "Press review"
    assert one.metadata.part is None


def test_a_page_whose_headings_lead_nowhere_or_all_to_one_place_stays_whole(tmp_path: Path) -> None:
    for link in ("", 'href="https://courier.example/all"'):
        page = f"<html><body><h2><a {link}>One</a></h2><p>{FIRST}</p><h2><a {link}>Two</a></h2><p>{SECOND}</p>"
        assert len(mail(tmp_path, page, "html")) == 1


def test_in_a_mailbox_each_article_knows_its_message_and_its_place_in_it(tmp_path: Path) -> None:
    digest = f"Torvik closes\nCourier, 4 May 2024\n\n{FIRST}\n\nSundby opens\nWire, 5 May 2024\n\n{SECOND}\n"
    box = tmp_path / "box.mbox"
    begin = f"From a@b Mon May  6 07:00:00 2024\n{HEAD}"
    box.write_text(f"{begin}\n{digest}\n{begin}\nIn one piece.\n")
    found = [one for one in read(str(box)) if isinstance(one, Article)]
    assert [(one.metadata.part, one.position) for one in found] == [
        ("message 1, article 1 of 2", 0),
        ("message 1, article 2 of 2", 1),
        ("message 2", 2),
    ]


LINES = (
    "Torvik closes",
    "Courier, 4 May 2024",
    "",
    FIRST,
    "-----",
    "https://x.example/",
    "1. ",
    "From: x",
    "\ue000",
    "<h2>",
)


@given(st.lists(st.one_of(st.sampled_from(LINES), st.text(max_size=40)), max_size=30))
def test_splitting_never_raises(lines: list[str]) -> None:
    split_plain("\n".join(lines))
    split_page("\n".join(lines))
