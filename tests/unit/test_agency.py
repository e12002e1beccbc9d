"""Where a report begins behind the place and the agency that open it."""

from __future__ import annotations

import pytest

from extract.agency import after_dateline


@pytest.mark.parametrize(
    ("text", "report"),
    [
        ("VELDEN  (Reuters) - The ferry left.", "The ferry left."),
        ("ORSK, March 3 - The ferry left.", "The ferry left."),
        ("CNN — The ferry left.", "The ferry left."),
        ("(Corrects the name) (AP) — The ferry left.", "The ferry left."),
        ("NATO - which has no ships there - watched.", "NATO - which has no ships there - watched."),
    ],
)
def test_a_report_begins_behind_place_and_agency_and_a_dash_alone_opens_none(text: str, report: str) -> None:
    assert text[after_dateline(text, 0, len(text)) :] == report
