"""Encodings: what the bytes say of themselves, and what is guessed where they do not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.readers.decode import binary, decode

RUSSIAN = "Министр встретился с коллегой в Торвике. Они обсудили порт и новые поставки зерна."
FRENCH = "Le ministre a été reçu à Torvik ; « très bien », dit-il. Où est l’été ?"
ENGLISH = "The minister’s visit to the “harbour” – a first – was praised."


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (RUSSIAN, "utf-8"),
        (RUSSIAN, "utf-8-sig"),
        (RUSSIAN, "utf-16"),
        (RUSSIAN, "utf-16-le"),
        (RUSSIAN, "utf-16-be"),
        (ENGLISH, "utf-16-le"),
        (ENGLISH, "utf-16-be"),
        (ENGLISH, "utf-32"),
        (RUSSIAN, "cp1251"),
        (FRENCH, "cp1252"),
        (ENGLISH, "cp1252"),
    ],
)
def test_text_comes_back_from_its_bytes(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)).text == text


def test_a_guess_says_so() -> None:
    assert "cp1251" in (decode(RUSSIAN.encode("cp1251")).note or "")
    assert decode(RUSSIAN.encode()).note is None


def test_some_broken_bytes_do_not_make_it_another_encoding() -> None:
    decoded = decode((RUSSIAN * 3).encode() + b"\xff" + RUSSIAN.encode())
    assert decoded.text == RUSSIAN * 3 + "\ufffd" + RUSSIAN
    assert f"byte {len((RUSSIAN * 3).encode())}" in (decoded.note or "")


def test_zeros_in_a_text_stay() -> None:
    assert decode(b"a harbour\0and a town").text == "a harbour\0and a town"
    assert not binary(b"a harbour\0and a town")


@given(st.text())
def test_utf8_is_read_as_it_stands(text: str) -> None:
    data = text.encode()
    if not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")) and "\x00" not in text:
        assert decode(data).encoding != "utf-8" or decode(data).text == text


@given(st.binary(max_size=300))
def test_any_bytes_are_some_text(data: bytes) -> None:
    assert isinstance(decode(data).text, str)
