"""Page furniture: the spans of a text that are not the article.

A linear classifier tells the lines of a page apart (`line_classifier`), and what the page as a whole is (`page_kind`).
Phrases that only furniture has (`furniture.tsv`) take their line, or their sentence in a long line, whatever it says.
Lines that a source repeats from article to article are known from the corpus. A text of a line or two has none.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extract.article import LISTED, PageKind, Span
from extract.page.captions import find_captions
from extract.page.inline import SHORT, find_within_lines
from extract.page.line_classifier import score_lines
from extract.page.lines import Line, read_lines
from extract.page.page_kind import classify_page
from extract.page.phrases import (
    COUNTED,
    begins_furniture,
    find_phrases,
    introduces_story,
    is_furniture,
    is_row_of_buttons,
    lower_text,
    strip_edges,
)
from extract.page.repeats import digest
from extract.stretches import inside

BEGINNING = 300
"""Code points up to which a line that begins as furniture does is furniture."""
FOREIGN = 80
"""Code points of a line in another script than the text; a longer one is quoted, not left over from a button."""
HEADLINE = 160
FEW_LINES = 3
LABEL = 100
"""Code points up to which a line may be a label, a heading or a headline rather than a paragraph."""
FEW_LABELS = 4
"""A text with fewer such lines, and with fewer than three in ten, is no page: nothing surrounds its article."""

ABOVE, HEAD = 4, 12
"""Paragraphs that may stand above an article's author and date, and lines from one of them to the next."""
_HEADING_SIGNS = frozenset(("by", "date-only"))
FEW_LEFT_OUT, MANY_LEFT_OUT = 0.02, 0.3
"""Shares of a text, by code points, between which the classifier alone is believed: where no line says that it is
furniture, less is a name or a place below a letter, and more is a table or a timeline."""
SURE = -2.0
"""The score below which a paragraph is no article's, however much of the page is like it."""
CARRIED_ON = 40
"""Code points of two lines of which the second, in a small letter, carries on the first; labels have fewer."""
LONGEST_NOTICE = 1000
"""Code points beyond which a line with the words of a notice is an article that ends with one."""
MANY, DENSE = 4, 7.0
"""Different phrases of consent and promotion in a line, in all and in a thousand code points, that make it such."""

_CONSENT_SIGNS = ("cookie", "newsletter", "privacy", "consent")
_LINE = re.compile(r"\S[^\n]*")
_SIGNED = re.compile(
    r"[(*_]*(?:The )?[A-Z][\w .,’'-]{2,120} contributed to this (?:report|story|article)"
    r"|[(*_]*(?:Additional )?[Rr]eporting by |[(*_]*(?:Edited|Editing|Writing|Translated) by:? |Sources?: "
)  # "The Associated Press contributed to this report.", "Editing by Ann Lee": credits that are the article's
_CAPTION = re.compile(
    r"(?:AP(?::Associated Press)?|AFP|Reuters|REUTERS|G(?:etty|ETTY)(?: Images)?(?: - Getty)?|EPA|PA) [A-Z“\"].{29,}"
    r"[a-z.]$"
    r"|[A-Z“\"].{19,}[.\w] (?:Image|Photo|Picture): [A-Z][^\n:.]{1,40}\.?$"
)  # "Reuters Boats at the pier of Torvik last week.", "Boats at the pier. Photo: Bo Ek."
"""A caption with its credit, where that is no photographer's in brackets (`captions.find_captions`)."""
_SPOKEN = re.compile(
    r"(?!(?:READ|MORE|WATCH|LISTEN|RELATED|VIDEO|PHOTOS?|ALSO|SEE|UPDATED?|PUBLISHED|TAGS?|FILE|TOPICS?)\b)"
    r"(?:(?:[A-Z][A-Z.’'-]+ ?){1,4}: |\(\([A-Z][\w .’'-]{0,40}\)\) )"
)  # "HOLM: Thanks.", "((Ann Lee)) No."
CAPTION = 300
"""Code points of a caption."""
FEWEST_TURNS = 5
"""Lines that begin with who speaks, from which they are a transcript's."""
_SCRIPT = re.compile(r"[\u0370-\u1cff\u3040-\ud7ff]")
"""Letters that are not Latin: Greek, Cyrillic, Hebrew, Arabic, the scripts of India, Chinese, Japanese, Korean ..."""
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")

_ENDED = frozenset('.!?。"”’»)*_')

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Furniture:
    """What of a text is furniture."""

    spans: tuple[Span, ...] = ()
    """Ascending, disjoint, one for each contiguous run of lines."""
    sure: tuple[Range, ...] = ()
    """The lines that are furniture by their words: they are no headline either."""
    body: Range | None = None
    """Where the article stands, in a page."""
    kind: PageKind = "article"
    doubtful: Span | None = None
    """The first of the paragraphs that look like furniture and are kept, since they hold more than the others."""
    lines: tuple[Line, ...] = ()
    """Of a page, as its classifiers see them."""


