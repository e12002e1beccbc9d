"""`sitrep config`: where the settings are, which are in force, and what is wrong with them."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from dataclasses import fields

import typer

from extract.visible import visible
from tui.config import DOCS, Config
from tui.config_file import config_path, load
from tui.keys import TABLE

config = typer.Typer(
    help="Settings: where they are, which are in force, what is wrong with them.", no_args_is_help=True
)


@config.command()
def path() -> None:
    """Print the path of the settings, whether or not the file exists."""
    sys.stdout.write(f"{config_path()}\n")


@config.command()
def show() -> None:
    """Print the settings in force as TOML, each with what it means; redirect it to the path to begin with."""
    sys.stdout.write(as_toml(load()))


@config.command()
def check() -> None:
    """Say what is wrong in the settings, with the line; the exit code is 1 where something is."""
    mistakes = load().mistakes
    for mistake in mistakes:
        place = f"{config_path()}:{mistake.line}" if mistake.line else str(config_path())
        sys.stderr.write(visible(f"{place}: {mistake.message}", line=True) + "\n")
    if mistakes:
        raise typer.Exit(1)
    sys.stdout.write(
        f"{config_path()}: {'no mistakes' if config_path().exists() else 'not there; the defaults hold'}\n"
    )


def as_toml(settings: Config) -> str:
    """Return settings as the file would have them."""
    lines: list[str] = []
    for name in ("theme", "mouse", "analyst", "model", "layout", "columns", "rest_ms", "read_ms"):
        lines += [f"# {DOCS[name]}", f"{name} = {_value(getattr(settings, name))}", ""]
    for name in ("models", "quick", "colours", "hooks"):
        lines += [f"# {DOCS[name]}", f"[{name}]"]
        lines += [f"{_name(key)} = {_value(value)}" for key, value in getattr(settings, name).items()] + [""]
    lines += [f"# {DOCS['keys']}", "[keys]"]
    in_force = {binding.id: binding.keys for binding in settings.table}
    lines += [f"{b.id} = {_value(list(in_force[b.id]))}  # {b.help}" for b in TABLE]
    assert {field.name for field in fields(Config)} == {*DOCS, "mistakes"}
    return "\n".join(lines) + "\n"


def _name(key: str) -> str:
    return key if key.isalnum() and key.isascii() else json.dumps(key)


def _value(value: object) -> str:
    if isinstance(value, Mapping):  # columns
        value = [f"{name}:{cells}" if cells else name for name, cells in value.items()]
    return json.dumps(value, ensure_ascii=False)
