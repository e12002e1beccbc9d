"""Which ambiguous names ("Patriot", "Milan", "Javelin") are equipment, by the words beside them."""

from __future__ import annotations

import re

from extract.mentions.found import CERTAIN, Proposal

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


def settle_equipment(
    text: str, sure: list[Proposal], doubtful: list[Proposal], taken: frozenset[str]
) -> list[Proposal]:
    """Return those of the doubtful names ("Patriot", "Milan") that the text shows to be equipment.

    Evidence is a weapon word directly beside the name, or its place in a list with surer names; then all mentions of
    that form count, unless the form is a listed place, body or person too (`taken`): those need evidence each time.
    """
    good = {found for found in doubtful if beside_weapon_word(text, found.start, found.end)}
    edges = {f.start for f in (*sure, *good)}, {f.end for f in (*sure, *good)}
    for found in doubtful:
        if found not in good and _in_list(text, found, *edges):
            good.add(found)
            edges[0].add(found.start)
            edges[1].add(found.end)
    forms = {text[f.start : f.end] for f in good} - taken
    standing = [f for f in doubtful if f in good or text[f.start : f.end] in forms]
    return [f._replace(strength=CERTAIN) for f in standing]


def beside_weapon_word(text: str, start: int, end: int) -> bool:
    """Return whether the name from `start` to `end` is directly followed or preceded by a word for a weapon."""
    return bool(_AFTER.match(text, end) or _BEFORE.search(text[max(0, start - 48) : start]))


def _in_list(text: str, found: Proposal, starts: set[int], ends: set[int]) -> bool:
    before = _LIST_BEFORE.search(text[max(0, found.start - 6) : found.start])
    if before and found.start - len(before[0]) in ends:
        return True
    after = _LIST_AFTER.match(text, found.end)
    return after is not None and any(at in starts for at in range(after.end(), after.end() + 6))
