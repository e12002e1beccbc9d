"""Wrapped, hyphenated and quoted text is read as one, and everything found in it stands in the text as it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.article import Article, Mention, Span
from extract.offset_map import restore_range
from extract.page import read_page
from extract.page.normalization import normalize_article, normalize_text, restore


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("The mayor of the town, Bjørn Arild\nGram of Torvik, met the ferry\nowners.", "Arild Gram of Torvik, met"),
        ("The town will pay more than 1.2\nbillion crowns for the pier.", "1.2 billion crowns"),
        ("The pier is closed from 28\nJanuary to the day when the\nships can land.", "from 28 January to"),
        ("The harbour is closed for re-\nbuilding of its northern pier.", "for rebuilding of"),
        ("A long-range plan, and no other long-\nrange plan, was read out.", "other long-range plan"),
        ("> The harbour will be closed while its\n> northern pier is rebuilt.", "while its northern pier"),
        ("> The pier will be closed while its\n> quay is rebuilt.\n> \n> The town", "while its quay is rebuilt.\n"),
        (
            "The harbour of Torvik will be closed for three weeks while its\nnorthern pier is rebuilt, it said to the "
            "people of the islands\nand to the owners of the ferries that serve them, as it did two\nyears ago, when "
            "many came.\n\nThe town would have waited until then, said the mayor, Inga\nHallden, in a letter.",
            "Inga Hallden",
        ),
        ("The har\u00adbour of Tor\u200bvik", "The harbour of Torvik"),
        ("An F\u201116 from a town\u2010run airfield", "An F-16 from a town-run airfield"),
        ("The ﬁve oﬃces of the harbour", "The five offices"),
        ("The har\u200dbour of Tor\u200cvik", "The harbour of Torvik"),
    ],
)
def test_a_line_s_end_is_no_sentence_s_end(text: str, read: str) -> None:
    assert read in normalize_text(text).text


@pytest.mark.parametrize(
    "text",
    [
        "Home\nNews\nTown hall\nFerries and boats\nContact us\nlog in",
        "Torvik closes its harbour for three weeks\n\nThe harbour will be closed, the town said.",
        "By Ada Lind\nThe harbour of Torvik will be closed to ships.\nFishermen are to be paid.",
        "What will be closed for the three weeks:\n- the northern pier\n- the ferry quay",
        "The town said so on Monday.\nThe ferry company did not.",
        "می\u200cخواهم",
        "👩\u200d💻",
        "",
    ],
)
def test_menus_headings_lists_and_joiners_stay(text: str) -> None:
    assert normalize_text(text).text == text


def test_what_is_found_stands_in_the_text_as_it_is() -> None:
    text = "The mayor of the old town, Bjørn\u00ad Arild\nGram of Torvik, met the ferry\nowners."
    article, read = normalize_article(Article("a", "a.txt", text))
    start = article.text.index("Bjørn")
    end = article.text.index(" of Torvik")
    mention, lead = restore(
        (Mention(start, end, article.text[start:end], "PERSON", "e1"), Span.of(article.text, 0, len(article.text))),
        text,
        read,
    )
    assert mention.text == text[mention.start : mention.end] == "Bjørn\u00ad Arild\nGram"
    assert lead.text == text


@given(st.text(alphabet="ab cé-,.\n>\u00adﬁ1A", max_size=200))
def test_every_range_of_any_text_is_found_again(text: str) -> None:
    read = normalize_text(text)
    for start in range(len(read.text)):
        first, last = restore_range(read, start, len(read.text))
        assert 0 <= first <= last <= len(text)
        if read.text[start] not in " fi":
            assert text[first] == read.text[start]


def test_a_page_s_spans_are_those_of_the_text_itself() -> None:
    text = "Torvik closes its harbour\n\nThe harbour of Torvik is closed for three\nweeks.\n\nRead more: ferries"
    page = read_page(Article("a", "a.txt", text))
    assert page.dateline.title == Span.of(text, 0, 25)
    assert [span.text for span in page.boilerplate] == ["Read more: ferries"]
