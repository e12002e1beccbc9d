"""Whom a phrase means: a name, a pronoun, a title ("the French minister") or a body ("the ministry").

A guess is only made where the text leads to it; what it does not settle is None.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import Literal

from extract.people.kin import akin, is_country, of_another_country
from extract.people.names import Name, Names
from extract.people.roles import ARTICLES, TOKEN, Role, modifiers, roles
from extract.people.sexes import find_sexes
from extract.people.titles import Sex, alike, honorifics, is_plural, is_source, narrower, office, words
from extract.syntax import NO_SUBJECT, Trees

NEAR = 700
"""Code points back to which a pronoun or title reaches."""

_OUTSIDE_CLAUSE = re.compile(r"[,;:“”\"]|\s[-–—]\s")
_ARTICLE = re.compile(rf"\b(?:the|a|an|his|her|its|their|(?:{'|'.join(sorted(honorifics()))})\.?)\s+\Z", re.IGNORECASE)
"""An article or an honorific: "the", "Sen."."""
_SOURCE = -1
"""Rank of who is told of as a source: "according to X"."""
_TOLD_BY = "according to "
_OTHER = ""
"""Stands for no entity: two candidates are alike."""
_PERSONAL: dict[str, Sex] = {"he": "m", "she": "f"}
_NO_TITLE = words("voice") | {"official"}
"""What speaks for others or is said of whoever is not to be named."""
_HEARER = re.compile(r"\bto (?:the )?\Z")
"""Before whoever is told: "the ministry's report to Parliament" is not Parliament's."""
_RANKS = frozenset({"vice", "deputy", "acting", "assistant", "shadow"})
_TIES = frozenset({"of", "for", "in", "at", "from", "by", "with", "to"})


