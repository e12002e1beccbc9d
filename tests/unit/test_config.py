"""Settings: what is read, and what is said of a mistake."""

from __future__ import annotations

import pytest

from tui.config import Config, Mistake
from tui.config_file import load, parse


def test_settings_are_read() -> None:
    config = parse(
        'theme = "light"\nmouse = true\n[quick]\n1 = "aid/2026"\n[keys]\ndown = ["j", "n"]\nnext_hit = "m"\n'
    )
    assert (config.theme, config.mouse, config.quick) == ("light", True, {"1": "aid/2026"})
    assert config.keys == {"down": ("j", "n"), "next_hit": ("m",)}


def test_pipelines_are_named_by_language() -> None:
    config = parse('model = "en_own"\n[models]\nfr = "fr_core_news_sm"\n')
    assert (config.models, config.pipelines) == ({"fr": "fr_core_news_sm"}, "en_own,fr=fr_core_news_sm")
    assert Config().pipelines is None


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("[models]\nFrench = 'x'", 2, "a language is a code such as fr"),
        ("[models]\nfr = 1", 2, "fr is a name or a path"),
        ('theme = "loud"', 1, "theme is one of"),
        ('\nteme = "dark"', 2, "no such setting: teme"),
        ("[keys]\n\nfly = 'x'", 3, "no such key binding: fly"),
        ("[quick]\n0 = 'x'", 2, "digits 1 to 9"),
        ("[colours]\nPERSON = 'blu'", 2, "no such colour"),
        ("[keys]\nup = 'j'", 2, "the key j is both"),
        ("rest_ms = 'slow'", 1, "milliseconds"),
        ("read_ms = -2", 1, "milliseconds"),
        ("layout = 'heap'", 1, "layout is one of stack, side"),
        ("columns = 'title'", 1, "a list of names"),
        ("columns = ['date', 'size']", 1, "columns are date, source, title, tags, notes, copies, not 'size'"),
        ("columns = ['source:wide']", 1, "a number of cells"),
        ("theme = ", 1, "Invalid value"),
    ],
)
def test_a_mistake_is_told_with_its_line_and_the_rest_holds(text: str, line: int, words: str) -> None:
    (mistake, *_) = parse(text).mistakes
    assert mistake.line == line
    assert words in mistake.message


def test_columns_are_chosen_ordered_and_widened() -> None:
    assert list(parse('columns = ["title", "source:30"]').columns.items()) == [("title", 0), ("source", 30)]


def test_without_a_file_the_defaults_hold(tmp_path) -> None:
    assert load(tmp_path / "config.toml") == Config()


def test_a_file_that_cannot_be_read_is_a_mistake(tmp_path) -> None:
    assert load(tmp_path).mistakes == (Mistake(0, "cannot be read: Is a directory"),)
