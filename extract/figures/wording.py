"""Gives a figure the whole of its words by the tree of its sentence, where a part of them would say something else.

40 percent below the average            what it is compared with
$3 million in cash and stock            all that it is counted in
revenue of $3 million beat the plan     no verb: "beat the plan" is not what is counted
data about the $3 million fund          no "about" that belongs to what stands before
3 percent in May                        when it was so many
"""

from __future__ import annotations

import re
from dataclasses import replace

from extract.article import Figure
from extract.date_grammar import MONTH, YEAR
from extract.syntax import FINITE, Trees

LONGEST = 60
"""Code points by which a figure is widened at most."""

_COMPARED = re.compile(
    r"(?: per [a-z]+| an? [a-z]+)? (?:below|above|beneath|short of|higher|lower|more|less|fewer|greater|larger|smaller"
    r"|cheaper|faster|slower|worse|better)\b( than\b)?"
)
"""Behind an amount that is a difference: "14 cents per gallon higher than", "40 percent below"."""
_ASIDE = re.compile(r" \([^()\n]{2,20}\)|,(?= [0-9.,]+-[a-z]+ )(?: [0-9.,]+-[a-z]+)")
"""Behind a measure: the same in another one, or another one of the same thing."""
_CODE = len("EUR")
_JOINED = re.compile(r",? (?:and|or) |, ")
_TIME = re.compile(
    r" (?:(?:a|one|two|three) (?:year|month|quarter|week)s? (?:ago|earlier|before)|last (?:year|month|quarter|week)"
    rf"|in (?:{MONTH}(?:,? {YEAR})?|{YEAR}|(?:the )?(?:[a-z-]+ )?(?:first|second|third|fourth|final|last|latest|same"
    r"|previous|prior|year-ago|year-earlier)(?: fiscal)? (?:quarter|half|month|year)))\b(?![-–’'])"
)
"""Behind a figure: when it was so many, "3 percent in the second quarter", "$4 million a year earlier"."""
_PREPOSITION = re.compile(r"(?:about|around|over|under) (?=(?:the|an?) [^a-z])", re.IGNORECASE)


def is_open(text: str, figure: Figure) -> bool:
    """Tell whether a figure may have more words than are read without a tree."""
    joined = is_money(figure) and (_JOINED.match(text, figure.end) or text.endswith(" of ", 0, figure.start))
    return bool(joined or _COMPARED.match(text, figure.end) or _PREPOSITION.match(figure.text))


def is_money(figure: Figure) -> bool:
    """Tell whether the unit of a figure is the code of a currency."""
    return figure.unit is not None and figure.unit.isalpha() and figure.unit.isupper() and len(figure.unit) == _CODE


def complete(text: str, trees: Trees, figure: Figure) -> Figure:
    """Return a figure with the whole of its words, and none that are not its own."""
    inside = trees.tokens_within(figure.start, figure.end)
    if not inside:
        return figure
    start, end = figure.start, figure.end
    if is_money(figure):
        verb = next((at for at in inside[2:] if trees.tags[at] in FINITE and trees.words[at] != "won"), None)
        end = _second_noun(trees, inside, end) if verb is None else trees.ends[verb - 1]
    if _PREPOSITION.match(figure.text) and trees.labels[inside[0]] == "case":
        start = trees.starts[inside[1]]
    return replace(figure, text=text[start:end], start=start, end=end)


def compare(text: str, trees: Trees, figure: Figure) -> Figure:
    """Return a figure with what it is compared with: "3 percent lower", "$100 below last year's high"."""
    found = _COMPARED.match(text, figure.end)
    if found is None:
        return figure
    end = found.end()
    head, word = trees.token_at(end + 1), trees.token_at(end - 1)
    if head is not None and trees.tags[head].startswith(("W", "V", "PRP")) and trees.tags[head] != "PRP$":
        end = found.start(1) if found[1] else end  # "higher than what it said"
    elif head is not None and word is not None and (found[1] or trees.labels[word] == "case"):
        while trees.heads[head] > head and trees.tags[trees.heads[head]].startswith(("NN", "CD")):
            head = trees.heads[head]
        stop = trees.span(head, ("acl", "acl:relcl", "appos", "punct", "conj", "cc", "parataxis", "advcl"))[1]
        end = stop if end < stop <= end + LONGEST else end
    return replace(figure, text=text[figure.start : end], end=end)


def with_thing(text: str, trees: Trees, figure: Figure) -> Figure | None:
    """Return a measure with the thing that has it: "a 74-metre (242-foot) boat"; None where nothing follows it."""
    aside = _ASIDE.match(text, figure.end)
    at, end = trees.tokens_within(aside.end() if aside else figure.end, len(text)), figure.end
    last = aside.end() if aside else figure.end
    for token in at:
        if trees.starts[token] > last + 1 or not trees.tags[token].startswith(("NN", "JJ", "HYPH", "CD")):
            break
        last = trees.ends[token]
        end = last if trees.tags[token].startswith("NN") else end
    return replace(figure, text=text[figure.start : end], end=end) if end > figure.end else None


def with_time(text: str, figure: Figure) -> Figure:
    """Return a figure with the month, quarter or year behind it in which it was so many."""
    found = _TIME.match(text, figure.end)
    return replace(figure, text=text[figure.start : found.end()], end=found.end()) if found else figure


def _second_noun(trees: Trees, inside: range, end: int) -> int:
    """Return the end of what is joined to the noun of an amount: "in cash and stock"."""
    for token in (at for at in inside if trees.tags[at].startswith("NN") and trees.child(at, "nummod") is None):
        for joined in trees.children(token, "conj"):
            start, stop = trees.span(joined, ("acl", "acl:relcl", "appos", "punct", "nmod", "parataxis", "advcl"))
            counted = any(trees.tags[at] in ("CD", "$", "DT", "PRP$") for at in trees.tokens_within(start, stop))
            if trees.tags[joined] in ("NN", "NNS") and not counted and 0 < start - end <= 2 and stop - end <= LONGEST:
                end = stop
    return end
