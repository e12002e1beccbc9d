"""`sitrep export`: the articles of a query, with cards, tags and notes, in a form that others read."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import Annotated

import typer

from extract.errors import SitrepError
from extract.export import FORMATS, ExportItem, load_exporter
from extract.export.shards import SHARD_ARTICLES, write_shards
from extract.visible import visible
from tui.commands.options import Also, CorpusPath, Force, Output
from tui.commands.output import SORTS_HELP, complain, destination

READ_BACK = "jsonl"
"""The form that is sitrep's own record, key for key what `sitrep extract` prints."""


_FORMATS_HELP = "; ".join(f"{form.name}: {form.help}" for form in FORMATS.values()) + "."


def _format(name: str) -> str:
    if name not in FORMATS:
        raise typer.BadParameter(f"{name!r} is none of {' '.join(FORMATS)}")
    return name


def export(
    corpus: CorpusPath,
    query: Annotated[str, typer.Argument(help="What to export; all articles where it is empty.")] = "",
    form: Annotated[
        str,
        typer.Option("--format", "-f", help=_FORMATS_HELP, callback=_format, autocompletion=lambda: list(FORMATS)),
    ] = "jsonl",
    output: Output = None,
    force: Force = False,
    sort: Annotated[str, typer.Option(help=SORTS_HELP)] = "date",
    also: Also = None,
    ids: Annotated[
        str | None, typer.Option(help="Export the articles of the ids in this file, one a line; - is standard input.")
    ] = None,
) -> None:
    """Write the articles that QUERY finds.

    All of them, one at a time, as they are in the index: run `sitrep index` first. `jsonl` is what sitrep reads back.
    Exit code 1 where nothing was found, 3 where some articles have not been extracted or are not in the index.

    \b
    Examples:
      sitrep export seeds 'person:lecornu' -f html -o lecornu.html
      sitrep search seeds 'tag:aid/*' --format ids | sitrep export seeds --ids - -f csv -o aid.csv
      sitrep export monday --also tuesday -f md -o both.md
    """
    from extract.index import Corpus, Index
    from tui.commands.finding import NOTHING, PARTIAL, end_if_cut, read_ids, run_query
    from tui.exporting import Hits, items, summarise
    from tui.tags import TagStore

    where = Corpus.locate([corpus, *(also or ())])
    index = Index.open(where)
    store = TagStore.of(where)
    overlay = store.overlay()
    found = index.search(query, sort, overlay) if ids else run_query(index, query, sort, overlay)
    chosen: Collection[str] = read_ids(ids) if ids else Hits(found)
    summary = summarise(index, store, where, query, chosen)
    extracted: Counter[bool] = Counter()
    leaving = _counting(items(index, store, chosen, whole_paths=form == READ_BACK), extracted)
    if FORMATS[form].in_memory and len(chosen) > SHARD_ARTICLES:
        if output is None:
            raise SitrepError(f"{len(chosen)} articles become several {form} files: give --output FOLDER")
        where.require_outside(output)
        written = write_shards(load_exporter(form), leaving, summary, output, FORMATS[form].suffix, force=force)
    else:
        if output is None and sys.stdout.isatty():
            raise SitrepError(f"{form} is not for a terminal: give --output FILE, or send it on through a pipe")
        with destination(output, where, force=force) as out:
            written = load_exporter(form)(leaving, summary, out)
    _tell(written, len(chosen), output)
    if scanned := extracted[False]:
        complain(f"{scanned:,} of {written:,} articles have not been extracted: title, date, outlet and text only")
    end_if_cut(found.cut)
    if scanned or written != len(chosen):
        raise typer.Exit(PARTIAL)
    if not written:
        raise typer.Exit(NOTHING)


def _counting(leaving: Iterable[ExportItem], extracted: Counter[bool]) -> Iterator[ExportItem]:
    """Pass on what is exported, counting what is extracted and what is not."""
    for item in leaving:
        extracted[item.extracted] += 1
        yield item


def _tell(written: int, asked: int, output: Path | None) -> None:
    place = visible(str(output), line=True) if output else "standard output"
    gone = f"; {asked - written} of {asked} are not in the index" if written != asked else ""
    sys.stderr.write(f"{written} article{'' if written == 1 else 's'} written to {place}{gone}\n")
