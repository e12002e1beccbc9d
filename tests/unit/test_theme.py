"""What a terminal gets: colours that can be read on its ground, and none where it has or wants none."""

from __future__ import annotations

import pytest
from rich.color import Color
from rich.color_triplet import ColorTriplet

from tui.theme import ASCII, Theme, make_theme

GROUNDS = {"dark": "#1e1e1e", "light": "#ffffff"}
READABLE = 4.5
"""Contrast of small text: WCAG 2.1, success criterion 1.4.3."""


@pytest.mark.parametrize(
    ("theme", "system", "environ", "name"),
    [
        ("auto", "truecolor", {}, "dark"),
        ("auto", "256", {"COLORFGBG": "0;15"}, "light"),
        ("auto", "truecolor", {"COLORFGBG": "15;0"}, "dark"),
        ("auto", "standard", {}, "ansi"),
        ("light", "truecolor", {}, "light"),
        ("dark", None, {}, "none"),
        ("none", "truecolor", {}, "none"),
    ],
)
def test_a_theme_is_what_was_asked_for_and_the_terminal_can_show(theme, system, environ, name) -> None:
    assert make_theme(theme, color_system=system, environ=environ).name == name


@pytest.mark.parametrize("theme", GROUNDS)
def test_every_label_and_role_can_be_read_on_its_ground(theme: str) -> None:
    shown = make_theme(theme, environ={})
    styles = [*shown.labels.values(), shown.bar, shown.tag, shown.part, shown.key, shown.warn, shown.error]
    assert all(_contrast(style.color, GROUNDS[theme]) >= READABLE for style in styles if style.color)


def test_without_colour_no_style_has_one_and_labels_keep_a_letter() -> None:
    plain = make_theme("none")
    styles = [value for name in Theme.__slots__ if hasattr(value := getattr(plain, name), "without_color")]
    assert styles
    assert not [style for style in (*styles, *plain.labels.values()) if style.color or style.bgcolor]
    assert plain.letter("PERSON")[0] == "ᴾ"
    assert plain.tags({"aid": "#ff0000"}) == {}


def test_colours_of_the_user_stand_over_the_theme_s_own() -> None:
    assert make_theme("dark", colours={"PERSON": "#123456"}).label("PERSON").color == Color.parse("#123456")


def test_a_tag_whose_colour_is_none_is_shown_in_the_usual_one() -> None:
    """Somebody's own program may have written anything into `tags.json`."""
    assert list(make_theme("dark").tags({"x": "blurple", "y": "red"})) == ["y"]


@pytest.mark.parametrize(("unicode", "term"), [(False, "xterm"), (True, "linux")])
def test_letters_are_plain_and_reversed_where_the_terminal_has_no_raised_ones(unicode: bool, term: str) -> None:
    letter, style = make_theme("dark", unicode=unicode, environ={"TERM": term}).letter("PERSON")
    assert (letter, style.reverse) == ("P", True)


@pytest.mark.parametrize("theme", ["dark", "light", "ansi", "none"])
def test_a_hit_a_selection_and_evidence_have_one_colour_over_names(theme: str) -> None:
    shown = make_theme(theme, environ={})
    for style in (shown.hit, shown.selection, shown.evidence):
        drawn = {label + style for label in shown.labels.values()}
        assert len({(one.color, one.bgcolor, one.underline) for one in drawn}) == 1


def test_ascii_glyphs_are_ascii() -> None:
    glyphs = make_theme("dark", unicode=False).glyphs
    assert glyphs == ASCII
    assert all("".join(getattr(glyphs, name)).isascii() for name in type(glyphs).__slots__)


def _contrast(front: Color, back: str) -> float:
    a, b = _luminance(front.get_truecolor()), _luminance(Color.parse(back).get_truecolor())
    return (max(a, b) + 0.05) / (min(a, b) + 0.05)


def _luminance(colour: ColorTriplet) -> float:
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour.normalized]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
