"""Groups the names of one article by what they name.

In this order: the alias table; the same letters but for case, accents, titles and possessives; abbreviations
introduced in brackets; a surname alone to the latest full name that has it; two spellings of one full name; a body with
and without its country. Never by a first name or a short word alone: a false merge is worse than a miss.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache, lru_cache

from extract.lexicon import aliases, country_code, name_words, nationalities
from extract.names.compare import same_person, skeleton, split_name
from extract.names.fold import fold, strip_possessive

_ARTICLE = re.compile(r"^(?:the|a|an) ", re.IGNORECASE)
_KINDS = {"GPE": "LOC", "FAC": "LOC"}


@dataclass(frozen=True, slots=True)
class Name:
    """A mention to be grouped. Offsets are code points."""

    start: int
    end: int
    text: str
    label: str


@dataclass(slots=True)
class Group:
    """Mentions of one thing, in order of the text."""

    label: str
    names: list[Name] = field(default_factory=list)
    key: str | None = None
    """Of the alias table, where one of the names is in it."""

    def forms(self) -> list[str]:
        """Return the distinct forms, possessives and leading articles aside, in order of first appearance."""
        return list(dict.fromkeys(bare(name.text) for name in self.names))


@lru_cache(maxsize=65536)
def bare(text: str) -> str:
    """Return a form as an entity's name shows it: without article and possessive, on one line."""
    return " ".join(strip_possessive(_ARTICLE.sub("", text)).split())


def group(names: list[Name], text: str) -> list[Group]:
    """Return the groups in order of first appearance; `names` must be in order of the text."""
    grouping = _Grouping()
    for name in names:
        grouping.place(name)
    grouping.abbreviations(text)
    grouping.persons()
    grouping.bodies()
    grouping.companies()
    return grouping.result()


class _Grouping:
    """Groups under construction; merging keeps the earlier one."""

    def __init__(self) -> None:
        self.groups: list[Group] = []
        self.by_key: dict[tuple[str, str], Group] = {}
        self.by_fold: dict[tuple[str, str], Group] = {}

    def place(self, name: Name) -> None:
        kind = _KINDS.get(name.label, name.label)
        form = bare(name.text)
        key = _table().get((kind, fold(form)))
        surname_only = kind == "PERSON" and " " not in form
        found = self.by_fold.get((kind, fold(form)))
        if found is None and key and not surname_only:
            found = self.by_key.get((kind, key))
        if found is None:
            found = Group(name.label)
            self.groups.append(found)
        if key and not surname_only:
            found.key = key
            self.by_key.setdefault((kind, key), found)
        self.by_fold.setdefault((kind, fold(form)), found)
        found.names.append(name)

    def merge(self, kept: Group, gone: Group) -> None:
        if kept is gone:
            return
        kept.names += gone.names
        kept.names.sort(key=lambda name: name.start)
        kept.key = kept.key or gone.key
        gone.names = []
        for index in (self.by_key, self.by_fold):
            for at, value in index.items():
                if value is gone:
                    index[at] = kept
        self.groups.remove(gone)

    def abbreviations(self, text: str) -> None:
        """Join what stands as "Full Name (FN)", and the other way round."""
        owner = {name.start: (group, name) for group in self.groups for name in group.names}
        for group in list(self.groups):
            for name in list(group.names):
                after = re.match(r"['’]?s?,?\s\(\s?[\"“‘']?(?:the |The )?", text[name.end : name.end + 12])
                if not after or name.end + after.end() not in owner:
                    continue
                other, short = owner[name.end + after.end()]
                if other is group or not group.names or not other.names:
                    continue
                if text[short.end : short.end + 3].lstrip("\"”’'")[:1] not in (")", ",", ";"):
                    continue
                if abbreviates(short.text, name.text) or abbreviates(name.text, short.text):
                    self.merge(group, other)
                    break

    def persons(self) -> None:
        """Join surnames to full names, and spellings of one full name."""
        people = [group for group in self.groups if group.label == "PERSON"]
        full = [group for group in people if " " in group.names[0].text.strip()]
        for i, one in enumerate(full):
            for other in full[i + 1 :]:
                if one.names and other.names and same_person(bare(one.names[0].text), bare(other.names[0].text)):
                    self.merge(one, other)
        full = [group for group in full if group.names]
        for single in [group for group in people if group.names and group not in full]:
            home = _latest_with_surname(full, single) or self._misspelt(people, single)
            if home is not None:
                self.merge(*sorted((home, single), key=lambda g: g.names[0].start))

    def _misspelt(self, people: list[Group], single: Group) -> Group | None:
        """Return an earlier group of a surname alone that differs by one letter at the end ("Borrell", "Borrel")."""
        form = skeleton(fold(bare(single.names[0].text)))
        for other in people:
            if other is single or not other.names or " " in other.names[0].text:
                continue
            written = fold(bare(other.names[0].text))
            if other.names[0].start < single.names[0].start and len(form) > 4 and skeleton(written) == form:
                return other
        return None

    def bodies(self) -> None:
        """Join names of one body: "Ukrainian General Staff" and "General Staff of the Armed Forces".

        One name is the other without its country, or without what follows "of", and no third body is called so.
        """
        bodies = [group for group in self.groups if group.label == "ORG"]
        parts = {id(group): _body(max(group.forms(), key=len)) for group in bodies}
        for group in bodies:
            if not group.names or len(parts[id(group)][0]) < 2:
                continue
            same = [g for g in bodies if g.names and parts[id(g)][0] == parts[id(group)][0]]
            longer = [g for g in bodies if g.names and parts[id(g)][2] == parts[id(group)][0] and g not in same]
            countries = {country for g in (*same, *longer) for country in parts[id(g)][1]}
            if len(countries) <= 1 and len(longer) <= 1:
                first, *others = sorted((*same, *longer), key=lambda g: g.names[0].start)
                for other in others:
                    self.merge(first, other)

    def companies(self) -> None:
        """Join the first word of a company's full name to it ("Lexmark" of "Lexmark International Inc")."""
        bodies = [group for group in self.groups if group.label == "ORG"]
        for group in bodies:
            words = bare(max(group.forms(), key=len)).split(" ") if group.names else []
            if len(words) < 2 or words[-1].rstrip(".") not in name_words().companies:
                continue
            named = [g for g in bodies if g.names and any(form.split(" ")[0] == words[0] for form in g.forms())]
            short = [g for g in named if all(form == words[0] for form in g.forms())]
            if len(named) == 2 and len(short) == 1:
                self.merge(*sorted((group, short[0]), key=lambda g: g.names[0].start))

    def result(self) -> list[Group]:
        """Return the groups, first mentioned first."""
        return sorted((group for group in self.groups if group.names), key=lambda group: group.names[0].start)


