"""Which proposals stand where model, lexicon, patterns and shapes overlap or contradict each other."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from extract.mentions.found import CERTAIN, FAIR, Found

_NOUN = (
    r"(?:missiles?|rockets?|howitzers?|tanks?|launchers?|batter(?:y|ies)|fighters?|jets?|drones?|systems?|munitions?|bombs?|guns?"
    r"|helicopters?|vehicles?|carriers?|weapons?|warplanes?|interceptors?|frigates?|corvettes?|destroyers?|cruisers?"
    r"|submarines?"
    r"|warships?|ships?|vessels?|boats?|shells?|radars?|squadrons?|aircraft|planes?|bombers?|MLRS|MANPADS|APCs?|IFVs?|UAVs?|SAMs?"
    r"|torpedo(?:es)?|mortars?|cannons?|rifles?|pistols?|mines?|air[ -]def[ea]n[cs]es?|self-propelled"
    r"|anti-tank|anti-aircraft"
    r"|anti-ship|surface-to-air|multiple[ -]launch|gunships?|ICBMs?|units?)"
)
_AFTER = re.compile(rf"(?:[ -](?:\w[\w-]*[ ]){{0,2}}|-){_NOUN}\b", re.IGNORECASE)
_BEFORE = re.compile(
    rf"\b{_NOUN}(?:,? (?:called|named|dubbed|like|such as|including|of the|known as))?(?: the)? [\"“'‘]?$",
    re.IGNORECASE,
)
_LIST_BEFORE = re.compile(r"(?:,| and| or|, and|/|;| plus| with)\s?$")
_LIST_AFTER = re.compile(r"\s?(?:,| and\b| or\b|/|;)")


def beside_weapon_word(text: str, start: int, end: int) -> bool:
    """Return whether the name from `start` to `end` is directly followed or preceded by a word for a weapon."""
    return bool(_AFTER.match(text, end) or _BEFORE.search(text[max(0, start - 48) : start]))


def settle_equipment(text: str, sure: list[Found], doubtful: list[Found], taken: frozenset[str]) -> list[Found]:
    """Return those of the doubtful names ("Patriot", "Milan") that the text shows to be equipment.

    Evidence is a weapon word directly beside the name, or its place in a list with surer names; then all mentions of
    that form count, unless the form is a listed place, body or person too (`taken`): those need evidence each time.
    """
    good = [found for found in doubtful if beside_weapon_word(text, found.start, found.end)]
    edges = {f.start for f in (*sure, *good)}, {f.end for f in (*sure, *good)}
    for found in doubtful:
        if found not in good and _in_list(text, found, *edges):
            good.append(found)
            edges[0].add(found.start)
            edges[1].add(found.end)
    forms = {text[f.start : f.end] for f in good} - taken
    standing = [f for f in doubtful if f in good or text[f.start : f.end] in forms]
    return [replace(f, strength=CERTAIN) for f in standing]


def _in_list(text: str, found: Found, starts: set[int], ends: set[int]) -> bool:
    before = _LIST_BEFORE.search(text[max(0, found.start - 6) : found.start])
    if before and found.start - len(before[0]) in ends:
        return True
    after = _LIST_AFTER.match(text, found.end)
    return after is not None and any(after.end() <= at <= after.end() + 5 for at in starts)


def agree(mentions: list[Found], text: str, loose: frozenset[str]) -> list[Found]:
    """Give one form one label in an article: that of most of its mentions, where it has twice the votes of another.

    The last word of a person's full name is a vote for PERSON.

    Args:
        mentions: what stands, in order.
        text: the article.
        loose: labels that take part.

    """
    votes: dict[str, Counter[str]] = {}
    for mention in mentions:
        if mention.label in loose:
            form = text[mention.start : mention.end]
            votes.setdefault(form, Counter())[mention.label] += mention.strength
            if mention.label == "PERSON" and " " in form:
                votes.setdefault(form.rsplit(" ", 1)[1], Counter())["PERSON"] += mention.strength
    agreed = []
    for mention in mentions:
        count = votes.get(text[mention.start : mention.end]) if mention.label in loose else None
        if count is not None and len(count) > 1:
            label, most = count.most_common(1)[0]
            if most >= 2 * count[mention.label]:
                mention = replace(mention, label=label)
        agreed.append(mention)
    return agreed


def surnames(mentions: list[Found], text: str) -> list[Found]:
    """Return mentions of a person by the surname alone, where the article gives the full name."""
    known: set[str] = set()
    for mention in mentions:
        if mention.label == "PERSON":
            words = text[mention.start : mention.end].split()
            if len(words) > 1 and len(words[-1]) > 2 and words[-1][0].isupper():
                known.add(words[-1])
    if not known:
        return []
    pattern = re.compile(rf"(?<![\w’'-])(?:{'|'.join(map(re.escape, sorted(known)))})(?![\w-])")
    return [Found(m.start(), m.end(), "PERSON", FAIR) for m in pattern.finditer(text)]


def whole_persons(mentions: list[Found], text: str) -> list[Found]:
    """Join two mentions that are one person's name, only a space apart ("Rajiv", "Gandhi")."""
    joined: list[Found] = []
    for mention in mentions:
        last = joined[-1] if joined else None
        if (
            last is not None
            and mention.label == last.label == "PERSON"
            and text[last.end : mention.start] == " "
            and " " not in text[last.start : last.end]
        ):
            joined[-1] = replace(last, end=mention.end)
        else:
            joined.append(mention)
    return joined


def elsewhere(mentions: list[Found], text: str, least: int = 3) -> list[Found]:
    """Return unmarked occurrences of forms that are marked at least `least` times in the article."""
    forms = Counter((text[m.start : m.end], m.label) for m in mentions if m.label in ("PERSON", "ORG", "LOC"))
    often = {form: label for (form, label), count in forms.items() if count >= least and len(form) > 2}
    if not often:
        return []
    pattern = re.compile(rf"(?<![\w’'-])(?:{'|'.join(map(re.escape, sorted(often, key=len, reverse=True)))})(?![\w-])")
    return [Found(m.start(), m.end(), often[m[0]], FAIR) for m in pattern.finditer(text)]
