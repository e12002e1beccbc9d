"""The decisions of a corpus, resolved into rules by which a name is looked up once.

Of two decisions about the same thing the narrower scope wins, then the later one. Judgements are kept for pairs of
names: a chain of merges never joins two names that somebody called different.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import product

from extract.decisions.decision import STORIES, Decision, fold_case

Name = tuple[str, str]
"""A label and a folded name."""

_WIDTH = {"corpus": 0, "article": 1, "mention": 2}


@dataclass(frozen=True, slots=True)
class RankedValue:
    """A value that a decision gives a name, and its rank among decisions: the highest counts."""

    rank: tuple[int, int]
    value: str | None


@dataclass(slots=True)
class Level:
    """Rules of one scope: those of the corpus, or those of an article over them."""

    labels: dict[Name, list[RankedValue]] = field(default_factory=lambda: defaultdict(list))
    """New label, or None for what is no entity; oldest first."""
    titles: dict[Name, RankedValue] = field(default_factory=dict)
    """What the entity of a name is called."""
    pairs: dict[frozenset[Name], RankedValue] = field(default_factory=dict)
    """"same", "different" or "unsure" of two names."""
    labels_of_merged: dict[Name, RankedValue] = field(default_factory=dict)
    """Label of the common entity, where a merge joined two labels."""

    def add(self, decision: Decision, number: int) -> None:
        """Add a decision about names (not about one mention)."""
        rank = (_WIDTH[decision.scope], number)
        mine = [(decision.label, fold_case(name)) for name in decision.names]
        if decision.kind in ("relabel", "reject"):
            for name in mine:
                self.labels[name].append(RankedValue(rank, decision.value if decision.kind == "relabel" else None))
        elif decision.kind == "rename":
            self.titles.update(dict.fromkeys(mine, RankedValue(rank, decision.value)))
        else:
            other_label = decision.other_label or decision.label
            others = [(other_label, fold_case(name)) for name in decision.others]
            verdict = RankedValue(rank, _WORDS[decision.kind])
            self.pairs.update((frozenset(pair), verdict) for pair in product(mine, others) if pair[0] != pair[1])
            if decision.kind == "merge":
                title = RankedValue(rank, decision.value or (decision.names[0] if decision.names else None))
                self.titles.update(dict.fromkeys(mine + others, title))
                if other_label != decision.label:
                    self.labels_of_merged.update(dict.fromkeys(mine + others, RankedValue(rank, decision.label)))

    def label(self, name: Name) -> str | None:
        """Return the label of a name after every relabelling; None where it was rejected."""
        label, text = name
        last = (-1, -1)
        while newer := [verdict for verdict in self.labels.get((label, text), ()) if verdict.rank > last]:
            verdict = max(newer, key=lambda item: item.rank)
            if verdict.value is None:
                return None
            label, last = verdict.value, verdict.rank
        return label

    def judgement(self, one: Name, other: Name) -> str | None:
        """Return "same", "different" or "unsure"; None where nobody said."""
        verdict = self.pairs.get(frozenset((one, other)))
        return verdict.value if verdict else None

    def title(self, names: Iterable[Name]) -> str | None:
        """Look up the decided name of the entity with these names; None where nobody decided one."""
        found = [self.titles[name] for name in names if name in self.titles]
        return max(found, key=lambda verdict: verdict.rank).value if found else None

    def merged_label(self, names: Iterable[Name]) -> str | None:
        """Return the label of an entity that was merged across labels."""
        found = [self.labels_of_merged[name] for name in names if name in self.labels_of_merged]
        return max(found, key=lambda verdict: verdict.rank).value if found else None

    def same(self) -> list[tuple[Name, Name]]:
        """Return the pairs that are the same, the latest judgement first."""
        pairs = [(verdict.rank, tuple(pair)) for pair, verdict in self.pairs.items() if verdict.value == "same"]
        return [(one, other) for _, (one, other) in sorted(pairs, reverse=True)]


_WORDS = {"merge": "same", "split": "different", "unsure": "unsure"}


class Rules:
    """The decisions of a corpus."""

    def __init__(self, decisions: Iterable[Decision]) -> None:
        every = tuple(decisions)
        self.decisions = every
        """All, in the order in which they were made."""
        self.stories = tuple(decision for decision in every if decision.kind in STORIES)
        """Those on stories, which no record is changed by."""
        self._names = tuple(decision for decision in every if decision.kind not in STORIES)
        self.corpus = Level()
        self._articles: dict[str, list[tuple[int, Decision]]] = defaultdict(list)
        for number, decision in enumerate(self._names):
            if decision.scope == "corpus":
                self.corpus.add(decision, number)
            elif decision.article is not None:
                self._articles[decision.article].append((number, decision))
        spoken = [name for item in self._names if item.scope == "corpus" for name in (*item.names, *item.others)]
        self._spoken = {fold_case(name) for name in spoken}
        self._clusters = self._cluster()
        self.titles: dict[str, set[str]] = defaultdict(set)
        """What the analysts call entities in the whole corpus, and the folded names that each has in texts."""
        for (_, text), verdict in self.corpus.titles.items():
            if verdict.value:
                self.titles[verdict.value].add(text)

    def __bool__(self) -> bool:
        return bool(self.decisions)

    def touch(self, article: str, names: Iterable[str]) -> bool:
        """Tell whether any decision is about this article, or about one of these names in the whole corpus."""
        return article in self._articles or not self._spoken.isdisjoint(map(fold_case, names))

    def articles(self) -> frozenset[str]:
        """Return the ids of the articles that have decisions of their own."""
        return frozenset(self._articles)

    def level(self, article: str) -> Level:
        """Build the rules that hold in an article: the corpus's, its own over them."""
        own = [(number, item) for number, item in self._articles.get(article, ()) if item.scope == "article"]
        if not own:
            return self.corpus
        level = Level()
        for number, decision in enumerate(self._names):
            if decision.scope == "corpus":
                level.add(decision, number)
        for number, decision in own:
            level.add(decision, number)
        return level

    def mentions(self, article: str) -> list[Decision]:
        """Return the decisions about single mentions of an article, oldest first."""
        return [decision for _, decision in self._articles.get(article, ()) if decision.scope == "mention"]

    def canonical(self, label: str, name: str) -> tuple[str, str] | None:
        """Return label and name of the entity that a name means in the whole corpus; None where it is no entity."""
        new = self.corpus.label((label, fold_case(name)))
        if new is None:
            return None
        group = self._clusters.get((new, fold_case(name)), {(new, fold_case(name))})
        return self.corpus.merged_label(group) or new, self.corpus.title(group) or name

    def names(self, label: str, name: str) -> frozenset[str]:
        """Return every folded name that decisions join with this one, itself among them."""
        return frozenset(text for _, text in self._clusters.get((label, fold_case(name)), {(label, fold_case(name))}))

    def judgement(self, label: str, name: str, other: str, other_label: str | None = None) -> str | None:
        """Return "same", "different" or "unsure" of two names, merges of merges included; None: not judged."""
        one, two = (label, fold_case(name)), (other_label or label, fold_case(other))
        group = self._clusters.get(one, {one})
        if two in group:
            return "same"
        words = {self.corpus.judgement(mine, yours) for mine, yours in product(group, self._clusters.get(two, {two}))}
        return "different" if "different" in words else "unsure" if "unsure" in words else None

    def _cluster(self) -> dict[Name, set[Name]]:
        clusters: dict[Name, set[Name]] = {}
        for decision in self._names:
            if decision.scope == "corpus" and decision.kind not in ("relabel", "reject"):
                for label, names in ((decision.label, decision.names), (decision.other_label, decision.others)):
                    join_groups(clusters, [(label or decision.label, fold_case(name)) for name in names], self.corpus)
        for pair in self.corpus.same():
            join_groups(clusters, pair, self.corpus)
        return clusters


def join_groups(clusters: dict[Name, set[Name]], names: Sequence[Name], level: Level) -> None:
    """Make one group of the groups of `names`, except where somebody called any two of their members different."""
    groups = list({id(group): group for group in (clusters.setdefault(name, {name}) for name in names)}.values())
    for group in groups[1:]:
        first = groups[0]
        if all(level.judgement(one, other) != "different" for one, other in product(first, group)):
            first |= group
            clusters.update(dict.fromkeys(group, first))
