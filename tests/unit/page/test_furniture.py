"""Page furniture: what is marked, and above all what is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.article import Article, Metadata
from extract.page import read_page
from extract.page.furniture import find_furniture
from extract.page.letters import MOST, find_look_alikes
from extract.page.repeats import learn

ONE = "The harbour of Torvik will be closed to ships for three weeks while its northern pier is rebuilt, the town said."
TWO = "Fishermen, who had asked for a later date, are to be paid for the days on which they cannot leave the port."
THREE = "“We would have liked to wait until the autumn,” said the mayor, Inga Hallden, “but the pier would not have.”"
STORY = f"{ONE}\n\n{TWO}\n\n{THREE}"
LONG = f"{ONE} {TWO} {THREE}"


def pieces(text: str) -> list[str]:
    return [span.text for span in find_furniture(text).spans]


def kept(text: str) -> str:
    at, out = 0, []
    for span in read_page(Article("a", "a.txt", text)).boilerplate:
        out.append(text[at : span.start])
        at = span.end or 0
    return "\n".join("".join([*out, text[at:]]).split("\n")).strip()


@pytest.mark.parametrize(
    "text",
    [
        STORY,
        ONE,
        "Read more about the harbour",
        "Follow us on Twitter",
        "Share",
        "",
        f"What comes next\n\n{ONE}\n\n{TWO}",
        f"{ONE} {TWO} {THREE} The mayor is said to have left the meeting without permission on Friday, as others did.",
        f"{ONE}\n\nFollow the pier to its end, and you stand where the old light stood until 1911.\n\n{TWO}",
        f"{ONE}\n\nListen to the sea, the keeper used to say, and he wrote down what he heard.\n\n{TWO}",
        f"{ONE}\n\nThe police put up a roadblock on the coast road.\n\n{TWO}",
        f"{ONE}\n\nNEW DATES\n\n{TWO}",
        f"{ONE}\n\nThe mayor joins the fishermen to discuss what they follow on the news.\n\n{TWO}\n\n{THREE}",
        f"{ONE}\n\nTNC reports from Torvik were wrong, the mayor said.\n\n{TWO}\n\n{THREE}",
    ],
)
def test_stories_and_short_texts_have_none(text: str) -> None:
    assert pieces(text) == []


def test_a_call_to_follow_goes_from_a_text_in_one_line() -> None:
    calls = "Follow Torvik news on Facebook, Instagram and X. Send your story ideas to desk@courier.example."
    assert kept(f"{ONE} {TWO} {THREE} {calls}") == f"{ONE} {TWO} {THREE}"


def test_the_article_s_own_captions_stay_without_their_credit() -> None:
    captions = ["Boats at the northern pier of Torvik last week.(AP Photo/Bo Ek)", "The pier (Ann Lee/Getty Images)"]
    teasers = ["FERRY COMPANY TAKES TORVIK TO COURT OVER CLOSED HARBOUR", "WHALE SEEN OFF THE NORTHERN CAPE AT LAST"]
    between = zip([ONE, TWO, THREE, ONE, TWO], [captions[0], *teasers, captions[1], ""], strict=True)
    text = "\n".join(line for pair in between for line in pair if line)
    rest = kept(f"{text}\nCLICK HERE TO GET THE APP\nSubscribed\nShare\nTweet")
    assert "Boats at the northern pier of Torvik last week." in rest
    assert "The pier (" not in rest
    assert "\nThe pier" in rest
    assert not any(piece in rest for piece in (*teasers, "Bo Ek", "CLICK HERE"))


@pytest.mark.parametrize(
    "line",
    [
        "Read more: Why the pier of Torvik leans",
        "READ ALSO: Ferry company sues the port",
        "Follow us on Facebook, Twitter and Instagram.",
        "Sign up for our morning newsletter and get it in your inbox",
        "Click here to download our app",
        "We use cookies to give you the best experience.",
        "Tags: harbour, fishing, Torvik",
        "© 2024 Torvik Courier. All rights reserved.",
        "Any use of materials is allowed only with a hyperlink to torvik.example",
        "Ссылка скопирована",
        "FERRY COMPANY TAKES TORVIK TO COURT OVER CLOSED HARBOUR",
        "[](https://torvik.example/news)",
        "https://torvik.example/share?id=7",
        "Leave a comment",
        "Views: 1,204",
        "Related article\nFerry company sues the port over its closing",
        "* Torvik harbour plan (347 KB , PDF)",
        "See more: Ferry company sues the port",
        "Follow Torvik news on BBC Sounds, Facebook, X (formerly Twitter) and Instagram.",
        "Mayor Inga Hallden joins ‘Harbour Tonight’ to explain what the pier will cost",
        "TNC's Ann Lee reports from Torvik, where the harbour is about to close.",
        "Featured image via Torvik Courier",
        "_Learn more: [Ferry company sues the port](https://torvik.example/ferry), 4 August 2031_",
        "Leia também: Empresa de ferry processa o porto",  # other languages have their own words for it
        "Lesen Sie auch: Fährgesellschaft verklagt den Hafen",
        "Читайте также: Паромная компания подала в суд на порт",
    ],
)
def test_furniture_between_paragraphs_is_cut_out(line: str) -> None:
    assert pieces(f"{ONE}\n\n{line}\n\n{TWO}\n\n{THREE}") == [line]


def test_a_comment_form_takes_what_follows() -> None:
    form = "Leave a Reply\n\nName\nEmail *\nSave my name in this browser for the next time I comment."
    assert kept(f"{STORY}\n\n{form}") == STORY


def test_a_box_of_stories_amid_the_article_does_not() -> None:
    text = f"{STORY}\n\nRelated articles\nFerry company sues\n\n{STORY}\n\n{STORY}"
    assert pieces(text) == ["Related articles\nFerry company sues"]


def test_a_page_scraped_into_one_line_is_cut_within_it() -> None:
    text = (
        f"Torvik closes its harbour Published On 4 Sep 2024Click here to share on social mediashare2Save {ONE} {TWO} "
        f"Boats lie at the northern pier on Sunday. Ada Lind/AFP/Getty Images Related article Why the pier of Torvik "
        f"leans to the west The mayor, Inga Hallden, said the date was fixed. {THREE} © 2024 Torvik Courier."
    )
    found = pieces(text)
    assert "Click here to share on social mediashare2Save" in found
    assert any("Ada Lind/AFP/Getty Images Related article" in piece for piece in found)
    assert not any("The mayor" in piece or ONE[:20] in piece for piece in found)
    assert found[-1] == "© 2024 Torvik Courier."


def test_a_related_headline_ends_where_its_last_name_begins_a_sentence() -> None:
    launched = "Velden had launched 38 boats, the harbour master of Torvik said."
    text = f"{LONG} Boats at sea. Ada Lind/AFP Related article Ferries lie idle after strikes in Velden {launched}"
    assert not any("launched" in piece for piece in pieces(text))


def test_a_related_headline_without_an_end_is_cut_at_a_word() -> None:
    words = "boats of Torvik and Orsk and " * 12
    (found,) = pieces(f"{LONG} Boats at sea. Ada Lind/AFP Related article Ferries and {words}")
    assert found.split()[-1] in words.split()


def test_a_photographer_s_name_after_a_caption_goes_and_the_caption_stays() -> None:
    caption = "Boats at the pier on Sunday."
    assert pieces(f"{ONE}\n\n{caption} Ada Lind/AFP/Getty Images\n\n{TWO}") == ["Ada Lind/AFP/Getty Images"]


MENU = "\n".join(
    [
        "Home",
        "News",
        "Sport",
        "Harbour",
        "Weather",
        "Contact us",
        "Search",
        "Log in",
        "Subscribe",
        "Town hall",
        "Ferries",
    ]
)
FOOTER = "\n".join(
    ["Most read", "Ferry strike ends", "Whale seen off Torvik", "Snow on the way", "About us", "Privacy policy", "Jobs"]
)


@pytest.mark.parametrize("bullet", ["", "* "])
def test_of_a_flattened_page_headline_and_article_stay(bullet: str) -> None:
    menu, footer = ("\n".join(bullet + line for line in part.split("\n")) for part in (MENU, FOOTER))
    text = (
        f"{menu}\n\nTorvik closes its harbour for three weeks\n\nBy Ada Lind\n\n4 September 2024\n\n{STORY}\n\n{footer}"
    )
    found = read_page(Article("a", "a.txt", text))
    rest = kept(text)
    assert found.dateline.title is not None
    assert found.dateline.title.text == "Torvik closes its harbour for three weeks"
    assert found.dateline.byline is not None
    assert found.dateline.byline.text == "Ada Lind"
    assert rest.startswith("Torvik closes its harbour")
    assert STORY in rest
    assert "Whale" not in rest
    assert "Town hall" not in rest


def test_of_a_flattened_page_no_menu_item_path_or_button_is_the_headline() -> None:
    menu = "\n".join("* " + line for line in [*MENU.split("\n"), "The Torvik harbour closes"])
    head = "Torvik closes its port\n\nNews > Harbour > Torvik closes harbour\n\nBy Ada Lind"
    text = f"{menu}\n\n{head}\n\n{STORY}\n\n{FOOTER}"
    found = read_page(Article("a", "a.txt", text)).dateline.title
    assert found is not None
    assert found.text == "Torvik closes its port"
    assert "By Ada Lind" in kept(text)


def test_a_link_to_the_comments_above_much_prose_does_not_end_the_article() -> None:
    paragraphs = "\n\n".join(f"{STORY}\n\n" for _ in range(3))
    text = f"{MENU}\n\nTorvik closes its harbour for three weeks\n\n{STORY}\n\n4 comments\n\n{paragraphs}\n\n{FOOTER}"
    assert kept(text).count(ONE) == 4
    assert "Whale" not in kept(text)


SLOGAN = "The paper of the northern coast since 1883"
ISSUES = [f"{SLOGAN}\n\n{ONE} No. {n}\n\n{TWO} No. {n}\n\n{THREE} No. {n}" for n in range(6)]


def test_lines_that_a_source_repeats_are_learned() -> None:
    assert find_furniture(ISSUES[0]).spans == ()
    assert [span.text for span in find_furniture(ISSUES[0], learn(ISSUES)).spans] == [SLOGAN]


def test_an_article_that_comes_again_and_again_is_not_furniture() -> None:
    assert learn([ISSUES[0]] * 9) == frozenset()


def test_an_article_taken_out_of_its_page_is_not_searched_for_an_article() -> None:
    table = "\n".join(f"{n} Boat {n} home" for n in range(30))
    text = f"{ONE}\n\n{TWO}\n\n{table}\n\n{THREE}"
    assert read_page(Article("a", "a.html", text, Metadata(extracted=True))).boilerplate == ()


LINES = st.sampled_from([ONE, "Share", "Home", "* News", "", "©", "Read more", "x", "İ", "Related article"])


@given(st.lists(LINES, max_size=30))
def test_spans_are_ascending_disjoint_and_what_they_say(lines: list[str]) -> None:
    text = "\n".join(lines)
    at = 0
    for span in read_page(Article("a", "a.txt", text)).boilerplate:
        assert span.start is not None
        assert span.end is not None
        assert at <= span.start < span.end <= len(text)
        assert text[span.start : span.end] == span.text
        at = span.end


@given(st.text(max_size=200) | st.lists(LINES | st.text(max_size=20), max_size=60).map("\n".join))
def test_any_text_is_a_page(text: str) -> None:
    page = read_page(Article("a", "a.txt", text))
    dateline = page.dateline
    for span in (*page.boilerplate, dateline.title, dateline.source, dateline.byline, *dateline.candidates):
        assert span is None or span.start is None or text[span.start : span.end] == span.text


HOSTILE = [
    "A",
    "A-",
    "/AP ",
    "2024 ",
    "© 2024 ",
    "follow us on. ",
    '."X',
    "aс",
    "x\n",
    "\n",
    "(",
    "19",
    "Related article ",
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_a_hostile_text_of_any_length_is_read_to_its_end(piece: str) -> None:
    text = piece * (60_000 // len(piece))
    page = read_page(Article("a", "a.txt", text))
    assert all(text[span.start : span.end] == span.text for span in page.boilerplate)
    assert len(list(find_look_alikes(text))) <= MOST


@pytest.mark.parametrize(
    "line",
    [
        "Mail   Facebook   Twitter / X   LinkedIn",
        "Facebook Twitter Email Print",
        "You can opt-out at any time.",
        "Send your story ideas to the newsroom.",
        "Photo from open sources",
    ],
)
def test_rows_of_buttons_and_calls_to_readers_go(line: str) -> None:
    text = f"{ONE}\n\n{line}\n\n{TWO}\n\n{THREE}"
    assert pieces(text) == [line]


@pytest.mark.parametrize(
    ("caption", "credit"),
    [
        ("FILE PHOTO: Ferries at the pier of Torvik. REUTERS/Bo Ek/File Photo", "REUTERS/Bo Ek/File Photo"),
        ("Ferries at the pier of Torvik. Photograph: Bo Ek/AFP", "Photograph: Bo Ek/AFP"),
        ("Ferries at the pier of Torvik (AP Photo/Bo Ek)", "(AP Photo/Bo Ek)"),
    ],
)
def test_of_a_caption_only_the_credit_goes(caption: str, credit: str) -> None:
    text = f"{ONE}\n\n{caption}\n\n{TWO}\n\n{THREE}"
    assert pieces(text) == [credit]
