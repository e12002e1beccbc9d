"""A brief as a whole: what it says stands in the articles that it cites."""

from __future__ import annotations

import io
import json
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from extract.article import (
    Actor,
    Agreement,
    Article,
    Card,
    Entity,
    Figure,
    Flag,
    Mention,
    Moment,
    Place,
    Quote,
    Record,
    Span,
)
from extract.brief import jsonl
from extract.brief.compose import compose_brief
from extract.brief.values import BriefLine, BriefStory, Evidence
from extract.brief.wording import describe_line
from tests.unit.brief.articles import evidence

FERRY = evidence(
    "a",
    "The ferry Karla burnt off Torvik on 3 May and 12 people were killed.\n“It was hell,” said Ada Holm.",
    figures={"12 people": (12, "people")},
    quotes={"It was hell": "Ada Holm"},
    moments={"3 May": "2031-05-03"},
    published="2031-05-03",
    outlet="Post",
)
LATER = evidence(
    "b",
    "The fire on the ferry Karla off Torvik killed 17 people.\nDivers found a broken fuel line in the engine room.",
    figures={"17 people": (17, "people")},
    published="2031-05-04",
    outlet="Wire",
)
STORY = BriefStory("a", "a", (FERRY, LATER))


def lines(*stories: BriefStory) -> dict[str, list[BriefLine]]:
    found: dict[str, list[BriefLine]] = {}
    for line in compose_brief(stories):
        found.setdefault(line.part, []).append(line)
    return found


def test_a_story_has_its_parts() -> None:
    found = lines(STORY)
    assert found["what"][0].text == "The ferry Karla burnt off Torvik on 3 May and 12 people were killed."
    assert [(line.date, line.text) for line in found["when"]] == [("2031-05-03", found["what"][0].text)]
    (figures,) = found["figures"]
    assert ([value.text for value in figures.values], figures.differs) == (["12 people", "17 people"], True)
    assert found["said"][0].speaker == "Ada Holm"


def test_reprints_are_told_and_count_once() -> None:
    first, copy = (
        evidence(name, "The ferry Karla burnt off Torvik with 12 people aboard.", outlet=name, likeness=7)
        for name in ("Post", "Wire")
    )
    found = lines(BriefStory("Post", "Post", (first, copy)))
    assert len(found["what"]) == 1
    assert [(line.kind, line.sources[0].article) for line in found["doubts"]] == [
        ("single source", "Post"),
        ("reprints", "Wire"),
    ]


def test_articles_that_are_alone_come_last_and_have_no_figures() -> None:
    found = lines(BriefStory("b", "b", (LATER,)), BriefStory("a", "a", (FERRY,)))
    assert [line.story for line in found["what"]] == ["", ""]
    assert "figures" not in found


def test_a_deal_tells_how_far_it_came() -> None:
    words = "a pact on nine patrol ships"
    proposed = evidence("a", f"Norland proposed {words}.", deals={words: "proposed"}, published="2031-05-03")
    signed = evidence("b", f"Norland signed {words}.", deals={words: "signed"}, published="2031-05-09")
    (deal,) = lines(BriefStory("a", "a", (proposed, signed)))["deals"]
    assert [source.article for source in deal.sources] == ["a", "b"]
    assert [(step.status, step.day, step.reported) for step in deal.steps] == [
        ("proposed", None, "2031-05-03"),
        ("signed", None, "2031-05-09"),
    ]


def test_no_articles_make_an_empty_brief() -> None:
    assert list(compose_brief([])) == []


def test_json_has_an_object_a_line_with_spans() -> None:
    out = io.BytesIO()
    count = jsonl.write(compose_brief([STORY]), out)
    rows = [json.loads(line) for line in out.getvalue().splitlines()]
    assert len(rows) == count
    (figures,) = (row for row in rows if row["part"] == "figures")
    assert figures["story"] == "a"
    assert figures["differs"] is True
    assert [(value["article"], value["value"], value["claimant"]) for value in figures["values"]] == [
        ("a", 12.0, None),
        ("b", 17.0, None),
    ]
    assert FERRY.text[figures["values"][0]["start"] : figures["values"][0]["end"]] == "12 people"


VOCABULARY = (
    "Ada Holm said Norland denied that 12 people were killed in Velden “we need ships” the ferry claimed . , - ( ) "
    "without evidence Torvik 40 million euros on 3 May \u202e \x1b[31m"
)
WORDS = st.sampled_from([*VOCABULARY.split(" "), "\n"])


