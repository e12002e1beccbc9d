"""The lead: the one to three sentences that together tell what happened. No spaCy.

The first sentence of a story is its best summary. The next two are those that share most words with the rest of the
article, discounted by how far down they stand and by what is told already; on annotated news that beats the first three
sentences by 8 points of F1 over words.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from itertools import chain

MOST = 3
FEWEST_WORDS = 6
DISCOUNT = 0.5
"""Taken from a sentence's weight for each sentence above it."""
REPEATED = 0.5
"""What a word still weighs that a sentence chosen before has told."""
FARTHEST = 200
"""Sentences looked at: further down the discount leaves nothing."""

_WORD = re.compile(r"[^\W\d_]{4,}")
"""Shorter words carry no weight."""
_UPDATE = re.compile(
    r"^[ \t]*(?:[\w ,.]{0,24}[ \t,|-]+)?\d{1,2}[:.]\d{2}(?:[ \t]?(?:[ap]\.?m\.?|GMT|UTC|CES?T|E[SD]T|BST|MSK))*[ \t]*$",
    re.MULTILINE,
)
_NO_STORY = re.compile(
    r"\s*(?:Source|Photo|Image|Picture|Video|Caption|By|Updated|Published|Read more|Author|Editor)\b\s*[:|(/]"
    r"|\s*\(?Photo\b|\s*©"
    r"|\s*\(?Editors?['’]?s?['’]?\s+note\b|\s*The\s(?:opinions?|views?)\sexpressed\b",
    re.IGNORECASE,
)
_ENDS = re.compile(r"[.!?…][\"”’»)\]]*\Z")


def choose_lead(
    text: str, sentences: Sequence[tuple[int, int]], skip: Sequence[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Choose the sentences that tell what happened, most important first; each dated update opens with its own.

    Args:
        sentences: start and end of each sentence, in order.
        skip: what is no part of the story (furniture, headline, byline, captions), ascending.

    """
    body = _body(text, sentences, skip)[:FARTHEST]
    if not body:
        return []
    words = [set(_WORD.findall(text[start:end].lower())) for start, end in body]
    spread = Counter(chain.from_iterable(words))
    weight = {word: math.log(count) for word, count in spread.items() if count > 1}
    chosen = _update_openings(text, body)
    while len(chosen) < min(MOST, len(body)):
        told = set().union(*(words[i] for i in chosen))
        scores = {
            i: sum(weight.get(word, 0.0) * (REPEATED if word in told else 1) for word in each) - DISCOUNT * i
            for i, each in enumerate(words)
            if i not in chosen
        }
        chosen.append(max(scores, key=scores.__getitem__))
    return [body[i] for i in chosen]


def _body(text: str, sentences: Sequence[tuple[int, int]], skip: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    body: list[tuple[int, int]] = []
    at = 0
    for start, end in sentences:
        while at < len(skip) and skip[at][1] <= start:
            at += 1
        if at < len(skip) and skip[at][0] < end:
            continue
        sentence = text[start:end]
        count = sentence.count(" ") + 1
        if count < FEWEST_WORDS or _NO_STORY.match(sentence) or (count < 12 and not _ENDS.search(sentence[-4:])):
            continue
        body.append((start, end))
    return body


def _update_openings(text: str, body: list[tuple[int, int]]) -> list[int]:
    """Find the sentences that open the story and each dated update below it, by index."""
    first = [0]
    for stamp in _UPDATE.finditer(text, body[0][1]):
        after = next((i for i, (start, _) in enumerate(body) if start >= stamp.end()), None)
        if after is not None and after not in first:
            first.append(after)
        if len(first) == MOST:
            break
    return first
