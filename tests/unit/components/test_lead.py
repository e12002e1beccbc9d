"""What the card says happened: sentences of the story, without what an agency puts before them."""

from __future__ import annotations

import pytest

from extract.article import Article, Record
from extract.pipeline import process
from tests.pipeline import shared_pipeline

NEWS = "The ferry Karla ran aground off Torvik on Sunday with forty passengers, and all of them reached the land."
MORE = " Divers will look at the hull of the ferry. The ferry Karla had passed its last inspection in March."


def read(text: str) -> Record:
    (record,) = process(shared_pipeline(), [Article("a" * 16, "", f"Ferry aground off Torvik\n\n{text}")])
    return record


@pytest.mark.parametrize(
    "opening", ["VELDEN  (Reuters) - ", "ORSK, March 3 - ", "CNN — ", "(Corrects the name) (AP) — "]
)
def test_place_and_agency_that_open_a_report_are_not_what_happened(opening: str) -> None:
    (record,) = process(
        shared_pipeline(), [Article("a" * 16, "", f"Ferry aground off Torvik\n\n{opening}{NEWS}{MORE}")]
    )
    first = record.card.lead[0]
    assert (first.text, first.start) == (NEWS, record.article.text.index(NEWS))


def test_a_sentence_that_goes_on_behind_a_dash_is_kept_whole() -> None:
    news = "NATO - which has no ships there - watched the ferry Karla run aground off Torvik on Sunday with passengers."
    record = read(news + MORE)
    assert record.card.lead[0].text == news


def test_a_note_on_the_author_is_not_what_happened() -> None:
    note = "Editor’s Note: Ada Brandt is a writer on ferries, and the host of a programme on the coast. "
    said = "The opinions expressed in this commentary on the ferry are her own. "
    (record,) = process(
        shared_pipeline(), [Article("a" * 16, "", f"Ferry aground off Torvik\n\n{note}{said}{NEWS}{MORE}")]
    )
    assert record.card.lead[0].text == NEWS
    assert not any("opinions" in span.text for span in record.card.lead)
