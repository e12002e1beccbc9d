"""Arguments and options that several subcommands take, each told once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

CorpusPath = Annotated[str, typer.Argument(help="Folder or file of articles.")]
Output = Annotated[Path | None, typer.Option("--output", "-o", help="File to write; else standard output.")]
Force = Annotated[bool, typer.Option("--force", help="Replace the file if it exists.")]
MANY = 1_000_000_000
"""The highest number that an option takes: more than there are articles, and what every counter holds."""
Also = Annotated[
    list[str] | None, typer.Option("--also", help="Another folder or file of the same corpus; may be repeated.")
]
Ids = Annotated[
    str | None, typer.Option(help="Of the articles of the ids in this file, one a line; - is standard input.")
]
