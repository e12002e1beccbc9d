"""An article without a headline is listed by its first words, not by what stands above them."""

import pytest

from extract.article import Article
from extract.page import read_page
from extract.page.opening import find_opening


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("12 May 2031\n\nThe harbour sold its ferry on Monday to a firm in Arvik.\n", "The harbour sold its ferry"),
        ("Share\nTweet\n\nThe harbour sold its ferry on Monday to a firm in Arvik.\n", "The harbour sold its ferry"),
        ("By Ada Holm\n\nThe harbour sold its ferry on Monday to a firm in Arvik.\n", "The harbour sold its ferry"),
        ("On 12 May 2031 the harbour sold its ferry to a firm in Arvik.\n", "On 12 May 2031 the harbour"),
        ("12 May 2031\n", "12 May 2031"),
        ("", ""),
    ],
)
def test_dates_authors_and_furniture_are_passed_over(text: str, first: str) -> None:
    page = read_page(Article("x", "x.txt", text))
    assert find_opening(text, page.boilerplate, page.dateline).startswith(first)
