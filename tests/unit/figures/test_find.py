"""Which numbers carry news, and what they count."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.figures.find import MOST, figures_in

SEEDS = Path(__file__).parents[3] / "seeds"


@pytest.mark.parametrize(
    ("text", "said", "value", "unit"),
    [
        (
            "Altogether more than 7,000 Danish soldiers have been trained.",
            "more than 7,000 Danish soldiers",
            7000,
            "Danish soldiers",
        ),
        (
            "It drew over 160 representatives of the shipping industry from abroad.",
            "over 160 representatives of the shipping industry",
            160,
            "representatives of the shipping industry",
        ),
        ("More than 300 new MPs came.", "More than 300 new MPs", 300, "new MPs"),
        ("Costs rose, up from 42.7 percent.", "42.7 percent", 42.7, "percent"),
        ("A charge of $318 million related to it hurt.", "$318 million", 3.18e8, "USD"),
        ("They signed a dozen agreements there.", "a dozen agreements", 12, "agreements"),
        ("A loan of €90 billion was agreed.", "€90 billion", 9e10, "EUR"),
        ("He promised $3 million in humanitarian aid.", "$3 million in humanitarian aid", 3e6, "USD"),
        ("Some 61 percent of voters said no.", "Some 61 percent of voters", 61, "voters"),
        ("Frost of minus 10 degrees Celsius set in.", "minus 10 degrees Celsius", -10, "degrees Celsius"),
        ("The vessel lost a third of its crew.", "a third of its crew", 0.333, "crew"),
        ("She was a 74-metre boat.", "a 74-metre", 74, "metre"),
        ("The ship with a crew of 52 sank.", "crew of 52", 52, "crew"),
        ("Fire killed 53 people and injured a further 271.", "a further 271", 271, "people"),
        ("Police blamed 65 individuals and entities.", "65 individuals and entities", 65, "individuals and entities"),
        ("Funds will last for another five months, he said.", "another five months", 5, "months"),
        ("The court gave her ten years in prison.", "ten years", 10, "years"),
    ],
)
def test_a_figure_has_its_words_its_value_and_its_unit(text: str, said: str, value: float, unit: str) -> None:
    figure = figures_in(text)[-1]
    assert (figure.text, figure.value, figure.unit) == (said, value, unit)
    assert text[figure.start : figure.end] == figure.text


@pytest.mark.parametrize(
    "text",
    [
        "On 28 September and on October 3 they met.",
        "It began in 2014 and ended in the 2022 campaign.",
        "At 17 o'clock, 7 p.m. and 14:30 the bells rang.",
        "Anna, 41, is a 16-year-old's mother; Ben is aged 56.",
        "Three Mirage 2000 and the 737 jet; Flight 752; Article 5; Leopard 2.",
        "the 2nd battalion, the 80th anniversary, World War 2",
        "report.pdf (347 KB), list 1 of 4, Views: 70, page 3",
        "our two countries and the three chiefs, two of the systems, both of them",
        "It has lasted for more than two years; a three-day visit; five days ago.",
        "Call +44 20 7946 0018 or 0207946001.",
        "won 3:1, open 24/7, rate of 1$=3.67, winter of 2025/26",
        "no one, one day, one of the aides",
        "the index closed at 8,504.67 in Torvik",  # markets
        "Shares of Torvik ( NOK1V.HE ) rose ($1 = 1127.2750 Korean won)",
        "sentenced under 2008 guidelines",  # courts
        "the old single-aisle 737 jets",  # aviation
        "It makes Lumo. Lumo 4 represents a leap.",
    ],
)
def test_what_names_or_places_something_is_no_figure(text: str) -> None:
    figures = [figure.text for figure in figures_in(text) if "Three" not in figure.text]
    assert figures == []


def test_a_verb_behind_and_is_not_counted_too() -> None:
    """Business news: "runs 3,659 stores and employs more than 680,000"."""
    assert [figure.text for figure in figures_in("It runs 3,659 stores and employs more than 80 clerks.")] == [
        "3,659 stores",
        "more than 80 clerks",
    ]


def test_a_verb_behind_an_amount_is_no_part_of_it() -> None:
    assert [figure.text for figure in figures_in("A 5 billion euro loan granted to Chad.")] == ["A 5 billion euro loan"]
    said = [figure.text for figure in figures_in("The 33 billion euro austerity plan passed last month.")]
    assert said == ["33 billion euro austerity plan"]


@pytest.mark.parametrize(
    ("text", "said", "unit"),
    [
        ("The mill makes 40 percent of its profit following the merger.", "40 percent of its profit", "profit"),
        ("A 2.5 billion euro city bond comes due in May.", "A 2.5 billion euro city bond", "EUR"),
        ("It holds a $30 million bond maturing in May.", "a $30 million bond", "USD"),
        ("They lost $3 million following a flood.", "$3 million", "USD"),
        ("The share cost $61.20 last Friday.", "$61.20", "USD"),
        ("A fee of $3 million due to the port was waived.", "$3 million", "USD"),
        ("The share fell to $61.20 in after-hours trading.", "$61.20", "USD"),
        ("The share rose to $61.20 in brisk midday trading.", "$61.20", "USD"),
        ("The bank made $61 million in bond trading profits.", "$61 million in bond trading profits", "USD"),
        ("Fog hid a 3,200-square kilometre bay.", "a 3,200-square kilometre", "square kilometre"),
        ("Fog hid a 3,200-square-kilometre bay.", "a 3,200-square-kilometre", "square kilometre"),
        ("It owns 5 million shares of Torr preferred stock.", "5 million shares of Torr preferred stock", None),
        ("They pump 500 barrels of crude bought abroad.", "500 barrels of crude", None),
        ("They sold 40 ferries essentially untested.", "40 ferries", "ferries"),
        ("All swim over 2,000 metres and visitors cheer.", "over 2,000 metres", "metres"),
        ("It owes $325 million in its current, third year.", "$325 million", "USD"),
        ("The index fell to negative 6.9 percent.", "negative 6.9 percent", "percent"),
        ("Income edged up to $739 million.", "$739 million", "USD"),
        ("It may lend up to $739 million.", "up to $739 million", "USD"),
        ("About 370 million shares had changed hands by 1240 ET.", "About 370 million shares", "shares"),
    ],
)
def test_a_figure_ends_with_what_is_counted(text: str, said: str, unit: str) -> None:
    [figure] = figures_in(text)
    assert (figure.text, figure.unit) == (said, unit or figure.unit)


@pytest.mark.parametrize("text", ["The goal is 355 or 296.", "In 1997-1998 it rained.", "Dial 9716 now."])
def test_a_bare_number_without_anything_counted_near_it_is_no_figure(text: str) -> None:
    assert figures_in(text) == ()


def test_a_repeated_figure_stands_once() -> None:
    text = "A $2 billion package. The $2 billion package came late. Two men died. Killed: 2."
    assert [figure.value for figure in figures_in(text)] == [2e9, 2]


def test_of_too_many_figures_the_weightiest_stay() -> None:
    text = "A $5 million loan. " + " ".join(f"They saw {n} kites{'x' * n}s." for n in range(13, 40))
    figures = figures_in(text)
    assert len(figures) == MOST
    assert figures[0].unit == "USD"


def test_page_furniture_is_not_read() -> None:
    text = "Views: 5,000 people. He saw 30 ships."
    assert [figure.value for figure in figures_in(text, skip=[(0, 20)])] == [30]


def test_the_seeds_figures_are_found() -> None:
    first = {(figure.value, figure.unit) for figure in figures_in(_seed("001"))}
    assert {(7000, "Ukrainian soldiers"), (160, "representatives of the defence industry"), (12, "agreements")} <= first
    assert (25, "countries") in {(figure.value, figure.unit) for figure in figures_in(_seed("002"))}
    assert (90e9, "EUR") in {(figure.value, figure.unit) for figure in figures_in(_seed("003"))}


def _seed(number: str) -> str:
    [path] = SEEDS.glob(f"{number}_*.txt")
    return path.read_bytes().decode("utf-8")


@given(st.text())
def test_any_text_gives_figures_that_stand_in_it(text: str) -> None:
    for figure in figures_in(text):
        assert text[figure.start : figure.end] == figure.text


@given(
    st.lists(st.sampled_from(["12", " ", "men", "and", "-", "$", "third", "a", " of ", "years", ",", ".", "Rs", "bn"]))
)
def test_any_mixture_of_parts_gives_figures_that_stand_in_it(parts: list[str]) -> None:
    text = "".join(parts)
    for figure in figures_in(text):
        assert text[figure.start : figure.end] == figure.text


def test_what_befell_those_counted_stays_with_them() -> None:
    (found,) = figures_in("They count nearly 1.2 million islanders killed or wounded since the flood.")
    assert found.value == 1_200_000
    (found,) = figures_in("They count nearly 1,200 dead and injured since the flood.")
    assert found.unit == "dead and injured"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("A storm killed at least 12 people.", "killed"),
        ("At least 12 people were reported missing in the storm.", "were reported missing"),
        ("The storm left 12 people dead.", "dead"),
        ("Some 12 people have fled.", "have fled"),
        ("Some 12 people came.", None),
        ("Three of the 12 people were killed.", None),
        ("In all 12 people were not hurt.", None),
    ],
)
def test_what_befell_people_is_told_with_their_number(text: str, told: str | None) -> None:
    figure = figures_in(text)[-1]
    assert [span.text for span in figure.of] == ([told] if told else [])


@pytest.mark.parametrize(
    ("text", "said", "value", "unit", "of"),
    [
        ("The death toll rose to 52.", "52", 52, "death toll", "death toll rose to"),
        ("The number of injured stands at 40.", "40", 40, "injured", "number of injured stands at"),
        ("The mayor spoke, raising the toll to 12.", "12", 12, "toll", "toll to"),
        ("Casualties reached at least 300.", "at least 300", 300, "Casualties", "Casualties reached"),
        ("He put the toll at 281 people.", "281 people", 281, "people", "toll at"),
    ],
)
def test_a_toll_is_told_with_its_noun(text: str, said: str, value: float, unit: str, of: str) -> None:
    (figure,) = figures_in(text)
    assert (figure.text, figure.value, figure.unit, figure.of[0].text) == (said, value, unit, of)


@pytest.mark.parametrize("text", ["The flood took a toll of two years.", "The toll is 5 miles off the coast."])
def test_what_is_no_toll_counts_none_dead(text: str) -> None:
    assert all(not one.of for one in figures_in(text))


def test_a_field_is_no_plural_of_what_is_counted() -> None:
    (found,) = figures_in("More than 20 electronics manufacturers came.")
    assert found.unit == "electronics manufacturers"


def test_what_happens_every_so_often_is_a_figure() -> None:
    (figure,) = figures_in("Drones flew at a rate of 404 a day.")
    assert (figure.text, figure.value, figure.unit) == ("404 a day", 404, "a day")


@pytest.mark.parametrize(
    "text",
    [
        "Three sources spoke.",
        "They are two different things.",
        "Three diplomats familiar with it said no.",
        "Boats will sail, according to two people who know.",
        "($1 = 0.77 euros)",
        "($1 = 0.620 pound)",
        "Growth was strong over 2006 levels.",
        "More than nine in 10 voters came late.",
        "It is one of the world's two largest ports.",
        "It bought hotels from Four Seasons.",
        "It gave up its plans for 2012 euro adoption.",
        "Two harbour officials, who asked not to be named, say it will.",
        "It put one in five farmers out of work.",
        "Risers led fallers by 4 to 1.",
        "More than five ferries sank for every two that sailed.",
        "Nine of every 10 ferries sank.",
        "A fall of the Big Three ferry makers came.",
        "All three ferries sailed, and one man smiled.",
        "It was the best growth in three quarters.",
        "The mill is about 75 miles (121km) south of Tarn.",
        "The farm is three miles away.",
        "Ferries (2031) 29,770,000,000 Holm Shipping Inc (2032)",
        "It has a 12-inch screen and a 1.4-liter engine.",
        "A 14-kilometer (8.7-mile) corridor is planned.",
        "More than five boats sank for every two that came.",
        "All three mayors came.",
        "It was below the $3 million analysts had forecast.",
        "Three media reports say so.".replace("Three", "Two"),
    ],
)
def test_what_every_report_counts_is_no_figure(text: str) -> None:
    assert figures_in(text) == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("The council approved the pier 23-19.", "23-19"),
        ("The bill passed by a vote of 79 to 18.", "79 to 18"),
        ("It fell in a 30-to-21 vote.", "30-to-21 vote"),
        ("Torvik won 30-21 on Sunday.", None),
        ("Shares passed by 30 to 21 percent.", None),
    ],
)
def test_the_count_of_a_vote_is_a_figure(text: str, said: str | None) -> None:
    assert [figure.text for figure in figures_in(text) if figure.unit == "votes"] == ([said] if said else [])


def test_lives_come_before_money_and_a_few_things_last() -> None:
    things = " ".join(f"They saw three kite{'x' * n}s." for n in range(MOST))
    said = [figure.text for figure in figures_in(f"{things} It cost $5 million. A storm killed 250 people.")]
    assert {"250 people", "$5 million"} <= set(said)
    assert len(said) == MOST


def test_a_verb_with_an_object_is_no_part_of_what_is_counted() -> None:
    (figure,) = figures_in("He faces 30 counts of attempting to harm others.")
    assert figure.text == "30 counts"


def test_a_part_of_a_number_is_counted_by_none_of_its_digits() -> None:
    found = figures_in("Only 98% of the 13,147 replies praised it.")
    assert [(figure.value, figure.unit) for figure in found] == [(98, "percent"), (13147, "replies")]


def test_of_a_part_and_the_whole_the_whole_is_no_figure() -> None:
    assert "500" not in " ".join(one.text for one in figures_in("Only 17 of the 500 ferries came."))
