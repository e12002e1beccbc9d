"""What the words beside a name say of goods and of share indexes, which a recogniser takes for bodies or persons."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.mentions.found import Proposal
from extract.tables import words

_GOODS = words("extract.mentions", "goods")
_WORKS = words("extract.mentions", "works")
_CURRENCIES = words("extract.mentions", "currency")
_NAME = r"[A-Z][\w’'-]*(?: [A-Z][\w’'-]*){0,2}"
_REACH = 60
_SIZE = r"(?:[’']s)? (?:30|40|50|100|150|200|225|250|300|500|600|1000|2000)\b"
_INDEX = re.compile(
    rf"(?:{_SIZE})?(?: (?:[a-z]+|Stock|Industrial|Composite)){{0,2}}"
    r" (?:[Ii]nd(?:ex|ices|exes)|[Cc]omposite|[Aa]verages?)\b"
    rf"|{_SIZE}(?:(?! ?[a-z%-])|(?= (?:companies|components|firms|members|stocks)\b))"
)  # "Norex Composite Index", "NX 500"
_SIZED = re.compile(rf"{_SIZE}(?! ?[%-])")
_TRADED = re.compile(
    r"(?:(?: [A-Z]\w+)? (?:crude|futures)| component| and other (?:benchmark|interest|lending) rates"
    r"| (?:(?:benchmark|interbank) )*(?:interest|lending|benchmark) rates?)\b"
)
"""Behind what is traded or charged, and no body: "Torr crude", "Torr futures", the "Norib interest rate"."""
_MODEL = re.compile(
    r"(?:\b(?:the|its|an?|new|first)|[’']s|s[’']|\b[A-Z][a-z]+) (?:new )?"
    r"(?!(?:19|20)\d\d\b)[A-Z]{0,2}-?\d{2,4}[A-Z]?(?:-\d+)? \Z"
)
"""Before the name of a model: "its new 787 Dreamliner", "the F-35 Lightning"."""
_MAKER_BEHIND = re.compile(r" maker\b")
_MAKER_BEFORE = re.compile(rf"\b[Mm]akers? of (?:the |its )?(?:{_NAME}(?:,| and|, and) )*\Z")
_BRANDED = re.compile(r"\b(?:re)?branded (?:as )?(?:the )?\Z")
_OWNED = re.compile(
    r"(?:\b(?:[Ii]ts|[Tt]heir|[Tt]he)|\w[’']s|s[’'])"
    r"(?: (?:new|latest|own|popular|flagship|prototype|[a-z]+-selling))* \Z"
)
_KIND = re.compile(
    r"(?: (?:small|compact|subcompact|electric|hybrid|luxury|sports|mid-?size|full-size|mobile|cancer))? ([a-zA-Z]+)\b"
)
_MAKES = re.compile(
    r"\b(?:makes?|making|builds?|building|assembles?|assembling|manufactures?|produces?) (?:the|its) \Z"
)
_GOODS_BEFORE = re.compile(rf"\b([a-z]+s) (?:{_NAME}(?:,| and|, and) )*\Z")
"""Before what is listed of a kind: "the drugs Lumo and Tavo,"."""
_STORM = re.compile(r"\b(?:[Hh]urricane|[Tt]yphoon|[Cc]yclone|[Ss]torm) \Z")
_KIND_BEFORE = re.compile(
    r"(?:\b(?:[Tt]he|[Ii]ts|[Tt]heir|[Aa]n?)|[’']s) (?:[a-z][\w-]* ){0,2}([a-z]+)(?:, [A-Z]\w+[’']s)? \Z"
)
_IS_KIND = re.compile(
    r" (?:is|was) (?:now )?(?:an?|the) (?:[a-z][\w-]* ){0,3}?([a-z]+)(?=[.,;]| (?:by|for|of|that|to|which)\b)"
)
_YEAR_OF_MODEL = re.compile(rf"\b(?:the|its|their|\d+) (?:19|20)\d\d (?:{_NAME}(?:,| and|, and) )+\Z")
"""Before what is listed of one year: "the 2031 Brandt Lumo, Tavo and"."""
_TYPE = re.compile(r"[A-Z]{2,4}\d{1,3}[A-Z]")
_AGENCY_BEHIND = re.compile(
    r" (?:analysts?|said|says|cut|cuts|lowered|downgraded|raised|affirmed|warned|placed|put|revised|ratings?)\b"
)
_AGENCY_BEFORE = re.compile(r"\b(?:by|from|told|agency|agencies|and) \Z")
"""Round a name that a body and its index share, where it is that of the body."""
_ARTICLE = re.compile(r"\b[Tt]he \Z")
_ENDS_PHRASE = re.compile(r"[,.;)]| (?:and|or)\b")
_STYLES = frozenset(("Lama", "Khan", "Imam", "Pope", "Rev", "Mahdi", "Emir", "Sultan", "Prophet"))
"""Last words of a style that is used of one person with an article: "the Dalai Lama"."""


def find_indexes(mentions: Sequence[Proposal], text: str) -> frozenset[Proposal]:
    """Find the bodies' names that are of indexes of shares: "the Norex Composite Index", "the NX 500".

    Once an index is called so, its first word with an article is the index too, "the Norex"; without one it is where
    nothing is said of it that a body does.
    """
    bodies = [mention for mention in mentions if mention.label == "ORG"]
    whole = {mention for mention in bodies if names_index(mention, text)}
    called = {text[mention.start : mention.end].split(" ")[0] for mention in whole}
    short = (mention for mention in bodies if text[mention.start : mention.end] in called)
    return frozenset(whole).union(one for one in short if not _is_body(one, text))


def _is_body(mention: Proposal, text: str) -> bool:
    before = text[max(0, mention.start - 12) : mention.start]
    if _ARTICLE.search(before):
        return False
    return bool(_AGENCY_BEHIND.match(text, mention.end) or _AGENCY_BEFORE.search(before))


def names_index(mention: Proposal, text: str) -> bool:
    """Tell whether what stands behind a name, or its last word, says that it is an index."""
    own = text[mention.start : mention.end].rsplit(" ", 1)[-1]
    behind = _SIZED if _ARTICLE.search(text, max(0, mention.start - 4), mention.start) else _INDEX
    return own in ("Index", "index", "Composite") or bool(
        _INDEX.match(text, mention.end) or behind.match(text, mention.end)
    )


def names_product(mention: Proposal, text: str) -> bool:
    """Tell whether a name that is taken for a person or a body is by its form or the words around it a thing's.

    "Lumo maker Brandt", "the maker of Lumo and Tavo", "its Lumo tablet", "Ada Lind whisky", "the Ada Lind, a ship",
    "Storm Ada", "the 2031 Brandt Lumo, Tavo and Varga", "the LX9B".
    """
    if mention.label not in ("PERSON", "ORG"):
        return False
    name, person = text[mention.start : mention.end], mention.label == "PERSON"
    before = text[max(0, mention.start - _REACH) : mention.start]
    if _MAKER_BEHIND.match(text, mention.end) or _TRADED.match(text, mention.end) or name in _CURRENCIES:
        return True
    kind = _KIND.match(text, mention.end)
    if kind and kind[1] in _GOODS | _WORKS and not (person and kind[1] in _WORKS):
        direct = kind.start(1) == mention.end + 1
        if (person and direct) or (not person and _OWNED.search(before)):
            return True
    if text.startswith(("’s", "'s"), mention.end):
        return False
    called, kinds = _KIND_BEFORE.search(before), _GOODS_BEFORE.search(before)
    ends = _ENDS_PHRASE.match(text, mention.end) is not None
    is_kind = None if person else _IS_KIND.match(text, mention.end)
    return bool(
        any(said.search(before) for said in (_MAKER_BEFORE, _BRANDED, _MAKES, _MODEL))
        or (person and _STORM.search(before))
        or (kinds and kinds[1] in _GOODS and ends)
        or (called and (called[1] in _GOODS or (called[1] in _WORKS and (ends or not person))))
        or (is_kind and is_kind[1] in _GOODS | _WORKS)
        or (ends and _YEAR_OF_MODEL.search(before))
        or (_TYPE.fullmatch(name) and _ARTICLE.search(before))
        or (person and " " in name and name.rsplit(" ", 1)[1] not in _STYLES and _ARTICLE.search(before) and ends)
    )
