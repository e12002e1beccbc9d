"""Whom a phrase means: a name, a pronoun, a title ("the French minister") or a body ("the ministry").

A guess is only made where the text leads to it; what it does not settle is None.
"""

from __future__ import annotations

from extract.people.descriptors import Phrase, find_phrase, resolve_body, resolve_title
from extract.people.discourse import Discourse, Subject
from extract.people.pronouns import resolve_pronoun

__all__ = ["Cast", "Phrase", "Subject"]


class Cast(Discourse):
    """The persons, organisations and places of one article, and who of them is meant."""

    def pronoun(self, word: str, start: int, end: int) -> Subject:
        """Return whom a pronoun means."""
        return resolve_pronoun(self, word, start, end)

    def phrase(self, lo: int, end: int, name: int) -> Phrase | None:
        """Return the phrase that ends at `end`, if its head is a title or a body."""
        return find_phrase(self, lo, end, name)

    def title(self, start: int, end: int) -> Subject:
        """Return whom a phrase with a title means."""
        return resolve_title(self, start, end)

    def body(self, start: int, end: int) -> Subject:
        """Return which organisation a phrase means."""
        return resolve_body(self, start, end)
