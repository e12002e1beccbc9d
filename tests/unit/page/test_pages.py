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


MENU = "\n".join(f"* {name}" for name in SECTIONS)


TITLED = "Torvik closes its harbour for three weeks\nBy Ada Lind\nSeptember 4, 2031"


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


@pytest.mark.parametrize(
    "head",
    [
        "# [Torvik closes its harbour for three weeks](https://www.torvikcourier.example/pier)",
        "# Torvik closes its harbour for three weeks[¶](https://www.torvikcourier.example/pier#top)",
        "# Title: Torvik closes its harbour for three weeks",
        "# [](https://www.torvikcourier.example/pier) Torvik closes its harbour for three weeks",
        "# Torvik > Harbours > Torvik closes its harbour, its northern pier and its town\n"
        "# Torvik closes its harbour for three weeks",
    ],
)
def test_a_headline_is_read_without_its_link(head: str) -> None:
    text = markdown().replace("# Torvik closes its harbour for three weeks", head)
    found = page_of(text).dateline.title
    assert found is not None
    assert found.text == "Torvik closes its harbour for three weeks"


def test_a_page_that_lost_its_headline_has_none() -> None:
    lost = markdown().replace("# Torvik closes its harbour for three weeks\n\n", "Skip to content\nShare this story\n")
    caption = "!The northern pier of Torvik\nThe northern pier of Torvik harbour"
    assert page_of(lost).dateline.title is None
    assert page_of(lost.replace("September 4, 2031", f"September 4, 2031\n\n{caption}")).dateline.title is None


def test_a_row_of_a_table_is_no_headline() -> None:
    lost = markdown().replace("# Torvik closes its harbour for three weeks", "# Harbour| the northern pier of Torvik")
    assert page_of(lost).dateline.title is None


def test_a_caption_above_its_credit_is_no_headline() -> None:
    lost = select_all().replace("Torvik closes its harbour for three weeks", "").replace(" | Torvik Courier", "")
    head = "Fishermen of Torvik harbour at its northern pier"
    found = page_of(lost.replace(PROSE[0], f"{head}\n{PROSE[0]}")).dateline.title
    assert found is not None
    assert found.text == head
    assert page_of(lost.replace(PROSE[0], f"{head}\nBo Ek/Norvik Pictures\n{PROSE[0]}")).dateline.title is None


def test_the_line_above_a_standfirst_is_the_headline() -> None:
    title = "Torvik closes its harbour for three weeks"
    long = "With its harbour closed for three weeks the town is about to learn what its pier is worth to its fishermen"
    text = "\n".join([*SECTIONS, "4 min read", title, long, "By Ada Lind", "September 4, 2031", *PROSE, *SECTIONS])
    found = page_of(text).dateline.title
    assert found is not None
    assert found.text == title


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


def test_a_heading_below_the_consent_form_says_that_the_page_is_an_error() -> None:
    links = "\n".join(f"[{story}]({address(story)})" for story in STORIES)
    text = f"{MENU}\n{links}\n{MENU}\n## The page you requested has sunk\n{links}"
    assert page_of(text).kind == "error-page"
    assert page_of(text.replace("## The page", "## The pier")).kind == "index-page"


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


def teasers(ending: str) -> str:
    parts = [f"{story}\nSept. {day}, 2031\n{PROSE[day % 6][:-1]}{ending}" for day, story in enumerate(STORIES, start=1)]
    return "\n".join(SECTIONS) + "\nLatest news\n" + "\n".join(parts) + "\n" + "\n".join(SECTIONS)


def test_paragraphs_that_stand_alone_between_headlines_are_teasers() -> None:
    assert page_of(teasers("...")).kind == "index-page"


def test_the_front_page_of_a_site_is_a_list_though_its_teasers_are_whole_paragraphs() -> None:
    tools = ["Read how the pier is rebuilt, and what that costs.", "Find all ferries, with their fares and hours."]
    offers = "\n\n".join(f"## {name}\n\n{text}" for name, text in zip(SECTIONS, tools, strict=False))
    about = "## What is the port?\n\nThe Port of Torvik (PT) – the first of the north – is for ships of any size."
    dated = "\n\n".join(
        f"###  {story}\n\nSep {day}, 2031\n\n{paragraph[:90]}, and this page gives an overview of what is known ..."
        for day, (story, paragraph) in enumerate(zip(STORIES * 2, PROSE * 3, strict=False), start=1)
    )
    text = f"{MENU}\n# The port of Torvik\n\n{offers}\n\n{about}\n\n{dated}\n\n{MENU}"
    assert page_of(text).kind == "index-page"


