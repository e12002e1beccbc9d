"""What the words beside a name say of goods and of share indexes, which a recogniser takes for bodies or persons."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.mentions.found import Proposal
from extract.tables import words

_GOODS = words("extract.mentions", "goods")
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
_OWNED = re.compile(r"(?:\b(?:its|their|the)|\w[’']s|s[’'])(?: (?:new|latest|own|popular|flagship|[a-z]+-selling))* \Z")
_KIND = re.compile(r"(?: [a-z][\w-]*){0,2}? ([a-zA-Z]+)\b")
_MAKES = re.compile(
    r"\b(?:makes?|making|builds?|building|assembles?|assembling|manufactures?|produces?) (?:the|its) \Z"
)
_GOODS_BEFORE = re.compile(rf"\b([a-z]+s) (?:{_NAME}(?:,| and|, and) )*\Z")
"""Before what is listed of a kind: "the drugs Lumo and Tavo,"."""
_STORM = re.compile(r"\b(?:[Hh]urricane|[Tt]yphoon|[Cc]yclone|[Ss]torm) \Z")
_KIND_BEFORE = re.compile(r"(?:\b(?:the|its|their|an?)|[’']s) (?:[a-z][\w-]* ){0,2}([a-z]+) \Z")
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
    """Tell whether a name that is taken for a person or a body is by the words around it that of a thing for sale.

    "Lumo maker Brandt", "the maker of Lumo and Tavo", "its Lumo tablet", "Ada Lind whisky", "the Ada Lind, a ship",
    "Storm Ada".
    """
    if _MAKER_BEHIND.match(text, mention.end):
        return mention.label in ("ORG", "PERSON")
    before = text[max(0, mention.start - _REACH) : mention.start]
    owner = text.startswith(("’s", "'s"), mention.end)
    if _TRADED.match(text, mention.end):
        return mention.label in ("ORG", "PERSON")
    if not owner and any(said.search(before) for said in (_MAKER_BEFORE, _BRANDED, _MAKES, _MODEL)):
        return mention.label in ("ORG", "PERSON")
    if mention.label == "PERSON" and _STORM.search(before):
        return True
    kinds = _GOODS_BEFORE.search(before)
    if not owner and kinds and kinds[1] in _GOODS and _ENDS_PHRASE.match(text, mention.end):
        return mention.label in ("ORG", "PERSON")
    called = _KIND_BEFORE.search(before)
    if not owner and called and called[1] in _GOODS:
        return mention.label in ("ORG", "PERSON")
    kind = _KIND.match(text, mention.end)
    if kind and kind[1] in _GOODS:
        direct = kind.start(1) == mention.end + 1
        return (mention.label == "PERSON" and direct) or (mention.label == "ORG" and bool(_OWNED.search(before)))
    own = text[mention.start : mention.end].split(" ")
    return (
        mention.label == "PERSON"
        and len(own) > 1
        and own[-1] not in _STYLES
        and bool(_ARTICLE.search(before))
        and bool(_ENDS_PHRASE.match(text, mention.end))
    )
