"""Doubts about letters: words written with look-alikes of another script, hidden characters, words run together."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from extract.article import Flag, Span
from extract.offset_map import HYPHENS, NO_SPELLING
from extract.page.sentences import in_ticker

_MIXED = re.compile(
    r"[A-Za-z\u00c0-\u024f](?=[\u0370-\u03ff\u0400-\u052f])|[\u0370-\u03ff\u0400-\u052f](?=[A-Za-z\u00c0-\u024f])"
)
MOST = 20
"""Flags of one kind that a text is given: what has more is written in look-alikes throughout."""
LONGEST = 40
"""Letters of a word on either side of a look-alike that are shown."""
_LOOK_ALIKE = frozenset("аВеһіјКМНоОрРсСТуУхХАЕІЈЅѕԁԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧινορυaAcCeEoOpPxXyYiIjJsSBHKMTZNuv")
"""Letters that look like one of another script, after Unicode's confusables (UTS 39); "Δx" and "αrank" are formulas."""
_WORD = re.compile(r"\w{1,80}")
_HIDDEN = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069]")
"""Those that no language needs inside a word: the joiners of Persian and of emoji, U+200C and U+200D, are spelling."""
_OPENING = "The|This|That|These|He|She|It|They|We|But|And|In|On|At|As|By|If"
"""Words that begin sentences, and hardly ever a part of a name."""
_SENTENCES = re.compile(
    rf"(?:(?:[a-z\u00df-\u00ff\d)%][.!?][\"”’]*(?:[A-Z][a-z]{{2,}}|An|To|So|A|I|{_OPENING})"
    rf"|[A-Z]{{2}}[.!?][\"”’]*(?:{_OPENING}))(?= ))"
)  # "They met.They left", not "Ryanair (RYA.I) said"
_WORDS = re.compile(
    rf"(?<![\w.,/?#\\@&=$`_-])(?:[a-z]{{4,}}[A-Z][a-z]{{2,}}|[A-Z][a-z]{{4,}}(?:{_OPENING}))\b(?![(@=])"
)  # "RicherThe town", not "js.createElement("
_SENTENCES_BEGIN = re.compile(r"[.!?](?=[\"”’]*[A-Z])")
_WORDS_BEGIN = re.compile(r"[A-Z](?<=[a-z].)")
"""What both hold; the engine skips to its characters."""
GARBLED = 2
"""Garbled letters from which a text is flagged."""
_GARBLED = re.compile(r"â€[œ\x9d™˜”“¦]|Ã[©¨ª«®´¶¼¡³±§¤Ÿ]|Â[\xa0£°«»]")  # â€œ for “, Ã© for é
_SHOWN = 3
"""How many examples a message gives."""


def find_look_alikes(text: str) -> Iterator[Flag]:
    """Yield a flag for each word that mixes Latin with Greek or Cyrillic letters, once a form."""
    if text.isascii():
        return
    seen: set[str] = set()
    for match in _MIXED.finditer(text):
        start = match.start()
        while start and text[start - 1].isalpha() and match.start() - start < LONGEST:
            start -= 1
        word = _WORD.match(text, start)
        if not word or word[0] in seen or len(word[0]) < 3 or not _LOOK_ALIKE.issuperset(_strangers(word[0])):
            continue
        if len(seen) == MOST:
            return
        seen.add(word[0])
        strange = _strangers(word[0])[0]
        name = unicodedata.name(strange, "a letter without a name").capitalize()
        yield Flag("homoglyph", f"“{word[0]}” is written with {name} (U+{ord(strange):04X})", *word.span())


def find_hidden(text: str) -> Iterator[Flag]:
    """Yield one flag where characters that are not seen stand in the text: zero-width ones, changes of direction."""
    found = [] if text.isascii() else list(_HIDDEN.finditer(text))
    if found:
        names = sorted({f"U+{ord(match[0]):04X}" for match in found})
        yield Flag("homoglyph", f"{len(found)} hidden characters ({', '.join(names[:_SHOWN])})", *found[0].span())


def find_normalized(text: str) -> Iterator[Flag]:
    """Yield a flag where characters of typesetting were left out or spelt out to read the text, one for its hyphens.

    A hyphen that is none to whoever searches is a look-alike; what is hidden or joined is what editors leave behind.
    """
    found = [] if text.isascii() else list(NO_SPELLING.finditer(text))
    for are_hyphens, kind, what in (
        (True, "homoglyph", "hyphens of typesetting"),
        (False, "other", "hidden characters or ligatures"),
    ):
        own = [match for match in found if (match[0] in HYPHENS) == are_hyphens]
        if own:
            names = sorted({f"U+{ord(match[0]):04X}" for match in own})
            message = f"{len(own)} {what} ({', '.join(names[:_SHOWN])}) were read as the letters that are seen"
            yield Flag(kind, message, *own[0].span())


def find_garbled(text: str) -> Iterator[Flag]:
    """Yield one flag where letters stand in the text that UTF-8 makes when it is read as Windows-1252 (mojibake)."""
    found = [] if text.isascii() else list(_GARBLED.finditer(text))
    if len(found) >= GARBLED:
        message = f"{len(found)} garbled letters, as “{found[0][0]}”: UTF-8 that was once read in another encoding"
        yield Flag("other", message, *found[0].span())


_DOMAIN = re.compile(r"\w*\.(?:com|net|org|io|co)\b")
"""Behind the beginning of an address: "fishMart.com"."""


def find_run_together(text: str, furniture: Sequence[Span] = (), known: frozenset[str] = frozenset()) -> Iterator[Flag]:
    """Yield one flag for sentences of the article that follow each other without a space, one for words that do.

    Args:
        text: of the article.
        furniture: what is not looked at.
        known: names that are written like that, as LinkedIn is.

    """
    for what, pattern, sign in (
        ("sentences run together without a space", _SENTENCES, _SENTENCES_BEGIN),
        ("words run together", _WORDS, _WORDS_BEGIN),
    ):
        found = [
            match
            for match in (pattern.finditer(text) if sign.search(text) else ())
            if not match[0].startswith(("Mac", "Mc"))
            and match[0] not in known
            and not in_ticker(text, match.end() - 1)
            and not (pattern is _WORDS and _DOMAIN.match(text, match.end()))
            and not any((s.start or 0) <= match.start() < (s.end or 0) for s in furniture)
        ]
        if found:
            shown = ", ".join(f"“{_from_word(text, match)}”" for match in found[:_SHOWN])
            more = f" and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
            yield Flag("joined-words", f"{what}: {shown}{more}", *found[0].span())


def _from_word(text: str, match: re.Match[str]) -> str:
    """Return a match with the whole of the word that it begins in."""
    start = match.start()
    while start and text[start - 1].isalnum():
        start -= 1
    return text[start : match.end()]


def _strangers(word: str) -> list[str]:
    """Return the letters of the script that the word has fewer letters of."""
    letters = [c for c in word if c.isalpha()]
    latin = [c for c in letters if c.isascii() or "\u00c0" <= c <= "\u024f"]
    other = [c for c in letters if c not in latin]
    return other if len(other) <= len(latin) else latin
