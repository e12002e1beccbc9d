"""Groups the names of one article by what they name.

In this order: the alias table and the user's own lists; the same letters but for case, accents, titles and
possessives; abbreviations introduced in brackets; a surname alone to the latest full name that has it; two spellings of
one full name; a given name alone to the one full name before it; a body with and without its country. Never by a short
word alone, nor by a name that two have: a false merge is worse than a miss.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from itertools import combinations

from extract.lexicon import aliases, country_code, name_words, nationalities
from extract.names.compare import has_generation, same_person, skeleton, split_name
from extract.names.fold import fold, strip_possessive
from extract.names.short_forms import (
    abbreviates,
    bare,
    company_stem,
    company_words,
    ends_name,
    has_initials,
    has_syllables,
    is_part_of_name,
    opens_name,
    shorter_names,
)

_KINDS = {"GPE": "LOC", "FAC": "LOC"}


@dataclass(frozen=True, slots=True)
class MentionForm:
    """A mention to be grouped. Offsets are code points."""

    start: int
    end: int
    text: str
    label: str


@dataclass(slots=True, eq=False)
class Group:
    """Mentions of one thing, in order of the text."""

    label: str
    names: list[MentionForm] = field(default_factory=list)
    key: str | None = None
    """Of the alias table or of a list of the user's own, where one of the names is in it."""

    def forms(self) -> list[str]:
        """Return the distinct forms, possessives and leading articles aside, in order of first appearance."""
        return list(dict.fromkeys(bare(name.text) for name in self.names))


def group(names: list[MentionForm], text: str, own: Callable[[str, str], str | None] = lambda *_: None) -> list[Group]:
    """Return the groups in order of first appearance.

    Args:
        names: in order of the text.
        text: where they stand.
        own: given label and name, tells what a list of the user's own calls it (`extract.own_names`).

    """
    grouping = _Grouping(own)
    for name in names:
        grouping.place(name)
    grouping.abbreviations(text)
    grouping.persons()
    grouping.titled(text)
    grouping.bodies()
    grouping.companies()
    grouping.acronyms()
    return grouping.result()


