"""Captions of an article's pictures: found by their credits, and no part of what happened."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

import extract
from extract.page.captions import find_captions
from extract.page.sentences import starts


def captions(text: str) -> list[str]:
    return [text[start:end] for start, end in find_captions(text, sentences(text))]


def sentences(text: str) -> list[tuple[int, int]]:
    return list(pairwise([*starts(text), len(text)]))


NEWS = "The ferry sank off Torvik on Sunday, the coast guard said."


@pytest.mark.parametrize(
    "caption",
    [
        "Boats lie at the pier of Torvik last week. (Bo Ek/AP)",
        "Boats lie at the pier of Torvik, May 4, 2029.(Bo Ek/The Fjord Post via Getty Images)",
        "Divers look at a wreck near Orsk. (Handout via AFP)",
        "Divers look at a wreck near Orsk in June. [Ann Lee/Reuters]",
        "Ann Lee (L) and Bo Ek (not seen) walk along the pier of Torvik.\nFjord | Fjord | Getty Images",
    ],
)
def test_a_caption_in_a_line_of_its_own_goes_to_its_credit(caption: str) -> None:
    assert captions(f"{NEWS}\n{caption}\nIt was the third this year.") == [caption]


def test_in_a_flattened_paragraph_a_caption_ends_with_a_day() -> None:
    for credit in ("REUTERS/Ann Lee/File Photo", "Newsdesk/Ann Lee/File Photo", "Ann Lee/AFP/Getty Images"):
        caption = f"A ferry is seen in Torvik, May 4, 2029. {credit}"
        assert captions(f"{NEWS} {caption} It was the third this year.") == [caption]
    assert captions(f"{NEWS} Ann Lee/Reuters It was the third this year.") == []


@pytest.mark.parametrize(
    "text",
    [
        "TORVIK (Reuters) - The ferry sank on Sunday.",
        "The agency Reuters reported on Sunday that the ferry had sank.",
        f"{NEWS}\n\nPhoto by Bo Ek/Getty Images",
        f"{NEWS}Featured image via Bo Ek/Getty Images",
        "The European Union (EU) and Anadolu (a state agency) met.",
    ],
)
def test_datelines_and_credits_without_a_caption_are_none(text: str) -> None:
    assert captions(text) == []


def test_a_caption_is_neither_lead_nor_date_of_an_event() -> None:
    caption = "A ferry waits at the crowded pier of Torvik before the storm, Feb. 10, 2029. (Handout via AFP)"
    text = f"Ferry sinks off Torvik\n\n3 May 2031\n\n{caption}\n\n{NEWS} All forty passengers reached the land."
    (record,) = extract.process([extract.Article("a" * 16, "", text)])
    assert record.card.lead[0].text == NEWS
    assert [moment.value for moment in record.card.when] == ["2031-04-27"]


@given(st.lists(st.sampled_from(["A boat. ", "\n", "(Bo Ek/AP)", "May 4, 2029.", " REUTERS/Ann", "Getty Images", "["])))
def test_captions_are_stretches_in_order_whatever_the_text(parts: list[str]) -> None:
    text = "".join(parts)
    found = find_captions(text, sentences(text))
    assert all(0 <= start < end <= len(text) for start, end in found)
    assert all(end <= other for (_, end), (other, _) in pairwise(found))
