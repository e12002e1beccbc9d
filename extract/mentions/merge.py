"""Which proposals stand where model, lexicon, patterns and shapes overlap or contradict each other."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from extract.lexicon import name_words, not_names
from extract.mentions.found import CERTAIN, FAIR, Found
from extract.mentions.letters import CAPITALISED, UPPER
from extract.names.group import abbreviates

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


_DATELINE = re.compile(r"(?:, [A-Z][\w. ]{1,20})?(?:/[A-Z][A-Z ]+)?\s+(?:\([A-Z][\w /.-]{1,24}\)\s*[-–—]|[-–—]{1,2} )")
_INTRODUCING = re.compile(
    rf"(?<![\w])(?P<long>{CAPITALISED}(?:[ ](?:(?:of|for|and|the|on|in|to|de|la|du) ){{0,2}}{CAPITALISED}){{1,8}})"
    rf" \((?P<short>[{UPPER}][\w&-]{{1,7}})\)"
)


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
    return [f._replace(strength=CERTAIN) for f in standing]


def _in_list(text: str, found: Found, starts: set[int], ends: set[int]) -> bool:
    before = _LIST_BEFORE.search(text[max(0, found.start - 6) : found.start])
    if before and found.start - len(before[0]) in ends:
        return True
    after = _LIST_AFTER.match(text, found.end)
    return after is not None and any(after.end() <= at <= after.end() + 5 for at in starts)


LOOSE = frozenset(("PERSON", "ORG", "LOC"))
"""Labels that a recogniser confuses, and that the rest of the article can put right."""


def agree(mentions: list[Found], text: str) -> list[Found]:
    """Give one form one label in an article: that of most of its mentions, where it has twice the votes of another.

    The surname of a person's full name is a vote for PERSON, the first word of a company's full name one for ORG.
    """
    votes: dict[str, Counter[str]] = {}
    for mention in mentions:
        if mention.label in LOOSE:
            form = text[mention.start : mention.end]
            votes.setdefault(form, Counter())[mention.label] += mention.strength
            for short in _short_forms(form, mention.label):
                votes.setdefault(short, Counter())[mention.label] += 2 * mention.strength
    agreed = []
    for mention in mentions:
        count = votes.get(text[mention.start : mention.end]) if mention.label in LOOSE else None
        if count is not None and len(count) > 1:
            label, most = count.most_common(1)[0]
            if most >= 2 * count[mention.label]:
                mention = mention._replace(label=label)
        agreed.append(mention)
    return agreed


def _short_forms(form: str, label: str) -> Iterator[str]:
    """Yield how an article goes on to call what it has introduced by its full name."""
    words = form.split(" ")
    if len(words) > 1 and label == "PERSON":
        yield words[-1]
        particle, hyphen, rest = words[-1].partition("-")
        if hyphen and particle.casefold() in name_words().particles:
            yield rest
    elif len(words) > 1 and label == "ORG" and words[-1].rstrip(".") in name_words().companies:
        yield words[0]


def surnames(mentions: list[Found], text: str) -> list[Found]:
    """Return mentions of a person by the surname alone, where the article gives the full name."""
    known = {
        text[mention.start : mention.end].rsplit(" ", 1)[-1]
        for mention in mentions
        if mention.label == "PERSON" and text.find(" ", mention.start, mention.end) > 0
    }
    return [found for word in known if len(word) > 2 and word[0].isupper() for found in _standing(word, "PERSON", text)]


def _standing(form: str, label: str, text: str) -> Iterator[Found]:
    """Yield where `form` stands by itself, as whole words."""
    at = text.find(form)
    while at >= 0:
        end = at + len(form)
        if not (text[at - 1 : at].isalnum() or text[at - 1 : at] in ("-", "’", "'")) and not (
            text[end : end + 1].isalnum() or text[end : end + 1] == "-"
        ):
            yield Found(at, end, label, FAIR)
        at = text.find(form, end)


def whole_persons(mentions: list[Found], text: str) -> list[Found]:
    """Join two mentions that are one person's name, only a space apart ("Rajiv", "Gandhi")."""
    joined: list[Found] = []
    for mention in mentions:
        last = joined[-1] if joined else None
        if (
            last is not None
            and mention.label == last.label == "PERSON"
            and text[last.end : mention.start] in (" ", "\u00a0")
            and " " not in text[last.start : last.end]
        ):
            joined[-1] = last._replace(end=mention.end)
        else:
            joined.append(mention)
    return joined


def whole_bodies(mentions: list[Found], text: str) -> list[Found]:
    """Join the parts of a body's name: "General Staff" of "Armed Forces", "Ukrainian" "General Staff"."""
    joined: list[Found] = []
    for mention in mentions:
        last = joined[-1] if joined else None
        if last is not None and _one_body(last, mention, text):
            joined[-1] = last._replace(end=mention.end, label="ORG")
        else:
            joined.append(mention)
    return joined


def _one_body(last: Found, mention: Found, text: str) -> bool:
    between = text[last.end : mention.start]
    if between in (" of ", " of the "):
        return last.label == "ORG" and mention.label in ("ORG", "LOC")
    return between == " " and last.label == "NORP" and mention.label == "ORG"


def datelines(doubtful: list[Found], text: str) -> list[Found]:
    """Return those of the doubtful places that stand where a report says whence it comes: "DALLAS (Reuters) -"."""
    return [
        place._replace(strength=CERTAIN)
        for place in doubtful
        if _DATELINE.match(text, place.end) and (place.start == 0 or text[place.start - 1] in "\n/")
    ]


def introduced(text: str) -> list[Found]:
    """Return bodies that the text introduces with their abbreviation in brackets: "Polish Press Agency (PAP)"."""
    found = []
    for match in _INTRODUCING.finditer(text):
        words = match["long"].split(" ")
        for first in range(len(words)):
            long = " ".join(words[first:])
            if match["short"] not in not_names() and abbreviates(match["short"], long):
                found.append(Found(match.end("long") - len(long), match.end("long"), "ORG", FAIR))
                found.append(Found(match.start("short"), match.end("short"), "ORG", FAIR))
                break
    return found


def elsewhere(mentions: list[Found], text: str, least: int = 3) -> list[Found]:
    """Return unmarked occurrences of forms that are marked at least `least` times in the article."""
    forms = Counter((text[m.start : m.end], m.label) for m in mentions if m.label in LOOSE)
    often = [(form, label) for (form, label), count in forms.items() if count >= least and len(form) > 2]
    found = [found for form, label in often for found in _standing(form, label, text)]
    return sorted(found, key=lambda f: (f.start - f.end, f.start))
