"""Speech opened with a dash, as translated Polish, Russian, French and Spanish pages print it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from extract.speech.dashes import dashed


def words(text: str) -> list[str]:
    return [text[q.start : q.end] for q in dashed(text)]


def test_a_dash_opens_speech_and_a_second_one_with_a_verb_closes_it() -> None:
    assert words("- The bridge will open in May - the mayor announced.") == ["The bridge will open in May"]
    assert words("– The bridge will open in May – said the mayor.") == ["The bridge will open in May"]


def test_sentences_joined_by_a_translator_are_told_apart() -> None:
    text = (
        "The council met.- We will vote tonight.It will be close - he said.- Can we wait?I doubt it - added the mayor."
    )
    assert words(text) == ["We will vote tonight.It will be close", "Can we wait?I doubt it"]


def test_speech_without_a_verb_of_its_own_ends_with_its_paragraph() -> None:
    text = "- We will rebuild the port - he said.\n\n- It will take us four years."
    assert words(text) == ["We will rebuild the port", "It will take us four years."]


def test_a_list_is_no_speech() -> None:
    assert words("The plan:\n- New roads for the north\n- A bridge - 400 metres long - over the river\n") == []


def test_a_list_of_what_is_estimated_is_no_speech() -> None:
    assert words("The plan will help. - Roads for the north. - New taxes on land - estimated 4 million euros") == []


def test_a_dash_inside_a_sentence_opens_nothing() -> None:
    assert words("The harbour - Old Town's pride - is closed, he said.") == []


@given(st.text(alphabet="-–— \n.?AaBsaid", max_size=150))
def test_any_text_has_dashed_speech_inside_it_in_order_and_apart(text: str) -> None:
    at = 0
    for q in dashed(text):
        assert at <= q.outer_start <= q.start <= q.end <= len(text)
        at = q.end


def test_work_grows_with_the_text_and_not_faster(steps: object) -> None:
    few, many = (steps(dashed, "- Yes - he said.\n- No " * n) for n in (100, 800))  # type: ignore[operator]
    assert many <= 12 * few
