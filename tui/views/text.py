"""The article's text as lines: wrapped a paragraph at a time and only where it is looked at, so size is no matter.

A place is an offset into the text, never a line number, so that a change of width loses nothing.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from rich.style import Style

from extract.article import Record
from extract.visible import visible
from tui.labels import label
from tui.theme import Theme
from tui.views.cells import Piece, cut, wrap

BLOCK_MAX = 4000
"""Code points after which a paragraph is taken for several: a line of 100 MB must not be wrapped as a whole."""
KEPT = 256
"""Wrapped paragraphs that are kept."""
INDENT_MAX = 4
"""Spaces before a line that are drawn: a nested list has so many, the text of an HTML source file far more."""

Line = tuple[int, int]
LETTERS, EVERY, PLAIN, NONE = "letters", "every", "plain", "none"
HIGHLIGHTS = (LETTERS, EVERY, PLAIN, NONE)
"""Ways of highlighting: names with letters, dates and nationalities too, names without letters, nothing."""


@dataclass(frozen=True, slots=True)
class Layer:
    """A style over a stretch of the text; of two, the later stands on top."""

    start: int
    end: int
    style: Style
    label: str = ""
    """Of the first mention in a paragraph: what the letter behind it says."""


@dataclass(slots=True)
class TextView:
    """A text at a width, and where one is in it."""

    text: str
    width: int = 80
    mentions: Sequence[Layer] = ()
    """Ascending, not overlapping."""
    under: Sequence[Layer] = ()
    """Boilerplate and the title, ascending."""
    over: Sequence[Layer] = ()
    """Hits, passages, evidence, selection: few, in any order."""
    hits: Sequence[Line] = ()
    """Stretches around which marks stand, ascending, not overlapping."""
    folds: Sequence[Line] = ()
    """Stretches of whole lines, ascending, of which one line stands for all: page furniture."""
    marks: tuple[str, str] | None = None
    """What stands before and behind those stretches; None for the marks of hits."""
    letters: bool = True
    top: int = 0
    """Offset of the first line that is shown."""
    _blocks: list[int] = field(default_factory=list)
    _lines: dict[int, list[Line]] = field(default_factory=dict)
    _inked: tuple[int, int] = (0, 0)
    """Where its first character that is no blank stands, and the end of the last."""
    _starts: list[int] = field(default_factory=list)
    _hit_starts: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._blocks = _blocks(self.text, self.folds)
        self._lines.clear()
        self._inked = (len(self.text) - len(self.text.lstrip()), len(self.text.rstrip()))
        self._starts = [layer.start for layer in self.mentions]
        self.hits = [hit for hit in (_without_blanks(self.text, *hit) for hit in self.hits) if hit[0] < hit[1]]
        self._hit_starts = [start for start, _ in self.hits]

    def resize(self, width: int, letters: bool | None = None) -> None:
        """Wrap to another width; the place stays."""
        letters = self.letters if letters is None else letters
        if (width, letters) != (self.width, self.letters):
            self.width, self.letters = max(1, width), letters
            self._lines.clear()

    def window(self, height: int) -> list[Line]:
        """Return the lines from the top down, at most `height`."""
        found: list[Line] = []
        block, line = self._at(self.top)
        while len(found) < height and block < len(self._blocks):
            lines = self.lines(block)
            found += lines[line : line + height - len(found)]
            block, line = block + 1, 0
        return found

    def scroll(self, by: int, height: int) -> bool:
        """Move the top by so many lines; whether it moved. Stops where the last line is at the bottom."""
        before = self.top
        block, line = self._at(self.top)
        line += by
        while line < 0 and block > 0:
            block -= 1
            line += len(self.lines(block))
        line = max(line, 0)
        while block < len(self._blocks) - 1 and line >= len(self.lines(block)):
            line -= len(self.lines(block))
            block += 1
        lines = self.lines(block)
        self.top = lines[min(line, len(lines) - 1)][0]
        if by > 0:
            self._no_further(height)
        return self.top != before

    def end(self, height: int) -> None:
        """Go to the end."""
        self.top = self.lines(len(self._blocks) - 1)[-1][0]
        self._no_further(height)

    def show(self, offset: int, height: int) -> None:
        """Bring `offset` into view, a third down, unless it is there already."""
        window = self.window(height)
        if window and window[0][0] <= offset < window[-1][1]:
            return
        self.top = self.line_at(offset)[0]
        self.scroll(-(height // 3), height)
        self._no_further(height)

    def line_at(self, offset: int) -> Line:
        """Return the line on which `offset` stands."""
        block, line = self._at(offset)
        return self.lines(block)[line]

    def share(self, height: int) -> tuple[float, float]:
        """Compute the visible part of the text, as two fractions; blanks around it need not be seen."""
        window = self.window(height)
        first, last = self._inked
        return (
            0.0 if not window or window[0][0] <= first else window[0][0] / len(self.text),
            1.0 if not window or window[-1][1] >= last else window[-1][1] / len(self.text),
        )

    def read_to(self, height: int) -> str:
        """Say how far down the last visible line is, and "all" where no line is hidden."""
        first, last = self.share(height)
        percent = 100 if last == 1.0 else min(99, round(100 * last))
        return "all" if (first, last) == (0.0, 1.0) else f"{percent}%"

    def lines(self, block: int) -> list[Line]:
        """Return the wrapped lines of a paragraph."""
        if block not in self._lines:
            if len(self._lines) >= KEPT:
                self._lines.pop(next(iter(self._lines)))
            start = self._blocks[block]
            end = self._blocks[block + 1] if block + 1 < len(self._blocks) else len(self.text)
            if (start, end) in self.folds:
                self._lines[block] = [(start, end)]
                return self._lines[block]
            body = _shown(self.text[start:end].removesuffix("\n"))
            if body.strip():
                undrawn = max(0, len(body) - len(body.lstrip()) - INDENT_MAX)
                start, body = start + undrawn, body[undrawn:]
            self._lines[block] = [(start + a, start + b) for a, b in wrap(body, self.width, self._signs(start, end))]
        return self._lines[block]

    def pieces(self, line: Line, look: Theme) -> list[Piece]:
        """Return a line as it is drawn."""
        start, end = line
        if line in self.folds:
            count = sum(1 for one in self.text[start:end].splitlines() if one.strip())
            return [(cut(f"{look.glyphs.fold} {count} lines of page furniture", self.width), look.furniture)]
        shown = _shown(self.text[start:end])
        hits = self._hits(start, end)
        layers = [*self._within(self.under, line), *self._mentions(start, end), *self._within(self.over, line)]
        if not layers and not hits:
            return [(shown.rstrip(), None)]
        spans = [*((layer.start, layer.end) for layer in layers), *hits]
        cuts = sorted({start, end, *(max(start, a) for a, _ in spans), *(min(end, b) for _, b in spans)})
        marks = self.marks or look.glyphs.hit
        pieces: list[Piece] = []
        for a, b in pairwise(cuts):
            style: Style | None = None
            letter = ""
            on_top = False
            for layer in layers:
                if layer.start <= a and b <= layer.end:
                    style = layer.style if style is None else style + layer.style
                    on_top = bool(letter) and layer.end > b
                    if layer.label and b == layer.end and self.letters:
                        letter = layer.label
            before = marks[0] if any(a == hit[0] for hit in hits) else ""
            after = marks[1] if any(b == hit[1] for hit in hits) else ""
            pieces.append((before + shown[a - start : b - start] + after, style))
            if letter:
                raised, own = look.letter(letter)
                pieces.append((raised, style if on_top else own))
        return pieces

    def _hits(self, start: int, end: int) -> list[Line]:
        first = max(0, bisect_left(self._hit_starts, start) - 1)
        return [hit for hit in self.hits[first : bisect_left(self._hit_starts, end)] if hit[1] > start]

    def _mentions(self, start: int, end: int) -> list[Layer]:
        first = bisect_left(self._starts, start)
        while first > 0 and self.mentions[first - 1].end > start:
            first -= 1
        return list(self.mentions[first : bisect_left(self._starts, end)])

    @staticmethod
    def _within(layers: Sequence[Layer], line: Line) -> list[Layer]:
        return [layer for layer in layers if layer.start < line[1] and layer.end > line[0]]

    def _signs(self, start: int, end: int) -> list[int]:
        """Return where one more cell is drawn than the text has: letters behind names, marks around hits."""
        letters = [layer.end for layer in self._mentions(start, end) if layer.label] if self.letters else []
        marks = [at for hit in self._hits(start, end) for at in (hit[0] + 1, hit[1])]
        return [at - start for at in (*letters, *marks)]

    def _at(self, offset: int) -> tuple[int, int]:
        block = max(0, bisect_right(self._blocks, offset) - 1)
        starts = [line[0] for line in self.lines(block)]
        return block, max(0, bisect_right(starts, offset) - 1)

    def _no_further(self, height: int) -> None:
        """Hold the top where the window is still full, as far as there is text above."""
        missing = height - len(self.window(height))
        if missing > 0:
            self.scroll(-missing, height)


def _blocks(text: str, folds: Sequence[Line]) -> list[int]:
    """Return where the paragraphs of a text begin; one that is too long is several, one that is folded is whole."""
    starts, at = [0], 0
    folded = dict(folds)
    while (at := folded.get(at) or text.find("\n", at) + 1) > 0:
        if at >= len(text):
            break
        starts.append(at)
    if len(text) <= BLOCK_MAX:
        return starts
    out: list[int] = []
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        out.append(start)
        while start not in folded and end - out[-1] > BLOCK_MAX:
            space = text.rfind(" ", out[-1] + 1, out[-1] + BLOCK_MAX)
            out.append(space + 1 if space > 0 else out[-1] + BLOCK_MAX)
    return out


def _without_blanks(text: str, start: int, end: int) -> Line:
    """Return a stretch without the blanks at its ends, where a line may be broken."""
    words = text[start:end]
    return end - len(words.lstrip()), start + len(words.rstrip())


def _shown(text: str) -> str:
    return visible(text).replace("\t", " ").replace("\n", " ")


def mention_layers(record: Record, look: Theme, *, every: bool = False) -> list[Layer]:
    """Return the highlights of a record's mentions; of two that overlap, the first stands.

    A letter stands behind the first mention of an entity in each paragraph.

    Args:
        record: of an article.
        look: styles of labels.
        every: whether the quiet labels are marked too, as dates are.

    """
    layers: list[Layer] = []
    text, paragraph_end, named = record.article.text, 0, set[str]()
    for mention in sorted(record.mentions, key=lambda m: (m.start, -m.end)):
        if mention.start >= mention.end or (layers and mention.start < layers[-1].end):
            continue
        if label(mention.label).quiet and not every:
            continue
        if mention.start >= paragraph_end:
            after = text.find("\n", mention.start)
            paragraph_end, named = len(text) if after < 0 else after + 1, set()
        entity = mention.entity or mention.text
        layers.append(
            Layer(mention.start, mention.end, look.label(mention.label), "" if entity in named else mention.label)
        )
        named.add(entity)
    return layers


def furniture_folds(record: Record) -> list[Line]:
    """Return the stretches of two and more lines that are nothing but page furniture, blank lines between them too."""
    text = record.article.text
    runs: list[Line] = []
    for span in record.boilerplate:
        if span.start is None or span.end is None:
            continue
        start, end = span.start, span.end
        if runs and not text[runs[-1][1] : start].strip():
            start = runs.pop()[0]
        runs.append((start, end))
    folds: list[Line] = []
    for start, end in runs:
        first, after = text.rfind("\n", 0, start) + 1, text.find("\n", end)
        last = len(text) if after < 0 else after + 1
        if text[first:start].strip():  # the article stands before it on the line
            first = text.find("\n", start, end) + 1 or last
        if text[end:last].strip():
            last = text.rfind("\n", start, end) + 1
        if sum(1 for line in text[first:last].splitlines() if line.strip()) > 1:
            folds.append((first, last))
    return folds


def ground_layers(record: Record, look: Theme) -> list[Layer]:
    """Return the title and the boilerplate."""
    layers = [Layer(b.start, b.end, look.furniture) for b in record.boilerplate if b.start is not None and b.end]
    title = record.dateline.title
    if title and title.start is not None and title.end is not None:
        layers.append(Layer(title.start, title.end, look.title))
    return layers
