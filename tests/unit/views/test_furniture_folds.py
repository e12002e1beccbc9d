"""Page furniture is folded to a line of its own; the article's own lines never are."""

from hypothesis import given
from hypothesis import strategies as st

from extract.article import Article, Record, Span
from tui.theme import make_theme
from tui.views.text import TextView, furniture_folds

DARK = make_theme("dark")


def page(lines: list[tuple[str, bool]]) -> Record:
    """Make a record of lines, of which some are furniture."""
    text, spans, at = "".join(line + "\n" for line, _ in lines), [], 0
    for line, furniture in lines:
        if furniture and line:
            spans.append(Span.of(text, at, at + len(line)))
        at += len(line) + 1
    return Record(Article("a", "a.txt", text), boilerplate=tuple(spans))


def shown(record: Record, width: int = 40) -> list[str]:
    view = TextView(record.article.text, width, folds=furniture_folds(record))
    return ["".join(piece for piece, _ in view.pieces(line, DARK)) for line in view.window(1000)]


def test_lines_of_furniture_become_one_that_counts_them() -> None:
    record = page([("Home", True), ("", False), ("Sport", True), ("The bridge is open.", False), ("Share", True)])
    assert shown(record) == ["⋯ 2 lines of page furniture", "The bridge is open.", "Share"]


def test_a_line_that_the_article_shares_with_furniture_stays() -> None:
    text = "Open at last. Advertisement\nMore for you\nMost read\nIt cost nine million. Share\n"
    spans = [(14, 27), (28, 40), (41, 50), (73, 78)]
    record = Record(Article("a", "a.txt", text), boilerplate=tuple(Span.of(text, *span) for span in spans))
    assert shown(record, 60) == [
        "Open at last. Advertisement",
        "⋯ 2 lines of page furniture",
        "It cost nine million. Share",
    ]


@given(st.lists(st.tuples(st.text(alphabet="ab .", max_size=60), st.booleans()), max_size=30), st.integers(5, 60))
def test_no_line_of_the_article_is_ever_folded_away(lines: list[tuple[str, bool]], width: int) -> None:
    record = page(lines)
    drawn = "".join("".join(shown(record, width)).split())
    for line, furniture in lines:
        if not furniture:
            assert "".join(line.split()) in drawn


@given(st.lists(st.tuples(st.text(alphabet="ab .", max_size=60), st.booleans()), min_size=1, max_size=30))
def test_one_scrolls_over_folds_to_the_end_and_back(lines: list[tuple[str, bool]]) -> None:
    record = page(lines)
    view = TextView(record.article.text, 20, folds=furniture_folds(record))
    view.end(5)
    assert view.window(5)[-1][1] >= len(record.article.text.rstrip("\n")) or not record.article.text.strip()
    while view.scroll(-3, 5):
        pass
    assert view.top == view.lines(0)[0][0]
