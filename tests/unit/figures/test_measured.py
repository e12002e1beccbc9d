"""What an amount is of: read from its sentence, or else it stays off the card."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.figures.find import figures_in
from extract.syntax import Trees

if TYPE_CHECKING:
    from spacy.language import Language

    from extract.article import Figure


def read(nlp: Language, text: str) -> tuple[Figure, ...]:
    """Return the figures of a text's card."""
    figures: tuple[Figure, ...] = nlp(text)._.card.figures
    return figures


def told(figure: Figure) -> tuple[str, ...]:
    """Return a figure's words and those that say what it is of."""
    return (figure.text, *(span.text for span in figure.of))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Inflation in Norland rose to 3.1 percent in May.", ("3.1 percent in May", "Inflation in Norland rose to")),
        ("The harbour's net loss was $12 million.", ("$12 million", "The harbour's net loss was")),
        (
            "The ferry maker reported net sales of $38 billion.",
            ("$38 billion", "The ferry maker reported net sales of"),
        ),
        ("Holm Shipping posted a 21 percent rise in sales.", ("a 21 percent rise in sales", "Holm Shipping posted")),
        ("Weber holds a 34 percent stake.", ("a 34 percent stake", "Weber holds")),
        ("Norland's economy grew at a 2 percent rate.", ("a 2 percent rate", "Norland's economy grew at")),
        ("He paid 2 million euros for the plant.", ("2 million euros", "paid", "for the plant")),
        ("Holm ordered ferries worth 3 million euros.", ("3 million euros", "ferries worth")),
        ("About 39 percent will support the plan.", ("About 39 percent", "will support the plan")),
        ("Shares in Holm Shipping closed at $89 a share.", ("$89 a share", "Shares in Holm Shipping closed at")),
        ("The storm hit the coast, and 15 were injured.", ("15", "were injured")),
        ("Weber's team spent a quarter of U.S. aid.", ("a quarter of U.S. aid", "Weber's team spent")),
        ("Norland devalued the crown by 20 to 25 percent.", ("20 to 25 percent", "Norland devalued the crown by")),
        ("Holm Shipping reported a net loss of $31 million.", ("$31 million", "Holm Shipping reported a net loss of")),
        ("Norland added PLN4.5bn.", ("PLN4.5bn", "Norland added")),
        ("The rounds were ordered for Rs 5 lakh.", ("Rs 5 lakh", "The rounds were ordered for")),
        ("Sales were 5 percent below last year's level.", ("5 percent below last year's level", "Sales were")),
        ("Holm Shipping closed 2 percent higher on Monday.", ("2 percent higher", "Holm Shipping closed")),
        ("Holm paid $7 million in cash and stock for it.", ("$7 million in cash and stock",)),
        ("They downed 27 of the drones.", ("27 of the drones",)),
        ("The fund has ferries, of which €300m is for sails.", ("€300m", "is for sails")),
        (
            "Analysts expect the yard to post a profit of 36 cents.",
            ("36 cents", "Analysts expect the yard to post a profit of"),
        ),
        ("They saw earnings per share of $2.", ("$2", "saw earnings per share of")),
        ("Loss came on top of $4 million in May.", ("$4 million in May", "Loss came on top of")),
        ("Both yards were down more than 4 percent.", ("more than 4 percent", "Both yards were down")),
        ("Pretax earnings fell to 3.1 billion crowns.", ("3.1 billion crowns", "Pretax earnings fell to")),
        ("Shares in Holm fell to 2,412 pence.", ("2,412 pence", "Shares in Holm fell to")),
    ],
)
def test_an_amount_says_what_it_is_of_and_what_befell_it(nlp: Language, text: str, said: tuple[str, ...]) -> None:
    figure = read(nlp, text)[-1]
    assert told(figure) == said
    assert all(text[span.start : span.end] == span.text for span in figure.of)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("The fares are 40 percent below the average.", "40 percent below the average"),
        ("Shares in Holm closed 3 percent lower at noon.", "3 percent lower"),
        ("Fares are 14 cents higher than in April.", "14 cents higher than in April"),
        ("Holm will pay $6.2 billion in cash and stock.", "$6.2 billion in cash and stock"),
        ("Its revenue of $454 million beat expectations.", "$454 million"),
        ("Data about the $13 trillion U.S. debt came late.", "the $13 trillion U.S. debt"),
        ("Oil prices rose to near a record $140 a barrel.", "near a record $140 a barrel"),
        ("Holm reported a potential $2 million loss.", "a potential $2 million loss"),
        ("The missiles have a range of 250km.", "250km"),
        ("It bought over $2 billion worth of DRAM.", "over $2 billion worth of DRAM"),
        ("It buys $85 billion in bonds each month.", "$85 billion in bonds each month"),
        ("Sales fell 3 percent in the third quarter.", "3 percent in the third quarter"),
        ("Sales fell to $4 million from $5 million a year earlier.", "$5 million a year earlier"),
    ],
)
def test_a_figure_has_the_words_without_which_it_would_say_something_else(nlp: Language, text: str, said: str) -> None:
    assert read(nlp, text)[-1].text == said


@pytest.mark.parametrize(
    "text",
    [
        "It was 3 percent.",
        "The ferry runs for 35 miles.",
        "Profit was high, compared with $201 million.",
        "Analysts had expected 3 percent.",
        "They see a rise of 0.9 percent.",
        "Up 5 percent.",
        "It raised $4 billion.",
        "The loss was a surprise, compared with net income of $4 million.",
        "Sales of ferries grew last year from $4 million.",
    ],
)
def test_an_amount_whose_sentence_does_not_say_it_is_left_out(nlp: Language, text: str) -> None:
    assert read(nlp, text) == ()


def test_a_sum_in_another_currency_is_of_the_same(nlp: Language) -> None:
    first, second, third, fourth = read(
        nlp, "Holm Shipping will pay 2 euros ($2.20) more. Norland sent 5 million euros ($5.5 million) in aid."
    )
    assert told(second) == (second.text, *(span.text for span in first.of))
    assert told(third) == ("5 million euros ($5.5 million) in aid",)
    assert told(fourth) == ("$5.5 million", "aid")


TALK = "A rate in Norland in May of 3 percent or $4 billion ( 2 million euros ) rose by 5 percent in Velden"
WORDS = [(found.start(), found.end()) for found in re.finditer(r"\S+", TALK)]
LABELS = (
    "ROOT",
    "nmod",
    "nummod",
    "case",
    "obl",
    "obj",
    "nsubj",
    "conj",
    "appos",
    "compound",
    "acl",
    "xcomp",
    "advmod",
)
TAGS = ("NN", "NNS", "NNP", "CD", "$", "IN", "VBD", "VB", "JJ")


@given(
    st.lists(st.integers(0, len(WORDS) - 1), min_size=len(WORDS), max_size=len(WORDS)),
    st.lists(st.sampled_from(LABELS), min_size=len(WORDS), max_size=len(WORDS)),
    st.lists(st.sampled_from(TAGS), min_size=len(WORDS), max_size=len(WORDS)),
)
def test_any_tree_is_read_to_its_end(heads: list[int], labels: list[str], tags: list[str]) -> None:
    starts, ends = zip(*WORDS, strict=True)
    words = [TALK[start:end].lower() for start, end in WORDS]
    for figure in figures_in(TALK, trees=Trees(starts, ends, heads, labels, tags, words)):
        assert figure.text == TALK[figure.start : figure.end]
        assert all(TALK[span.start : span.end] == span.text for span in figure.of)
