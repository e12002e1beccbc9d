"""What an article has told so far: its names, their roles, and who spoke last."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import dataclass

from extract.people.names import Name, Names
from extract.people.roles import TOKEN, Role, roles
from extract.people.sexes import find_sexes
from extract.people.titles import honorifics, words
from extract.syntax import Trees

NEAR = 700
"""Code points back to which a pronoun or title reaches."""

_ARTICLE = re.compile(rf"\b(?:the|a|an|his|her|its|their|(?:{'|'.join(sorted(honorifics()))})\.?)\s+\Z", re.IGNORECASE)
"""An article or an honorific: "the", "Sen."."""


@dataclass(frozen=True, slots=True)
class Subject:
    """Who says: the phrase's place, the entity meant (None: unnamed), and whether that took a pronoun or title."""

    start: int
    end: int
    entity: str | None
    derived: bool = False
    named: tuple[int, int] | None = None
    """Where a name stands that is no known entity's, or what the entity's people are called: "G7 leaders"."""


class Cast:
    """The persons, organisations and places of one article, their roles, and who spoke last."""

    def __init__(self, text: str, names: Names, sentences: list[tuple[int, int]], trees: Trees | None = None) -> None:
        self.text = text
        self.trees = trees
        self.names = names
        self.sentences = sentences
        self.role_of = roles(text, names, sentences, trees)
        self.appositions = {role.end: name for name, role in self.role_of.items() if not role.before}
        self.roles: dict[str, list[Role]] = defaultdict(list)
        for name, role in self.role_of.items():
            self.roles[name.entity].append(role)
        self.heads: dict[str, list[tuple[Name, set[str]]]] = defaultdict(list)
        for name, role in self.role_of.items():
            known = {plain(word) for word in TOKEN.findall(text[role.start : role.end])}
            self.heads[role.head].append((name, known))
        houses = (names.within(role.start, role.end) for role in self.role_of.values() if role.head in words("watcher"))
        self.houses = {house for within in houses for house in within}
        self.label = {name.entity: name.label for name in names.all}
        self.sex = find_sexes(text, names, self.role_of)
        self.starts = [start for start, _ in sentences]
        self._quotations: list[tuple[int, int]] = []
        self._spoken: list[Subject] = []
        self._spoken_at: list[int] = []

    def sentence_at(self, offset: int) -> tuple[int, int]:
        """Return start and end of the sentence in which an offset lies."""
        return self.sentences[max(0, bisect_right(self.starts, offset) - 1)] if self.sentences else (0, len(self.text))

    def phrase_start(self, name: Name) -> int:
        """Return where the phrase begins that ends in a name, its role and article included."""
        role = self.role_of.get(name)
        start = role.start if role and role.before else name.start
        owner = self.names.ending(start - len("’s ")) if self.text[:start].endswith(("’s ", "'s ")) else None
        return self.with_article(owner.start if owner and owner.label != "PERSON" else start)

    def with_article(self, start: int) -> int:
        """Return where the article or honorific before `start` begins, if one stands there."""
        article = _ARTICLE.search(self.text, max(0, start - 12), start)
        return article.start() if article else start

    def listen(self, quotations: list[tuple[int, int]]) -> None:
        """Take note of where others' words stand: a name inside them is no antecedent of what stands outside."""
        self._quotations = quotations

    def quoted(self, at: int) -> bool:
        """Tell whether an offset lies in somebody's words."""
        i = bisect_right(self._quotations, (at, 1 << 60)) - 1
        return i >= 0 and self._quotations[i][0] <= at < self._quotations[i][1]

    def spoke(self, at: int, subject: Subject) -> None:
        """Remember who spoke, named or not; called in the order of the text."""
        self._spoken.append(subject)
        self._spoken_at.append(at)

    def speakers_between(self, lo: int, hi: int) -> list[Subject]:
        """Return who spoke between two offsets."""
        return self._spoken[bisect_left(self._spoken_at, lo) : bisect_left(self._spoken_at, hi)]

    def owns(self, name: Name) -> bool:
        """Tell whether a name is a possessive: who owns what is told of is not told of."""
        return self.text.startswith(("’s", "'s"), name.end)


def plain(word: str) -> str:
    """Return a word in lower case, without possessive."""
    return word.lower().removesuffix("’s").removesuffix("'s")
