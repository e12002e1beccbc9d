"""Which day, month or year is meant, and where that is refused."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.moments.find import MOST, moments_in
from extract.syntax import Trees

SEEDS = Path(__file__).parents[3] / "seeds"
SUNDAY = date(2024, 8, 4)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It was hit on Friday.", "2024-08-02"),
        ("It was hit on Sunday.", "2024-08-04"),
        ("The talks will begin on Tuesday.", "2024-08-06"),
        ("He said on Tuesday that it will begin.", "2024-07-30"),
        ("Thursday would be a day of appointments.", "2024-08-08"),
        ("It happened last Sunday.", "2024-07-28"),
        ("They meet next Monday.", "2024-08-05"),
        ("It happened yesterday.", "2024-08-03"),
        ("It happened two days ago.", "2024-08-02"),
        ("It happened last month.", "2024-07"),
        ("It happened earlier this year.", "2024"),
        ("It happened in October last year.", "2023-10"),
        ("It happened in April.", "2024-04"),
        ("It happened in November.", "2023-11"),
        ("The fair is planned for November.", "2024-11"),
        ("With the town holding the chair for September, it meets.", "2024-09"),
        ("It was closed in September.", "2023-09"),
        ("They arrived on 28 September.", "2023-09-28"),
        ("They hold an event on September 2.", "2024-09-02"),
        ("The town promised ten boats on September 2.", "2024-09-02"),
        ("The war has raged since September 7.", "2023-09-07"),
        ("The poll is a test for the election on November 5.", "2024-11-05"),
        ("They are due to meet from September 28 to 30.", "2024-09-28"),
        ("It rained on Wednesday, July 31.", "2024-07-31"),
        ("It rained on Monday, September 4.", "2023-09-04"),
        ("Their next meeting on November 3 is theirs.", "2024-11-03"),
        ("The vote is expected in January.", "2025-01"),
        ("In mid-July it rained.", "2024-07"),
        ("On 24 February 2022 it began.", "2022-02-24"),
        ("It has lasted since 2014.", "2014"),
        ("Asked by reporters on Tuesday, he left.", "2024-07-30"),
        ("Later on Friday he spoke.", "2024-08-02"),
        ("It would be the largest fire since those that began in February.", "2024-02"),
        (
            "She would hardly discuss the use of the harbour with the mayor of the old town at noon on Friday.",
            "2024-08-09",
        ),
        ("Last week it rained.", "2024-07"),
        ("The talks resume in January.", "2025-01"),
        ("It will be discussed on Tuesday.", "2024-08-06"),
        ("The album, made for release on Friday, is his third.", "2024-08-09"),
        ("The album drew crowds at its release on Friday.", "2024-08-02"),
        ("The fair that begins at the old harbour on Wednesday is free.", "2024-08-07"),
        ("The season starts on Wednesday.", "2024-08-07"),
        ("Traders saw figures on housing starts on Wednesday.", "2024-07-31"),
        ("The pipe leaked at the start of the week and on Wednesday.", "2024-07-31"),
        ("The two towns are planning to meet on Wednesday.", "2024-08-07"),
        ("The town prepares to vote on Wednesday.", "2024-08-07"),
        ("The firm has until October 1 to agree.", "2024-10-01"),
        ("Sales rose as expected in October.", "2023-10"),
        ("He held the post until October 1.", "2023-10-01"),
        ("They extended the deadline until October 1.", "2024-10-01"),
        ("The judge adjourned the case to January 29.", "2025-01-29"),
        ("The town announced a plan on Friday to shore up its pier.", "2024-08-02"),
        ("It comes ahead of the much-anticipated report on Friday.", "2024-08-09"),
        ("Voters at an election rally on Friday waved banners.", "2024-08-02"),
        ("A bid would be worth less than at Friday's close.", "2024-08-02"),
        ("Traders are calm heading into Friday's vote.", "2024-08-09"),
        ("She lost her seat with the election of a baker on Friday.", "2024-08-02"),
    ],
)
def test_a_time_is_read_against_the_day_of_publication(text: str, value: str) -> None:
    [moment] = moments_in(text, SUNDAY)
    assert moment.value == value


@pytest.mark.parametrize(
    "text", ["This week it rained.", "The coming days count.", "This winter is cold.", "At 7 p.m. it rang."]
)
def test_a_bounded_time_that_is_no_day_month_or_year_has_no_value(text: str) -> None:
    [moment] = moments_in(text, SUNDAY)
    assert moment.value is None


@pytest.mark.parametrize(
    "text", ["On Friday it rained.", "It began on 28 September.", "It rained in May.", "It ended last month."]
)
def test_without_a_date_of_publication_nothing_is_guessed(text: str) -> None:
    [moment] = moments_in(text)
    assert moment.value is None


@pytest.mark.parametrize(
    ("text", "values"),
    [
        (
            "Tarn, January 8, 2020. It fell on Wednesday; by Friday the field was clear. Talks follow next month.",
            ["2020-01-08", "2020-01-08", "2020-01-10", "2020-02"],
        ),
        ("The treaty of March 3, 1951, was broken on Friday.", ["1951-03-03", None]),
        ("From May 5, 2015 to June 5, 2016 it rained on Sunday.", ["2015-05-05", "2016-06-05", None]),
        ("It fell on Wednesday, January 8, 2020, and is shut today.", ["2020-01-08", None]),
    ],
    ids=["near", "another weekday", "far apart", "today"],
)
def test_without_one_a_day_of_the_story_settles_what_is_near(text: str, values: list[str | None]) -> None:
    assert [moment.value for moment in moments_in(text)] == values


@pytest.mark.parametrize(
    ("text", "tree", "value"),
    [
        (
            "The talks resume on Friday.",
            "talks/NNS/nsubj/1 resume/VBP/ROOT/0 on/IN/case/1 Friday/NNP/obl/-2",
            "2024-08-09",
        ),
        (
            "The talks resumed on Friday.",
            "talks/NNS/nsubj/1 resumed/VBD/ROOT/0 on/IN/case/1 Friday/NNP/obl/-2",
            "2024-08-02",
        ),
        (
            "They came to plan talks on Friday.",
            "They/PRP/nsubj/1 came/VBD/ROOT/0 to/TO/mark/1 plan/VB/advcl/-2 talks/NNS/obj/-1 on/IN/case/1"
            " Friday/NNP/obl/-5",
            "2024-08-02",
        ),
        (
            "They made it for release on Friday.",
            "They/PRP/nsubj/1 made/VBD/ROOT/0 it/PRP/obj/-1 for/IN/case/1 release/NN/obl/-3 on/IN/case/1"
            " Friday/NNP/obl/-5",
            "2024-08-09",
        ),
        (
            "The text to be read on Friday is long.",
            "The/DT/det/1 text/NN/nsubj/6 to/TO/mark/2 be/VB/aux:pass/1 read/VBN/acl/-3 on/IN/case/1 Friday/NNP/obl/-2"
            " is/VBZ/cop/1 long/JJ/ROOT/0",
            "2024-08-09",
        ),
        (
            "The first text to be read on Friday was long.",
            "The/DT/det/2 first/JJ/amod/1 text/NN/nsubj/6 to/TO/mark/2 be/VB/aux:pass/1 read/VBN/acl/-3 on/IN/case/1"
            " Friday/NNP/obl/-2 was/VBD/cop/1 long/JJ/ROOT/0",
            "2024-08-02",
        ),
        (
            "They agreed to meet on Friday.",
            "They/PRP/nsubj/1 agreed/VBD/ROOT/0 to/TO/mark/1 meet/VB/xcomp/-2 on/IN/case/1 Friday/NNP/obl/-2",
            "2024-08-09",
        ),
        (
            "It should end as planned on Friday.",
            "It/PRP/nsubj/2 should/MD/aux/1 end/VB/ROOT/0 as/IN/mark/1 planned/VBN/advcl/-2 on/IN/case/1"
            " Friday/NNP/obl/-2",
            "2024-08-09",
        ),
        (
            "The move comes after a vote on Friday.",
            "The/DT/det/1 move/NN/nsubj/1 comes/VBZ/ROOT/0 after/IN/case/2 a/DT/det/1 vote/NN/obl/-3 on/IN/case/1"
            " Friday/NNP/obl/-5",
            "2024-08-02",
        ),
        (
            "The firm reports on Friday.",
            "The/DT/det/1 firm/NN/nsubj/1 reports/VBZ/ROOT/0 on/IN/case/1 Friday/NNP/obl/-2",
            "2024-08-09",
        ),
        (
            "They hope to end talks on Friday.",
            "They/PRP/nsubj/1 hope/VBP/ROOT/0 to/TO/mark/1 end/VB/xcomp/-2 talks/NNS/obj/-1 on/IN/case/1"
            " Friday/NNP/obl/-3",
            "2024-08-09",
        ),
        (
            "It said on Friday it would close.",
            "It/PRP/nsubj/1 said/VBD/ROOT/0 on/IN/case/1 Friday/NNP/obl/3 it/PRP/nsubj/2 would/MD/aux/1"
            " close/VB/ccomp/-5",
            "2024-08-02",
        ),
        (
            "It may rise since a vote on Friday.",
            "It/PRP/nsubj/2 may/MD/aux/1 rise/VB/ROOT/0 since/IN/case/2 a/DT/det/1 vote/NN/obl/-3 on/IN/case/1"
            " Friday/NNP/nmod/-2",
            "2024-08-02",
        ),
        (
            "No one could be reached on Friday.",
            "No/DT/det/1 one/NN/nsubj:pass/3 could/MD/aux/2 be/VB/aux:pass/1 reached/VBN/ROOT/0 on/IN/case/1"
            " Friday/NNP/obl/-2",
            "2024-08-02",
        ),
        (
            "It opens once tests are done on Friday.",
            "It/PRP/nsubj/1 opens/VBZ/ROOT/0 once/IN/mark/3 tests/NNS/nsubj:pass/2 are/VBP/aux:pass/1"
            " done/VBN/advcl/-4 on/IN/case/1 Friday/NNP/obl/-2",
            "2024-08-09",
        ),
        (
            "They have a deadline on Friday.",
            "They/PRP/nsubj/1 have/VBP/ROOT/0 a/DT/det/1 deadline/NN/obj/-2 on/IN/case/1 Friday/NNP/nmod/-2",
            "2024-08-09",
        ),
        (
            "It will track Friday closing prices.",
            "It/PRP/nsubj/2 will/MD/aux/1 track/VB/ROOT/0 Friday/NNP/compound/2 closing/NN/compound/1"
            " prices/NNS/obj/-3",
            "2024-08-09",
        ),
        (
            "The talks had been set for Friday.",
            "The/DT/det/1 talks/NNS/nsubj:pass/3 had/VBD/aux/2 been/VBN/aux:pass/1 set/VBN/ROOT/0 for/IN/case/1"
            " Friday/NNP/obl/-2",
            "2024-08-09",
        ),
        (
            "It would help if she came on Friday.",
            "It/PRP/nsubj/2 would/MD/aux/1 help/VB/ROOT/0 if/IN/mark/2 she/PRP/nsubj/1 came/VBD/advcl/-3"
            " on/IN/case/1 Friday/NNP/obl/-2",
            "2024-08-09",
        ),
        (
            "She moves to head it on Friday.",
            "She/PRP/nsubj/1 moves/VBZ/ROOT/0 to/TO/mark/1 head/VB/xcomp/-2 it/PRP/obj/-1 on/IN/case/1"
            " Friday/NNP/obl/-3",
            "2024-08-09",
        ),
        (
            "Shares rose before its results, due on Friday.",
            "Shares/NNS/nsubj/1 rose/VBD/ROOT/0 before/IN/case/2 its/PRP$/nmod:poss/1 results/NNS/obl/-3 due/JJ/amod/-1"
            " on/IN/case/1 Friday/NNP/obl/-6",
            "2024-08-09",
        ),
    ],
    ids=[
        *("present", "past", "aim", "meant for", "infinitive", "first", "agreed", "as planned", "comes", "reports"),
        *(
            "hope",
            "said on",
            "since",
            "could be reached",
            "once",
            "deadline",
            "a price of Friday",
            "set for",
            "if",
            "moves to",
            "due",
        ),
    ],
)
def test_the_verb_that_governs_a_time_tells_its_direction(
    trees_of: Callable[[str, str], Trees], text: str, tree: str, value: str
) -> None:
    assert [moment.value for moment in moments_in(text, SUNDAY, trees=trees_of(text, tree))] == [value]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("It ran between March and May 2022.", ["2022-03", "2022-05"]),
        ("It ran from November to 12 January 2021.", ["2020-11", "2021-01-12"]),
        ("The harbour will be shut from September to June.", ["2024-09", "2025-06"]),
        ("It ran from 28 June to 3 July 2019.", ["2019-06-28", "2019-07-03"]),
        ("They came in June and July 2019 was dry.", ["2024-06", "2019-07"]),
        ("He arrived on Thursday and will leave.", ["2024-08-01"]),
        ("Will and April Jones sat down.", []),
    ],
)
def test_the_year_of_a_range_holds_for_both_its_ends(text: str, values: list[str]) -> None:
    assert [moment.value for moment in moments_in(text, SUNDAY)] == values


@pytest.mark.parametrize(
    ("text", "hour", "value"),
    [
        ("The firm said on Monday that it lost.", 23, "2024-08-05"),
        ("The firm said on Monday that it lost.", 9, None),
        ("The firm said on Monday that it lost.", None, "2024-07-29"),
        ("She is heard this week on Friday.", None, "2024-08-02"),
        ("It was found last July.", None, None),
    ],
)
def test_the_day_after_that_of_publication_is_today_elsewhere(text: str, hour: int | None, value: str | None) -> None:
    moments = [moment.value for moment in moments_in(text, SUNDAY, hour=hour) if moment.text != "this week"]
    assert moments == [value]


def test_a_day_in_page_furniture_settles_nothing() -> None:
    text = "Read more: Harbour shut, January 8, 2020. It fell on Wednesday."
    assert [moment.value for moment in moments_in(text, skip=[(0, 41)])] == [None]


@pytest.mark.parametrize(
    "text", ["More than two years ago it began.", "Recently it rained.", "In recent days it rained."]
)
def test_vague_times_are_left_out(text: str) -> None:
    assert moments_in(text, SUNDAY) == ()


def test_today_inside_a_quotation_is_no_time_of_an_event() -> None:
    text = "“We are one today,” he said on Friday."
    assert [moment.text for moment in moments_in(text, SUNDAY, quoted=[(1, 16)])] == ["Friday"]


def test_dates_of_publication_and_page_furniture_are_left_out() -> None:
    text = "Aug 4, 2024\nIt was hit on Friday."
    assert [moment.text for moment in moments_in(text, SUNDAY, skip=[(0, 11)])] == ["Friday"]


def test_a_day_on_a_line_of_its_own_is_that_of_the_page() -> None:
    assert [moment.text for moment in moments_in("Sunday, August 4, 2024\n\nIt was hit on Friday.", SUNDAY)] == [
        "Friday"
    ]


def test_a_time_said_twice_stands_once() -> None:
    assert len(moments_in("On Friday it rained. On Friday it snowed.", SUNDAY)) == 1


def test_of_too_many_times_the_most_exact_stay() -> None:
    text = "In 1901, 1902, 1903, 1904, 1905, 1906, 1907 and 1908 it rained; on 3 May 1999 it snowed."
    moments = moments_in(text)
    assert len(moments) == MOST
    assert "1999-05-03" in {moment.value for moment in moments}


def test_a_day_after_the_header_belongs_to_the_year_before() -> None:
    """Pages whose header shows the day they were scraped or updated, long after the report."""
    [path] = SEEDS.glob("001_*.txt")
    moments = moments_in(path.read_bytes().decode("utf-8"), date(2024, 7, 22), skip=[(0, 13)])
    assert ("28 September", "2023-09-28") in {(moment.text, moment.value) for moment in moments}
    assert ("the coming days", None) in {(moment.text, moment.value) for moment in moments}


def test_an_unsettled_day_of_a_seed_stays_unsettled() -> None:
    [path] = SEEDS.glob("002_*.txt")
    assert [(m.text, m.value) for m in moments_in(path.read_bytes().decode("utf-8"))] == [("February 26", None)]


@given(st.text(), st.dates(min_value=date(1900, 1, 1)))
def test_any_text_gives_times_that_stand_in_it(text: str, published: date) -> None:
    _check(text, published)


@given(
    st.lists(
        st.sampled_from(
            [
                "30",
                "February",
                "May",
                "Tuesday",
                "2024",
                "last",
                "next",
                "week",
                "will",
                "9",
                "years",
                "ago",
                "days",
                "month",
                ",",
                "of",
                "yesterday",
            ]
        )
    ),
    st.sampled_from([date.min, date.max, date(2024, 2, 29)]),
)
def test_no_calendar_is_left(parts: list[str], published: date) -> None:
    _check(" ".join(parts), published)


def _check(text: str, published: date) -> None:
    for moment in moments_in(text, published):
        assert text[moment.start : moment.end] == moment.text


def test_the_day_of_a_paper_that_is_cited_is_no_time_of_an_event() -> None:
    text = "The damage was done (Radio Tarn, January 30). A cable broke on January 28."
    assert [moment.text for moment in moments_in(text, date(2026, 2, 4))] == ["January 28"]


@pytest.mark.parametrize(
    "text",
    [
        "Lind, A. Harbours of the north. Sea Letters 12, 14-19 (1998).",
        "Lind, Ada (May 3, 2031). “The Harbour”. Tarn Today.",
        "“The Harbour”. Tarn Today. 3 May 2031. Retrieved May 4, 2031.",
        "Lind, A. Tides (Tarn University Press, 2010).",
        "###### Published on November 14, 2031 by Ada Lind",
    ],
)
def test_the_dates_of_a_list_of_sources_are_no_times_of_events(text: str) -> None:
    assert moments_in(text, date(2032, 2, 4)) == ()


def test_the_date_of_a_picture_and_the_year_in_a_name_are_no_times_of_events() -> None:
    text = "In this Nov. 2, 2025 file photo she poses at the 2025 Harbour Awards. A cable broke on January 28."
    assert [moment.text for moment in moments_in(text, date(2026, 2, 4))] == ["January 28"]


def test_today_in_a_name_is_no_day() -> None:
    assert moments_in("She writes for Norland Today in Oslo.", date(2026, 2, 4)) == ()


def test_numbers_of_people_and_words_in_addresses_are_no_times() -> None:
    assert (
        moments_in("2032 respondents were asked. More at visitnorland.today and on page 1999.", date(2026, 2, 4)) == ()
    )


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("She was invited to a debate on 23 October.", None),  # in a month, or eleven months ago
        ("A trial will begin on 4 September.", None),  # gone by, and yet to come
        ("A 5 December deadline comes closer.", "2031-12-05"),
        ("It covers costs up to January, when Norland must repay a loan.", "2032-01"),
        ("The ferry came early and stays open until 3 October.", "2031-10-03"),
        ("He cast himself as a farmer, urging neighbours to vote for him in November.", "2031-11"),
        ("She wants a second title after winning her first in November.", "2030-11"),
        ("Growers had forecast the harvest to be over in December.", None),  # that of last year, or of this
        ("The mill told of a loss for the year to March.", None),
        ("In the year ended March 31 the mill lost less.", "2031-03-31"),
        ("Polls show that he may win in April's election.", None),
        ("The board is required to report by 15 December.", "2031-12-15"),
        ("The mill told of a loss for the October-to-December quarter.", None),
        ("The town faces a test on Friday when it sells bonds.", "2031-09-26"),
    ],
)
def test_a_day_whose_clause_disagrees_with_how_near_it_is_stays_open(text: str, value: str | None) -> None:
    assert [moment.value for moment in moments_in(text, date(2031, 9, 22))] == [value]


def test_a_month_that_is_to_come_in_one_sentence_is_not_that_of_the_year_before_in_another() -> None:
    text = "She wants them to vote in November. Maybe they came out for her in November."
    assert [moment.value for moment in moments_in(text, date(2031, 9, 22))] == ["2031-11"]
    text = "He will be told of it next November. He was not told of it in November."
    assert [moment.value for moment in moments_in(text, date(2031, 9, 22))] == ["2031-11"]
    text = "A fire on October 3 of 2030 is not over. It saw much in the wake of a fire last October 3."
    assert [moment.value for moment in moments_in(text, date(2031, 9, 22))] == ["2030-10-03", "2030-10-03"]
    text = "They have been at war since 3 October. It is as at the 3 October feast."
    assert [moment.value for moment in moments_in(text, date(2031, 9, 22))] == ["2030-10-03"]


@pytest.mark.parametrize(
    "text",
    [
        "The board meets in April and October of each year.",
        "Every year the board meets in April.",
        "It is 1994's Harbour Lights again.",
        "She played in the 2012 remake of a comedy.",
        "She won the 2030 Norland Open.",
        "The 2010 harbour law is old.",
        "Sales rose in fiscal 2029.",
        "December 10-year bonds fell.",
        "It lost 2 million, compared with a profit of 3 million in May.",
        "Fewer ferries sailed than a year ago.",
        "The Mail on Sunday wrote it.",
        "The column comes every Sunday.",
        "TARN May 3 (Radio Norland) - It rained.",
    ],
)
def test_what_comes_every_year_and_the_year_of_a_work_are_no_times_of_events(text: str) -> None:
    assert moments_in(text, date(2031, 9, 22)) == ()


@pytest.mark.parametrize(
    "text",
    [
        "It rained.\nTag: March 2023\nIt rained on.",
        "Filed under: 2023\nIt rained.",
        "The Harbours Act of 2023 failed.",
        "The 1965 Harbour Rights Act and the 2010 harbour law failed.",
        "Sales in fiscal 2023 fell.",
        "Data from before 2023 are lost.",
        "December 10-year futures fell.",
        "The Mail on Sunday has it.",
        "It recalls 2,000 of its 2031 models.",
        "Ferries of model year 2031 leak.",
        "It would be the Saturday Night Massacre again.",
    ],
)
def test_a_label_and_a_name_have_dates_of_no_event(text: str) -> None:
    assert moments_in(text, SUNDAY) == ()


def test_a_month_just_past_is_not_told_from_that_of_the_year_before() -> None:
    assert [found.value for found in moments_in("It rained last July.", SUNDAY)] == [None]
    assert [found.value for found in moments_in("It rained last March.", SUNDAY)] == ["2024-03"]


def test_a_line_that_says_when_something_happens_is_read() -> None:
    assert [found.text for found in moments_in("Fair on the pier.\nWhen: March 3, 2023\n", SUNDAY)] == ["March 3, 2023"]
