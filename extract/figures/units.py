"""Finds what a number counts: the noun phrase behind it, without a parser.

A phrase ends with its first plural noun, which may take an "of" phrase ("160 representatives of the defence industry")
or a second plural ("65 individuals and entities"); function words, verbs and punctuation end it sooner.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

MEASURES = frozenset(
    """km kms kilometre kilometres kilometer kilometers m metre metres meter meters cm mm mile miles feet foot ft inch
    inches yard yards hectare hectares acre acres kg kilogram kilograms kilogramme kilogrammes kilo kilos ton tons tonne
    tonnes pound pounds lb lbs ounce ounces litre litres liter liters gallon gallons barrel barrels mph kph knots knot
    degrees kw mw gw tw kwh mwh gwh twh kilowatt kilowatts megawatt megawatts gigawatt gigawatts terawatt-hours
    kiloton kilotons megaton megatons bpd nautical square cubic sq""".split()
)
"""Words that measure; they may follow a hyphen ("a 73.8-meter boat") and need no plural."""
TIMES = frozenset(
    """second seconds minute minutes hour hours day days night nights week weeks weekend weekends month months year
    years decade decades century centuries fortnight fortnights""".split()
)
FATE = frozenset(
    """dead killed wounded injured missing hurt detained arrested captured displaced homeless hospitalised hospitalized
    infected sanctioned evacuated rescued""".split()
)
"""What befell those counted, where nobody says who they are: "53 killed"."""
_PLURALS = frozenset(
    """people men women children troops personnel police staff aircraft forces crew cattle servicemen servicewomen
    policemen firefighters congressmen fishermen businessmen craft livestock folk youth clergy militia infantry
    data media headquarters species alumni criteria""".split()
)
_SINGULARS_IN_S = frozenset(
    "has was is his its this us plus thus various previous numerous serious religious famous dangerous others".split()
)
STOPS = frozenset(
    """a an the this that these those and or but nor so yet if as at by for from in into of off on onto out over per
    since than then to toward towards under until up upon via with within without against among amid between during
    after before behind below above across along around about near inside outside through throughout while when where
    which who whom whose what why how because although though whether is are was were be been being am has have had
    having do does did will would shall should can could may might must not no i you he she it we they him her them
    his its our their your my me us there here now ago later earlier also just only still already never ever more most
    less least very too again later today yesterday tomorrow tonight said says say saying according including
    came come went go gone got took take taken made make left remain remains remained began begin died die dies fell
    rose live lives lost fled fought met held hold put set sent led won became become including compared each apiece
    worth away together altogether every some any all both such one
    has became instead despite like unlike plus minus versus meanwhile however till per respectively""".split()
)
_WORD = re.compile(r"[ \xa0]+([“‘\"']?)([^\W_][\w’'&/.-]*)([”\"]?)")
_AND = re.compile(r" (?:and|or) ([a-z][a-z-]+)\b(?![-’'])")
_OF = re.compile(r" of(?: (?:the|a|an|its|his|her|their|our|all|this|these|those|total))*(?= [\w“‘\"'])")
_HYPHENED = re.compile(r"-([A-Za-z]+)\b(?!-old)")
_TRAILING = ".'’-/&"
_LONGEST = 6


@dataclass(frozen=True, slots=True)
class Phrase:
    """What a number counts."""

    start: int
    end: int
    plural: bool
    """A plural noun ends it, or a word that measures."""
    head: str
    """Its last noun before any "of", in small letters."""
    has_of: bool = False


def phrase_after(text: str, at: int) -> Phrase | None:
    """Return the noun phrase that starts at `at` (behind white space), or None where none does."""
    start = end = None
    head, plural = "", False
    for _ in range(_LONGEST):
        found = _WORD.match(text, at if end is None else end)
        if found is None:
            break
        word = found[2].rstrip(_TRAILING)
        low = word.lower()
        if low in STOPS or word[0].isdigit():
            break
        if start is None:
            start = found.start(2)
        end, head = found.start(2) + len(word), low
        plural = is_plural(low) or low in MEASURES or low in FATE
        closed = len(word) < len(found[2]) or bool(found[3])
        if found[2].endswith(("’s", "'s")):
            plural, closed = False, False
        if closed or plural:
            if not closed and low in ("square", "cubic", "nautical", "sq"):
                continue
            break
    if start is None or end is None:
        return None
    if not plural:
        return Phrase(start, end, False, head)
    widened = _second(text, end)
    if (of := _of(text, widened)) is not None:
        return Phrase(start, of, True, head, has_of=True)
    return Phrase(start, widened, True, head)


def measure_after_hyphen(text: str, at: int) -> tuple[int, str] | None:
    """Return (end, word) of a measure joined by a hyphen: "242-foot"."""
    found = _HYPHENED.match(text, at)
    return (found.end(), found[1]) if found and found[1].lower() in MEASURES else None


def is_plural(word: str) -> bool:
    """Whether a word in small letters looks like a plural noun."""
    if word in _PLURALS:
        return True
    return len(word) > 3 and word[-1] == "s" and word[-2] not in "sui’'" and word not in _SINGULARS_IN_S


def group_after(text: str, at: int) -> int | None:
    """Return the end of an "of" phrase: "61 percent of voters", "a third of its Black Sea Fleet"."""
    return _of(text, at)


def _second(text: str, end: int) -> int:
    """Return the end with "and" and a second plural: "individuals and entities"."""
    found = _AND.match(text, end)
    return found.end() if found and is_plural(found[1]) else end


def _of(text: str, end: int) -> int | None:
    """Return the end of the "of" phrase at `end`, None where there is none."""
    found = _OF.match(text, end)
    if found is None:
        return None
    at, last = found.end(), None
    for _ in range(5):
        word = _WORD.match(text, at)
        if word is None:
            break
        bare = word[2].rstrip(_TRAILING)
        if bare.lower() in STOPS or (last is not None and bare.endswith(("ed", "ly"))):
            break
        last = at = word.start(2) + len(bare)
        if len(bare) < len(word[2]) or word[3] or is_plural(bare.lower()):
            break
    return last