def test_a_contents_page_of_headlines_with_their_authors_is_a_list() -> None:
    parts = "\n\n".join(
        f"## 0{number} {section}\n\n" + "\n\n".join(f"### {story}\n\nBo Ek" for story in STORIES[number:])
        for number, section in enumerate(SECTIONS[:4], start=1)
    )
    page = page_of(f"{parts}\n\nAdvertisement\n\n{MENU}\nSubscribe\nSign In\n{MENU}")
    assert page.kind == "index-page"
    assert page.dateline.title is None


def test_a_story_of_one_paragraph_is_an_article_whatever_is_linked_below() -> None:
    title = "Torvik closes its harbour for three weeks"
    text = "\n".join([*SECTIONS, title, "September 4, 2031", PROSE[0], "Share", "Tweet", *STORIES])
    page = page_of(text)
    assert page.kind == "article"
    assert page.dateline.title is not None
    assert page.dateline.title.text == title
    assert PROSE[0] in kept(text)


def test_a_live_page_has_its_times_above_paragraphs() -> None:
    hours = range(14, 14 - len(PROSE), -1)
    entries = "\n\n".join(f"{hour}:15 GMT\n\n{text}" for hour, text in zip(hours, PROSE, strict=True))
    menu = "\n".join(SECTIONS)
    assert page_of(f"Torvik closes its harbour\n\n{entries}\n\n{menu}\nShare\nTweet").kind == "live-blog"
    listed = "\n".join(f"{story}\n{hour} hours ago" for hour, story in enumerate(STORIES, start=2))
    assert page_of(f"{menu}\n{TITLED}\n" + "\n".join(PROSE) + f"\nTopics\n{listed}").kind == "article"


def test_teasers_that_break_off_are_no_part_of_the_article_above_them() -> None:
    stories = "\n".join(
        f"{story}\n{story}, and people from all over the province came to hear of it ..." for story in STORIES
    )
    rest = kept(select_all().replace("Most read", f"Most read\n{stories}"))
    assert all(paragraph in rest for paragraph in PROSE)
    assert "..." not in rest


def test_the_comments_of_readers_go_whatever_their_length() -> None:
    replies = "\n".join(
        f"{i}. skipper{i} says:\nSept. 5, 2031 at 7:0{i} am\n{PROSE[i]} {PROSE[i - 1]}" for i in range(1, 6)
    )
    text = f"{select_all().partition('Most read')[0]}5 responses to “Torvik closes its harbour”\n{replies}"
    rest = kept(text)
    assert all(paragraph in rest for paragraph in PROSE)
    assert "skipper" not in rest


def test_an_article_in_one_line_stays_though_it_ends_with_a_notice() -> None:
    line = (
        " ".join(PROSE * 2) + " © 2031 Torvik Courier. All rights reserved. Sign up for our newsletter. Cookie policy."
    )
    text = f"Torvik closes its harbour\nBBC\n4 Sept 2031\n{line}"
    assert " ".join(PROSE * 2) in kept(text)


def test_a_line_in_small_letters_stays_with_the_line_that_it_carries_on() -> None:
    text = (
        f"{PROSE[0]}\n\n{PROSE[1]}\n\n{PROSE[2]}\nBo\nEk\nand\nAda\nThe harbour of Torvik has been trying to recover\n"
    )
    tail = "from a storm that took its northern pier in the spring of the year before last"
    assert tail in kept(text + tail)


def test_a_few_lines_that_only_look_like_labels_make_no_furniture() -> None:
    letters = "\n\n".join(f"{paragraph} {paragraph}\nAda Lind\nNorvik" for paragraph in PROSE)
    assert page_of(f"Letters on the harbour\n\n{letters}").boilerplate == ()


@pytest.mark.parametrize(
    ("line", "goes"),
    [
        ("Ferry Company Says That It Will Go To Court", True),
        ("Ferry company says that it will go to court", False),
        ("By Ada Lind And Bo Ek In The Town Of Torvik", False),
    ],
)
def test_a_headline_behind_the_last_paragraph_is_another_story_s(line: str, goes: bool) -> None:
    text = "\n\n".join([*(f"{paragraph} {paragraph}" for paragraph in PROSE[:4]), line])
    assert (line in kept(text)) != goes


