"""Files that hold many articles: press archives' exports, channels' exports, pages with several whole articles."""

import io
from pathlib import Path

import pytest

from extract.article import Article
from tests.unit.readers.reading import read_articles

FIRST = (
    "The harbour of Torvik will be closed from Monday, the minister said. Fishermen are to be paid until the spring."
)
SECOND = (
    "Boats of the northern coast will land in Sundby instead, the mayor said. Nobody was asked who is to pay for it."
)

CLASSIC = f"""

                               1 of 2 DOCUMENTS


                              The Torvik Courier

                               May 4, 2024 Saturday
                              Late Edition - Final

Torvik closes its harbour

BYLINE: By ADA LIND

SECTION: Section A; Pg. 1

LENGTH: 21 words


DATELINE: TORVIK

{FIRST[: FIRST.index("the minister")]}
{FIRST[FIRST.index("the minister") :]}

   A second paragraph stands here.

LOAD-DATE: May 5, 2024

LANGUAGE: ENGLISH

PUBLICATION-TYPE: Newspaper

                  Copyright 2024 The Torvik Courier
                        All Rights Reserved


                               2 of 2 DOCUMENTS


                                Northern Wire

                               May 6, 2024 Monday

Sundby takes the boats

LENGTH: 20 words

{SECOND}

LOAD-DATE: May 6, 2024
"""

CURRENT = f"""Page 1 of 2
Torvik closes its harbour
The Torvik Courier
May 4, 2024 Saturday

Copyright 2024 The Torvik Courier All Rights Reserved
Section: NEWS; Pg. 1
Length: 21 words
Byline: Ada Lind
Body


{FIRST}
A second paragraph stands here.

Load-Date: May 5, 2024

End of Document

Sundby takes the boats
Northern Wire
May 6, 2024 Monday

Copyright 2024 Northern Wire
Length: 20 words
Body


{SECOND}

Classification
Language: ENGLISH

End of Document
"""

RULE = "_" * 60
PROQUEST = f"""
{RULE}

Document 1 of 2

Torvik closes its harbour

Author: Lind, Ada

Publication info: The Torvik Courier ; Torvik [Torvik]04 May 2024: A1.

Abstract: None available.

Full text: {FIRST}
A second paragraph stands here.

Subject: Harbours

Title: Torvik closes its harbour

Publication title: The Torvik Courier

Publication date: May 4, 2024

Document URL: https://archive.example/1

{RULE}

Document 2 of 2

Sundby takes the boats

Full text: {SECOND}

Title: Sundby takes the boats

Publication title: Northern Wire

Publication date: May 6, 2024

{RULE}

Contact the archive at: help@archive.example
"""


def check(articles: list[Article], dates: tuple[str, str]) -> None:
    first, second = articles
    about = first.metadata
    assert first.text == f"{FIRST}\nA second paragraph stands here."
    assert (about.title, about.date, about.source) == ("Torvik closes its harbour", dates[0], "The Torvik Courier")
    assert about.byline in ("ADA LIND", "Ada Lind", "Lind, Ada")
    assert second.text == SECOND
    about = second.metadata
    assert (about.title, about.date, about.source) == ("Sundby takes the boats", dates[1], "Northern Wire")
    assert [(article.position, article.metadata.part) for article in articles] == [
        (0, "article 1 of 2"),
        (1, "article 2 of 2"),
    ]


@pytest.mark.parametrize("text", [CLASSIC, CURRENT, PROQUEST], ids=["LexisNexis", "Nexis Uni", "ProQuest"])
@pytest.mark.parametrize("last", [".txt", ".docx", ".rtf"])
def test_a_press_archives_text_is_split_into_its_articles(tmp_path: Path, text: str, last: str) -> None:
    path = tmp_path / f"export{last}"
    if last == ".docx":
        import docx

        document = docx.Document()
        for line in text.split("\n"):
            document.add_paragraph(line)
        file = io.BytesIO()
        document.save(file)
        path.write_bytes(file.getvalue())
    elif last == ".rtf":
        path.write_text("{\\rtf1\\ansi " + text.replace("\n", "\\par\n") + "}")
    else:
        path.write_text(text)
    check(read_articles(path), ("May 4, 2024", "May 6, 2024"))


