"""Whom a title ("the French minister") or a body ("the ministry") means, which are said for a name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from extract.names.short_forms import bare, company_stem
from extract.page.tables import rows
from extract.people.cast import NEAR, Cast, Subject, plain
from extract.people.kin import akin, is_country, of_another_country
from extract.people.names import Name
from extract.people.roles import ARTICLES, TOKEN, modifiers
from extract.people.titles import alike, is_plural, narrower, office, words

_OTHER = ""
"""Stands for no entity: two candidates are alike."""
_NO_TITLE = words("voice") | {"official"}
"""What speaks for others or is said of whoever is not to be named."""
_RANKS = frozenset({"vice", "deputy", "acting", "assistant", "shadow"})
_TIES = frozenset({"of", "for", "in", "at", "from", "by", "with", "to"})


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase headed by a title ("the French minister") or a body ("the ministry"): where it and its head begin."""

    start: int
    head: int
    kind: Literal["title", "body"]


def find_phrase(cast: Cast, lo: int, end: int, name: int) -> Phrase | None:
    """Return the phrase that ends at `end`, if its head is a title or a body.

    Reads "the French minister", "the chief diplomat of the EU", "a report in The Economist". The head stands before
    `name`, or is the last word of a body's own name ("the city's Regional Council").
    """
    tokens = list(TOKEN.finditer(cast.text, max(lo, end - 150), end))
    if not tokens or tokens[-1][0].lower() in _TIES:
        return None
    head: int | None = None
    kind: Literal["title", "body"] = "title"
    for i in range(len(tokens) - 1, max(-1, len(tokens) - 13), -1):
        word = tokens[i][0].lower()
        tied = i == len(tokens) - 1 or tokens[i + 1][0].lower() in _TIES
        inside = tokens[i].start() >= name
        if tied and not inside and office(word) and not word.endswith(("’s", "'s")):
            head, kind = i, "title"
            break
        if tied and (word in words("body") or word in words("medium")):
            head, kind = i, "body"
        if (word in words("edge") and word not in _TIES) or (
            not word[0].isalnum() and word not in {"’", "'", "-", "&", "."}
        ):
            break
    if head is None:
        return None
    start = tokens[modifiers(tokens, head)].start()
    owner = cast.names.covering(start)
    return Phrase(cast.with_article(max(lo, owner.start) if owner else start), tokens[head].start(), kind)


def resolve_title(cast: Cast, start: int, end: int) -> Subject:
    """Return whom a phrase with a title means ("the French minister", "a Kremlin spokesman", "G7 leaders")."""
    tokens = list(TOKEN.finditer(cast.text, start, end))
    definite = tokens[0][0].lower() in ARTICLES - {"a", "an", "one"} or tokens[0][0].endswith(("’s", "'s"))
    indefinite = tokens[0][0].lower() in {"a", "an", "one"}
    heads = [t[0] for t in tokens if office(t[0]) and not t[0].endswith(("’s", "'s"))]
    cut = next((i for i, t in enumerate(tokens) if t[0].lower() in _TIES), len(tokens))
    head_word = next((t[0] for t in reversed(tokens[:cut]) if office(t[0])), heads[0] if heads else "")
    head = office(head_word) or ""
    plural = is_plural(head_word)
    owners = [n for n in cast.names.within(start, end) if n.label in {"ORG", "FAC"}]
    if not indefinite and not plural:
        whose = cut < len(tokens) and any(owner.start > tokens[cut].start() for owner in owners)
        entity = _titled(cast, head, tokens, start, definite and not whose) or _just_spoken(cast, head, tokens, start)
        if entity:
            return Subject(start, end, entity, derived=True)
    if owners and (head in words("voice") or head_word.lower() == "leaders"):
        first = tokens[tokens[0][0].lower() in ARTICLES].start()
        return Subject(start, end, owners[-1].entity, derived=True, named=(first, end))
    return Subject(start, end, None, derived=True)


def resolve_body(cast: Cast, start: int, end: int) -> Subject:
    """Return which organisation a phrase means ("the ministry", "the newspaper", "the statement")."""
    tokens = [t[0].lower() for t in TOKEN.finditer(cast.text, start, end)]
    owners = [n for n in cast.names.within(start, end) if n.label != "PERSON" and cast.text[n.end : n.end + 1] != "-"]
    noun = next((t for t in reversed(tokens) if t in words("body") or t in words("medium")), "")
    bodies = [owner for owner in owners if owner.label != "LOC"]
    if bodies and _is_part(cast, noun, bodies[-1]):
        return Subject(start, end, None, derived=True)
    if owners and noun in words("medium"):
        return Subject(start, end, (bodies or owners)[0].entity, derived=True)
    if tokens[0] in {"a", "an", "one"} or owners:
        return Subject(start, end, bodies[-1].entity if bodies else None, derived=True)
    if tokens[0] not in {"the", "this", "that"}:
        return Subject(start, end, None, derived=True)  # "Hospital staff said", "his office said"
    if len(tokens) > 2 and not all(t in words("modifier") for t in tokens[1:-1]):
        return Subject(start, end, None, derived=True)  # "the Hale administration"
    near = cast.names.within(start - 9 * NEAR, start)
    if noun in words("outlet") and tokens[-1] == noun:
        papers = [n for n in near if n.label == "ORG" and _is_outlet(cast, n)]
        return Subject(start, end, papers[-1].entity if papers else None, derived=True)
    told_of = (n for n in near if n.label in {"ORG", "FAC"} and n not in cast.houses)
    before = [n for n in told_of if not (_is_channel(cast, n) or (noun not in words("medium") and _reports(cast, n)))]
    called = [n for n in before if re.search(rf"\b{noun}(?:\Z| (?:of|for)\b)", cast.text[n.start : n.end].lower())]
    if called:
        alone = len({n.entity for n in called}) == 1
        return Subject(start, end, called[-1].entity if alone else None, derived=True)
    if noun in words("state"):
        return Subject(start, end, None, derived=True)
    before = [n for n in before if n.label == "ORG" and _may_be(noun, cast.text[n.start : n.end])]
    fitting = {name.entity for name in before}
    spoken = [s.entity for s in cast.speakers_between(start - NEAR, start)[-3:] if s.entity in fitting]
    if spoken or not before or noun in words("medium"):
        return Subject(start, end, spoken[-1] if spoken else None, derived=True)
    last = before[-1]
    lo = cast.sentence_at(last.start)[0]
    alone = len({name.entity for name in before if name.start >= lo}) == 1
    again = cast.text.count(cast.text[last.start : last.end].split()[0]) > 1
    one = noun in words("company") or len(fitting) == 1
    settled = alone and again and one and last.start > start - NEAR
    return Subject(start, end, last.entity if settled else None, derived=True)


