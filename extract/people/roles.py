"""The roles that stand beside persons' names: before ("Ukrainian Defence Minister X", "the head of Y, X") and after
("X, UK Defence Secretary, ...", "X, who previously led ..."). Verbatim spans, without the name and a leading article.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extract.people.names import Name, Names
from extract.people.titles import honorifics, is_plural, office, words
from extract.syntax import FINITE, Trees

REACH = 170
"""Code points looked at on either side of a name."""

TOKEN = re.compile(r"[^\W_]+(?:[.’'&/-]+[^\W_]+)*[’'.]?|[^\w\s]")
_OWNS = re.compile(r"[’']s | (?!and\b|or\b)(?=[a-z])")
"""Behind a person whose lawyer, or aide, another is: "Ada Holm’s lawyer X", "Holm aide X"."""
ARTICLES = frozenset({"the", "a", "an", "his", "her", "its", "their", "our", "one", "this", "that", "another"})
_PREPOSITIONS = frozenset({"of", "for", "in", "at", "to", "with", "from", "on"})
_LINKS = _PREPOSITIONS | {"and", "the", "de", "du", "la", "&", "’s"}
_AFTER = re.compile(
    r"\s?(?:\([^()\n]{1,40}\))?\s?[,–—-]\s?(?:[1-9]\d,\s)?(?:(?:who|he)\s(?:is|was)\s)?"
    r"(?:(?:himself|herself|now|currently|formerly|also)\s)?"
)
_AFTER_END = re.compile(
    r"[,;:!?*\n()“”\"–—]|(?<![\s.][A-Z])(?<!\bSt)(?<!\bMt)\.(?=\s(?!Ltd\b)[^\sa-z]|\s*$|[A-Z])|\s-\s"
    r"|\s(?:who|which|that|said|says|told|added|has|had|is|was|will|would|before|after|when|while|until|since)\b"
    r"|\sin\s(?:an?|the)\s(?:statement|speech|interview|letter|note|report|briefing|tweet|post|email|e-mail|video)\b"
)
_DEED = re.compile(
    r"\s?,\s(?:who|he)\s(?:also\s)?((?:(?:previously|formerly|once|currently|now)\s)?(?:led|leads|headed|heads|chaired|chairs|ran|runs"
    r"|commanded|commands|founded|served\sas|serves\sas|worked\sas|works\sas)\s(?:\b[A-Z]\.|[^,;:.!?\n“”\"]){4,90})"
)
_NOUNS = frozenset({"NN", "NNS", "JJ"})
"""Tags of what may stand in small letters before a title: "GM sales analyst"."""
_ACRONYM, _SHOUTED = 5, 7
"""Letters up to which one of several words in capitals, and one alone, may be an abbreviation."""
_AGE = re.compile(r"(?:an?\s|the\s)?\d{1,3}-year-old\s")
_TIED = r"\s(?:at|of|on|in|for|with|from)\s\S"
_TRADE = re.compile(
    r"(?:an?\s(?:\d{1,3}-year-old\s)?(?=(?:[a-z-]+\s){0,3}(?!number|matter)[a-z]+(?:er|or|ist|yst|ian|man|woman|medic)"
    rf"(?:{_TIED}|\Z))|(?:an?\s|the\s)?(?=(?:[\w.-]+\s){{0,3}}(?:official|member|Republican|Democrat){_TIED}))"
    rf"((?:[\w.-]+\s){{0,3}}?([A-Za-z]+)(?:{_TIED}[^\n]*)?)\Z"
)
"""A trade, by how its word ends, and what somebody is of a body: "a furnace worker at X", "the No. 2 official at Y"."""


@dataclass(frozen=True, slots=True)
class Role:
    """Where a role stands; `head` is the word that makes it one, in the singular ("minister")."""

    start: int
    end: int
    head: str
    before: bool
    """True where it stands before the name, so that a phrase that ends in the name begins with it."""


def roles(text: str, names: Names, sentences: list[tuple[int, int]], trees: Trees | None = None) -> dict[Name, Role]:
    """Return the role beside each mention of a person that has one."""
    found: dict[Name, Role] = {}
    at = 0
    last: Name | None = None
    for name in names.all:
        if name.label != "PERSON":
            continue
        while at < len(sentences) - 1 and sentences[at][1] <= name.start:
            at += 1
        lo, hi = sentences[at] if sentences else (0, len(text))
        lo, hi = min(lo, name.start), max(hi, name.end)
        role = _before(text, max(lo, name.start - REACH), name, names, trees)
        if role is None:
            role = _after(text, name.end, min(hi, name.end + REACH), names, trees)
        shared = found.get(last) if last else None
        if role is None and last and shared and text[last.end : name.start].strip() in {",", "and", ", and", "&"}:
            role = shared if shared.before and is_plural(text[shared.start : shared.end].split()[-1]) else None
        if role:
            found[name] = role
        last = name
    return found


def _before(text: str, lo: int, name: Name, names: Names, trees: Trees | None) -> Role | None:
    previous = next((n for n in reversed(names.within(lo, name.start)) if n.label == "PERSON"), None)
    if previous and not _OWNS.match(text, previous.end):
        lo = max(lo, previous.end)
    tokens = list(TOKEN.finditer(text, lo, name.start))
    while tokens and tokens[-1][0].rstrip(".").lower() in honorifics():
        tokens.pop()
    comma = bool(tokens) and tokens[-1][0] in {",", "–", "—"}
    if comma:
        if text[name.end : name.end + 1] not in {",", ".", ";", ")", "\n", ""}:
            return None  # "According to the organizer, Putin will ...": the comma ends the phrase
        tokens.pop()
    head = _head_before(tokens)
    if head is None:
        return None
    if comma and is_plural(tokens[head][0]):
        return None
    first = modifiers(tokens, head, trees)
    ahead = tokens[first - 1][0].lower() if first else ""
    if comma and ahead == "for":
        return None  # "the candidate for governor, X" holds no office
    start, end = tokens[first].start(), tokens[-1].end()
    owner = names.covering(start)
    if owner and (owner.label == "ORG" or _OWNS.match(text, owner.end)):  # "Bank of Norland Governor"
        start = owner.start
    if text[start:end] in words("relative"):
        return None  # "her colleague X"
    return Role(start, end, office(tokens[head][0]) or "", before=True)


def _head_before(tokens: list[re.Match[str]]) -> int | None:
    """Return the index of the role's head: the last token, or one that a preposition ties to it ("head of the Y")."""
    if not tokens:
        return None
    last = len(tokens) - 1 if office(tokens[-1][0]) else None
    if last is not None and not is_plural(tokens[-1][0]):
        return last
    for i in range(len(tokens) - 2, max(-1, len(tokens) - 15), -1):
        word = tokens[i][0]
        if (not word[0].isalnum() and word != "&") or word.lower() in words("edge"):
            return last
        if office(word) and is_plural(word):
            return last  # "lawyers for X"
        if office(word) and tokens[i + 1][0].lower() in {"of", "for", "in", "at", "to", "with", "from"}:
            between = [t[0] for t in tokens[i + 2 :]]
            if tokens[i + 1][0] == "to" and between and not (between[0][0].isupper() or between[0].lower() in ARTICLES):
                continue  # "urged the leader to contact X"
            ok = all(w[0].isupper() or w[0].isdigit() or w.lower() in _LINKS or w.islower() for w in between)
            ok = ok and bool(between) and between[-1].lower() not in _LINKS | words("edge")
            return i if ok and (between[-1][0].isupper() or len(between) < 8) else last
    return last


