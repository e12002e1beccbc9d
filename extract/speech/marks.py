"""Direct quotations found by their marks, in text whose marks are mixed, nested, joined to words or unbalanced.

One pass over the marks keeps what is open. A straight mark opens or closes by what stands around it; where that does
not tell ("aggressor."We want ...") what is open decides. A quotation ends with its paragraph at the latest, so that a
mark without a partner never swallows the rest of an article.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

LONGEST = 3000
"""Code points: a mark that has found no partner by then has none."""
LINES = 8
"""Single line breaks that one quotation may span; a blank line always ends it."""
DEEPEST = 2
"""Quotations inside quotations that are followed; deeper ones are marks gone wrong."""
ATTRIBUTION = 120
"""Code points between two pieces of speech that tell who speaks."""
LONGEST_HEADING = 160
"""Code points."""
UNCLOSED = 600
"""Code points kept of a quotation that was never closed."""

HEADING = re.compile(r"\s(?P<who>[A-Z][A-Z.'’-]+(?:\s[A-Z][A-Z.'’-]*){1,3}),[^a-z\n“”\"]{3,140}\Z")
"""Before the words of somebody who is named in capitals: "ANN LEE, ECONOMIST, TARN BANK “It is late."""
WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
_SMALL = frozenset(
    ["a", "an", "the", "of", "in", "on", "at", "to", "for", "and", "or", "by", "with", "from", "as", "is"]
)
_MARK = re.compile(  # begins with a set of characters, to which the engine skips
    r"[“”„‟\"«»＂❝❞\n'`&](?:(?<=[“”„‟\"«»＂❝❞])|(?<=\n)(?:[ \t\r]*\n\s*)?"
    r"|(?<![\w’'].)(?:(?<=')'(?=\w)|(?<=`)`(?=\s?\w))|(?<=[\w.,!?… ]')'(?![\w'])|(?<=&)(?:quot|[lrb]dquo|[lr]aquo);)"
)
_ANGLES = {"«", "»", "&laquo;", "&raquo;"}
_OPENERS = {"“", "„", "‟", "❝", "``", "&ldquo;", "&bdquo;"}
_CLOSERS = {"”", "❞", "&rdquo;"}
_BEFORE_OPENING = " \t\n\r\xa0\u2009\u202f([{—–-:/=>*"
_AFTER_CLOSING = " \t\n\r\xa0\u2009\u202f.,;:!?)]}—–-/<*"
_LINE_OR_SENTENCE_END = re.compile(r"[.!?…](?=\s+[A-Z“\"«„]|\s*\Z)|\n|[^\n](?=\Z)")
_SENTENCE_ENDED = re.compile(r"[.!?…]\s{1,3}\Z")
_SENTENCE_END = re.compile(r"[.!?…](?=\s)")
_SENTENCE_BREAK = re.compile(r"[.!?…][’']?\s+[A-Z“‘]")
_SINGLE_OPEN = re.compile(
    r"[‘‚'](?:(?:(?<=[\s(\[“\"«—–:,-].)|(?<=^.))(?!(?:em|tis|twas|cause|til|till|round|bout|n)\b|\d0s)(?=[^\W_])"
    r"|(?<=[a-z.,:;]‘)(?=[A-Z]))",
    re.MULTILINE,
)
_SINGLE_CLOSE = re.compile(r"(?<=[^\s‘'])[’'](?![\w’'])|‘|\n|(?<=\s)'(?=\w)|(?<=[.,!?…])’(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class Marked:
    """A quotation: the words (`start`, `end`), and the same with the marks around them (`outer_start`, `outer_end`)."""

    start: int
    end: int
    outer_start: int
    outer_end: int
    closed: bool = True
    """False where the closing mark is missing, and the end was found by paragraph or sentence."""


def marked(text: str) -> list[Marked]:
    """Return the quotations that double marks or single ones enclose, in order, none inside another."""
    double = _Scanner(text).scan()
    return sorted([*double, *_single(text, double)], key=lambda q: q.start)


def is_title(words: list[str]) -> bool:
    """Tell whether every word that matters is capitalised, as in a book's or a programme's name."""
    return all(word[0].isupper() or word[0].isdigit() or word.lower() in _SMALL for word in words)


@dataclass(slots=True)
class _Open:
    at: int
    inner: int
    lines: int = 0


class _Scanner:
    """Walks over the double marks of a text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.found: list[Marked] = []
        self.open: list[_Open] = []
        self.nested: list[Marked] = []

    def scan(self) -> list[Marked]:
        for match in _MARK.finditer(self.text):
            if self.open and match.start() - self.open[0].inner > LONGEST:
                self._give_up()
            if self.text[match.start()] == "\n":
                self._line_break(match)
                continue
            match self._turn(match):
                case "open":
                    self._opening(match)
                case "close" if self.open:
                    self._closing(match)
        if self.open:
            self._paragraph_end(len(self.text), len(self.text))
        return self.found

    def _opening(self, match: re.Match[str]) -> None:
        at = match.start()
        if self.open and (heading := HEADING.search(self.text, max(self.open[0].inner, at - LONGEST_HEADING), at)):
            inner = list(self.nested)
            self._end_unclosed(self._before_inner(heading.start()))
            self.found.extend(inner)
        elif self.open:
            line_end = _line_end_before(self.text, at) or self._paragraph_before(at)
            if line_end is not None:
                self._end_unclosed(line_end)
            elif len(self.open) > DEEPEST:
                self._give_up()
        self.open.append(_Open(at, match.end()))

    def _closing(self, match: re.Match[str]) -> None:
        opened = self.open.pop()
        quotation = Marked(opened.inner, match.start(), opened.at, match.end())
        if self.open:
            while self.nested and self.nested[-1].outer_start > quotation.outer_start:
                self.nested.pop()
            self.nested.append(quotation)
        else:
            self.found.append(quotation)
            self.nested.clear()

    def _line_break(self, match: re.Match[str]) -> None:
        if self.open:
            self.open[0].lines += 1
            if match[0].count("\n") > 1 or self.open[0].lines > LINES:
                self._paragraph_end(match.start(), match.end())

    def _paragraph_end(self, at: int, following: int) -> None:
        """The next paragraph reopens what this one leaves open, or the closing mark is missing, or it was no speech."""
        if self.text[following : following + 1] in {"“", "„", "«", '"'} and at != following and not self.nested:
            self._end_unclosed(at)
        else:
            self._give_up()

    def _end_unclosed(self, at: int) -> None:
        outer = self.open[0]
        self.found.append(Marked(outer.inner, at, outer.at, at, closed=False))
        self.open.clear()
        self.nested.clear()

    def _give_up(self) -> None:
        """The outermost mark has no partner: its sentence is speech where speech begins there; what is whole stays."""
        outer, text = self.open[0], self.text
        begins = _line_end_before(text, outer.at) is not None or text[: outer.at][-3:].rstrip()[-1:] in {":", ","}
        limit = min([outer.inner + UNCLOSED, *(q.outer_start for q in self.nested), *(o.at for o in self.open[1:])])
        line_end = _LINE_OR_SENTENCE_END.search(text, outer.inner, limit)
        if line_end and (begins or (self._goes_on(outer.at) and " said" not in text[outer.inner : line_end.end()])):
            end = line_end.end() if line_end[0] != "\n" else line_end.start()
            self.found.append(Marked(outer.inner, end, outer.at, end, closed=False))
        self.found.extend(self.nested)
        self.open.clear()
        self.nested.clear()

    def _before_inner(self, end: int) -> int:
        """Return where words without a closing mark end: before what is marked inside, which may not be theirs."""
        if not self.nested:
            return end
        inner = self.nested[0]
        ends = [m.end() for m in _SENTENCE_END.finditer(self.text, self.open[0].inner, inner.outer_start)]
        return inner.outer_start if self.text[inner.start].isupper() or not ends else ends[-1]

    def _paragraph_before(self, at: int) -> int | None:
        """Return where a paragraph ends that pages joined to the next: '"It is open. "It was closed."'."""
        start = self.open[0].inner
        ended = _SENTENCE_ENDED.search(self.text, max(start, at - 4), at)
        if len(self.open) > 1 or at - start > UNCLOSED or ended is None or " said" in self.text[start:at]:
            return None
        return ended.start() + 1

    def _goes_on(self, at: int) -> bool:
        """Tell whether a mark opens more of the words before: '"...," X said. "It'."""
        if not self.found or at - self.found[-1].outer_end > ATTRIBUTION:
            return False
        between = self.text[self.found[-1].outer_end : at]
        return "\n" not in between and between.rstrip().endswith((".", "!", "?"))

    def _turn(self, match: re.Match[str]) -> Literal["open", "close", "none"]:
        """Tell what a mark does, by its shape, what stands around it and what is open."""
        mark, end = match[0], match.end()
        before = self.text[match.start() - 1] if match.start() else " "
        after = self.text[end : end + 1] or " "
        opens, closes = before in _BEFORE_OPENING, after in _AFTER_CLOSING
        if mark in _OPENERS:
            # German “ closes what „ opened; elsewhere it is a wrong mark
            return "close" if self.open and closes and not opens else "open"
        if mark in _CLOSERS:
            return "open" if not self.open and opens and not closes else "close"
        if opens != closes:
            return "open" if opens else "close"
        if mark in _ANGLES:
            return "open" if mark in {"«", "&laquo;"} else "close"
        if self.open:
            return "close"
        return "none" if after in "\r\n" or end == len(self.text) else "open"


def _line_end_before(text: str, at: int) -> int | None:
    """Return where the line before ends, if only white space stands between that line break and `at`."""
    head = text[max(0, at - 100) : at]
    space = len(head) - len(head.rstrip())
    return at - space if space == at or "\n" in head[len(head) - space :] else None


def _single(text: str, double: list[Marked]) -> Iterator[Marked]:
    """Yield what single marks enclose outside double ones, telling closing marks from apostrophes."""
    inside = iter(double)
    quotation = next(inside, None)
    at = 0
    while match := _SINGLE_OPEN.search(text, at):
        start = match.start()
        while quotation and quotation.outer_end <= start:
            quotation = next(inside, None)
        if quotation and quotation.outer_start <= start:
            at = quotation.outer_end
            continue
        close = _closing(text, match.end(), match[0])
        if close is None or (quotation and quotation.outer_start < close):
            at = match.end()
        else:
            yield Marked(match.end(), close, start, close + 1)
            at = close + 1


def _closing(text: str, start: int, opening: str) -> int | None:
    """Return the closing single mark, told from a plural's apostrophe ("the allies’ fear").

    That is the first mark behind anything but a plural, else the last behind one; further down than the first sentence
    only a mark behind punctuation.
    """
    plural = None
    sentence = _SENTENCE_BREAK.search(text, start, start + LONGEST // 4)
    first_ends = sentence.end() if sentence else start + LONGEST // 4
    for match in _SINGLE_CLOSE.finditer(text, start, start + LONGEST // 4):
        at, mark = match.start(), match[0]
        if mark in "\n‘" or text[at - 1].isspace() or (at >= first_ends and plural is not None):
            break
        if (opening == "'") != (mark == "'"):
            continue
        if text[at - 1] in ".,!?…" or (text[at - 1] not in "sS" and at < first_ends):
            return at
        plural = at
    return plural
