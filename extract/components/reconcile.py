"""Makes one set of mentions of what model, lexicon, patterns and shapes propose."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

from spacy.language import Language
from spacy.tokens import Doc

from extract.article import Span as Piece
from extract.components.state import grid_of, text_of
from extract.mentions.agree import find_surnames, find_unmarked, settle_surnames, unify_labels
from extract.mentions.bounds import fix_bounds, looks_capitalised
from extract.mentions.found import STRONG, WEAK, Proposal, add_disjoint, drop_overlapping, longest_first
from extract.mentions.grid import Grid, entities_of, set_entities
from extract.mentions.headlines import settle_headlines
from extract.mentions.shapes import guess_names
from extract.mentions.weapons import settle_equipment
from extract.mentions.whole import (
    complete_names,
    confirm_datelines,
    confirm_definite,
    find_common_acronyms,
    find_dateline_places,
    find_firms,
    find_introduced,
    join_bodies,
    join_persons,
    join_with_listed,
    split_place_lists,
)
from extract.stretches import inside

AMOUNTS = frozenset(("DATE", "TIME", "MONEY", "PERCENT", "QUANTITY"))
"""Labels that the patterns answer for; a recogniser's own are dropped where these find nothing."""

NAMES_WITH_DATES = frozenset(("EVENT", "LAW"))
"""What is named with a year in front: the 2031 Norland general election is one thing, not a date and a place."""

SHAPED = frozenset(("PERSON", "ORG", "LOC"))
"""Labels for which names are guessed from their shape where no recogniser proposes them."""


MANY = "xx"
"""What spaCy calls a pipeline that is made for many languages."""


@Language.factory("sitrep_reconcile", assigns=["doc.ents", "doc._.mentions"])
class Reconciler:
    """Decides which proposals stand, where they begin and end, and that one form has one label in an article."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name
        self.nlp = nlp
        self.model_labels: frozenset[str] | None = None

    def __call__(self, doc: Doc) -> Doc:
        """Assign `doc.ents` and `doc._.mentions`; what stands in boilerplate is dropped."""
        if self.model_labels is None:
            self.model_labels = _labels_of(self.nlp)
        text, grid = text_of(doc), grid_of(doc)
        size = len(text)
        listed = [found for found in _listed(doc, text) if found.strength > WEAK]
        modelled = list(_modelled(doc, grid, text))
        if doc._.language not in (None, self.nlp.lang) and self.nlp.lang != MANY:
            modelled = [found for found in modelled if looks_capitalised(found, text)]
        proposals = [
            *modelled,
            *(found for found in listed if found.label != "EQUIPMENT"),
            *join_with_listed(modelled, listed),
        ]
        if "(" in text:
            proposals += find_introduced(text)
        proposals += find_firms(text)
        if not self.model_labels >= SHAPED:
            proposals += [f for f in guess_names(text) if f.strength > WEAK and f.label not in self.model_labels]
        named = [found for found in modelled if found.label in NAMES_WITH_DATES]
        amounts = [found for found in doc._.amounts if found.label != "TIME"]
        amounts = drop_overlapping(named, amounts, size) if named else amounts
        first = longest_first([*amounts, *named, *(found for found in listed if found.label == "EQUIPMENT")], size)
        proposals = drop_overlapping(first, [*proposals, *find_surnames(proposals, text)], size)
        standing = sorted([*first, *longest_first(proposals, size)])
        standing = split_place_lists(join_bodies(join_persons(standing, text), text), text)
        standing = add_disjoint(standing, find_unmarked(standing, text), size)
        addresses, kinds = find_links(text), find_common_acronyms(text)
        standing = [f for f in standing if text[f.start : f.end].removesuffix("s") not in kinds or f.strength >= STRONG]
        standing = [f for f in standing if not (inside(addresses, f.start) or _is_supplied(f, text, standing))]
        standing = settle_surnames(unify_labels(drop_in_boilerplate(standing, doc._.boilerplate), text), text)
        standing = complete_names(settle_headlines(standing, text), text)
        doc._.mentions = tuple(set_entities(doc, grid, standing))
        return doc


_GLUED = re.compile(r"\]\(|: (?=[A-Z]{2})")
_LINK = re.compile(r"\]\([^()\s]*\)?|\bhttps?://[^\s<>()\[\]]+|\bwww\.[^\s<>()\[\]]+")


def find_links(text: str) -> list[tuple[int, int]]:
    """Return where addresses stand, with the marks that Markdown sets before them: nothing in them is a name."""
    return [found.span() for found in _LINK.finditer(text)] if "://" in text or "www." in text or "](" in text else []


def _is_supplied(found: Proposal, text: str, standing: Sequence[Proposal]) -> bool:
    """Tell whether a given name is one that an editor supplied in brackets before the name: "President (Ada) Holm"."""
    if found.label != "PERSON" or not text.startswith(") ", found.end) or text[found.start - 1 : found.start] != "(":
        return False
    return any(name.start == found.end + len(") ") and name.label == "PERSON" for name in standing)


def _cut(found: Proposal, text: str) -> Proposal:
    """Return a guess without what is glued to it: "Ann Lee](https" is "Ann Lee", "Torvik: COMPANY" is "Torvik"."""
    glued = _GLUED.search(text, found.start + 1, found.end)
    return found._replace(end=glued.start()) if glued else found


def _modelled(doc: Doc, grid: Grid, text: str) -> Iterator[Proposal]:
    for guess in entities_of(doc, grid):
        if guess.label not in AMOUNTS and (found := fix_bounds(_cut(guess, text), text)) is not None:
            yield found


def _listed(doc: Doc, text: str) -> list[Proposal]:
    found = list(doc._.listed)
    found += confirm_datelines([f for f in found if f.label == "LOC" and f.strength == WEAK], text)
    whence = find_dateline_places(text)
    opens = {place.start for place in whence}
    found = [f for f in found if f.label != "EQUIPMENT" or f.start not in opens] + whence  # "MILAN (Reuters) - "
    found += confirm_definite([f for f in found if f.label == "ORG" and f.strength == WEAK], text)
    doubtful = [f for f in found if f.label == "EQUIPMENT" and f.strength == WEAK]
    if doubtful:
        sure = [f for f in found if f.label == "EQUIPMENT" and f.strength > WEAK]
        others = frozenset(text[f.start : f.end] for f in found if f.label != "EQUIPMENT")
        found += settle_equipment(text, sure, doubtful, others)
    return found


def _labels_of(nlp: Language) -> frozenset[str]:
    """Return the labels that the pipeline's recognisers propose, none where there is no recogniser."""
    labels: set[str] = set()
    for name, pipe in nlp.pipeline:
        if nlp.get_pipe_meta(name).factory in ("ner", "beam_ner", "entity_ruler", "span_finder"):
            labels.update(getattr(pipe, "labels", ()))
    return frozenset("LOC" if label == "GPE" else label for label in labels)


def drop_in_boilerplate(mentions: list[Proposal], boilerplate: tuple[Piece, ...]) -> list[Proposal]:
    """Return the mentions that do not begin in boilerplate."""
    if not boilerplate:
        return mentions
    pieces = sorted(
        (piece.start, piece.end) for piece in boilerplate if piece.start is not None and piece.end is not None
    )
    starts = [start for start, _ in pieces]
    reach = list(accumulate((end for _, end in pieces), max))
    return [
        found for found in mentions if not (at := bisect_right(starts, found.start)) or reach[at - 1] <= found.start
    ]
