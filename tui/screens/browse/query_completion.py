"""Completion of the search line: names of fields and their values, which the index may have to be asked for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from extract.index.query.fields import FIELDS, quote_value
from tui import messages as m

if TYPE_CHECKING:
    from tui.screens.browse.panes import BrowsePanes


class QueryCompletion:
    """Completes the word at the cursor of a query."""

    def __init__(self, screen: BrowsePanes) -> None:
        self._s = screen
        self._values: dict[str, Sequence[str]] = {}
        """What the index knows of `field:beginning`, for the search that is being typed."""

    def forget(self) -> None:
        """Forget the values that were looked up: the corpus may have others when the next search is typed."""
        self._values.clear()

    def offer_values(self, ready: m.ValuesReady) -> None:
        """Offer values that have been looked up."""
        self._values[ready.term] = ready.values
        self._s.foot.suggest()

    def complete(self, word: str) -> list[str]:
        """Return what a word of a query may become: the name of a field, or one of its values."""
        term = word.lstrip("-(")
        front = word[: len(word) - len(term)]
        name, colon, value = term.partition(":")
        if not colon:
            return [f"{front}{field}:" for field in FIELDS if field.startswith(term)] if term else []
        value = value.replace('"', "")
        return [f"{front}{name}:{quote_value(one)}" for one in self._of_field(name, value)]

    def _of_field(self, name: str, value: str) -> Sequence[str]:
        """Return what a field's value may be; what the index must be asked is looked up, and offered when it comes."""
        if name == "tag":
            return self._s.backend.annotations.complete(value)
        spec = FIELDS.get(name)
        known = [one for one in spec.values if one.startswith(value.casefold())] if spec else []
        if spec is None or not spec.looked_up:
            return known
        term = f"{name}:{value}"
        if term not in self._values:
            facets = self._s.backend.facets
            self._s.context.threads.count(self._s, "values", lambda: m.ValuesReady(term, facets.values(name, value)))
        return list(dict.fromkeys([*known, *self._values.get(term, ())]))