def find_furniture(text: str, repeated: frozenset[int] = frozenset(), *, extracted: bool = False) -> Furniture:
    """Return the furniture of a text.

    Args:
        text: of an article or of a whole page.
        repeated: digests of the lines that its source repeats.
        extracted: that the text is no whole page, however many short lines it has: its reader has taken the article
            out of its page already, knowing more of it than its lines.

    """
    lines = [(match.start(), match.start() + len(match[0].rstrip())) for match in _LINE.finditer(text)]
    if len(lines) < FEW_LINES and len(text) < SHORT:
        return Furniture()
    low = lower_text(text)
    sure = [*_find_by_words(text, low, lines), *_find_consent(low, lines)]
    if repeated:
        sure += [(a, b) for a, b in lines if b - a < SHORT and digest(text[a:b]) in repeated]
    parts = list(find_within_lines(text, low, lines))
    sure += [part for part in parts if part in lines]
    if extracted or not _is_page(text, lines, len(sure)):
        sure += _find_foreign(text, lines)
        return Furniture(_to_spans(text, [*sure, *parts]), tuple(sorted(sure)))
    page = read_lines(text)
    scores = score_lines(page)
    shown = bool(sure or parts) or _is_marked(text, page)
    kind = classify_page(text, page, scores) if shown else "article"
    if kind in LISTED:
        return Furniture(_to_spans(text, lines), tuple(lines), None, kind)
    signed = {line.start for line in page if line.size < HEADLINE and _SIGNED.match(text, line.start)}
    spoken = {line.start for line in page if _SPOKEN.match(text, line.start)}
    signed |= spoken if len(spoken) >= FEWEST_TURNS else set()
    signed |= _find_captions(text, page, scores)
    kept, doubtful = _keep_article(page, scores, {start for start, _ in sure}, signed)
    left_out = [(line.start, line.end) for line, keep in zip(page, kept, strict=True) if not keep]
    share = sum(end - start for start, end in left_out) / len(text)
    if not shown and not FEW_LEFT_OUT < share < MANY_LEFT_OUT:
        left_out = []
    body = _find_body(page, kept)
    spans = _to_spans(text, [*sure, *parts, *left_out])
    doubt = Span.of(text, doubtful.start, doubtful.end) if doubtful else None
    return Furniture(spans, tuple(sorted(sure)), body, kind, doubt, tuple(page))


def _find_captions(text: str, lines: Sequence[Line], scores: Sequence[float]) -> set[int]:
    """Return where the captions with a credit begin that stand between the article's paragraphs."""
    own = [i for i, (line, score) in enumerate(zip(lines, scores, strict=True)) if line.prose and score > 0]
    within = lines[own[0] : own[-1]] if own else ()
    credited = find_captions(text, [(line.start, line.end) for line in lines])
    return {
        line.start
        for line in within
        if line.size < CAPTION and (inside(credited, line.start) or _CAPTION.match(text, line.start, line.end))
    }


def _is_marked(text: str, lines: Sequence[Line]) -> bool:
    """Tell whether lines have the marks of a page, or many read as headlines: without any figure, unlike a table's."""
    marked = sum(not _MARKUP.isdisjoint(line.features) for line in lines)
    titled = sum(
        LABEL // 3 < line.size < HEADLINE
        and not line.prose
        and not _RUNNING.intersection(line.features)
        and not _DIGIT.search(text, line.start, line.end)
        for line in lines
    )
    return marked > FEW_LABELS or titled > MANY_TITLES


def _find_body(lines: Sequence[Line], kept: Sequence[bool]) -> Range | None:
    """Return where the article's paragraphs stand, without a standfirst or a caption above its author and date."""
    prose = [i for i, (line, keep) in enumerate(zip(lines, kept, strict=True)) if keep and line.prose]
    if not prose:
        return None
    first = prose[0]
    for following in prose[1:ABOVE]:
        if following - first > HEAD or all(_HEADING_SIGNS.isdisjoint(line.features) for line in lines[first:following]):
            break
        first = following
    return lines[first].start, lines[prose[-1]].end