class _Grouping:
    """Groups under construction; merging keeps the earlier one."""

    def __init__(self, own: Callable[[str, str], str | None]) -> None:
        self.own = own
        self.groups: list[Group] = []
        self.by_key: dict[tuple[str, str], Group] = {}
        self.by_fold: dict[tuple[str, str], Group] = {}

    def place(self, name: MentionForm) -> None:
        kind = _KINDS.get(name.label, name.label)
        form = bare(name.text)
        called = self.own(kind, form)
        key = _table().get((kind, fold(called or form)))
        if key is None and kind == "ORG" and called is None:
            key = next(filter(None, (_table().get((kind, fold(short))) for short in shorter_names(form))), None)
        if called is not None and key is None:
            key = f"own {fold(called)}"
        surname_only = kind == "PERSON" and " " not in form and called is None
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

    def merge(self, one: Group, other: Group) -> None:
        """Move the names of the later group to the earlier one, which is left without any."""
        if one is other or not one.names or not other.names:
            return
        kept, gone = sorted((one, other), key=_first)
        kept.names += gone.names
        kept.names.sort(key=lambda name: name.start)
        kept.key = kept.key or gone.key
        gone.names = []

    def abbreviations(self, text: str) -> None:
        """Join what stands as "Full Name (FN)" or "Full Name, or FN,", and the other way round."""
        owner = {name.start: (group, name) for group in self.groups for name in group.names}
        for group in list(self.groups):
            for name in list(group.names):
                after = re.match(r"['’]?s?(?:,?\s\(\s?|,\sor\s)[\"“‘']?(?:the |The )?", text[name.end : name.end + 12])
                if not after or name.end + after.end() not in owner:
                    continue
                other, short = owner[name.end + after.end()]
                if other is group or not group.names or not other.names:
                    continue
                if text[short.end : short.end + 3].lstrip("\"”’'")[:1] not in (")", ",", ";"):
                    continue
                symbol = "(" in after[0] and _SYMBOL.fullmatch(short.text) and name.label == short.label == "ORG"
                if symbol or abbreviates(short.text, name.text) or abbreviates(name.text, short.text):
                    self.merge(group, other)
                    break

    def persons(self) -> None:
        """Join surnames to full names, and spellings of one full name."""
        people = [group for group in self.groups if group.names and group.label == "PERSON"]
        alike: dict[tuple[str, str], list[Group]] = defaultdict(list)
        for person in people:
            first, surname = split_name(bare(person.names[0].text))
            if first and surname:
                alike[first[0][0], surname[0]].append(person)
        for same in alike.values():
            for one, other in combinations(same, 2):
                if one.names and other.names and same_person(bare(one.names[0].text), bare(other.names[0].text)):
                    self.merge(one, other)
        homes = _Surnames([group for group in people if group.names and " " in bare(group.names[0].text)])
        alone: dict[str, Group] = {}
        for single in people:
            if not single.names or " " in bare(single.names[0].text):
                continue
            form = skeleton(fold(bare(single.names[0].text)))
            home = homes.latest(form, single.names[0].start)
            if home is None and len(form) > 4:
                home = alone.setdefault(form, single)
            if home is not None:
                self.merge(home, single)

    def titled(self, text: str) -> None:
        """Join what is no surname to the one full name that has it.

        A given name behind "Sir" ("Sir Keir") or of one named in full before ("Ada Holm ... Ada"), a middle name alone
        ("Lula"), a surname of several words ("Bin Salman", "Holm Berg").
        """
        people = [group for group in self.groups if group.names and group.label == "PERSON"]
        full = [(group, fold(bare(name.text)).split()) for group in people for name in group.names]
        for short in people:
            if not short.names:
                continue
            words = fold(bare(short.names[0].text)).split()
            if any(len(fold(form).split()) > len(words) for form in short.forms()):
                continue
            sir = _SIR.search(text, max(0, short.names[0].start - 6), short.names[0].start)
            homes = [
                group
                for group, other in full
                if group is not short
                and group.names
                and len(other) > len(words)
                and is_part_of_name(words, other, given=bool(sir) or _first(group) < _first(short))
            ]
            if homes and all(home is homes[0] for home in homes):
                self.merge(homes[0], short)

    def bodies(self) -> None:
        """Join names of one body: "Ukrainian General Staff" and "General Staff of the Armed Forces".

        One name is the other without its country, or without what follows "of", and no third body is called so.
        """
        same: dict[frozenset[str], list[Group]] = defaultdict(list)
        longer: dict[frozenset[str], list[Group]] = defaultdict(list)
        countries: dict[Group, frozenset[str]] = {}
        for group in self.groups:
            if group.names and group.label == "ORG":
                words, countries[group], before_of = _body(max(group.forms(), key=len))
                same[words].append(group)
                if before_of and before_of != words:
                    longer[before_of].append(group)
        for words, groups in same.items():
            joined = [*groups, *longer[words]] if words in longer else groups
            of = {country for group in joined for country in countries[group]}
            if len(words) > 1 and len(of) <= 1 and len(joined) - len(groups) <= 1:
                for other in joined[1:]:
                    self.merge(joined[0] if joined[0].names else groups[0], other)

    def companies(self) -> None:
        """Join a company's names: "Holm Co" and "Holm", and the first words of the one full name that has them."""
        stems: dict[str, Group] = {}
        for group in self.groups:
            if group.names and group.label == "ORG" and (stem := company_stem(group.names[0].text)):
                self.merge(stems.setdefault(stem, group), group)
        called: dict[str, list[Group]] = defaultdict(list)
        for group in self.groups:
            if group.names and group.label == "ORG":
                called[bare(group.names[0].text).casefold().split(" ")[0]].append(group)
        for groups in called.values():
            full_names = {group: max(group.forms(), key=len).casefold().split() for group in groups}
            full = [one for one in groups if full_names[one][-1].rstrip(".") in company_words()]
            if len(full) == 1:
                words = full_names[full[0]]
                for short in groups:
                    starts = (words[: len(form)] == form for form in map(str.split, map(str.casefold, short.forms())))
                    if short is not full[0] and all(starts):
                        self.merge(full[0], short)

    def acronyms(self) -> None:
        """Join an acronym to the one body whose words have these initials, and to one before it its last or first word.

        "Norland Fishing Union" is "NFU" or "NorFish", "Torvik Journal" is "the Journal", and "Holm Brandt" is "Holm".
        """
        bodies = [group for group in self.groups if group.names and group.label == "ORG"]
        for short in bodies:
            form = bare(short.names[0].text) if short.names else " "
            if form == " ":
                continue
            acronym = _ACRONYM.fullmatch(form) is not None
            full = [
                body
                for body in bodies
                if body is not short and body.names
                for long in body.forms()
                if (acronym and has_initials(form, long))
                or has_syllables(form, long)
                or (
                    _first(body) < _first(short)
                    and (ends_name(form, long) or (short.key is None and opens_name(form, long)))
                )
            ]
            if len(set(full)) == 1:
                self.merge(full[0], short)

    def result(self) -> list[Group]:
        """Return the groups, first mentioned first."""
        return sorted((group for group in self.groups if group.names), key=lambda group: group.names[0].start)


