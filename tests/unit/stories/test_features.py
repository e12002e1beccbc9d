"""What is looked at of an article to know its story."""

from extract.stories.features import find_lead, list_features, stem


def test_words_of_the_title_count_thrice() -> None:
    features = list_features("Ferry sinks", "The old ferry went down off Torvik before anyone could help it.")
    assert features.words["ferry"] == 4
    assert features.words["torvik"] == 1


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