def modifiers(tokens: Sequence[re.Match[str]], head: int, trees: Trees | None = None) -> int:
    """Return the index of the first token of the phrase whose head is at `head`.

    Nouns in small letters belong to it where a tree shows that they are none of a verb: "GM sales analyst X".
    """
    first = i = head
    while (i := i - 1) >= max(0, head - 10):
        word = tokens[i][0]
        lower = word.lower().rstrip(".")
        if word == ")" and i > 1 and "." in tokens[i - 1][0] and tokens[i - 2][0] == "(":
            i -= 2  # "Norland Bank ( NB.N ) Chairman X"
            continue
        if not (word[0].isalnum() or word == "&") or lower in ARTICLES | _PREPOSITIONS | words("edge"):
            break
        if _is_shouted(tokens, i) and not tokens[head][0].isupper():
            break  # "A CASE OF FATIGUE Trade minister X"
        if lower in {"and", "&"}:
            if i == 0 or not (tokens[i - 1][0][0].isupper() and tokens[i + 1][0][0].isupper()):
                break
            continue
        if (
            word[0].isupper()
            or word[0].isdigit()
            or lower in words("modifier")
            or (first == i + 1 and office(word))  # "BCC director general X"
            or "-" in word
            or (
                tokens[head][0].islower()
                and tokens[i + 1][0].islower()
                and (_determined(tokens, i) or _is_noun(trees, tokens[i]))
            )
        ):
            first = i
            continue
        break
    return first


