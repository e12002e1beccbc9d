"""Finds what an amount is of and what befell it, in the tree of its sentence: "inflation rose to" before "3.1 percent".

A bare percentage or sum of money tells an analyst nothing. Where its own noun phrase has no noun for it ("a $40 million
contract"), the clause has: its subject and verb, or the noun on which the amount hangs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from extract.article import Figure, Span
from extract.figures.units import RELATIVE, TIMES
from extract.speech.verbs import forms
from extract.syntax import Trees
from extract.tables import words

LONGEST = 110
"""Code points of the words that say what an amount is of; a clause that needs more is too involved to be shown."""
LONGEST_PHRASE = 60
"""Code points of a noun phrase that is added to an amount: "a 21 percent increase in sales"."""

_CHANGES = words("extract.figures", "changes")
_SHOWING = words("extract.figures", "showing")
_EXPECTING = words("extract.figures", "expecting")
_DATES = words("extract.figures", "stops")
_CORE = re.compile(r"[A-Z]{0,3}[$€£¥]|\d")
_SENTENCE_BEFORE = re.compile(r"(?:of|for|in|to|with|from|by) [^.]*\w\. (?=[A-Z])")
"""The end of a sentence that an abbreviation closes, where the parser takes two for one: "of Holm Inc. Sales rose"."""
_THE = re.compile(r"[Tt]he ([a-z]+)")
_OPENING = re.compile(r"[\s,;:(]*(?:(?:and|but|or|while|that|as)\s+)?")
_SUBJECTS = ("nsubj", "nsubj:pass", "csubj", "nsubj:outer")
_BEFORE_VERB = ("aux", "aux:pass", "cop", "advmod", "mark")
_LOOSE = ("acl", "acl:relcl", "appos", "parataxis", "punct", "advcl", "discourse", "conj", "cc")
"""Labels of what may be left out of a noun phrase."""
_MODIFIERS = ("det", "amod", "compound", "nmod:poss", "nummod", "flat")
"""Labels of what stands before a noun and belongs to it."""
_ADJUNCTS = ("for", "on", "to", "against")
"""Prepositions behind an amount that may say what it is for."""
_TAKEN = ("obj", "iobj", "obl", "obl:unmarked", "obl:agent", "obl:tmod", "obl:npmod", "xcomp", "nmod:unmarked")
"""Labels of what a verb takes."""
_WITHIN = ("in", "per", "before", "after", "excluding")
"""Prepositions of what narrows the noun of an amount: "earnings per share of 2 euros"."""
_REST = ("obl", "ccomp", "obl:unmarked")
"""Labels of what may be left out of what is said of an amount."""
_STEPS = 4
"""Clauses that are climbed for a subject."""


@dataclass(frozen=True, slots=True)
class _Predicate:
    """A verb, or what stands for one ("worth", "down"), with the subject that it has in its sentence."""

    subject: int
    first: int
    """Token with which it begins: an auxiliary, or the verb of a clause above."""
    verb: int


def measure(text: str, trees: Trees, figure: Figure) -> Figure | None:
    """Return an amount with the words that say what it is of; None where its sentence does not say it.

    Args:
        text: of the article.
        trees: of its sentences, where they were parsed.
        figure: an amount of money, a percentage or a number without a noun of its own.

    """
    head = _find_head(text, trees, figure)
    return _Measurer(text, trees, figure).measured(head) if head is not None else None


def _find_head(text: str, trees: Trees, figure: Figure) -> int | None:
    """Return the token on which the others of an amount hang, its "about" and "up to" aside."""
    core = _CORE.search(figure.text)
    head = _head(trees, figure.start + (core.start() if core else 0), figure.end)
    if head is None:  # "PLN4.5bn" is one token
        return _head(trees, figure.start, figure.end)
    above = trees.starts[trees.heads[head]]
    if figure.start <= above < figure.end and text[above].isupper():  # "Rs 5 lakh"
        return _head(trees, above, figure.end)
    return head


def _head(trees: Trees, start: int, end: int) -> int | None:
    inside = trees.tokens_within(start, end)
    return next((token for token in inside if trees.heads[token] not in inside or trees.heads[token] == token), None)


@dataclass(frozen=True, slots=True)
class _Measurer:
    text: str
    trees: Trees
    figure: Figure

    def measured(self, head: int) -> Figure | None:
        """Return the figure widened by its noun, or with the words that tell what it is of."""
        own, head = head, self._first_of_several(head)
        if (whole := self._whole(head)) is not None:
            return self._in_clause(head, self._figure(whole)) or self._figure(whole)
        label, above = self.trees.labels[head], self.trees.heads[head]
        if self._stands_before_noun(head, above):
            return self._with_noun(above)
        if label.startswith("nmod") and above < head and self.trees.tags[above].startswith("NN"):
            return self._of_noun(above)
        if label.startswith("nmod") and self.trees.tags[above] == "WDT":
            return self._as_subject(above, None)  # "of which 3 million is for sails"
        return self._in_clause(head) or self._told(self._adjunct(own, above))

    def _whole(self, head: int) -> int | None:
        """Return the end of what an amount is a part of: "6 billion of the original 48 billion package"."""
        trees = self.trees
        for child in trees.children(head, "nmod"):
            case = trees.child(child, "case")
            start, end = trees.span(child, _LOOSE)
            if case is not None and self.trees.words[case] == "of" and 0 < start - self.figure.end <= 1:
                return end if end - start <= LONGEST_PHRASE and not self.is_amount(child) else None
        return None

    def _first_of_several(self, head: int) -> int:
        """Return the amount beside which another is given: "$151 million, or 53 cents a share"."""
        trees = self.trees
        for above in trees.ancestors(head):
            if trees.labels[head] not in ("conj", "appos") or not self.is_amount(above):
                break
            head = above
        return head

    def is_amount(self, token: int) -> bool:
        """Tell whether a token is the unit of a number: "percent", "$", "euros"."""
        tag = self.trees.tags[token]
        counted = tag in ("CD", "$") or self.trees.child(token, "nummod") is not None
        return counted and (tag in ("CD", "$", "NN", "NNS") or self._word(token) in ("%", "percent", "pct"))

    def _stands_before_noun(self, head: int, above: int) -> bool:
        trees = self.trees
        return (
            trees.labels[head] in ("compound", "nummod", "amod", "nmod", "det", "obl:unmarked", "nmod:unmarked")
            and trees.starts[above] >= self.figure.end
            and trees.tags[above].startswith("NN")
            and not self._is_time(above)
            and trees.starts[above] - self.figure.end < LONGEST_PHRASE // 2
        )

    def _with_noun(self, noun: int) -> Figure | None:
        """Return "a nearly 21 percent increase in sales", "a 34 percent stake"."""
        trees = self.trees
        end = trees.ends[noun]
        word = self.trees.words[noun]
        told = word not in _CHANGES | RELATIVE or self._tells_of_what(noun)
        for child in trees.children(noun, "nmod", "acl"):
            start, stop = trees.span(child, _LOOSE)
            case = trees.child(child, "case")
            if case is None or start > end + 1 or child < noun or stop - end > LONGEST_PHRASE // 2:
                continue
            if self.trees.words[case] in ("of", "in", "for", "on") and not self._is_time(child):
                end, told = stop, True
                break
        figure = self._figure(end)
        if told and trees.labels[noun] in _SUBJECTS:
            return figure
        return self._in_clause(noun, figure, showing=word in _CHANGES and not told) or (figure if told else None)

    def _of_noun(self, noun: int) -> Figure | None:
        """Return an amount on a noun with its clause, else with the noun: "Holm reported net sales of", "oil at"."""
        trees = self.trees
        for above in trees.ancestors(noun):
            if self._word_of(trees.child(noun, "case")) not in _WITHIN or not trees.tags[above].startswith("NN"):
                break
            noun = above  # "the rate in Norland of 3 percent", "earnings per share of"
        if self._is_time(noun):
            return None
        if self.trees.words[noun] in _CHANGES | RELATIVE and not self._tells_of_what(noun):
            return self._in_clause(noun, showing=True)
        top = noun
        while trees.labels[top].startswith("nmod") and trees.heads[top] < top:
            top = trees.heads[top]
        inner = [child for child in trees.children(noun, *_MODIFIERS) if child < noun]
        start = min([trees.starts[noun], *(trees.span(child)[0] for child in inner)])
        alone = self._told([(start, self.figure.start)])
        if trees.labels[top] in _SUBJECTS or not trees.tags[top].startswith("NN"):
            return alone
        clause = self._in_clause(top, named=True)
        expected = any(trees.words[above] in _EXPECTING for above in islice(trees.ancestors(top), 2))
        return clause or (None if expected else alone)

    def _tells_of_what(self, noun: int) -> bool:
        """Tell whether a noun for a change says what changes: "an output rise", "the dollar's fall", "cuts in aid"."""
        trees = self.trees
        if any(
            not self._is_time(child) and not self.figure.start <= trees.starts[child] < self.figure.end
            for child in trees.children(noun, "compound", "nmod:poss")
            if not self._has_digit(child) and not trees.tags[child].startswith("PRP")
        ):
            return True
        return any(
            self.trees.words[case] in ("of", "in") and not self._is_time(child) and not self._has_digit(child)
            for child in trees.children(noun, "nmod")
            if (case := trees.child(child, "case")) is not None
        )

    def _in_clause(
        self, head: int, figure: Figure | None = None, *, showing: bool = False, named: bool = False
    ) -> Figure | None:
        """Return an amount in its clause: "inflation rose to 3.1 percent", "its net loss was", "was taken up".

        Args:
            head: token of the amount, or of the noun on which it hangs.
            figure: the amount widened by that noun.
            showing: whether only a verb will do whose subject is what changes.
            named: whether that noun says what the amount is of, whatever the subject.

        """
        trees = self.trees
        if trees.labels[head] in _SUBJECTS and not showing:
            return self._as_subject(head, figure)
        if (subject := trees.child(head, *_SUBJECTS)) is not None and trees.child(head, "cop") is not None:
            predicate: _Predicate | None = self._predicate(head, subject)
        elif trees.labels[head] in _TAKEN or (trees.labels[head] == "conj" and self.is_amount(head)):
            predicate = self._clause_of(trees.heads[head])
        else:
            return None
        if predicate is None or (showing and trees.words[predicate.verb] not in _SHOWING):
            return None
        return self._from_predicate(predicate, figure, head, named=named)

    def _from_predicate(
        self, predicate: _Predicate, figure: Figure | None, head: int, *, named: bool = False
    ) -> Figure | None:
        trees, lead = self.trees, self.figure.start
        start, end = trees.span(predicate.subject, (*_LOOSE, "case", "mark"))
        if end > lead or trees.starts[predicate.first] > lead:
            return None
        behind = self._adjunct(head, predicate.verb)
        relative = _THE.fullmatch(self.text, start, end)
        timed = trees.tags[predicate.subject].startswith("NN") and self._is_time(predicate.subject)
        if timed or (relative and relative[1] in RELATIVE):
            return None  # "the rate was"; "sales for the month to May 3 fell": the parser may take the day
        unnamed = trees.tags[predicate.subject] in ("PRP", "DT", "WDT", "WP", "EX")
        named = named or self._has_object(predicate, head)
        named = named or any(self.text[start:end].islower() for start, end in behind)
        if not named and (unnamed or self.trees.words[predicate.verb] in _EXPECTING):
            return None  # "it raised 4.5 billion", "analysts had expected 3 percent"
        first = max(end, trees.starts[predicate.first])
        pieces = [(start, lead)] if not self.text[end:first].strip() else [(start, end), (first, lead)]
        told = None if unnamed else self._told([*pieces, *behind], figure)
        return told or (self._told([(first, lead), *behind], figure) if named else None)

    def _clause_of(self, verb: int) -> _Predicate | None:
        """Return the clause of a verb with the subject that it shares with those above it."""
        trees = self.trees
        first = verb
        for _ in range(_STEPS):
            if subjects := trees.children(verb, *_SUBJECTS):
                subject = max((child for child in subjects if child < verb), default=subjects[0])
                if trees.tags[subject] in ("WDT", "WP") and trees.labels[verb] == "acl:relcl":
                    subject = trees.heads[verb]
                return self._predicate(first, subject)
            label, above = trees.labels[verb], trees.heads[verb]
            if above == verb:
                return None
            if label.startswith("acl") and trees.tags[above].startswith("NN"):
                return self._predicate(first, above)
            if trees.labels[verb] in ("amod", "nmod:unmarked", "advmod") and trees.tags[above].startswith("NN"):
                return self._predicate(first, above)
            expected = trees.words[above] in _EXPECTING  # "analysts expect profit to rise 3 percent"
            if label == "xcomp" or (label == "advcl" and expected):
                owner = trees.child(above, "obj")
                if owner is not None and owner < verb and not self.is_amount(owner) and not expected:
                    return self._predicate(first, owner)
                first = above
            elif label == "advcl":
                if trees.tags[verb] not in ("VBG", "VBN") or self._is_ambiguous(verb, above):
                    return None
            elif label != "conj":
                return None
            verb = above
        return None

    def _is_ambiguous(self, verb: int, above: int) -> bool:
        """Tell whether a participle may have the object above for its subject: "it hit the euro, falling 2 percent"."""
        trees = self.trees
        objects = [child for child in trees.children(above, "obj") if not self.is_amount(child)]
        own = [child for child in trees.children(verb, "obj") if not self.is_amount(child)]
        return bool(objects) and not own and objects[0] < verb

    def _predicate(self, verb: int, subject: int) -> _Predicate:
        before = [child for child in self.trees.children(verb, *_BEFORE_VERB) if subject < child < verb]
        return _Predicate(subject, min([verb, *before]), verb)

    def _as_subject(self, head: int, figure: Figure | None) -> Figure | None:
        """Return an amount of which something is said: "was taken up", "support the plan"."""
        trees = self.trees
        verb = trees.heads[head]
        says = trees.words[verb] in forms()
        near = trees.child(head, "case") is not None and trees.tags[head] != "WDT"
        if near or not trees.tags[verb].startswith(("VB", "JJ", "NN")):
            return None  # "near 3 percent"
        first = min([verb, *(child for child in trees.children(verb, *_BEFORE_VERB) if head < child < verb)])
        for left in (("punct", "parataxis", "advcl"), ("punct", "parataxis", "advcl", "conj", "cc"), (*_LOOSE, *_REST)):
            end = trees.span(verb, left)[1]
            if end - trees.starts[first] <= (LONGEST if says else LONGEST_PHRASE) and not (
                says and end == trees.ends[verb]
            ):
                return self._told([(trees.starts[first], end)], figure)
        return None

    def _has_object(self, predicate: _Predicate, head: int) -> bool:
        trees = self.trees
        return any(
            trees.tags[child].startswith("NN")
            and child != head
            and trees.starts[child] < self.figure.start
            and not (self._is_time(child) or self.is_amount(child))
            for child in trees.children(predicate.verb, "obj", "obl")
        )

    def _adjunct(self, head: int, verb: int) -> list[tuple[int, int]]:
        """Return what an amount is for, right behind it: "paid 2 million for the plant"."""
        trees = self.trees
        own = {head, *trees.tokens_within(self.figure.start, self.figure.end)}
        tied = [child for token in own for child in trees.children(token, "nmod")]
        for child in sorted(trees.children(verb, "obl", "obl:to") + tied):
            case = trees.child(child, "case")
            start, end = trees.span(child, _LOOSE)
            if (
                case is not None
                and 0 < start - self.figure.end <= 1
                and self.trees.words[case] in _ADJUNCTS
                and end - start <= LONGEST_PHRASE
                and not self._is_time(child)
                and not self._has_digit(child)
            ):
                return [(start, end)]
        return []

    def _told(self, pieces: list[tuple[int, int]], figure: Figure | None = None) -> Figure | None:
        spans = list(self._trimmed(pieces))
        if not spans or sum(len(span.text) for span in spans) > LONGEST or any("\n\n" in span.text for span in spans):
            return None
        return replace(figure or self.figure, of=tuple(spans))

    def _trimmed(self, pieces: list[tuple[int, int]]) -> Iterator[Span]:
        for start, end in pieces:
            for pattern in (_SENTENCE_BEFORE, _OPENING):
                opening = pattern.match(self.text, start, end)
                start = opening.end() if opening else start
            end = start + len(self.text[start:end].rstrip(" ,;:(\n–—-"))
            if end > start:
                yield Span.of(self.text, start, end)

    def _figure(self, end: int) -> Figure:
        figure = self.figure
        return replace(figure, text=self.text[figure.start : end], end=end) if end > figure.end else figure

    def _is_time(self, token: int) -> bool:
        word = self.trees.words[token]
        return (
            word in TIMES
            or word in ("quarter", "half", "period", "session", "trade", "trading")
            or (self._word(token)[0].isupper() and word in _DATES)
        )

    def _has_digit(self, token: int) -> bool:
        start, end = self.trees.span(token)
        return any(letter.isdecimal() for letter in self.text[start:end])

    def _word_of(self, token: int | None) -> str:
        return self.trees.words[token] if token is not None else ""

    def _word(self, token: int) -> str:
        return self.text[self.trees.starts[token] : self.trees.ends[token]]
