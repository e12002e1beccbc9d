"""Which outlet published an article, where the text says so."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

from extract.alternation import build_alternation
from extract.article import Span
from extract.date_grammar import YEAR
from extract.page.header import Header
from extract.page.tables import function_words, rows

_STATED = re.compile(
    r"(?:^|\n)[ \t]*(?:Sources?|SOURCE|Via|Quelle|Fonte|Fuente|Джерело|Источник):[ \t]*"
    r"(?P<name>[^;,\n|<\[:/]{2,60}?)[.\s]*(?=[;,\n|]|$)"
)
_DATELINE = re.compile(
    r"(?:(?<=\s)|^)(?P<name>[A-Z][\w./ -]{1,24}?) ?(?:—|–|--)\s"
    r"|\((?P<agency>[A-Z][\w./ -]{1,24})\)\s*(?:—|–|--|-)"
    r"|(?<![^\n])\((?P<opening>[A-Z][\w.]{1,24})\)(?=\s?[A-Z“\"])"
)  # "Torvik TNC — ", "TORVIK (TNC) - ", "(TNC) The harbour"
_NAME = r"[A-Z][\w’'-]*(?:\.[A-Za-z]\w+)?(?: (?:of |and |& )?[A-Z][\w’'-]*(?:\.[A-Za-z]\w+)?){0,4}"
_CLAIMS = (
    (
        ("©", "(c) ", "opyright"),
        re.compile(
            rf"(?P<holder>\b(?!Copyright){_NAME}) ?© ?{YEAR}"
            rf"|(?:©|\(c\)|Copyright)[ ©]*{YEAR}(?: ?[-–] ?\d{{4}})?,? (?:by )?(?P<owner>{_NAME})"
            rf"|(?:©|\(c\)|Copyright) (?P<named>(?!Act\b){_NAME}),? {YEAR}"
        ),
    ),
    ((" app", " APP"), re.compile(rf"(?i:get|download) (?i:the) (?P<app>{_NAME}) (?i:app)\b")),
    (("Watch ",), re.compile(r"(?i:watch) (?:TV |live TV )?(?i:live )?(?i:on) (?P<channel>[A-Z][\w.]*\w)")),
    (("report of ",), re.compile(r"(?i:read the report of) (?P<report>[\w.]+?)(?=[:\s])")),
    (
        ("hyperlink to ", "for visiting "),
        re.compile(r"(?i:hyperlink to|thank you for visiting) (?P<link>[A-Z][\w.]+\w|[\w-]+\.(?:com|org|net))"),
    ),
    (
        ("views of ", "staff of "),
        re.compile(rf"(?:views of|staff of) (?:the )?(?P<views>{_NAME})(?=, its|,? or its|\.)"),
    ),
)
"""What an outlet says is its own, each with the words of which it has one."""
_PLATFORMS = frozenset(
    (
        "twitter",
        "x",
        "facebook",
        "instagram",
        "youtube",
        "telegram",
        "tiktok",
        "google",
        "apple",
        "getty images",
        "flickr",
        "t",
        "youtu",
        "wikipedia",
        "amazon",
        "spotify",
        "reddit",
        "linkedin",
        "whatsapp",
        "pinterest",
        "addtoany",
        "doubleclick",
        "newsletter",
        "copyright",
        "author",
        "topic",
        *("cookiebot", "onetrust", "cookieyes", "iubenda", "usercentrics"),
        "news",
        "us",
    )
)
_REFERENCES = frozenset(("doi", "arxiv", "github", "creativecommons", "scholar"))
"""Sites that many pages refer to most, and are not of."""
_SUFFIX = re.compile(r"\s(?:[|–—-]|::|»)\s+(?P<name>[^|–—»]{2,60}?)[*_\s]*$")  # "Harbour closes | Torvik Courier"
_HOSTS = tuple(re.compile(before + r"([\w-]+(?:\.[\w-]+)+)") for before in (r"://(?:www\.)?", r"www\.", r"@"))
_DOTTED = re.compile(r"(?<![\w./@-])[A-Z][\w-]{1,30}\.(?:com|org|gov|net|int)\b")  # "Courier.org"
_DOMAINS = (".com", ".org", ".gov", ".net", ".int")
_WIKI = re.compile(r"\bFrom (?P<name>[A-Z]\w+), the free (?:encyclopedia|news source)\b")
_CALL = re.compile(
    rf"(?:(?:[Mm]ore from|[Bb]est of|READ MORE ON|[Rr]ead more on|[Ss]ubscribe to|[Cc]ontacted by|[Vv]isiting|Prior to)"
    rf" [*_]*(?P<name>[Tt]he {_NAME}|{_NAME})|Follow (?P<followed>{_NAME}))"
)  # "More from The Courier"
_CALL_WORDS = (
    *(
        "ore from ",
        "est of ",
        "ORE ON ",
        "ead more on ",
        "ubscribe to ",
        "oin ",
        "ontacted by ",
        "isiting ",
        "rior to ",
    ),
    "Follow ",
)
"""Of which each call has one."""
_BIOGRAPHY = (
    rf" is (?:an?|the) (?:[\w’'-]+,? ){{0,5}}(?:reporter|editor|correspondent|writer|journalist|columnist|analyst)"
    rf"(?: and [a-z]+)? (?:at|with|for) [*_]*(?P<name>[Tt]he {_NAME}|{_NAME})"
)  # behind the author's name: "Ann Lee is a senior reporter at The Courier"
_ABOUT = re.compile(rf"^[*+#•\s-]*About (?P<name>(?!Us\b|The\b){_NAME})[*\s]*$", re.MULTILINE)
_GENERIC = re.compile(r"(?<=[a-z]{4})(?:group|online|media|news|web|site|tv|magazine|mag|press|today|daily|live)$")
"""What the address of an outlet has behind its name."""
_EMPTY = re.compile(r" (?:All|Inc|LLC|Ltd|Limited|Corp|Co|L|Rights)(?: Rights)?$")
FEWEST_LINKS = 3
"""Links to a site from which a page may be one of its own, where it links to others too."""
SUFFIXED = 40
"""Code points of a headline by which it is known again in the page's own title."""
OPENING = 1000
"""Code points at an article's beginning within which a line that names its source is the article's own."""
SHORTEST = 2
"""Code points of a name that is no outlet's, unless it is known."""
TRIES = 50
"""How often a word is looked at that does not introduce an outlet after all."""
REACH = 80
"""Code points on either side of a word that introduces an outlet."""
_STATED_WORDS = ("ource:", "ources:", "OURCE:", "Via:", "Quelle:", "Fonte:", "Fuente:", "Джерело:", "Источник:")
_ADDRESS = re.compile(r"https?://(?:www\.)?([\w.-]+)")


