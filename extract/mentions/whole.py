"""Makes names whole: parts that belong together joined, lists taken apart, what the text introduces taken in."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from functools import cache

from extract.date_grammar import YEAR
from extract.lexicon import aliases, country_code, given_names, name_words, nationalities, not_names
from extract.mentions.bounds import CREDITED
from extract.mentions.found import CERTAIN, FAIR, Proposal
from extract.mentions.letters import CAPITALISED, UPPER
from extract.names.short_forms import abbreviates
from extract.people.titles import words as title_words

_BRACKETED = re.compile(rf" \(([{UPPER}][\w&-]{{1,7}})\)")
_BEFORE_BRACKET = re.compile(
    rf"(?<![\w]){CAPITALISED}(?:[ ](?:(?:of|for|and|the|on|in|to|de|la|du) ){{0,2}}{CAPITALISED}){{1,8}}\Z"
)
_COMMON_BEFORE = re.compile(r"\b[A-Za-z]?[a-z]+(?:[ -][a-z]+)+\Z")
_BODIES = title_words("body") | title_words("state")
_LONGEST = 240
"""Code points of a name that an abbreviation stands behind."""
_DATELINE = re.compile(r"(?:, [A-Z][\w. ]{1,20})?(?:/[A-Z][A-Z ]+)?\s+(?:\([A-Z][\w /.-]{1,24}\)\s*[-–—]|[-–—]{1,2} )")
_DAY = rf"(?:\d{{1,2}} [A-Z][a-z]{{2,8}}\.?|[A-Z][a-z]{{2,8}}\.? \d{{1,2}})(?:,? {YEAR})?"
_NEWS = "EXCLUSIVE|BREAKING|UPDATE|CORRECTED|WRAPUP|ANALYSIS|FACTBOX|WATCH|INTERVIEW"
_WHENCE = re.compile(
    rf"^[ \t>*_]*(?!(?i:{_NEWS})\b)(?P<place>[{UPPER}]{{3,}}(?:[ -][{UPPER}]{{2,}}){{0,3}}"
    rf"|(?P<mixed>{CAPITALISED}(?: {CAPITALISED}){{0,2}}))"
    rf"(?P<more>(?:, (?!{_DAY}){CAPITALISED}\.?(?: {CAPITALISED})?)?(?:, {_DAY})?)"
    r"\s*(?P<agency>\([A-Z][\w /.-]{1,24}\))?\s*[-–—]{1,2}\s",
    re.MULTILINE,
)  # "KYIV, February 3, 2024 (Reuters) - ", "Torvik, Norland, 3 May (AP) — "
_WORD_BEFORE = re.compile(rf"(?<![\w’'-])({CAPITALISED}|[{UPPER}]{{2,}})[ \u00a0]$")
_PARTNER = rf"(?!\w*[{UPPER}]{{2}}){CAPITALISED}"
_FIRM = re.compile(rf"\b{_PARTNER}(?:(?:, {_PARTNER})+,? & {_PARTNER}| (?:and|&) Co)\b")
"""A firm called after its partners: "Holm, Lind & Torvik", "Holm and Co"."""
_BOTH = re.compile(r" and the ([A-Z][a-z]+) of ")
_INITIALS = re.compile(rf"(?:[{UPPER}]\.){{2,3}}")
_CAPITAL_BEHIND = re.compile(rf"[ -][{UPPER}]")
_ARMED_BEHIND = re.compile(
    r" (?:military |combat |ground |special )?(?:forces|troops|fighters|soldiers|commanders|mercenaries|militants"
    r"|aircraft|warplanes|airstrikes|air strikes)\b"
)
_KIND_BEFORE = re.compile(r"\b([A-Z][a-z]+) of (?:the )?$")


def join_persons(mentions: list[Proposal], text: str) -> list[Proposal]:
    """Join two mentions that are one person's name, only a space apart ("Rajiv", "Gandhi"); a credit is none."""
    joined: list[Proposal] = []
    for mention in mentions:
        if mention.label in ("PERSON", "ORG") and CREDITED.fullmatch(text, mention.start, mention.end):
            continue
        last = joined[-1] if joined else None
        if mention.label == "PERSON":
            mention = _with_given_name(mention, text, last.end if last else 0)
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


def _with_given_name(mention: Proposal, text: str, free: int) -> Proposal:
    """Return a person's mention with the given name that stands before it, from offset `free` on."""
    before = _WORD_BEFORE.search(text, max(free, mention.start - 24), mention.start)
    given = before[1].title() if before and before[1].isupper() else before and before[1]
    if (
        before is None
        or CREDITED.fullmatch(before[1])
        or given not in given_names()
        or text[mention.start : mention.end].count(" ") > 1
    ):
        return mention
    return mention._replace(start=before.start(1))


