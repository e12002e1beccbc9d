"""What an analyst is warned of: each doubt on a text that has it and on one that only looks so."""

from datetime import date

import pytest

from extract.article import Article, Flag, Metadata, Span
from extract.page import read_page
from extract.page.conflicts import find_date_conflicts
from extract.page.letters import find_garbled, find_hidden, find_look_alikes, find_normalized, find_run_together
from extract.page.shape import find_missing_article, find_truncation
from extract.page.standing import find_standing
from extract.page.updates import find_digest, find_updates
from extract.page.variants import find_variants

BODY = "The harbour of Torvik will be closed to ships for three weeks while its northern pier is rebuilt, it said."
MORE = "Fishermen, who had asked for a later date, are to be paid for the days on which they cannot leave the port."
TODAY = date(2024, 6, 1)


def conflicting(text: str, **metadata: str) -> list[str]:
    article = Article("a", "a.txt", text, Metadata(**metadata))
    page = read_page(article)
    return [flag.message for flag in find_date_conflicts(text, page.dateline, page.boilerplate, TODAY)]


def test_a_header_older_than_what_the_text_tells() -> None:
    told = "The envoys arrived in Torvik on 28 May."
    (message,) = conflicting(f"4 March 2024\n\n{told} A treaty was signed on 28 May.\n\n{BODY}\n\n{MORE}")
    assert message == "dated 2024-03-04, but the text tells of 28 May as past"
    (message,) = conflicting(f"4 March 2024\n\nThe envoys arrived on 28 May 2024.\n\n{BODY}\n\n{MORE}")
    assert message == "dated 2024-03-04, but the text tells of 28 May 2024 as past"


@pytest.mark.parametrize(
    "sentence",
    [
        "The envoys will arrive in Torvik on 28 May.",
        "The envoys are expected to have left on 28 May.",
        "The envoys arrived in Torvik on 3 March.",
        "The pier was opened on 30 May 1911.",
        "The court ordered the envoys to leave the port on 28 May 2024.",
        "The envoys met before a vote on 28 May 2024.",
        "The envoys arrived on 28 May, two months after the storm.",
        "The envoys arrived on 28 May. The pier was closed on 28 May. It opened again on Friday.",
        "The envoys arrived on 28 May. The pier was closed on 28 May. It opened again on 2 March.",
    ],
)
def test_plans_and_history_contradict_nothing(sentence: str) -> None:
    assert conflicting(f"4 March 2024\n\n{sentence}\n\n{BODY}\n\n{MORE}") == []


@pytest.mark.parametrize(
    ("sentence", "wrong"),
    [
        ("The pier fell on Monday, 5 March 2024.", "Monday, 5 March 2024"),
        ("The pier fell on Wednesday 28 February.", None),
        ("The pier fell on Friday, December 29.", None),
        ("The pier fell on Friday, February 27.", "Friday, February 27"),
        ("The pier fell on Monday, 5 June 1911.", None),
        ("The pier was built in 1911 and fell on Friday, February 27.", None),
    ],
)
def test_a_day_of_the_week_that_its_date_has_not(sentence: str, wrong: str | None) -> None:
    dated = "" if "2024" in (wrong or "") else "dated 2024-03-06, but "
    found = [f"{dated}{wrong} is no such day of the week"] if wrong else []
    assert conflicting(f"6 March 2024\n\n{sentence}\n\n{BODY}\n\n{MORE}") == found


def test_a_day_of_the_week_is_wrong_in_its_own_year_whenever_the_page_is_from() -> None:
    (message,) = conflicting(f"{BODY}\n\nThe pier fell on Monday, 5 March 2024.\n\n{MORE}")
    assert message == "Monday, 5 March 2024 is no such day of the week"


def test_a_day_that_no_calendar_has() -> None:
    assert conflicting(f"{BODY}\n\nIts lease ends on 31 June.\n\n{MORE}") == ["no calendar has 31 June"]
    assert conflicting(f"{BODY}\n\nIts lease ends on 30 June; in April 31 percent were let.\n\n{MORE}") == []


def test_a_date_in_the_future() -> None:
    assert conflicting(f"4 March 2025\n\n{BODY}\n\n{MORE}") == ["dated 2025-03-04, which is in the future"]


def test_text_and_metadata_that_disagree() -> None:
    (message,) = conflicting(f"4 March 2024\n\n{BODY}\n\n{MORE}", date="2024-05-30")
    assert message == "dated 2024-05-30 by its metadata, but 2024-03-04 by its text"


def test_a_letter_of_another_alphabet_is_named_with_its_word() -> None:
    text = "The Torvik Defenсe Fund paid; так сказал мэр. Nothing more of the Defenсe Fund."
    (flag,) = find_look_alikes(text)
    assert text[flag.start : flag.end] == "Defenсe"
    assert "Cyrillic small letter es (U+0441)" in flag.message


