"""In which order statements are listed."""

from __future__ import annotations

from extract.brief.quotes import list_quotes
from tests.unit.brief.articles import evidence


def test_whoever_is_quoted_most_comes_first_their_newest_words_on_top_and_the_unnamed_last() -> None:
    before = evidence(
        "a",
        "“The pier is closed,” said Ada Berg. “Nobody was asked,” somebody said. “The ice is thin,” said Jonas Weil.",
        quotes={"The pier is closed": "Ada Berg", "Nobody was asked": None, "The ice is thin": "Jonas Weil"},
        published="2031-03-01",
    )
    after = evidence(
        "b",
        "“We need ships,” said Jonas Weil. “It rains,” somebody said.",
        quotes={"We need ships": "Jonas Weil", "It rains": None},
        published="2031-03-02",
    )
    assert [one.sources[0].text for one in list_quotes([before, after], "speaker")] == [
        "We need ships",
        "The ice is thin",
        "The pier is closed",
        "It rains",
        "Nobody was asked",
    ]
