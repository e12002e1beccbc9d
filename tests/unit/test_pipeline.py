"""The whole pipeline: whatever the text, a record comes out, and every part of it points to the words it came from."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language

from extract.article import Article, Card, Flag, Record
from extract.pipeline import process
from extract.record import from_json, to_json

PIECES = (
    "President Ada Holm",
    "Norland",
    "said that",
    "“We will deliver",
    "it,” she said.",
    '"',
    "«Oui»",
    "— Non",
    "on 3 May 2031",
    "last Tuesday",
    "€90 billion",
    "more than 7,000 soldiers",
    "F-16s",
    "Leopard 2A6",
    "signed a memorandum with",
    "Ministry of Defence (MoD)",
    "Views: 70",
    "Share",
    "\n\n",
    "\t",
    "\r\n",
    "\x1b[31m",
    "\u202e",
    "\u200b",
    "\u00ad",
    "ﬁ",
    "who met the others of the\n",
    "\n> and many re-\nbuilt",
    "е",
    "́" * 40,
    "(" * 30,
    "'" * 30,
    "1" * 60,
    "A" * 200,
    "😀",
    "שלום",
    "東京",
    "\x00",
    "http://example.org/?q=%00",
    "<b>",
    "[link](x)",
)
"""Whatever the components look for, and what they should not trip over."""

TEXTS = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=20)), max_size=60).map(" ".join)


def spans(value: Any) -> Iterator[dict[str, Any]]:
    """Yield every object in a record that has a start and an end."""
    if isinstance(value, dict):
        if isinstance(value.get("start"), int):
            yield value
        for part in value.values():
            yield from spans(part)
    elif isinstance(value, list):
        for part in value:
            yield from spans(part)


def record_of(nlp: Language, text: str) -> Record:
    (record,) = process(nlp, [Article("x", "x.txt", text)])
    return record


@settings(max_examples=50, suppress_health_check=[HealthCheck.too_slow])
@given(text=TEXTS)
def test_any_text_gives_a_record_whose_parts_are_where_they_say(nlp: Language, text: str) -> None:
    record = record_of(nlp, text)
    data = to_json(record)
    assert data["text"] == text
    for span in spans(data):
        assert 0 <= span["start"] < span["end"] <= len(text), span
        if "text" in span:
            assert span["text"] == text[span["start"] : span["end"]]
    known = {entity["id"] for entity in data["entities"]}
    assert {m["entity"] for m in data["mentions"] if m["entity"]} <= known
    assert from_json(data).card == record.card


@pytest.mark.parametrize("text", ["", " ", "\n", "\x00", "\ufeff", ".", "“"])
def test_next_to_nothing_gives_an_empty_card(nlp: Language, text: str) -> None:
    assert replace(record_of(nlp, text).card, flags=()) == Card()


def test_names_numbers_and_dates_go_over_the_ends_of_wrapped_lines(nlp: Language) -> None:
    text = (
        "The defence minister of Norland, Ada\nHolm, said on Monday that the army had received more than 7,000\n"
        "soldiers since 28\nJanuary 2031 and that they had cost 1.2\nbillion euros.\n"
    )
    record = record_of(nlp, text)
    assert "Ada Holm" in {entity.name for entity in record.entities}
    assert {(figure.value, figure.unit) for figure in record.card.figures} == {(7000, "soldiers"), (1.2e9, "EUR")}
    assert "28\nJanuary 2031" in {mention.text for mention in record.mentions}
    assert record.article.text == text


def test_a_reader_s_note_keeps_its_place_in_a_text_that_is_read_otherwise(nlp: Language) -> None:
    note = Flag("truncated", "cut", 6, 7)
    (record,) = process(nlp, [Article("x", "x.txt", "Ad\u00ada Ho\u00adlm left", notes=(note,))])
    assert record.card.flags[0] == note


def test_a_list_of_links_has_an_empty_card_and_names_nobody(nlp: Language) -> None:
    stories = [f"President Ada Holm meets minister {name} in Port Arvik" for name in ("Bo Ek", "Kim Lund", "Ina Berg")]
    text = "\n".join(f"### {story}\nBo Ek\nSept. {day}, 2031" for day, story in enumerate(stories * 6, start=1))
    record = record_of(nlp, text)
    assert record.kind == "index-page"
    assert (record.mentions, record.entities, replace(record.card, flags=())) == ((), (), Card())
    assert [flag.kind for flag in record.card.flags] == ["not-an-article"]
    assert from_json(to_json(record)).kind == "index-page"


def test_a_run_without_spaces_is_tokenized_as_the_text_it_is(nlp: Language) -> None:
    for text in ("(" * 999, "a" * 200, "x " + "b" * 401 + "\ny", " " * 500 + "c" * 600, "東京" * 300):
        assert nlp.make_doc(text).text == text


@pytest.mark.slow
@pytest.mark.parametrize(
    "unit", ["“a ", "(", "said he said ", "1,", "A. ", "Mr ", "a\n", "\u0301", "- ", "F-16 ", "of the ", "\t"]
)
def test_a_long_repetition_is_read_in_time_that_grows_with_its_length(nlp: Language, unit: str) -> None:
    """A component that backtracks would need hours for these; the test's own time limit is that it ends."""
    text = unit * (10_000 // len(unit))
    assert record_of(nlp, text).article.text == text
