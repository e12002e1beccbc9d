"""Fields, orders, states, facets and export formats are each told in one table, and whoever shows them follows it."""

from __future__ import annotations

import re
from datetime import date
from importlib import import_module
from inspect import isfunction, signature
from pathlib import Path
from typing import get_args

import pytest
from typer.testing import CliRunner

import extract
from extract import export
from extract.article import FLAG_KINDS
from extract.export import FORMATS, load_exporter
from extract.index import Corpus, Index, Overlay, QueryError
from extract.index.query.compile import compile_query
from extract.index.query.context import QueryContext
from extract.index.query.fields import FIELDS, IS_VALUES, compile_field, quote_value
from extract.index.query.parse import parse
from extract.index.query.plan import SORTS, Sort
from extract.index.query.tree import Field
from extract.index.search.facets import FACETS, Facet
from extract.index.store.states import STATES
from tui.cli import COMMANDS
from tui.commands.application import application
from tui.widgets.facets import FacetPane, Section

CONTEXT = QueryContext(
    total=1,
    slots=4,
    today=date(2031, 5, 3),
    sources=lambda: [(1, "Gazette", 1)],
    entities=lambda name, labels: [(1, 1)],
    newest_seen=1,
    similar=lambda article: (1,),
    story=lambda story: (1,),
    moved=lambda: ((), ()),
    watched=lambda lists: [(1, 1)],
    lists=lambda: ["sanctions"],
    flags=list,
    tags=["aid"],
    tagged=lambda tags: (1,),
    marked=lambda mark: (1,) if mark in ("read", "starred", "noted") else None,
)


@pytest.fixture
def empty(tmp_path: Path) -> Index:
    return Index.open(Corpus.locate([str(tmp_path)]))


@pytest.mark.parametrize("name", FIELDS)
def test_a_field_is_read_and_compiled_as_its_examples_show(name: str) -> None:
    assert FIELDS[name].help
    assert FIELDS[name].examples
    for example in FIELDS[name].examples:
        assert example.startswith(f"{name}:")
        compile_query(parse(example), "date", CONTEXT)


def test_a_field_is_compiled_or_is_the_parsers_own() -> None:
    parsers_own = {name for name, spec in FIELDS.items() if spec.compile is None}
    assert not [leaf for name in parsers_own if isinstance(leaf := parse(f"x {name}:date").root, Field)]
    for name in set(FIELDS) - parsers_own:
        assert isinstance(parse(f"{name}:2031").root, Field)


def test_a_mistaken_field_is_answered_with_every_field() -> None:
    with pytest.raises(QueryError) as raised:
        parse("colour:red")
    assert raised.value.message.split(": the fields are ")[1].split() == list(FIELDS)


def test_the_values_that_a_field_offers_are_values_that_it_takes() -> None:
    for spec in FIELDS.values():
        for value in spec.values:
            compile_query(parse(f"{spec.name}:{quote_value(value)}"), "date", CONTEXT)


@pytest.mark.parametrize("name", FIELDS)
def test_the_values_that_an_index_is_asked_for_can_be_asked_for(empty: Index, name: str) -> None:
    assert empty.values(name, "a", Overlay()) == []


def test_a_mistaken_state_or_mark_is_answered_with_every_one_that_there_is() -> None:
    with pytest.raises(QueryError) as raised:
        compile_field(Field("is", "blue", 0), CONTEXT)
    assert raised.value.message.removeprefix("is: takes ").split() == list(IS_VALUES)
    assert {*STATES, "tagged", "read", "starred", "noted"} <= set(IS_VALUES)
    with pytest.raises(QueryError, match="did you mean is:alone"):
        compile_field(Field("is", "alon", 0), CONTEXT)


def test_every_order_is_one_of_its_own() -> None:
    assert tuple(SORTS) == get_args(Sort)
    assert all(SORTS.values())
    plans = {sort: compile_query(parse("ferry"), sort, CONTEXT).sql for sort in SORTS}
    assert len(set(plans.values())) == len(SORTS)


@pytest.mark.parametrize("sort", SORTS)
def test_every_order_is_one_that_can_be_asked_for(empty: Index, sort: Sort) -> None:
    assert parse(f"ferry sort:{sort}").sort == sort
    assert empty.search("ferry", sort).page(0, 5) == []


@pytest.mark.parametrize("name", FACETS)
def test_every_facet_can_be_counted_and_has_a_heading(empty: Index, name: str) -> None:
    assert FACETS[name].heading
    assert empty.facets(empty.search(""), name) == []
    assert FACETS[name].over_time or name in FIELDS


def test_the_pane_of_facets_has_every_heading(themed_pane: FacetPane) -> None:
    shown = [FACETS[line.field].heading for line in themed_pane._lines if isinstance(line, Section)]
    assert shown == [spec.heading for spec in FACETS.values()]


@pytest.fixture
def themed_pane() -> FacetPane:
    from tui.theme import make_theme

    pane = FacetPane(make_theme("dark"))
    pane.show([Facet(name, "value", 1, f"{name}:value") for name in FACETS])
    return pane


@pytest.mark.parametrize("command", ["search", "kwic", "export"])
def test_help_lists_every_order(command: str) -> None:
    shown = help_of(command)
    assert all(sort in shown for sort in SORTS)


def test_help_of_search_lists_every_field() -> None:
    assert " ".join(FIELDS) in help_of("search")


def test_help_of_facets_lists_every_facet() -> None:
    assert " ".join(FACETS) in help_of("facets")


def test_help_of_export_describes_every_format() -> None:
    shown = help_of("export")
    assert all(f"{form.name}: {form.help}" in shown for form in FORMATS.values())


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_has_a_writer_and_a_suffix(name: str) -> None:
    assert callable(load_exporter(name))
    assert FORMATS[name].suffix.isalnum()


def test_every_writer_of_exports_belongs_to_a_format() -> None:
    writers = {
        f"extract.export.{path.stem}:{name}"
        for path in Path(export.__file__).parent.glob("*.py")
        for name, function in vars(import_module(f"extract.export.{path.stem}")).items()
        if isfunction(function) and list(signature(function).parameters) == ["items", "summary", "out"]
        if function.__module__ == f"extract.export.{path.stem}"
    }
    assert writers == {form.writer for form in FORMATS.values()}


def help_of(command: str) -> str:
    """Return the words of a command's help, boxes and line breaks aside."""
    app, wide = application(COMMANDS, command), {"TERM": "dumb", "TERMINAL_WIDTH": "400"}
    shown = CliRunner().invoke(app, [command, "--help"], env=wide)
    assert shown.exit_code == 0
    return " ".join(shown.stdout.replace("│", " ").split())


def test_every_kind_of_flag_that_a_card_is_given_can_be_asked_for() -> None:
    package = Path(extract.__file__).parent
    sources = (path.read_text(encoding="utf-8") for path in package.rglob("*.py"))
    given = {kind for source in sources for kind in re.findall(r'\bFlag\(\s*"([a-z-]+)"', source)}
    assert given == set(FLAG_KINDS)
    assert given <= set(IS_VALUES)
