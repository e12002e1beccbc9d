"""Who said what where a tree shows it and no pattern does."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from extract.people.cast import Cast
from extract.speech.statements import statements

PORT = "the/DT/det/1 port/NN/nsubj/3 had/VBD/aux/2 been/VBN/aux/1 closed/VBN/ccomp/{0}"
"""The tree of the clause "the port had been closed", its head so far from the verb of saying."""

Said = list[tuple[str, str | None, str | None]]


@pytest.fixture
def said(cast_of: Callable[..., Cast]) -> Callable[[str, str], Said]:
    """Return a function from marked text and its tree to (words, speaker's entity or words, cue) of each statement."""

    def read(marked: str, tree: str) -> Said:
        cast = cast_of(marked, tree)
        return [
            (cast.text[s.start : s.end], s.speaker or (cast.text[slice(*s.named)] if s.named else None), s.cue)
            for s in statements(cast)
        ]

    return read


def test_sources_without_a_name_are_told_as_the_text_has_them(said: Callable[[str, str], Said]) -> None:
    found = said(
        "Four port officials said the port had been closed.",
        "Four/CD/nummod/2 port/NN/compound/1 officials/NNS/nsubj/1 said/VBD/ROOT/0 " + PORT.format(-5),
    )
    assert found == [("the port had been closed", "Four port officials", "said")]


def test_what_somebody_said_is_no_statement_of_what_follows(said: Callable[[str, str], Said]) -> None:
    found = said(
        "What officials said pleased the crew.",
        "What/WP/obj/2 officials/NNS/nsubj/1 said/VBD/csubj/1 pleased/VBD/ROOT/0 the/DT/det/1 crew/NN/obj/-2"
        " ././punct/-3",
    )
    assert found == []


def test_whoever_says_a_clause_is_a_source_whatever_the_noun(said: Callable[[str, str], Said]) -> None:
    found = said(
        "Several cast members said the port had been closed.",
        "Several/JJ/amod/2 cast/NN/compound/1 members/NNS/nsubj/1 said/VBD/ROOT/0 " + PORT.format(-5),
    )
    assert found == [("the port had been closed", "Several cast members", "said")]


def test_a_clause_that_holds_marks_is_told_whole(said: Callable[[str, str], Said]) -> None:
    found = said(
        "{Anna Weber|PERSON} noted several “intangibles” had closed the old port at once.",
        "Anna/NNP/nsubj/2 Weber/NNP/flat/-1 noted/VBD/ROOT/0 several/JJ/amod/2 “/``/punct/1 intangibles/NNS/nsubj/3"
        " ”/''/punct/-1 had/VBD/aux/1 closed/VBN/ccomp/-6 the/DT/det/2 old/JJ/amod/1 port/NN/obj/-3 at/IN/case/1"
        " once/RB/obl/-5 ./././-11",
    )
    assert found == [("several “intangibles” had closed the old port at once", "Anna Weber", "noted")]


def test_a_clause_without_its_subject_is_no_statement(said: Callable[[str, str], Said]) -> None:
    found = said(
        "Those are the gifts which {Anna Weber|PERSON} said were accompanied by favors.",
        "Those/DT/nsubj/3 are/VBP/cop/2 the/DT/det/1 gifts/NNS/ROOT/0 which/WDT/nsubj:pass/5 Anna/NNP/nsubj/2"
        " Weber/NNP/flat/-1 said/VBD/acl:relcl/-4 were/VBD/aux:pass/1 accompanied/VBN/ccomp/-2 by/IN/case/1"
        " favors/NNS/obl/-2",
    )
    assert found == []


def test_a_body_is_kept_apart_from_its_country(said: Callable[[str, str], Said]) -> None:
    found = said(
        "{Norland|LOC}’s air force says the port had been closed.",
        "Norland/NNP/nmod:poss/3 ’s/POS/case/-1 air/NN/compound/1 force/NN/nsubj/1 says/VBZ/ROOT/0 " + PORT.format(-5),
    )
    assert found == [("the port had been closed", "Norland’s air force", "says")]


def test_the_second_verb_has_the_subject_of_the_first(said: Callable[[str, str], Said]) -> None:
    found = said(
        "{Anna Weber|PERSON} accused the {Harbour Board|ORG} and asserted that the port had been closed.",
        "Anna/NNP/nsubj/2 Weber/NNP/flat/-1 accused/VBD/ROOT/0 the/DT/det/2 Harbour/NNP/compound/1 Board/NNP/obj/-3"
        " and/CC/cc/1 asserted/VBD/conj/-5 that/IN/mark/5 " + PORT.format(-6),
    )
    assert found == [("the port had been closed", "Anna Weber", "asserted")]


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        (
            "Officials did not say the port had been closed.",
            "Officials/NNS/nsubj/3 did/VBD/aux/2 not/RB/advmod/1 say/VB/ROOT/0 " + PORT.format(-5),
        ),
        (
            "Officials refused to say the port had been closed.",
            "Officials/NNS/nsubj/1 refused/VBD/ROOT/0 to/TO/mark/1 say/VB/xcomp/-2 " + PORT.format(-5),
        ),
        (
            "In her claims the port had been closed.",
            "In/IN/case/2 her/PRP$/nmod:poss/1 claims/NNS/obl/5 " + PORT.format(0),
        ),
        (
            "A rough estimate suggests the port had been closed.",
            "A/DT/det/2 rough/JJ/amod/1 estimate/NN/nsubj/1 suggests/VBZ/ROOT/0 " + PORT.format(-5),
        ),
    ],
    ids=["not said", "refused", "a noun", "an estimate"],
)
def test_nothing_is_said_where_the_tree_shows_no_act_of_saying(
    said: Callable[[str, str], Said], text: str, tree: str
) -> None:
    assert said(text, tree) == []