_SYMBOL = re.compile(r"[A-Z][a-z]?[A-Z]{1,5}")
"""In brackets behind a body's name: what it is called, or its shares, whatever its letters: "Torvik (TVKA)"."""
_ACRONYM = re.compile(r"[A-Z][A-Za-z]{1,5}[A-Z]")


_SIR = re.compile(r"\b(?:Sir|Dame|Lord|Lady) \Z")


class _Surnames:
    """The full names of an article by the surnames that could stand for them."""

    def __init__(self, full: list[Group]) -> None:
        self.exact: dict[str, list[Group]] = defaultdict(list)
        self.cut: dict[str, list[Group]] = defaultdict(list)
        for group in full:
            ends = {skeleton(split_name(form)[1]) for form in group.forms()} | _families(group.forms())
            ends |= {skeleton(fold(form.rsplit(" ", 1)[-1])) for form in group.forms() if "-" in form}
            last = {end.split(" ")[-1] for end in ends if end}
            for end in ends | last:
                self.exact[end].append(group)
            for end in last:
                self.cut[end[:-1]].append(group)

    def latest(self, surname: str, at: int) -> Group | None:
        """Return the group mentioned latest before offset `at`, or failing that first after it; one letter may lack."""
        if len(surname) < 2:
            return None
        candidates = self.exact.get(surname, [])
        if not candidates and len(surname) > 5:
            candidates = [*self.cut.get(surname, []), *self.exact.get(surname[:-1], [])]
        if len(candidates) > 1:  # "Holm" is Ada Holm rather than Ada Holm Jr
            elder = [group for group in candidates if not all(map(has_generation, group.forms()))]
            candidates = elder or candidates
        best: tuple[bool, int, Group] | None = None
        for group in candidates:
            if group.names:
                before = [name.start for name in group.names if name.start < at]
                rank = (bool(before), max(before) if before else -group.names[0].start, group)
                best = rank if best is None or rank[:2] > best[:2] else best
        return best[2] if best else None


def _first(group: Group) -> int:
    return group.names[0].start


def _families(forms: list[str]) -> set[str]:
    """Return the family names that stand first in the forms: "Xi" of "Xi Jinping", "HOLM" of "HOLM Ada"."""
    firsts = (form.split(" ")[0] for form in forms if " " in form and not form.isupper())
    known = name_words().families
    return {skeleton(fold(first)) for first in firsts if first in known or (first.isupper() and first.isalpha())}


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
