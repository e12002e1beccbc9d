"""Where sentences begin: a rule splitter for news as scraped.

A line break always ends a sentence. A full stop does where what follows looks like a beginning and what precedes is no
abbreviation or initial; also without a space ("in Versailles.They will ..."), as machine-translated pages have it.
Closing marks stay with the sentence that they close, and `"Why?" Smith asked.` is one sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from extract.page.tables import column

_END = re.compile(r"""[.!?…]+(?P<close>[)\]"”’»']*)(?P<gap>\s*)|[。！？]+[」』”）]*\s*|\n\s*""")
_SAID = re.compile(
    r"(?:[A-Z][\w’'.-]*,? ){1,4}(?:said|says|asked|asks|told|added|wrote|tweeted|replied|shouted|warned|cried|exclaimed"
    r"|wondered|continued|declared|insisted|demanded|explained|noted|recalled)\b"
)
_OPENS = re.compile(
    r"(?:The|A|An|In|On|At|It|Its|He|She|They|We|I|You|But|And|As|If|This|That|These|Those|There|His|Her|Their|Our|When"
    r"|While|After|Before|For|From|With|By|To|Under|Since|However|Meanwhile|Also|Both|Some|Many|Most|Several|No|Not|What"
    r"|Who|How|Why|According|Earlier|Last|Since|Despite|During|Officials|Source)\b"
)
_WORD = re.compile(r"[A-Z][a-z]|[AI]\s")
"""What a sentence begins with; a share's symbol goes on with "N" or "PA"."""
_HEADING = re.compile(r"(?:[A-Z$\d][A-Z'’&/,?!$\d.-]* +){2,}(?=[A-Z“\"][a-z]|A )")
"""A heading that a page joined to its paragraph: "LOAN GROWTH The bank lent more"; no "WEST TORVIK, Norland"."""
SHORTEST_HEADING = 10
"""Capitals of a heading; fewer may be abbreviations, "BP PLC Chief Executive X"."""
_SYMBOL_ENDS = re.compile(r"(?!A |I )[A-Z]{1,2}(?: [a-z]|,)")
"""Behind digits and a full stop: the exchange of a share, "Torvik Ferries 6764.T said"."""
_DOMAIN = re.compile(r"(?:com|org|net|az|ua|ru|pl|eu|uk|fr|de|info|gov|edu|int|tv|io|co|me)\b", re.IGNORECASE)
TICKER = 12
"""Code points within which a full stop after an opening parenthesis ends nothing."""
_OPENING = "$€£\"'“‘«„([–—-•*"


def starts(text: str) -> list[int]:
    """Return the offset at which each sentence of `text` begins, ascending; blank text has none."""
    first = len(text) - len(text.lstrip())
    if first == len(text):
        return []
    found = [first, *_behind_heading(text, first)]
    for match in _END.finditer(text, first):
        at = match.end()
        if at < len(text):
            begin = _boundary(text, match)
            if begin is not None and begin > found[-1]:
                found += (begin, *_behind_heading(text, begin))
    return found


def _behind_heading(text: str, begin: int) -> Iterator[int]:
    """Yield where the sentence begins behind a heading that opens it."""
    heading = _HEADING.match(text, begin)
    if heading and sum(map(str.isupper, heading[0])) >= SHORTEST_HEADING and not heading[0].rstrip().endswith(","):
        yield heading.end()


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of each sentence, white space around it left out."""
    begins = [*starts(text), len(text)]
    for start, end in pairwise(begins):
        yield start, start + len(text[start:end].rstrip())


def opens_sentence(text: str, at: int) -> bool:
    """Tell whether the word at `at` is one that sentences commonly begin with."""
    return _OPENS.match(text, at) is not None


def _boundary(text: str, match: re.Match[str]) -> int | None:
    at, gap = match.end(), match["gap"]
    if gap is None or "\n" in gap:
        return at
    following = text[at]
    if not gap:
        return _joined(text, match)
    if following.islower():
        return None
    stop, close = text[match.start()], match["close"]
    if following not in _OPENING and not following.isalnum():
        return None
    if stop == ".":
        if not close and (_abbreviated(text, match.start(), at) or in_ticker(text, match.start())):
            return None
        return at
    return None if close and _SAID.match(text, at) else at


def _joined(text: str, match: re.Match[str]) -> int | None:
    """Return where a sentence begins that follows the last without a space."""
    at, close = match.end(), match["close"]
    before, following = text[match.start() - 1 : match.start()], text[at]
    if before.isdigit() and not close and (in_ticker(text, match.start()) or _SYMBOL_ENDS.match(text, at)):
        return None  # "( 7203.T )"
    if text[match.start() : at] == "." and not (before.islower() or before.isdigit() or before in "%)"):
        begins = _numeral_before(text, match.start()) and _WORD.match(text, at)
        return at if begins and not in_ticker(text, match.start()) else None
    if not following.isupper() and following not in "“‘«„–—" and not text.startswith("- ", at):
        return None
    if not close:
        if following.isupper() and (
            _DOMAIN.match(text, at) or (not text[at + 1 : at + 2].islower() and not text[at + 1 : at + 2].isspace())
        ):
            return None
        return at
    if close[-1] in "\"'" and _opens_here(text, at - 1):
        return at - 1
    return at


def _opens_here(text: str, mark: int) -> bool:
    """Tell whether the straight quotation mark at `mark` opens speech: an even number stands before it in its line."""
    line = text.rfind("\n", 0, mark) + 1
    return text.count(text[mark], line, mark) % 2 == 0


def _numeral_before(text: str, end: int) -> bool:
    """Tell whether a Roman numeral or an acronym ends at `end`, as in "World War II.The station"."""
    word = _word_before(text, end)
    return len(word) > 1 and word.isupper() and "." not in word


def _abbreviated(text: str, stop: int, following: int) -> bool:
    """Tell whether the full stop at `stop` belongs to an abbreviation or initial rather than to a sentence's end."""
    word = _word_before(text, stop)
    if not word:
        return False
    if len(word) == 1 and word.isupper():
        return not _OPENS.match(text, following)
    if word.isdigit():
        return len(word) < 3 and text[max(0, stop - len(word) - 1)] == "\n"
    kinds = _kinds()
    kind = kinds.get(word.lower()) or kinds.get(word.rpartition(".")[2].lower())
    if kind is None:
        return "." in word and word.replace(".", "").isupper() and not _OPENS.match(text, following)
    if kind == "number":
        return text[following].isdigit()
    return kind == "never" or not _OPENS.match(text, following)


def in_ticker(text: str, stop: int) -> bool:
    """Tell whether a parenthesis opened right before, as of a share's symbol: "( KEY. N )"."""
    return text.rfind("(", max(0, stop - TICKER), stop) > text.rfind(")", max(0, stop - TICKER), stop)


def _word_before(text: str, end: int) -> str:
    words = text[max(0, end - 24) : end].split()
    return words[-1].lstrip("\"'“‘«(„[—–-") if words and not text[end - 1].isspace() else ""


@cache
def _kinds() -> dict[str, str]:
    name = "abbreviations.tsv"
    return {form: kind for kind in ("number", "maybe", "never") for form in column(name, kind)}