@st.composite
def stories(draw: st.DrawFn) -> BriefStory:
    """Articles of any words whose cards point anywhere in them."""
    articles = []
    for number in range(draw(st.integers(1, 4))):
        text = " ".join(draw(st.lists(WORDS, min_size=1, max_size=60)))

        def span(text: str = text) -> tuple[int, int]:
            start = draw(st.integers(0, len(text) - 1))
            return start, draw(st.integers(start + 1, len(text)))

        def words(at: tuple[int, int], text: str = text) -> str:
            return text[slice(*at)]

        named, placed = span(), span()
        quotes = [span() for _ in range(draw(st.integers(0, 3)))]
        figures = [span() for _ in range(draw(st.integers(0, 3)))]
        speaker = draw(st.sampled_from([None, "Ada Holm", "Somebody Else"]))
        card = Card(
            lead=(Span.of(text, *span()),),
            who=(Actor("e1", "Ada  Holm", "PERSON", Span.of(text, *span()), *named),),
            quotes=tuple(Quote(words(at), *at, speaker, "e1", "direct") for at in quotes),
            figures=tuple(
                Figure(words(at), 12.0, draw(st.sampled_from([None, "people", "EUR"])), *at) for at in figures
            ),
            where=(Place("e2", "Torvik", *placed),),
            when=tuple(Moment(words(at), "2031-05-01", *at) for at in [span()]),
            agreements=tuple(
                Agreement(words(at), ("Norland", "Ada Holm", "Somebody"), status, *at)
                for at, status in zip([span(), span()], ["signed", "reported"], strict=True)
            ),
            flags=(Flag("homoglyph", "words of ours", *span()),),
        )
        record = Record(
            Article(str(number), "news", text),
            mentions=(Mention(*named, words(named), "PERSON", "e1"), Mention(*placed, words(placed), "LOC", "e2")),
            entities=(Entity("e1", "PERSON", "Ada  Holm"), Entity("e2", "LOC", "Torvik", ("Norland",))),
            card=card,
        )
        articles.append(Evidence(record, published=draw(st.sampled_from([None, "2031-05-03"])), outlet="Post"))
    return BriefStory("0", "0", tuple(articles))


@given(stories())
def test_every_string_of_a_brief_stands_in_an_article_it_cites(story: BriefStory) -> None:
    text = {article.id: article.text for article in story.articles}
    for line in compose_brief([story], "holm torvik"):
        cited = [text[source.article] for source in line.sources]
        assert any(line.text in one for one in cited)
        assert line.speaker is None or any(line.speaker in one for one in cited)
        assert not line.dossier or any(line.dossier in one for one in text.values())
        steps = (step.source for step in line.steps)
        for source in (*line.sources, *line.details, *line.values, *line.parties, *line.amounts, *steps):
            assert text[source.article][source.start : source.end] == source.text
        for value in line.values:
            assert value.claimant is None or value.claimant in text[value.article]


def test_a_sentence_with_two_days_is_told_for_the_one_that_nothing_else_names() -> None:
    both = "The ferry Karla burnt on 3 May and was raised on 9 May."
    fire = "The fire broke out on 3 May off Torvik."
    article = evidence(
        "a", f"{both}\n{fire}", moments={"3 May and": "2031-05-03", "9 May": "2031-05-09", "3 May off": "2031-05-03"}
    )
    found = lines(BriefStory("a", "a", (article, LATER)))
    assert [(line.date, line.text) for line in found["when"]] == [("2031-05-03", fire), ("2031-05-09", both)]


def test_bullets_are_no_words_of_a_lead() -> None:
    found = lines(BriefStory("a", "a", (evidence("a", "• The ferry Karla burnt off Torvik."), LATER)))
    assert found["what"][0].text == "The ferry Karla burnt off Torvik."


def test_an_outlet_is_none_of_those_who_act() -> None:
    article = FERRY.record.card
    who = (Actor("e1", "Post", "ORG", None, 0, 3), Actor("e2", "Coast Guard", "ORG", None, 4, 9))
    record = replace(FERRY.record, card=replace(article, who=who))
    found = lines(BriefStory("a", "a", (replace(FERRY, record=record, outlet="Post (Velden)"), LATER)))
    assert [len(line.sources) for line in found["who"]] == [1]


def test_those_with_a_name_are_quoted_before_others() -> None:
    said = {"We need ships": None, "The ice is thin": "a spokesman", "It was hell": "Ada Holm"}
    text = " ".join(f"“{words},” said {speaker or 'they'}." for words, speaker in said.items())
    found = lines(BriefStory("a", "a", (evidence("a", text, quotes=said), LATER)))
    assert [line.speaker for line in found["said"]] == ["Ada Holm", "a spokesman", None]


def test_doubts_say_nothing_of_how_words_are_written() -> None:
    flags = (Flag("joined-words", "", 0, 3), Flag("name-variant", "", 4, 9), Flag("date-conflict", "", 0, 3))
    record = replace(FERRY.record, card=replace(FERRY.record.card, flags=flags))
    found = lines(BriefStory("a", "a", (replace(FERRY, record=record), LATER)))
    assert [line.kind for line in found["doubts"]] == ["date-conflict", "name-variant"]


