"""What the command groups share: the arguments that each takes, and how one ends that found nothing."""

from __future__ import annotations

from typing import Annotated

import typer

from tui.commands.finding import NOTHING
from tui.commands.output import complain

Corpus = Annotated[
    str | None, typer.Argument(help="A folder or a file of articles; else that of this folder, or the last one.")
]
CorpusOption = Annotated[
    str | None,
    typer.Option(
        "--corpus",
        "-c",
        help="The corpus, where it is not the first argument; else that of this folder, or the last one.",
    ),
]
Analyst = Annotated[str | None, typer.Option("--analyst", help="Who does it; the login name if not given.")]


def command_group(what: str) -> typer.Typer:
    """Return a group of subcommands, with this help."""
    settings = {"help_option_names": ["-h", "--help"]}
    return typer.Typer(help=what, no_args_is_help=True, rich_markup_mode=None, context_settings=settings)


def exit_if_nothing(condition: bool, message: str) -> None:
    """Say that there is nothing, and end with the exit code that says so too."""
    if condition:
        complain(message)
        raise typer.Exit(NOTHING)
