"""Figures of the same thing side by side, and those of other things apart."""

from __future__ import annotations

from extract.brief.figures import Comparison, compare_figures
from extract.brief.values import Evidence
from extract.figures.find import MOST as ON_CARD
from tests.unit.brief.articles import evidence

PEOPLE = "people"


def together(*articles: Evidence) -> list[Comparison]:
    return [one for one in compare_figures(articles) if len({value.article for value in one.values}) > 1]


def numbers(found: Comparison) -> list[float]:
    return [value.value for value in found.values]


def toll(name: str, words: str, value: float, rest: str, places: tuple[str, ...] = ()) -> Evidence:
    text = f"{words} were killed when the ferry Karla burnt off the coast, the coast guard said{rest}."
    return evidence(name, text, figures={words: (value, PEOPLE)}, places=places)


def toll_since(name: str, words: str, value: float) -> Evidence:
    text = f"{words} were killed since Monday when the ferry Karla burnt off the coast, the coast guard said."
    return evidence(name, text, figures={words: (value, PEOPLE)})


def test_a_toll_that_grew_is_one_line_that_says_that_it_differs() -> None:
    (found,) = together(toll("a", "At least 12 people", 12, ""), toll("b", "Seventeen people", 17, " on Friday"))
    assert (numbers(found), found.differs) == ([12, 17], True)


def test_a_toll_since_a_day_is_not_contradicted_by_that_of_a_day() -> None:
    assert not together(toll("a", "More than 60 people", 60, ""), toll_since("b", "49 people", 49))


def test_numbers_of_things_differ_where_three_words_around_them_agree() -> None:
    launched = evidence("a", "Velden launched 40 boats on Monday, it said.", figures={"40 boats": (40, "boats")})
    counted = evidence("b", "Of 38 boats launched by Velden on Monday, 30 sank.", figures={"38 boats": (38, "boats")})
    (found,) = together(launched, counted)
    assert (numbers(found), found.differs) == ([40, 38], True)


def test_two_things_counted_together_are_not_one_of_them() -> None:
    both = evidence(
        "a", "Velden launched 40 boats and kites on Monday.", figures={"40 boats and kites": (40, "boats and kites")}
    )
    boats = evidence("b", "Velden launched 38 boats on Monday.", figures={"38 boats": (38, "boats")})
    assert not any(found.differs for found in compare_figures([both, boats]))


def test_schoolgirls_are_girls() -> None:
    one = evidence("a", "They took 276 schoolgirls from Torvik.", figures={"276 schoolgirls": (276, "schoolgirls")})
    other = evidence("b", "The 276 girls whom they took from Torvik.", figures={"276 girls": (276, "girls")})
    (found,) = together(one, other)
    assert numbers(found) == [276, 276]


def test_the_same_number_in_other_words_does_not_differ() -> None:
    (found,) = together(toll("a", "At least 12 people", 12, ""), toll("b", "A dozen people", 12, ""))
    assert not found.differs


def test_figures_that_a_card_has_no_room_for_are_compared_too() -> None:
    ships = "The yard of Torvik built 900 patrol ships for the navy of Norland last year."
    short = evidence("a", ships, figures={"900 patrol ships": (900, "patrol ships")})
    many = " ".join(f"Port {number} had {number}00 visitors." for number in range(21, 21 + ON_CARD))
    full = evidence("b", f"{many} {ships}", figures={f"{n}00 visitors": (100 * n, "visitors") for n in range(21, 33)})
    assert [numbers(one) for one in together(short, full)] == [[900, 900]]


def test_a_number_rounded_to_its_last_digit_does_not_differ() -> None:
    about = evidence(
        "a", "The rocket of Velden flew about 730 miles over the sea.", figures={"about 730 miles": (730, "miles")}
    )
    exact = evidence("b", "The rocket of Velden flew 735 miles over the sea.", figures={"735 miles": (735, "miles")})
    assert not any(one.differs for one in compare_figures([about, exact]))


def test_another_length_is_of_another_thing() -> None:
    flew = "The rocket of Velden flew 1,400 miles over the sea of Norland on Friday."
    rose = "The rocket of Velden rose 900 miles over the sea of Norland on Friday."
    range_, height = (
        evidence(name, text, figures={words: (value, "miles")})
        for name, text, words, value in (("a", flew, "1,400 miles", 1400.0), ("b", rose, "900 miles", 900.0))
    )
    assert together(range_, height) == []
    again = evidence("c", flew, figures={"1,400 miles": (1400.0, "miles")})
    assert [numbers(one) for one in together(range_, height, again)] == [[1400, 1400]]


def test_soldiers_and_those_they_fight_are_apart() -> None:
    def fallen(name: str, words: str, value: float, unit: str) -> Evidence:
        return evidence(
            name, f"{words} were killed when the depot of Orsk burnt on Friday.", figures={words: (value, unit)}
        )

    army, rebels = fallen("a", "Eight soldiers", 8, "soldiers"), fallen("b", "Nine militants", 9, "militants")
    assert not together(army, rebels)
    assert [numbers(one) for one in together(army, rebels, fallen("c", "Ten troops", 10, "troops"))] == [[8, 10]]


