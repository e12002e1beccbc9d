"""The `sitrep` command: the table of subcommands, each imported only when it is called.

Without a subcommand it opens the browser, so that `sitrep seeds` is all one needs to know; on that path Typer is not
even imported, since the first frame waits for it.
"""

from __future__ import annotations

import os
import sys

COMMANDS = {
    "brief": "tui.commands.brief:brief",
    "compare": "tui.commands.compare:compare",
    "config": "tui.commands.config:config",
    "decisions": "tui.commands.decisions:decisions",
    "doctor": "tui.commands.doctor:doctor",
    "export": "tui.commands.export:export",
    "extract": "tui.commands.extract:extract",
    "facets": "tui.commands.facets:facets",
    "index": "tui.commands.index:index",
    "kwic": "tui.commands.kwic:kwic",
    "like": "tui.commands.like:like",
    "mark": "tui.commands.tag:mark",
    "notes": "tui.commands.notes:notes",
    "open": "tui.commands.open:open_",
    "quotes": "tui.commands.quotes:quotes",
    "rules": "tui.commands.rules:rules",
    "search": "tui.commands.search:search",
    "searches": "tui.commands.searches:searches",
    "stories": "tui.commands.stories:stories",
    "tag": "tui.commands.tag:tag",
    "tags": "tui.commands.tags:tags",
    "watchlists": "tui.commands.watchlists:watchlists",
}
"""Name of each subcommand and where it is defined: `module:function`, or `module:app` for a group."""

USAGE = 2
READER_GONE = 141
"""Exit code where whoever read the output has closed it, as `head` does: a shell's 128 + SIGPIPE."""


def main() -> None:
    """Run the command line; what the user must put right goes to standard error."""
    arguments = sys.argv[1:]
    if _opens(arguments):
        sys.exit(_browse(arguments))
    if _opens_with_options(arguments):
        sys.argv.insert(1, "open")
        arguments = sys.argv[1:]
    from extract.errors import SitrepError
    from tui.commands.application import application

    output = sys.stdout
    try:
        application(COMMANDS, arguments[0] if arguments else None)()
    except SystemExit:
        if sys.stdout is not output or _is_closed():  # Typer puts another in the place of one that is closed
            sys.exit(READER_GONE)
        raise
    except SitrepError as error:
        from extract.visible import visible

        sys.stderr.write(f"sitrep: {visible(str(error), line=True)}\n")
        sys.exit(USAGE)
    except _damaged() as error:
        from extract.index.store.schema import REBUILD

        sys.stderr.write(f"sitrep: the index is damaged ({error}); {REBUILD}\n")
        sys.exit(USAGE)


def _is_closed() -> bool:
    """Whether nobody reads standard output any more, as the last of it shows; then nothing more is written to it."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return True
    return False


def _damaged() -> type[Exception]:
    """Import SQLite's error for a damaged index, only once something was raised."""
    from sqlite3 import DatabaseError

    return DatabaseError


def _opens(arguments: list[str]) -> bool:
    """Whether these arguments are for the browser: no subcommand, and paths only."""
    if "_SITREP_COMPLETE" in os.environ or (arguments and arguments[0] in COMMANDS):
        return False
    return not any(argument.startswith("-") and argument != "-" for argument in arguments)


def _opens_with_options(arguments: list[str]) -> bool:
    """Whether options of `sitrep open` stand beside a path without the command: `sitrep seeds -q lecornu`."""
    from pathlib import Path

    return bool(arguments) and arguments[0] not in COMMANDS and Path(arguments[0]).exists()


def _browse(paths: list[str]) -> int:
    from extract.errors import SitrepError
    from tui.browse import browse

    try:
        return browse(paths)
    except SitrepError as error:
        from extract.visible import visible

        sys.stderr.write(f"sitrep: {visible(str(error), line=True)}\n")
        if paths and not os.path.lexists(paths[0]):
            sys.stderr.write(f"{_advice(paths[0])}\n")
        return USAGE


def _advice(typed: str) -> str:
    """Word advice for an argument that is neither a command nor a corpus."""
    from difflib import get_close_matches

    if meant := get_close_matches(typed, COMMANDS, 1):
        return f"did you mean sitrep {meant[0]}?"
    known = ", ".join(sorted(COMMANDS))
    return f"sitrep PATH opens the browser; sitrep --help shows the commands: {known}"


if __name__ == "__main__":
    main()