def join_with_listed(modelled: list[Proposal], listed: list[Proposal]) -> list[Proposal]:
    """Return as one what a recogniser began and the lexicon ends: "General Staff of [Ukraine]’s Armed Forces"."""
    bodies = sorted(found for found in modelled if found.label == "ORG")
    joined = []
    for found in listed:
        at = bisect_left(bodies, (found.start,)) - 1
        if found.label == "ORG" and at >= 0 and found.start < bodies[at].end < found.end:
            joined.append(found._replace(start=bodies[at].start))
    return joined


def join_bodies(mentions: list[Proposal], text: str) -> list[Proposal]:
    """Join the parts of a body's name: "General Staff" of "Armed Forces", "Ukrainian" "General Staff"."""
    joined: list[Proposal] = []
    bodies = Counter(text[mention.start : mention.end] for mention in mentions if mention.label == "ORG")
    for mention in mentions:
        last = joined[-1] if joined else None
        alone = bodies[text[mention.start : mention.end]] > 1
        if last is not None and _one_body(last, mention, text, alone):
            joined[-1] = last._replace(end=mention.end, label="ORG")
        elif last is not None and _describes(last, mention, text):
            joined[-1] = mention
        else:
            joined.append(mention)
    return joined


def complete_names(mentions: list[Proposal], text: str) -> list[Proposal]:
    """Return the mentions, those made whole that lack words of a name which the article marks elsewhere.

    "Local Harbour Board of Torvik" is a name here; so, where "Harbour Board of Torvik" is marked and "Local" stands
    before it, that is the same name.
    """
    whole: dict[str, set[tuple[int, str]]] = {}
    known = {(text[m.start : m.end], m.label) for m in mentions if m.label == "ORG"}
    for name, _ in known:
        words = name.split(" ")
        for cut in range(1, len(words)):
            tail, lead = " ".join(words[cut:]), " ".join(words[:cut])
            whole.setdefault(tail, set()).add((len(name) - len(tail), name))
            whole.setdefault(lead, set()).add((0, name))
    found: list[Proposal] = []
    for mention in mentions:
        if mention.label in ("ORG", "PERSON"):
            for ahead, name in whole.get(text[mention.start : mention.end], ()):
                start = mention.start - ahead
                end = start + len(name)
                if text.startswith(name, max(start, 0)) and not text[end : end + 1].isalnum():
                    mention = mention._replace(start=start, end=end, label="ORG")
                    break
        while found and found[-1].end > mention.start and mention.start <= found[-1].start:
            found.pop()
        if not found or found[-1].end <= mention.start:
            found.append(mention)
    return found


def split_place_lists(mentions: list[Proposal], text: str) -> list[Proposal]:
    """Take lists of places apart ("Lahore, Multan"), and take the kind of a place into its name ("Kingdom of ...").

    A place with its country ("Multan, Pakistan") is one name where the recogniser says so. Two bodies that it takes for
    one, "Ministry of Trade and the Ministry of Health", are taken apart too.
    """
    found: list[Proposal] = []
    bodies = {text[mention.start : mention.end] for mention in mentions if mention.label == "ORG"}
    for mention in mentions:
        body, _, country = text[mention.start : mention.end].rpartition(" ")
        if mention.label == "LOC" and body in bodies and country_code(country):  # "the new Brave1 France initiative"
            end = mention.start + len(body)
            found += [mention._replace(end=end, label="ORG"), mention._replace(start=end + 1)]
            continue
        if mention.label != "LOC":
            both = _BOTH.search(text, mention.start, mention.end) if mention.label == "ORG" else None
            if both and both[1] in name_words().lead:
                found += [mention._replace(end=both.start()), mention._replace(start=both.start(1))]
            else:
                found.append(mention)
            continue
        start = mention.start
        kind = _KIND_BEFORE.search(text, max(0, start - 24), start)
        if kind and kind[1] in name_words().lead and not (found and found[-1].end > kind.start()):
            start = kind.start()
        parts = text[start : mention.end].split(", ")
        if mention.strength > FAIR or (len(parts) == 2 and country_code(parts[1])):
            parts = [", ".join(parts)]
        for part in parts:
            if part:
                found.append(mention._replace(start=start, end=start + len(part)))
            start += len(part) + 2
    return found


