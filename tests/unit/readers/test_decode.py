"""Encodings: what the bytes say of themselves, and what is guessed where they do not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.readers.decode import decode, decode_page, is_binary, resolve_codec

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


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Да, Киев.", "cp1251"),
        ("Привет всем в Торвике", "koi8_r"),
        ("Bakan görüştü, Dışişleri Bakanı", "cp1254"),
        ("Ministryně obrany potvrdila nákup", "iso8859_2"),
        ("Wir müssen für Ärger über Öl", "cp1252"),
        ("Κυριάκος Μητσοτάκης είπε", "cp1253"),
        ("שלום וברכה לכולם", "cp1255"),
        ("وزير الدفاع قال", "cp1256"),
        ("木原防衛相が会見し、", "shift_jis"),
        ("木原防衛相が会見し、", "iso2022_jp"),
        ("国防部长朱镕基和陶喆在北京", "gb18030"),
        ("국방부 장관이 말했다", "euc_kr"),
    ],
)
def test_an_encoding_that_nothing_declares_is_found_on_a_line(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)).text == text


@pytest.mark.parametrize(
    ("label", "codec"),
    [
        ("iso-8859-1", "cp1252"),
        ("Latin1", "cp1252"),
        ("us-ascii", "cp1252"),
        ("gb2312", "gb18030"),
        ("GBK", "gb18030"),
        ("ks_c_5601-1987", "cp949"),
        ("Shift_JIS", "cp932"),
        ("iso-8859-9", "cp1254"),
        ("no-such-charset", None),
        ("rot13", None),
    ],
)
def test_labels_mean_what_browsers_take_them_for(label: str, codec: str | None) -> None:
    assert resolve_codec(label) == codec


@pytest.mark.parametrize(
    "head",
    [
        "<meta charset=windows-1254>",
        "<meta http-equiv='Content-Type' content='text/html; charset=iso-8859-9'>",
        "<?xml version='1.0' encoding='windows-1254'?>",
    ],
)
def test_a_page_is_read_as_it_declares(head: str) -> None:
    source = f"<html>{head}<p>Dışişleri Bakanı</p>"
    assert decode_page(source.encode("cp1254")).text == source
    assert decode_page(source.encode("cp1254")).note is None
    assert decode_page(source.encode()).text == source  # whatever it declares, these bytes are UTF-8


def test_a_guess_says_so() -> None:
    assert "cp1251" in (decode(RUSSIAN.encode("cp1251")).note or "")
    assert decode(RUSSIAN.encode()).note is None


def test_some_broken_bytes_do_not_make_it_another_encoding() -> None:
    decoded = decode((RUSSIAN * 3).encode() + b"\xff" + RUSSIAN.encode())
    assert decoded.text == RUSSIAN * 3 + "\ufffd" + RUSSIAN
    assert f"byte {len((RUSSIAN * 3).encode())}" in (decoded.note or "")


def test_zeros_in_a_text_stay() -> None:
    assert decode(b"a harbour\0and a town").text == "a harbour\0and a town"
    assert not is_binary(b"a harbour\0and a town")


@given(st.text())
def test_utf8_is_read_as_it_stands(text: str) -> None:
    data = text.encode()
    if not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")) and "\x00" not in text:
        assert decode(data).encoding != "utf-8" or decode(data).text == text


@given(st.binary(max_size=300))
def test_any_bytes_are_some_text(data: bytes) -> None:
    assert isinstance(decode(data).text, str)
