"""The stories of articles, as a query has them."""

from __future__ import annotations

from dataclasses import replace

from extract.index.search.stories import Heading, Story, list_stories


def heading(name: str, day: str | None, source: str = "Post") -> Heading:
    return Heading(name, "", day, source, 90, None)


def test_the_newest_story_is_first_and_its_oldest_article() -> None:
    stories = list_stories(
        [
            ("a", heading("a", "2031-03-02")),
            ("b", heading("d", "2031-03-04")),
            ("a", heading("c", "2031-03-03")),
            ("b", heading("b", "2031-03-02")),
            ("e", heading("e", None)),
        ]
    )
    assert [[one.id for one in story.articles] for story in stories] == [["b", "d"], ["a", "c"], ["e"]]


def test_the_best_article_is_the_fullest_that_nobody_reprints() -> None:
    first = Heading("a", "Short", "2031-03-02", "Post", 90, None)
    copied = Heading("b", "Agency", "2031-03-02", "Wire", 500, 4)
    story = Story("a", (first, copied, replace(copied, id="c", source="Post")))
    assert (story.best.title, story.outlets) == ("Short", ("Post", "Wire"))


def test_no_articles_make_no_story() -> None:
    assert list_stories([]) == []
