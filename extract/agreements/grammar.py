"""Who the parties of an agreement are and how far its phrase reaches, read from the tree of its sentence.

a deal between A, B and C           by preposition and coordination
A signed a deal with B              subject of the verb, and whom "with" ties to it
A said it had signed a deal         whom a pronoun means
A called for a deal                 none: what others should agree on
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from functools import cache
from itertools import pairwise
from typing import Literal

from extract.agreements.parties import Party
from extract.people.titles import office
from extract.people.titles import words as titles
from extract.syntax import FINITE, Trees
from extract.tables import rows, words

Status = Literal["signed", "announced", "proposed", "reported"]
_NOMINAL = frozenset(
    {"nmod", "conj", "appos", "compound", "amod", "nmod:poss", "flat", "nmod:unmarked", "nummod", "list", "dep"}
)
"""Labels through which a noun belongs to another noun."""
_COMMA, _AND = re.compile(r",\s(?:the\s)?"), re.compile(r",?\sand\s(?:the\s)?")
"""Between names of a list: "Norland, Tarn, and the Union"."""
SUBJECT = ("nsubj", "nsubj:pass", "csubj")
_PRONOUNS = frozenset({"it", "they", "he", "she"})
_OWNING = frozenset({"its", "their", "his", "her"})
_TRADES = words("extract.agreements", "trades")
_OUTSIDE = words("extract.agreements", "outside")
GIVEN = frozenset({"aid", "loan", "programme"})
AGAINST = frozenset({"sanctions", "tariffs", "cap", "resolution"})
_TIES = dict.fromkeys((*GIVEN, "guarantees"), "ties-given") | dict.fromkeys(AGAINST, "ties-against")
_TIES["takeover"] = "ties-takeover"
"""Which prepositions tie a party to an agreement of a kind."""
_TITLE = 5
"""Tokens of a name or title behind the one in which words alone let a phrase end."""
_FARTHEST = 7
"""Steps from a name to the agreement's noun that still make it a party."""
_CONTROL = ("xcomp", "conj", "advcl", "ccomp")


