"""What stands under a prompt: a hint, a message with its place, or words; cut with a sign where it must be."""

from __future__ import annotations

import pytest

from extract.index import QueryError
from extract.index.query.fields import FIELDS
from extract.index.query.parse import parse
from tui.theme import make_theme
from tui.views.line import LineEditor
from tui.views.prompt import Prompt

LOOK = make_theme("none")


def under(prompt: Prompt, cells: int = 80) -> str:
    said = "".join(text for text, _ in prompt.draw(1, cells, LOOK))
    assert len(said) <= cells
    return said


@pytest.mark.parametrize("spec", FIELDS.values(), ids=FIELDS)
def test_the_help_of_a_field_has_its_example_whole_and_is_cut_with_a_sign(spec) -> None:
    hint = f"as in {spec.examples[0]}: {spec.help}"
    said = under(Prompt("/", LineEditor(spec.name), done=str, hint=hint))
    assert said.strip() == hint if len(hint) <= 78 else said.endswith("…")
    assert spec.examples[0] in said


@pytest.mark.parametrize("length", range(0, 120, 3))
def test_what_is_wrong_with_a_query_is_said_whole_wherever_it_is(length: int) -> None:
    query = "a" * length + ")"
    with pytest.raises(QueryError) as caught:
        parse(query)
    message, position = str(caught.value), caught.value.position
    prompt = Prompt("/", LineEditor(query), done=str, mistake=(message, position))
    said = under(prompt)
    assert message in said
    assert "^" in said or f"at character {position + 1}:" in said
    if "^" in said:
        assert prompt.draw(0, 80, LOOK)[0][0] == " /"
        typed = "".join(text for text, _ in prompt.draw(0, 80, LOOK))
        assert typed[said.index("^")] == ")"


def test_what_is_wrong_takes_as_many_lines_as_it_needs_and_four_at_most() -> None:
    prompt = Prompt("/", LineEditor("is:foo"), done=str, mistake=("is: takes " + "word " * 30, 0))
    lines = ["".join(text for text, _ in prompt.draw(y, 80, LOOK)) for y in range(1, prompt.height(80, LOOK))]
    assert " ".join(" ".join(lines).split()) == "at character 1: is: takes " + " ".join(["word"] * 30)
    assert (prompt.height(400, LOOK), prompt.height(30, LOOK)) == (2, 5)
    assert under(prompt, 30)
    assert "".join(text for text, _ in prompt.draw(4, 30, LOOK)).endswith("…")


def test_words_that_have_no_room_are_told_by_a_sign() -> None:
    words = [f"+word-{number}" for number in range(20)]
    prompt = Prompt("tag ", LineEditor("+w"), done=str, words=words)
    assert under(prompt).endswith(" …")
    prompt.words = words[:8]
    assert under(prompt, 72).endswith("+word-7")
    assert under(prompt, 71).endswith("+word-6 …")
