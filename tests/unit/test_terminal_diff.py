"""Only what changed is sent, and the terminal shows the same as if all had been."""

from __future__ import annotations

import io

import pyte
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.geometry import Region
from textual.strip import Strip

from tui.terminal_diff import FrameDiff

CUT, WIDTH, HEIGHT = 10, 24, 4
CONSOLE = Console(file=io.StringIO(), force_terminal=True, color_system="truecolor")
STYLES = [None, Style(bold=True), Style(color="#6cb6ff"), Style(bgcolor="#264f78", underline=True)]
Frame = list[tuple[Strip, Strip]]
"""Per line what stands left and right of a cut: panes begin and end with a whole character."""

texts = st.lists(st.sampled_from(["a", "b", " ", "─", "┃", "é", "字", "е\u0301"]), max_size=8).map("".join)


def strips(cells: int) -> st.SearchStrategy[Strip]:
    parts = st.lists(st.tuples(texts, st.sampled_from(STYLES)), max_size=5)
    return parts.map(lambda some: Strip([Segment(*part) for part in some if part[0]]).adjust_cell_length(cells))


frames = st.lists(st.tuples(strips(CUT), strips(WIDTH - CUT)), min_size=HEIGHT, max_size=HEIGHT)


def whole(frame: Frame) -> LayoutUpdate:
    return LayoutUpdate([list(line) for line in frame], Region(0, 0, WIDTH, HEIGHT))


def part(frame: Frame, first: int, last: int) -> ChopsUpdate:
    spans = [(y, first, last) for y in range(HEIGHT)]
    return ChopsUpdate([{0: left, CUT: right} for left, right in frame], spans, [[CUT, WIDTH]] * HEIGHT)


def plain(text: str) -> Frame:
    return [(Strip([Segment(text[:CUT])]), Strip([Segment(text[CUT:].ljust(WIDTH - CUT))]))] * HEIGHT


def look(sent: list[str]) -> list[object]:
    screen = pyte.Screen(WIDTH + 4, HEIGHT)
    stream = pyte.Stream(screen)
    for text in sent:
        stream.feed(text)
    return [dict(screen.buffer[y]) for y in range(HEIGHT)]


@settings(max_examples=150)
@given(st.lists(st.tuples(frames, st.sampled_from([None, (0, WIDTH), (0, CUT), (CUT, WIDTH), (0, 5)])), max_size=5))
def test_a_terminal_shows_the_same_as_if_every_frame_were_sent_whole(drawn) -> None:
    shown, thrifty, lavish = FrameDiff(), [], []
    for frame, span in drawn:
        update = whole(frame) if span is None else part(frame, *span)
        lavish.append(update.render_segments(CONSOLE))
        if (changes := shown.changes(update)) is not None:
            thrifty.append(changes.render_segments(CONSOLE))
    assert look(thrifty) == look(lavish)


def test_a_frame_that_is_shown_already_is_not_sent_again() -> None:
    shown, frame = FrameDiff(), plain("the same as ever")
    assert shown.changes(whole(frame)) is not None
    assert shown.changes(whole(frame)) is None
    assert shown.changes(part(frame, 0, WIDTH)) is None
    shown.forget()
    assert shown.changes(whole(frame)) is not None


def test_of_a_line_that_changed_only_the_change_is_sent() -> None:
    shown = FrameDiff()
    shown.changes(whole(plain("1 of 1,000 articles")))
    changes = shown.changes(whole(plain("2 of 1,000 articles")))
    assert changes is not None
    assert changes.render_segments(CONSOLE) == "".join(f"\x1b[{y + 1};1H2" for y in range(HEIGHT))


def test_what_a_terminal_draws_wider_than_was_reckoned_moves_no_border() -> None:
    """Vowel signs of Hindi take no cell here, and one in tmux."""
    line = (Strip([Segment("हिंदी की")]).adjust_cell_length(CUT), Strip([Segment("│ card".ljust(WIDTH - CUT))]))
    changes = FrameDiff().changes(whole([line] * HEIGHT))
    assert changes is not None
    first = changes.render_segments(CONSOLE).split("\x1b[2;")[0]
    assert first.rstrip() == f"\x1b[1;1H\x1b[{CUT}X\x1b[1;1Hहिंदी की\x1b[1;{CUT + 1}H│ card"


def test_a_border_within_a_line_of_hindi_is_sent_to_its_own_place() -> None:
    line = (Strip([Segment("की")]).adjust_cell_length(CUT), Strip([Segment("की  की │ a")]).adjust_cell_length(14))
    changes = FrameDiff().changes(whole([(line[0], line[1])] * HEIGHT))
    assert changes is not None
    sent = changes.render_segments(CONSOLE)
    assert f"\x1b[1;{CUT + 4}Hकी" in sent
    assert f"\x1b[1;{CUT + 6}H│ a" in sent


def test_a_line_with_characters_of_a_disputed_width_is_sent_as_a_whole() -> None:
    shown = FrameDiff()
    more, less = (
        [(Strip([Segment(f"字 {word}".ljust(CUT - 1))]), Strip([Segment(" " * (WIDTH - CUT))]))] * HEIGHT
        for word in ("more", "less")
    )
    shown.changes(whole(more))
    changes = shown.changes(whole(less))
    assert changes is not None
    assert changes.render_segments(CONSOLE).count("字 less") == HEIGHT


def test_the_first_frame_of_another_size_is_sent_whole() -> None:
    shown = FrameDiff()
    shown.changes(whole(plain("the ferry")))
    narrow = LayoutUpdate([[Strip([Segment("the ferry ")])]] * 2, Region(0, 0, CUT, 2))
    sent = shown.changes(narrow)
    assert sent is not None
    assert sent.render_segments(CONSOLE).count("the ferry") == 2
    assert shown.changes(narrow) is None
