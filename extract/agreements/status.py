"""How far an agreement has come, read from the tree of its sentence.

A signed the pact                   signed: the verb that governs the noun
A will sign it, A wants to sign it  proposed: modality of that verb, or of the verb above it
the pact has yet to be signed       proposed: the deed is to come
if A signs it, A is close to it     proposed: a condition, an aim
the proposed pact, a possible deal  proposed: an attribute
A imposed sanctions on B            announced: a deed of one side
sanctions imposed on B              reported: a participle behind the noun
"""

from __future__ import annotations

import re

from extract.agreements.grammar import AGAINST, GIVEN, SUBJECT, Governed, Status
from extract.date_grammar import MONTH, YEAR
from extract.tables import words

_YEAR, _MONTH_OR_YEAR = re.compile(YEAR), re.compile(rf"{MONTH}|{YEAR}", re.IGNORECASE)
_TO_COME, _HOPED, _UNDONE, _ASIDE, _STARTING, _PROMISE, _TAKING, _HELPED, _WANTING, _TENTATIVE = (
    words("extract.agreements", kind)
    for kind in ["modal", "hoped", "undone", "aside", "starting", "promise", "taking", "helped", "wanting", "tentative"]
)
_FUTURE_ATTRIBUTES = words("extract.agreements", "tocome")
_SAID, _WILL = frozenset({"said", "announced", "confirmed"}), frozenset({"will", "’ll", "'ll"})
_COMING = frozenset({"come", "comes", "came", "coming"})