def find_source(
    text: str, header: Header, title: Span | None, author: Span | None = None, *, page: tuple[int, int] | None
) -> Span | None:
    """Return the name of the outlet as it stands in the text.

    Args:
        text: of the article.
        header: its head and foot.
        title: the headline, which the page's own title may have before the outlet's name.
        author: of the article, whose biography may name the outlet.
        page: where the article's paragraphs stand in a whole page, whose menus and notices name the outlet that it is
            of; None where the text is the article.

    """
    stated = _search_near(_STATED, text, _STATED_WORDS)
    if stated and stated["name"].lower() not in _PLATFORMS and not _is_within(page, stated.start()):
        return Span.of(text, *stated.span("name"))
    if page and (found := _find_suffix(text, header, title) or _find_wiki(text)):
        return found
    for line in header.head:
        if is_outlet(line.text):
            return Span.of(text, line.start, line.end)
    found = _find_in_dateline(text, header)
    if found:
        return found
    if page:
        return (
            _find_domain(text)
            or _find_claimed(text, author)
            or _find_employer(text, author)
            or _find_called(text)
            or _find_dotted(text, page)
            or _find_known(text, page)
        )
    return _find_claimed(text) or _find_address(text)


def _is_within(body: tuple[int, int] | None, at: int) -> bool:
    """Tell whether a place is between an article's paragraphs, where charts and pictures have sources too."""
    return body is not None and body[0] + OPENING < at < body[1]


def _find_suffix(text: str, header: Header, title: Span | None) -> Span | None:
    """Return what follows the headline in the page's own title: "Harbour closes | Torvik Courier"."""
    for line in header.above[:3]:
        match = _SUFFIX.search(line.text)
        if match and ((title and _starts_alike(line.text, title.text)) or is_outlet(match["name"])):
            return Span.of(text, line.start + match.start("name"), line.start + match.end("name"))
    return None


