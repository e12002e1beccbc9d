"""What every subcommand understands besides its own options: the corpus first, --json, -q and --config."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from typer import BadParameter
from typer.core import TyperCommand

from extract.visible import visible
from tui.commands import output

JSON = "--json (JSON Lines on a terminal too), "
COMMON = f"Also: {JSON}-q or --quiet (nothing on standard error but mistakes), --config FILE (other settings)."
CORPUS = ("--corpus", "-c")
PYDANTIC = "Value error, "
"""What the library that checks values puts before what is wrong with one."""
QUERIES = ("query", "term")
"""Arguments that are a query."""


class Command(TyperCommand):
    """A subcommand. One that has an option --corpus takes the corpus as its first argument as well."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        common = COMMON.replace(JSON, "") if "--json" in self._option_names() else COMMON
        self.epilog = f"{self.epilog}\n\n{common}" if self.epilog else common

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Take out what every subcommand understands, and the corpus, then read the rest as usual."""
        given = self._take_corpus(self._take_common(list(args), may_create=" config " in ctx.command_path))
        self._refuse_loose_words(given)
        try:
            return super().parse_args(ctx, self._set_query_apart(given, ctx.help_option_names))
        except BadParameter as error:
            error.message = error.message.removeprefix(PYDANTIC)
            raise

    def collect_usage_pieces(self, ctx: Any) -> list[str]:
        options, *arguments = super().collect_usage_pieces(ctx)
        return [options, *(["[CORPUS]"] if self._has_corpus_option else []), *arguments]

    @property
    def _has_corpus_option(self) -> bool:
        return CORPUS[0] in self._option_names()

    @property
    def _takes_query(self) -> bool:
        return any(one.param_type_name == "argument" and one.name in QUERIES for one in self.params)

    def _names_with_value(self) -> set[str]:
        """Return the names of options that take a value."""
        return {
            name
            for parameter in self.params
            if parameter.param_type_name == "option" and not getattr(parameter, "is_flag", False)
            for name in parameter.opts
        }

    def _option_names(self) -> set[str]:
        return {name for parameter in self.params for name in parameter.opts if name.startswith("-")}

    def _take_common(self, args: list[str], *, may_create: bool) -> list[str]:
        """Take out what every subcommand understands; settings that are named are there, unless they may be created."""
        own = self._option_names()
        rest: list[str] = []
        while args:
            argument = args.pop(0)
            name, equals, value = argument.partition("=")
            if argument == "--":
                return [*rest, argument, *args]
            if argument == "--json" and argument not in own:
                output.choices.json = True
            elif argument in ("-q", "--quiet") and argument not in own:
                output.choices.quiet = True
            elif name == "--config" and name not in own and (equals or args):
                path = value if equals else args.pop(0)
                if not may_create and not Path(path).exists():
                    raise BadParameter(f"{visible(path, line=True)}: there is no such file of settings")
                os.environ["SITREP_CONFIG"] = path
            else:
                rest.append(argument)
        return rest

    def _take_corpus(self, args: list[str]) -> list[str]:
        """Move the corpus from the first argument to the option: where it is one, or there is one too many."""
        if not self._has_corpus_option or any(one.partition("=")[0] in CORPUS for one in args):
            return args
        places = self._places(args)
        arguments = [parameter for parameter in self.params if parameter.param_type_name == "argument"]
        least = sum(parameter.required for parameter in arguments)
        most = None if any(parameter.nargs < 0 for parameter in arguments) else len(arguments)
        if len(places) <= least:
            return args
        first = places[0]
        if _is_corpus(args[first]) or (most is not None and len(places) > most):
            return [f"{CORPUS[0]}={args[first]}", *args[:first], *args[first + 1 :]]
        return args

    def _refuse_loose_words(self, args: list[str]) -> None:
        """Say what to do with a query whose words are arguments of their own: `sitrep search news ferry fire`."""
        places, arguments = self._places(args), [one for one in self.params if one.param_type_name == "argument"]
        if self._takes_query and len(places) > len(arguments) and all(one.nargs == 1 for one in arguments):
            words = visible(" ".join(args[place] for place in places[len(arguments) - 1 :]), line=True)
            raise BadParameter(f"a query of several words stands in quotation marks: '{words}'")

    def _set_query_apart(self, args: list[str], help_names: Sequence[str]) -> list[str]:
        """Put a query that begins with a dash behind `--`, where it is no option: `sitrep search news -lecornu`.

        `-oil` is one: it would write a file `il`. `-ferry` is -f with a wrong value, which is said.
        """
        if "--" in args or not self._takes_query:
            return args
        with_value = self._names_with_value()
        values = {at + 1 for at, one in enumerate(args) if one in with_value}

        def excludes(at: int, argument: str) -> bool:
            name = argument[:2]
            if at in values or name in ("", "-", "--") or name[0] != "-" or argument in help_names:
                return False
            option = next((one for one in self.params if name in one.opts), None)
            return option is None or ("--output" in option.opts and argument != name)

        apart = [at for at, one in enumerate(args) if excludes(at, one)]
        rest = [one for at, one in enumerate(args) if at not in apart]
        return [*rest, "--", *(args[at] for at in apart)] if apart else args

    def _places(self, args: list[str]) -> list[int]:
        """Return where in `args` the arguments stand that are no options, nor values of options."""
        takes_value = self._names_with_value()
        places: list[int] = []
        at = 0
        while at < len(args):
            if args[at] == "--":
                return [*places, *range(at + 1, len(args))]
            if args[at].startswith("-") and len(args[at]) > 1:
                at += args[at] in takes_value
            else:
                places.append(at)
            at += 1
        return places


def _is_corpus(name: str) -> bool:
    return (Path(name) / ".sitrep").is_dir() or Path(f"{name}.sitrep").is_dir()