ASKED = (
    "{Lars Holm|PERSON} arrived with {Ben Kerner|PERSON}. “The fleet is ready for the winter,” he said.",
    "Lars/NNP/nsubj/2 Holm/NNP/flat/-1 arrived/VBD/ROOT/0 with/IN/case/1 Ben/NNP/obl/-2 Kerner/NNP/flat/-1"
    " ././punct/-4 The/DT/det/1 fleet/NN/nsubj/2 is/VBZ/cop/1 ready/JJ/ccomp/5 for/IN/case/2 the/DT/det/1"
    " winter/NN/obl/-3 he/PRP/nsubj/1 said/VBD/ROOT/0",
)


def test_he_is_the_subject_of_the_sentence_before_not_whom_it_names_beside(said: Callable[[str, str], Said]) -> None:
    assert said(*ASKED) == [("The fleet is ready for the winter", "Lars Holm", "said")]


def test_of_two_that_he_may_be_none_is_taken(said: Callable[[str, str], Said]) -> None:
    text = ASKED[0].replace("arrived with", "and")
    tree = (
        ASKED[1]
        .replace("arrived/VBD/ROOT/0 with/IN/case/1 Ben/NNP/obl/-2", "and/CC/cc/1 Ben/NNP/conj/-3")
        .replace("Kerner/NNP/flat/-1", "Kerner/NNP/flat/-1 spoke/VBD/ROOT/0")
        .replace("Lars/NNP/nsubj/2", "Lars/NNP/nsubj/5")
    )
    assert said(text.replace("{Ben Kerner|PERSON}.", "{Ben Kerner|PERSON} spoke."), tree) == [
        ("The fleet is ready for the winter", None, "said")
    ]


def test_no_speaker_goes_on_over_a_sentence_that_names_somebody_else(said: Callable[[str, str], Said]) -> None:
    tree = "x/NN/ROOT/0"
    first = "“The fleet is ready for the winter,” {Lars Holm|PERSON} said. "
    second = "“It will sail on Monday at dawn.”"
    assert [speaker for _, speaker, _ in said(first + second, tree.replace("x", "fleet"))] == ["Lars Holm"] * 2
    between = first + "{Ben Kerner|PERSON} came later. " + second
    assert [speaker for _, speaker, _ in said(between, tree.replace("x", "fleet"))] == ["Lars Holm", None]


def test_a_ruler_is_called_leader_too(said: Callable[[str, str], Said]) -> None:
    text = "Norway's President {Viktor Malin|PERSON} met Prime Minister {Anton Berg|PERSON}. "
    found = said(text + "“The harbour will be closed,” the Norwegian leader said.", "met/VBD/ROOT/0")
    assert found == [("The harbour will be closed", "Viktor Malin", "said")]


@pytest.mark.parametrize(
    "text",
    [
        "Sen. {Anna Weber|PERSON} (D-Mo.) scolded the {Harbour Board|ORG}: “You have closed the old port.”",
        "At the rally, {Anna Weber|PERSON} spoke of the harbour.\n\n“They have closed the old port.”",
        "{Anna Weber|PERSON} said the harbour was lost.\n\n“They have closed the old port.”",
    ],
    ids=["up to a colon", "told of", "said"],
)
def test_words_are_those_of_the_only_person_told_of_before(said: Callable[[str, str], Said], text: str) -> None:
    assert said(text, "port/NN/ROOT/0")[0][1] == "Anna Weber"