def test_a_sum_in_brackets_behind_another_is_no_other_sum() -> None:
    text = "The yard of Torvik has reserves of $440m (£334m) and owes $90m in Velden."
    sums = {"$440m": (4.4e8, "USD"), "£334m": (3.34e8, "GBP"), "$90m": (9e7, "USD")}
    assert [numbers(found) for found in compare_figures([evidence("a", text, figures=sums)])] == [[4.4e8], [9e7]]


def test_equal_numbers_of_three_digits_need_little_else_in_common() -> None:
    def fine(name: str, sum_: str, value: float, rest: str, place: str) -> Evidence:
        words = f"{sum_} million"
        return evidence(name, f"The yard paid {words} {rest}.", figures={words: (value * 1e6, "USD")}, places=(place,))

    one = fine("a", "$453", 453, "to the court in Velden", "Velden")
    other = fine("b", "$453", 453, "over a mine off Orsk", "Orsk")
    assert [numbers(found) for found in together(one, other)] == [[453e6, 453e6]]
    assert not together(
        fine("a", "$40", 40, "to the court in Velden", "Velden"), fine("b", "$40", 40, "over a mine off Orsk", "Orsk")
    )


def test_those_of_one_nation_are_a_part_of_all() -> None:
    part = toll("b", "Ten American passengers", 10, "")
    assert not together(toll("a", "Twelve passengers", 12, ""), part)


def test_the_city_and_the_country_are_never_on_one_line() -> None:
    city = evidence(
        "a",
        "The blaze killed 19 people in Velden, the mayor said.",
        figures={"19 people": (19, PEOPLE)},
        places=("Velden",),
    )
    port = evidence(
        "b",
        "The blaze killed 33 people in Torvik, the mayor said.",
        figures={"33 people": (33, PEOPLE)},
        places=("Torvik",),
    )
    same = evidence(
        "c",
        "The blaze killed 21 people in Velden, the mayor said.",
        figures={"21 people": (21, PEOPLE)},
        places=("Velden",),
    )
    assert together(city, port) == []
    assert [numbers(found) for found in together(city, port, same)] == [[19, 21]]


def test_the_part_of_a_toll_is_not_another_number_of_the_whole() -> None:
    whole = evidence(
        "a",
        "Storms over the coast killed 40 people on Monday. Two people were killed on a pier by the storms on Monday.",
        figures={"40 people": (40, PEOPLE), "Two people": (2, PEOPLE)},
    )
    other = evidence("b", "Storms over the coast killed 44 people on Monday.", figures={"44 people": (44, PEOPLE)})
    assert [numbers(found) for found in together(whole, other)] == [[40, 44]]


def test_the_killed_and_the_injured_are_apart() -> None:
    first = evidence(
        "a",
        "The fire on the ferry Karla killed 12 people and 40 were injured, the coast guard said.",
        figures={"12 people": (12, PEOPLE), "40": (40, None)},
    )
    second = evidence(
        "b",
        "The coast guard said that 14 people died in the fire on the ferry Karla and that 41 were injured.",
        figures={"14 people": (14, PEOPLE), "41": (41, None)},
    )
    assert sorted(numbers(found) for found in together(first, second)) == [[12, 14], [40, 41]]


def test_what_comes_on_top_of_others_is_no_other_number_of_them() -> None:
    first = evidence(
        "a",
        "Divers of the coast guard found seven rifles in the wreck of the ferry Karla off Torvik.",
        figures={"seven rifles": (7, "rifles")},
    )
    second = evidence(
        "b",
        "Divers of the coast guard found five other rifles in the wreck of the ferry Karla off Torvik.",
        figures={"five other rifles": (5, "other rifles")},
    )
    assert together(first, second) == []


def test_another_sum_of_money_is_another_thing() -> None:
    first = evidence("a", "Norland gave Velden 40 million euros for its harbour.", figures={"40 million": (4e7, "EUR")})
    second = evidence(
        "b", "Norland gave Velden 60 million euros for its harbour.", figures={"60 million": (6e7, "EUR")}
    )
    assert together(first, second) == []


def test_a_rounded_share_does_not_differ_from_the_exact_one() -> None:
    first = evidence("a", "The harbour of Velden costs Norland 6.7% of its budget.", figures={"6.7%": (6.7, "%")})
    second = evidence(
        "b", "Velden and its harbour cost Norland about 7% of its budget.", figures={"about 7%": (7, "%")}
    )
    (found,) = together(first, second)
    assert not found.differs


def test_an_aside_tells_of_itself_only() -> None:
    first = evidence(
        "a",
        "At least 46 people - including 33 in Velden - were killed in floods on the coast, officials said.",
        figures={"At least 46 people": (46, PEOPLE)},
        places=("Velden",),
    )
    second = evidence("b", "Officials said floods on the coast killed 46 people.", figures={"46 people": (46, PEOPLE)})
    (found,) = together(first, second)
    assert numbers(found) == [46, 46]


def test_whoever_gives_a_number_is_named_as_the_article_has_it() -> None:
    text = "“The fire killed 12 people,” said Ada Holm of the coast guard."
    article = evidence("a", text, figures={"12 people": (12, PEOPLE)}, quotes={"The fire killed 12 people": "Ada Holm"})
    (found,) = compare_figures([article])
    assert found.values[0].claimant == "Ada Holm"
