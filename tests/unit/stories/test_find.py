"""From articles to stories."""

from __future__ import annotations

import random
from dataclasses import replace

from extract.stories.features import Features, list_features
from extract.stories.find import Heading, Story, group_headings

FERRY = "The ferry Karla went aground off Torvik before dawn, and the coast guard took all forty passengers to land."
FERRY_LATER = (
    "The owner of the ferry Karla said that a rudder failed before it went aground off Torvik with forty passengers."
)
STRIKE = "Miners in Orsk put down their tools over wages, and the Velden Mining Company closed two of its shafts."
STRIKE_LATER = (
    "The Velden Mining Company offered its miners in Orsk higher wages, so that the two shafts may open again."
)


def article(
    name: str, text: str, day: str | None, source: str = "Post", same: int | None = None
) -> tuple[Heading, Features]:
    return Heading(name, "", day, source, len(text.split()), same), list_features("", text)


def members(stories: list[Story]) -> set[frozenset[str]]:
    return {frozenset(one.id for one in story.articles) for story in stories}


def test_articles_on_one_happening_are_one_story_and_the_newest_story_is_first() -> None:
    stories = group_headings(
        [
            article("a", FERRY, "2031-03-02"),
            article("b", STRIKE, "2031-03-02"),
            article("c", FERRY_LATER, "2031-03-03"),
            article("d", STRIKE_LATER, "2031-03-04"),
        ]
    )
    assert [[one.id for one in story.articles] for story in stories] == [["b", "d"], ["a", "c"]]


def test_the_same_words_months_later_are_another_story() -> None:
    apart = [article("a", FERRY, "2031-03-02"), article("b", FERRY_LATER, "2031-09-02")]
    assert members(group_headings(apart)) == {frozenset("a"), frozenset("b")}


def test_without_dates_words_and_names_decide() -> None:
    undated = [article("a", FERRY, None), article("b", STRIKE, None), article("c", FERRY_LATER, "2031-03-03")]
    assert members(group_headings(undated)) == {frozenset("ac"), frozenset("b")}


def test_reprints_are_one_story_unless_they_come_weeks_later() -> None:
    other = "Something else stands here altogether."
    reprints = [
        article("a", FERRY, "2031-03-02", same=7),
        article("b", other, "2031-03-05", same=7),
        article("c", other, "2031-08-05", same=7),
    ]
    assert members(group_headings(reprints)) == {frozenset("ab"), frozenset("c")}


TOPIC = "The war of Norland and Velden over the Torvik straits, with mines, convoys, refugees and talks, went on. "


def test_what_other_articles_of_the_corpus_have_too_is_a_topic_and_no_story() -> None:
    found = [
        article("a", TOPIC + "Ada Holm left the ministry after a quarrel about pensions.", "2031-03-02"),
        article("b", TOPIC + "A storm tore the roof off a school in Orsk, said Jonas Weil.", "2031-03-02"),
    ]
    assert members(group_headings(found)) == {frozenset("ab")}
    others = [list_features("", TOPIC)] * 300
    assert members(group_headings(found, others)) == {frozenset("a"), frozenset("b")}


def test_the_order_in_which_articles_come_does_not_matter() -> None:
    texts = [
        FERRY,
        STRIKE,
        FERRY_LATER,
        STRIKE_LATER,
        FERRY + " " + STRIKE,
        "A quiet day in Velden, said the mayor of it.",
    ]
    articles = [
        article(f"{number}-{copy}", f"{text} Report {copy}.", f"2031-03-{2 + copy:02}")
        for number, text in enumerate(texts)
        for copy in range(4)
    ]
    expected = members(group_headings(articles))
    for seed in range(5):
        shuffled = list(articles)
        random.Random(seed).shuffle(shuffled)
        assert members(group_headings(shuffled)) == expected


def test_the_best_article_is_the_fullest_that_nobody_reprints() -> None:
    first = Heading("a", "Short", "2031-03-02", "Post", 90, None)
    copied = Heading("b", "Agency", "2031-03-02", "Wire", 500, 4)
    story = Story((first, copied, replace(copied, id="c", source="Post")))
    assert (story.id, story.best.title, story.outlets) == ("a", "Short", ("Post", "Wire"))


def test_no_articles_make_no_story() -> None:
    assert group_headings([]) == []
