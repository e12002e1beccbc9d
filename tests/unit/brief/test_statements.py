"""The same words once, with everybody who reports them."""

from __future__ import annotations

from dataclasses import replace

from extract.article import Mention, Span
from extract.brief.statements import group_statements, rank_statements
from extract.brief.words import list_sentences
from tests.unit.brief.articles import evidence

WORDS = "We will rebuild the harbour before the winter comes"


def test_the_same_words_in_two_articles_are_one_statement() -> None:
    articles = [
        evidence("a", f"“{WORDS},” said Ada Holm.", quotes={WORDS: "Ada Holm"}),
        evidence("b", f"Holm: “{WORDS}!”", quotes={WORDS: "Holm"}),
        evidence("c", "“Nobody asked us,” said Jonas Weil.", quotes={"Nobody asked us": "Jonas Weil"}),
    ]
    first, second = group_statements(articles)
    assert (first.speaker, [source.article for source in first.sources]) == ("Ada Holm", ["a", "b"])
    assert (second.speaker, len(second.sources)) == ("Jonas Weil", 1)


def test_a_speaker_keeps_the_full_stop_of_an_abbreviation_and_no_other() -> None:
    for said, name in (("U.N.", "U.N."), ("Ada Holm.", "Ada Holm"), ("(Holm Inc.)", "Holm Inc.")):
        article = evidence("a", f"“{WORDS},” says {said}", quotes={WORDS: said})
        assert [one.speaker for one in group_statements([article])] == [name]


def test_other_quotes_of_the_same_speaker_stay_apart() -> None:
    text = "“We need ships,” said Ada Holm. “The ice is thin,” Holm said."
    article = evidence("a", text, quotes={"We need ships": "Ada Holm", "The ice is thin": "Ada Holm"})
    assert len(group_statements([article], meaning=True)) == 2


def test_words_are_found_where_nobody_is_quoted() -> None:
    articles = [
        evidence("a", f"“{WORDS},” said Ada Holm.", quotes={WORDS: "Ada Holm"}),
        evidence("b", "A poster has it that we will rebuild the harbour before the winter comes, come what may."),
    ]
    (statement,) = group_statements(articles, repeats=True)
    (repeated,) = statement.repeated
    assert repeated.text == "we will rebuild the harbour before the winter comes"


def test_within_a_story_one_speaker_may_say_it_in_other_words() -> None:
    said = "Norland will send nine patrol ships to Velden by spring"
    told = "nine patrol ships would go to Velden from Norland"
    articles = [
        evidence("a", f"“{said},” said Ada Holm.", quotes={said: "Ada Holm"}),
        evidence("b", f"Ada Holm said {told}.", quotes={told: "Ada Holm"}),
    ]
    assert len(group_statements(articles, meaning=True)) == 1
    assert len(group_statements(articles)) == 2


def test_a_sentence_of_two_articles_that_reports_what_is_said_is_one_statement() -> None:
    told = "Trade with Norland was worth nine million euros last year, the ministry of Velden said."
    articles = [evidence("a", told), evidence("b", f"It rained. {told}")]
    (statement,) = group_statements(articles, repeats=True)
    assert [source.article for source in statement.sources] == ["a", "b"]
    assert group_statements(articles) == []


def test_prose_behind_a_credit_on_its_line_is_read() -> None:
    text = "Ada Weil/Torvik Pictures The ferry sank on Monday."
    article = evidence("a", text)
    credited = replace(article.record, boilerplate=(Span.of(text, 0, len("Ada Weil/Torvik Pictures")),))
    (sentence,) = list_sentences(replace(article, record=credited))
    assert text[sentence.start : sentence.end] == "The ferry sank on Monday."


def test_statements_that_tell_something_come_before_a_few_words() -> None:
    few, full = "We will see", "We will rebuild the harbour of Torvik before the winter"
    article = evidence("a", f"“{few},” said Ada Holm. “{full},” she said.", quotes={few: "Holm", full: "Holm"})
    assert [one.sources[0].text for one in rank_statements(group_statements([article]))] == [full, few]


def test_a_ministry_that_speaks_has_its_country_with_it() -> None:
    text = "“We need ships,” Norland’s Foreign Ministry said. “The ice is thin,” the Foreign Ministry said later."
    made = evidence("a", text, quotes={"We need ships": "Foreign Ministry", "The ice is thin": "Foreign Ministry"})
    starts = [text.index("Foreign"), text.rindex("Foreign")]
    names = [Mention(at, at + 16, "Foreign Ministry", "ORG", "e1") for at in starts]
    place = Mention(text.index("Norland"), text.index("’s"), "Norland", "LOC", "e2")
    card = replace(made.record.card, quotes=tuple(replace(one, entity="e1") for one in made.record.card.quotes))
    record = replace(made.record, mentions=(place, *names), card=card)
    found = {statement.speaker for statement in group_statements([replace(made, record=record)])}
    assert found == {"Norland’s Foreign Ministry"}
