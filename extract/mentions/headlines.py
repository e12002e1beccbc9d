"""Names in headlines that are written in capitals: those that the article names elsewhere, and no others.

A recogniser takes "LECORNU VISITS KYIV" for a name, since nothing there tells a name from a verb.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.mentions.found import STRONG, Proposal

_LINE = re.compile(r"[^\n]+")
_WORDS = 4
"""Words from which a line in capitals is a headline."""
_NAMES = frozenset(("PERSON", "ORG", "LOC", "FAC"))
_OPENS = re.compile(r"[.!?”\"] \Z")
_BEGINS = re.compile(r" [A-Z][\w’'-]*[a-z]\b")
_SHOUTED_BEHIND = re.compile(r" (?:[A-Z]+ )*[A-Z]{3,} (?:[A-Z][a-z]|The |In |A )")
_SHOUTED_BEFORE = re.compile(r"[.!?”\"] (?:[A-Z]+ )*[A-Z]{3,} \Z")
_ACRONYM = 5
"""Letters up to which one word in capitals may be an abbreviation."""


def settle_headlines(mentions: list[Proposal], text: str) -> list[Proposal]:
    """Cut names in lines of capitals to what the rest of the article names; drop those of which nothing is left.

    What the lexicon is sure of and abbreviations stay, and all does where the whole text is in capitals.
    """
    mentions = [mention for mention in mentions if not _is_heading(mention, text)]
    lines = [line.span() for line in _LINE.finditer(text) if line[0].isupper() and len(line[0].split()) >= _WORDS]
    if not lines:
        return mentions

    def shouted(mention: Proposal) -> bool:
        return mention.label in _NAMES and any(start <= mention.start < end for start, end in lines)

    known = {text[m.start : m.end].casefold() for m in mentions if m.label in _NAMES and not shouted(m)}
    known |= {form.rsplit(" ", 1)[-1] for form in known}
    if not known:
        return mentions
    settled: list[Proposal] = []
    for mention in mentions:
        form = text[mention.start : mention.end]
        short = " " not in form and len(form) <= _ACRONYM
        kept = not shouted(mention) or mention.strength >= STRONG or short
        settled += [mention] if kept else _known(mention, form, known)
    return settled


def _is_heading(mention: Proposal, text: str) -> bool:
    """Tell whether a name is a word of a heading within the text: "HARBOUR TALKS The minister said"."""
    if mention.label == "PERSON" or mention.strength >= STRONG or mention.end - mention.start <= _ACRONYM:
        return False
    form = text[mention.start : mention.end]
    if form.isupper() and " " in form and _OPENS.search(text, max(0, mention.start - 2), mention.start):
        return _BEGINS.match(text, mention.end) is not None
    return (
        form.isupper()
        and form.isalpha()
        and (
            _SHOUTED_BEHIND.match(text, mention.end) is not None
            or _SHOUTED_BEFORE.search(text, max(0, mention.start - 24), mention.start) is not None
        )
    )


def _known(mention: Proposal, form: str, known: set[str]) -> Iterator[Proposal]:
    """Yield the longest stretch of words of a mention that is a name elsewhere."""
    words = [(word.start(), word.end()) for word in re.finditer(r"\S+", form)]
    stretches = [(first[0], last[1]) for i, first in enumerate(words) for last in words[i:]]
    for start, end in sorted(stretches, key=lambda span: span[0] - span[1]):
        if form[start:end].casefold() in known:
            yield mention._replace(start=mention.start + start, end=mention.start + end)
            return