def test_a_text_that_only_speaks_of_documents_is_one(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(f"{FIRST}\n\nShe held 1 of 2 DOCUMENTS in her hand.\n\n{RULE}\n\n{SECOND}")
    assert len(read_articles(path)) == 1


def factiva_codes(*articles: tuple[str, str, str, str]) -> str:
    rows = "".join(
        '<div class="article enArticle"><table>'
        f'<tr><td class="index"><b>HD</b>&nbsp;</td><td class="enHeadline"><b>{title}</b></td></tr>'
        f'<tr><td class="index"><b>WC</b>&nbsp;</td><td>20 words</td></tr>'
        f'<tr><td class="index"><b>PD</b>&nbsp;</td><td>{date}</td></tr>'
        f'<tr><td class="index"><b>SN</b>&nbsp;</td><td>{source}</td></tr>'
        f'<tr><td class="index"><b>BY</b>&nbsp;</td><td>By Ada Lind</td></tr>'
        f'<tr><td class="index"><b>LP</b>&nbsp;</td><td><p class="articleParagraph">{text}</p></td></tr>'
        '<tr><td class="index"><b>TD</b>&nbsp;</td><td><p>A second paragraph stands here.</p></td></tr>'
        "</table></div>"
        for title, date, source, text in articles
    )
    return f"<html><head><title>Factiva</title></head><body>{rows}</body></html>"


def factiva_order(*articles: tuple[str, str, str, str]) -> str:
    rows = "".join(
        f'<div class="article enArticle"><div id="hd"><span class="enHeadline">{title}</span></div>'
        f'<div class="author">By Ada Lind</div><div>20 words</div><div>{date}</div><div>{source}</div><div>CODE</div>'
        f'<div>English</div><p class="articleParagraph enarticleParagraph">{text}</p>'
        '<p class="articleParagraph enarticleParagraph">A second paragraph stands here.</p></div>'
        for title, date, source, text in articles
    )
    return f"<html><body>{rows}</body></html>"


def europresse(*articles: tuple[str, str, str, str]) -> str:
    rows = "".join(
        f'<article><header><div class="rdp__DocPublicationName"><span class="DocPublicationName">{source}</span></div>'
        f'<span class="DocHeader">Monde, samedi {date} - p. 3</span>'
        f'<div class="titreArticle"><p class="titreArticleVisu rdp__articletitle">{title}</p></div>'
        '<p class="sm-margin-bottomNews">Ada Lind</p></header>'
        f'<section><div class="DocText clearfix"><div class="docOcurrContainer"><p>{text}</p>'
        "<p>A second paragraph stands here.</p></div></div></section></article>"
        for title, date, source, text in articles
    )
    return f"<html><body>{rows}</body></html>"


@pytest.mark.parametrize("page", [factiva_codes, factiva_order, europresse])
def test_a_press_archives_page_is_split_into_its_articles(tmp_path: Path, page) -> None:
    path = tmp_path / "export.html"
    path.write_text(
        page(
            ("Torvik closes its harbour", "4 May 2024", "The Torvik Courier", FIRST),
            ("Sundby takes the boats", "6 May 2024", "Northern Wire", SECOND),
        )
    )
    first, second = read_articles(path)
    assert first.text == f"{FIRST}\nA second paragraph stands here."
    assert second.text == f"{SECOND}\nA second paragraph stands here."
    about = first.metadata
    assert (about.title, about.date, about.source, about.byline) == (
        *("Torvik closes its harbour", "4 May 2024", "The Torvik Courier", "Ada Lind"),
    )
    assert second.metadata.title == "Sundby takes the boats"
    assert second.metadata.part == "article 2 of 2"


def test_a_channel_of_telegram_as_a_page(tmp_path: Path) -> None:
    def block(number: int, body: str, sender: str = "") -> str:
        joined = "" if sender else " joined"
        return (
            f'<div class="message default clearfix{joined}" id="message{number}"><div class="body">'
            f'<div class="pull_right date details" title="04.05.2024 10:0{number}:00 UTC+01:00">10:00</div>'
            f'{sender and f"<div class=from_name>{sender}</div>"}<div class="text">{body}</div></div></div>'
        )

    header = '<div class="page_header"><div class="content"><div class="text bold">Torvik news</div></div></div>'
    rows = block(1, "The harbour is <b>closed</b>.<br><br>From Monday on.", "Torvik news") + block(
        2, "Boats go to Sundby."
    )
    path = tmp_path / "messages.html"
    path.write_text(f"<html><body>{header}<div class=history>{rows}</div></body></html>")
    first, second = read_articles(path)
    assert (first.text, second.text) == ("The harbour is closed.\nFrom Monday on.", "Boats go to Sundby.")
    assert (first.metadata.date, first.metadata.source) == ("2024-05-04T10:01:00+01:00", "Torvik news")
    assert second.metadata.part == "message2"


def article(title: str, text: str) -> str:
    head = f'<h2><a href="https://c.example/{title[:3]}">{title}</a></h2><time datetime="2024-05-04"></time>'
    return f"<article>{head}<p>{text}</p></article>"


def test_a_page_of_whole_articles_is_split_and_a_list_of_teasers_is_not(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(
        f"<html><body>{article('Torvik closes', FIRST * 5)}{article('Sundby takes', SECOND * 5)}</body></html>"
    )
    first, second = read_articles(path)
    assert (first.metadata.title, first.metadata.date, first.metadata.url) == (
        *("Torvik closes", "2024-05-04", "https://c.example/Tor"),
    )
    assert SECOND in second.text
    teasers = "".join(article(f"Teaser {n}", FIRST[:60]) for n in range(6))
    path.write_text(f"<html><body>{article('Torvik closes', FIRST * 5)}{teasers}</body></html>")
    assert len(read_articles(path)) == 1
    one = '<meta property="og:type" content="article">'
    path.write_text(
        f"<html>{one}<body>{article('Torvik', FIRST * 5)}{article('More of Torvik', SECOND * 5)}</body></html>"
    )
    assert len(read_articles(path)) == 1
