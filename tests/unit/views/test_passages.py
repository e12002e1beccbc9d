"""Quotes that lie in a file, and the rows that are made of them as they are drawn."""

from __future__ import annotations

import pytest

from extract.brief.listed import ListedLine, ListedQuote
from extract.brief.narrowing import find_words
from extract.index import Cancellation, Cancelled
from tui.backend.briefs import SpooledQuotes
from tui.widgets.passages import FoldedPassages, Passage, PassageRow

QUOTE = ListedQuote("2031-05-03", "Ada Holm", "holm", "“Ж水” \udcff\n", ("Post",), (("a", 3, 9), ("b", 0, 4)))
LINE = ListedLine("A fire", "SAID", "said", "Ada Holm: No", "No", True, ("Post",), (("a", 3, 9),))


def test_quotes_and_lines_survive_the_pipe() -> None:
    assert ListedQuote.from_json(QUOTE.to_json().encode()) == QUOTE
    assert ListedLine.from_json(LINE.to_json().encode()) == LINE


def test_quotes_are_read_back_from_the_file_in_any_order() -> None:
    quotes = SpooledQuotes()
    lines = [ListedQuote("", "", "", f"number {number}", (), ()) for number in range(1000)]
    for line in lines:
        quotes.append(line.to_json().encode())
    quotes.flush()
    assert (len(quotes), quotes[999], quotes[0]) == (1000, lines[999], lines[0])
    assert quotes[10:12] == lines[10:12]
    assert list(quotes) == lines


def rows(number: int, count: int) -> list[PassageRow]:
    return [PassageRow(number, Passage("", f"{number}"), f"{number}.{row}", row == 0) for row in range(count)]


def test_unfolded_passages_take_more_rows_and_move_those_behind() -> None:
    passages = [Passage("", str(number)) for number in range(5)]
    folded = FoldedPassages(passages, {3: rows(3, 2), 1: rows(1, 3)})
    assert [row.text for row in folded] == ["0", "1.0", "1.1", "1.2", "2", "3.0", "3.1", "4"]
    assert len(folded) == 8
    assert [folded.place(number) for number in range(5)] == [0, 1, 4, 5, 7]
    with pytest.raises(IndexError):
        folded[8]


def test_narrowing_finds_all_words_and_can_be_cancelled() -> None:
    assert list(find_words(iter(["Ada Holm ferry", "Ada Weil", "the FERRY of Ada"]), "ferry ada")) == [0, 2]
    cancellation = Cancellation()
    cancellation.cancel()
    with cancellation.scope(), pytest.raises(Cancelled):
        find_words(iter(["Ada"]), "ada")
