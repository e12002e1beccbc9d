"""Briefs as reports: laid out by story, cited, and inert."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable
from dataclasses import replace

import pytest

from extract.article import Actor, Entity, Mention
from extract.brief.compose import compose_brief
from extract.brief.gather import Gathered
from extract.brief.report import BriefSummary, write_html, write_markdown
from extract.brief.values import BriefStory, Evidence
from tests.unit.brief.articles import evidence
from tests.unit.brief.test_compose import STORY

SUMMARY = BriefSummary("news", "ferry <b>", "2031-06-01T10:00:00+00:00")
HARM = (
    "<script>(top.HARMED=1)</script> ![x](http://x/y.png) \x1b]52;c;eA==\x07 \u202eevil {{ 7*7 }} "
    "**12 people** were killed."
)
ACTS = {
    write_markdown: re.compile(r"(?<!\\)(?:<(?:script|i)\b|!\[|\*\*12)|[\x1b\x07\u202e]"),
    write_html: re.compile(r"<(?:script|i|img)\b|[\x1b\x07\u202e]"),
}
"""What would act in a viewer of Markdown, a browser or a terminal."""


def report(write: Callable[..., None], stories: Iterable[BriefStory]) -> str:
    out, given = io.BytesIO(), tuple(stories)
    write(compose_brief(given), Gathered(given, 0), SUMMARY, out)
    return out.getvalue().decode()


def test_markdown_says_where_outlets_differ_and_cites_each() -> None:
    text = report(write_markdown, [STORY])
    assert (
        "- **FIGURES** killed: *differ:* 12 people (Post, 2031-05-03) [1](#article-1) · 17 people (Wire, 2031-05-04) "
        in text
    )
    assert "- **SAID** Ada Holm: “It was hell” [1](#article-1)" in text
    assert '<a id="article-2"></a>2\\. b · Wire · 2031-05-04' in text


def test_other_spellings_of_a_name_are_told_and_spaces_are_none() -> None:
    texts = ("Ada Holm left.", "Ada\u00a0Holm came.", "Ada Hoolm stayed.")
    articles = [named(str(number), text, text[: text.rindex(" ")]) for number, text in enumerate(texts)]
    assert "- **WHO** Ada Holm (also Ada Hoolm) " in report(write_markdown, [BriefStory("0", "0", tuple(articles))])


def test_the_head_counts_the_reprints_of_each_story() -> None:
    text = "The ferry Karla burnt off Torvik."
    one, other = (evidence(name, text, published=f"2031-05-0{name}", likeness=7) for name in "12")
    assert "· 2031-05-01 to 2031-05-02 · 1 reprint counted once" in report(
        write_markdown, [BriefStory("1", "1", (one, other))]
    )
    apart = report(write_markdown, [BriefStory("1", "1", (one,)), BriefStory("2", "2", (other,))])
    assert "reprint" not in apart


def named(name: str, text: str, person: str) -> Evidence:
    """Make an article that is about a person."""
    article = evidence(name, text)
    card = replace(article.record.card, who=(Actor("e1", " ".join(person.split()), "PERSON", None, 0, len(person)),))
    return replace(article, record=replace(article.record, card=card))


def test_html_is_one_file_without_scripts() -> None:
    text = report(write_html, [STORY])
    assert text.startswith("<!doctype html>")
    assert "default-src 'none'" in text
    assert '<a class="cite" href="#article-2">[2]</a>' in text


@pytest.mark.parametrize("write", [write_markdown, write_html])
def test_nothing_of_a_hostile_article_acts(write: Callable[..., None]) -> None:
    harmful = evidence(HARM, HARM, figures={"12 people": (12, "people")}, quotes={HARM: HARM}, outlet=HARM)
    text = report(write, [BriefStory("a", "a", (harmful, evidence("b", f"Again: {HARM}", outlet="<i>")))])
    assert "HARMED" in text
    assert ACTS[write].findall(text) == []


@pytest.mark.parametrize("write", [write_markdown, write_html])
def test_no_articles_give_a_whole_report(write: Callable[..., None]) -> None:
    assert "0 articles" in report(write, [])


def test_a_deal_is_told_with_parties_and_dated_steps() -> None:
    words = "a pact on nine patrol ships"
    proposed = evidence("a", f"Norland proposed {words}.", deals={words: "proposed"}, places=("Norland",))
    signed = evidence("b", f"Norland signed {words}.", deals={words: "signed"}, published="2031-05-09")
    text = report(write_markdown, [BriefStory("a", "a", (proposed, signed))])
    assert (
        f"- **DEALS** Norland: {words} (proposed, undated → signed, reported 2031-05-09) "
        "[1](#article-1) [2](#article-2)"
    ) in text


def test_a_dossier_stands_before_the_stories() -> None:
    articles = [named(verb, f"Ada Holm {verb}.", "Ada Holm") for verb in ("left", "came")]
    given = tuple(
        replace(one, record=replace(
            one.record,
            mentions=(Mention(0, 8, "Ada Holm", "PERSON", "e1"),),
            entities=(Entity("e1", "PERSON", "Ada Holm"),),
        ))
        for one in articles
    )  # fmt: skip
    out, stories = io.BytesIO(), (BriefStory("left", "left", given),)
    write_html(compose_brief(stories, "holm"), Gathered(stories, 0), SUMMARY, out)
    text = out.getvalue().decode()
    assert text.index("<h2>Dossier: Ada Holm</h2>") < text.index("<dt>WHAT</dt>")