@pytest.mark.parametrize(
    "text", ["Orbán and Łódź", "5 µm of Ω", "Министр сказал Torvik", "plain text", "αrank times ΔWin", "an иPhone"]
)
def test_other_languages_are_no_look_alikes(text: str) -> None:
    assert list(find_look_alikes(text)) == []


def test_hidden_characters_are_counted() -> None:
    (flag,) = find_hidden("pay\u200bments to \u202eTorvik")
    assert flag.message == "2 hidden characters (U+200B, U+202E)"
    assert (flag.start, flag.end) == (3, 4)


def test_sentences_and_words_run_together() -> None:
    found = list(
        find_run_together('They met in Torvik.They left the town."We go," she said. RicherThe town is in debt now.')
    )
    assert [flag.message for flag in found] == [
        'sentences run together without a space: “Torvik.They”, “town."We”',
        "words run together: “RicherThe”",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Torvik.Az reports",
        "McDonald bought an iPhone",
        "The U.S. Army in St. Ives",
        "Norland Air (NRA.I) rose",
        "Elun Corp ( ELN.I ) is",
        "page.createElement(x) at torvik.no/harbourThe",
        "She founded fishMart.com in May",
    ],
)
def test_names_with_capitals_inside_are_not_run_together(text: str) -> None:
    assert list(find_run_together(text)) == []
    assert list(find_run_together("They met on DockedIn today.", known=frozenset({"DockedIn"}))) == []


@pytest.mark.parametrize(
    ("end", "message"),
    [
        ("The mayor, who had been asked about it several times this week, said that the", "not finished"),
        ("The mayor said the pier was old and that the town had known for years ...", "breaks off"),
        ("What comes next for the harbour?", "heading"),
        (
            "The pier fell. In the morning three ships were still lying there while the crews waited for a tug",
            "not fin",
        ),
    ],
)
def test_a_text_that_breaks_off(end: str, message: str) -> None:
    text = f"{BODY}\n\n{MORE}\n\n{end}"
    (flag,) = find_truncation(text, (), None)
    assert message in flag.message
    assert flag.end == len(text)


@pytest.mark.parametrize(
    "end",
    [
        MORE,
        "“We go,” she said.”",
        "(Reporting by Ada Lind; Editing by Bo Ek in Torvik)",
        "Ends",
        "The pier is known to be old. Thank you for all that you have done for the harbour. Ada Lind",
        "For a list of the ships that lay in the harbour of Torvik that night, please click on",
        "HARBOURS: the piers of the north are closed to ships * FERRIES: they sail to the south as before",
        "Ada Lind looks over the old pier and the ships in it\nThe pier has been closed to all since the storm in May",
        "Torvik Harbour To Be Closed For Three Weeks While Its Northern Pier Is Rebuilt By Norland",
    ],
)
def test_a_text_that_ends(end: str) -> None:
    assert list(find_truncation(f"{BODY}\n\n{MORE}\n\n{end}", (), None)) == []


def test_an_article_that_a_subscription_continues_is_cut() -> None:
    for line in ("To continue reading, subscribe now.", "This article is for subscribers only"):
        text = f"{BODY}\n\n{MORE}\n\n{line}\nAlready a subscriber? Sign in"
        (flag,) = find_truncation(text, (Span.of(text, text.index(line), len(text)),), None)
        assert text[flag.start : flag.end] == line


def test_a_page_that_goes_on_after_its_article_was_not_cut_there() -> None:
    text = f"{BODY}\n\n{MORE}\n\nThe mayor, who had been asked about it several times this week, said that\n\nMost read"
    at = text.index("Most read")
    assert list(find_truncation(text, (Span.of(text, at, len(text)),), None)) == []


def test_garbled_letters_are_told() -> None:
    (flag,) = find_garbled("The mayor said: â€œWe go.â€")
    assert "garbled" in flag.message
    assert list(find_garbled("“We go,” said Ása Ångström of Göteborg.")) == []


def test_hidden_characters_that_were_left_out_are_told() -> None:
    (flag,) = find_normalized("The har\u00adbour of Tor\u200bvik")
    assert (flag.kind, flag.start, flag.end) == ("other", 7, 8)
    (flag,) = find_normalized("The town\u2011run harbour")
    assert (flag.kind, flag.start, flag.end) == ("homoglyph", 8, 9)


def test_a_list_of_links_and_a_doubtful_page_are_told() -> None:
    (listed,) = find_missing_article(BODY, "index-page", (), None, None)
    assert listed.kind == "not-an-article"
    (report,) = find_missing_article(f"{BODY}\n\n{MORE}", "report", (), None, None)
    assert report.message == "this page is a report of an office or an institute"
    (doubt,) = find_missing_article(f"{BODY}\n\n{MORE}", "article", (), None, Span.of(BODY, 0, 20))
    assert (doubt.kind, doubt.start, doubt.end) == ("other", 0, 20)


