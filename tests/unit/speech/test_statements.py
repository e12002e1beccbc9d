"""Who said what: direct quotations and indirect statements with their speakers, in each kind of news text."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.page.sentences import sentences
from extract.people.cast import Cast
from extract.people.names import Name, Names
from extract.speech.statements import statements

Build = Callable[[str], Cast]
Said = list[tuple[str, str, str | None]]


OPENED = "The northern harbour has been open since Monday"


@pytest.mark.parametrize(
    "text",
    [
        "“{0},” {1} said.",
        "“{0},” said {1}.",
        "“{0},” {1}, the port's director, told reporters.",
        "“{0},” {1} is quoted as saying.",
        "“{0},” said the port's director {1} on Monday.",
        "“{0},” said Port spokeswoman Brig. Gen. {1} on Monday.",
        "{1} said: “{0}.”",
        "{1} wrote on Friday, “{0}.”",
        "Asked about it, {1} told a local paper that “{0}”.",
        "The visit ended late, with {1} saying “{0}”.",
        "{1} visited the town, adding: “{0}.”",
        "{1}: “{0}.”",
        "“{0},” {1} has since told the council in a letter.",
    ],
)
def test_a_quotation_belongs_to_the_subject_of_its_verb(said: Callable[[str], Said], text: str) -> None:
    found = said(text.format(OPENED, "{Anna Weber|PERSON}"))
    assert [(k, w.rstrip("."), s) for k, w, s in found if k == "direct"] == [("direct", OPENED, "Anna Weber")]


@pytest.mark.parametrize(
    "text",
    [
        "{1} said that {0}.",
        "{1} said on Tuesday that {0}.",
        "{1}, head of the port, told Channel Four that {0}.",
        "{1} told reporters {0}.",
        "{1} said {0}.",
        "{0}, {1} said.",
        "{0}, said {1}.",
        "{0}, {1} said in a statement on Monday.",
        "{0}, {1}, who runs the port, told the paper last week.",
        "{1} praised the crews, noting that {0}.",
        "{1} has repeatedly insisted that {0}, according to the paper.",
        "{1} stressed that {0}, and urged patience.",
        "LISBON (Reuters) - {0}, {1} said.",
        "PORT NEWS The mayor left. {1} expressed confidence that {0}.",
        "{1} made it clear that {0}.",
        "{1} has made clear {0}.",
        "{1} told the mayor, {{Bo Hale|PERSON}}, that {0}.",
        "{1} cautioned, as others did, that {0}.",
        "{0}, {1} said following a visit that had been long.",
        "{0}, {1} told {{Port TV|ORG}}, saying little else.",
        "{1} stipulated that {0}.",
        "{1} thanked the crews, and noted that {0}.",
        "As {{Channel Four|ORG}} reported earlier, {1} said that {0}.",
        "As with the old bridge, {1} says, {0}.",
        "{1} said that {0}, {{Interfax|ORG}} reported.",
    ],
)
def test_a_clause_under_a_verb_of_saying_is_an_indirect_statement(said: Callable[[str], Said], text: str) -> None:
    clause = "the northern harbour has been open for a week"
    assert said(text.format(clause, "{Anna Weber|PERSON}")) == [("indirect", clause, "Anna Weber")]


@pytest.mark.parametrize(
    "text",
    [
        "{Anna Weber|PERSON} announced a new plan for the harbour that has been closed for a year.",
        "{Anna Weber|PERSON} condemned the closing of the northern harbour on Monday.",
        "{Anna Weber|PERSON} did not say that the harbour has been open since Monday.",
        "It was reported that the harbour has been open since Monday.",
        "The harbour, which {Anna Weber|PERSON} says is safe, has been open since Monday.",
        "{Anna Weber|PERSON} spoke about the harbour that has been open since Monday.",
        "On Monday, after a long talk about the harbour, {Anna Weber|PERSON} told {Channel Four|ORG} of her plans.",
    ],
    ids=[
        *("a thing announced", "a deed", "denied saying", "passive", "relative clause", "topic"),
        "a talk told of",
    ],
)
def test_what_no_named_speaker_is_made_to_say_is_left_out(said: Callable[[str], Said], text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    ("source", "verb", "told"),
    [
        ("Experts", "say", "Experts"),
        ("A port official", "told {Channel Four|ORG}", "port official"),
        ("Workers in {Lisbon|LOC}", "said", "Workers in Lisbon"),
        ("Officials interviewed by {Channel Four|ORG}", "say", "Officials"),
        ("{Anna Weber|PERSON} and {Petro Bondar|PERSON}", "said", "Anna Weber and Petro Bondar"),
        ("Sailors and port workers", "said", "Sailors and port workers"),
        ("The {Weber|PERSON} administration", "announced", "Weber administration"),
        ("{Union|ORG} leaders", "warned", "Union leaders"),
    ],
)
def test_a_source_without_a_name_is_told_as_it_stands(
    said: Callable[[str], Said], source: str, verb: str, told: str
) -> None:
    text = f"{source} {verb} that the harbour has been open since Monday."
    assert said(text) == [("indirect", "the harbour has been open since Monday", told)]


@pytest.mark.parametrize(
    "text",
    [
        "{Anna Weber|PERSON} was asked whether she believed the harbour would open.",
        "The results from {Lisbon|LOC} suggest that the harbour has been open since Monday.",
        "It is not known if {Anna Weber|PERSON} said the harbour would open.",
        "{Anna Weber|PERSON} must convince the council that the harbour should open.",
    ],
    ids=["a question", "a thing that shows", "a doubt", "a duty"],
)
def test_what_is_asked_or_shown_is_said_by_nobody(said: Callable[[str], Said], text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    ("rest", "speaker"),
    [
        ("with his letters, in which he said the port was lost.", None),
        (", who said the port was lost.", "Petro Bondar"),
    ],
)
def test_he_is_nobody_where_the_sentence_names_another_who_may_be_meant(
    said: Callable[[str], Said], rest: str, speaker: str | None
) -> None:
    text = f"{{Ivan Melnyk|PERSON}} spoke first. He may embarrass {{Petro Bondar|PERSON}} {rest}".replace(" ,", ",")
    assert [s for *_, s in said(text)] == [speaker]


@pytest.mark.parametrize(
    ("sentence", "clauses"),
    [
        ("{Anna Weber|PERSON} said the port was open, but offered no proof.", ["the port was open"]),
        (
            "Officials say the port was open, and {Anna Weber|PERSON} told {Port TV|ORG} that both ships had sunk.",
            ["the port was open", "both ships had sunk"],
        ),
        (
            "{Anna Weber|PERSON} said that the port was open, while {Bo Hale|PERSON} insisted both old ships sank.",
            ["the port was open", "both old ships sank"],
        ),
        ("{Anna Weber|PERSON} said that she met Lee and she saw the port.", ["she met Lee and she saw the port"]),
        (
            "The port may hold ten ships, said {Anna Weber|PERSON} of the Board, which runs it.",
            ["The port may hold ten ships"],
        ),
        (
            "While fees may rise, {Anna Weber|PERSON} said the port would stay open, as it should.",
            ["the port would stay open, as it should"],
        ),
        ("While {Anna Weber|PERSON} said the port would stay open, fees may rise.", ["the port would stay open"]),
        (
            "Officials say the port would stay open, {Port TV|ORG} reported on its site on Monday.",
            ["the port would stay open"],
        ),
        ("{Anna Weber|PERSON} said ten old ships sank; according to the plan, two had.", ["ten old ships sank"]),
        ("Asked if the port was open again, {Anna Weber|PERSON} replied, “It was open again.”", ["It was open again."]),
        ("{Anna Weber|PERSON} told local media the port was open again.", ["the port was open again"]),
    ],
)
def test_a_clause_ends_before_what_else_is_said_or_done(
    said: Callable[[str], Said], sentence: str, clauses: list[str]
) -> None:
    assert [words for _, words, _ in said(sentence)] == clauses


def test_who_is_addressed_in_a_quotation_is_not_who_goes_on(said: Callable[[str], Said]) -> None:
    text = "“Will the port open again?” {Dana Holm|PERSON} asked.\n\n“No, {Dana|PERSON=Dana Holm}, it will not open.”"
    assert [s for *_, s in said(text)] == ["Dana Holm", None]


def test_who_speaks_for_a_body_is_shown_and_the_body_is_the_speaker(parsed: Build) -> None:
    (statement,) = statements(parsed("A {Union|ORG} spokesman said that the harbour has been open since Monday."))
    assert statement.speaker == "Union"
    assert statement.named == (2, len("A Union spokesman"))


def test_a_statement_may_carry_two_clauses(said: Callable[[str], Said]) -> None:
    assert said("{Anna Weber|PERSON} said that the harbour is open again and that the market will follow.") == [
        ("indirect", "the harbour is open again", "Anna Weber"),
        ("indirect", "the market will follow", "Anna Weber"),
    ]


def test_a_clause_that_its_source_interrupts_is_whole(said: Callable[[str], Said]) -> None:
    assert said("The main point, {Anna Weber|PERSON} said, is that the harbour stays open all winter.") == [
        ("indirect", "The main point, Anna Weber said, is that the harbour stays open all winter", "Anna Weber")
    ]


def test_a_clause_with_somebodys_own_words_in_it_stands_twice(said: Callable[[str], Said]) -> None:
    text = "{Anna Weber|PERSON} said the closing of the whole northern harbour was “a blow for every family” in town."
    assert [kind for kind, *_ in said(text)] == ["direct", "indirect"]


def test_a_clause_that_is_nearly_all_quotation_stands_once(said: Callable[[str], Said]) -> None:
    assert [k for k, *_ in said("{Anna Weber|PERSON} said it was “a blow for every single family in the town”.")] == [
        "direct"
    ]


def test_quotations_that_follow_each_other_share_a_speaker(said: Callable[[str], Said]) -> None:
    text = "“We lost the bridge,” {Anna Weber|PERSON} said. “Now we build a new one.” Rain fell for a week."
    assert [s for *_, s in said(text)] == ["Anna Weber", "Anna Weber"]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“The port is open again.” — {Ann Lee|PERSON}, mayor of Tarn", "Ann Lee"),
        ("“The port is open again.” ― {Ann Lee|PERSON}\nThe ferries ran.", "Ann Lee"),
        ("“The port is open again.” ~ {Ann Lee|PERSON}.", "Ann Lee"),
        ("“The port is open again,” {Ann Lee|PERSON}, mayor of Tarn. {Bo Hale|PERSON} came.", "Ann Lee"),
        ("“The port is open again,” reads the report by {Ann Lee|PERSON}.", "Ann Lee"),
        ("{Ann Lee|PERSON} said it was late. “The port is open again,” said one insider.", "one insider"),
        ("{Ann Lee|PERSON} said it was late. “The port is open again,” wrote one user on {Lunagram|ORG}.", "one user"),
        ("“It is very late,” {Ann Lee|PERSON} said. “The port is open again,” said yet more from Tarn.", None),
        ("“The port is open again,” the agency quoted {Ann Lee|PERSON} as saying.", "Ann Lee"),
        ("On May 6, 2031, {Ann Lee|PERSON} made the following remark:\n\n“The port is open again.”", "Ann Lee"),
        ("{Bo Hale|PERSON}, {Bank of Tarn|ORG}'s chief executive, said: “The port is open again.”", "Bo Hale"),
        ("As {Ann Lee|PERSON} put it, “The port is open again.”", "Ann Lee"),
        ("{Bo Hale|PERSON} laughed. “The port is open again,” according to {Ann Lee|PERSON}.", "Ann Lee"),
        ("{Ann Lee|PERSON} said little and left.\n\nShe fumed: “The port is open again.”", "Ann Lee"),
        ("Senator {Ann Lee|PERSON} came. “The port is open again,” the lawmaker said.", "Ann Lee"),
        ("{The Tarn Council|ORG} issued a statement saying that “the port is open again”.", "The Tarn Council"),
    ],
)
def test_a_quotation_is_of_whoever_is_quoted_or_signs_it(
    said: Callable[[str], Said], text: str, speaker: str | None
) -> None:
    assert [who for _, words, who in said(text) if "port is open" in words] == [speaker]


@pytest.mark.parametrize(
    ("before", "title", "speaker"),
    [
        ("{Ann Lee|PERSON} said the harbour was closed.", "the former treasurer", "Ann Lee"),
        ("President {Ann Lee|PERSON} said the harbour was closed.", "the {Tarn Hall|ORG} leader", "Ann Lee"),
        ("President {Ann Lee|PERSON} said {Bo Hale|PERSON}'s harbour was closed.", "the leader", "Ann Lee"),
        ("{Ann Lee|PERSON} said the harbour was closed. {Bo Hale|PERSON} came.", "the treasurer", "treasurer"),
        ("Lawyer {Ann Lee|PERSON} said the harbour was closed.", "the judge", "judge"),
        ("{Ann Lee|PERSON} said the harbour was closed.", "the French minister", "French minister"),
        ("{Ann Lee|PERSON} said the harbour was closed.", "her lawyer", "her lawyer"),
        ("{Ann Lee|PERSON} said the harbour was closed.", "the {Lee|PERSON=Ann Lee} lawyer", "Lee lawyer"),
        ("{Ann Lee|PERSON} said the harbour was closed.", "the official", "official"),
        ("Democratic nominee {Bo Hale|PERSON} came and {Ann Lee|PERSON} left.", "the Green nominee", "Green nominee"),
    ],
)
def test_a_title_may_vary_the_name_of_who_has_just_spoken(
    said: Callable[[str], Said], before: str, title: str, speaker: str
) -> None:
    found = said(f"{before} “The port is open again,” {title} said.")
    assert [who for _, words, who in found if "port is open" in words] == [speaker]


def test_who_speaks_within_a_clause_is_the_pronoun_beside_the_verb(said: Callable[[str], Said]) -> None:
    text = "{Ann Lee|PERSON} said little. {Norland|LOC}, she said, would open the port again on Monday."
    assert [who for _, words, who in said(text) if "open the port" in words] == ["Ann Lee"]


def test_a_title_before_the_speaker_is_not_what_is_said(said: Callable[[str], Said]) -> None:
    found = said("In an interview on the show “Tarn This Week,” Mayor {Ann Lee|PERSON} said the port was open again.")
    assert [words for _, words, _ in found] == ["the port was open again"]


def test_a_colon_belongs_to_the_verb_of_its_own_sentence(said: Callable[[str], Said]) -> None:
    found = said(
        "After {Norland|LOC} agreed to sell it, {Ann Lee|PERSON} wept. Lunde shouted: “The port is open again.”"
    )
    assert [who for _, words, who in found if "port is open" in words] != ["Norland"]


def test_a_part_of_a_sentence_in_marks_is_not_the_last_speakers(said: Callable[[str], Said]) -> None:
    text = "{Ann Lee|PERSON} said it was late. A report of last year found that the port had “a lack of room and air.”"
    assert [who for _, words, who in said(text) if "lack" in words] == []


def test_what_goes_before_is_told_by_the_body_that_goes_on(said: Callable[[str], Said]) -> None:
    found = said("{The Tarn Exchange|ORG} is delaying the start of its gold contract, it said on Saturday.")
    assert [who for *_, who in found] == ["The Tarn Exchange"]


def test_a_participle_goes_with_the_main_clause(said: Callable[[str], Said]) -> None:
    text = "{Tarn Bank|ORG} changed its view that {Norland|LOC} will leave the union, saying the price was too high."
    assert [who for *_, who in said(text)] == ["Tarn Bank"]


def test_the_chief_of_a_body_is_its_chief_executive(said: Callable[[str], Said]) -> None:
    text = "{Tarn Bank|ORG} chief executive {Ann Lee|PERSON} met {Bo Hale|PERSON}. "
    assert [who for *_, who in said(text + "The {Tarn Bank|ORG} chief said it was late again.")] == ["Ann Lee"]


def test_where_something_is_published_does_not_speak(said: Callable[[str], Said]) -> None:
    text = "On its {Lunagram|ORG} channel, the group said its boats would come home in May."
    assert [who for *_, who in said(text)] == ["group"]
    assert [who for *_, who in said("{Tarn Circle|ORG} is leaving, as Tarn is. " + text)] == ["Tarn Circle"]


def test_a_clause_that_a_pronoun_opens_goes_on_behind_its_source(said: Callable[[str], Said]) -> None:
    found = said("They will close the northern port, which, {Ann Lee|PERSON} said, is mostly empty in winter.")
    assert [words for _, words, _ in found] == ["is mostly empty in winter"]


def test_a_quotation_far_from_any_verb_has_no_speaker(said: Callable[[str], Said]) -> None:
    text = (
        "“We lost the bridge,” {Anna Weber|PERSON} said. " + "It rained all day. " * 30 + "“It was the end of an era.”"
    )
    assert [s for *_, s in said(text)] == ["Anna Weber", None]


def test_he_and_she_are_whoever_spoke_or_acted_last(said: Callable[[str], Said]) -> None:
    text = (
        "Mrs {Weber|PERSON} opened the fair with Mr {Costa|PERSON}. She said that the halls were full. "
        "He added that they would stay open."
    )
    assert [s for *_, s in said(text)] == ["Weber", "Costa"]


@pytest.mark.parametrize(
    ("lead", "speaker"),
    [
        ("In a speech full of praise for {Petro Bondar|PERSON}, he said that {0}.", "Ivan Melnyk"),
    ],
)
def test_he_behind_a_phrase_is_the_subject_in_it_and_nobody_else(
    said: Callable[[str], Said], lead: str, speaker: str
) -> None:
    told = "{Ivan Melnyk|PERSON} said that the ice had gone. " + lead.replace("{0}", "the road had been closed")
    assert [s for *_, s in said(told)] == ["Ivan Melnyk", speaker]


def test_a_given_name_tells_whom_she_means(said: Callable[[str], Said]) -> None:
    text = (
        "{Yulia Koval|PERSON} met {Petro Bondar|PERSON}. {Petro Bondar|PERSON} left early. “We agree on gas,” she said."
    )
    assert [s for *_, s in said(text)] == ["Yulia Koval"]


def test_who_is_named_inside_the_clause_is_not_who_said_it(said: Callable[[str], Said]) -> None:
    text = "{Petro Bondar|PERSON} came to the fair. Freeing {Ivan Melnyk|PERSON} now would open the door, he said."
    assert [s for *_, s in said(text)] == ["Petro Bondar"]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("said an oil trader who gave no name", "oil trader"),
        ("a source told the paper", "source"),
        ("the person added", "person"),
    ],
)
def test_somebody_unnamed_is_not_whoever_spoke_before(said: Callable[[str], Said], words: str, name: str) -> None:
    text = f"“We lost the bridge,” {{Anna Weber|PERSON}} said. “They go where the money is,” {words}."
    assert [s for *_, s in said(text)][1:] == [name]


def test_a_quotation_of_somebody_unnamed_is_not_the_last_speakers(said: Callable[[str], Said]) -> None:
    text = "“We lost the bridge,” {Anna Weber|PERSON} said. One woman told us that it was “a very long night”."
    assert [s for *_, s in said(text)] == ["Anna Weber", "One woman"]


def test_a_minister_of_another_country_is_not_the_only_one_named(said: Callable[[str], Said]) -> None:
    text = "Danish Prime Minister {Anna Weber|PERSON} left. Norway’s finance minister said the port had been closed."
    assert [s for *_, s in said(text)] == ["Norway’s finance minister"]


@pytest.mark.parametrize("words", ["Hospital staff", "Her office", "The doctor"])
def test_a_body_without_an_antecedent_is_nobody_named(said: Callable[[str], Said], words: str) -> None:
    text = "{Anna Weber|PERSON} left {Channel Four|ORG}. {words} told {Weber|PERSON=Anna Weber} the test was fine."
    text = text.replace("{words}", words)
    assert said(text) == [("indirect", "the test was fine", words.removeprefix("The "))]


def test_they_after_a_speaker_without_a_name_are_the_same(said: Callable[[str], Said]) -> None:
    text = "“{Ravonia|LOC} will not be invited,” the organisers said in a note. “It has been so for years,” they added."
    assert [s for *_, s in said(text)] == ["organisers", "organisers"]


@pytest.mark.parametrize(
    ("title", "speaker"),
    [
        ("the minister", "Anna Weber"),
        ("the French minister", "Jean Roux"),
        ("the German minister", "Anna Weber"),
        ("the Spanish minister", "Spanish minister"),
        ("a minister", "minister"),
    ],
)
def test_a_title_means_whoever_holds_it(said: Callable[[str], Said], title: str, speaker: str | None) -> None:
    text = (
        "French minister {Jean Roux|PERSON} met his German colleague, defence minister {Anna Weber|PERSON} of Germany. "
        "German defence minister {Weber|PERSON=Anna Weber} arrived late.\n\n"
        f"“We agree on every single point,” {title} said."
    )
    assert [s for k, _, s in said(text) if k == "direct"] == [speaker]


@pytest.mark.parametrize(
    ("phrase", "speaker"),
    [
        ("the ministry", "Ministry of Trade"),
        ("the {Ministry of Trade|ORG}", "Ministry of Trade"),
        ("a {Ministry of Trade|ORG} spokesman", "Ministry of Trade spokesman"),
        ("a spokeswoman for the {Ministry of Trade|ORG}", "spokeswoman for the Ministry of Trade"),
        ("a report by the {Ministry of Trade|ORG}", "Ministry of Trade"),
        ("a trader", "trader"),
    ],
)
def test_a_body_speaks_through_its_names_and_spokesmen(
    said: Callable[[str], Said], phrase: str, speaker: str | None
) -> None:
    text = f"The {{Ministry of Trade|ORG}} closed two markets.\n\n“Both will open again soon,” {phrase} said."
    assert [s for *_, s in said(text)] == [speaker]


def test_a_name_that_no_recogniser_knew_is_still_the_speaker(said: Callable[[str], Said]) -> None:
    assert said("“The pumps failed in the night,” Okonjo said.") == [
        ("direct", "The pumps failed in the night", "Okonjo")
    ]


def test_speech_after_a_dash_takes_the_speaker_of_its_verb(said: Callable[[str], Said]) -> None:
    text = (
        "Mayor {Jan Nowak|PERSON} came at noon.\n\n- The bridge opens in May - he said.- It took four years - he added."
    )
    assert [(w, s) for _, w, s in said(text)] == [
        ("The bridge opens in May", "Jan Nowak"),
        ("It took four years", "Jan Nowak"),
    ]


def test_a_short_sentence_with_its_verb_behind_it_is_speech(said: Callable[[str], Said]) -> None:
    text = "“It holds,” {Anna Weber|PERSON} said. The “old pier,” {Jan Nowak|PERSON} said, is closed."
    assert [(w, s) for k, w, s in said(text) if k == "direct"] == [("It holds", "Anna Weber")]


def test_titles_of_works_and_scare_quotes_are_no_statements(said: Callable[[str], Said]) -> None:
    text = "{Anna Weber|PERSON} praised “The Long Road to Lisbon” and the “so-called experts”."
    assert said(text) == []


def test_a_heading_that_quotes_the_body_is_left_out(said: Callable[[str], Said]) -> None:
    text = "‘We lost the old bridge’, says mayor\n\n“We lost the old bridge,” {Anna Weber|PERSON} said."
    assert [s for *_, s in said(text)] == ["Anna Weber"]


def test_an_interview_full_of_quotations_has_room_for_indirect_statements(said: Callable[[str], Said]) -> None:
    text = "".join(f"“Answer number {i} is a long one,” {{Anna Weber|PERSON}} said. " for i in range(20))
    found = said(text + "{Anna Weber|PERSON} said that the harbour has been open for a week.")
    assert [kind for kind, *_ in found] == ["direct"] * 20 + ["indirect"]


NEWS = st.text(alphabet=st.sampled_from("“”\"'‘’-–,.:;?! \n") | st.sampled_from("aAeEt"), max_size=30)
PIECES = st.lists(
    NEWS
    | st.sampled_from(["said ", "Weber ", "told ", "that ", "he ", "the minister ", "adding ", " - ", "\n\n", "“"]),
    max_size=40,
)


@given(PIECES)
def test_any_text_has_its_statements_inside_it(pieces: list[str]) -> None:
    text, names = "", []
    for piece in pieces:
        if piece == "Weber ":
            names.append(Name(len(text), len(text) + 5, "PERSON", "Weber"))
        text += piece
    for s in statements(Cast(text, Names(names), list(sentences(text)))):
        assert 0 <= s.start < s.end <= len(text)
        assert text[s.start : s.end] == text[s.start : s.end].strip()


def test_work_grows_with_the_text_and_not_faster(steps: object) -> None:
    def read(n: int) -> None:
        text = "“We lost the bridge,” the minister said. She added that it “was old, very old”. " * n
        statements(Cast(text, Names([]), list(sentences(text))))

    few, many = (steps(read, n) for n in (20, 160))  # type: ignore[operator]
    assert many <= 14 * few


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“{0},” said {1} supporter {Tomas Ek|PERSON} on Sunday.", "Tomas Ek"),
        ("“{0},” said {Edward Lee|PERSON} analyst {Tomas Ek|PERSON}.", "Tomas Ek"),
        ("“{0},” the {1} aide said.", "{1} aide"),
        ("{Northern Tide|ORG} builds ferries. “{0},” the ministry said.", "ministry"),
    ],
)
def test_whose_somebody_is_and_what_he_may_not_be_says_nothing(
    said: Callable[[str], Said], text: str, speaker: str
) -> None:
    told = text.replace("{0}", OPENED).replace("{1}", "{Weber|PERSON}")
    assert [s for _, _, s in said("{Weber|PERSON} is mayor. " + told)] == [speaker.replace("{1}", "Weber")]


def test_he_is_whose_something_is_where_the_sentence_before_goes_on_so(said: Callable[[str], Said]) -> None:
    text = (
        f"“{OPENED},” says {{Tomas Ek|PERSON}}. Despite {{Bo Lunde|PERSON}}'s rhetoric on the stump, he has sung "
        "another tune. “I am not against farmers,” he told the paper."
    )
    assert [s for _, _, s in said(text)] == ["Tomas Ek", "Bo Lunde"]
    asked = (
        "{Tomas Ek|PERSON} said it had rained all week. He was asked by {Northern Tide|ORG}'s lawyers how he had left. "
    )
    assert [s for _, _, s in said(asked + "He said the road had been wet.")] == ["Tomas Ek", "Tomas Ek"]


@pytest.mark.parametrize(
    "text",
    [
        "{Northern Tide|ORG} sold it without telling buyers that a rival had chosen the parts.",
        "Anybody who says he is not having a good night is wrong.",
        "{Northern Tide|ORG} stopped short of saying that it had sold the boat.",
        "It is worth noting that the boat was sold in May.",
        "The notes reveal how the women were surrounded by men.",
        "{Anna Weber|PERSON} will insist on being told, and nobody would say that the boat was sold.",
        "{Anna Weber|PERSON} believes that the boat was sold in May.",
        "Every spring {Tarn|LOC} is covered with leaflet after leaflet claiming that a party will save the country.",
        "The crew patched the hull of the boat, a job engineers say is done in a dock.",
        "{Northern Tide|ORG} affirmed its sales outlook for the year, and said nothing else.",
        "{Anna Weber|PERSON} repeated that view in remarks made on Friday.",
        "The maker of Tarn sauces, frozen peas and a host of other foods also said the harbour would open.",
    ],
)
def test_what_was_not_said_and_what_anybody_says_is_no_statement(said: Callable[[str], Said], text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "{Northern Tide|ORG} said it would pay for it. Other harbours have grown since. They said “{0}”.",
        "Refiners oppose the {Harbour Board|ORG} because they say {0}.",
        "“{1},” said a presenter on the radio. The spokesman unit also told of it. It said “{0}”.",
    ],
)
def test_many_without_a_name_are_no_body_named_before_and_nobody_is_it(said: Callable[[str], Said], text: str) -> None:
    told = "the northern road has been closed since then"
    found = said(text.replace("{0}", told).replace("{1}", OPENED))
    assert [s for _, words, s in found if words == told] == [None]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("{Bank of Norland|ORG} Governor {Masa Lind|PERSON} on Sunday warned that {0}.", "Masa Lind"),
        ("“{0},” said {Masa Lind|PERSON} of the board.", "Masa Lind"),
        ("“{0},” said {Masa Lind|PERSON} of {Lisbon|LOC}-based think tank {Tide Watch|ORG}.", "Masa Lind"),
        ("{Masa Lind|PERSON}, head and founder, {Tide Watch|ORG}, in a talk, said that {0}.", "Masa Lind"),
        ("“{0},” the grim-faced {Masa Lind|PERSON}, 70, said before Judge {Denny Lund|PERSON}.", None),
        ("An advocacy group in {New Ellery|LOC}, wrote, “{0}.”", "advocacy group in New Ellery"),
    ],
)
def test_neither_house_nor_hearer_nor_place_speaks(said: Callable[[str], Said], text: str, speaker: str | None) -> None:
    assert [who for _, _, who in said(text.replace("{0}", OPENED))] == [speaker]