def _find_wiki(text: str) -> Span | None:
    """Return the wiki that a page says it is from."""
    match = _search_near(_WIKI, text, ("the free ",))
    return Span.of(text, *match.span("name")) if match else None


def _starts_alike(line: str, title: str) -> bool:
    return line.strip("#*_ ").casefold().startswith(title.casefold()[:SUFFIXED])


def _find_domain(text: str) -> Span | None:
    """Return the outlet that most links of a page lead to, where the text has its name in letters of its own."""
    hosts = Counter(match[1] for pattern in _HOSTS for match in pattern.finditer(text))
    counts: Counter[str] = Counter()
    for host, count in hosts.items():
        counts[_site_name(host)] += count
    for platform in _PLATFORMS.intersection(counts):
        del counts[platform]
    for domain, count in counts.most_common(1):
        if domain in _REFERENCES or (len(counts) > 1 and (count < FEWEST_LINKS or 2 * count < counts.total())):
            continue
        for name in dict.fromkeys((domain, _GENERIC.sub("", domain))):
            spelt = r"[\W_]{0,3}".join(map(re.escape, name))
            for match in re.finditer(rf"(?<![\w./@-]){spelt}(?:\.\w{{2,3}})?(?![\w@/])", text, re.IGNORECASE):
                if match[0][0].isupper() and "\n" not in match[0]:
                    return Span.of(text, *match.span())
    return None


def _find_dotted(text: str, body: tuple[int, int]) -> Span | None:
    """Return the name that is an address, where a page has only one such around its article: "Courier.org"."""
    if not any(domain in text for domain in _DOMAINS):
        return None
    named = (match for match in _DOTTED.finditer(text) if not body[0] <= match.start() < body[1])
    found = [match for match in named if _site_name(match[0]) not in _PLATFORMS]
    names = {match[0].lower() for match in found}
    return Span.of(text, *found[0].span()) if len(names) == 1 else None


def _site_name(host: str) -> str:
    """Return the part of a host that names it: `torvikcourier` of `www.torvikcourier.co.uk`."""
    labels = [label for label in host.lower().split(".") if label not in ("www", "en", "edition", "news", "m")]
    labels = labels[:-1] or labels
    while len(labels) > 1 and len(labels[-1]) <= 3:
        labels.pop()
    return labels[-1] if labels else ""


def _find_called(text: str) -> Span | None:
    """Return the name that the page's calls to its readers have most often: "More from Torvik Courier"."""
    names = (match["name"] or match["followed"] for match in _find_near(_CALL, text, _CALL_WORDS))
    counts = Counter(_without_tail(name.rstrip(".’'")) for name in names)
    for name, count in counts.most_common():
        known = name.lower() in _PLATFORMS or name.lower() in function_words()["en"]
        stands_alone = count > 1 or re.search(rf"^[#*\s]*{re.escape(name)}[*\s]*$", text, re.MULTILINE)
        if is_outlet(name) or (stands_alone and not known and len(name) > SHORTEST):
            at = text.find(name)
            return Span.of(text, at, at + len(name))
    return _find_presented(text)


def _without_tail(name: str) -> str:
    """Return the outlet that the words of a name begin with, where they do: "Sky News" of "Sky News Most"."""
    words = name.split(" ")
    return next((known for end in range(len(words), 0, -1) if is_outlet(known := " ".join(words[:end]))), name)


def _find_known(text: str, body: tuple[int, int]) -> Span | None:
    """Return the outlet of the table that the page around an article names most, and agencies do not count."""
    pieces = ((0, body[0]), (body[1], len(text)))
    found = [match for start, end in pieces for match in _known_pattern().finditer(text, start, end)]
    for name, count in Counter(match[0] for match in found).most_common(1):
        if count >= FEWEST_LINKS and 2 * count > len(found):
            return Span.of(text, *next(match.span() for match in found if match[0] == name))
    return None


def _find_employer(text: str, author: Span | None) -> Span | None:
    """Return the outlet that the author writes for, by the note on them below the article."""
    names = rf"(?:{re.escape(author.text)}|\b{re.escape(author.text.split()[0])})" if author else ""
    match = re.search(names + _BIOGRAPHY, text) if names else None
    return Span.of(text, *match.span("name")) if match else None


