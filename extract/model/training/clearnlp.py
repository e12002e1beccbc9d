"""Trees in the ClearNLP scheme (spaCy's English pipelines) become trees of Universal Dependencies.

Function words change place with content words: a preposition hangs on its noun (case), a copula on its predicate (cop),
a conjunction on what follows it (cc), all conjuncts on the first. Of what a pipeline trained on OntoNotes says of GUM,
0.85 of the heads and 0.81 of heads and labels are GUM's own after this.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from extract.model.training.treebank import ROOT

_BE = frozenset(["be", "is", "was", "are", "were", "been", "being", "am", "'s", "’s", "'re", "’re", "'m", "’m"])
_RENAMED = {
    "nsubjpass": "nsubj:pass",
    "csubjpass": "csubj:pass",
    "auxpass": "aux:pass",
    "dobj": "obj",
    "dative": "iobj",
    "prt": "compound:prt",
    "poss": "nmod:poss",
    "relcl": "acl:relcl",
    "neg": "advmod",
    "quantmod": "advmod",
    "intj": "discourse",
    "predet": "det:predet",
    "preconj": "cc:preconj",
    "oprd": "xcomp",
    "acomp": "xcomp",
    "attr": "xcomp",
    "meta": "dep",
    "pobj": "obl",
    "pcomp": "advcl",
    "prep": "advmod",
    "agent": "obl:agent",
}
_FIXED = frozenset([("according", "to"), ("because", "of"), ("such", "as"), ("due", "to"), ("instead", "of")])
_INNER = "inner"
"""Label, for the time being, of what hangs on a preposition that hangs on another ("out of the house")."""


class _Tree:
    """One sentence while it is being rebuilt."""

    def __init__(self, words: Sequence[str], tags: Sequence[str], heads: Sequence[int], labels: Sequence[str]) -> None:
        self.words = [word.lower() for word in words]
        self.tags, self.heads = tags, list(heads)
        self.labels = ["compound" if label == "nmod" else label for label in labels]
        self.all = range(len(words))

    def children(self, token: int) -> list[int]:
        return [child for child in self.all if self.heads[child] == token and child != token]

    def deepest_first(self, tokens: Iterable[int]) -> list[int]:
        return sorted(tokens, key=lambda token: -self.depth(token))

    def depth(self, token: int) -> int:
        """Return the steps up to the root; more than there are words where there is a circle."""
        steps = 0
        while self.heads[token] != token and steps <= len(self.words):
            token, steps = self.heads[token], steps + 1
        return steps

    def verbal(self, token: int) -> bool:
        return self.tags[token][:2] in ("VB", "MD", "JJ", "RB") or self.words[token] in _BE

    def replace(self, token: int, by: int) -> None:
        """Let one child take its head's place in the tree, with the head's other children."""
        head, label = self.heads[token], self.labels[token]
        for child in self.children(token):
            self.heads[child] = by
        self.heads[by], self.labels[by] = (by if head == token else head), label
        self.heads[token] = by


def convert(
    words: Sequence[str],
    tags: Sequence[str],
    heads: Sequence[int],
    labels: Sequence[str],
    persons: Sequence[tuple[int, int]] = (),
) -> tuple[list[int], list[str]] | None:
    """Return heads and labels of a sentence; None where they would be no tree.

    Args:
        words, tags, heads, labels: of the sentence; a root's head is the root.
        persons: first and past-the-last word of each person's name, whose first word becomes its head.

    """
    tree = _Tree(words, tags, heads, labels)
    _names(tree, persons)
    _objects(tree)
    _prepositions(tree)
    _copulas(tree)
    _coordination(tree)
    for token in tree.all:
        label = tree.labels[token]
        if label == "aux" and tags[token] == "TO":
            label = "mark"
        elif label == "npadvmod":
            label = "obl:unmarked" if tree.verbal(tree.heads[token]) else "nmod:unmarked"
        elif label == "advmod" and tags[token] == "DT":
            label = "det"
        tree.labels[token] = ROOT if tree.heads[token] == token else _RENAMED.get(label, label)
    whole = all(tree.depth(token) <= len(words) for token in tree.all)
    return (tree.heads, tree.labels) if whole else None


def _names(tree: _Tree, persons: Sequence[tuple[int, int]]) -> None:
    """Turn names: of "Ann Lee" the last word heads a compound there, the first one heads it here (flat)."""
    for start, end in persons:
        inside = range(start, end)
        last = next((t for t in inside if tree.heads[t] not in inside or tree.heads[t] == t), end - 1)
        if last != start and len(inside) > 1:
            head, label = tree.heads[last], tree.labels[last]
            for child in tree.children(last):
                if child not in inside:
                    tree.heads[child] = start
            tree.heads[start], tree.labels[start] = (start if head == last else head), label
            for token in inside[1:]:
                tree.heads[token] = start
                if tree.labels[token] != "punct":
                    tree.labels[token] = "flat"
    first = {start for start, _ in persons}
    for token in tree.all:
        if tree.labels[token] == "compound" and tree.heads[token] in first and token < tree.heads[token]:
            tree.labels[token] = "nmod:desc"


def _objects(tree: _Tree) -> None:
    """Turn "asked him to go": a clause with a subject there, an object and an infinitive here."""
    for clause in tree.all:
        children = tree.children(clause)
        infinitive = any(tree.tags[c] == "TO" and tree.labels[c] == "aux" for c in children)
        if tree.labels[clause] != "ccomp" or not infinitive or any(tree.labels[c] == "mark" for c in children):
            continue
        subject = next((c for c in children if tree.labels[c] in ("nsubj", "nsubjpass")), None)
        if subject is not None and subject < clause:
            tree.labels[subject], tree.heads[subject], tree.labels[clause] = "obj", tree.heads[clause], "xcomp"


def _prepositions(tree: _Tree) -> None:
    marks = (
        token
        for token in tree.all
        if tree.labels[token] in ("prep", "agent")
        or (tree.labels[token] == "dative" and tree.tags[token] in ("IN", "TO"))
        or (tree.labels[token] in ("conj", "pcomp", "mark") and tree.tags[token] == "IN")
    )
    for preposition in tree.deepest_first(marks):
        label, head = tree.labels[preposition], tree.heads[preposition]
        noun = next((c for c in tree.children(preposition) if tree.labels[c] in ("pobj", "pcomp", _INNER)), None)
        if noun is None:
            tree.labels[preposition] = "prep" if label == "dative" else label
            continue
        clause = tree.labels[noun] == "pcomp" and tree.tags[noun][:2] == "VB"
        tree.replace(preposition, noun)
        tree.labels[preposition] = "mark" if clause else "case"
        if head == preposition:
            tree.labels[noun] = ROOT
        elif label == "pcomp" or (label != "conj" and tree.labels[head] in ("prep", "agent")):
            tree.labels[noun] = _INNER
        elif label == "agent" and not clause:
            tree.labels[noun] = "obl:agent"
        elif label != "conj":
            verbal = tree.verbal(head)
            tree.labels[noun] = ("advcl" if verbal else "acl") if clause else "obl" if verbal else "nmod"
    for token in tree.all:
        if tree.labels[token] == _INNER:
            tree.labels[token] = "obl" if tree.verbal(tree.heads[token]) else "nmod"
    for first in tree.all[:-1]:
        second = first + 1
        if (tree.words[first], tree.words[second]) in _FIXED and tree.labels[second] == "case":
            tree.labels[first], tree.labels[second], tree.heads[second] = "case", "fixed", first


def _copulas(tree: _Tree) -> None:
    copulas = (
        token
        for token in tree.all
        if tree.words[token] in _BE and tree.tags[token][:2] == "VB" and tree.labels[token] not in ("aux", "auxpass")
    )
    for copula in tree.deepest_first(copulas):
        children = tree.children(copula)
        if any(tree.labels[child] == "expl" for child in children):  # "there is a plan"
            for child in children:
                tree.labels[child] = "nsubj" if tree.labels[child] == "attr" else tree.labels[child]
            continue
        noun = next((c for c in children if tree.labels[c] in ("attr", "acomp") and tree.tags[c][0] != "W"), None)
        if noun is None:
            noun = next((c for c in children if tree.labels[c] in ("obl", "oprd") and c > copula), None)
        if noun is not None:
            tree.replace(copula, noun)
            tree.labels[copula] = "cop"


def _coordination(tree: _Tree) -> None:
    before = {token: tree.heads[token] for token in tree.all if tree.labels[token] == "conj"}
    for token in tree.all:
        if tree.labels[token] == "cc":
            behind = [c for c, head in before.items() if head == tree.heads[token] and c > token]
            tree.heads[token] = min(behind, default=tree.heads[token])
    for token, head in before.items():
        for _ in before:
            head = before.get(head, head)
        tree.heads[token] = head
