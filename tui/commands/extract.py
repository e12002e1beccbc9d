"""`sitrep extract`: files in, one record a line out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Annotated

import typer

from extract.article import Article
from extract.name_lists import read_list_file
from extract.own_names import OwnName
from extract.readers import Fault, read
from extract.readers.formats import ENDINGS
from extract.readers.options import ReadOptions, parse_mapping
from extract.threads import use_one_thread
from tui.commands.output import complain_of, print_json


def extract(
    files: Annotated[list[str], typer.Argument(help="Files to read; - is standard input.", metavar="FILE ...")],
    model: Annotated[
        str | None,
        typer.Option(
            help="A spaCy pipeline that finds the names instead of ours, or one a language: fr=NAME,de=NAME; else those"
            " in the config, if any.",
            metavar="NAME_OR_PATH",
        ),
    ] = None,
    mapping: Annotated[
        list[str] | None,
        typer.Option("--map", help="Which field is what: text=corps, date=jour.", metavar="NAME=FIELD"),
    ] = None,
    lexicon: Annotated[
        list[str] | None,
        typer.Option(help="A list of names: see `sitrep watchlists --help`.", metavar="CSV"),
    ] = None,
    query: Annotated[
        str | None, typer.Option(help='For SQLite files: "select body as text, day as date from news".')
    ] = None,
) -> None:
    """Print the record of each article in FILE ..., one JSON object a line.

    Reads ENDINGS and .gz .bz2 .xz .zst of each. What cannot be read is named on standard error, the rest is printed,
    and the exit code is 3.
    """
    use_one_thread()
    from extract.fingerprint import fingerprint, with_own_names
    from extract.own_names import OwnNames, digest
    from extract.pipeline import Pipeline
    from extract.record import to_json
    from tui.config_file import load

    options = ReadOptions(parse_mapping(mapping or ()), query)
    faults: list[Fault] = []

    def articles() -> Iterator[Article]:
        for file in files:
            for item in read(file, options):
                if isinstance(item, Fault):
                    faults.append(item)
                    complain_of(item)
                else:
                    yield item

    def entries() -> Iterator[OwnName]:
        for file in lexicon or ():
            for item in read_list_file(file):
                if isinstance(item, Fault):
                    faults.append(item)
                    complain_of(item)
                else:
                    yield item

    own = OwnNames.of(entries())
    model = model or load().pipelines
    made_by = with_own_names(fingerprint(model), digest(own.encode()))
    for record in Pipeline(model, own=own).process(articles(), made_by):
        print_json(to_json(replace(record, pipeline=made_by)))
    if faults:
        raise typer.Exit(3)


extract.__doc__ = (extract.__doc__ or "").replace("ENDINGS", " ".join(ENDINGS))
