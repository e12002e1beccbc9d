"""The lead: whole sentences that tell what happened, for clean stories, scraped pages and live pages."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from extract.page.sentences import sentences
from extract.summary import MOST, choose_lead


def chosen(text: str, skip: tuple[tuple[int, int], ...] = ()) -> list[str]:
    return [text[a:b] for a, b in choose_lead(text, list(sentences(text)), skip)]


STORY = (
    "The council of Vardal voted on Monday to rebuild the old harbour bridge. "
    "It rained for most of that day in town. "
    "Shops on the square were shut for lunch as ever. "
    "The harbour bridge was closed in March when the council found cracks. "
    "The council will pay for the bridge with a harbour tax on every ship."
)


def test_a_story_opens_with_its_first_sentence_and_goes_on_with_what_it_is_about() -> None:
    first, *rest = chosen(STORY)
    assert first == STORY[: STORY.index(". ") + 1]
    assert len(rest) == MOST - 1
    assert all("council" in sentence for sentence in rest)


def test_furniture_headings_and_credits_are_no_lead() -> None:
    text = (
        "Old bridge to return\n\nPhoto: the bridge in 1990, seen from the sea\n\nSource: Vardal Post and others\n\n"
        + STORY
    )
    assert chosen(text, ((0, 20),))[0].startswith("The council of Vardal voted")


def test_each_dated_update_of_a_live_page_has_its_lead() -> None:
    text = (
        "The council of Vardal voted to rebuild the bridge. It will cost a lot. The bridge is old and worn.\n\n"
        "13:28\n\nThe mayor of Vardal arrived at the town hall by boat. The bridge was still closed at noon."
    )
    assert chosen(text)[:2] == [
        "The council of Vardal voted to rebuild the bridge.",
        "The mayor of Vardal arrived at the town hall by boat.",
    ]


def test_nothing_to_tell_gives_no_lead() -> None:
    assert chosen("") == chosen("Menu\nLogin") == []


@given(st.text(alphabet=st.sampled_from("aA bB.!?\n1:2"), max_size=300))
def test_any_text_has_whole_sentences_for_its_lead(text: str) -> None:
    whole = list(sentences(text))
    found = choose_lead(text, whole, [])
    assert set(found) <= set(whole)
    assert len(found) <= MOST
