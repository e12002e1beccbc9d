"""Whatever an article holds, what reaches the terminal is harmless and as long as the text."""

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.visible import escaped, visible


@given(st.text(alphabet=st.characters(codec=None)))
def test_nothing_that_acts_survives_and_offsets_hold(text: str) -> None:
    shown = visible(text)
    assert len(shown) == len(text)
    assert not {unicodedata.category(c) for c in shown if c not in "\n\t"} & {
        "Cc",
        "Cf",
        "Cs",
        "Cn",
        "Co",
        "Zl",
        "Zp",
    }


@given(st.text())
def test_a_line_stays_one_line(text: str) -> None:
    assert not set(visible(text, line=True)) & set("\n\r\t\v\f\x85\u2028\u2029")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain", "plain"),
        ("\x1b]52;c;aGk=\x07", "␛]52;c;aGk=␇"),
        ("a\u202eb", "a·b"),
        ("a" + "\u0301" * 10 + "b", "a" + "\u0301" * 8 + "··b"),
        ("\x9b31m", "\N{REPLACEMENT CHARACTER}31m"),
        ("Sébastien Lecornu, Київ, 東京", "Sébastien Lecornu, Київ, 東京"),
    ],
)
def test_what_is_shown_for_it(text: str, shown: str) -> None:
    assert visible(text) == shown


@given(st.text(alphabet=st.characters(codec=None)))
def test_json_is_printed_harmless_and_says_the_same(text: str) -> None:
    printed = escaped(json.dumps({"text": text}, ensure_ascii=False))
    assert json.loads(printed) == {"text": text}
    assert visible(printed) == printed
