"""`sitrep brief`: the situation report of a query."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Literal

import typer

from extract.visible import visible
from tui.commands.finding import (
    NO_ARTICLE,
    PARTIAL,
    end_if_cut,
    end_with_nothing,
    open_index,
    read_ids,
    run_query,
)
from tui.commands.options import MANY, Also, CorpusPath, Force, Ids, Output
from tui.commands.output import choices, complain, destination, show_progress

MOST = 2000
"""Articles of a brief: more would be no brief, and they are held in memory."""


def brief(
    corpus: CorpusPath,
    query: Annotated[str, typer.Argument(help="Which articles; all where it is empty.")] = "",
    form: Annotated[
        Literal["md", "html", "jsonl"] | None,
        typer.Option("--format", "-f", help="A report, md unless --json is given, or a line of JSON each."),
    ] = None,
    output: Output = None,
    force: Force = False,
    kept: Annotated[bool, typer.Option("--kept", help="Only the lines that were kept in the browser.")] = False,
    most: Annotated[int, typer.Option(min=1, max=MANY, help="At most so many articles, the newest.")] = MOST,
    also: Also = None,
    ids: Ids = None,
) -> None:
    """Write the card of all articles of CORPUS that QUERY finds, story by story.

    What happened, who with their roles, who said what (the same words once), figures of the same thing side by side and
    whether they differ, deals with parties, sums and dated steps, arms, what is contested; before all that a dossier on
    a person or a body that QUERY names: roles over time, statements by date, with whom, where. Every line names the
    articles whose words it is; what was struck in the browser is left out. Run `sitrep index` first. Exit code 1 where
    nothing was found, 3 where some articles have not been extracted.

    \b
    Examples:
      sitrep brief seeds lecornu
      sitrep brief news 'kharkiv date:2024-05' -f html -o kharkiv.html
    """
    from extract.brief import jsonl, report
    from extract.brief.compose import compose_brief
    from extract.brief.gather import gather_stories
    from extract.brief.verdicts import leave_out_struck
    from tui.tags import TagStore

    where, index = open_index(corpus, *(also or ()))
    store = TagStore.of(where)
    overlay = store.overlay()
    results = index.choose(read_ids(ids)) if ids else run_query(index, query, "date", overlay)
    many = min(len(results.rowids()), most)
    if not many and not results.cut:
        end_with_nothing(NO_ARTICLE)
    form = form or ("jsonl" if choices.json else "md")
    gathered = gather_stories(index, results, overlay, lambda done: show_progress(done, many), most)
    lines = [*leave_out_struck(compose_brief(gathered.stories, query), store.verdicts(), only_kept=kept)]
    if kept and not lines:
        end_with_nothing("no line of this brief was kept; m keeps the line under the cursor, in B of the browser")
    with destination(output, where, force=force) as out:
        if form == "jsonl":
            jsonl.write(lines, out)
        else:
            summary = report.BriefSummary(where.name, query, datetime.now(UTC).isoformat(timespec="seconds"))
            write = report.write_html if form == "html" else report.write_markdown
            write(lines, gathered, summary, out)
    if output is not None:
        complain(f"brief of {many:,} article{'s' * (many != 1)} written to {visible(str(output), line=True)}")
    if many < results.count:
        complain(f"of the newest {many:,} of {results.count:,} articles; --most takes more")
    end_if_cut(results.cut)
    if gathered.missing:
        complain(f"{gathered.missing} of {many} articles are not in it, since they have not been extracted")
        raise typer.Exit(PARTIAL)