def test_direct_speech_that_is_no_sentence_is_told_with_the_one_around_it_once() -> None:
    text = "Ada Holm called the ferry Karla “old and rusty” and its owner “quite blind”. “Let it rest,” she said."
    said = {"old and rusty": "Ada Holm", "quite blind": "Ada Holm", "Let it rest": "Ada Holm"}
    found = lines(BriefStory("a", "a", (evidence("a", text, quotes=said), LATER)))
    assert [line.text for line in found["said"]] == [
        "Ada Holm called the ferry Karla “old and rusty” and its owner “quite blind”.",
        "Let it rest",
    ]


def test_what_has_its_subject_before_the_speaker_is_told_with_its_sentence() -> None:
    text = "The patrol towed what Ada Holm said was a crane of the navy."
    article = evidence("a", text, quotes={"was a crane of the navy": "Ada Holm"})
    (quote,) = article.record.card.quotes
    card = replace(article.record.card, quotes=(replace(quote, kind="indirect"),))
    found = lines(BriefStory("a", "a", (replace(article, record=replace(article.record, card=card)), LATER)))
    assert [line.text for line in found["said"]] == [text]


def test_words_that_stand_in_a_sentence_told_whole_are_not_told_again() -> None:
    text = "“The ferry has done its work,” Ada Holm told the crew of Torvik, calling it “a friend of the harbour town”."
    said = {"The ferry has done its work": "Ada Holm", "a friend of the harbour town": "Ada Holm"}
    found = lines(BriefStory("a", "a", (evidence("a", text, quotes=said), LATER)))
    assert [line.text for line in found["said"]] == [text]


def test_what_was_denied_is_not_said() -> None:
    text = "Norland denied that its patrol had sunk the ferry. Ada Holm said the ferry was old."
    denied, said = "its patrol had sunk the ferry", "the ferry was old"
    article = evidence("a", text, quotes={denied: "Norland", said: "Ada Holm"})
    first, second = article.record.card.quotes
    quotes = (replace(first, kind="indirect", cue="denied"), replace(second, kind="indirect", cue="said"))
    article = replace(article, record=replace(article.record, card=replace(article.record.card, quotes=quotes)))
    found = {line.text: line for line in lines(BriefStory("a", "a", (article, LATER)))["said"]}
    assert describe_line(found[denied], {"a": article}) == f"Norland denied: {denied}"
    assert describe_line(found[said], {"a": article}) == f"Ada Holm: {said}"


def test_deals_of_articles_on_different_stories_stay_apart() -> None:
    words = "nuclear deal with Norland"
    apart = [evidence(name, f"There is a {words}.", deals={words: "reported"}) for name in ("a", "b")]
    found = lines(*(BriefStory(article.id, article.id, (article,)) for article in apart))
    assert [[source.article for source in line.sources] for line in found["deals"]] == [["a"], ["b"]]


def test_variants_of_a_system_are_one_line() -> None:
    text = "Norland has the KX-9A, seven KX-9s and the KX-9 Skua, a Lorn and two Lorns, and the KX-90."
    arms = ("KX-9A", "KX-9s", "KX-9 Skua", "Lorn", "Lorns", "KX-90")
    story = BriefStory("a", "a", (evidence("a", text, arms=arms), evidence("b", "Norland has none.")))
    assert [line.text for line in lines(story)["arms"]] == ["KX-9A", "Lorn", "KX-90"]


def test_a_day_is_told_by_what_happened_rather_than_by_what_was_said() -> None:
    told = evidence("a", "The quay fell, Ada Holm told reporters on 3 May.", moments={"3 May": "2031-05-03"})
    done = evidence("b", "The ferry sank on 3 May.", moments={"3 May": "2031-05-03"})
    (line,) = lines(BriefStory("a", "a", (told, done)))["when"]
    assert line.text == "The ferry sank on 3 May."


def test_a_day_cites_the_sentences_that_tell_of_the_same_and_begins_behind_the_dateline() -> None:
    told = "Twelve people were killed when the ferry Karla burnt off Torvik on 3 May."
    articles = (
        evidence("a", f"TORVIK (Reuters) - {told}", moments={"3 May": "2031-05-03"}),
        evidence("b", f"Norland mourns. {told}", moments={"3 May": "2031-05-03"}),
        evidence("c", "Fourteen died when the ferry Karla burnt off Torvik on 3 May.", moments={"3 May": "2031-05-03"}),
        evidence("d", "The bank of Velden opened on 3 May.", moments={"3 May": "2031-05-03"}),
    )
    (line,) = lines(BriefStory("a", "a", articles))["when"]
    assert (line.text, {source.article for source in line.sources}) == (told, {"a", "b"})


