"""Reads the settings in `~/.config/sitrep/config.toml`: what stands there, and what is wrong in it with its line."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from extract.user_folders import config_folder
from tui.config import Config, Mistake
from tui.keys import QUICK, by_id, clashes
from tui.theme import THEMES

SINGLE = ("theme", "mouse", "analyst", "model", "layout", "rest_ms", "read_ms")
"""Settings that the environment may hold, as SITREP_THEME."""


def config_path() -> Path:
    """Return where the settings are looked for: in SITREP_CONFIG, or in the user's folder of settings."""
    named = os.environ.get("SITREP_CONFIG")
    return Path(named) if named else config_folder() / "config.toml"


def load(path: Path | None = None) -> Config:
    """Read the settings, and those in the environment over them; what is wrong is left out and told in `mistakes`."""
    path = path or config_path()
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        return with_environment(Config())
    except OSError as error:
        return Config(mistakes=(Mistake(0, f"cannot be read: {error.strerror}"),))
    return with_environment(parse(raw.decode("utf-8", "replace")))


def with_environment(config: Config) -> Config:
    """Return settings with those of SITREP_THEME, SITREP_MOUSE ... in their place: each that is a single value."""
    for name in SINGLE:
        variable = f"SITREP_{name.upper()}"
        if value := os.environ.get(variable):
            read = parse(f"{name} = {_as_toml(value)}")
            wrong = tuple(Mistake(0, f"{variable}: {mistake.message}") for mistake in read.mistakes)
            config = (
                replace(config, mistakes=(*config.mistakes, *wrong))
                if wrong
                else replace(config, **{name: getattr(read, name)})
            )
    return config


def _as_toml(value: str) -> str:
    return value if value in {"true", "false"} or re.fullmatch(r"-?\d{1,9}", value) else json.dumps(value)


def parse(text: str) -> Config:
    """Read settings from TOML."""
    import tomllib  # only where there is such a file

    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        at = re.search(r"line (\d+)", str(error))
        line = int(at.group(1)) if at else len(text.splitlines())
        return Config(mistakes=(Mistake(line, str(error)),))
    return _Reader(text).read(data)


