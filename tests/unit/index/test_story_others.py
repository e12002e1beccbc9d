"""What another article's record has that one lacks."""

from __future__ import annotations

from extract.article import Actor, Article, Card, Entity, Figure, Record
from extract.index.search.story_others import lacking_figures, lacking_names


def record(*entities: Entity, figures: tuple[Figure, ...] = (), shown: str = "") -> Record:
    who = (Actor(shown, shown, "PERSON", None, 0, 1),) if shown else ()
    return Record(Article("a", "", "text"), entities=entities, card=Card(figures=figures, who=who))


def test_a_name_is_not_lacking_where_an_alias_of_it_is_there() -> None:
    one = record(Entity("e1", "PERSON", "Sebastien Holm", ("Holm",)))
    other = record(
        Entity("e1", "PERSON", "Sébastien Holm"),
        Entity("e2", "PERSON", "S. Holm", ("Holm",)),
        Entity("e3", "PERSON", "Ada Brandt"),
    )
    assert lacking_names(one, other) == ("Ada Brandt",)


def test_who_is_on_the_card_comes_first_and_dates_are_no_names() -> None:
    other = record(
        Entity("e1", "ORG", "Port Authority"),
        Entity("e2", "PERSON", "Ada Brandt"),
        Entity("e3", "LOC", "Velden"),
        Entity("e4", "DATE", "Friday"),
        shown="e3",
    )
    assert lacking_names(record(), other) == ("Velden", "Ada Brandt", "Port Authority")


def test_a_figure_is_lacking_where_no_other_has_its_value_and_unit() -> None:
    dead, again = Figure("12 people", 12.0, "people", 0, 9), Figure("twelve people", 12.0, "people", 0, 13)
    ships = Figure("12 ships", 12.0, "ships", 0, 8)
    assert lacking_figures(record(figures=(dead,)), record(figures=(again, ships))) == ("12 ships",)