def test_what_one_article_says_comes_in_turn_with_what_others_do() -> None:
    said = [f"word{chr(97 + n)} nobody elsewhere repeated" for n in range(12)]
    many = evidence("a", " ".join(f"“{words},” said Ada Holm." for words in said), quotes=dict.fromkeys(said, "Holm"))
    few = evidence("b", "“The ice is thin here,” said Jonas Weil.", quotes={"The ice is thin here": "Weil"})
    told = [line.sources[0].article for line in lines(BriefStory("a", "a", (many, few)))["said"]]
    assert (told[:2], told.count("b")) == (["a", "b"], 1)


def test_a_statement_is_told_in_the_words_whose_numbers_all_have() -> None:
    articles = tuple(
        evidence(name, f"“{words},” said Ada Holm.", quotes={words: "Ada Holm"})
        for name, words in (
            ("a", "Ammunition of 200 tonnes had been stored at the depot of Varnhelm harbour"),
            ("b", "Ammunition had been stored at the depot of Varnhelm harbour"),
        )
    )
    (line,) = lines(BriefStory("a", "a", articles))["said"]
    assert "200" not in line.text
    assert len(line.sources) == 2


def test_a_sentence_that_names_its_speaker_has_no_name_before_it() -> None:
    article = evidence("a", "Ada Holm said a “significant sum” was paid.", quotes={"significant sum": "Ada Holm"})
    other = evidence("b", "“We paid it all,” said Ada Holm.", quotes={"We paid it all": "Ada Holm"})
    articles = {one.id: one for one in (article, other)}
    told = [describe_line(line, articles) for line in lines(BriefStory("a", "a", (article, other)))["said"]]
    assert sorted(told) == ["Ada Holm said a “significant sum” was paid.", "Ada Holm: “We paid it all”"]


def test_a_toll_tells_what_befell_whom_and_when_each_said_so() -> None:
    (line,) = lines(STORY)["figures"]
    told = describe_line(line, {"a": FERRY, "b": LATER})
    assert told == "killed: differ: 12 people (Post, 2031-05-03) · 17 people (Wire, 2031-05-04)"
    times = {"a": replace(FERRY, published="2031-05-03T08:00"), "b": replace(LATER, published="2031-05-03T15:00")}
    assert describe_line(line, times) == "killed: differ: 12 people (Post, 08:00) · 17 people (Wire, 15:00)"


def test_a_reprint_with_another_number_says_so() -> None:
    text = "The ferry Karla burnt off Torvik with {} people aboard. Nobody knows why."
    first, copy = (
        evidence(name, text.format(many), outlet=name, likeness=7, figures={f"{many} people": (many, "people")})
        for name, many in (("a", 12), ("b", 70))
    )
    (line,) = lines(BriefStory("a", "a", (first, copy)))["figures"]
    assert ([value.text for value in line.values], line.differs) == (["12 people", "70 people"], True)
    again = evidence("c", text.format(12), outlet="c", likeness=7, figures={"12 people": (12, "people")})
    assert not any(line.differs for line in lines(BriefStory("a", "a", (first, again))).get("figures", ()))


def test_a_doubt_says_what_it_is_about() -> None:
    article = evidence("a", "Kharkiv and Kharkov.")
    flag = Flag("name-variant", "“Kharkiv” is also spelled “Kharkov” in this text", 0, 7)
    article = replace(article, record=replace(article.record, card=replace(article.record.card, flags=(flag,))))
    (line,) = lines(BriefStory("a", "a", (article,)))["doubts"]
    assert describe_line(line, {"a": article}) == f"{flag.message} · name-variant"


def test_a_denial_that_tells_its_verb_is_not_told_twice() -> None:
    text = "Ada Holm denied that the ferry burnt. Weil denied it had sunk."
    quotes = (
        Quote("denied that the ferry burnt", 9, 36, "Ada Holm", None, "indirect", "denied"),
        Quote("it had sunk", 50, 61, "Weil", None, "indirect", "denied"),
    )
    article = evidence("a", text)
    article = replace(article, record=replace(article.record, card=replace(article.record.card, quotes=quotes)))
    other = evidence("b", "The ferry sank.")
    told = [describe_line(line, {"a": article}) for line in lines(BriefStory("a", "a", (article, other)))["said"]]
    assert told == ["Ada Holm: denied that the ferry burnt", "Weil denied: it had sunk"]


def test_whoever_speaks_of_a_namesake_is_named_all_the_same() -> None:
    said = "Jonas Holm would become chairman of the harbour"
    article = evidence("a", f"“{said},” said Ada Holm.", quotes={said: "Ada Holm"})
    (line,) = lines(BriefStory("a", "a", (article, LATER)))["said"]
    assert describe_line(line, {"a": article}) == f"Ada Holm: “{said}”"
