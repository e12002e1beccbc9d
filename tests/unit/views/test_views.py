"""What is drawn, for any text at all: exact widths, harmless characters, offsets that hold."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from extract.article import Article, Mention, Record
from extract.card_parts import PARTS, PartItem
from tests.unit.views.full_record import HARBOUR, harbour
from tui.backend.reasons import Reason
from tui.backend.results import ListRow
from tui.theme import make_theme
from tui.views.card import FOLDED, MARGIN, CardItem, Part, fit_card, fold_card, lay_out, parts
from tui.views.cells import cut, line_of, strip_of, wrap
from tui.views.columns import DROPPED, TITLE_LEAST, Column, measure, place_columns, place_on_two_lines
from tui.views.line import LineEditor
from tui.views.row import header, row_line
from tui.views.text import Layer, TextView, mention_layers

DARK = make_theme("dark")
ANY = st.text(
    st.characters(codec="utf-8") | st.sampled_from("\x1b\x9b\u202e\u200d\u0301漢字שלום مرحبا\t\n[]"), max_size=200
)


def drawn(strip) -> str:
    return "".join(segment.text for segment in strip)


def harmless(text: str) -> bool:
    return not any(unicodedata.category(char) in {"Cc", "Cf", "Cs", "Zl", "Zp"} for char in text)


@given(ANY, st.integers(1, 60))
def test_a_line_is_exactly_as_wide_as_its_pane(text: str, cells: int) -> None:
    strip = strip_of([(line_of(text), None)], cells)
    assert cell_len(drawn(strip)) == strip.cell_length == cells
    assert harmless(drawn(strip))


@given(ANY, st.integers(1, 40))
def test_cutting_keeps_within_the_width(text: str, cells: int) -> None:
    assert cell_len(cut(line_of(text), cells)) <= cells


@given(ANY, st.integers(2, 40))
def test_wrapping_loses_nothing_and_keeps_the_order(text: str, cells: int) -> None:
    text = line_of(text)
    lines = list(wrap(text, cells))
    assert "".join(text[start:end] for start, end in lines) == text
    assert all(cell_len(text[start:end].rstrip()) <= cells for start, end in lines)


@given(ANY, st.integers(4, 60), st.integers(1, 12))
def test_every_line_of_a_text_is_found_and_stands_within_the_width(text: str, cells: int, height: int) -> None:
    view = TextView(text, cells)
    seen = [line for block in range(len(view._blocks)) for line in view.lines(block)]
    assert "".join("".join(text[start:end] for start, end in seen).split()) == "".join(text.split())
    view.end(height)
    window = view.window(height)
    assert window[-1] == seen[-1]
    for line in window:
        pieces = "".join(piece for piece, _ in view.pieces(line, DARK))
        assert harmless(pieces)
        assert cell_len(pieces.rstrip()) <= cells


@given(st.integers(8, 100), st.integers(8, 100), st.integers(0, len(HARBOUR)))
def test_a_change_of_width_keeps_the_place(before: int, after: int, offset: int) -> None:
    view = TextView(HARBOUR, before, top=offset)
    view.resize(after)
    view.resize(before)
    assert view.top == offset


def test_the_indentation_of_a_source_file_is_not_drawn_and_a_list_s_is() -> None:
    text = "One\n" + " " * 14 + "Two\n    - three\n" + " " * 20 + "\nFour"
    view = TextView(text, 40)
    drawn = ["".join(piece for piece, _ in view.pieces(line, DARK)) for line in view.window(10)]
    assert drawn == ["One", "    Two", "    - three", "", "Four"]
    assert view.line_at(text.index("Two"))[0] == text.index("Two") - 4


def test_a_line_of_a_hundred_megabytes_is_wrapped_only_where_it_is_looked_at() -> None:
    view = TextView("word " * 2_000_000, 80)
    view.window(40)
    view.end(40)
    assert sum(map(len, view._lines.values())) < 2000


def test_how_far_one_has_read_minds_no_blanks_around_the_text() -> None:
    text = "\n  Ferry aground\n\n" + "off Torvik. " * 20 + "\n\n\n"
    view = TextView(text, 40)
    assert (view.share(20), view.read_to(20)) == ((0.0, 1.0), "all")
    assert view.read_to(5) == f"{round(100 * view.window(5)[-1][1] / len(text))}%"
    view.end(5)
    assert view.read_to(5) == "100%"
    long = TextView("A line.\n" * 1000, 40)
    assert long.read_to(998) == "99%"


def test_letters_stand_behind_mentions_and_take_their_cell() -> None:
    record = harbour()
    view = TextView(HARBOUR, 30, mention_layers(record, DARK))
    shown = ["".join(piece for piece, _ in view.pieces(line, DARK)).rstrip() for line in view.window(100)]
    assert "Minister Ada Brandtᴾ and the" in shown
    assert all(cell_len(line) <= 30 for line in shown)


def test_a_letter_stands_at_the_first_mention_in_a_paragraph_and_quiet_labels_wait_to_be_asked_for() -> None:
    text = "Ada met Ada on Tuesday.\nAda left."
    mentions = [Mention(0, 3, "Ada", "PERSON", "e1"), Mention(8, 11, "Ada", "PERSON", "e1")]
    mentions += [Mention(15, 22, "Tuesday", "DATE"), Mention(24, 27, "Ada", "PERSON", "e1")]
    record = Record(Article("a", "a.txt", text), mentions=tuple(mentions))

    def shown(*, every: bool) -> list[str]:
        view = TextView(text, 40, mention_layers(record, DARK, every=every))
        return ["".join(piece for piece, _ in view.pieces(line, DARK)) for line in view.window(9)]

    assert shown(every=False) == ["Adaᴾ met Ada on Tuesday.", "Adaᴾ left."]
    assert shown(every=True) == ["Adaᴾ met Ada on Tuesdayᴰ.", "Adaᴾ left."]


@given(ANY, st.lists(st.integers(0, 200), max_size=8), st.integers(6, 40))
def test_marks_stand_around_hits_and_take_their_cells(text: str, places: list[int], cells: int) -> None:
    places = sorted({place for place in places if place <= len(text)})
    hits = list(zip(places[::2], places[1::2], strict=False))
    view = TextView(text, cells, hits=hits)
    drawn = [view.pieces(line, DARK) for block in range(len(view._blocks)) for line in view.lines(block)]
    assert all(cell_len("".join(piece for piece, _ in line).rstrip()) <= cells for line in drawn)


@given(st.integers(1, 40), st.sampled_from([" ", "  ", "\t", "\n"]), st.integers(4, 12))
def test_marks_stand_before_the_blanks_in_which_a_hit_ends(words: int, blank: str, cells: int) -> None:
    text = "ab " * words + blank
    view = TextView(text, cells, hits=[(0, len(text))])
    drawn = [view.pieces(line, DARK) for block in range(len(view._blocks)) for line in view.lines(block)]
    lines = ["".join(piece for piece, _ in line).rstrip() for line in drawn]
    assert all(cell_len(line) <= cells for line in lines)
    assert "".join(lines).replace(" ", "").startswith("«ab")
    assert "".join(lines).replace(" ", "").endswith("ab»")


def test_a_hit_stands_between_marks() -> None:
    view = TextView("The ferry left.", 40, hits=[(4, 9)])
    assert "".join(piece for piece, _ in view.pieces((0, 15), DARK)) == "The «ferry» left."


def test_of_two_marks_the_later_stands_on_top() -> None:
    view = TextView("abcdef", 10, over=[Layer(0, 4, DARK.hit), Layer(2, 6, DARK.evidence)])
    assert [(piece, style) for piece, style in view.pieces((0, 6), DARK)] == [
        ("ab", DARK.hit),
        ("cd", DARK.hit + DARK.evidence),
        ("ef", DARK.evidence),
    ]


@pytest.mark.parametrize("cells", [30, 56, 86])
@pytest.mark.parametrize("most", [1, 2, 3])
def test_a_card_has_all_parts_within_the_width(cells: int, most: int) -> None:
    layout = lay_out(parts(harbour()), cells, DARK, most=most)
    lines = ["".join(piece for piece, _ in line.pieces) for line in layout.lines]
    heads = [line[:MARGIN].strip() for line in lines[:-1] if line[:MARGIN].strip()]
    assert lines[-1].startswith("not found: WHAT")
    assert heads == [part.name for part in PARTS if getattr(harbour().card, part.field)]
    assert all(cell_len(line) <= cells for line in lines)


def test_every_item_of_an_unfolded_card_leads_to_words_that_say_it() -> None:
    layout = lay_out(parts(harbour()), 80, DARK, most=None, lines=None)
    who = layout.items[len(harbour().card.lead)]
    for item in layout.items:
        for start, end in item.evidence:
            assert HARBOUR[start:end].strip()
    assert [HARBOUR[slice(*span)] for span in who.evidence] == ["Ada Brandt", "Brandt", "Brandt"]


def test_a_derived_speaker_and_a_derived_date_are_marked() -> None:
    text = "\n".join("".join(piece for piece, _ in line.pieces) for line in lay_out(parts(harbour()), 80, DARK).lines)
    assert "Jonas Weil ≈: the first ships" in text
    assert "Tuesday ≈ 2026-03-03" in text


@pytest.mark.parametrize("cells", [30, 46, 86])
@pytest.mark.parametrize("height", [9, 14, 40])
def test_a_card_is_fitted_into_its_height_and_loses_no_part(cells: int, height: int) -> None:
    layout = fit_card(parts(harbour()), cells, height, DARK)
    heads = {line.pieces[0][0][:MARGIN].strip() for line in layout.lines}
    assert len(layout.lines) <= height
    assert heads >= {part.name for part in PARTS if getattr(harbour().card, part.field)}


@pytest.mark.parametrize("cells", [38, 60, 78])
def test_a_folded_card_has_three_lines_within_its_width(cells: int) -> None:
    layout = fold_card(parts(harbour()), cells, DARK)
    lines = ["".join(piece for piece, _ in line.pieces) for line in layout.lines]
    assert len(lines) == FOLDED
    assert all(cell_len(line) <= cells for line in lines)
    assert lines[-1].endswith("+ unfolds")


def test_what_somebody_said_unfolds_whole() -> None:
    said = " ".join(f"word{n}" for n in range(60))
    part = next(part for part in PARTS if part.field == "quotes")
    layout = lay_out([Part(part, (CardItem(PartItem("Ada", said)),))], 40, DARK, most=None, lines=None)
    drawn = " ".join("".join(piece for piece, _ in line.pieces[1:]).strip() for line in layout.lines)
    assert drawn == f"Ada: {said}"


@given(ANY, st.lists(ANY, max_size=3), st.integers(30, 160), st.booleans())
def test_a_row_is_harmless_and_within_its_width(title: str, tags: list[str], cells: int, here: bool) -> None:
    row = ListRow("a", title, "2026-01-01", title, tuple(tags), starred=True, notes=1)
    cursor = DARK.cursor if here else None
    needs: dict[str, int] = {}
    measure([row], needs)
    for columns in (place_columns(cells, needs), *place_on_two_lines(cells, needs)):
        for pieces in (
            row_line(row, columns, DARK, cursor=cursor, marked=here),
            header(columns, DARK, DARK.dim, "1 of 2"),
        ):
            assert harmless("".join(piece for piece, _ in pieces))
            assert cell_len("".join(piece for piece, _ in pieces)) <= cells


def test_of_tags_that_do_not_fit_the_last_is_cut_once() -> None:
    row = ListRow("a", "Title", "", "", ("front", "important", "mismatch", "tall"))
    for cells in range(1, 40):
        column = Column("tags", 0, cells)
        told = "".join(piece for piece, _ in row_line(row, [column], DARK, cursor=None, marked=False))
        assert told.count("…") == (cells < len(" ".join(row.tags)))
        assert cells < len(" ".join(row.tags)) or told.endswith(" ".join(row.tags))


EVERY_SIGN = ListRow("a", "Title", "", "", state="failed", starred=True, new=True, watched=True)
BEARING = st.builds(
    ListRow, st.just("a"), st.just("Title"), st.just(""), st.just(""), st.just(()),
    st.sampled_from(["extracted", "scanned", "failed", "stale"]), st.booleans(), st.booleans(), st.just(0), st.just(0),
    st.booleans(), st.booleans(),
)  # fmt: skip


@given(st.lists(BEARING, min_size=1, max_size=4), st.integers(30, 160))
def test_no_sign_hides_another_where_there_is_room(rows: list[ListRow], cells: int) -> None:
    needs: dict[str, int] = {}
    measure(rows, needs)
    columns = place_columns(cells, needs)
    for row in rows:
        drawn = "".join(piece for piece, _ in row_line(row, columns, DARK, cursor=None, marked=True))
        front, title = drawn[: columns[0].x], drawn[columns[0].x :]
        borne = {"✗": row.state == "failed", "⚑": row.watched, "★": row.starred, "◌": row.state == "scanned"}
        shown = [sign for sign, there in borne.items() if there]
        state = ("✧" if row.read else "✦") if row.new else " " if row.read else "●"
        assert front.rstrip() == ("◆" + state + "".join(shown if cells >= 60 else shown[:1])).rstrip()
        assert title.removeprefix(" └ ").startswith("Title")


def test_signs_take_no_more_room_than_the_rows_need() -> None:
    plain, needs = ListRow("a", "Title", "", "", starred=True), dict[str, int]()
    measure([plain], needs)
    assert place_columns(80, needs)[0].x == 4
    measure([EVERY_SIGN], needs)
    assert (place_columns(80, needs)[0].x, place_columns(59, needs)[0].x) == (6, 4)


@given(ANY, ANY, ANY, ANY, st.integers(30, 160))
def test_a_reason_is_harmless_and_stands_in_a_column_of_its_own(
    title: str, before: str, hit: str, after: str, cells: int
) -> None:
    row = ListRow("a", title, "", "", read=True)
    columns = place_columns(cells, {})
    pieces = row_line(row, columns, DARK, cursor=None, marked=False, why=Reason(before, hit, after))
    drawn = "".join(piece for piece, _ in pieces)
    assert harmless(drawn)
    assert cell_len(drawn) <= cells


def test_the_words_around_a_hit_are_spaced_as_in_the_text() -> None:
    columns = place_columns(100, {})
    for title in ("Short", "A title that is so long that it has to be cut where the reason begins, and goes on"):
        row = ListRow("a", title, "", "")
        pieces = row_line(
            row, columns, DARK, cursor=None, marked=False, why=Reason("of State Ada ", "Brandt", "’s plan")
        )
        drawn = "".join(piece for piece, _ in pieces)
        assert drawn.index("…of State Ada Brandt’s plan") == 4 + int(95 * 0.6) + 2


def test_columns_line_up_and_are_dropped_in_their_order_until_the_title_has_room() -> None:
    needs = {"date": 10, "source": 14, "tags": 20, "notes": 1, "copies": 2}
    shown = [{column.name for column in place_columns(cells, needs)} for cells in range(160, 20, -1)]
    gone = [name for before, after in pairwise(shown) for name in before - after]
    assert gone == list(DROPPED)
    assert all(column.width >= TITLE_LEAST for column in place_columns(80, needs) if column.name == "title")


@pytest.mark.parametrize("cells", range(35, 100, 5))
def test_beside_the_article_a_narrow_row_says_more_than_its_date(cells: int) -> None:
    needs = {"date": 10, "source": 14, "tags": 40, "notes": 1, "copies": 2}
    first, (title,) = place_on_two_lines(cells, needs)
    assert {"date", "source"} <= {column.name for column in first}
    if cells >= 45:
        assert [column.name for column in first] == ["date", "source", "tags", "notes", "copies"]
        assert next(column.width for column in first if column.name == "source") >= 8
    assert all(column.x + column.width < cells for column in (*first, title))


def test_a_column_with_nothing_to_say_leaves_its_room_to_the_title() -> None:
    (only,) = place_columns(80, {"date": 0, "source": 0})
    assert (only.name, only.width) == ("title", 75)


@given(
    st.lists(
        st.sampled_from(
            ["left", "right", "home", "end", "backspace", "delete", "alt+b", "ctrl+right", "ctrl+w", "ctrl+u", "ctrl+k"]
        ),
        max_size=20,
    ),
    ANY,
)
def test_a_line_editor_keeps_its_cursor_within_its_text(keys: list[str], text: str) -> None:
    line = LineEditor()
    line.insert(text)
    for key in keys:
        line.press(key)
        assert 0 <= line.at <= len(line.text)


def test_history_goes_back_and_comes_again_to_what_was_typed() -> None:
    line = LineEditor("dra", history=["one", "two"])
    for key, text in (("up", "two"), ("up", "one"), ("up", "one"), ("down", "two"), ("down", "dra")):
        line.press(key)
        assert line.text == text
