"""What the words beside a name say it names: a title, kin, an office held in it, an apposition, a kind of place.

A recogniser guesses at a name that it has never met; the article mostly tells, once, what it is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from extract.lexicon import appellations, given_names, name_words
from extract.mentions.bounds import is_quoted
from extract.mentions.found import Proposal
from extract.names.short_forms import abbreviates
from extract.tables import words

REACH = 48
"""Code points on either side of a name that are looked at."""

_HERE = "extract.mentions"
_KIN, _BODIES, _PLACES = words(_HERE, "kin"), words(_HERE, "body"), words(_HERE, "place")
_OFFICES, _SAYING, _LIFE = words(_HERE, "office"), words(_HERE, "saying"), words(_HERE, "life")
_FIRMS = words(_HERE, "firm") | words(_HERE, "trade")
_PEOPLES = words(_HERE, "peoples")
_DONE, _PEOPLE, _POSTS = words(_HERE, "done"), words(_HERE, "people"), words(_HERE, "post")
_TIES = frozenset(("of", "at", "for", "the", "in"))
_ARTICLES = frozenset(("a", "an", "the", "is", "was", "which", "one"))
_WHERE = frozenset(("in", "from", "to", "at", "near", "into", "across", "a", "an", "the"))
_WORD_BEFORE = re.compile(r"[\w’'-]+\.?,?")
_BEHIND = re.compile(r"(['’]s|,)? ?([\w-]+)")
_AGED = re.compile(r", (?:aged )?[1-9]\d(?:,|\Z)")
_APPOSITION = re.compile(
    r"(?:,|,? \(| is| was|,? which is) (?:now |also )?(?:an?|the|one of the)"
    r" ((?:(?!(?:at|of|for|in|to|by|as|that|from|with)\b)[\w’'-]+ ){0,4}?[\w’'-]+)"
    r"(?=[,.;)]| (?:of|in|that|which|based|for|near|with|on|to|from|whose|where|called)\b)"
)
_FAMILY = re.compile(r"[^\W\d_]+s")
"""Behind "the": several of a name, a family or a group."""
_CAPITAL = re.compile(r"s? [A-Z]")
_CHIEF = re.compile(r"chief (?:executive|financial|operating)\b", re.IGNORECASE)
"""Behind a body that has officers: "Torvik Chief Executive Ada Lind"."""
_BRACKET = re.compile(r" \((?:[Tt]he )?[“\"]?")
_CONJUNCTIONS = (" and ", ", and ", " & ", " or ", ", or ")
_LINKS = (", ", *_CONJUNCTIONS)


def find_label_evidence(mention: Proposal, text: str) -> Iterator[str]:
    """Yield the labels that the words before and behind a mention speak for, unless its own words say what it is."""
    if _names_itself(mention, text):
        return
    before = _WORD_BEFORE.findall(text, max(0, mention.start - REACH), mention.start)
    if before and text[mention.start - 1] == " ":
        third, second, last = ["", "", *before][-3:]
        if last.lower() == "the" and mention.label == "PERSON" and _FAMILY.fullmatch(text, mention.start, mention.end):
            yield "NORP"
        elif last in _TIES:
            yield from _tied_to((third if last == "the" and second in _TIES else second).lower(), last)
        elif _introduces_person(before, second, last):
            yield "PERSON"
        elif last in _FIRMS and mention.label == "PERSON":
            yield "ORG"
    if is_quoted(mention.end, text):
        yield "ORG"
    behind = _BEHIND.match(text, mention.end, mention.end + REACH)
    if behind:
        yield from _by_words_behind(mention, text, behind)


def speaks(mention: Proposal, text: str) -> bool:
    """Return whether a verb of saying stands right before or behind a mention."""
    before = _WORD_BEFORE.findall(text, max(0, mention.start - REACH), mention.start)
    behind = _BEHIND.match(text, mention.end, mention.end + REACH)
    return bool(before and before[-1] in _SAYING) or bool(behind and behind[1] is None and behind[2] in _SAYING)


def follows_article_or_place(mention: Proposal, text: str) -> bool:
    """Return whether an article stands before a mention, or a word that a place follows: "a Turk", "in Jordan"."""
    before = _WORD_BEFORE.findall(text, max(0, mention.start - REACH), mention.start)
    return bool(before) and before[-1].lower() in _WHERE


def find_bracketed(mentions: Sequence[Proposal], text: str) -> Iterator[tuple[Proposal, str]]:
    """Yield the abbreviations that stand in brackets behind what they abbreviate, with its label."""
    for last, mention in pairwise(mentions):
        if (
            mention.label != last.label
            and text[mention.end : mention.end + 1] in (")", ",", ";")
            and _BRACKET.fullmatch(text, last.end, mention.start)
            and abbreviates(text[mention.start : mention.end], text[last.start : last.end])
        ):
            yield mention, last.label


def find_enumerated(mentions: Sequence[Proposal], text: str) -> Iterator[tuple[Proposal, str]]:
    """Yield the names in a list most of which have another label ("Nahaf, Rahat and Tira"), with that label."""
    series: list[Proposal] = []
    for mention, following in zip(mentions, [*mentions[1:], None], strict=False):
        series.append(mention)
        if following and text[mention.end : following.start] in _LINKS:
            continue
        if len(series) > 2 and text[series[-2].end : series[-1].start] in _CONJUNCTIONS:
            label, count = Counter(one.label for one in series).most_common(1)[0]
            if count >= 2 * (len(series) - count):
                yield from ((one, label) for one in series if one.label != label and not _names_itself(one, text))
        series = []


def _tied_to(noun: str, tie: str) -> Iterator[str]:
    """Yield what a name is that "of", "at" or "for" ties to a noun: "the mother of X", "a lawyer for X"."""
    if noun in _OFFICES:
        yield "ORG"
    elif tie == "of" and noun in _PLACES:
        yield "LOC"
    elif tie == "of" and (noun in _LIFE or noun.removesuffix("s") in _KIN):
        yield "PERSON"


def _introduces_person(before: Sequence[str], second: str, last: str) -> bool:
    """Return whether the words right before a name lead up to a person: "Gen. X", "his wife X", "written by X"."""
    return (
        any(" ".join(before[-count:]) in _titles() for count in (1, 2, 3))
        or (last.rstrip(",") in _KIN and second in ("my", "his", "her", "their"))
        or (last == "by" and second in _DONE)
        or (last in ("named", "called") and second in _PEOPLE)
        or last == "starring"
    )


def _by_words_behind(mention: Proposal, text: str, behind: re.Match[str]) -> Iterator[str]:
    link, word = behind[1], behind[2]
    if link in ("'s", "’s"):
        if word in _KIN:
            yield "PERSON"
    elif link is None and (word in _PLACES or (word == "-based" and mention.label == "PERSON")):  # "Velden, Lind-based"
        yield "LOC"
    elif link is None and word in _PEOPLES:
        yield "NORP"
    elif link is None and _holds_post(text, behind):
        yield "ORG"
    elif _speaks_of_person(mention, text, behind):
        yield "PERSON"
    elif word in _ARTICLES or text.startswith(" (", mention.end):
        said = _APPOSITION.match(text, mention.end, mention.end + 2 * REACH)
        noun = said[1].rsplit(" ", 1)[-1] if said else ""
        yield from (
            label
            for label, nouns in (("ORG", _BODIES), ("LOC", _PLACES), ("PERSON", _trades() - _BODIES))
            if noun in nouns
        )


def _holds_post(text: str, behind: re.Match[str]) -> bool:
    """Tell whether what follows a name is an office in it: "X analyst Ada Lind", "X Chief Executive Ada Lind"."""
    post = behind[2].lower() in _POSTS and _CAPITAL.match(text, behind.end()) is not None
    return post or _CHIEF.match(text, behind.start(2)) is not None


def _speaks_of_person(mention: Proposal, text: str, behind: re.Match[str]) -> bool:
    """Return whether what follows a name is said of persons: ", 34,", "who ...", ", mother of", a deed of the subject.

    Bodies have a "who" and deeds too; places have neither.
    """
    link, word = behind[1], behind[2]
    if word == "who":
        return mention.label != "ORG"
    if link == ",":
        return (word in _KIN and text.startswith(" of ", behind.end())) or bool(_AGED.match(text, mention.end))
    deed = word in _SAYING or word.endswith("ed")
    return deed and mention.label == "LOC" and _opens_clause(text, mention.start)


def _opens_clause(text: str, start: int) -> bool:
    return text[max(0, start - 8) : start].rstrip()[-1:] in ("", ".", ",", "”", "?", "!", ";", ":")


def _names_itself(mention: Proposal, text: str) -> bool:
    """Return whether a name's own words say what it names."""
    names = text[mention.start : mention.end].split(" ")
    return len(names) > 1 and (names[0] in given_names() or names[-1] in name_words().head)


@cache
def _titles() -> frozenset[str]:
    return frozenset(appellations())


@cache
def _trades() -> frozenset[str]:
    return frozenset(form for form, kind in appellations().items() if kind == "common")
