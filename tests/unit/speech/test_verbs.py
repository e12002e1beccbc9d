"""The table of verbs of saying, and where its forms stand in a text."""

from __future__ import annotations

from collections import Counter
from typing import get_args

from extract.lexicon.tables import table
from extract.speech.verbs import Takes, cues, forms


def test_every_verb_has_four_forms_and_takes_something_known() -> None:
    rows = table("verbs.tsv", "takes", "forms")
    assert {takes for takes, _ in rows} == set(get_args(Takes))
    assert {len(words.split()) for _, words in rows} == {4}


def test_no_verb_stands_twice() -> None:
    pasts = Counter(words.split()[0] for _, words in table("verbs.tsv", "takes", "forms"))
    assert [verb for verb, count in pasts.items() if count > 1] == []


def test_forms_are_found_as_whole_words_in_any_case() -> None:
    text = "Said the mayor, adding nothing; the unsaid saying of Sayid was told."
    assert [cue.word for cue in cues(text)] == ["Said", "adding", "saying", "told"]
    assert all(text[cue.start : cue.end] == cue.word for cue in cues(text))


def test_a_form_that_is_mostly_a_noun_is_none() -> None:
    assert not {"report", "claim", "-"} & set(forms())
