"""The key table: every binding is in the help, in the settings and in README; keys mean one thing in one place."""

from __future__ import annotations

import pytest

from tui.commands.config import as_toml
from tui.config import Config
from tui.config_file import parse
from tui.keymap import COUNT_MAX, KeyAction, Keymap, PendingKeys, UnboundKeys
from tui.keys import ENTITIES, LIST, QUICK, TABLE, TEXT, by_id, clashes, remap
from tui.screens.brief import BriefScreen
from tui.screens.browse.arriving import Arriving
from tui.screens.browse.finding import Finding
from tui.screens.browse.gathering import Gathering
from tui.screens.browse.moving import Moving
from tui.screens.browse.saved_searches import SavedSearchActions
from tui.screens.browse.screen import BrowseScreen
from tui.screens.browse.selecting import Selecting
from tui.screens.browse.side_panes import SidePanes
from tui.screens.browse.tagging import Tagging
from tui.screens.browse.working import Working
from tui.screens.compare import CompareScreen
from tui.screens.context import ContextScreen
from tui.screens.details import DetailsScreen
from tui.screens.entities import EntitiesScreen
from tui.screens.help import HelpScreen, LinesScreen
from tui.screens.quotes import QuotesScreen
from tui.screens.similar import SimilarScreen
from tui.widgets.rows import RowsPane

SCREENS = (
    BriefScreen, BrowseScreen, CompareScreen, ContextScreen, DetailsScreen, EntitiesScreen, HelpScreen, QuotesScreen
)  # fmt: skip
MAIN = (BrowseScreen, Arriving, Finding, Gathering, Moving, SavedSearchActions, Selecting, SidePanes, Tagging, Working)
GROUPS = (*SCREENS, *MAIN, RowsPane)


def test_no_key_means_two_things_in_one_place() -> None:
    assert clashes(TABLE) == []


def test_no_key_needs_alt_or_what_terminals_do_not_send() -> None:
    keys = {key for binding in TABLE for typed in binding.keys for key in typed.split(" ")}
    assert not [key for key in keys if key.startswith(("alt+", "meta+", "super+")) or key in ("ctrl+enter", "ctrl+tab")]


def test_ids_are_unique_and_every_binding_says_what_it_does() -> None:
    assert len(by_id()) == len(TABLE)
    assert all(binding.help and binding.does and binding.where and binding.keys for binding in TABLE)


def test_every_binding_can_be_set_in_the_settings() -> None:
    shown = as_toml(Config())
    assert all(f"\n{binding.id} = " in shown for binding in TABLE)
    assert parse(shown) == Config(keys={binding.id: binding.keys for binding in TABLE})


@pytest.mark.parametrize("binding", [binding for binding in TABLE if binding.id != "quit_now"], ids=lambda b: b.id)
def test_every_binding_is_carried_out_where_it_is_live(binding) -> None:
    served = {
        "entities": (EntitiesScreen, RowsPane),
        "context": (ContextScreen, RowsPane),
        "quotes": (QuotesScreen, RowsPane),
        "brief": (BriefScreen, RowsPane),
        "details": (LinesScreen,),
        "compare": (CompareScreen,),
        "others": (SimilarScreen, RowsPane),
    }
    for where in binding.where:
        assert any(hasattr(group, f"do_{binding.id}") for group in served.get(where, MAIN)), where


def test_whatever_is_carried_out_has_a_binding() -> None:
    digits_and_counts = {"row"}
    found = {name.removeprefix("do_") for group in GROUPS for name in dir(group) if name.startswith("do_")}
    assert found - set(by_id()) == digits_and_counts


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.__name__)
def test_the_hints_of_a_screen_name_bindings_that_are_live_there(screen) -> None:
    for where, names in screen.HINTS.items():
        for name in names:
            assert name == "quick" or where in by_id()[name].where, name


@pytest.mark.parametrize("digit", QUICK)
def test_a_digit_tags_at_once_whatever_follows(digit) -> None:
    keys = Keymap(TABLE)
    assert [keys.press(LIST, key) for key in (digit, "j", digit)] == [
        KeyAction(f"quick_{digit}"),
        KeyAction("down"),
        KeyAction(f"quick_{digit}"),
    ]


@pytest.mark.parametrize(
    ("typed", "act"),
    [
        ("42", KeyAction("row", 42, 42)),
        ("5j", KeyAction("down", 5, 5)),
        ("3 page down", KeyAction("page_down", 3, 3)),
        ("2 undo", KeyAction("undo", 2, 2)),
        ("9" * 40, KeyAction("row", COUNT_MAX, COUNT_MAX)),
        ("5/", None),
        ("5 nonsense", None),
        ("j", None),
        ("", None),
    ],
)
def test_a_count_is_typed_in_the_command_line(typed, act) -> None:
    assert Keymap(TABLE).parse_count(LIST, typed) == act


def test_a_key_that_nothing_is_bound_to_is_said() -> None:
    keys = Keymap(TABLE)
    assert keys.press(LIST, "r") == UnboundKeys("r")
    assert keys.press(LIST, "0") == UnboundKeys("0")
    assert keys.press(ENTITIES, "5") == UnboundKeys("5")
    assert keys.press(LIST, "w") == PendingKeys("w")
    assert keys.press(LIST, "j") == UnboundKeys("w j")


def test_sequences_wait_for_their_end() -> None:
    keys = Keymap(TABLE)
    assert keys.press(LIST, "w") == PendingKeys("w")
    assert keys.press(LIST, "t") == KeyAction("pane_text")
    assert keys.press(LIST, "j") == KeyAction("down")


def test_keys_are_remapped_and_switched_off() -> None:
    keys = Keymap(remap({"down": ("n",), "next_hit": ()}))
    assert keys.press(TEXT, "n") == KeyAction("down")
    assert keys.press(TEXT, "j") == UnboundKeys("j")
