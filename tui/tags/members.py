"""An inverted index of the tag store, from tags, states and notes to articles, for the index to join queries with."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Set as AbstractSet

from extract.decisions import Rules
from extract.index.overlay import Overlay
from tui.tags.changes import LABEL_TABLES, STATES, TAGS
from tui.tags.model import Model
from tui.tags.values import NOTES, SPANS


class Members:
    """Keeps the sets from one look to the next, and makes anew only those whose members changed.

    An unchanged set is the same object as before, so that what somebody made of it can be kept by identity.
    """

    def __init__(self) -> None:
        self._model: Model | None = None
        self._sets: dict[str, dict[str, frozenset[str]]] = {}
        self._overlay = Overlay()
        self._passages: dict[str, frozenset[str]] = {}
        """Articles by the tags of their passages."""

    def overlay(self, model: Model, rules: Rules) -> Overlay:
        """Return the model as it is now; nobody may change it meanwhile."""
        if self._model is not model:
            self._model = model
            self._sets = {table: {} for table in LABEL_TABLES}
            model.touched.update((table, label) for table in LABEL_TABLES for label in model.counts[table])
        noted = frozenset(
            str(document["article"])
            for table, field in ((NOTES, "text"), (SPANS, "note"))
            for document in model.documents.get(table, {}).values()
            if "article" in document and document.get(field)
        )
        passages = _passage_tags(model)
        changed = model.touched or noted != self._overlay.noted or passages != self._passages
        if changed or rules is not self._overlay.rules:
            self._gather(model)
            self._passages = passages
            states = self._sets[STATES]
            self._overlay = Overlay(
                tags=self._with_passages(),
                read=states.get("read", frozenset()),
                starred=states.get("starred", frozenset()),
                noted=self._overlay.noted if noted == self._overlay.noted else noted,
                rules=rules,
                version=self._overlay.version + 1,
            )
        return self._overlay

    def _with_passages(self) -> dict[str, AbstractSet[str]]:
        """Return articles by the tags that they or passages of them have."""
        tags: dict[str, AbstractSet[str]] = dict(self._sets[TAGS])
        for tag, ids in self._passages.items():
            both, before = ids | tags.get(tag, frozenset()), self._overlay.tags.get(tag)
            tags[tag] = before if before == both else both
        return tags

    def _gather(self, model: Model) -> None:
        for table in LABEL_TABLES:
            found: dict[str, list[str]] = {label: [] for of, label in model.touched if of == table}
            if not found:
                continue
            for article, labels in model.labels[table].items():
                for label in labels:
                    if label in found:
                        found[label].append(article)
            for label, ids in found.items():
                if ids:
                    self._sets[table][label] = frozenset(ids)
                else:
                    self._sets[table].pop(label, None)
        model.touched.clear()


def _passage_tags(model: Model) -> dict[str, frozenset[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for document in model.documents.get(SPANS, {}).values():
        tags, article = document.get("tags"), document.get("article")
        if isinstance(tags, list) and isinstance(article, str):
            for tag in tags:
                found[str(tag)].add(article)
    return {tag: frozenset(ids) for tag, ids in found.items()}
