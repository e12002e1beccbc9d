"""Pages that hold several articles: exports of Factiva, Europresse and Telegram, and pages of whole articles."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from extract.article import Article, Metadata
from extract.readers.articles import clean_field, make_article
from extract.readers.markup import extract_text, parse_page

WHOLE = 400
"""Code points from which what stands in an `<article>` is one, and no teaser of one."""

_ONE = re.compile(
    r"""og:type["']?\s+content=["']?article|"@type"\s*:\s*\[?\s*"(?:\w{0,20}Article|LiveBlogPosting)""", re.IGNORECASE
)
"""What a page says that is one article, whatever its parts are tagged as: posts of a live blog, related ones."""

Piece = tuple[str, Metadata]


def split_page(source: str, path: str) -> list[Article]:
    """Return the articles of a page that holds several; none where it holds one, or only lists others."""
    for sign, pieces in _KINDS:
        if sign(source):
            tree = parse_page(source)
            found = [] if tree is None else [piece for piece in pieces(tree) if piece[0].strip()]
            if found:
                return [make_article(path, text, about, position=at) for at, (text, about) in enumerate(found)]
    return []


def _text(elements: Sequence[Any]) -> str:
    from lxml import etree

    sources = (etree.tostring(element, encoding="unicode", with_tail=False) for element in elements)
    return "\n".join(text for source in sources if (text := extract_text(source)))


def _first_of_class(tree: Any, *classes: str) -> str | None:
    """Return the text of the first element of one of these classes."""
    for name in classes:
        found = tree.xpath(f'.//*[contains(concat(" ", normalize-space(@class), " "), " {name} ")]')
        if found and (text := clean_field(found[0].text_content())):
            return text
    return None


def _about(number: int, of: int, **fields: str | None) -> Metadata:
    return Metadata(**fields, extracted=True, part=f"article {number} of {of}")


_CODES = {"HD": "title", "PD": "date", "SN": "source", "BY": "byline", "LA": "language"}
_DATE = re.compile(r"^\d{1,2} [A-Za-zéû]+ \d{4}$")


def _factiva(tree: Any) -> Iterator[Piece]:
    """Yield the articles of Factiva, by its codes (HD headline, PD date, SN outlet, LP TD text) or in its order."""
    blocks = tree.xpath('//div[contains(@class, "article ") or @class="article"]')
    for number, block in enumerate(blocks, 1):
        fields: dict[str, str | None] = {}
        body: list[Any] = []
        for row in block.xpath(".//tr[td]"):
            cells = row.findall("td")
            code = cells[0].text_content().strip().replace("\xa0", "")
            if len(cells) > 1 and code in _CODES:
                fields[_CODES[code]] = clean_field(cells[1].text_content())
            elif len(cells) > 1 and code in ("LP", "TD"):
                body.append(cells[1])
        if not fields:
            lines = [clean_field(part.text_content()) for part in block.findall("div")]
            at = next((at for at, line in enumerate(lines) if line and _DATE.match(line)), None)
            fields = {
                "title": _first_of_class(block, "enHeadline", "frHeadline", "deHeadline", "headline"),
                "byline": _first_of_class(block, "author"),
                "date": lines[at] if at is not None else None,
                "source": next((line for line in lines[at + 1 :] if line and ":" not in line), None)
                if at is not None
                else None,
            }
            body = block.xpath('.//p[contains(@class, "articleParagraph")]')
        fields["byline"] = re.sub(r"^(?:by|par|von) ", "", fields.get("byline") or "", flags=re.IGNORECASE) or None
        yield _text(body), _about(number, len(blocks), **fields)


def _europresse(tree: Any) -> Iterator[Piece]:
    blocks = tree.xpath("//article")
    for number, block in enumerate(blocks, 1):
        body = block.xpath('.//*[contains(@class, "docOcurrContainer")]') or block.xpath(
            './/*[contains(@class, "DocText")]'
        )
        yield (
            _text(body or block.xpath(".//section") or block.xpath(".//p")),
            _about(
                number,
                len(blocks),
                title=_first_of_class(block, "titreArticleVisu", "rdp__articletitle", "titreArticle"),
                date=_find_date(_first_of_class(block, "DocHeader")),
                source=_first_of_class(block, "DocPublicationName", "rdp__DocPublicationName"),
                byline=_first_of_class(block, "docAuthors", "sm-margin-bottomNews"),
            ),
        )


def _find_date(header: str | None) -> str | None:
    """Return the date within a header such as "Monde, samedi 4 mai 2024 - p. 3"."""
    match = re.search(r"\d{1,2}(?:er)? [A-Za-zéûôäç]+ \d{4}|[A-Z][a-z]+ \d{1,2}, \d{4}", header or "")
    return match[0].replace("er ", " ") if match else None


def _telegram(tree: Any) -> Iterator[Piece]:
    """Yield the messages of a channel's or chat's export; one that follows another of the same sender names none."""
    channel = _first_of_class(tree, "page_header") or None
    sender: str | None = None
    for block in tree.xpath('//div[contains(concat(" ", @class, " "), " message ") and contains(@class, "default")]'):
        sender = _first_of_class(block, "from_name") or sender
        stamp = block.xpath('.//*[contains(@class, "date") and @title]')
        texts = block.xpath('.//div[@class="text" or starts-with(@class, "text ")]')
        yield (
            _text(texts[:1]),
            Metadata(
                date=_read_telegram_time(stamp[0].get("title")) if stamp else None,
                source=channel or sender,
                byline=sender if sender != channel else None,
                part=block.get("id"),
            ),
        )


def _read_telegram_time(title: str) -> str | None:
    """Return Telegram's "04.05.2024 10:00:00 UTC+01:00" as ISO 8601."""
    match = re.match(r"(\d\d)\.(\d\d)\.(\d{4}) (\d\d:\d\d:\d\d)(?: UTC([+-]\d\d:\d\d))?", title)
    return f"{match[3]}-{match[2]}-{match[1]}T{match[4]}{match[5] or ''}" if match else None


def _articles(tree: Any) -> Iterator[Piece]:
    """Yield the articles of a page that has several in full, each with its headline; a list of teasers has none."""
    blocks = list(tree.xpath("//article[not(ancestor::article)]"))
    whole = [(block, _text([block])) for block in blocks]
    whole = [(block, text) for block, text in whole if len(text) >= WHOLE and block.xpath(".//h1|.//h2|.//h3")]
    if len(whole) < 2 or len(whole) < len(blocks) / 2:
        return
    for number, (block, text) in enumerate(whole, 1):
        times = block.xpath(".//time/@datetime")
        title = clean_field(block.xpath(".//h1|.//h2|.//h3")[0].text_content())
        links = block.xpath(".//h1//a/@href|.//h2//a/@href|.//h3//a/@href")
        yield (
            text,
            _about(
                number,
                len(whole),
                title=title,
                date=clean_field(times[0]) if times else None,
                url=clean_field(links[0]) if links and "://" in links[0] else None,
            ),
        )


_KINDS: tuple[tuple[Callable[[str], bool], Callable[[Any], Iterator[Piece]]], ...] = (
    (lambda page: "articleParagraph" in page or "factiva" in page[:20_000].lower(), _factiva),
    (lambda page: "DocPublicationName" in page or "docOcurrContainer" in page, _europresse),
    (lambda page: 'class="message default' in page and "from_name" in page, _telegram),
    (lambda page: page.count("<article") > 1 and not _ONE.search(page), _articles),
)
