"""Direct quotations by their marks, in each kind of text that news comes in."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.speech.marks import LINES, LONGEST, Marked, marked


def words(text: str) -> list[str]:
    return [text[q.start : q.end] for q in marked(text)]


@pytest.mark.parametrize(
    "text",
    [
        "“We will rebuild the bridge,” she said.",
        '"We will rebuild the bridge," she said.',
        "«We will rebuild the bridge,» she said.",
        "»We will rebuild the bridge,« she said.",
        "„We will rebuild the bridge,“ she said.",
        "„We will rebuild the bridge,” she said.",
        "‘We will rebuild the bridge,’ she said.",
        "'We will rebuild the bridge,' she said.",
        "''We will rebuild the bridge,'' she said.",
        "&quot;We will rebuild the bridge,&quot; she said.",
        '“We will rebuild the bridge," she said.',
        '"We will rebuild the bridge,” she said.',
    ],
    ids=[
        *("curly", "straight", "guillemets", "inverted guillemets", "German", "Polish", "single", "single straight"),
        *("two apostrophes", "left-over HTML", "curly then straight", "straight then curly"),
    ],
)
def test_every_pair_of_marks_encloses_a_quotation(text: str) -> None:
    assert words(text) == ["We will rebuild the bridge,"]


def test_text_flattened_from_html_has_marks_joined_to_words() -> None:
    text = (
        'The mayor left the port."We had no choice," he said."The pumps failed.""Then the lights went,"added his aide.'
    )
    assert words(text) == ["We had no choice,", "The pumps failed.", "Then the lights went,"]


def test_marks_of_treebanks_stand_between_spaces() -> None:
    assert [said.strip(" ,") for said in words("`` We will rebuild the bridge , '' she said .")] == [
        "We will rebuild the bridge"
    ]


def test_a_quotation_broken_by_he_said_is_two() -> None:
    assert words("“The harbour is closed,” he said, “and it stays closed.”") == [
        "The harbour is closed,",
        "and it stays closed.",
    ]


def test_an_inner_quotation_belongs_to_the_outer_one() -> None:
    text = "“He called it ‘a day of shame’ and “a lie” and left,” she said."
    assert words(text)[0].startswith("He called it ‘a day of shame’")
    assert words('“They wrote "close the port" on the wall,” she said.') == ['They wrote "close the port" on the wall,']


def test_an_apostrophe_closes_nothing() -> None:
    text = "He said ‘the allies’ fear isn’t ours’ and left. It’s the dogs’ day, the ’90s and rock ’n’ roll."
    assert words(text) == ["the allies’ fear isn’t ours"]


def test_apostrophes_alone_open_nothing() -> None:
    assert words("It's the workers' day; don't ask 'em. The boats' owners' union won't talk.") == []


def test_paragraphs_that_reopen_are_each_a_quotation() -> None:
    text = "“The first point is trade.\n\n“The second point is water.\n\n“The third is peace,” she said."
    assert words(text) == ["The first point is trade.", "The second point is water.", "The third is peace,"]


def test_a_quotation_may_run_over_single_line_breaks() -> None:
    assert words("“The vote is over.\nThe count is clear.\nWe lost,” he said.") == [
        "The vote is over.\nThe count is clear.\nWe lost,"
    ]


def test_an_opening_mark_without_a_partner_swallows_nothing() -> None:
    text = (
        "The plan is “ambitious, the mayor wrote. It costs little.\n\nNobody came. “We are waiting for it,” she said."
    )
    assert words(text)[-1] == "We are waiting for it,"
    assert max(len(w) for w in words(text)) < 60


def test_a_missing_closing_mark_ends_with_the_paragraph() -> None:
    text = "He said: “The road is open again.\n\nThe army left the town on Friday."
    assert words(text) == ["The road is open again."]
    assert not marked(text)[0].closed


def test_a_closing_mark_without_a_partner_is_ignored() -> None:
    assert words('The road is open again." She left. "It was late, very late," he said.') == ["It was late, very late,"]


def test_words_that_go_on_behind_who_said_them_end_with_their_sentence_where_no_mark_closes_them() -> None:
    text = '"The road is open," she said. "It was closed for years. Nobody lived there.'
    assert words(text) == ["The road is open,", "It was closed for years."]
    assert words(text.replace("closed for years", "closed, he said")) == ["The road is open,"]


def test_a_mark_behind_a_sentence_opens_the_next_paragraph_of_the_same_words() -> None:
    text = 'She went on: "The road is open. "It was closed for years." Then she left.'
    assert words(text) == ["The road is open.", "It was closed for years."]


def test_inches_are_no_marks() -> None:
    assert words('The 6\'2" guard and the 24" screen were there.') == []


def test_a_mark_gives_up_after_the_longest_quotation() -> None:
    text = "“" + "word " * LONGEST + "”"
    assert all(q.end - q.start <= LONGEST for q in marked(text))


def test_a_quotation_ends_after_so_many_lines() -> None:
    text = "“" + "a line of verse\n" * (LINES * 3) + "”"
    assert all(text[q.start : q.end].count("\n") <= LINES + 1 for q in marked(text))


MARKS = "“”„\"'‘’«»\n .,aB—-&"


@given(st.text(alphabet=MARKS, max_size=200) | st.text(max_size=200))
def test_any_text_has_quotations_inside_it_in_order_and_apart(text: str) -> None:
    found = marked(text)
    for q in found:
        assert 0 <= q.outer_start <= q.start <= q.end <= q.outer_end <= len(text)
    assert found == sorted(found, key=lambda q: q.start)
    assert all(_apart(a, b) for a, b in pairwise(found))


def _apart(a: Marked, b: Marked) -> bool:
    return a.outer_end <= b.outer_start


@pytest.mark.parametrize("pattern", ["“", '"', "“ ", "'a ", " ‘a", "«»", '"\n', "„a“", "''a"])
def test_work_grows_with_the_text_and_not_faster(pattern: str, steps: object) -> None:
    few, many = (steps(marked, pattern * n) for n in (400, 3_200))  # type: ignore[operator]
    assert many <= 12 * few