class Standing(Governed):
    """The noun of an agreement in its tree, and what is told of it."""

    def status(self) -> Status:
        """Return where it stands by the tree: merely reported where nothing there says more."""
        told = self._told()
        if told == "proposed" and self.kind == "takeover" and self._is_announced():
            return "announced"
        if told == "signed" and self._is_tentative():
            return "reported" if self.kind in GIVEN else "announced"
        return "announced" if self.kind == "statement" and told != "signed" else told or "reported"

    def _is_announced(self) -> bool:
        """Tell whether its verb says what is settled and to come: "will buy", "A to buy B", not "may buy"."""
        verb, trees = self.verb, self.trees
        if verb is None or not self._told_by(verb):
            return False
        while trees.labels[verb] == "conj" and trees.child(verb, "aux", "mark", *SUBJECT) is None:
            verb = trees.heads[verb]  # "will sell A and buy B"
        marks = trees.child_words(verb, "aux", "advmod", "mark", "cop")
        headline = "to" in marks and trees.labels[verb] == "ROOT"
        if "would" in marks and trees.labels[verb] == "ccomp" and self.word(trees.heads[verb]) in _SAID:
            return not marks & _UNDONE  # "A said it would buy B"
        return not marks & _UNDONE and (headline or (bool(marks & _WILL) and trees.labels[verb] != "advcl"))

    def _is_tentative(self) -> bool:
        """Tell whether what was agreed settles nothing: "a tentative deal", "preliminary agreement on a loan"."""
        trees = self.trees
        objects = trees.children(self.verb, "obj", "nsubj:pass") if self.verb is not None and self.role == "obl" else []
        attributes = (child for noun in (*self.nouns, *objects) for child in trees.children(noun, "amod"))
        return any(self.word(child) in _TENTATIVE for child in attributes)

    def _told(self) -> Status | None:
        trees, noun = self.trees, self.nouns[0]
        for child in trees.children(noun, "amod", "compound"):
            if self.word(child) in _FUTURE_ATTRIBUTES:
                return "proposed"
        if "any" in trees.child_words(noun, "det") and not (self.verb and self._told_by(self.verb) == "reported"):
            return "proposed"
        governing = self.verb is not None and self.role != "nsubj" and self._of_verb(self.verb)
        for child in trees.children(noun, "acl", "" if governing else "acl:relcl"):
            verbs = [one for one in trees.children(child, "xcomp") if "to" in trees.child_words(one, "mark")]
            verb = verbs[0] if verbs else child  # "a pact that A wants to leave"
            found = self._told_by(verb)
            if found and self._is_of(child):
                if self._to_come(verb) or self._is_unsure(there=True):
                    return "proposed"
                known = self.kind in (*GIVEN, *AGAINST) and found == "announced" and self.word(child) not in _PROMISE
                return "reported" if known else found  # "sanctions imposed on A"
        if self._is_unsure():
            return "proposed"
        for above in self.nouns[1:]:
            if found := self._told_by(above):
                lifted = self.kind in AGAINST and found == "reported" and {"a", "an"} & trees.child_words(above, "det")
                return "proposed" if lifted else found  # "in exchange for a lifting of sanctions"
        if self.kind not in GIVEN and any(self._is_year(child) for child in trees.children(noun)):
            return "signed"
        if self.role == "nsubj" and self.verb is None:
            return self._existing if self._in_force(trees.heads[self.nouns[-1]]) else self._of_predicate()
        if self.verb is None or self.role not in (*SUBJECT, "obj", "obl", "xcomp", "nmod", "dep"):
            return None
        if self.role in SUBJECT and self.word(self.verb) in _STARTING and self._to_come(self.verb):
            return "announced"
        found = self._of_verb(self.verb)
        if self.kind in AGAINST and found == "announced" and self._is_anterior(self.verb):
            return "reported"
        if self.kind in AGAINST and any(self._told_by(child) == "reported" for child in trees.children(self.verb)):
            return "reported"  # "expects the sanctions to be lifted"
        if any(self._in_force(child) for child in trees.children(self.verb, "obl", "obj")):
            lasts = self.word(self.verb) in ("remain", "stay") or not self._to_come(self.verb)
            return self._existing if lasts else "proposed"
        if self.role == "nsubj" and (found not in ("signed", "reported") or self.word(self.verb) in _COMING):
            return None
        if found == "announced" and {"may", "might", "could"} & trees.child_words(self.verb, "aux"):
            return "proposed"
        if found != "reported" and self._to_come(self.verb):
            return "announced" if self.kind in GIVEN and found == "announced" else "proposed" if found else None
        return found

    def _of_predicate(self) -> Status | None:
        """Return what a clause tells of the kind that it is one of: "one of the packages that A has announced"."""
        trees = self.trees
        predicate = trees.heads[self.nouns[-1]]
        of = (predicate, *trees.children(predicate, "nmod"))
        clauses = (clause for one in of for clause in trees.children(one, "acl:relcl") if self._is_of(clause))
        return next((found for clause in clauses if (found := self._told_by(clause))), None)

    def _is_unsure(self, there: bool = False) -> bool:
        """Tell whether it may come: "a deal is near", "the imminent signing of one", "it would", "without a deal"."""
        trees, noun, above = self.trees, self.nouns[0], self.trees.heads[self.nouns[-1]]
        if there:  # "there will be a deal signed"
            alone = len(self.nouns) == 1 and trees.child(above, "expl") is not None
            return alone and bool(_TO_COME & trees.child_words(above, "aux"))
        aside = any(self._cases(one) & _ASIDE for one in self.nouns)  # "no doubt despite the deal"
        if self.verb is None and above != self.nouns[-1] and self.word(above) in _FUTURE_ATTRIBUTES and not aside:
            return True
        if any(
            self.word(child) in _FUTURE_ATTRIBUTES for one in self.nouns[1:] for child in trees.children(one, "amod")
        ):
            return True
        indefinite = bool({"a", "an"} & trees.child_words(noun, "det"))
        modal = bool(_TO_COME & trees.child_words(above, "aux"))
        return self.role in SUBJECT and indefinite and modal

    def _of_verb(self, verb: int) -> Status | None:
        """Return what a verb makes of its object: "called for a truce", "threatened sanctions"."""
        word = self.word(verb)
        if "part" in {self.word(noun) for noun in self.nouns[1:]}:
            return None  # "announced 2 million as part of a package"
        aside = _ASIDE - {"in"} if self.kind in GIVEN else _ASIDE
        if self.role == "obl" and self._cases(self.nouns[-1]) & aside:
            return None  # "signed a law in the pact"
        if self.role == "obl" and word in _TAKING:
            return None
        return None if self._through - {"of"} else self.statuses.get(word)

    @property
    def _existing(self) -> Status:
        """What is in force: what was agreed is signed, what one side does is reported."""
        return "reported" if self.kind in (*GIVEN, *AGAINST) else "signed"

    def _in_force(self, token: int) -> bool:
        """Tell whether a noun says that something holds: "in force", "took effect"."""
        return self.word(token) in ("force", "effect", "place")

    def _is_of(self, verb: int) -> bool:
        """Tell whether a clause behind the noun tells what was done with it: "signed in May", "that they signed"."""
        trees = self.trees
        if trees.labels[verb] == "acl" or trees.child(verb, "nsubj:pass") is not None:
            return trees.tags[verb] == "VBN"
        objects = trees.children(verb, "obj")
        return trees.child(verb, "nsubj") is not None and not any(token > verb for token in objects)

    def _is_year(self, token: int) -> bool:
        return self.trees.tags[token] == "CD" and _YEAR.fullmatch(self.word(token)) is not None

    def _is_anterior(self, verb: int) -> bool:
        """Tell whether a deed lies back: "had levied sanctions", "levied sanctions in October"."""
        dates = self.trees.child_words(verb, "obl", "obl:unmarked")
        return "had" in self.trees.child_words(verb, "aux") or any(_MONTH_OR_YEAR.fullmatch(date) for date in dates)

    def _to_come(self, verb: int) -> bool:
        """Tell whether what a verb says is not done: modality, negation, or a verb of wanting above it."""
        trees = self.trees
        marks = [self.word(child) for child in trees.children(verb, "aux", "advmod", "mark", "cop")]
        above = trees.heads[verb]
        if "to" in marks and "have" in marks:  # "is said to have signed", "would have liked to have signed"
            return bool(_TO_COME & trees.child_words(above, "aux"))
        if trees.tags[verb] == "VBG" and _HOPED & set(marks):
            return True  # "the aim of clinching a deal"
        if trees.tags[verb] == "VBG" and "in" in marks and (noun := self._noun_before(verb)):
            return noun not in _HELPED  # "urgency in reaching a deal"
        if trees.tags[verb] == "VBG" and trees.labels[verb] in ("xcomp", "acl") and self._told_by(above) == "proposed":
            return True  # "considers imposing sanctions", "the chances of A signing a pact"
        if trees.tags[verb] == "VBG" and trees.labels[verb] in ("advcl", "csubj") and {*marks} <= {"by"}:
            return self._to_come(above) or self._told_by(above) == "proposed"  # "would gain by signing"
        if trees.labels[verb] == "ccomp" and trees.tags[verb] in ("VB", "VBP") and self.word(above) in _WANTING:
            return True  # "insisted that they sign"
        if _TO_COME & {*marks} or _UNDONE & {*marks}:
            return True
        if "to" in marks and trees.labels[verb] == "ROOT":
            return True  # "Norland to sign a pact"
        if "to" in marks and trees.tags[above] == "VBD" and self._is_aim(verb, above):
            return False  # "visited the capital to sign a pact"
        if trees.labels[verb] == "acl" and {"first", "last", "latest", "only"} & trees.child_words(above, "amod"):
            return self._to_come(above)  # "is the first bank to accept aid"
        if trees.labels[verb] in ("xcomp", "ccomp", "advcl", "acl") and above != verb and "to" in marks:
            done = self._told_by(above) == "signed" or self.word(above) in ("managed", "helped")
            return not done or self._to_come(above)  # "agreed to form", "hopes to agree to form"
        if trees.labels[verb] != "conj" or trees.child(verb, *SUBJECT) is not None:
            return False
        return trees.tags[verb] in ("VB", trees.tags[above]) and self._to_come(above)

    def _noun_before(self, verb: int) -> str | None:
        """Return the word right before "in" and a gerund."""
        trees = self.trees
        mark = next(child for child in trees.children(verb, "mark", "case", "advmod") if self.word(child) == "in")
        return self.word(mark - 1) if mark and trees.tags[mark - 1][:2] in ("NN", "VB", "JJ") else None

    def _is_aim(self, verb: int, above: int) -> bool:
        """Tell whether "to sign" tells what somebody did something for, not what he wanted."""
        if self.trees.child(above, "expl") is not None or self._told_by(above) in ("proposed", "announced"):
            return False  # "there were pleas for A and B to reach a deal", "A urged B on Monday to reach one"
        if self.trees.labels[verb] == "advcl":
            return True
        return self.trees.child(above, "obj") is not None and self.word(above) not in self.statuses
