"""Days in articles of other languages than English."""

from datetime import date

import pytest

from extract.moments.find import moments_in

PUBLISHED = date(2024, 8, 4)


@pytest.mark.parametrize(
    ("language", "text", "said", "value"),
    [
        ("es", "El 12 de marzo de 2023 llovió.", "12 de marzo de 2023", "2023-03-12"),
        ("uk", "Це було 5 лютого 2024 року.", "5 лютого 2024", "2024-02-05"),
        ("ru", "Дождь шёл 3 мая.", "3 мая", "2024-05-03"),
        ("de", "Es regnete am 4. März.", "4. März", "2024-03-04"),
        ("fr", "Il a plu le 1er août 2022.", "1er août 2022", "2022-08-01"),
        ("pl", "Spotkanie 12 września.", "12 września", None),
        ("de", "Am 10.02.2024 war es kalt.", "10.02.2024", "2024-02-10"),
    ],
)
def test_a_day_of_another_language_is_read(language: str, text: str, said: str, value: str | None) -> None:
    """A day behind the publication stays unsettled: whether it is to come cannot be seen there."""
    assert [(m.text, m.value) for m in moments_in(text, PUBLISHED, language=language)] == [(said, value)]


def test_a_language_that_nobody_knows_has_its_numbers_read_all_the_same() -> None:
    assert [m.value for m in moments_in("1 foo 2001, 2024-02-10", PUBLISHED, language="qq")][-1] == "2024-02-10"
