"""In which order statements are listed."""

from __future__ import annotations

import pytest

from extract.brief.listed import order_by_speaker
from extract.brief.quotes import list_quotes
from extract.brief.speakers import group_speakers
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


@pytest.mark.parametrize(
    ("names", "shown"),
    [
        ({"Torvik's harbour board": 1, "Torvik’s harbour board": 2}, {"Torvik’s harbour board"}),
        ({"Analysts": 1, "analysts": 1, "military analysts": 3}, {"Analysts", "military analysts"}),
        ({"U.N.": 1, "United Nations": 1, "the UN": 1}, {"United Nations"}),
        ({"US": 2, "United States": 1, "U.S.": 1, "U.S. official": 1, "US official": 2}, {"US", "US official"}),
        ({"North Korea": 1, "South Korea": 1}, {"North Korea", "South Korea"}),
        ({"Ada Holm": 1, "Holm": 1, "Ada Marie Holm": 1}, {"Ada Marie Holm"}),
        ({"Ada Holm": 1, "Jonas Holm": 2, "Holm": 3}, {"Ada Holm", "Jonas Holm", "Holm"}),
        ({"Yulia Weilenskaya": 2, "Yuliya Weilenskaia": 1, "Weilenskaya": 1}, {"Yulia Weilenskaya"}),
    ],
)
def test_a_speaker_is_listed_by_one_name_however_it_is_written(names: dict[str, int], shown: set[str]) -> None:
    persons = {"ada holm", "holm", "ada marie holm", "jonas holm", "yulia weilenskaya", "yuliya weilenskaia"}
    assert set(group_speakers(names, persons | {"weilenskaya"}).values()) == shown


def test_statements_of_one_speaker_stand_together_whatever_the_articles_call_them() -> None:
    said = evidence(
        "a",
        "“It rains,” the UN said. “It snows,” analysts said. “It thaws,” the U.N. said. “It hails,” Analysts said. "
        "“It blows,” said the United Nations.",
        quotes={
            "It rains": "UN",
            "It snows": "analysts",
            "It thaws": "U.N.",
            "It hails": "Analysts",
            "It blows": "United Nations",
        },
    )
    assert [one.speaker for one in list_quotes([said], "speaker")] == [
        "UN",
        "U.N.",
        "United Nations",
        "analysts",
        "Analysts",
    ]


def test_places_of_statements_by_speaker_keep_their_order_within_one() -> None:
    assert order_by_speaker(["Weil", "", "Berg", "Weil", "Anders"]) == [0, 3, 4, 2, 1]
