"""How numbers are written in news."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.figures.numbers import numbers_in


@pytest.mark.parametrize(
    ("text", "value", "currency"),
    [
        ("7,000", 7000, None),
        ("1,234,567.5", 1234567.5, None),
        ("1.234.567", 1234567, None),  # continental agencies
        ("2,5 billion", 2.5e9, None),  # machine-translated from a language with a decimal comma
        ("5\u00a0000", 5000, None),
        ("12 500", 12500, None),
        ("2.5 bn", 2.5e9, None),
        ("€90 billion", 90e9, "EUR"),
        ("US$524 million", 524e6, "USD"),
        ("$48bn", 48e9, "USD"),
        ("£600m", 600e6, "GBP"),
        ("600m euros", 600e6, "EUR"),
        ("Nkr128Bln", 128e9, "NOK"),  # agencies that leave no space
        ("Rs 5 crore", 5e7, "INR"),  # Indian outlets
        ("Rs. 3 lakh", 3e5, "INR"),
        ("300 thousand zlotys", 3e5, "PLN"),
        ("90 milliards d’euros", 90e9, "EUR"),  # French
        ("90 млрд евро", 90e9, "EUR"),  # Russian
        ("three", 3, None),
        ("twenty-five thousand", 25000, None),
        ("two hundred and fifty", 250, None),
        ("half a million", 5e5, None),
        ("three-quarters of a million", 7.5e5, None),
        ("45 678", 45678, None),
        ("$13 009 million", 13.009e9, "USD"),
        ("CHF 5’000’000", 5e6, "CHF"),  # Swiss outlets
        ("1'250.50", 1250.5, None),
        ("2,50,000", 2.5e5, None),
        ("one and a half million", 1.5e6, None),
        ("a dozen", 12, None),
        ("two dozen", 24, None),
        ("six million euros", 6e6, "EUR"),
        ("2 million pounds", 2e6, "GBP"),
    ],
)
def test_a_number_is_read_whole(text: str, value: float, currency: str | None) -> None:
    [number] = numbers_in(f"They counted {text} in all.")
    assert (number.value, number.currency) == (value, currency)
    assert f"They counted {text} in all."[number.start : number.end] == text


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("10-15 %", 10),
        ("10 to 15 percent", 10),
        ("between $5-6 billion", 5e9),
        ("€2bn–€3bn", 2e9),
        ("5 or 6 million", 5e6),
        ("demand grows 1 to 2 percent", 1),
        ("cuts of $70 million to $80 million", 7e7),
    ],
)
def test_a_range_is_one_number_and_has_its_lower_bound(text: str, value: float) -> None:
    [number] = numbers_in(text)
    assert number.value == value


@pytest.mark.parametrize(
    "text",
    [
        *("rose 48,000 to 4.3 million", "fell from 21% to 36%", "up 17 percent to $7.14 billion"),
        *("dipped 4,800 to 29,900", "it stood 5.7 to $55", "2012 to 6.5 billion"),
    ],
)
def test_where_something_came_from_and_went_to_are_two_numbers(text: str) -> None:
    """Business reports: "X to Y" after a verb of movement is no range."""
    assert len(list(numbers_in(text))) == 2


@pytest.mark.parametrize(("text", "value"), [("a third of the fleet", 0.333), ("two-thirds of voters", 0.667)])
def test_a_part_of_a_whole_is_a_fraction(text: str, value: float) -> None:
    [number] = numbers_in(text)
    assert number.fraction
    assert number.value == value


@pytest.mark.parametrize(
    "text", ["dozens of men", "millions fled", "hundreds", "a year", "half of it", "a man and an idea"]
)
def test_a_number_without_a_number_is_none(text: str) -> None:
    assert not list(numbers_in(text))


@pytest.mark.parametrize("text", ["16 euro zone states", "500 pounds of flour", "the 3 won again"])
def test_what_only_looks_like_money_is_a_number(text: str) -> None:
    assert [number.currency for number in numbers_in(text)] == [None]


def test_a_kind_of_screen_is_not_four_thousand() -> None:
    assert [number.value for number in numbers_in("4K screens, 10k men, $4K")] == [4, 10e3, 4e3]


@pytest.mark.parametrize(
    "text", ["5 dollarſ", "a thırd of it", "one ſixth of it", "5 mıllion", "3 Kilos", "٣ men", "ⅷ"]
)
def test_letters_that_the_engine_takes_for_others_do_no_harm(text: str) -> None:
    """Hostile and mistyped texts: look-alikes that match without regard to case."""
    assert all(number.currency is None and not number.fraction for number in numbers_in(text))


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("on June 24 300 men fell", [24, 300]),
        ("the A-16 200 men flew", [16, 200]),
        ("from 2012–13 to 279 000 tonnes", [2012, 13, 279000]),
    ],
)
def test_digits_behind_a_name_or_a_range_are_another_number(text: str, values: list[float]) -> None:
    assert [number.value for number in numbers_in(text)] == values


def test_metres_are_not_millions() -> None:
    assert [number.value for number in numbers_in("swam 200m, earned $200m, saw 3m people")] == [200, 200e6, 3e6]


@given(st.text(alphabet=st.sampled_from("0123456789 ,.-–$€%amnbk and two hundred million third of \n’")))
def test_any_text_gives_numbers_inside_it_in_order(text: str) -> None:
    at = 0
    for number in numbers_in(text):
        assert at <= number.start < number.end <= len(text)
        at = number.end


def test_a_long_row_of_groups_costs_no_more_than_its_length() -> None:
    assert sum(1 for _ in numbers_in("123 " * 50_000 + "12")) > 1000


def test_two_quarters_of_a_year_are_no_half() -> None:
    assert [number.value for number in numbers_in("after two quarters of losses")] == [2]
