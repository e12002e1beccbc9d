"""`sitrep rules`: the queries by which new articles are tagged."""

from __future__ import annotations

from typing import Annotated

import typer

from extract.index import Index, QueryError
from extract.index.settings import settings_path
from tui.alerts.rules import ANALYST, load_rules, run_rules
from tui.commands.corpus import locate
from tui.commands.finding import NOTHING, PARTIAL, USAGE
from tui.commands.group import Corpus
from tui.commands.output import complain, show

rules = typer.Typer(
    help="Rules that tag new articles by query, in the settings.toml beside the corpus.",
    no_args_is_help=True,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@rules.command("list")
def list_rules(corpus: Corpus = None) -> None:
    """List the rules: each puts its tag on the new articles that its query finds, after each indexing."""
    place = locate(corpus)
    found = load_rules(place)
    for rule in found:
        show(f"{rule.tag}  {rule.query}", {"tag": rule.tag, "query": rule.query})
    if not found:
        complain(f'no rules yet: write [rules] and lines like procurement = "tender" to {settings_path(place)}')
        raise typer.Exit(NOTHING)


@rules.command()
def run(
    corpus: Corpus = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would change.")] = False,
) -> None:
    """Run all rules now, over all articles that there are; `sitrep tags undo --analyst rule` takes it back.

    What a rule has tagged once it does not tag again. Exit code 1 where no article was tagged, 3 where a rule cannot be
    run.
    """
    place = locate(corpus)
    done = run_rules(place, Index.open(place), load_rules(place), dry=dry_run)
    for one in done:
        if one.problem:
            complain(f"{one.rule.tag}: {one.problem}")
        row = {"tag": one.rule.tag, "query": one.rule.query, "articles": one.articles, "analyst": ANALYST}
        show(f"+{one.rule.tag} on {one.articles:,}", {**row, "done": not dry_run and not one.problem})
    if any(one.problem for one in done):
        raise typer.Exit(PARTIAL)
    if not any(one.articles for one in done):
        raise typer.Exit(NOTHING)


@rules.command()
def check(corpus: Corpus = None) -> None:
    """Say what is wrong with the rules, with a caret under the place; exit code 2 where something is."""
    place = locate(corpus)
    index = Index.open(place)
    wrong = False
    for rule in load_rules(place):
        try:
            index.search(rule.query)
        except QueryError as error:
            wrong = True
            complain(f"{settings_path(place)}: {rule.tag}: {error}")
            complain(f"  {rule.query}")
            complain(f"  {' ' * error.position}^")
    if wrong:
        raise typer.Exit(USAGE)
