"""What is done each time that an indexing has ended: rules tag what is new, then the user's hook hears of it."""

from __future__ import annotations

from extract.errors import SitrepError
from extract.index import Corpus, Index
from extract.index.settings import read_table


def after_indexing(corpus: Corpus, index: Index, before: int, hook: str) -> list[str]:
    """Run rules and hook; returns what is to be told, a line each.

    Args:
        corpus: which.
        index: of it.
        before: the number of the last article that was there before the indexing.
        hook: the user's command, or nothing.

    """
    told = []
    try:
        if read_table(corpus, "rules"):
            told += _run_rules(corpus, index, before)
    except SitrepError as error:
        told.append(f"rules were not run: {error}")
    try:
        problem = _run_hook(corpus, index, before, hook) if hook else None
    except (SitrepError, OSError) as error:
        problem = f"the hook for new articles was not run: {error}"
    return [*told, problem] if problem else told


def _run_rules(corpus: Corpus, index: Index, before: int) -> list[str]:
    from tui.alerts.rules import load_rules, run_rules  # with all of the tags, which most indexings have no use for
    from tui.tags.undo import count

    told = []
    for done in run_rules(corpus, index, load_rules(corpus), before=before):
        if done.problem:
            told.append(f"the rule {done.rule.tag} was not run: {done.problem}")
        elif done.articles:
            told.append(f"rule: +{done.rule.tag} on {count(done.articles, 'article')}")
    return told


def _run_hook(corpus: Corpus, index: Index, before: int, hook: str) -> str | None:
    from tui.alerts.hooks import run_hook

    return run_hook(corpus, index, hook, before)
