"""Deals: parties as the articles write them, sums, and each step with its date."""

from __future__ import annotations

from dataclasses import replace

from extract.article import Agreement, Entity, Mention
from extract.brief.deals import list_deals
from extract.brief.values import Evidence
from tests.unit.brief.articles import evidence

PACT = "a pact on nine patrol ships"


def deal(
    name: str, text: str, words: str, status: str, *parties: str, published: str | None = None, **given: object
) -> Evidence:
    """Make an article with one agreement; each party is named by its first mention."""
    article = evidence(name, text, published=published, **given)  # type: ignore[arg-type]
    start = text.index(words)
    agreement = Agreement(words, parties, status, start, start + len(words))
    card = replace(article.record.card, agreements=(agreement,))
    return replace(article, record=replace(article.record, card=card))


def test_parties_stand_as_the_article_has_them() -> None:
    text = f"Norland signed {PACT} with Velden."
    (line,) = list_deals([deal("a", text, PACT, "signed", "Norland", "Velden", places=("Norland", "Velden"))])
    assert [party.text for party in line.parties] == ["Norland", "Velden"]


def test_a_party_that_only_its_people_name_stands_where_they_do() -> None:
    text = f"Norlandic diplomats signed {PACT}."
    article = deal("a", text, PACT, "signed", "Norland", "Orsk")
    record = replace(
        article.record,
        mentions=(Mention(0, 9, "Norlandic", "NORP", "e1"),),
        entities=(Entity("e1", "LOC", "Norland", ("Norlandic",)),),
    )
    (line,) = list_deals([replace(article, record=record)])
    assert [party.text for party in line.parties] == ["Norlandic"]


def test_a_sum_in_the_sentence_is_of_the_only_deal_in_it() -> None:
    text = f"Norland will pay 40 million euros under {PACT}. It has 3 million euros left."
    sums = {"40 million euros": (4e7, "EUR"), "3 million euros": (3e6, "EUR")}
    (line,) = list_deals([deal("a", text, PACT, "proposed", figures=sums)])
    assert [amount.text for amount in line.amounts] == ["40 million euros"]


def test_each_step_has_its_day_or_that_of_its_first_report() -> None:
    day = {"8 May": "2031-05-08"}
    articles = [
        deal("a", f"Norland proposed {PACT}.", PACT, "proposed", published="2031-05-03"),
        deal("b", f"Norland signed {PACT} on 8 May.", PACT, "signed", published="2031-05-09", moments=day),
        deal("c", f"Velden has signed {PACT}.", PACT, "signed", published="2031-05-12"),
    ]
    (line,) = list_deals(articles)
    assert [(step.status, step.day, step.reported, step.source.article) for step in line.steps] == [
        ("proposed", None, "2031-05-03", "a"),
        ("signed", "2031-05-08", "2031-05-09", "b"),
    ]


def test_the_day_of_a_signing_to_come_is_no_day_of_a_step() -> None:
    text = f"Norland has announced {PACT} for 1 June."
    (line,) = list_deals([deal("a", text, PACT, "announced", published="2031-05-03", moments={"1 June": "2031-06-01"})])
    assert [(step.status, step.day) for step in line.steps] == [("announced", None)]


def test_what_is_only_reported_has_no_step() -> None:
    (line,) = list_deals([deal("a", f"There is {PACT}.", PACT, "reported")])
    assert (line.kind, line.steps) == ("reported", ())


def test_two_ceasefires_without_a_common_party_are_two() -> None:
    lines = list_deals(
        [
            deal("a", "There is a ceasefire in Velden.", "ceasefire in Velden", "reported"),
            deal("b", "They want a ceasefire deal.", "ceasefire deal", "proposed"),
        ]
    )
    assert len(lines) == 2


def test_a_proposal_that_is_reported_after_the_signing_is_no_step() -> None:
    articles = [
        deal("a", f"Norland signed {PACT}.", PACT, "signed", published="2031-05-03"),
        deal("b", f"Norland had proposed {PACT}.", PACT, "proposed", published="2031-05-09"),
    ]
    (line,) = list_deals(articles)
    assert [step.status for step in line.steps] == ["signed"]


def test_the_price_of_one_ship_is_not_that_of_the_deal() -> None:
    text = f"At a price of 40 million euros a ship, Norland signed {PACT}."
    (line,) = list_deals([deal("a", text, PACT, "signed", figures={"40 million euros": (4e7, "EUR")})])
    assert line.amounts == ()


def test_a_purpose_whose_object_is_cut_is_no_words_of_a_deal() -> None:
    words = "deal to enable"
    (line,) = list_deals(
        [deal("a", "Norland seeks a deal to enable the ferries to sail.", words, "proposed", "Norland")]
    )
    assert line.text == "deal"
    (whole,) = list_deals([deal("a", "Norland seeks a deal to merge.", "deal to merge", "proposed", "Norland")])
    assert whole.text == "deal to merge"


def test_words_that_do_not_say_which_deal_is_meant_are_left_out_beside_one_that_is_told() -> None:
    bare = deal("a", "An imminent ceasefire is proposed.", "imminent ceasefire", "proposed")
    told = deal("b", "Norland proposed a ceasefire on the Sund.", "ceasefire on the Sund", "proposed", "Norland")
    assert [line.text for line in list_deals([bare, told])] == ["ceasefire on the Sund"]
    assert [line.text for line in list_deals([bare])] == ["imminent ceasefire"]