@dataclass(frozen=True, slots=True)
class Subject:
    """Who says: the phrase's place, the entity meant (None: unnamed), and whether that took a pronoun or title."""

    start: int
    end: int
    entity: str | None
    derived: bool = False
    named: tuple[int, int] | None = None
    """Where a name stands that is no known entity's, or what the entity's people are called: "G7 leaders"."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase headed by a title ("the French minister") or a body ("the ministry"): where it and its head begin."""

    start: int
    head: int
    kind: Literal["title", "body"]


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
        self._heads: dict[str, list[tuple[Name, set[str]]]] = defaultdict(list)
        for name, role in self.role_of.items():
            known = {_plain(word) for word in TOKEN.findall(text[role.start : role.end])}
            self._heads[role.head].append((name, known))
        houses = (names.within(role.start, role.end) for role in self.role_of.values() if role.head in words("watcher"))
        self._houses = {house for within in houses for house in within}
        self.label = {name.entity: name.label for name in names.all}
        self._sex = find_sexes(text, names, self.role_of)
        self._starts = [start for start, _ in sentences]
        self._quotations: list[tuple[int, int]] = []
        self._spoken: list[Subject] = []
        self._spoken_at: list[int] = []

    def sentence_at(self, offset: int) -> tuple[int, int]:
        """Return start and end of the sentence in which an offset lies."""
        return self.sentences[max(0, bisect_right(self._starts, offset) - 1)] if self.sentences else (0, len(self.text))

    def phrase_start(self, name: Name) -> int:
        """Return where the phrase begins that ends in a name, its role and article included."""
        role = self.role_of.get(name)
        start = role.start if role and role.before else name.start
        owner = self.names.ending(start - len("’s ")) if self.text[:start].endswith(("’s ", "'s ")) else None
        return self._with_article(owner.start if owner and owner.label != "PERSON" else start)

    def _with_article(self, start: int) -> int:
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

    def phrase(self, lo: int, end: int, name: int) -> Phrase | None:
        """Return the phrase that ends at `end`, if its head is a title or a body.

        Reads "the French minister", "the chief diplomat of the EU", "a report in The Economist". The head stands before
        `name`, or is the last word of a body's own name ("the city's Regional Council").
        """
        tokens = list(TOKEN.finditer(self.text, max(lo, end - 150), end))
        if not tokens or tokens[-1][0].lower() in _TIES or tokens[-1][0] in {"-", "–"}:
            return None
        head: int | None = None
        kind: Literal["title", "body"] = "title"
        for i in range(len(tokens) - 1, max(-1, len(tokens) - 13), -1):
            word = tokens[i][0].lower()
            tied = i == len(tokens) - 1 or tokens[i + 1][0].lower() in _TIES
            inside = tokens[i].start() >= name
            if tied and not inside and office(word) and not word.endswith(("’s", "'s")):
                head, kind = i, "title"
                break
            if tied and (word in words("body") or word in words("medium")):
                head, kind = i, "body"
            if (word in words("edge") and word not in _TIES) or (
                not word[0].isalnum() and word not in {"’", "'", "-", "&", "."}
            ):
                break
        if head is None:
            return None
        start = tokens[modifiers(tokens, head)].start()
        owner = self.names.covering(start)
        return Phrase(self._with_article(max(lo, owner.start) if owner else start), tokens[head].start(), kind)

    def spoke(self, at: int, subject: Subject) -> None:
        """Remember who spoke, named or not; called in the order of the text."""
        self._spoken.append(subject)
        self._spoken_at.append(at)

    def _speakers(self, lo: int, hi: int) -> list[Subject]:
        """Return who spoke between two offsets."""
        return self._spoken[bisect_left(self._spoken_at, lo) : bisect_left(self._spoken_at, hi)]

    def pronoun(self, word: str, start: int, end: int) -> Subject:
        """Return whom a pronoun means; nobody where its own sentence names somebody else who may be meant."""
        meant = self._antecedent(word, start, end)
        rivals = self._rivals(self.trees, word, start) if self.trees and word in _PERSONAL else set()
        if rivals - {meant.entity}:
            return replace(meant, entity=None, named=None)
        if meant.entity and word in _PERSONAL:
            self._sex.setdefault(meant.entity, _PERSONAL[word])  # whom "he" has meant, "she" does not
        return meant

    def _antecedent(self, word: str, start: int, end: int) -> Subject:
        """Return who spoke last, or the first person (for "it" body) of a sentence before."""
        owners: Name | None = None
        sentence = bisect_right(self._starts, start) - 1
        seen = 0
        for i in range(sentence, -1, -1):
            lo, hi = self.sentences[i]
            if seen > 4 or start - hi > 3 * NEAR:
                break
            lo = max(lo, start - 3 * NEAR)
            seen += not self.quoted(lo)
            for spoken in reversed(self._speakers(lo, min(hi, start))):
                if word in _PERSONAL and self._is_vague(spoken):
                    return Subject(start, end, None, derived=True)
                if self._fits(spoken, word):
                    return Subject(start, end, spoken.entity, derived=True, named=spoken.named)
            if i == sentence and self._tagged(lo, start):
                continue
            if word == "they" and self.trees and self._has_plural_subject(self.trees, lo, min(hi, start)):
                return Subject(start, end, None, derived=True)
            ahead = i == sentence and self.text.endswith(", ", lo, start)  # "In a speech on Weber, he said"
            found = self._by_tree(self.trees, word, lo, min(hi, start), ahead) if self.trees else None
            if found is not None:
                return Subject(start, end, found or None, derived=True)
            near = self.names.within(lo, min(hi, start))
            owning = [n for n in near if self._owns(n) and self._agrees(n.entity, word)]
            opens = word in _PERSONAL and owning and not _OUTSIDE_CLAUSE.search(self.text, lo, owning[0].start)
            if opens and self.trees and self._takes_up(self.trees, word, owning[0].end, hi):
                meant = {n.entity for n in owning}
                return Subject(start, end, meant.pop() if len(meant) == 1 else None, derived=True)
            owners = owners or next(iter(owning), None)
        if owners is None and word == "it" and self._tagged(self.sentences[sentence][0], start):
            first = self._by_tree(self.trees, word, self.sentences[sentence][0], start) if self.trees else None
            return Subject(start, end, first or None, derived=True)  # "The bank has sold it, it said"
        return Subject(start, end, owners.entity if owners and word in _PERSONAL else None, derived=True)

    def _rivals(self, trees: Trees, word: str, start: int) -> set[str]:
        """Return whom "he" in a clause within may mean besides the last subject: whom its sentence names before."""
        lo, token = self.sentence_at(start)[0], trees.token_at(start)
        if token is None or trees.labels[trees.heads[token]] not in ("acl:relcl", "acl", "advcl"):
            return set()
        names = [n for n in self.names.within(lo, start) if not self.quoted(n.start) and self._agrees(n.entity, word)]
        subjects = any(trees.subject_rank(n.start, n.end) < NO_SUBJECT for n in names)
        return set() if subjects else {n.entity for n in names}

    def _by_tree(self, trees: Trees, word: str, lo: int, hi: int, ahead: bool = False) -> str | None:
        """Return the entity of a sentence that a pronoun behind it means.

        The subject of its main clause before other subjects, those before whoever else is named, who is none in a
        phrase that leads in to the pronoun's own clause (`ahead`). None where nobody agrees or another pronoun has the
        place; `_OTHER` where two candidates are alike.
        """
        ranked: dict[int, list[str]] = defaultdict(list)
        for name in self.names.within(lo, hi):
            if not self._owns(name) and not self.quoted(name.start) and self._agrees(name.entity, word):
                start = self.phrase_start(name)
                told = self.text[max(0, start - len(_TOLD_BY)) : start].lower() == _TOLD_BY
                rank = _SOURCE if told else trees.subject_rank(name.start, name.end)
                if rank < NO_SUBJECT or (word in _PERSONAL and not ahead):
                    ranked[rank].append(name.entity)
        if word in _PERSONAL and (not ranked or min(ranked) == NO_SUBJECT) and self._takes_up(trees, word, lo, hi):
            return None
        best = set(ranked[min(ranked)]) if ranked else set()
        return next(iter(best)) if len(best) == 1 else (_OTHER if best else None)

    def _has_plural_subject(self, trees: Trees, lo: int, hi: int) -> bool:
        """Tell whether many without a name act in a clause between two offsets: "Refiners oppose it, as they say"."""
        subjects = trees.labelled(lo, hi, "nsubj", "nsubj:pass")
        return any(trees.tags[t] == "NNS" and not self.names.covering(trees.starts[t]) for t in subjects)

    def _takes_up(self, trees: Trees, word: str, lo: int, hi: int) -> bool:
        """Tell whether a pronoun is a subject between two offsets: behind "For X's sake", "he" is X."""
        subjects = trees.labelled(lo, hi, "nsubj", "nsubj:pass")
        return any(self.text[trees.starts[t] : trees.ends[t]].lower() == word for t in subjects)

    def _tagged(self, lo: int, start: int) -> bool:
        """Tell whether a pronoun stands behind a clause that it is not part of: "Freeing Weber was wrong, he said"."""
        if not self.text[lo:start].rstrip().endswith((",", "”", '"')):
            return False
        return not (self.trees and self._is_led_in(self.trees, lo, start))

    def _is_led_in(self, trees: Trees, lo: int, start: int) -> bool:
        """Tell whether what stands before "he said" is not what he said: "The day after Weber had left, he said"."""
        pronoun, lead = trees.token_at(start), next(iter(trees.tokens_within(lo, start)), None)
        if pronoun is None or lead is None:
            return False
        verb = trees.heads[pronoun]
        top = next((one for one in (lead, *trees.ancestors(lead)) if trees.heads[one] == verb), pronoun)
        behind = any(clause > verb for clause in trees.children(verb, "ccomp"))
        return behind or trees.labels[top] in ("advcl", "obl")

    def title(self, start: int, end: int) -> Subject:
        """Return whom a phrase with a title means ("the French minister", "a Kremlin spokesman", "G7 leaders")."""
        tokens = list(TOKEN.finditer(self.text, start, end))
        definite = tokens[0][0].lower() in ARTICLES - {"a", "an", "one"} or tokens[0][0].endswith(("’s", "'s"))
        indefinite = tokens[0][0].lower() in {"a", "an", "one"}
        heads = [t[0] for t in tokens if office(t[0]) and not t[0].endswith(("’s", "'s"))]
        cut = next((i for i, t in enumerate(tokens) if t[0].lower() in _TIES), len(tokens))
        head_word = next((t[0] for t in reversed(tokens[:cut]) if office(t[0])), heads[0] if heads else "")
        head = office(head_word) or ""
        plural = is_plural(head_word)
        owners = [n for n in self.names.within(start, end) if n.label in {"ORG", "FAC"}]
        if not indefinite and not plural:
            entity = self._titled(head, tokens, start, definite) or self._just_spoken(head, tokens, start)
            if entity:
                return Subject(start, end, entity, derived=True)
        if owners and (head in words("voice") or head_word.lower() == "leaders"):
            first = tokens[tokens[0][0].lower() in ARTICLES].start()
            return Subject(start, end, owners[-1].entity, derived=True, named=(first, end))
        return Subject(start, end, None, derived=True)

    def body(self, start: int, end: int) -> Subject:
        """Return which organisation a phrase means ("the ministry", "the newspaper", "the statement")."""
        tokens = [t[0].lower() for t in TOKEN.finditer(self.text, start, end)]
        within = [n for n in self.names.within(start, end) if not _HEARER.search(self.text, start, n.start)]
        owners = [n for n in within if n.label != "PERSON" and self.text[n.end : n.end + 1] != "-"]
        noun = next((t for t in reversed(tokens) if t in words("body") or t in words("medium")), "")
        if owners and noun in words("medium"):
            apart = [owner for owner in owners if owner.label != "LOC"]
            return Subject(start, end, (apart or owners)[0].entity, derived=True)
        if tokens[0] in {"a", "an", "one"} or owners:
            named = next((o.entity for o in reversed(owners) if o.label != "LOC"), None)
            return Subject(start, end, named, derived=True)
        if tokens[0] not in {"the", "this", "that"}:
            return Subject(start, end, None, derived=True)  # "Hospital staff said", "his office said"
        if len(tokens) > 2 and not all(t in words("modifier") for t in tokens[1:-1]):
            return Subject(start, end, None, derived=True)  # "the Hale administration"
        near = self.names.within(start - 9 * NEAR, start)
        if noun in words("outlet") and tokens[-1] == noun:
            papers = [n for n in near if n.label == "ORG" and self._is_outlet(n)]
            papers = [name for name in papers if self._acts(name)] or papers
            return Subject(start, end, papers[-1].entity if papers else None, derived=True)
        told_of = (n for n in near if n.label in {"ORG", "FAC"} and n not in self._houses)
        before = [n for n in told_of if not self._is_channel(n)]
        called = [n for n in before if re.search(rf"\b{noun}(?:\Z| (?:of|for)\b)", self.text[n.start : n.end].lower())]
        if called:
            alone = len({n.entity for n in called}) == 1 or self._acts(called[-1])
            return Subject(start, end, called[-1].entity if alone else None, derived=True)
        if noun in words("state"):
            return Subject(start, end, None, derived=True)
        spoken = [s.entity for s in self._speakers(start - NEAR, start)[-3:]]
        spoken = [e for e in spoken if e and self.label.get(e) in {"ORG", "FAC"}]
        if spoken or not before or noun in words("medium"):
            return Subject(start, end, spoken[-1] if spoken else None, derived=True)
        last = before[-1]
        lo = self.sentence_at(last.start)[0]
        alone = len({name.entity for name in before if name.start >= lo}) == 1
        again = self.text.count(self.text[last.start : last.end].split()[0]) > 1 or self._acts(last)
        settled = alone and again and last.start > start - NEAR
        return Subject(start, end, last.entity if settled else None, derived=True)

    def _acts(self, name: Name) -> bool:
        """Tell whether a name speaks or begins its sentence."""
        start = self.phrase_start(name)
        spoke = any(subject.start <= name.start < subject.end for subject in self._speakers(start - NEAR, start + NEAR))
        return spoke or not self.text[self.sentence_at(start)[0] : start].strip(' “"')

    def _is_channel(self, name: Name) -> bool:
        """Tell whether a name only says where something is published: "on its Telegram channel"."""
        behind = TOKEN.match(self.text, name.end + 1)
        return behind is not None and behind[0].lower() in words("medium")

    def _is_outlet(self, name: Name) -> bool:
        """Tell whether a body is an outlet by the last word of its name."""
        return self.text[name.start : name.end].lower().rsplit(" ", 1)[-1] in words("outlet")

    def _titled(self, head: str, tokens: list[re.Match[str]], at: int, definite: bool) -> str | None:
        said = {_plain(t[0]) for t in tokens} - ARTICLES - _TIES - {head}
        best: tuple[int, int, str] | None = None
        clash = False
        plain: set[str] = set()
        loose = words("ruler") | (words("modifier") - words("party"))
        candidates = self._heads.get(head, [])
        rulers = sorted(words("ruler")) if said and head in words("ruler") else ()
        if others := rulers or (() if candidates else narrower(head)):
            candidates = [held for word in others for held in self._heads.get(word, ())]
        for name, known in candidates:
            if _RANKS & said != _RANKS & known:
                continue  # a vice-president is no president
            shared = sum(any(akin(a, b) for b in known) for a in said)
            told = said - loose
            if said and not (shared and any(akin(a, b) for b in known for a in told or said)):
                clash |= bool(known - {head} - loose)
                plain |= {name.entity, _OTHER} if of_another_country(said, known) else {name.entity}
                continue
            if name.start > at and shared < 2 and not (shared and len(said) == shared):
                continue
            rank = (shared, name.start if name.start < at else -name.start, name.entity)
            best = max(best, rank) if best else rank
        if best:
            return best[2]
        alone = len(plain) == 1 and definite and (not clash or head in words("ruler")) and bool(rulers or not others)
        return plain.pop() if alone else None

    def _just_spoken(self, head: str, tokens: list[re.Match[str]], start: int) -> str | None:
        """Return who spoke last, where "the senator" can only vary that name: nobody else is named since then.

        A country, an owner or a title of another kind may be somebody else's; "the official" has no name.
        """
        said = [token[0].lower() for token in tokens]
        vague = any(name.label == "PERSON" for name in self.names.within(start, tokens[-1].end()))  # "the Lee attorney"
        vague |= head in _NO_TITLE or said[0] != "the" or any(w.endswith(("’s", "'s")) or is_country(w) for w in said)
        last = next(reversed(self._speakers(start - NEAR, start)), None)
        if vague or last is None or self.label.get(last.entity or "") != "PERSON":
            return None
        held = {role.head for role in self.roles[last.entity or ""]} - {""}
        if held and "former" not in said and not any(alike(head, other) for other in held):
            return None
        named = [n for n in self.names.within(last.end, start) if not (self._owns(n) or self.quoted(n.start))]
        return None if any(n.label == "PERSON" and n.entity != last.entity for n in named) else last.entity

    def _owns(self, name: Name) -> bool:
        """Tell whether a name is a possessive: who owns what is told of is not told of."""
        return self.text.startswith(("’s", "'s"), name.end)

    def _is_vague(self, spoken: Subject) -> bool:
        """Tell whether who spoke has no name and no office: "he" behind may be that one or somebody named before."""
        last = self.text[spoken.start : spoken.end].rstrip().rpartition(" ")[2].lower()
        return (
            spoken.entity is None
            and spoken.named is not None
            and last.isalpha()
            and not (is_source(last) or last.endswith("s"))
        )

    def _fits(self, spoken: Subject, word: str) -> bool:
        """Tell whether a pronoun may mean who spoke: also somebody without a name, but "he" is no body."""
        if spoken.entity is None or spoken.named:
            start, end = spoken.named or (spoken.start, spoken.end)
            last = self.text[start:end].rstrip().rpartition(" ")[2].lower()
            many = last.endswith("s") or last in words("body")
            if word in _PERSONAL:
                return not (many or last in words("medium"))
            return many or not spoken.named if word == "they" else not (office(last) or last in words("source"))
        return self._agrees(spoken.entity, word)

    def _agrees(self, entity: str, word: str) -> bool:
        label = self.label.get(entity)
        if (label == "PERSON") != (word in _PERSONAL) or (word == "they" and label == "LOC"):
            return False
        return self._sex.get(entity) in {None, _PERSONAL.get(word)} or word not in _PERSONAL


def _plain(word: str) -> str:
    """Return a word in lower case, without possessive."""
    return word.lower().removesuffix("’s").removesuffix("'s")
