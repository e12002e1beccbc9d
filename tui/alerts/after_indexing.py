"""What is done each time that an indexing has ended: rules tag what is new, then the user's hook hears of it."""

from __future__ import annotations

from extract.errors import SitrepError
from extract.index import Corpus, Index
from tui.alerts.hooks import run_hook
from tui.alerts.rules import load_rules, run_rules
from tui.tags.undo import count


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
        rules = load_rules(corpus)
        for done in run_rules(corpus, index, rules, before=before) if rules else ():
            if done.problem:
                told.append(f"the rule {done.rule.tag} was not run: {done.problem}")
            elif done.articles:
                told.append(f"rule: +{done.rule.tag} on {count(done.articles, 'article')}")
    except SitrepError as error:
        told.append(f"rules were not run: {error}")
    try:
        problem = run_hook(corpus, index, hook, before) if hook else None
    except (SitrepError, OSError) as error:
        problem = f"the hook for new articles was not run: {error}"
    return [*told, problem] if problem else told
