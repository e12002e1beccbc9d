"""What the card says happened: whole sentences of the story, not of who wrote it."""

from __future__ import annotations

from extract.article import Article
from extract.pipeline import process
from tests.pipeline import shared_pipeline

NEWS = "The ferry Karla ran aground off Torvik on Sunday with forty passengers, and all of them reached the land."
MORE = " Divers will look at the hull of the ferry. The ferry Karla had passed its last inspection in March."


def test_a_note_on_the_author_is_not_what_happened() -> None:
    note = "Editor’s Note: Ada Brandt is a writer on ferries, and the host of a programme on the coast. "
    said = "The opinions expressed in this commentary on the ferry are her own. "
    text = f"Ferry aground off Torvik\n\n{note}{said}{NEWS}{MORE}"
    (record,) = process(shared_pipeline(), [Article("a" * 16, "", text)])
    assert record.card.lead[0].text == NEWS
    assert not any("opinions" in span.text for span in record.card.lead)
