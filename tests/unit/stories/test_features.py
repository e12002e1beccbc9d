"""What is looked at of an article to know its story."""

from collections.abc import Mapping

import pytest

from extract.stories.features import LAST_WORD, TITLE_WEIGHT, find_lead, list_features
from extract.stories.stems import name_hash, stem, word_hash


def features(title: str, text: str) -> Mapping[int, float]:
    """Collect how much each feature of an article counts, by its hash."""
    found = list_features([("Elsewhere", "another text"), (title, text)])
    own = found.articles == 1
    return dict(zip(found.hashes[own].tolist(), found.counts[own].tolist(), strict=True))


def words(title: str, text: str, *sought: str) -> list[float]:
    """Look up how much words count."""
    found = features(title, text)
    return [found.get(word_hash(word), 0) for word in sought]


def are_names(title: str, text: str, *sought: str) -> list[bool]:
    """Tell which words count as names."""
    return [name_hash(word) in features(title, text) for word in sought]


def test_a_word_counts_for_more_in_the_title_and_for_less_the_later_it_stands() -> None:
    text = "The old ferry went down off Torvik before anyone could help it."
    sink, ferry, old, torvik, help_ = words("Ferry sinks", text, "sink", "ferry", "old", "torvik", "help")
    assert sink == TITLE_WEIGHT
    assert TITLE_WEIGHT < ferry < TITLE_WEIGHT + 1
    assert 1 > old > torvik > help_ > 0


def test_words_behind_the_lead_do_not_count() -> None:
    text = "The pier was shut. " * LAST_WORD + "It was the ferry that had hit the pier at noon."
    assert words("", text, "ferry") == [0]


def test_a_capital_within_a_sentence_makes_a_name_and_one_at_its_beginning_does_not() -> None:
    text = "Harbours were shut.\nPilots of Velden met Ada Holm at the pier. “Nobody was hurt,” he said. Divers left."
    assert all(are_names("", text, "velden", "ada", "holm"))
    assert not any(are_names("", text, "harbours", "pilots", "pier", "nobody", "divers"))


def test_a_title_in_headline_style_names_nobody() -> None:
    assert are_names("Old Ferry Sinks Near Pier", "it went down.", "ferry", "pier") == [False, False]
    assert are_names("Old ferry sinks near Torvik", "it went down.", "torvik", "old") == [True, False]


def test_a_single_letter_is_no_word_but_a_digit_is() -> None:
    assert words("", "vitamin c of 9 men", "c", "9") == [0, pytest.approx(words("", "a b of 9 men", "9")[0])]


def test_lines_too_short_for_prose_are_passed_over() -> None:
    text = "Home\nNews\nLog in or subscribe\nThe ferry went down near the pier at noon.\nShare this"
    assert find_lead(text) == "The ferry went down near the pier at noon."


def test_a_text_without_prose_is_taken_as_it_begins() -> None:
    assert find_lead("Ferry\nPier") == "Ferry\nPier"


def test_the_outlet_behind_a_title_is_no_word_of_the_story() -> None:
    assert words("Harbour closes | Torvik Courier", "", "courier", "harbour") == [0, TITLE_WEIGHT]


def test_numbers_and_tenses_of_a_word_are_one() -> None:
    assert stem("arrested") == stem("arrests") == stem("arresting") == stem("arrest")
    assert stem("parties") == stem("party")
    assert stem("news") == "news"
