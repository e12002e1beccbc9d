"""Trees as plain values: who hangs on whom, and what stretch of text a phrase takes."""

from __future__ import annotations

from collections.abc import Callable

from extract.syntax import Trees

TEXT = "The mayor, Ann Lee, said the port had closed."
TREE = (
    "The/DT/det/1 mayor/NN/nsubj/5 ,/,/punct/1 Ann/NNP/appos/-2 Lee/NNP/flat/-1 ,/,/punct/-2 said/VBD/ROOT/0"
    " the/DT/det/1 port/NN/nsubj/2 had/VBD/aux/1 closed/VBN/ccomp/-4 ././punct/-5"
)


def test_a_phrase_is_all_that_hangs_on_its_head(trees_of: Callable[[str, str], Trees]) -> None:
    trees = trees_of(TEXT, TREE)
    assert TEXT[slice(*trees.span(10))] == "the port had closed"
    assert TEXT[slice(*trees.span(6))] == TEXT


def test_a_phrase_may_do_without_what_hangs_on_it_loosely(trees_of: Callable[[str, str], Trees]) -> None:
    trees = trees_of(TEXT, TREE)
    assert TEXT[slice(*trees.span(1, without=("appos", "punct")))] == "The mayor"


def test_a_token_is_found_by_an_offset_in_it_and_none_between_two(trees_of: Callable[[str, str], Trees]) -> None:
    trees = trees_of(TEXT, TREE)
    assert [trees.token_at(0), trees.token_at(3), trees.token_at(4), trees.token_at(len(TEXT))] == [0, None, 1, None]


def test_the_way_up_ends_at_the_root_also_in_a_circle() -> None:
    trees = Trees([0, 2, 4], [1, 3, 5], [1, 2, 0], ["dep"] * 3, ["NN"] * 3, ["a", "b", "c"])
    assert list(trees.ancestors(0)) == [1, 2]