def test_a_headline_goes_that_the_address_on_the_next_line_spells() -> None:
    stories = "\n".join(f"{story}\n[]({address(story)})" for story in STORIES[:3])
    text = f"{PROSE[0]}\n{PROSE[1]}\nReporting by Ada Lind\n{stories}"
    assert kept(text).strip().endswith("Reporting by Ada Lind")


def test_tables_and_timelines_are_no_furniture() -> None:
    table = "\n".join(f"{month} {day}       Closed for {day} days" for day in range(9, 21) for month in ("June", "May"))
    text = f"{PROSE[0]}\n{PROSE[1]}\n{table}\n{PROSE[2]}"
    assert page_of(text).boilerplate == ()


def test_each_turn_of_a_transcript_stays() -> None:
    turns = ["HOLM: Thanks.", f"LIND: {PROSE[2]}", "HOLM: You’re welcome.", f"LIND: {PROSE[3]}", "HOLM: Good night."]
    text = "\n".join([*SECTIONS, "Torvik closes its harbour", *PROSE, *turns, "Follow us on Facebook", *SECTIONS])
    assert all(turn in kept(text) for turn in turns)


def test_a_caption_that_names_the_site_of_its_picture_goes() -> None:
    text = f"{PROSE[0]}\n\nBoats at the northern pier courier.no\n\n{PROSE[1]}\n\n{PROSE[3]}"
    assert "Boats at the northern pier" not in kept(text)


def test_captions_between_paragraphs_stay_whoever_took_the_picture() -> None:
    captions = [
        "EPA Torvik fears a winter without its harbour",
        "Reuters Ann Lee, mayor of Norvik, on the pier",
        "AFP A ferry waits for its passengers in Torvik",
        "Bo Ek, whom the town has asked to leave. Image: Cy Dahl.",
    ]
    below = ["Share", "Tweet", *PROSE[3:], "Share", "Tweet", "Most read", *STORIES, *SECTIONS]
    rest = kept(
        "\n".join([*SECTIONS, "Torvik closes its harbour", *PROSE[:3], "Read more", "Video", *captions, *below])
    )
    assert all(caption in rest for caption in captions)
    assert "Most read" not in rest


@pytest.mark.parametrize(
    ("head", "foot", "kind"),
    [
        ("Norland: Humanitarian Situation Report No. 12, 3 May 2031", "", "report"),
        ("Harbours in the north: Policy brief", "", "report"),
        ("Download full report: Harbours in the north (2 MB, PDF)", "", "report"),
        ("Report says harbours of the north are old", "", "article"),
        ("White paper on harbours angers the fishermen of the north", "", "article"),
        ("Harbour of Torvik", "History[edit]\nPiers[edit]\nFerries[edit]", "other"),
        ("Harbours", "PDF of the paper\nCite as: Lind 2031\nBibliographic tools", "other"),
        ("Torvik closes its harbour for three weeks", "", "article"),
    ],
)
def test_a_page_that_says_what_it_is(head: str, foot: str, kind: str) -> None:
    assert page_of("\n".join([*SECTIONS, head, *PROSE, *SECTIONS, foot])).kind == kind


def test_times_beside_other_stories_make_no_live_page() -> None:
    others = "\n".join(f"{story}\n{hour} hours ago" for hour, story in enumerate(STORIES, start=1))
    assert page_of(select_all().replace("Most read", f"Most read\n{others}")).kind == "article"


def test_a_standfirst_above_author_and_date_hides_neither() -> None:
    text = select_all().replace("By\nAda Lind\nSeptember 4, 2031", f"{PROSE[1]}\nBy\nAda Lind\nSeptember 4, 2031")
    about = page_of(text).dateline
    assert about.byline is not None
    assert about.byline.text == "Ada Lind"
    assert about.published is not None
    assert about.published.value == "2031-09-04"


@pytest.mark.parametrize(
    "byline",
    [
        "September 4, 2031 | Ada Lind",
        "September 4, 2031 • by Ada Lind",
        "September 4, 2031\nAda Lind, Senior Harbour Correspondent",
        "[Ada Lind](https://www.torvikcourier.example/author/ada-lind)\nSeptember 4, 2031",
        "!Ada Lind\n### Ada Lind\nSeptember 4, 2031",
        "Authors\nAda Lind\nSeptember 4, 2031",
        "Ada Lind | September 4, 2031, 10:20 pm",
        "Ada Lind  Last updated : 4 Sep, 2031",
        "September 4, 2031\nAda Lind, Bo Ek and Cy Dahl",
        "September 4, 2031\n!Picture of Ada Lind\n#### Ada Lind",
    ],
)
def test_the_author_stands_beside_the_date_a_picture_or_a_link(byline: str) -> None:
    found = page_of(select_all().replace("By\nAda Lind\nSeptember 4, 2031", byline)).dateline.byline
    assert found is not None
    assert found.text == "Ada Lind"