def abbreviates(short: str, long: str) -> bool:
    """Return whether `short` is made of the first letters of the words of `long`, joining words left out or not."""
    letters = re.sub(r"[^\w]", "", short)
    if not 2 <= len(letters) <= 8 or len(short.split()) > 2 or not letters[0].isupper():
        return False
    words = [word for word in re.split(r"[\s'’/-]+", bare(long)) if word]
    initials = [word[0].casefold() for word in words]
    content = [word[0].casefold() for word in words if word.casefold() not in name_words().joints]
    wanted = list(letters.casefold())
    return len(words) > 1 and (
        wanted in (initials, content) or (len(wanted) > 2 and _subsequence(wanted, initials, words))
    )


def _subsequence(wanted: list[str], initials: list[str], words: list[str]) -> bool:
    """Return whether the letters appear in order, beginning with the first word and reaching the last."""
    if wanted[0] != initials[0]:
        return False
    text = " ".join(words).casefold()
    at = 0
    for letter in wanted:
        at = text.find(letter, at)
        if at < 0:
            return False
        at += 1
    return at > text.rfind(" ") and len(wanted) >= len(words) - 3


def _latest_with_surname(full: list[Group], single: Group) -> Group | None:
    """Return the group whose full name, mentioned latest before the surname, ends in it (or, failing that, ever)."""
    surname = skeleton(fold(bare(single.names[0].text)))
    if len(surname) < 2:
        return None
    first = single.names[0].start
    homes: list[tuple[bool, int, Group]] = []
    for candidate in full:
        ends = {skeleton(split_name(form)[1]) for form in candidate.forms()} | _families(candidate.forms())
        last = {end.split(" ")[-1] for end in ends if end}
        near = any(len(surname) > 4 and _one_letter_off(surname, end) for end in last)
        if surname in ends or surname in last or near:
            before = [name.start for name in candidate.names if name.start < first]
            homes.append((bool(before), max(before) if before else -candidate.names[0].start, candidate))
    return max(homes, key=lambda home: home[:2])[2] if homes else None


def _families(forms: list[str]) -> set[str]:
    """Return the family names that stand first in the forms: "Xi" of "Xi Jinping"."""
    firsts = (form.split(" ")[0] for form in forms if " " in form)
    return {skeleton(fold(first)) for first in firsts if first in name_words().families}


def _one_letter_off(one: str, other: str) -> bool:
    """Return whether one word is the other with its last letters doubled or one letter missing at the end."""
    return (
        abs(len(one) - len(other)) == 1
        and (one.startswith(other) or other.startswith(one))
        and min(len(one), len(other)) > 4
    )


def _body(name: str) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Return the words that say which body it is, the countries it belongs to, and those of the words before "of"."""
    countries: set[str] = set()
    words: list[str] = []
    before_of = 0
    for word in bare(name).split(" "):
        plain = strip_possessive(word)
        code = nationalities().get(plain) or country_code(plain)
        if code:
            countries.add(code)
        elif fold(plain) == "of" and not before_of:
            before_of = len(words)
        elif fold(plain) and fold(plain) not in name_words().joints:
            words.append(_COMMON.get(fold(plain), fold(plain)))
    return frozenset(words), frozenset(countries), frozenset(words[:before_of])


_COMMON = {"defense": "defence", "organization": "organisation", "center": "centre", "min": "ministry"}


@cache
def _table() -> dict[tuple[str, str], str]:
    table: dict[tuple[str, str], str] = {}
    for alias in aliases():
        table.setdefault((_KINDS.get(alias.label, alias.label), fold(alias.variant)), alias.key)
    return table