class _Reader:
    """Takes the values one by one, and notes what is wrong with the line it stands on."""

    def __init__(self, text: str) -> None:
        self._lines = text.splitlines()
        self._mistakes: list[Mistake] = []

    def read(self, data: Mapping[str, Any]) -> Config:
        values: dict[str, Any] = {}
        for name, value in data.items():
            take = _TAKERS.get(name)
            if take is None:
                self.wrong(name, f"no such setting: {name}")
            elif (taken := take(self, name, value)) is not None:
                values[name] = taken
        config = Config(**values)
        for key, one, other in clashes(config.table) if config.keys else ():
            self.wrong(other if other in config.keys else one, f"the key {key} is both {one} and {other}", "keys")
        return Config(**values, mistakes=tuple(sorted(self._mistakes, key=lambda m: m.line)))

    def wrong(self, name: str, message: str, section: str = "") -> None:
        self._mistakes.append(Mistake(self._line(name, section), message))

    def choice(self, name: str, value: Any, allowed: tuple[Any, ...]) -> Any:
        if value in allowed and type(value) is type(allowed[0]):
            return value
        return self.wrong(name, f"{name} is one of {', '.join(map(str, allowed))}, not {value!r}")

    def typed(self, name: str, value: Any, kind: type, what: str, section: str = "") -> Any:
        if type(value) is kind:
            return value
        return self.wrong(name, f"{name} is {what}, not {value!r}", section)

    def milliseconds(self, name: str, value: Any) -> Any:
        if type(value) is int and 0 <= value <= 5000:
            return value
        return self.wrong(name, f"{name} is a number of milliseconds from 0 to 5000, not {value!r}")

    def columns(self, name: str, value: Any) -> Any:
        if not isinstance(value, list) or not value:
            return self.wrong(name, f"{name} is a list of names, not {value!r}")
        columns: dict[str, int] = {}
        for one in value:
            column, colon, cells = one.partition(":") if isinstance(one, str) else ("", "", "")
            if column not in Config().columns:
                return self.wrong(name, f"columns are {', '.join(Config().columns)}, not {one!r}")
            if colon and not (cells.isascii() and cells.isdecimal() and 0 < int(cells) <= 500):
                return self.wrong(name, f"the width of a column is a number of cells from 1 to 500, not {cells!r}")
            columns[column] = int(cells or 0)
        return columns

    def quick(self, name: str, value: Any) -> Any:
        return self._table(name, value, self._quick_tag)

    def colours(self, name: str, value: Any) -> Any:
        return self._table(name, value, self._colour)

    def keys(self, name: str, value: Any) -> Any:
        return self._table(name, value, self._keys)

    def hooks(self, name: str, value: Any) -> Any:
        return self._table(name, value, self._hook)

    def models(self, name: str, value: Any) -> Any:
        return self._table(name, value, self._model)

    def _model(self, language: str, pipeline: Any) -> Any:
        if not re.fullmatch("[a-z]{2,3}", language):
            return self.wrong(language, f"a language is a code such as fr, not {language}", "models")
        return self.typed(language, pipeline, str, "a name or a path", "models")

    def _hook(self, event: str, command: Any) -> Any:
        if event != "new":
            return self.wrong(event, f"no such hook: {event}; new hears of new articles", "hooks")
        return self.typed(event, command, str, "a command for the shell", "hooks")

    def _quick_tag(self, digit: str, tag: Any) -> Any:
        if digit not in QUICK:
            return self.wrong(digit, f"quick tags have the digits 1 to 9, not {digit}", "quick")
        if not isinstance(tag, str) or not tag or any(char.isspace() for char in tag):
            return self.wrong(digit, f"a tag is a word, not {tag!r}", "quick")
        return tag

    def _colour(self, label: str, colour: Any) -> Any:
        from tui.theme import is_colour

        if not is_colour(str(colour)):
            return self.wrong(label, f"no such colour: {colour!r}; write a name or #rrggbb", "colours")
        return str(colour)

    def _keys(self, binding: str, keys: Any) -> Any:
        if binding not in by_id():
            return self.wrong(binding, f"no such key binding: {binding}", "keys")
        listed = [keys] if isinstance(keys, str) else keys
        if not isinstance(listed, list) or not all(isinstance(key, str) and key.strip() for key in listed):
            return self.wrong(binding, f"{binding} wants a key or a list of keys, not {keys!r}", "keys")
        return tuple(" ".join(key.split()) for key in listed)

    def _table(self, name: str, value: Any, take: Any) -> Any:
        if not isinstance(value, dict):
            return self.wrong(name, f"{name} is a table: write [{name}] on a line of its own")
        return {key: taken for key, one in value.items() if (taken := take(key, one)) is not None}

    def _line(self, name: str, section: str) -> int:
        here = ""
        for number, line in enumerate(self._lines, 1):
            if header := re.match(r"\s*\[\s*([\w-]+)\s*\]", line):
                here = header.group(1)
                if not section and here == name:
                    return number
            elif here == section and re.match(rf"""\s*["']?{re.escape(name)}["']?\s*=""", line):
                return number
        return 0


_TAKERS: Mapping[str, Any] = {
    "theme": lambda r, n, v: r.choice(n, v, THEMES),
    "mouse": lambda r, n, v: r.typed(n, v, bool, "true or false"),
    "analyst": lambda r, n, v: r.typed(n, v, str, "a name"),
    "model": lambda r, n, v: r.typed(n, v, str, "a name or a path"),
    "layout": lambda r, n, v: r.choice(n, v, ("stack", "side")),
    "columns": _Reader.columns,
    "rest_ms": _Reader.milliseconds,
    "read_ms": lambda r, n, v: v if v == -1 and type(v) is int else r.milliseconds(n, v),
    "quick": _Reader.quick,
    "colours": _Reader.colours,
    "models": _Reader.models,
    "hooks": _Reader.hooks,
    "keys": _Reader.keys,
}
