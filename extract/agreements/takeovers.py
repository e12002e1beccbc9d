"""Finds who buys whom, or a stake in whom, where a verb tells it.

A agreed to buy B for $2 billion      signed
A said it will acquire B's paper mill announced
A offered to buy a stake in B         proposed
A sold its paper mill to B            signed

Both sides have to be named: who buys ferries, or shares on a market, makes no agreement that is news.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extract.agreements.parties import Party
from extract.agreements.phrases import complement_end
from extract.agreements.status import Standing
from extract.alternation import WordFinder
from extract.article import Agreement
from extract.stretches import inside
from extract.syntax import Trees
from extract.tables import words

KIND = "takeover"
LONGEST = 160
"""Code points of a takeover's words; a clause that needs more is too involved to be shown."""
_VERBS = words("extract.agreements", "buying")
_FAILED, _PARTS, _OUTSIDE = (words("extract.agreements", kind) for kind in ("failed", "parts", "outside"))
_LOOSE = ("acl", "acl:relcl", "appos", "parataxis", "punct", "advcl", "conj", "cc", "dep")
_BEHIND = frozenset({"for", "from", "to", "with", "in"})
"""Prepositions of what belongs to a purchase: its price, who sells, who buys."""
_FINDER = WordFinder(f"{verb}(?!\\w)" for verb in sorted(_VERBS))


def verbs_of_buying(text: str) -> Iterator[int]:
    """Yield where a text has a verb of buying or selling."""
    yield from (start for start, _ in _FINDER.find(text))


def takeovers_in(
    text: str, names: Sequence[Party], skip: Sequence[tuple[int, int]], trees: Trees
) -> Iterator[Agreement]:
    """Yield the purchases of a body, or of what is a body's, by another."""
    bodies = [name for name in names if not (name.place or name.adjective or name.person)]
    for start in verbs_of_buying(text):
        verb = trees.token_at(start)
        if verb is None or inside(skip, start) or not trees.tags[verb].startswith("VB") or _is_aside(text, trees, verb):
            continue
        bought = trees.child(verb, "obj")
        if bought is None or bought < verb or not _is_body(trees, bought, bodies):
            continue
        near = [name for name in bodies if abs(name.start - start) <= 2 * LONGEST]
        standing = Standing(text, trees, bought, KIND)
        parties, status = standing.parties(near), standing.status()
        end = complement_end(text, trees, trees.span(bought, _LOOSE)[1], _BEHIND)
        buyer = _find_buyer(trees, verb)
        buys = [name for name in near if buyer is not None and name.start <= trees.starts[buyer] < name.end]
        told = [name.text for name in near if name.text in parties and start < name.start < end]
        owner_alone = text[start:end].endswith(("'s", "’s"))  # what is bought stands apart: "B's ( BB.N ) bank"
        if buys and told and not owner_alone and status != "reported" and end - start <= LONGEST:
            parties = tuple(dict.fromkeys([buys[0].text, *told]))
            if len(parties) > 1:
                yield Agreement(text[start:end], parties, status, start, end)


def _is_body(trees: Trees, bought: int, bodies: Sequence[Party]) -> bool:
    """Tell whether what is bought is a body, or a part of one: "B", "a stake in B", not "shares", "B's phones"."""
    code = trees.tags[bought] == "NNP"  # "General Works GW.N", where the parser takes the code for the noun
    at = trees.starts[bought]
    named = any(name.start <= at < name.end or (code and name.end + 1 == at) for name in bodies)
    return named or trees.words[bought] in _PARTS


def _find_buyer(trees: Trees, verb: int) -> int | None:
    """Find who buys: the subject of the verb, or of the nearest above, pronouns aside: "A said it will buy B"."""
    for token in (verb, *trees.ancestors(verb)):
        if trees.words[token] in _OUTSIDE:
            return trees.child(token, "obj")  # "A urged B to sell its bank"
        subject = trees.child(token, "nsubj", "nsubj:pass")
        if subject is not None and not trees.tags[subject].startswith("PRP"):
            return subject
    return None


def _is_aside(text: str, trees: Trees, verb: int) -> bool:
    """Tell whether it is told in passing, or did not happen: "A, which bought B in 2030", "A refused to buy B"."""
    above = [verb, *trees.ancestors(verb)]
    apart = trees.child(verb, "compound:prt") is not None or text.startswith(" back ", trees.ends[verb])
    if apart or any(trees.labels[token] == "acl:relcl" for token in above):
        return True  # "which bought B", "buys back shares", "sold off"
    if any({"not", "n't", "n’t", "never"} & trees.child_words(token, "advmod") for token in above[:3]):
        return True
    return any(trees.words[token] in _FAILED for token in above)
