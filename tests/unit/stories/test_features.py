"""What is looked at of an article to know its story."""

from extract.stories.features import LAST_WORD, TITLE_WEIGHT, find_lead, list_features, stem


def test_a_word_counts_for_more_in_the_title_and_for_less_the_later_it_stands() -> None:
    words = list_features("Ferry sinks", "The old ferry went down off Torvik before anyone could help it.").words
    assert words["sink"] == TITLE_WEIGHT
    assert TITLE_WEIGHT < words["ferry"] < TITLE_WEIGHT + 1
    assert 1 > words["old"] > words["torvik"] > words["help"] > 0


def test_words_behind_the_lead_do_not_count() -> None:
    text = "The pier was shut. " * LAST_WORD + "It was the ferry that had hit the pier at noon."
    assert "ferry" not in list_features("", text).words


def test_a_capital_within_a_sentence_makes_a_name_and_one_at_its_beginning_does_not() -> None:
    names = list_features("", "Harbours were shut. Pilots of Velden met Ada Holm at the pier on that day.").names
    assert set(names) == {"velden", "ada", "holm"}


def test_a_title_in_headline_style_names_nobody() -> None:
    assert not list_features("Old Ferry Sinks Near Pier", "it went down.").names


def test_lines_too_short_for_prose_are_passed_over() -> None:
    text = "Home\nNews\nLog in or subscribe\nThe ferry went down near the pier at noon.\nShare this"
    assert find_lead(text) == "The ferry went down near the pier at noon."


def test_a_text_without_prose_is_taken_as_it_begins() -> None:
    assert find_lead("Ferry\nPier") == "Ferry\nPier"


def test_the_outlet_behind_a_title_is_no_word_of_the_story() -> None:
    assert "courier" not in list_features("Harbour closes | Torvik Courier", "").words


def test_numbers_and_tenses_of_a_word_are_one() -> None:
    assert stem("arrested") == stem("arrests") == stem("arresting") == stem("arrest")
    assert stem("parties") == stem("party")
    assert stem("news") == "news"
