"""What was signed, announced, proposed, or is in force."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extract.agreements.find import MOST, agreements_in
from extract.agreements.parties import Party
from extract.syntax import Trees

Parse = Callable[[str], Trees | None]
FIRMS = (("General Works", "e1"), ("GW", "e1"), ("Mali", "e2"))
SEEDS = Path(__file__).parents[3] / "seeds"


@pytest.mark.parametrize(
    ("text", "said", "status"),
    [
        (
            "The ministers signed a memorandum of understanding on fishing.",
            "memorandum of understanding on fishing",
            "signed",
        ),
        (
            "She signed a letter of intent with her counterpart to build ferries.",
            "letter of intent with her counterpart to build ferries",
            "signed",
        ),
        (
            "Oslo announced a new $3 billion aid package for Chad on Monday.",
            "$3 billion aid package for Chad",
            "announced",
        ),
        (
            "Japan pledged $5 million in humanitarian aid to Chad.",
            "$5 million in humanitarian aid to Chad",
            "announced",
        ),
        (
            "Leaders will discuss further sanctions against Ruritania.",
            "further sanctions against Ruritania",
            "proposed",
        ),
        ("Oslo pledged €40 million to rebuild the port.", "€40 million to rebuild the port", "announced"),
        ("The price suffers under Western sanctions.", "Western sanctions", "reported"),
        ("A wave of sanctions has followed.", "wave of sanctions", "reported"),
        ("Both sides reached a ceasefire agreement in the north.", "ceasefire agreement in the north", "signed"),
        ("He unveiled the new Chad–Mali initiative.", "new Chad–Mali initiative", "announced"),
        ("They may offer a strategic partnership with Mali.", "strategic partnership with Mali", "proposed"),
        ("It is not clear whether there will be a trade deal with Mali.", "trade deal with Mali", "proposed"),
        ("The deputy called for a trade deal with Mali.", "trade deal with Mali", "proposed"),
        ("Chad negotiated a trade deal with Mali.", "trade deal with Mali", "signed"),
        ("He would oppose any trade deal with Mali.", "trade deal with Mali", "proposed"),
        ("Oslo warned against imposing sanctions on Mali.", "sanctions on Mali", "proposed"),
        ("Oslo is considering imposing sanctions on Mali.", "sanctions on Mali", "proposed"),
        ("If Oslo goes ahead or agrees to a truce with Mali, it will fall.", "truce with Mali", "proposed"),
        ("They asked whether Oslo had reached a trade deal with Mali.", "trade deal with Mali", "proposed"),
        ("Oslo hopes to agree to form a joint venture with Mali.", "joint venture with Mali", "proposed"),
        ("Oslo agreed to form a joint venture with Mali.", "joint venture with Mali", "signed"),
        ("Oslo is close to a trade deal with Mali.", "trade deal with Mali", "proposed"),
        ("A trade deal with Mali would help Oslo.", "trade deal with Mali", "proposed"),
        ("Oslo levied sanctions on Mali.", "sanctions on Mali", "announced"),
        ("Oslo had levied sanctions on Mali.", "sanctions on Mali", "reported"),
        ("Oslo has stepped up sanctions on Mali.", "sanctions on Mali", "announced"),
        ("The two sides reached a tentative trade deal with Mali.", "tentative trade deal with Mali", "announced"),
        ("Preliminary agreement was reached on a $3 billion loan.", "$3 billion loan", "reported"),
        ("Oslo formalised a trade deal with Mali.", "trade deal with Mali", "signed"),
        ("Oslo has mobilised $3 million in aid for Mali.", "$3 million in aid for Mali", "reported"),
        ("The new Chad–Mali initiative would become operational soon.", "new Chad–Mali initiative", "announced"),
        ("The signing of a trade deal with Mali is imminent.", "trade deal with Mali", "proposed"),
        ("Chad awaits the imminent signing of a trade deal with Mali.", "trade deal with Mali", "proposed"),
        ("A trade deal with Mali took effect on Monday.", "trade deal with Mali", "signed"),
        (
            "The $2 billion in aid for Mali is one of the largest packages that Oslo has announced.",
            "$2 billion in aid for Mali",
            "announced",
        ),
        ("Oslo called for a ceasefire.", "ceasefire", "proposed"),
        ("There were pleas for Oslo and Chad to reach a trade deal with Mali.", "trade deal with Mali", "proposed"),
        ("Ministers described new urgency in reaching a trade deal with Mali.", "trade deal with Mali", "proposed"),
        ("Chad had a role in reaching a trade deal with Mali.", "trade deal with Mali", "signed"),
        ("Oslo urged ministers on Friday to approve a trade deal with Mali.", "trade deal with Mali", "proposed"),
        ("They are finding a trade deal with Mali.", "trade deal with Mali", "proposed"),
        ("A quick ceasefire could be used by Oslo.", "quick ceasefire", "proposed"),
        ("It may keep Oslo from adopting tariffs on cars.", "tariffs on cars", "proposed"),
        ("It is in violation of a U.N. Security Council resolution.", "U.N. Security Council resolution", "reported"),
        (
            "Oslo demands back the loan of $4 billion provided to Mali.",
            "loan of $4 billion provided to Mali",
            "reported",
        ),
        ("Oslo proposed a peace plan, which Mali rejected.", "peace plan", "proposed"),
        ("Oslo is said to have signed a trade deal with Mali.", "trade deal with Mali", "signed"),
        ("Oslo imposed sanctions on Mali.", "sanctions on Mali", "announced"),
        ("They oppose sanctions imposed on Mali.", "sanctions imposed on Mali", "reported"),
        ("Oslo does not expect its sanctions on Mali to be lifted.", "sanctions on Mali", "reported"),
        ("They insisted that Mali sign a trade deal with Chad.", "trade deal with Chad", "proposed"),
        ("Oslo signed a trade deal with Mali and how to use it is open.", "trade deal with Mali", "signed"),
        (
            "A travel ban imposed by U.S. President Ada Holm fell.",
            "travel ban imposed by U.S. President Ada Holm",
            "reported",
        ),
        ("The firm is interested in reaching a trade deal with Mali.", "trade deal with Mali", "proposed"),
        ("Oslo said signing a trade deal with Mali could help.", "trade deal with Mali", "proposed"),
        ("Oslo is getting closer to a trade deal with Mali.", "trade deal with Mali", "proposed"),
        ("Oslo offered last week to sign a trade deal with Mali.", "trade deal with Mali", "proposed"),
        ("The treaty with Mali of 1987 was signed on Monday.", "treaty with Mali of 1987", "signed"),
        ("Oslo signed a deal with Mali, according to two papers.", "deal with Mali", "signed"),
        ("Mali wants a lifting of sanctions.", "lifting of sanctions", "proposed"),
        ("Chad signed a trade deal with Mali, a neighbour in the north.", "trade deal with Mali", "signed"),
        ("There will be a new trade deal with Mali signed.", "trade deal with Mali", "proposed"),
        ("Oslo may give a $5 billion loan to Mali.", "$5 billion loan to Mali", "proposed"),
        ("Oslo secured a $5m (£4m) US aid package.", "$5m (£4m) US aid package", "signed"),
    ],
)
def test_an_agreement_has_its_phrase_and_where_it_stands(parse: Parse, text: str, said: str, status: str) -> None:
    [agreement] = agreements_in(text, trees=parse(text))
    assert said in agreement.text
    assert len(agreement.text) <= len(said) + 6
    assert agreement.status == status
    assert text[agreement.start : agreement.end] == agreement.text


@pytest.mark.parametrize(
    "text",
    [
        "It is a big deal, he said.",
        "The agreement is old. This deal too.",
        "They spoke of aid and of support.",
        "The initiative came early; the programme ran late.",
        "The package includes $5 million in aid.",
        "They reached a resolution of the quarrel.",
        "The firm works under long-term contracts.",
        "The firm is seeking an injunction against the trade deal with Mali.",
        "They asked about sanctions evasion.",
        "She hoped to get a better deal.",
        "The village has kept the ceasefire.",
        "The ship has not broken any fishing agreements.",
        "She threatened criminal sanctions on Monday.",
        "They spoke in a joint statement.",
        "A hypothetical deal with Mali was one of their subjects.",
        "The $5 billion student loan industry is old.",
        "The rebels denied that they had signed a truce with Mali.",
        "Oslo has no trade deal with Mali.",
        "The senate passed an $8 billion stimulus package.",
        "The bank is sitting on $45 million in funding.",
        "The firm came under pressure to sell ferries through a deal with two rivals.",
    ],
)
def test_what_is_only_spoken_of_is_no_agreement(parse: Parse, text: str) -> None:
    assert agreements_in(text, trees=parse(text)) == ()


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("Oslo will provide Mali with $5 billion in military aid.", ("Oslo", "Mali")),
        ("Chad signed a treaty with Mali on trade.", ("Chad", "Mali")),
        ("A pact on trade was signed between Chad and three states, among them Mali.", ("Chad", "Mali")),
        ("During a visit to Oslo, Chad's Minister of the Sea signed a letter of intent with Mali.", ("Chad", "Mali")),
        ("Oslo said Chad had announced sanctions against Mali.", ("Chad", "Mali")),
        ("Chad lay still. In Oslo a pact on trade was signed.", ()),
        ("Ministers signed a pact with the Chad conglomerate on trade.", ()),
        ("Chad said on Monday it had signed a pact on trade with Mali.", ("Chad", "Mali")),
        ("Chad left its trade pact with Mali.", ("Chad", "Mali")),
        ("A spokesman praised Chad, which signed a pact on trade with Mali.", ("Chad", "Mali")),
        ("Niger called for a trade pact between Chad and Mali.", ("Chad", "Mali")),
        ("Niger called for a ceasefire on Sunday.", ()),
        ("Niger's regulators approved a trade pact between Chad and Mali.", ("Chad", "Mali")),
        ("The port signed a trade pact on three of the Chad engines.", ()),
        ("Chad struck a deal to buy Mali.", ("Chad", "Mali")),
        ("Chad signed a pact, and ministers welcomed Mali's treaty with Niger.", ("Mali", "Niger")),
        ("Niger tries to broker a trade pact in the war between Chad and Mali.", ()),
    ],
)
def test_the_parties_are_named_as_they_stand(parse: Parse, text: str, parties: tuple[str, ...]) -> None:
    names = [Party(found.start(), found.end(), found[0]) for found in re.finditer("Chad|Mali|Oslo|Niger", text)]
    [agreement] = agreements_in(text, names, trees=parse(text))
    assert agreement.parties == parties


def test_an_agreement_told_twice_stands_once_in_its_fullest_form(parse: Parse) -> None:
    text = "A new treaty is near. The treaty on fishing between Chad and Mali was signed. The treaty is good."
    [agreement] = agreements_in(text, trees=parse(text))
    assert agreement.text == "treaty on fishing between Chad and Mali"


def test_a_sum_is_told_once_with_the_package_that_it_names(parse: Parse) -> None:
    """Aid news: the package is named again and again, with and without its amount."""
    text = "Oslo announced a $3 billion aid package for Chad. It is the fifth military aid package for Chad."
    assert [agreement.text for agreement in agreements_in(text, trees=parse(text))] == [
        "$3 billion aid package for Chad"
    ]


def test_what_was_given_already_is_no_agreement(parse: Parse) -> None:
    text = "Oslo has provided $3 billion in aid to Chad."
    assert agreements_in(text, trees=parse(text)) == ()


def test_page_furniture_is_not_read(parse: Parse) -> None:
    text = "Read more: a treaty on fishing was signed"
    assert agreements_in(text, trees=parse(text)) != ()
    assert agreements_in(text, skip=[(0, 60)], trees=parse(text)) == ()


def test_the_seeds_agreements_are_found(parse: Parse) -> None:
    assert "memorandum of intent on cooperation" in _texts(parse, "001")
    assert any(text.startswith("letter of intent with her Ukrainian counterpart") for text in _texts(parse, "003"))


def _texts(parse: Parse, number: str) -> list[str]:
    [path] = SEEDS.glob(f"{number}_*.txt")
    text = path.read_bytes().decode("utf-8")
    return [agreement.text for agreement in agreements_in(text, trees=parse(text))]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text())
def test_any_text_gives_agreements_that_stand_in_it(parse: Parse, text: str) -> None:
    _check(parse, text)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.sampled_from(
            [
                "a",
                "the",
                "new",
                "$5",
                "million",
                "aid",
                "package",
                "for",
                "Chad",
                "sanctions",
                "of",
                ",",
                ".",
                "deal",
                "(",
                ")",
                "on",
                "Tuesday",
                "'s",
                "plan’s",
            ]
        )
    )
)
def test_any_mixture_of_parts_gives_agreements_that_stand_in_it(parse: Parse, parts: list[str]) -> None:
    _check(parse, " ".join(parts))


def _check(parse: Parse, text: str) -> None:
    agreements = agreements_in(text, trees=parse(text))
    assert len(agreements) <= MOST
    for agreement in agreements:
        assert text[agreement.start : agreement.end] == agreement.text


def test_a_party_under_two_names_is_told_once(parse: Parse) -> None:
    text = "General Works and its arm GW signed a pact on ferries with Mali."
    names = [Party(text.index(name), text.index(name) + len(name), name, entity) for name, entity in FIRMS]
    [agreement] = agreements_in(text, names, trees=parse(text))
    assert agreement.parties == ("General Works", "Mali")
