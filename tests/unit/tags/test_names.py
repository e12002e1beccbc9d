"""What may be a tag, and what a tag line says; whatever is typed is read or refused with a reason."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.errors import SitrepError
from tui.tags import tag_line, tag_name
from tui.tags.notmuch import TagCommand, article_id, command, encode, quote_id


def test_a_tag_with_an_encoded_space_is_refused_and_not_taken_for_several() -> None:
    with pytest.raises(SitrepError, match="write World-News/Buy-a-car"):
        command("+World%20News/Buy%20a%20car -- oil")


@pytest.mark.parametrize("name", ["aid", "aid/2026", "оборона", "防衛", "मीडिया", "می\u200cشود", "q&a", "x#1", "été"])
def test_any_languages_letters_and_subtopics_are_tags(name: str) -> None:
    assert tag_name(name) == name


@pytest.mark.parametrize(
    "name",
    [
        "",
        "two words",
        "-x",
        "+x",
        "a//b",
        "/a",
        "a/",
        "x\u202ey",
        "x\x1b[31m",
        'say"',
        "(x)",
        "x*",
        "\ud800",
        "x" * 201,
    ],
)
def test_what_would_break_a_query_or_a_terminal_is_refused(name: str) -> None:
    with pytest.raises(SitrepError):
        tag_name(name)


def test_composed_and_decomposed_letters_are_one_tag() -> None:
    assert tag_name("e\u0301te\u0301") == "\u00e9t\u00e9"


def test_a_tag_line_adds_and_removes() -> None:
    assert tag_line("+procurement  -draft urgent") == (("procurement", "urgent"), ("draft",))
    with pytest.raises(SitrepError, match="both added and removed"):
        tag_line("+x -x")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("+a -b -- tag:c or d", TagCommand(("a",), ("b",), "tag:c or d")),
        ("+a%2fb -- -draft", TagCommand(("a/b",), (), "-draft")),
        ("-a -- *", TagCommand((), ("a",), "")),
        ("+a -- id:x", TagCommand(("a",), (), "id:x")),
    ],
)
def test_a_command_is_notmuchs(line: str, expected: TagCommand) -> None:
    assert command(line) == expected


@pytest.mark.parametrize("line", ["", "harbour", "+a", "+a --", "-- harbour", "+ -- x", "+a%ff -- x", "+a b -- x"])
def test_half_a_command_is_refused(line: str) -> None:
    with pytest.raises(SitrepError):
        command(line)


@given(st.text() | st.text(alphabet='+-ab /%2f"() *:#\u202e'))
def test_whatever_is_typed_is_read_or_refused(text: str) -> None:
    for reading in (tag_name, tag_line, command, article_id):
        with suppress(SitrepError):
            reading(text)


@given(st.text(min_size=1).filter(str.isprintable))
def test_an_id_is_read_back_from_a_query(article: str) -> None:
    assert article_id(f"id:{quote_id(article)}") == article


@given(st.text(min_size=1))
def test_every_tag_survives_a_command(text: str) -> None:
    try:
        name = tag_name(text)
    except SitrepError:
        return
    assert command(f"+{encode(name)} -- x").add == (name,)
