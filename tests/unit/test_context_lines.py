"""The lines of a concordance."""

import pytest

from extract.index.search.kwic import KwicLine
from tui.screens.context import context_pieces
from tui.theme import make_theme
from tui.views.cells import width

HITS = ("tug", "ferry", "the harbour of Torvik", "束" * 40)


@pytest.mark.parametrize("cells", [60, 80, 121])
def test_hits_of_any_length_begin_in_one_column_and_the_lines_end_in_one(cells: int) -> None:
    look = make_theme("dark")
    lines = [
        context_pieces(
            KwicLine("a", "Title", "2031-05-02", "Post", 0, 9, "it was the " * 9, hit, " which lay there" * 9, copies),
            cells,
            look,
            False,
        )
        for copies, hit in enumerate(HITS)
    ]
    assert len({sum(map(width_of, line[:2])) for line in lines}) == 1
    assert {sum(map(width_of, line)) for line in lines} == {cells}


def width_of(piece: tuple[str, object]) -> int:
    return width(piece[0])
