"""The subcommands put together with Typer: help, version, shell completion."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from importlib import import_module

import typer

from tui.commands.command import Command


def application(commands: Mapping[str, str], chosen: str | None) -> typer.Typer:
    """Return the command line; where one subcommand is called, only its module is imported.

    Args:
        commands: name of each subcommand and where it is defined, `module:attribute`.
        chosen: the first argument.

    """
    app = typer.Typer(
        add_completion=True, rich_markup_mode=None, context_settings={"help_option_names": ["-h", "--help"]}
    )
    app.callback(invoke_without_command=True)(sitrep)
    for name, target in commands.items():
        if chosen not in (None, name) and chosen in commands:
            continue
        module, _, attribute = target.partition(":")
        command = getattr(import_module(module), attribute)
        if isinstance(command, typer.Typer):
            for one in command.registered_commands:
                one.cls = Command
            app.add_typer(command, name=name)
        else:
            settings = {"ignore_unknown_options": name in _SIGNED}
            app.command(name, cls=Command, context_settings=settings)(command)
    return app


_SIGNED = {"tag", "mark"}
"""Subcommands whose arguments may begin with a dash: `-draft -- QUERY`."""


def sitrep(
    context: typer.Context,
    version: bool = typer.Option(False, "--version", help="Print the version and exit."),
) -> None:
    """Browse a pile of news articles, and derive what they say.

    \b
    sitrep seeds                  open the browser on a folder (or a file) of articles
    sitrep                        open the last one
    sitrep open seeds -q lecornu  open it with a search
    sitrep extract seeds/*.txt    print what was derived, one JSON object a line

    In the browser ? lists the keys. Exit codes: 0 done, 1 nothing found, 2 usage, 3 partly failed.
    """
    if version:
        from importlib.metadata import version as of

        from tui import DISTRIBUTION

        sys.stdout.write(f"sitrep {of(DISTRIBUTION)}\n")
        raise typer.Exit
    if context.invoked_subcommand is None:
        sys.stdout.write(context.get_help() + "\n")
        raise typer.Exit(2)
