"""The extensions on `Doc` through which the components hand their results on, declared in one place."""

from __future__ import annotations

from typing import Any

from spacy.tokens import Doc

from extract.article import Article, Card, Dateline
from extract.mentions.grid import Grid
from extract.own_names import OwnNames

STATE: dict[str, Any] = {
    "article": None,
    "page": None,
    "model": None,
    "kind": "article",
    "language": None,
    "boilerplate": (),
    "doubtful": None,
    "dateline": Dateline(),
    "grid": None,
    "trees": None,
    "listed": (),
    "own_names": OwnNames(),
    "amounts": (),
    "mentions": (),
    "entities": (),
    "captions": (),
    "cast": None,
    "mention_entity": None,
    "quotes": (),
    "figures": (),
    "equipment": (),
    "agreements": (),
    "who": (),
    "where": (),
    "when": (),
    "lead": (),
    "flags": (),
    "card": Card(),
}
"""Name on `Doc._` and its value before its component has run.
Types: article Article; page Page | None: what the page says, where it was read before; model str | None: the user's
own pipeline that recognises the names; kind PageKind; language str | None; boilerplate tuple[Span, ...]; doubtful
Span | None; dateline Dateline; own_names OwnNames; grid Grid | None; trees Trees | None; listed, amounts, mentions
tuple[Proposal, ...]: what the lexicon proposes, what the patterns propose, and `doc.ents` as plain values, of which
spaCy makes an object at each look; entities tuple[Entity, ...]; mention_entity dict from a mention's (start, end) to
its entity's id; captions tuple[Stretch, ...]; cast Cast | None; the parts of the card, tuples of the values in
`extract.article`; card Card."""

for _name, _default in STATE.items():
    if not Doc.has_extension(_name):
        Doc.set_extension(_name, default=_default)


def text_of(doc: Doc) -> str:
    """Return the text of a doc as its article has it: `doc.text` is joined anew from the tokens at each access."""
    article: Article | None = doc._.article
    return doc.text if article is None else article.text


def english(doc: Doc) -> bool:
    """Tell whether a doc is read as English: what nobody can tell the language of is."""
    return doc._.language in ("en", None)


def grid_of(doc: Doc) -> Grid:
    """Return where the tokens of a doc stand; worked out once, when its tokens are final."""
    grid: Grid | None = doc._.grid
    if grid is None:
        grid = doc._.grid = Grid.of(doc)
    return grid


def sentences_of(doc: Doc) -> list[tuple[int, int]]:
    """Return start and end of each sentence, as `doc.sents` has them, without making a Span of each."""
    if not len(doc):
        return []
    grid = grid_of(doc)
    opens = doc.to_array("SENT_START") == 1
    opens[0] = True
    first = opens.nonzero()[0].tolist()
    last = [*(token - 1 for token in first[1:]), len(doc) - 1]
    return [(grid.starts[one], grid.ends[other]) for one, other in zip(first, last, strict=True)]