def test_a_name_that_the_headline_has_is_no_author_s() -> None:
    text = select_all().replace("By\nAda Lind\n", "Harbour Board\n").replace("its harbour", "its Harbour Board")
    assert page_of(text).dateline.byline is None


@pytest.mark.parametrize(
    ("above", "below", "value"),
    [
        ("September 4, 2031\n4 min read\n", "", "2031-09-04"),
        ("", "September 4, 203112 min read\n", "2031-09-04"),
        ("", "September 4\n!The pier on September 4, 2031\n", "2031-09-04"),
        ("", f"September 4\n{PROSE[3]} The mayor said so on May 4, 2031, to the town.\n", None),
        ("", "The pier goes. — Ada Lind (@adalind) September 4, 2031\n", None),
        ("", "Opened| September 4, 2031\n", None),
        ("", "September 4, 2031\n" + "Pier\nFerry\nQuay\n" * 6, "2031-09-04"),
        ("By Ada Lind – September 4, 2031\nHarbours\nPiers\nFerries\nShips\n", "", "2031-09-04"),
        ("[Submitted on 4 Sep 2031]\nHarbours\nPiers\nFerries\nShips\n", "", "2031-09-04"),
    ],
)
def test_the_date_stands_above_or_below_the_headline(above: str, below: str, value: str | None) -> None:
    title = "# Torvik closes its harbour for three weeks\n"
    foot = "\n".join(f"- [{story}]({address(story)})" for story in STORIES)
    found = page_of("\n".join([*SECTIONS, f"\n{above}{title}{below}", *PROSE, f"\n## Links\n\n{foot}"])).dateline
    assert (found.published.value if found.published else None) == value


@pytest.mark.parametrize(
    ("foot", "source"),
    [
        ("Ada Lind is a senior harbour reporter at Norvik Weekly, where she writes about piers.", "Norvik Weekly"),
        ("The Guardian app\nJoin The Guardian\nAbout The Guardian", "The Guardian"),
        ("© 2031 Ada Lind · Privacy · Terms", None),
        ("A harbour is open to all by the Copyright Act 2031 of Norland", None),
        ("From Norpedia, the free encyclopedia", "Norpedia"),
        ("Thank you for visiting courier.com. Its harbour is open.", "courier.com"),
        ("Please subscribe to The Guardian today", "The Guardian"),
        ("Ada is a senior editor and writer with Norvik Weekly, and sails.", "Norvik Weekly"),
        ("Norvik Weekly\nSubscribe to Norvik Weekly", "Norvik Weekly"),
        ("Norvik Weekly and its ferry\nSubscribe to Norvik Weekly", None),
        ("Best of Sky News Most watched", "Sky News"),
        ("* About Torvik Courier\nTorvik Courier wants you\nJoin Torvik Courier", "Torvik Courier"),
        (
            "https://torviktimesgroup.example/a\nhttps://torviktimesgroup.example/b\nTorvik Times has a shop",
            "Torvik Times",
        ),
    ],
)
def test_the_outlet_is_named_by_its_menus_and_its_address(foot: str, source: str | None) -> None:
    text = select_all().replace(" | Torvik Courier", "").partition("©")[0] + foot
    found = page_of(text).dateline.source
    assert (found.text if found else None) == source


def test_the_stamp_and_the_links_of_other_stories_date_nothing() -> None:
    text = "\n".join([*SECTIONS, *PROSE, "Most read", *STORIES])
    stamp = "* September 4, 2031Business\nFerry strike ends"
    links = [f"[]({address('2031/09/04/pier')})", f"[]({address('2030/01/02/cod')})"]
    assert page_of(f"{text}\n{stamp}").dateline.published is None
    assert page_of("\n".join([text, *links])).dateline.published is None
    assert page_of(f"{text}\n{links[0]}").dateline.published is not None


def test_the_source_of_a_chart_is_not_the_article_s() -> None:
    text = select_all().replace(" | Torvik Courier", "").partition("©")[0]
    body = "\n".join([*PROSE, *PROSE, "Source: Norvik Institute", PROSE[-1]])
    assert page_of(text.replace(PROSE[-1], body)).dateline.source is None