def test_next_to_nothing_is_no_article() -> None:
    (flag,) = find_missing_article("Torvik closes its harbour", "article", (), None, None)
    assert flag.kind == "not-an-article"
    assert list(find_missing_article(f"{BODY}\n\n{MORE}", "article", (), None, None)) == []


def marks(text: str) -> list[str]:
    page = read_page(Article("a", "a.txt", text))
    return [span.text for span in find_updates(text, page.dateline, page.boilerplate)]


def test_a_page_with_a_clock_before_each_update() -> None:
    text = f"Torvik closes its harbour\n\n4 May 2024 14:39\n\n{BODY}\n\n13:28\n\n{MORE}\n\n{BODY}"
    assert marks(text) == ["14:39", "13:28"]


def test_a_log_of_changes() -> None:
    text = f"{BODY}\n\nMay 2024: Added what fishermen get\n\nJune 2024: Updated the dates\n\n{MORE}"
    assert marks(text) == ["May 2024:", "June 2024:"]


@pytest.mark.parametrize(
    ("text", "items"),
    [
        (f"– Pier to be rebuilt –\n\n{BODY}\n\n– Fishermen are paid –\n\n{MORE}", 2),
        (f"Here are the latest developments in Torvik:\n\n{BODY}\n\n{MORE}", 1),
        (f"– Pier to be rebuilt –\n\n{BODY}\n\n{MORE}", 0),
        (f"{BODY} Here are the latest developments.\n\n{MORE}", 0),
    ],
)
def test_a_digest_of_several_stories(text: str, items: int) -> None:
    assert len(find_digest(text)) == items


def test_a_time_in_a_sentence_is_no_update() -> None:
    assert marks(f"4 May 2024 14:39\n\n{BODY}\n\nThe ship came in at 13:28 and left at 15:00.\n\n{MORE}") == []


def named(text: str, *names: tuple[str, tuple[str, ...]]) -> list[Flag]:
    return list(find_variants(text, names))


def test_one_name_spelled_in_two_ways() -> None:
    text = "Ada Hallden spoke. Haldén left. Hallden, of Kyiv, not Kiev."
    found = named(text, ("PERSON", ("Ada Hallden", "Hallden", "Haldén")), ("LOC", ("Kyiv", "Kiev")))
    assert [text[flag.start : flag.end] for flag in found] == ["Haldén", "Kiev"]
    assert found[0].message == "“Haldén” is also spelled “Hallden” in this text"


def test_two_persons_a_letter_apart_are_pointed_out() -> None:
    found = named("Josep Borrell met Borrel.", ("PERSON", ("Josep Borrell",)), ("PERSON", ("Borrel",)))
    assert len(found) == 1


def test_two_persons_with_first_names_of_their_own_are_two() -> None:
    found = named("Edwin Lind met Ada Lund.", ("PERSON", ("Edwin Lind",)), ("PERSON", ("Ada Lund",)))
    assert found == []
    assert named("HalWire, Halwire.", ("ORG", ("HalWire", "Halwire"))) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Torvik Aluminium (Torvil) sold its smelter.", [("ORG", ("Torvik Aluminium", "Torvil"))]),
        ("Pelsi is made by PelsiCo.", [("ORG", ("PelsiCo", "Pelsi"))]),
        ("Bo dal Maso passed to A Masi.", [("PERSON", ("Bo dal Maso",)), ("PERSON", ("Masi",))]),
    ],
)
def test_a_short_form_and_a_short_name_are_no_variants(text: str, names: list[tuple[str, tuple[str, ...]]]) -> None:
    assert named(text, *names) == []


def test_a_people_and_a_plural_are_no_variants() -> None:
    assert (
        named("Russia, Russian, Smith, Smiths", ("LOC", ("Russia", "Russian")), ("PERSON", ("Smith", "Smiths"))) == []
    )


@pytest.mark.parametrize(
    ("text", "messages"),
    [
        (
            f"Opinion\n\nTorvik needs no pier\n\n4 May 2024\n\n{BODY}\n\n{MORE}",
            ["an opinion, as the page says: “Opinion”"],
        ),
        (f"Opinion | Torvik needs no pier\n\n{BODY}\n\n{MORE}", ["an opinion, as the page says: “Opinion”"]),
        (
            f"Torvik needs no pier\n\n{BODY}\n\n{MORE}\n\nThe views expressed in this article are the author’s own.",
            ["an opinion, as the page says: “views expressed in this article are the author’s own”"],
        ),
        (f"TORVIK, May 4 (Xinhua) -- {BODY}\n\n{MORE}", ["published by Xinhua, the news agency of a state"]),
        (f"Opinion of the town is divided\n\n{BODY}\n\n{MORE}", []),
        (f"TORVIK (Reuters) - {BODY}\n\n{MORE}", []),
    ],
)
def test_a_page_that_says_whose_word_it_is(text: str, messages: list[str]) -> None:
    page = read_page(Article("a", "a.txt", text))
    assert [flag.message for flag in find_standing(text, page.dateline)] == messages