def _is_part(cast: Cast, noun: str, owner: Name) -> bool:
    """Tell whether a noun is a part of the body that owns it: "the UN agency for refugees" is not the UN."""
    own = noun in cast.text[owner.start : owner.end].lower() or _reports(cast, owner)
    return noun in words("part") and not own


def _is_channel(cast: Cast, name: Name) -> bool:
    """Tell whether a name only says where something is published: "on its Telegram channel"."""
    behind = TOKEN.match(cast.text, name.end + 1)
    return behind is not None and behind[0].lower() in words("medium")


def _reports(cast: Cast, name: Name) -> bool:
    """Tell whether a name is an outlet's or an agency's: "the company" is not who reports on it."""
    return _is_outlet(cast, name) or bare(cast.text[name.start : name.end]).casefold() in _outlets()


@cache
def _outlets() -> frozenset[str]:
    return frozenset(row[0].casefold() for row in rows("outlets.tsv"))


def _may_be(noun: str, name: str) -> bool:
    """Tell whether a noun may stand for a name: "the bank" for "Norland Holdings", not for "Fisheries Commission"."""
    own = {word for word in (name.lower().split(" ")[0], name.lower().rsplit(" ", 1)[-1]) if word in words("body")}
    companies = words("company")
    if noun in words("medium"):
        return True  # of a "statement", whose it is
    if noun in words("general-body"):
        return not own & words("state")
    if noun in companies:
        return not own - companies
    return not (own & companies or company_stem(name) != name.casefold())


def _is_outlet(cast: Cast, name: Name) -> bool:
    """Tell whether a body is an outlet by the last word of its name."""
    return cast.text[name.start : name.end].lower().rsplit(" ", 1)[-1] in words("outlet")


def _titled(cast: Cast, head: str, tokens: list[re.Match[str]], at: int, definite: bool) -> str | None:
    said = {plain(t[0]) for t in tokens} - ARTICLES - _TIES - {head}
    best: tuple[int, int, str] | None = None
    clash = False
    merely: set[str] = set()
    loose = words("ruler") | (words("modifier") - words("party"))
    candidates = cast.heads.get(head, [])
    rulers = sorted(words("ruler")) if said and head in words("ruler") else ()
    if others := rulers or (() if candidates else narrower(head)):
        candidates = [held for word in others for held in cast.heads.get(word, ())]
    for name, known in candidates:
        if _RANKS & said != _RANKS & known:
            continue  # a vice-president is no president
        shared = sum(any(akin(a, b) for b in known) for a in said)
        told = said - loose
        if said and not (shared and any(akin(a, b) for b in known for a in told or said)):
            clash |= bool(known - {head} - loose)
            merely |= {name.entity, _OTHER} if of_another_country(said, known) else {name.entity}
            continue
        if name.start > at and shared < 2 and not (shared and len(said) == shared):
            continue
        rank = (shared, name.start if name.start < at else -name.start, name.entity)
        best = max(best, rank) if best else rank
    if best:
        return best[2]
    alone = len(merely) == 1 and definite and (not clash or head in words("ruler")) and bool(rulers or not others)
    return merely.pop() if alone else None


def _just_spoken(cast: Cast, head: str, tokens: list[re.Match[str]], start: int) -> str | None:
    """Return who spoke last, where "the senator" can only vary that name: nobody else is named since then.

    A country, an owner or a title of another kind may be somebody else's; "the official" has no name.
    """
    said = [token[0].lower() for token in tokens]
    vague = any(name.label == "PERSON" for name in cast.names.within(start, tokens[-1].end()))  # "the Lee attorney"
    vague |= head in _NO_TITLE or said[0] != "the" or any(w.endswith(("’s", "'s")) or is_country(w) for w in said)
    last = next(reversed(cast.speakers_between(start - NEAR, start)), None)
    if vague or last is None or cast.label.get(last.entity or "") != "PERSON":
        return None
    held = {role.head for role in cast.roles[last.entity or ""]} - {""}
    if held and "former" not in said and not any(alike(head, other) for other in held):
        return None
    named = [n for n in cast.names.within(last.end, start) if not (cast.owns(n) or cast.quoted(n.start))]
    return None if any(n.label == "PERSON" and n.entity != last.entity for n in named) else last.entity
