"""Who the parties of an agreement are and how far its phrase reaches, read from the tree of its sentence.

a deal between A, B and C           by preposition and coordination
A signed a deal with B              subject of the verb, and whom "with" ties to it
A said it had signed a deal         whom a pronoun means
A called for a deal                 none: what others should agree on
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Literal

from extract.agreements.parties import Party
from extract.people.titles import office
from extract.people.titles import words as titles
from extract.syntax import Trees
from extract.tables import rows, words

Status = Literal["signed", "announced", "proposed", "reported"]
_NOMINAL = frozenset(
    {"nmod", "conj", "appos", "compound", "amod", "nmod:poss", "flat", "nmod:unmarked", "nummod", "list", "dep"}
)
"""Labels through which a noun belongs to another noun."""
SUBJECT = ("nsubj", "nsubj:pass", "csubj")
_PRONOUNS = frozenset({"it", "they", "he", "she"})
_OWNING = frozenset({"its", "their", "his", "her"})
_TRADES, _BUYING = words("extract.agreements", "trades"), words("extract.agreements", "buying")
_NOUNS = frozenset(cells[0].split()[-1] for cells in rows("extract.agreements", "nouns.tsv"))
_OUTSIDE, _JUDGING, _DENIED = (words("extract.agreements", kind) for kind in ("outside", "judging", "denied"))
GIVEN = frozenset({"aid", "funding", "loan", "programme", "bailout"})
AGAINST = frozenset({"sanctions", "tariffs", "cap", "resolution"})
_TIES = dict.fromkeys((*GIVEN, "guarantees"), "ties-given") | dict.fromkeys(AGAINST, "ties-against")
_TIES["takeover"] = "ties-takeover"
"""Which prepositions tie a party to an agreement of a kind."""
_JOINED = ("conj", "cc", "punct", "case", "appos", "acl", "acl:relcl")
"""Labels of what hangs on a party and is no part of its name."""
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
        joined = (at for at, one in enumerate(self.nouns[:-1], 1) if trees.labels[one] == "conj")
        self._own = self.nouns[: next((at for at in joined if self.word(self.nouns[at]) in _NOUNS), None)]
        """Those that are no other agreement: "A's accord and B's pact"."""
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
            granted = trees.heads[above]
            return {granted} if trees.tags[granted].startswith("VB") else set()  # "A got permission to sign"
        return {above} if trees.labels[verb] in _CONTROL else set()

    def _meant_by_pronoun(self) -> set[int]:
        """Return whom "it", "its" or "which" means: "A said it had signed", "A left its pact", "A, which signed it"."""
        trees, verb = self.trees, self.verb
        owned = bool(_OWNING & trees.child_words(self.nouns[0], "nmod:poss"))
        for _ in range(_FARTHEST):
            if verb is None or not (owned or self._told_by(verb) or verb in self._controllers):
                break
            subject = trees.child(verb, "nsubj", "nsubj:pass")
            if self.word(verb) in _JUDGING:
                break
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

    @property
    def _through(self) -> set[str]:
        """The prepositions between the noun and its verb: "of" in "the signing of a pact"."""
        nouns = (noun for noun in self.nouns[:-1] if self.trees.labels[noun] == "nmod")
        return {case for noun in nouns for case in self._cases(noun)}

    @property
    def is_modifier(self) -> bool:
        """Tell whether the word only describes another noun: "aid" in "an aid package", not in "truce talks"."""
        above = self.trees.heads[self.nouns[0]]
        if self.trees.labels[self.nouns[0]] != "compound" or above < self.nouns[0]:
            return False
        return self.word(above) in _NOUNS | _TRADES or not self._told_by(above)

    @property
    def is_denied(self) -> bool:
        """Tell whether it is said that there is none: "no deal", "denied that it had signed a truce"."""
        trees, token = self.trees, self.nouns[-1]
        if "no" in trees.child_words(self.nouns[0], "det"):
            return True
        while trees.labels[token] in ("obj", "ccomp", "acl", "xcomp", "conj", "nmod"):
            token = trees.heads[token]
            if self.word(token) in _DENIED:
                return True
        return False

    @property
    def is_generic(self) -> bool:
        """Tell whether nothing beside the noun says which one: "a better deal", "smaller deals", "deals in Norland"."""
        children = self.trees.children(self.nouns[0])
        labels = {self.trees.labels[child] for child in children if "in" not in self._cases(child)}
        several = self.trees.tags[self.nouns[0]] == "NNS" and "nummod" in labels
        return not several and not labels & {"compound", "nmod", "acl", "acl:relcl", "flat", "nmod:poss"}

    def parties(self, names: Sequence[Party]) -> tuple[str, ...]:
        """Return the names that case, possessive and coordination make parties, in the order of the text."""
        heads = {
            token: name
            for name in names
            if (token := self.trees.head_of(name.start, name.end)) is not None and not name.adjective
        }
        found = [name for name in names if self._is_party(name, heads)]
        ours = [token for noun in self.nouns for token in self.trees.children(noun) if token > self.nouns[0]]
        called: dict[str, str] = {}
        for token in (token for token in ours if "between" in self._cases(token)):
            found = [name for name in found if name.start > self.trees.starts[self.nouns[0]]]
            if found and self.trees.tags[token] == "NNP" and token not in heads:  # a name that no recogniser knows
                start, end = self.trees.span(token, _JOINED)
                called[self.text[start:end]] = self.text[start:end]
        for name in found:
            called.setdefault(name.entity or name.text, self._called(name))
        return tuple(called.values())

    def _called(self, name: Party) -> str:
        """Return what a party is called: "British government" as it stands, a country for whoever else is of it."""
        token = self.trees.head_of(name.start, name.end)
        above = self.trees.heads[token] if token is not None else None
        if name.adjective and above is not None and self.word(above) in ("government", "administration"):
            return self.text[name.start : self.trees.ends[above]]
        return name.text

    def _is_party(self, name: Party, heads: Mapping[int, Party]) -> bool:
        token = self.trees.head_of(name.start, name.end)
        if token is None or (name.adjective and not self._acts(self.trees.heads[token])):
            return False
        partnered = False
        for _ in range(_FARTHEST):
            if token in self._own or token == self.verb or token in self._meant:
                return True
            label, above = self.trees.labels[token], self.trees.heads[token]
            where = name.city or (name.place and self.kind == "venture")
            if where and label in ("compound", "amod") and above == self.nouns[0]:
                return False
            if label in SUBJECT and above == self.verb and self._through & {"about", "around"}:
                return False  # "A asked about B's acquisition"
            if (
                self.kind not in GIVEN
                and label in (*SUBJECT, "nmod:poss", "compound", "amod")
                and self._is_outsider(above)
            ):
                return False
            if above in self._controllers and (label in ("nsubj", "nsubj:pass") or "with" in self._cases(token)):
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
            outside = _OUTSIDE if self.kind in AGAINST else _OUTSIDE | _JUDGING
            return bool({self.word(verb) for verb in (self.verb, *self._controllers) if verb is not None} & outside)
        return above in self.nouns and self.word(above) in _OUTSIDE | _JUDGING

    def _acts(self, token: int) -> bool:
        """Tell whether a word is of somebody who acts for a country or body: "counterpart", "minister", "board"."""
        word = self.word(token)
        return word in words("extract.agreements", "acting") or office(word) in titles("ruler")

    def _ties(self, token: int, label: str, above: int) -> bool:
        """Tell whether a step from a token to its head keeps a party a party."""
        if label in ("compound", "amod", "nmod:poss"):  # "the Tarn government", not "a Tarn conglomerate"
            tag = self.trees.tags[above] if label == "compound" else ""
            named = tag == "NNP" or (label != "nmod:poss" and self.trees.labels[above] == "compound")
            return named or above in self.nouns or self._acts(above)
        if label == "conj":
            return not self.trees.tags[token].startswith("VB")
        if label in ("flat", "appos", "nmod:desc"):
            return True
        if label == "nmod:unmarked":  # "among them A"
            return self.trees.tags[above] == "PRP"
        if label in ("nmod", "obl", "obl:agent"):
            untold = above == self.verb and self.role in SUBJECT and self._told_by(above) is None
            return bool(self._cases(token) & self.ties) and not untold  # "a pact would not work for A"
        if label in ("acl", "advcl", "xcomp") and self.word(token) in _BUYING:
            return above in (*self.nouns, self.verb)
        if label == "acl":
            return above in self.nouns and self.trees.tags[token] == "VBN"
        if label == "acl:relcl":
            return above in self.nouns and self._told_by(token) is not None
        if label == "obj" and self.kind in GIVEN:  # "provided A with aid", "gave A a loan"
            return above == self.verb and (self.role == "obj" or "with" in self._cases(self.nouns[-1]))
        if label == "obj":  # "a deal to buy A"
            return self.word(above) in _BUYING
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
