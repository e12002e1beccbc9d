"""Whole pages as crawlers leave them: the article stays, what a page is is said, and its headings are read."""

import pytest

from extract.article import Article
from extract.page import Page, read_page

PROSE = [
    "The harbour of Torvik will be closed to ships for three weeks while its northern pier is rebuilt, the town said.",
    "Fishermen, who had asked for a later date, are to be paid for the days on which they cannot leave the port.",
    "“We would have liked to wait until the autumn,” said the mayor, Inga Hallden, “but the pier would not have.”",
    "The work will cost the town some four million crowns, of which the province has promised to pay a third in May.",
    "A ferry company that serves the islands said on Friday that it would go to court, since it had not been asked.",
    "Its lawyers have until the end of the month to do so, a clerk of the court in Norvik told the newspaper.",
]
SECTIONS = ["News", "Sport", "Harbour", "Weather", "Town hall", "Ferries", "Culture", "Opinion", "Podcasts", "Archive"]
STORIES = [
    "Ferry strike ends after nine days of talks",
    "Whale seen off the northern cape for the first time in years",
    "Snow on the way as schools prepare for winter",
    "Norvik elects a new mayor after a recount",
    "Why the price of cod has doubled since the spring",
    "Islanders ask for a bridge, and are given a report",
    "Old lighthouse is to become a museum of fishing",
    "Court hears the case of the missing trawler",
]


def page_of(text: str) -> Page:
    return read_page(Article("a", "a.txt", text))


def kept(text: str) -> str:
    at, out = 0, []
    for span in page_of(text).boilerplate:
        out.append(text[at : span.start])
        at = span.end or 0
    return "".join([*out, text[at:]])


def address(title: str) -> str:
    return f"https://www.torvikcourier.example/{title.lower().replace(' ', '-')}"


def markdown() -> str:
    menu = "\n".join(f"  * [{name}]({address(name)})" for name in SECTIONS)
    links = "\n".join(f"- [{title}]({address(title)})" for title in STORIES)
    head = "# Torvik closes its harbour for three weeks\n\nAda Lind\nSenior reporter\nSeptember 4, 2031"
    return f"{menu}\n\n{head}\n\n" + "\n\n".join(PROSE) + f"\n\n## Links\n\n{links}"


def select_all() -> str:
    title = "Torvik closes its harbour for three weeks"
    stories = "\n".join(f"{story}\nBy\nBo Ek\nSept. {day}, 2031" for day, story in enumerate(STORIES, start=1))
    head = f"{title} | Torvik Courier\n" + "\n".join(SECTIONS) + f"\n{title}\nBy\nAda Lind\nSeptember 4, 2031\nShare"
    foot = "© 2019-2031 Torvik Courier. All rights reserved."
    return head + "\n" + "\n".join(PROSE) + f"\nMost read\n{stories}\n" + "\n".join(SECTIONS) + f"\n{foot}"


@pytest.mark.parametrize("text", [markdown(), select_all()])
def test_of_a_page_all_its_article_stays_and_no_other_story(text: str) -> None:
    rest = kept(text)
    assert page_of(text).kind == "article"
    assert all(paragraph in rest for paragraph in PROSE)
    assert not any(story in rest for story in STORIES)


@pytest.mark.parametrize("text", [markdown(), select_all()])
def test_title_author_and_date_stand_above_the_article(text: str) -> None:
    about = page_of(text).dateline
    assert about.title is not None
    assert about.title.text == "Torvik closes its harbour for three weeks"
    assert about.byline is not None
    assert about.byline.text == "Ada Lind"
    assert about.published is not None
    assert about.published.value == "2031-09-04"


def test_the_outlet_is_named_by_the_page_s_title_and_by_nothing_else() -> None:
    source = page_of(select_all()).dateline.source
    assert source is not None
    assert source.text == "Torvik Courier"


def test_the_outlet_is_the_one_that_most_links_lead_to() -> None:
    text = markdown() + "\n\nTorvik Courier is not responsible for what others write."
    source = page_of(text).dateline.source
    assert source is not None
    assert source.text == "Torvik Courier"


def test_a_list_of_links_is_no_article() -> None:
    stories = "\n".join(f"### {story}\nBo Ek\nSept. {day}, 2031" for day, story in enumerate(STORIES * 2, start=1))
    text = "\n".join(f"* {name}" for name in SECTIONS) + "\n\n## Latest news\n" + stories
    page = page_of(text)
    assert page.kind == "index-page"
    assert kept(text).strip() == ""
    assert (page.dateline.title, page.dateline.published, page.dateline.byline) == (None, None, None)


def test_an_error_is_no_article() -> None:
    text = "\n".join(SECTIONS) + "\nPage not found\nSorry, it has moved.\n" + "\n".join(STORIES)
    assert page_of(text).kind == "error-page"


def test_a_wrapped_story_is_an_article_and_not_a_list() -> None:
    words = " ".join(PROSE).split(" ")
    lines, line = [], ""
    for word in words:
        if len(line) + 1 + len(word) > 62:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    text = "\n".join([*lines, line])
    page = page_of(text)
    assert page.kind == "article"
    assert page.boilerplate == ()


def test_the_date_of_another_story_is_not_the_article_s() -> None:
    text = select_all().replace("September 4, 2031", "Harbour")
    published = page_of(text).dateline.published
    assert published is None


def test_a_dateline_in_the_first_sentence_dates_the_article() -> None:
    published = page_of(f"TORVIK, September 4, 2031 (Reuters) - {PROSE[0]}\n\n{PROSE[1]}").dateline.published
    assert published is not None
    assert published.value == "2031-09-04"


def test_a_long_consent_form_goes_whatever_its_length() -> None:
    form = (
        "We and our partners store cookies on your device and process personal data, as your preferences and what you "
        "read, for advertising and its measurement. With your consent we may use data from your browser. "
    ) * 3
    assert form.strip() not in kept(f"{PROSE[0]}\n\n{PROSE[1]}\n\n{form}\n\n{PROSE[2]}")


def test_a_related_story_takes_no_quotation_with_it() -> None:
    text = (
        f"{PROSE[0]} “The pier would not have waited,” she said. Boats at the quay Ada Lind/AFP Related article Ferry "
        f"company sues the port over its closing “We were not asked,” said its owner. {PROSE[3]} {PROSE[4]}"
    )
    rest = kept(text)
    assert "“The pier would not have waited,” she said." in rest
    assert "“We were not asked,” said its owner." in rest
    assert "Ferry company sues" not in rest