def _find_presented(text: str) -> Span | None:
    """Return the name of which a menu offers to tell more, "About Torvik Courier", where the text has it elsewhere."""
    for match in _ABOUT.finditer(text):
        name = match["name"]
        if name.lower() not in _PLATFORMS and len(re.findall(rf"(?<!\w){re.escape(name)}(?!\w)", text)) >= FEWEST_LINKS:
            return Span.of(text, *match.span("name"))
    return None


def is_outlet(name: str) -> bool:
    """Tell whether a name is that of an outlet in the table."""
    return name.strip().casefold() in _names()


def _find_in_dateline(text: str, header: Header) -> Span | None:
    """Return the outlet of "Hong Kong CNN — ..." or "KYIV (Reuters) - ..." at the body's beginning."""
    for start in (*(line.start for line in header.head[:4]), header.body):
        for match in _DATELINE.finditer(text, start, min(len(text), start + 90)):
            at, end = match.span(match.lastgroup or 0)
            words = text[at:end].split(" ")
            for i in range(len(words)):
                name = " ".join(words[i:])
                if is_outlet(name):
                    return Span.of(text, end - len(name), end)
    return None


def _find_claimed(text: str, author: Span | None = None) -> Span | None:
    match = next((found for words, claim in _CLAIMS if (found := _search_near(claim, text, words))), None)
    if not match or (author and _spell(author.text) in _spell(match[0])):
        return None
    start, end = match.span(next(name for name, value in match.groupdict().items() if value))
    end -= len(empty[0]) if (empty := _EMPTY.search(text, start, end)) else 0
    if text[start:end].lower() in _PLATFORMS or end - start < SHORTEST:
        return None
    name = text[start:end]
    return _find_initials(text, name) or _find_signed(text, name) or Span.of(text, start, end)


def _spell(name: str) -> str:
    return re.sub(r"[\W_]+", "", name).casefold()


def _find_initials(text: str, name: str) -> Span | None:
    """Return where the text calls an outlet by its initials, as readers know it: CNN for Cable News Network."""
    short = "".join(word[0] for word in name.split() if word[0].isupper())
    match = re.search(rf"\b{short}\b", text) if len(short) > 2 else None
    return Span.of(text, *match.span()) if match else None


def _find_signed(text: str, name: str) -> Span | None:
    """Return where the name stands alone on a line, as the outlet writes it: notices spell it like an address."""
    match = re.search(rf"^{re.escape(name)}$", text, re.IGNORECASE | re.MULTILINE)
    return Span.of(text, *match.span()) if match else None


def _search_near(pattern: re.Pattern[str], text: str, words: tuple[str, ...]) -> re.Match[str] | None:
    return next(_find_near(pattern, text, words), None)


def _find_near(pattern: re.Pattern[str], text: str, words: tuple[str, ...]) -> Iterator[re.Match[str]]:
    """Find a pattern around the words of which it must hold one: a tenth of the cost of searching everywhere."""
    found: set[int] = set()
    for word in words:
        at, tries, end = text.find(word), TRIES, 0
        while at >= 0 and (tries := tries - 1):
            match = pattern.search(text, max(end, at - REACH), at + REACH)
            if match:
                end = match.end()
            if match and match.start() not in found:
                found.add(match.start())
                yield match
            at = text.find(word, at + len(word))


def _find_address(text: str) -> Span | None:
    """Return the outlet of the first address in the text, where the text names it too."""
    if "://" not in text:
        return None
    for match in _ADDRESS.finditer(text):
        for name in _domains().get(match[1].lower(), ()):
            at = text.find(name)
            if at >= 0:
                return Span.of(text, at, at + len(name))
    return None


@cache
def _names() -> frozenset[str]:
    return frozenset(row[0].casefold() for row in rows("outlets.tsv"))


@cache
def _known_pattern() -> re.Pattern[str]:
    names = {re.escape(row[0]) for row in rows("outlets.tsv") if row[2] == "no"}
    return re.compile(rf"(?<![\w./@-]){build_alternation(names)}(?![\w/])")


@cache
def _domains() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for name, domains, *_ in rows("outlets.tsv"):
        for domain in domains.split():
            found[domain] = (*found.get(domain, ()), name)
    return found
