"""One form has one label in an article, and is marked wherever it stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from extract.lexicon import country_code, name_words
from extract.mentions.evidence import (
    find_bracketed,
    find_enumerated,
    find_label_evidence,
    follows_article_or_place,
    speaks,
)
from extract.mentions.found import FAIR, OWN, STRONG, Proposal
from extract.mentions.products import find_indexes, names_product

LOOSE = frozenset(("PERSON", "ORG", "LOC"))
"""Labels that a recogniser confuses, and that the rest of the article can put right."""

_FULL_NAME = 100
"""Votes of a full name for its short form, unless the lexicon lists that: as many as twenty guesses."""


_TOLD = 24
"""Votes of the words beside one mention: as many as six guesses."""


def unify_labels(mentions: list[Proposal], text: str) -> list[Proposal]:
    """Give one form one label in an article: that with most votes, and of as many that of a body.

    The surname of a person's full name is a vote for PERSON, the first word of a company's full name one for ORG.
    """
    votes: dict[str, Counter[str]] = {}
    listed: set[str] = set()
    short_forms: set[tuple[str, str, str]] = set()
    for mention in mentions:
        if mention.label in LOOSE:
            form = text[mention.start : mention.end]
            votes.setdefault(form, Counter())[mention.label] += mention.strength
            if mention.strength >= STRONG:
                listed.add(form)
            short_forms.update((form, short, mention.label) for short in _short_forms(form, mention.label))
    for _, short, label in short_forms:
        if short in votes and short not in listed:
            votes[short][label] += _FULL_NAME
    for mention in mentions:
        if mention.label in LOOSE and (form := text[mention.start : mention.end]) not in listed:
            company = form.rpartition(" ")[2].rstrip(".") in name_words().companies and " " in form
            for label in () if company else find_label_evidence(mention, text):
                votes[form][label] += _TOLD
            if names_product(mention, text):
                votes[form]["PRODUCT"] += _TOLD
    for mention, label in find_enumerated(mentions, text):
        if label in LOOSE and (form := text[mention.start : mention.end]) in votes and form not in listed:
            votes[form][label] += _TOLD
    for mention, label in find_bracketed(mentions, text):
        if (form := text[mention.start : mention.end]) in votes:
            votes[form][label] += _FULL_NAME
    agreed, indexes = [], find_indexes(mentions, text)
    for mention in mentions:
        count = votes.get(text[mention.start : mention.end]) if mention.label in LOOSE else None
        if mention in indexes:
            mention = mention._replace(label="PRODUCT")
        elif count is not None and len(count) > 1:
            label = max(count, key=lambda one: (count[one], one == "ORG"))
            if label != mention.label:
                mention = mention._replace(label=label)
        agreed.append(mention)
    return agreed


def settle_surnames(mentions: list[Proposal], text: str) -> list[Proposal]:
    """Return the mentions, a word for a people, a place or a body as PERSON where it is a surname in the article.

    It gives the full name, "Volker Turk", has "Turk said", and never the word behind an article or as a place.
    """
    surnames = set(_surnames(mentions, text))
    standing: dict[str, list[Proposal]] = {}
    for mention in mentions:
        if (
            mention.label in ("NORP", "LOC", "ORG")
            and mention.strength < OWN
            and (form := text[mention.start : mention.end]) in surnames
        ):
            standing.setdefault(form, []).append(mention)
    persons = {
        mention
        for found in standing.values()
        if any(speaks(one, text) for one in found) and not any(follows_article_or_place(one, text) for one in found)
        for mention in found
    }
    return [mention._replace(label="PERSON") if mention in persons else mention for mention in mentions]


def find_surnames(mentions: list[Proposal], text: str) -> list[Proposal]:
    """Return mentions of a person by the surname alone, where the article gives the full name."""
    known = set(_surnames(mentions, text))
    return [found for word in known if len(word) > 2 and word[0].isupper() for found in _standing(word, "PERSON", text)]


def _surnames(mentions: list[Proposal], text: str) -> Iterator[str]:
    for mention in mentions:
        if mention.label == "PERSON" and text.find(" ", mention.start, mention.end) > 0:
            yield text[mention.start : mention.end].rsplit(" ", 1)[-1]


def find_unmarked(mentions: list[Proposal], text: str, least: int = 3) -> list[Proposal]:
    """Return unmarked occurrences of forms that are marked at least `least` times in the article."""
    forms = Counter((text[m.start : m.end], m.label) for m in mentions if m.label in LOOSE)
    often = [(form, label) for (form, label), count in forms.items() if count >= least and len(form) > 2]
    found = [found for form, label in often for found in _standing(form, label, text)]
    return sorted(found, key=lambda f: (f.start - f.end, f.start))


def _short_forms(form: str, label: str) -> Iterator[str]:
    """Yield how an article goes on to call what it has introduced by its full name."""
    words = form.split(" ")
    if len(words) > 1 and label == "PERSON":
        yield words[-1]
        particle, hyphen, rest = words[-1].partition("-")
        if hyphen and particle.casefold() in name_words().particles:
            yield rest
    elif len(words) > 1 and label == "ORG":
        last = words[-1].rstrip(".")
        if last in name_words().companies or "&" in words or (len(words) == 2 and country_code(last)):
            yield words[0]  # "Torvik Inc", "Torvik Norland"
        if last in _LEGAL:
            yield " ".join(words[:-1])


_LEGAL = frozenset(("Inc", "Corp", "Corporation", "Co", "Ltd", "LLC", "Plc"))
"""Ends the full name of a company that may be called after a person: "Ada Lind Inc" goes on as "Ada Lind"."""


def _standing(form: str, label: str, text: str) -> Iterator[Proposal]:
    """Yield where `form` stands by itself, as whole words."""
    at = text.find(form)
    while at >= 0:
        end = at + len(form)
        symbol = text[end : end + 1] == "." and text[end + 1 : end + 2].isupper()  # "FJC.N", of a share
        if not (text[at - 1 : at].isalnum() or text[at - 1 : at] in ("-", "’", "'", "_", "@")) and not (
            text[end : end + 1].isalnum() or text[end : end + 1] in ("-", "_") or symbol
        ):
            yield Proposal(at, end, label, FAIR)
        at = text.find(form, end)
