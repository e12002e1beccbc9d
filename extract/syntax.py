"""The dependency trees of an article's sentences as a plain value, so that rules read them without spaCy.

Labels are those of Universal Dependencies 2 (https://universaldependencies.org/u/dep/), tags the Penn Treebank's.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Sequence
from functools import cached_property

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
"""Tags of verbs that make a clause: "said", "says", "say", "will"."""

NO_SUBJECT = 2
"""Rank of what is no subject; that of a main clause has 0, that of a clause within it 1."""


class Trees:
    """Heads, labels and tags of the tokens of one article. A token is given by its index, text by code points."""

    def __init__(
        self,
        starts: Sequence[int],
        ends: Sequence[int],
        heads: Sequence[int],
        labels: Sequence[str],
        tags: Sequence[str],
        words: Sequence[str],
    ) -> None:
        """Take one entry a token, words in lower case; the head of a sentence's root is the root itself."""
        self.starts, self.ends, self.heads = starts, ends, heads
        self.labels, self.tags, self.words = labels, tags, words

    @cached_property
    def _children(self) -> list[list[int]]:
        children: list[list[int]] = [[] for _ in self.heads]
        for token, head in enumerate(self.heads):
            if head != token:
                children[head].append(token)
        return children

    @cached_property
    def _reach(self) -> tuple[list[int], list[int]]:
        """First and last token below each token, itself included."""
        first, last = list(range(len(self.heads))), list(range(len(self.heads)))
        for token in sorted(range(len(self.heads)), key=self._depth, reverse=True):
            head = self.heads[token]
            first[head] = min(first[head], first[token])
            last[head] = max(last[head], last[token])
        return first, last

    def _depth(self, token: int) -> int:
        depth = 0
        while self.heads[token] != token and depth < len(self.heads):
            token, depth = self.heads[token], depth + 1
        return depth

    def token_at(self, offset: int) -> int | None:
        """Return the token in which a code point lies; None between tokens."""
        token = bisect_right(self.starts, offset) - 1
        return token if token >= 0 and offset < self.ends[token] else None

    def tokens_within(self, start: int, end: int) -> range:
        """Return the tokens that lie between two offsets."""
        return range(bisect_left(self.starts, start), bisect_right(self.ends, end))

    def is_finite(self, start: int, end: int) -> bool:
        """Tell whether a finite verb stands between two offsets."""
        return any(self.tags[token] in FINITE for token in self.tokens_within(start, end))

    def labelled(self, start: int, end: int, *labels: str) -> list[int]:
        """Return the tokens between two offsets that have one of the labels."""
        return [token for token in self.tokens_within(start, end) if self.labels[token] in labels]

    def children(self, token: int, *labels: str) -> list[int]:
        """Return the tokens that hang on a token, in their order; with `labels` only those so labelled."""
        return [child for child in self._children[token] if not labels or self.labels[child] in labels]

    def child(self, token: int, *labels: str) -> int | None:
        """Return the first child with one of the labels."""
        return next(iter(self.children(token, *labels)), None)

    def child_words(self, token: int, *labels: str) -> set[str]:
        """Return the words, in lower case, that hang on a token; with `labels` only those so labelled."""
        return {self.words[child] for child in self.children(token, *labels)}

    def ancestors(self, token: int) -> Iterator[int]:
        """Yield the head of a token, its head, and so on up to the root."""
        seen = {token}
        while (token := self.heads[token]) not in seen:
            seen.add(token)
            yield token

    def head_of(self, start: int, end: int) -> int | None:
        """Return the token between two offsets on which the others there hang; None where it is a root."""
        inside = self.tokens_within(start, end)
        return next((token for token in inside if self.heads[token] not in inside), None)

    def subject_of(self, start: int, end: int) -> int | None:
        """Return the word, mostly a verb, of which a name between two offsets is the subject; None where of none."""
        token = self.head_of(start, end)
        while token is not None and self.labels[token] in ("flat", "appos", "list", "conj"):
            above = self.heads[token]
            token = above if above != token else None
        return None if token is None or self.labels[token] not in ("nsubj", "nsubj:pass") else self.heads[token]

    def subject_rank(self, start: int, end: int) -> int:
        """Return what a name between two offsets is in its sentence: 0 and 1 for a subject, else `NO_SUBJECT`."""
        verb = self.subject_of(start, end)
        if verb is None:
            return NO_SUBJECT
        return 0 if self.labels[verb] in ("ROOT", "conj", "parataxis") else 1

    def span(self, token: int, without: Collection[str] = ()) -> tuple[int, int]:
        """Return the offsets of all that hangs on a token; children labelled as in `without` are left out.

        A child left out at the edge takes with it what stands beyond it.
        """
        first, last = self._reach
        lo, hi = first[token], last[token]
        if without:
            kept = [token, *(child for child in self._children[token] if self.labels[child] not in without)]
            dropped = [child for child in self._children[token] if self.labels[child] in without]
            lo = max([min(first[k] if k != token else k for k in kept), *(last[d] + 1 for d in dropped if d < token)])
            hi = min([max(last[k] if k != token else k for k in kept), *(first[d] - 1 for d in dropped if d > token)])
        return self.starts[min(lo, token)], self.ends[max(token, hi)]  # where arcs cross, the token itself at least