def test_two_persons_before_are_none(said: Callable[[str, str], Said]) -> None:
    text = "{Anna Weber|PERSON} met {Ben Kerner|PERSON} at noon.\n\n“They have closed the old port.”"
    assert [speaker for _, speaker, _ in said(text, "port/NN/ROOT/0")] == [None]


def test_who_informs_may_stand_behind_the_words(said: Callable[[str, str], Said]) -> None:
    text = "“They have closed the old port,” informs the {Harbour Board|ORG}."
    assert [speaker for _, speaker, _ in said(text, "port/NN/ROOT/0")] == ["Harbour Board"]


@pytest.mark.parametrize(
    "text",
    [
        "“They have closed the old port,” sighed {Anna Weber|PERSON}, the pilot.",
        "“They have closed the old port,” shot back {Anna Weber|PERSON}.",
        "“They have closed the old port,” {Anna Weber|PERSON} grumbled at noon.",
    ],
)
def test_whoever_stands_beside_words_with_a_verb_said_them(said: Callable[[str, str], Said], text: str) -> None:
    assert [speaker for _, speaker, _ in said(text, "port/NN/ROOT/0")] == ["Anna Weber"]


def test_a_name_beside_words_without_a_verb_said_nothing(said: Callable[[str, str], Said]) -> None:
    text = "“They have closed the old port,” and {Anna Weber|PERSON}, the pilot."
    assert [speaker for _, speaker, _ in said(text, "port/NN/ROOT/0")] == [None]


def test_a_pronoun_behind_somebody_vague_is_not_settled(said: Callable[[str, str], Said]) -> None:
    found = said(
        "{Ben Kerner|PERSON} rose. One questioner said the port had been closed. “It will open again soon,” he said.",
        "One/CD/nummod/1 questioner/NN/nsubj/1 said/VBD/ROOT/0 " + PORT.format(-5),
    )
    assert sorted(str(speaker) for _, speaker, _ in found) == ["None", "One questioner"]


@pytest.mark.parametrize(
    ("text", "tree", "words"),
    [
        (
            "{Anna Weber|PERSON} called for talks on the port.",
            "Anna/NNP/nsubj/2 Weber/NNP/flat/-1 called/VBD/ROOT/0 for/IN/case/1 talks/NNS/obl/-2 on/IN/case/2"
            " the/DT/det/1 port/NN/nmod/-3",
            "called for talks on the port",
        ),
        (
            "{Anna Weber|PERSON} denied any part in the closing of the port.",
            "Anna/NNP/nsubj/2 Weber/NNP/flat/-1 denied/VBD/ROOT/0 any/DT/det/1 part/NN/obj/-2 in/IN/case/2"
            " the/DT/det/1 closing/NN/nmod/-3 of/IN/case/2 the/DT/det/1 port/NN/nmod/-3",
            "denied any part in the closing of the port",
        ),
    ],
)
def test_what_is_called_for_or_denied_is_told_with_its_verb(
    said: Callable[[str, str], Said], text: str, tree: str, words: str
) -> None:
    assert [(told, speaker) for told, speaker, _ in said(text, tree)] == [(words, "Anna Weber")]


def test_what_is_added_to_a_number_is_said_by_nobody(said: Callable[[str, str], Said]) -> None:
    text = "The {Norland Index|ORG} added about 3 percent, while the port had been closed."
    tree = (
        "Norland/NNP/compound/1 Index/NNP/nsubj/1 added/VBD/ROOT/0 about/RB/advmod/1 3/CD/nummod/1 percent/NN/obj/-3"
        " while/IN/mark/5 " + PORT.format(-8)
    )
    assert said(text, tree) == []


def test_a_label_begins_with_the_speaker_and_ends_with_a_place(said: Callable[[str, str], Said]) -> None:
    text = "{Anna Weber|PERSON}, ECONOMIST, {Harbour Bank|ORG}, {Tarn|LOC}: “They have closed the old port.”"
    assert [speaker for _, speaker, _ in said(text, "port/NN/ROOT/0")] == ["Anna Weber"]


def test_the_place_of_a_report_says_nothing(said: Callable[[str, str], Said]) -> None:
    text = "TARN (Reuters) - Its chairman said on Wednesday the port had been closed."
    marked = text.replace("TARN", "{TARN|LOC}")
    assert "TARN" not in [speaker for _, speaker, _ in said(marked, "port/NN/ROOT/0")]


