"""Decisions of an analyst, applied to a record: mentions, entities and card follow at once."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.anchor import select
from extract.article import (
    Actor,
    Agreement,
    Article,
    Card,
    Entity,
    Equipment,
    Mention,
    Quote,
    Record,
)
from extract.decisions import Decision, Rules, apply, decision_key, fold_case, from_document, to_document

TEXT = (
    "Anna Berg of Norrland Yards met Maria Berg in Gavle. Berg said the Falken drone is late. "
    "Norrland Yards and NY AB signed a contract; A. Berg left Gavle."
)


def mention(text: str, label: str, entity: str | None, nth: int = 0) -> Mention:
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(text, start + 1)
    return Mention(start, start + len(text), text, label, entity)


MENTIONS = (
    mention("Anna Berg", "PERSON", "e1"),
    mention("Norrland Yards", "ORG", "e2"),
    mention("Maria Berg", "PERSON", "e1"),
    mention("Gavle", "PERSON", "e3"),
    mention("Berg", "PERSON", "e1", 2),
    mention("Falken", "EQUIPMENT", "e4"),
    mention("Norrland Yards", "ORG", "e2", 1),
    mention("NY AB", "ORG", "e5"),
    mention("A. Berg", "PERSON", "e1"),
    mention("Gavle", "PERSON", "e3", 1),
)
ENTITIES = (
    Entity("e1", "PERSON", "Anna Berg", ("Maria Berg", "Berg", "A. Berg")),
    Entity("e2", "ORG", "Norrland Yards"),
    Entity("e3", "PERSON", "Gavle"),
    Entity("e4", "EQUIPMENT", "Falken"),
    Entity("e5", "ORG", "NY AB"),
)


def actor(entity: str, name: str, label: str, mention: Mention) -> Actor:
    return Actor(entity, name, label, None, mention.start, mention.end)


CARD = Card(
    who=(
        actor("e1", "Anna Berg", "PERSON", MENTIONS[0]),
        actor("e2", "Norrland Yards", "ORG", MENTIONS[1]),
        actor("e3", "Gavle", "PERSON", MENTIONS[3]),
        actor("e5", "NY AB", "ORG", MENTIONS[7]),
    ),
    where=(),
    quotes=(Quote("the Falken drone is late", 63, 87, "Berg", "e1", "indirect", "said"),),
    equipment=(Equipment("Falken", "named", MENTIONS[5].start, MENTIONS[5].end),),
    agreements=(Agreement("a contract", ("Norrland Yards", "NY AB"), "signed", 128, 138),),
)
RECORD = Record(Article("x1", "x1.txt", TEXT), mentions=MENTIONS, entities=ENTITIES, card=CARD)


def names(record: Record) -> dict[str, set[str]]:
    return {entity.name: {m.text for m in record.mentions if m.entity == entity.id} for entity in record.entities}


def test_without_a_decision_about_it_the_record_is_the_same_object() -> None:
    assert apply(RECORD, Rules([])) is RECORD
    assert apply(RECORD, Rules([Decision("reject", "PERSON", ("Somebody Else",))])) is RECORD


def test_merging_joins_entities_and_what_the_card_calls_them() -> None:
    merged = apply(RECORD, Rules([Decision("merge", "ORG", ("Norrland Yards",), others=("NY AB",))]))
    assert names(merged)["Norrland Yards"] == {"Norrland Yards", "NY AB"}
    assert [who.name for who in merged.card.who] == ["Anna Berg", "Norrland Yards", "Gavle"]
    assert merged.card.agreements[0].parties == ("Norrland Yards",)


def test_an_actor_that_is_no_entity_stays_on_the_card() -> None:
    body = Actor(None, "Norrland government", "ORG", None, 13, 21)
    record = replace(RECORD, card=replace(CARD, who=(body, *CARD.who)))
    changed = apply(record, Rules([Decision("reject", "PERSON", ("Gavle",))]))
    assert [one.name for one in changed.card.who] == ["Norrland government", "Anna Berg", "Norrland Yards", "NY AB"]


def test_splitting_takes_a_name_out_of_an_entity() -> None:
    rules = Rules([Decision("split", "PERSON", ("Anna Berg", "Berg", "A. Berg"), others=("Maria Berg",))])
    split = apply(RECORD, rules)
    assert names(split)["Anna Berg"] == {"Anna Berg", "Berg", "A. Berg"}
    assert names(split)["Maria Berg"] == {"Maria Berg"}
    assert split.card.quotes[0].speaker == "Berg"


def test_a_later_judgement_replaces_the_earlier_one_of_the_same_names() -> None:
    merge = Decision("merge", "ORG", ("Norrland Yards",), others=("NY AB",))
    split = Decision("split", "ORG", ("NY AB",), others=("Norrland Yards",))
    assert decision_key(merge) == decision_key(split)
    assert len(apply(RECORD, Rules([merge, split])).entities) == 5
    assert len(apply(RECORD, Rules([split, merge])).entities) == 4


def test_no_chain_of_merges_joins_what_was_called_different() -> None:
    rules = Rules(
        [
            Decision("split", "ORG", ("A",), others=("C",)),
            Decision("merge", "ORG", ("A",), others=("B",)),
            Decision("merge", "ORG", ("B",), others=("C",)),
        ]
    )
    assert rules.judgement("ORG", "A", "C") == "different"
    assert rules.judgement("ORG", "b", "C") == "same"


def test_merges_are_transitive_and_unsure_is_kept() -> None:
    rules = Rules(
        [
            Decision("merge", "ORG", ("A",), others=("B",)),
            Decision("merge", "ORG", ("B",), others=("C",), value="The C Company"),
            Decision("unsure", "ORG", ("C",), others=("D",)),
        ]
    )
    assert rules.judgement("ORG", "A", "C") == "same"
    assert rules.names("ORG", "a") == {"a", "b", "c"}
    assert rules.canonical("ORG", "A") == ("ORG", "The C Company")
    assert rules.judgement("ORG", "A", "D") == "unsure"
    assert rules.judgement("ORG", "A", "E") is None


def test_relabelling_moves_a_name_to_another_part_of_the_card() -> None:
    changed = apply(RECORD, Rules([Decision("relabel", "PERSON", ("Gavle",), value="LOC")]))
    assert {m.label for m in changed.mentions if m.text == "Gavle"} == {"LOC"}
    assert [who.name for who in changed.card.who] == ["Anna Berg", "Norrland Yards", "NY AB"]
    assert [place.name for place in changed.card.where] == ["Gavle"]
    assert changed.card.where[0].start == MENTIONS[3].start


def test_what_was_relabelled_can_be_relabelled_back() -> None:
    there = Decision("relabel", "PERSON", ("Gavle",), value="LOC")
    back = Decision("relabel", "LOC", ("Gavle",), value="PERSON")
    assert apply(RECORD, Rules([there, back])).mentions == MENTIONS


def test_rejecting_takes_every_trace_of_a_name_away() -> None:
    rejected = apply(
        RECORD, Rules([Decision("reject", "EQUIPMENT", ("Falken",)), Decision("reject", "ORG", ("ny ab",))])
    )
    assert {m.text for m in rejected.mentions}.isdisjoint({"Falken", "NY AB"})
    assert rejected.card.equipment == ()
    assert rejected.card.agreements[0].parties == ("Norrland Yards",)
    assert "NY AB" not in [who.name for who in rejected.card.who]
    assert Rules([Decision("reject", "ORG", ("NY AB",))]).canonical("ORG", "NY AB") is None


def test_renaming_changes_the_name_everywhere_and_keeps_the_text() -> None:
    renamed = apply(RECORD, Rules([Decision("rename", "PERSON", ("Anna Berg", "Berg"), value="Anna-Lena Berg")]))
    assert renamed.entities[0].name == "Anna-Lena Berg"
    assert renamed.entities[0].aliases == ("Anna Berg", "Maria Berg", "Berg", "A. Berg")
    assert renamed.card.who[0].name == "Anna-Lena Berg"
    assert renamed.card.quotes[0].speaker == "Anna-Lena Berg"
    assert [m.text for m in renamed.mentions] == [m.text for m in MENTIONS]


def test_a_decision_for_an_article_holds_only_there_and_over_that_of_the_corpus() -> None:
    rules = Rules(
        [
            Decision("relabel", "PERSON", ("Gavle",), "article", "x1", value="FAC"),
            Decision("relabel", "PERSON", ("Gavle",), value="LOC"),
        ]
    )
    assert {m.label for m in apply(RECORD, rules).mentions if m.text == "Gavle"} == {"FAC"}
    other = replace(RECORD, article=replace(RECORD.article, id="x2"))
    assert {m.label for m in apply(other, rules).mentions if m.text == "Gavle"} == {"LOC"}
    assert rules.articles() == {"x1"}


def test_a_decision_about_one_mention_follows_it_when_the_text_changes() -> None:
    berg = MENTIONS[4]
    place = select(TEXT, berg.start, berg.end)
    rules = Rules([Decision("merge", "PERSON", ("Berg",), "mention", "x1", place, others=("Gavle",))])
    assert names(apply(RECORD, rules))["Gavle"] == {"Gavle", "Berg"}
    before = "Corrected. "
    moved = replace(
        RECORD,
        article=replace(RECORD.article, text=before + TEXT),
        mentions=tuple(replace(m, start=m.start + len(before), end=m.end + len(before)) for m in MENTIONS),
    )
    assert names(apply(moved, rules))["Gavle"] == {"Gavle", "Berg"}


@pytest.mark.parametrize("kind", ["split", "reject"])
def test_one_mention_is_taken_out_and_the_others_stay(kind: str) -> None:
    place = select(TEXT, MENTIONS[4].start, MENTIONS[4].end)
    changed = apply(RECORD, Rules([Decision(kind, "PERSON", ("Berg",), "mention", "x1", place)]))
    assert names(changed)["Anna Berg"] == {"Anna Berg", "Maria Berg", "A. Berg"}
    assert ("Berg" in names(changed)) == (kind == "split")


forms = st.sampled_from([m.text for m in MENTIONS])
decisions = st.builds(
    Decision,
    kind=st.sampled_from(["merge", "split", "unsure", "relabel", "reject", "rename"]),
    label=st.sampled_from(["PERSON", "ORG", "LOC", "EQUIPMENT"]),
    names=st.lists(forms, min_size=1, max_size=3).map(tuple),
    scope=st.sampled_from(["corpus", "article", "mention"]),
    article=st.just("x1"),
    place=st.sampled_from(MENTIONS).map(lambda m: select(TEXT, m.start, m.end)),
    others=st.lists(forms, min_size=1, max_size=2).map(tuple),
    other_label=st.none() | st.sampled_from(["PERSON", "ORG"]),
    value=st.sampled_from(["LOC", "ORG", "EQUIPMENT", "Somebody"]),
)


@given(st.lists(decisions, max_size=6))
def test_whatever_is_decided_the_record_holds_together(made: list[Decision]) -> None:
    changed = apply(RECORD, Rules(made))
    ids = [entity.id for entity in changed.entities]
    assert len(ids) == len(set(ids))
    assert {m.entity for m in changed.mentions} == set(ids)
    assert all(TEXT[m.start : m.end] == m.text for m in changed.mentions)
    assert {who.entity for who in changed.card.who} <= set(ids)
    assert {place.entity for place in changed.card.where} <= set(ids)
    assert {quote.entity for quote in changed.card.quotes} <= {*ids, None}
    for entity in changed.entities:
        own = {m.text for m in changed.mentions if m.entity == entity.id}
        assert {*entity.aliases} | {entity.name} >= own
    assert [from_document(to_document(item)) for item in made] == made


def test_folding_ignores_case_and_spacing_but_not_accents() -> None:
    assert fold_case("  Anna\n BERG ") == fold_case("anna berg")
    assert fold_case("Sebastien") != fold_case("Sébastien")
