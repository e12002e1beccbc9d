"""The decisions of analysts about names, and their JSON form."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, cast, get_args

from extract.anchor import Selector
from extract.errors import SitrepError

Kind = Literal["merge", "split", "unsure", "relabel", "reject", "rename", "same-story", "other-story"]
Scope = Literal["mention", "article", "corpus"]

STORIES = ("same-story", "other-story")
"""What is said of two articles, by their ids in `names` and `others`: the first is of the other's story, or is not."""
STORY = "STORY"
"""The label of a decision on stories."""
JUDGEMENTS = ("merge", "split", "unsure", *STORIES)
"""Same, different, not known: what is said of two names, so that nobody is asked again."""


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision. It speaks of names as they stand in texts, so that it holds for every later extraction too."""

    kind: Kind
    label: str
    """Label of the entity that it is about, as it was when the decision was made."""
    names: tuple[str, ...]
    """The entity's name and aliases; for a mention, the mention's text."""
    scope: Scope = "corpus"
    article: str | None = None
    """Id of the article, unless the scope is the corpus."""
    place: Selector | None = None
    """For a single mention: where it stands."""
    others: tuple[str, ...] = ()
    """For merge, split and unsure: name and aliases of the other entity; empty where a mention is split off."""
    other_label: str | None = None
    """Label of the other entity; None: the same."""
    value: str | None = None
    """For relabel the new label, for rename the new name, for merge the common name (None: that of the first)."""
    by: str = ""
    at: str = ""
    """When, ISO 8601 in UTC."""


def fold_case(name: str) -> str:
    """Fold case, spacing and Unicode composition of a name; accents stay: a decision may hold Ján and Jan apart."""
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


def decision_key(decision: Decision) -> str:
    """Compute the key of what a decision is about: a later decision with the same key replaces it."""
    one = f"{decision.label}:{'|'.join(sorted(map(fold_case, decision.names)))}"
    parts = [decision.scope, decision.article or "", "" if decision.place is None else str(decision.place.start)]
    if decision.kind in JUDGEMENTS:
        other = f"{decision.other_label or decision.label}:{'|'.join(sorted(map(fold_case, decision.others)))}"
        return "\0".join(["judgement", *parts, *sorted((one, other))])
    return "\0".join([decision.kind, *parts, one])


def to_document(decision: Decision) -> dict[str, Any]:
    """Encode a decision as a JSON object; empty fields are left out."""
    place = decision.place
    values = {
        "kind": decision.kind,
        "label": decision.label,
        "names": list(decision.names),
        "scope": decision.scope,
        "article": decision.article,
        "place": place and [place.start, place.end, place.exact, place.prefix, place.suffix],
        "others": list(decision.others),
        "other_label": decision.other_label,
        "value": decision.value,
        "by": decision.by,
        "at": decision.at,
    }
    return {name: value for name, value in values.items() if value not in (None, [], "")}


def from_document(document: Mapping[str, Any]) -> Decision:
    """Decode a decision that `to_document` encoded.

    Raises:
        SitrepError: where the object is none.

    """
    try:
        kind, scope = document["kind"], document.get("scope", "corpus")
        if kind not in get_args(Kind) or scope not in get_args(Scope):
            raise ValueError(f"{kind} {scope}")
        needed = {"relabel": "value", "rename": "value"}.get(kind), None if scope == "corpus" else "article"
        for name in filter(None, needed):
            str(document[name])
        place = document.get("place")
        return Decision(
            cast("Kind", kind),
            str(document["label"]),
            tuple(map(str, document["names"])),
            cast("Scope", scope),
            document.get("article"),
            Selector(*place) if place else None,
            tuple(map(str, document.get("others", ()))),
            document.get("other_label"),
            document.get("value"),
            str(document.get("by", "")),
            str(document.get("at", "")),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise SitrepError(f"is no decision: {error!r}") from error