def test_what_was_posted_is_no_clause_before_it(said: Callable[[str, str], Said]) -> None:
    text = "The old port was closed; {Anna Weber|PERSON} posted this statement from her mother."
    tree = (
        "The/DT/det/2 old/JJ/amod/1 port/NN/nsubj/2 was/VBD/aux/1 closed/VBN/ROOT/0 ;/:/punct/3 Anna/NNP/nsubj/2"
        " Weber/NNP/flat/-1 posted/VBD/parataxis/-4 this/DT/det/1 statement/NN/obj/-2 from/IN/case/2"
        " her/PRP$/nmod:poss/1 mother/NN/obl/-5"
    )
    assert said(text, tree) == []


@pytest.mark.parametrize(
    ("text", "tree", "speaker"),
    [
        (
            "{Anna Weber|PERSON}, an envoy in Tarn, {West Harbour|LOC}, said the port had been closed.",
            "Anna/NNP/nsubj/11 Weber/NNP/flat/-1 ,/,/punct/2 an/DT/det/1 envoy/NN/appos/-4 in/IN/case/1"
            " Tarn/NNP/nmod/-2 ,/,/punct/2 West/NNP/compound/1 Harbour/NNP/list/-9 ,/,/punct/-10 said/VBD/ROOT/0 "
            + PORT.format(-5),
            "Anna Weber",
        ),
        (
            "Chief Executive {Anna Weber|PERSON} said the port had been closed.",
            "Chief/JJ/amod/1 Executive/NN/nsubj/3 Anna/NNP/nsubj/2 Weber/NNP/flat/-1 said/VBD/ROOT/0 "
            + PORT.format(-5),
            "Anna Weber",
        ),
        (
            "A spokesman for Mayor {Anna Weber|PERSON} said the port had been closed.",
            "A/DT/det/1 spokesman/NN/nsubj/5 for/IN/case/1 Mayor/NNP/nmod:desc/1 Anna/NNP/nsubj/2 Weber/NNP/flat/-1"
            " said/VBD/ROOT/0 " + PORT.format(-5),
            "spokesman for Mayor Anna Weber",
        ),
        (
            "{Ben Kerner|PERSON} and the pilot {Anna Weber|PERSON} said the port had been closed.",
            "Ben/NNP/nsubj/7 Kerner/NNP/flat/-1 and/CC/cc/2 the/DT/det/1 pilot/NN/conj/-4 Anna/NNP/flat/-5"
            " Weber/NNP/flat/-1 said/VBD/ROOT/0 " + PORT.format(-5),
            "Ben Kerner and the pilot Anna Weber",
        ),
        (
            "The {Harbour Board|ORG} and its allies said the port had been closed.",
            "The/DT/det/2 Harbour/NNP/compound/1 Board/NNP/nsubj/4 and/CC/cc/2 its/PRP$/nmod:poss/1"
            " allies/NNS/nsubj/1 said/VBD/ROOT/0 " + PORT.format(-5),
            "Harbour Board and its allies",
        ),
    ],
    ids=["a place behind", "a title beside", "a spokesman", "two persons", "a body and others"],
)
def test_the_subject_says_it_and_not_whoever_is_named_beside(
    said: Callable[[str, str], Said], text: str, tree: str, speaker: str
) -> None:
    assert said(text, tree)[0][:2] == ("the port had been closed", speaker)