def _is_shouted(tokens: Sequence[re.Match[str]], i: int) -> bool:
    """Tell whether a word in capitals is one of a heading rather than an abbreviation."""
    word, before = tokens[i][0], tokens[i - 1][0] if i else ""
    follows = len(before) > 1 and before.isalpha() and before.isupper()
    return word.isalpha() and word.isupper() and len(word) > (_ACRONYM if follows else _SHOUTED)


def _is_noun(trees: Trees | None, token: re.Match[str]) -> bool:
    at = trees.token_at(token.start()) if trees else None
    return trees is not None and at is not None and trees.tags[at] in _NOUNS


def _determined(tokens: Sequence[re.Match[str]], i: int) -> bool:
    """Tell whether a lower-case word stands in a phrase that an article or a possessive opens shortly before it."""
    if tokens[i][0].lower() in _LINKS:
        return False
    if tokens[i][0].endswith("ed") and i > 0 and tokens[i - 1][0].lower() not in ARTICLES:
        return False  # "a jury convicted former partner X"
    for j in range(i - 1, max(-1, i - 4), -1):
        word = tokens[j][0]
        lower = word.lower()
        if lower in ARTICLES or word.endswith(("’s", "'s")):
            return True
        if lower in words("edge") or lower in _LINKS or not word[0].isalnum():
            return False
    return False


def _after(text: str, lo: int, hi: int, names: Names, trees: Trees | None) -> Role | None:
    """Read what follows a name."""
    if deed := _DEED.match(text, lo, hi):
        return Role(deed.start(1), deed.start(1) + len(deed[1].rstrip()), "", before=False)
    opening = _AFTER.match(text, lo, hi)
    if not opening:
        return None
    end = _AFTER_END.search(text, opening.end(), hi)
    stop = opening.end() + len(text[opening.end() : end.start() if end else hi].rstrip())
    if trees:  # "X, head of the Ports Group praised the pact"
        verbs = (trees.starts[at] for at in trees.tokens_within(opening.end(), stop) if trees.tags[at] in FINITE)
        stop = len(text[: next(verbs, stop)].rstrip())
    return _apposition(text, opening.end(), stop, names)


def _apposition(text: str, start: int, stop: int, names: Names) -> Role | None:
    """Read "the head of Ukraine's defence ministry", "Bank of Norland's chief executive", "a 56-year-old medic"."""
    age = _AGE.match(text, start, stop)
    trade = _TRADE.match(text, start, stop)
    if age:
        start = age.end()
    tokens = list(TOKEN.finditer(text, start, stop))
    if tokens and tokens[0][0].lower() in ARTICLES:
        tokens = tokens[1:]
    head = None
    for i, token in enumerate(tokens):
        lower = token[0].lower()
        if office(lower):
            head = i
        elif lower in _LINKS - {"and", "&"} or lower in words("edge") or not token[0][0].isalnum():
            break
    if head is not None and (is_plural(tokens[head][0]) or _is_anothers(tokens, head, names)):
        return None  # "a meeting with Ada Holm, officials said"
    if head is None:
        return Role(trade.start(1), trade.end(1), trade[2], before=False) if trade else None
    return Role(tokens[0].start(), stop, office(tokens[head][0]) or "", before=False)


def _is_anothers(tokens: Sequence[re.Match[str]], head: int, names: Names) -> bool:
    """Tell whether a title is before or in another's name: "Ada Holm, Green leader Jon Lie", "Holm, Jon King"."""
    listed = [token[0] for token in tokens[head + 1 : head + 2]] == ["and"]
    near = (names.covering(token.start()) for token in tokens[head : head + 2 + listed])
    return any(name and name.label == "PERSON" for name in near)
