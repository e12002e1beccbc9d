"""The manual page of `sitrep`, made from what --help prints: python -m tests.man_page writes tui/man/sitrep.1."""

from __future__ import annotations

from pathlib import Path

import typer
from typer.testing import CliRunner

from tui.cli import COMMANDS
from tui.commands.application import application
from tui.config_file import SINGLE

PAGE = Path(__file__).parents[1] / "tui" / "man" / "sitrep.1"
WIDTH = "76"

HEAD = """.\\" made from --help by tests/man_page.py
.TH SITREP 1 "" "sitrep" "User Commands"
.SH NAME
sitrep \\- browse a pile of news articles, and derive what they say
.SH SYNOPSIS
.B sitrep
.RI [ PATH ]
.br
.B sitrep
.I COMMAND
.RI [ ARGUMENTS ]
.SH DESCRIPTION
"""
FOOT = """.SH EXIT STATUS
0 done; 1 nothing was found; 2 what was typed is wrong, or names what is not there; 3 some inputs failed.
.SH ENVIRONMENT
.TP
.B SITREP_CORPUS
The corpus, where none is named.
.TP
.B SITREP_CONFIG
The file of settings, instead of the usual one.
.TP
.B {settings}
Settings, over those of the file.
.TP
.B NO_COLOR
Where it is set, nothing is coloured.
.SH FILES
.I ~/.config/sitrep/config.toml
has the settings (sitrep config show prints them);
.I CORPUS/.sitrep/
has index and tags.
"""


def man_page() -> str:
    """Return the page as roff."""
    parts = [HEAD, _verbatim(_help([])), ".SH COMMANDS\n"]
    for name in COMMANDS:
        for words in [[name], *([name, one] for one in _subcommands(name))]:
            parts.append(f".SS sitrep {' '.join(words)}\n{_verbatim(_help(words))}")
    settings = ", ".join(f"SITREP_{name.upper()}" for name in SINGLE)
    return "".join([*parts, FOOT.format(settings=settings)])


def _help(words: list[str]) -> str:
    chosen = words[0] if words else None
    done = CliRunner().invoke(
        application(COMMANDS, chosen), [*words, "--help"], env={"COLUMNS": WIDTH}, prog_name="sitrep"
    )
    assert done.exit_code == 0, done.output
    return done.stdout


def _subcommands(name: str) -> list[str]:
    groups = [group for group in application(COMMANDS, name).registered_groups if group.name == name]
    commands = [command for group in groups for command in (group.typer_instance or typer.Typer()).registered_commands]
    return [command.name or (command.callback.__name__ if command.callback else "") for command in commands]


def _verbatim(text: str) -> str:
    lines = [line.replace("\\", "\\e").replace("-", "\\-") for line in text.strip("\n").splitlines()]
    quoted = [f"\\&{line}" if line.startswith((".", "'")) else line for line in lines]
    return "\n".join([".nf", *quoted, ".fi", ""])


if __name__ == "__main__":
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(man_page(), encoding="utf-8")
