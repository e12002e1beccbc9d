"""What stands apart from the story, by the pipeline as a whole."""

from __future__ import annotations

from extract.components.apart import find_apart
from tests.pipeline import shared_pipeline

TITLE = "Orsk council buys a second ferry for the winter"
PAGE = f"""{TITLE} | The Orsk Ledger

{TITLE}

By Ada Holm
May 4, 2031

The council of Orsk has bought a second ferry, which will sail from November on, the mayor said on Sunday.
The first ferry is to be repaired by spring. It has been out of service since a storm in March.
"""


def test_copies_of_the_title_with_the_name_of_the_site_are_no_part_of_the_story() -> None:
    doc = shared_pipeline()(PAGE)
    apart = [PAGE[start:end] for start, end in find_apart(doc)]
    assert apart[:2] == [f"{TITLE} | The Orsk Ledger", TITLE]
    assert not any(span.text.startswith(TITLE) for span in doc._.lead)
    assert doc._.lead[0].text.startswith("The council of Orsk has bought")