def find_introduced(text: str) -> list[Proposal]:
    """Return bodies that the text introduces with their abbreviation in brackets: "Polish Press Agency (PAP)"."""
    found = []
    for match in _BRACKETED.finditer(text):
        end, short = match.start(), match[1]
        before = _BEFORE_BRACKET.search(text, max(0, end - _LONGEST), end) if short not in not_names() else None
        words = before[0].split(" ") if before else []
        for first in range(len(words)):
            long = " ".join(words[first:])
            if long[0].isupper() and abbreviates(short, long):
                found.append(Proposal(end - len(long), end, "ORG", FAIR))
                found.append(Proposal(*match.span(1), "ORG", FAIR))
                break
    return found


def find_common_acronyms(text: str) -> frozenset[str]:
    """Return the abbreviations that the text introduces for a kind of thing: "adjustable-rate loans (ARL)"."""
    found = set()
    for match in _BRACKETED.finditer(text) if " (" in text else ():
        size = len(match[1].removesuffix("s"))
        before = _COMMON_BEFORE.search(text, max(0, match.start() - _LONGEST), match.start())
        words = re.split(r"(?<=[ -])", before[0])[-size:] if before else []
        initials = "".join(word[0] for word in words)
        if initials.upper() == match[1].removesuffix("s") and not _BODIES & set(before[0].split(" ") if before else ()):
            found.add(match[1])
    return frozenset(found)


def find_firms(text: str) -> list[Proposal]:
    """Return firms that are called after several partners: "Holm, Lind & Torvik" is no three persons."""
    return (
        [Proposal(*match.span(), "ORG", FAIR) for match in _FIRM.finditer(text)]
        if "&" in text or " and Co" in text
        else []
    )


def confirm_datelines(doubtful: list[Proposal], text: str) -> list[Proposal]:
    """Return those of the doubtful places that stand where a report says whence it comes: "DALLAS (Reuters) -"."""
    return [
        place._replace(strength=CERTAIN)
        for place in doubtful
        if _DATELINE.match(text, place.end) and (place.start == 0 or text[place.start - 1] in "\n/")
    ]


def find_dateline_places(text: str) -> list[Proposal]:
    """Return the places that reports name before their first sentence, whether they are listed or not.

    A dateline has an agency in brackets or, where the place is in capitals, a region or a date behind it; of a place
    that is listed its capitals are enough.
    """
    return [
        Proposal(*match.span("place"), "LOC", CERTAIN)
        for match in _WHENCE.finditer(text)
        if match["place"] not in not_names()
        and (match["agency"] or (not match["mixed"] and (match["more"] or match["place"].title() in _listed_places())))
    ]


@cache
def _listed_places() -> frozenset[str]:
    return frozenset(alias.variant for alias in aliases() if alias.label == "LOC")


def confirm_definite(doubtful: list[Proposal], text: str) -> list[Proposal]:
    """Return those of the doubtful bodies that the article calls "the Diet" or "Wagner mercenaries" somewhere."""
    called = {
        text[body.start : body.end]
        for body in doubtful
        if _ARMED_BEHIND.match(text, body.end)
        or (text[max(0, body.start - 5) : body.start] == " the " and not _CAPITAL_BEHIND.match(text, body.end))
    }
    return [body._replace(strength=CERTAIN) for body in doubtful if text[body.start : body.end] in called]


def _one_body(last: Proposal, mention: Proposal, text: str, alone: bool) -> bool:
    """Tell whether two mentions are one body; `alone` tells that the second stands elsewhere in the text, too."""
    between = text[last.end : mention.start]
    if between in (" of ", " of the "):
        return last.label == "ORG" and mention.label in ("ORG", "LOC")
    if between in (" & ", " &amp; "):
        return {last.label, mention.label} <= {"ORG", "PERSON"} and (
            "ORG" in (last.label, mention.label)
            or _is_firm(text[last.start : last.end], text[mention.start : mention.end])
        )
    if between == " " and last.label == "ORG" and _INITIALS.fullmatch(text, last.start, last.end):
        return mention.label in ("ORG", "PERSON")  # "J.P." "Holm & Co"
    words = text[mention.start : mention.end].split(" ")
    company = words[-1] in name_words().companies or (alone and len(words) == 1 and words[0] not in name_words().head)
    return between == " " and last.label == "NORP" and mention.label == "ORG" and not company


def _describes(last: Proposal, mention: Proposal, text: str) -> bool:
    """Tell whether what is taken for a body says what the next one is: "Norwegian Bank" before "Fjordbanken"."""
    people, _, kind = text[last.start : last.end].rpartition(" ")
    beside = last.label == mention.label == "ORG" and text[last.end : mention.start] == " "
    return beside and people in nationalities() and kind.lower() in _BODIES


def _is_firm(first: str, second: str) -> bool:
    """Tell whether two names joined by "&" are the partners of one firm: "Holm Lunde & Ek", "Ek & Ek"."""
    partners = " " in first and " " not in second and first.split(" ")[0] not in given_names()
    return partners or first == second
