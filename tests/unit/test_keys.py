"""The key table: every binding is in the help, in the settings and in README; keys mean one thing in one place."""

from __future__ import annotations

from pathlib import Path

import pytest

from tui.commands.config import as_toml
from tui.config import Config
from tui.config_file import parse
from tui.keymap import Act, Keymap, Waiting
from tui.keys import LIST, TABLE, TEXT, as_markdown, by_id, clashes, remapped

README = Path(__file__).parents[2] / "README.md"
BEGIN, END = "<!-- keys: made from tui/keys.py -->\n", "<!-- /keys -->"


def test_no_key_means_two_things_in_one_place() -> None:
    assert clashes(TABLE) == []


def test_no_key_needs_alt_or_what_terminals_do_not_send() -> None:
    keys = {key for binding in TABLE for typed in binding.keys for key in typed.split(" ")}
    assert not [key for key in keys if key.startswith(("alt+", "meta+", "super+")) or key in ("ctrl+enter", "ctrl+tab")]


def test_ids_are_unique_and_every_binding_says_what_it_does() -> None:
    assert len(by_id()) == len(TABLE)
    assert all(binding.help and binding.does and binding.where and binding.keys for binding in TABLE)


def test_readme_has_the_table_as_it_is() -> None:
    text = README.read_text(encoding="utf-8")
    assert text.partition(BEGIN)[2].partition(END)[0].strip() == as_markdown(), "run python -m tests.pictures keys"


def test_every_binding_can_be_set_in_the_settings() -> None:
    shown = as_toml(Config())
    assert all(f"\n{binding.id} = " in shown for binding in TABLE)
    assert parse(shown) == Config(keys={binding.id: binding.keys for binding in TABLE})


@pytest.mark.parametrize("binding", [binding for binding in TABLE if binding.id != "quit_now"], ids=lambda b: b.id)
def test_every_binding_is_carried_out_where_it_is_live(binding) -> None:
    from tui.screens.browse.finding import Finding
    from tui.screens.browse.moving import Moving
    from tui.screens.browse.screen import BrowseScreen
    from tui.screens.browse.tagging import Tagging
    from tui.screens.browse.working import Working
    from tui.screens.context import ContextScreen
    from tui.screens.entities import EntitiesScreen
    from tui.screens.help import LinesScreen
    from tui.widgets.rows import RowsPane

    served = {
        "entities": (EntitiesScreen, RowsPane),
        "context": (ContextScreen, RowsPane),
        "details": (LinesScreen,),
    }
    main = (BrowseScreen, Finding, Moving, Tagging, Working)
    for where in binding.where:
        assert any(hasattr(group, f"do_{binding.id}") for group in served.get(where, main)), where


def test_a_count_goes_with_a_motion_and_a_lone_digit_is_a_quick_tag() -> None:
    keys = Keymap(TABLE)
    assert keys.press(LIST, "1") == [Waiting("1")]
    assert keys.press(LIST, "2") == [Waiting("12")]
    assert keys.press(LIST, "j") == [Act("down", 12, 12)]
    assert keys.press(LIST, "3") == [Waiting("3")]
    assert keys.rest(LIST) == [Act("quick_3")]
    assert keys.press(LIST, "4") == [Waiting("4")]
    assert keys.press(LIST, "t") == [Act("quick_4"), Act("tag")]


def test_a_count_of_one_is_a_quick_tag_and_then_the_motion() -> None:
    keys = Keymap(TABLE)
    keys.press(LIST, "1")
    assert keys.press(LIST, "j") == [Act("quick_1"), Act("down")]


def test_sequences_wait_for_their_end() -> None:
    keys = Keymap(TABLE)
    assert keys.press(LIST, "w") == [Waiting("w")]
    assert keys.press(LIST, "t") == [Act("pane_text")]
    keys.press(LIST, "w")
    assert keys.press(LIST, "j") == []
    assert keys.press(LIST, "j") == [Act("down")]


def test_keys_are_remapped_and_switched_off() -> None:
    keys = Keymap(remapped({"down": ("n",), "next_hit": ()}))
    assert keys.press(TEXT, "n") == [Act("down")]
    assert keys.press(TEXT, "j") == []
