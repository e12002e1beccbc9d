"""Keys that arrive in one read are the keys that were pressed."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events

from tui.key_parser import KeyParser

ESCAPE, ENTER, TAB, DOWN = "\x1b", "\r", "\t", "\x1b[B"
KEYS = [ESCAPE, ENTER, TAB, DOWN, *"jkq2/: ™éO["]


def keys_of(*reads: str, pauses: bool = False) -> list[str]:
    """Parse what was read at one moment, and at the next, as the terminal's thread does; pasted text is one key."""
    parser = KeyParser()
    found: list[object] = []
    for read in reads:
        found += parser.feed(read)
        if pauses:
            found += parser.end_sequence()
    found += parser.end_sequence()
    return [one.text if isinstance(one, events.Paste) else one.key for one in found if isinstance(one, events.Event)]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("typed", "keys"),
    [
        ("\x1bj", ["escape", "j"]),
        ("\x1b2", ["escape", "2"]),
        ("\x1b\r", ["escape", "enter"]),
        ("\x1b\t", ["escape", "tab"]),
        ("\x1bj\x1bk", ["escape", "j", "escape", "k"]),
        ("\x1b\x1b", ["escape", "escape"]),
        ("\x1b[B\x1b", ["down", "escape"]),
        ("j\x1b[1;2Bk", ["j", "shift+down", "k"]),
        ("\x1bb", ["alt+b"]),
        ("\x1bf", ["alt+f"]),
        ("\x1b[1;5D", ["ctrl+left"]),
        ("\x1b\x7f", ["ctrl+w"]),
        ("\x1b[200~a\x1bjb\x1b[201~\x1bj", ["ajb", "escape", "j"]),
    ],
)
def test_escape_is_a_key_of_its_own_however_fast_the_next_one_comes(typed: str, keys: list[str]) -> None:
    assert keys_of(typed) == keys
    assert keys_of(*typed) == keys


@given(st.lists(st.sampled_from(KEYS)))
def test_keys_in_one_read_are_those_that_come_one_by_one(pressed: list[str]) -> None:
    alone = [key for one in pressed for key in keys_of(one)]
    follows = list(itertools.pairwise(pressed))
    if not any(key == ESCAPE and after in "O[" for key, after in follows):  # which are read as the terminal's own
        assert keys_of("".join(pressed)) == keys_of(*pressed, pauses=True) == alone


def test_a_paste_whose_end_never_comes_is_over_after_a_while_and_keys_are_keys_again() -> None:
    patient, hasty = KeyParser(), KeyParser(paste_s=-1.0)
    for parser in (patient, hasty):
        assert not [*parser.feed("\x1b[200~the ferry")]
    assert not [*patient.tick()]
    (pasted,) = hasty.tick()
    assert isinstance(pasted, events.Paste)
    assert pasted.text == "the ferry"
    (key,) = hasty.feed("j")
    assert isinstance(key, events.Key)
    assert key.key == "j"