def _keep_article(
    lines: Sequence[Line], scores: Sequence[float], sure: set[int], signed: set[int]
) -> tuple[list[bool], Line | None]:
    """Tell for each line whether it is kept, and which is the first paragraph that is kept in doubt.

    A line that carries on one that is kept is kept with it. Where the paragraphs that would go,
    furniture by their words aside, hold more than those that would remain, all are kept: an article with its page costs
    less than a page without its article.
    """
    kept = [score > 0 or line.start in signed for line, score in zip(lines, scores, strict=True)]
    for i, (before, line) in enumerate(pairwise(lines), 1):
        carries_on = "lower" in line.features and min(before.size, line.size) > CARRIED_ON
        kept[i] = kept[i] or (kept[i - 1] and carries_on)
    remaining = sum(line.size for line, keep in zip(lines, kept, strict=True) if keep and line.prose)
    gone = [
        line
        for line, keep, score in zip(lines, kept, scores, strict=True)
        if line.prose
        and not keep
        and (score > SURE or not remaining)
        and not line.comment
        and line.start not in sure
        and (line.size > LONGEST_NOTICE or not _NOTICES.intersection(line.features))
    ]
    if sum(line.size for line in gone) <= remaining:
        return kept, None
    doubtful = set(gone)
    return [keep or line in doubtful for line, keep in zip(lines, kept, strict=True)], gone[0]


MANY_TITLES = 10
"""Lines that read as headlines, from which a text without any other sign is a page."""
_DIGIT = re.compile(r"\d")
_RUNNING = frozenset(("lower", "end.", "end:", "end,"))
_MARKUP = frozenset(("hash", "image", "bullet", "link-only", "link-most"))
"""What the lines of a page have among their features, and those of a table or a timeline have not."""
_NOTICES = frozenset(("consent1", "promotion2", "notice2", "mark", "link-most"))
"""What consent forms, promotion and notices of licence have among their features."""


def _is_page(text: str, lines: Sequence[Range], phrases: int) -> bool:
    """Tell whether a text may have a page around its article: by its lines that are short, unended or links."""
    linked = "](" in text
    labels = sum(
        end - start < LABEL
        or text[end - 1] not in _ENDED
        or text[end - 3 : end] == "..."
        or (linked and "](" in text[start:end])
        for start, end in lines
    )
    return labels >= FEW_LABELS and (phrases > 0 or labels * 10 >= 3 * len(lines) or labels > 2 * FEW_LABELS)


def _to_spans(text: str, ranges: Iterable[Range]) -> tuple[Span, ...]:
    return tuple(Span.of(text, start, end) for start, end in merge_ranges(text, ranges))


def merge_ranges(text: str, spans: Iterable[Range]) -> list[Range]:
    """Return spans joined where nothing but the end of a line is between them; a blank line keeps them apart."""
    found: list[Range] = []
    for start, end in sorted(spans):
        gap = text[found[-1][1] : start] if found else "x"
        if found and (start <= found[-1][1] or (not gap.strip() and gap.count("\n") < 2)):
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _find_by_words(text: str, low: str, lines: list[Range]) -> list[Range]:
    """Return the lines that are furniture by their words, and the headlines of other stories that some introduce."""
    found = []
    introduced = False
    for a, b in lines:
        known = False
        if b - a < SHORT:
            line = strip_edges(low[a:b])
            known = (
                is_furniture(line)
                or is_row_of_buttons(line)
                or (len(line) < BEGINNING and begins_furniture(line, sentence=text[b - 1] == "."))
            )
            headline = introduced and b - a < HEADLINE and text[b - 1] not in ".:"
            if known or headline:
                found.append((a, b))
            introduced = known and introduces_story(line)
        else:
            introduced = False
    return found


def _find_consent(low: str, lines: Sequence[Range]) -> list[Range]:
    """Return the lines of any length that are full of the words of consent forms and newsletters."""
    if not any(word in low for word in _CONSENT_SIGNS):
        return []
    starts = [start for start, _ in lines]
    phrases: dict[int, set[str]] = {}
    for kind in ("consent", "promotion"):
        for at, end in find_phrases(low, COUNTED)[kind]:
            phrases.setdefault(bisect(starts, at) - 1, set()).add(low[at:end])
    return [lines[i] for i, found in phrases.items() if len(found) >= MANY and _density(found, lines[i]) >= DENSE]


def _density(phrases: set[str], line: Range) -> float:
    return 1000 * len(phrases) / (line[1] - line[0])


def _find_foreign(text: str, lines: list[Range]) -> list[Range]:
    """Return the short lines that are written in another script than the text."""
    if text.isascii() or not _SCRIPT.search(text):
        return []
    strange = len(_SCRIPT.findall(text)) > len(_LATIN.findall(text))
    return [
        (a, b)
        for a, b in lines
        if b - a < FOREIGN
        and (latin := len(_LATIN.findall(text, a, b))) + (other := len(_SCRIPT.findall(text, a, b))) > 3
        and (latin > 4 * other if strange else other > 4 * latin)
    ]