class Governed:
    """The noun of an agreement in its tree."""

    def __init__(self, text: str, trees: Trees, noun: int, kind: str) -> None:
        self.text, self.trees, self.kind = text, trees, kind
        self.nouns = [noun]
        for above in trees.ancestors(noun):
            if (label := trees.labels[self.nouns[-1]]) not in _NOMINAL:
                break
            if label == "conj" and trees.tags[above] in ("NNP", "NNPS") and above == trees.heads[noun]:
                break  # "the war in Norland and sanctions", as the parser has it
            self.nouns.append(above)
        top = self.nouns[-1]
        self.verb = trees.heads[top] if trees.heads[top] != top and trees.tags[trees.heads[top]][:2] == "VB" else None
        self.role = trees.labels[top]
        self.ties = words("extract.agreements", _TIES.get(kind, "ties-pact"))
        self.statuses = _statuses(kind)
        self._controllers = self._verbs_above()
        self._meant = self._meant_by_pronoun()

    def _verbs_above(self) -> set[int]:
        """Return the verbs whose subject is that of the governing verb: "A met B to sign", "A hopes to sign"."""
        verb, trees = self.verb, self.trees
        if verb is None or not self._told_by(verb) or trees.child(verb, *SUBJECT) is not None:
            return set()
        above = trees.heads[verb]
        if trees.labels[verb] == "acl" and trees.tags[verb] == "VB":
            return {trees.heads[above]}  # "A got permission to sign"
        return {above} if trees.labels[verb] in _CONTROL else set()

    def _meant_by_pronoun(self) -> set[int]:
        """Return whom "it", "its" or "which" means: "A said it had signed", "A left its pact", "A, which signed it"."""
        trees, verb = self.trees, self.verb
        owned = bool(_OWNING & trees.child_words(self.nouns[0], "nmod:poss"))
        for _ in range(_FARTHEST):
            if verb is None or not (owned or self._told_by(verb) or verb in self._controllers):
                break
            subject = trees.child(verb, "nsubj", "nsubj:pass")
            if subject is not None and trees.tags[subject] in ("WDT", "WP"):
                return {trees.heads[verb]} if trees.labels[verb] == "acl:relcl" else set()
            if subject is not None and self.word(subject) not in _PRONOUNS:
                return {subject, *trees.children(subject, "conj")} if owned else set()
            if trees.labels[verb] not in (*_CONTROL, "parataxis"):
                break
            owned = owned or subject is not None
            verb = trees.heads[verb]
        return set()

    @property
    def lacks_subject(self) -> bool:
        """Tell whether a finite verb governs it whose subject the parser did not find."""
        if self.verb is None or self.trees.tags[self.verb] not in ("VBD", "VBZ", "VBP"):
            return False
        return not self._controllers and self.trees.child(self.verb, *SUBJECT) is None

    def word(self, token: int) -> str:
        """Return a token in small letters."""
        return self.trees.words[token]

    def _told_by(self, token: int) -> Status | None:
        """Return what a verb, or a noun made of one, makes of the agreement."""
        return self.statuses.get(self.word(token))

    def is_modifier(self, nouns: Set[str]) -> bool:
        """Tell whether the word only describes another noun: "aid" in "an aid package", not in "truce talks"."""
        above = self.trees.heads[self.nouns[0]]
        if self.trees.labels[self.nouns[0]] != "compound" or above < self.nouns[0]:
            return False
        return self.word(above) in nouns | _TRADES or (self.kind not in GIVEN and not self._told_by(above))

    @property
    def is_generic(self) -> bool:
        """Tell whether nothing beside the noun says which one: "a better deal", "smaller deals"."""
        labels = {self.trees.labels[child] for child in self.trees.children(self.nouns[0])}
        several = self.trees.tags[self.nouns[0]] == "NNS" and "nummod" in labels
        return not several and not labels & {"compound", "nmod", "acl", "acl:relcl", "flat", "nmod:poss"}

    def start(self, start: int) -> int:
        """Return where the phrase begins that words alone let begin at `start`: behind a verb that governs it."""
        trees, noun = self.trees, self.nouns[0]
        before = (t for t in reversed(trees.tokens_within(start, trees.starts[noun])) if trees.tags[t][:2] == "VB")
        verb = next((t for t in before if noun not in trees.ancestors(t)), None)
        first = trees.token_at(start) if verb is None else verb + 1
        if first is None or (verb is None and trees.labels[first] != "compound:prt"):
            return start
        return trees.starts[first + (trees.labels[first] == "compound:prt")]  # "stepped up sanctions"

    def end(self, end: int) -> int:
        """Return where the phrase ends that words alone let end at `end`.

        That is before a verb that it does not govern, and not within a name: "imposed by U.S. President Ada Holm".
        """
        trees, noun = self.trees, self.nouns[0]
        last = head = trees.token_at(end - 1)
        while head is not None and trees.labels[head] in ("compound", "nmod:desc") and head < trees.heads[head]:
            head = trees.heads[head]
        if last is not None and head is not None and last < head <= last + _TITLE:
            clause = trees.labels[head] in SUBJECT or trees.tags[head].startswith("NNP")
            if not (last == noun and clause):  # "the credit line A won"
                return trees.ends[max([head, *trees.children(head, "flat")])]
        verbs = (token for token in trees.tokens_within(trees.ends[noun], end) if trees.tags[token] in FINITE)
        return next((trees.ends[verb - 1] for verb in verbs if noun not in trees.ancestors(verb)), end)

    def parties(self, names: Sequence[Party]) -> tuple[str, ...]:
        """Return the names that case, possessive and coordination make parties, in the order of the text."""
        heads = {
            token: name
            for name in names
            if (token := self.trees.head_of(name.start, name.end)) is not None and not name.adjective
        }
        found = [name for name in names if self._is_party(name, heads)]
        for group in self._coordinated(names):
            if len({*group} & {*found}) not in (0, len(group)):
                found = sorted({*found, *group}, key=lambda name: name.start)
        if self.between(found):  # "the Tarn agreement between A and B": where it was made
            found = [name for name in found if name.start > self.trees.starts[self.nouns[0]]]
        called: dict[str, str] = {}
        for name in found:
            called.setdefault(name.entity or name.text, self._called(name))
        return tuple(called.values())

    def _coordinated(self, names: Sequence[Party]) -> Iterator[list[Party]]:
        """Yield the names that stand together as "A, B and the C", however the parser took them."""
        names = [name for name in names if not name.adjective]
        for last, (one, other) in enumerate(pairwise(names), start=1):
            first = last - 1
            if _AND.fullmatch(self.text, one.end, other.start):
                while first and _COMMA.fullmatch(self.text, names[first - 1].end, names[first].start):
                    first -= 1
                yield names[first : last + 1]

    def _called(self, name: Party) -> str:
        """Return what a party is called: "British government" as it stands, a country for whoever else is of it."""
        token = self.trees.head_of(name.start, name.end)
        above = self.trees.heads[token] if token is not None else None
        if name.adjective and above is not None and self.word(above) in ("government", "administration"):
            return self.text[name.start : self.trees.ends[above]]
        return name.text

    def between(self, names: Sequence[Party]) -> list[Party]:
        """Return the names that "between" ties to the noun, two at least."""
        heads = {name: token for name in names if (token := self.trees.head_of(name.start, name.end)) is not None}
        ours = (token for token in heads.values() if self.trees.heads[token] in self.nouns)
        first = next((token for token in ours if token > self.nouns[0] and "between" in self._cases(token)), None)
        tied = [name for name, token in heads.items() if first in (token, self.trees.heads[token])]
        return tied if len(tied) > 1 else []

    def _is_party(self, name: Party, heads: Mapping[int, Party]) -> bool:
        token = self.trees.head_of(name.start, name.end)
        if token is None or (name.adjective and not self._of_government(token)):
            return False
        partnered = False
        for _ in range(_FARTHEST):
            if token in self.nouns or token == self.verb or token in self._meant:
                return True
            label, above = self.trees.labels[token], self.trees.heads[token]
            if name.city and label in ("compound", "amod") and above == self.nouns[0]:
                return False
            if (name.person or name.adjective) and label in SUBJECT and self._announced():
                return False
            if self.kind not in GIVEN and label in (*SUBJECT, "nmod:poss") and self._is_outsider(above):
                return False
            if above in self._controllers and (label in ("nsubj", "nsubj:pass") or self._cases(token) & self.ties):
                return True
            subject_matter = partnered and label in ("nmod", "acl") and above in self.nouns  # "pact on trade with A"
            if above == token or not (subject_matter or self._ties(token, label, above)):
                return False
            partnered = label in ("nmod", "obl") and "with" in self._cases(token)
            if above in heads and heads[above] != name and label not in ("conj", "nmod:poss", "amod"):
                return False  # "the Board of X", "the Board (TB)": what belongs to a party is none
            token = above
        return False

    def _is_outsider(self, above: int) -> bool:
        """Tell whether a verb or its noun says what others should agree on: "A called for a truce", "A's call"."""
        if above in (self.verb, *self._controllers):
            return bool({self.word(verb) for verb in (self.verb, *self._controllers) if verb is not None} & _OUTSIDE)
        return above in self.nouns and self.word(above) in _OUTSIDE

    def _announced(self) -> bool:
        """Tell whether the sentence makes known what others agree: who announces a pact is no party for that."""
        verb = self.word(self.verb) if self.verb is not None else ""
        return self.kind not in (*GIVEN, "sanctions") and self.statuses.get(verb) == "announced"

    def _of_government(self, token: int) -> bool:
        """Tell whether an adjective describes somebody who acts for a country: "her Ukrainian counterpart"."""
        return self._acts(self.trees.heads[token])

    def _acts(self, token: int) -> bool:
        word = self.word(token)
        return word in words("extract.agreements", "acting") or office(word) in titles("ruler")

    def _ties(self, token: int, label: str, above: int) -> bool:
        """Tell whether a step from a token to its head keeps a party a party."""
        if label in ("compound", "amod") and self.word(above) in words("extract.agreements", "trading"):
            return False  # "a Tarn conglomerate" is no state
        if label in ("conj", "compound", "flat", "appos", "nmod:poss", "amod", "nmod:desc"):
            return True
        if label == "nmod:unmarked":  # "among them A"
            return self.trees.tags[above] == "PRP"
        if label in ("nmod", "obl", "obl:agent"):
            return bool(self._cases(token) & self.ties)
        if label == "acl":
            return above in self.nouns and self.trees.tags[token] == "VBN"
        if label == "acl:relcl":
            return above in self.nouns and self._told_by(token) is not None
        if label == "obj":  # "provided A with aid"
            return above == self.verb and self.kind in GIVEN and "with" in self._cases(self.nouns[-1])
        if label in ("nsubj", "iobj"):
            return self._told_by(above) is not None
        return False

    def _cases(self, token: int) -> set[str]:
        """Return the prepositions of a name, also where the parser hangs them on its noun: "with the firm X"."""
        nouns = [token, *self.trees.children(token, "compound")]
        return {self.word(case) for noun in nouns for case in self.trees.children(noun, "case")}


@cache
def _statuses(kind: str) -> dict[str, Status]:
    """Return what each verb of the table makes of an agreement of a kind."""
    own = "given" if kind in GIVEN else "against" if kind in AGAINST else "pact"
    table: dict[str, Status] = {}
    for status, groups, forms in rows("extract.agreements", "verbs.tsv"):
        if groups in ("any", own, kind):
            for form in forms.split():
                table.setdefault(form, status)  # type: ignore[arg-type]
    return table
