"""Dates of headers, metadata and addresses: read where they name a year, left alone where they do not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.page.dates import find, read


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("09 February 2026 14:39", "2026-02-09T14:39"),
        ("July 22, 2024", "2024-07-22"),
        ("Sept. 3rd, 2021", "2021-09-03"),
        ("4 Sep 2024", "2024-09-04"),
        ("2026-02-09T14:39:05Z", "2026-02-09T14:39"),
        ("Mon, 6 May 2024 10:00:00 +0200", "2024-05-06T10:00"),
        ("May 5, 2023 at 5:10 p.m.", "2023-05-05T17:10"),
        ("12:05 AM, May 5, 2023", "2023-05-05T00:05"),
        ("https://torvik.example/news/2026/2/10/harbour", "2026-02-10"),
        ("9.2.2026, 10:15", "2026-02-09T10:15"),
        ("23/04/2024", "2024-04-23"),
        ("04/23/2024", "2024-04-23"),
        ("03/04/2024", "2024"),
        ("October 2025", "2025-10"),
        ("14:39, 9 лютого 2026", "2026-02-09T14:39"),
        ("9 de marzo de 2024", "2024-03-09"),
        ("3. März 2021", "2021-03-03"),
        ("2019年4月9日", "2019-04-09"),
        ("2024년 2월 3일 14:05", "2024-02-03T14:05"),
        ("3 فبراير 2024", "2024-02-03"),
        ("3 Φεβρουαρίου 2024", "2024-02-03"),
        ("3 בפברואר 2024", "2024-02-03"),
        ("Publié le 3 février 2024 à 14h05", "2024-02-03T14:05"),
        ("3 de febrero de 2024 a las 14:05", "2024-02-03T14:05"),
    ],
)
def test_reads(text: str, value: str) -> None:
    assert read(text) == value


@pytest.mark.parametrize(
    "text",
    ["9 February", "Monday", "31 February 2024", "5 years ago", "Boeing 737", "", "12:30", "1 March\n\n1945 GMT"],
)
def test_guesses_nothing(text: str) -> None:
    assert read(text) is None


@given(st.text(alphabet="0123456789 -/.:,TJanuyfebr年月", max_size=40))
def test_what_is_found_stands_where_it_says(text: str) -> None:
    at = 0
    for found in find(text):
        assert at <= found.start < found.end <= len(text)
        assert found.value[:4] in text[found.start : found.end]
        at = found.end
