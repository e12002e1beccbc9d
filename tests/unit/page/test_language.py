"""The language of the body, or None where it is not sure."""

import pytest

from extract.article import Article
from extract.page import read_page
from extract.page.language import identify_language


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The town will close its harbour for three weeks, and the fishermen are to be paid.", "en"),
        ("Die Stadt schließt ihren Hafen für drei Wochen, und die Fischer werden dafür bezahlt.", "de"),
        ("La ville ferme son port pendant trois semaines et les pêcheurs seront payés.", "fr"),
        ("Город закрывает порт на три недели, рыбакам заплатят за эти дни.", "ru"),
        ("Місто закриває порт на три тижні, рибалкам заплатять за ці дні.", "uk"),
        ("町は三週間港を閉鎖し、漁師には補償金が支払われる。", "ja"),
        ("737 400", None),
        ("", None),
    ],
)
def test_language(text: str, code: str | None) -> None:
    assert identify_language(text) == code


def test_furniture_does_not_count() -> None:
    story = "Die Stadt schließt ihren Hafen für drei Wochen, und die Fischer werden dafür von der Stadt bezahlt."
    text = f"Sign up for our newsletter and get the news in your inbox\n\n{story}\n\n{story}"
    assert read_page(Article("a", "a.txt", text)).language == "de"