@pytest.mark.parametrize(
    ("text", "tree", "words"),
    [
        (
            "{Anna Weber|PERSON} said in a memo the port had been closed.",
            "Anna/NNP/nsubj/2 Weber/NNP/flat/-1 said/VBD/ROOT/0 in/IN/case/2 a/DT/det/1 memo/NN/obl/-3 "
            + PORT.replace("ccomp/{0}", "acl:relcl/-5"),
            "the port had been closed",
        ),
        (
            "The port had been closed, pilots and owners said, as the ice grew.",
            PORT.replace("ccomp/{0}", "ROOT/0").replace("the/", "The/")
            + " ,/,/punct/1 pilots/NNS/nsubj/3 and/CC/cc/1 owners/NNS/conj/-2 said/VBD/conj/-5 ,/,/punct/4 as/IN/mark/3"
            " the/DT/det/1 ice/NN/nsubj/1 grew/VBD/advcl/-5",
            "The port had been closed",
        ),
        (
            "The port had been closed, {Anna Weber|PERSON} said, a gate shut by ice.",
            PORT.replace("ccomp/{0}", "ROOT/0").replace("the/", "The/")
            + " ,/,/punct/3 Anna/NNP/nsubj/2 Weber/NNP/flat/-1 said/VBD/parataxis/-4 ,/,/punct/3 a/DT/det/1"
            " gate/NN/nsubj/1 shut/VBN/ccomp/-4 by/IN/case/1 ice/NN/obl/-2",
            "The port had been closed",
        ),
    ],
    ids=["a clause hung on where it was said", "an aside taken for a second clause", "a figure behind an aside"],
)
def test_a_clause_is_found_where_the_parser_hangs_it_elsewhere(
    said: Callable[[str, str], Said], text: str, tree: str, words: str
) -> None:
    assert [told for told, *_ in said(text, tree)] == [words]


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        (
            "{Anna Weber|PERSON} warned against a rule that will close the port at once.",
            "Anna/NNP/nsubj/2 Weber/NNP/flat/-1 warned/VBD/ROOT/0 against/IN/case/2 a/DT/det/1 rule/NN/nmod/-3"
            " that/WDT/nsubj/2 will/MD/aux/1 close/VB/acl:relcl/-3 the/DT/det/1 port/NN/obj/-2 at/IN/case/1"
            " once/RB/obl/-4",
        ),
        (
            "Prices in {Norland|LOC} fell, suggesting the port had been closed.",
            "Prices/NNS/nsubj/3 in/IN/case/1 Norland/NNP/nmod/-2 fell/VBD/ROOT/0 ,/,/punct/1 suggesting/VBG/advcl/-2 "
            + PORT.format(-5),
        ),
        (
            "{Anna Weber|PERSON} announced the plan, and the port had been closed.",
            "Anna/NNP/nsubj/2 Weber/NNP/flat/-1 announced/VBD/ROOT/0 the/DT/det/1 plan/NN/obj/-2 ,/,/punct/6"
            " and/CC/cc/5 " + PORT.replace("ccomp/{0}", "conj/-9"),
        ),
    ],
    ids=["a relative clause", "what shows something", "a thing announced"],
)
def test_what_only_looks_like_a_clause_said_is_none(said: Callable[[str, str], Said], text: str, tree: str) -> None:
    assert said(text, tree) == []


@pytest.mark.parametrize(
    ("before", "phrase", "speaker"),
    [
        ("{Tarn Steel|ORG} closed its works. {Tarn Steel|ORG} fell.", "the company", "Tarn Steel"),
        ("{Tarn Steel|ORG} closed its works.", "the government", "government"),
        ("The loss was put down to {Tarn Steel|ORG}.", "the company", "company"),
        ("{Tarn Steel|ORG} closed works of {Oslund Steel|ORG}. {Tarn Steel|ORG} shares fell.", "the memo", "memo"),
        ("It sold to {Oslund Airline|ORG} and {Tarn Airline|ORG}.", "the airline", "airline"),
        ("{Tarn Steel|ORG} closed {Tarn Steel|ORG} works, {Reuters|ORG} said.", "the company", "Tarn Steel"),
        ("{Tarn Steel|ORG} closed its works, the {Tarn Commission|ORG} said.", "the company", "Tarn Steel"),
        ("The {Tarn Hotel|FAC} burnt. The {Tarn Hotel|FAC} is shut.", "the brigade", "brigade"),
        ("{Tarn Steel Inc|ORG} closed. {Tarn Steel Inc|ORG} cut jobs.", "the regulator", "regulator"),
        ("The {UN|ORG} met. The {UN|ORG} voted.", "the {UN|ORG} agency for the coast", "UN agency for the coast"),
    ],
)
def test_a_body_is_only_the_one_that_the_text_leads_to(
    said: Callable[[str, str], Said], before: str, phrase: str, speaker: str
) -> None:
    text = f"{before} “We will not open the works again,” {phrase} said."
    assert next(who for _, who, _ in said(text, "works/NN/ROOT/0")) == speaker


def test_he_behind_a_source_is_the_source(said: Callable[[str, str], Said]) -> None:
    text = "According to {Lars Holm|PERSON}, {Ben Kerner|PERSON} waited. “The fleet is ready for the winter,” he said."
    tree = (
        "According/VBG/case/2 to/IN/fixed/-1 Lars/NNP/obl/5 Holm/NNP/flat/-1 ,/,/punct/3 Ben/NNP/nsubj/2"
        " Kerner/NNP/flat/-1 waited/VBD/ROOT/0"
    )
    assert said(text, tree) == [("The fleet is ready for the winter", "Lars Holm", "said")]


