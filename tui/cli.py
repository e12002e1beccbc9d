"""The `sitrep` command: the table of subcommands, each imported only when it is called.

Without a subcommand it opens the browser, so that `sitrep seeds` is all one needs to know.
"""

from __future__ import annotations

import sys
from importlib import import_module

import typer

COMMANDS = {
    "extract": "tui.commands.extract:extract",
}
"""Name of each subcommand and where it is defined: `module:function`, or `module:app` for a group."""


def main() -> None:
    """Run the command line."""
    arguments = sys.argv[1:]
    app = _typer(arguments[0] if arguments else None)
    app()


def _typer(chosen: str | None) -> typer.Typer:
    """Return the application; where one subcommand is called, only its module is imported."""
    app = typer.Typer(no_args_is_help=True, add_completion=True, rich_markup_mode=None)

    @app.callback()
    def sitrep() -> None:
        """Browse a pile of news articles, and derive what they say."""

    for name, target in COMMANDS.items():
        if chosen not in (None, name) and chosen in COMMANDS:
            continue
        module, _, attribute = target.partition(":")
        command = getattr(import_module(module), attribute)
        if isinstance(command, typer.Typer):
            app.add_typer(command, name=name)
        else:
            app.command(name)(command)
    return app


if __name__ == "__main__":
    main()