@pytest.mark.parametrize(
    ("label", "speaker"),
    [
        ("{ANNA WEBER|PERSON}, ECONOMIST, {HARBOUR BANK|ORG}", "ANNA WEBER"),
        ("ANNA WEBER, ECONOMIST, TARN", "ANNA WEBER"),
        ("CHANCELLOR {ANNA WEBER|PERSON}", "ANNA WEBER"),
        ("ON PRICES", None),
    ],
)
def test_a_name_in_capitals_before_words_said_them(
    said: Callable[[str, str], Said], label: str, speaker: str | None
) -> None:
    text = f"“It opens on Monday,” {{Ben Kerner|PERSON}} said.\n\n{label} “They have closed the old port.”"
    assert [who for words, who, _ in said(text, "port/NN/ROOT/0") if "old port" in words] == [speaker]


def test_one_of_several_sources_is_told_so(said: Callable[[str, str], Said]) -> None:
    found = said(
        "One of the pilots said the port had been closed.",
        "One/CD/nsubj/4 of/IN/case/2 the/DT/det/1 pilots/NNS/nmod/-3 said/VBD/ROOT/0 " + PORT.format(-5),
    )
    assert found == [("the port had been closed", "One of the pilots", "said")]


def test_what_is_said_next_is_another_clause(said: Callable[[str, str], Said]) -> None:
    found = said(
        "The port had been closed, {Anna Weber|PERSON} said, but added that it would open again on Monday.",
        PORT.replace("ccomp/{0}", "ROOT/0").replace("the/", "The/")
        + " ,/,/punct/3 Anna/NNP/nsubj/2 Weber/NNP/flat/-1 said/VBD/parataxis/-4 ,/,/punct/2 but/CC/cc/1"
        " added/VBD/conj/-3 that/IN/mark/3 it/PRP/nsubj/2 would/MD/aux/1 open/VB/ccomp/-4 again/RB/advmod/-1"
        " on/IN/case/1 Monday/NNP/obl/-3",
    )
    assert [words for words, *_ in found] == ["The port had been closed", "it would open again on Monday"]


def test_what_is_said_in_a_relative_clause_ends_with_it(said: Callable[[str, str], Said]) -> None:
    found = said(
        "{Anna Weber|PERSON}, who said the port had been closed, waits in {Tarn|LOC} as before.",
        "Anna/NNP/nsubj/10 Weber/NNP/flat/-1 ,/,/punct/2 who/WP/nsubj/1 said/VBD/acl:relcl/-4 "
        + PORT.format(-5)
        + " ,/,/punct/-6 waits/VBZ/ROOT/0 in/IN/case/1 Tarn/NNP/obl/-2 as/IN/case/1 before/RB/advmod/-4",
    )
    assert [(words, who) for words, who, _ in found] == [("the port had been closed", "Anna Weber")]


def test_that_may_be_what_a_clause_is_about(said: Callable[[str, str], Said]) -> None:
    found = said(
        "{Anna Weber|PERSON} said that would close the port.",
        "Anna/NNP/nsubj/2 Weber/NNP/flat/-1 said/VBD/ROOT/0 that/DT/nsubj/2 would/MD/aux/1 close/VB/ccomp/-3"
        " the/DT/det/1 port/NN/obj/-2",
    )
    assert [words for words, *_ in found] == ["that would close the port"]


def test_words_behind_a_participle_are_settled_where_one_alone_may_have_said_them(
    said: Callable[[str, str], Said],
) -> None:
    found = said(
        "Several port officials objected to the plan, saying his “old port was closed by ice”.",
        "Several/JJ/amod/2 port/NN/compound/1 officials/NNS/nsubj/1 objected/VBD/ROOT/0 to/IN/case/2 the/DT/det/1"
        " plan/NN/obl/-3 ,/,/punct/1 saying/VBG/advcl/-5",
    )
    assert [who for words, who, _ in found if "old port" in words] == ["Several port officials"]
    found = said(
        "They paid a mason who had sued, saying his “old port was closed by ice”.",
        "They/PRP/nsubj/1 paid/VBD/ROOT/0 a/DT/det/1 mason/NN/obj/-2 who/WP/nsubj/2 had/VBD/aux/1"
        " sued/VBN/acl:relcl/-3 ,/,/punct/1 saying/VBG/advcl/-2",
    )
    assert [who for words, who, _ in found if "old port" in words] == [None]
