"""Rules tag new articles by query, as the analyst `rule`; they stand in the corpus's settings, for all who work on it.

    [rules]
    procurement = "contract or tender place:ukraine"

A rule puts its tag on an article once: who takes it off again has the last word.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from extract.errors import SitrepError
from extract.index import Corpus, Index, QueryError
from extract.index.settings import read_table, settings_path
from tui.alerts.seen import SeenMarks
from tui.tags import TagStore, tag_name
from tui.tags.changes import TAGS, LabelChange

ANALYST = "rule"


@dataclass(frozen=True, slots=True)
class Rule:
    """A tag, and which new articles get it."""

    tag: str
    query: str


@dataclass(frozen=True, slots=True)
class RuleResult:
    """What one rule did."""

    rule: Rule
    articles: int
    """That have its tag from now on."""
    problem: str = ""
    """Why it could not be run; empty where it could."""


def load_rules(corpus: Corpus) -> list[Rule]:
    """Return the rules in the order of the file.

    Raises:
        SitrepError: where the file cannot be read, or a rule is none.

    """
    table = read_table(corpus, "rules")
    if not all(isinstance(query, str) for query in table.values()):
        wanted = 'rules are lines like procurement = "contract or tender" under [rules]'
        raise SitrepError(wanted, str(settings_path(corpus)))
    return [Rule(tag_name(tag), query) for tag, query in table.items()]


def run_rules(
    corpus: Corpus, index: Index, rules: Iterable[Rule], *, before: int | None = None, dry: bool = False
) -> list[RuleResult]:
    """Tag by rules; returns what each did.

    Args:
        corpus: whose articles are tagged.
        index: what finds them.
        rules: which.
        before: only articles that were added after the one with this number, where a rule was never run before; with
            None all articles are looked at.
        dry: whether only to say what would be done.

    Raises:
        SitrepError: the tags cannot be written.

    """
    seen, done = SeenMarks.of_corpus(corpus), []
    with TagStore.of(corpus, ANALYST) as store:
        newest = index.counts().newest
        for rule in rules:
            since = 0 if before is None else seen.mark(rule.tag, index)
            since = before or 0 if since is None else since
            done.append(_run(index, store, rule, since, dry=dry))
            if not dry and not done[-1].problem and since < newest:
                seen.set_mark(rule.tag, index, newest)
    return done


def _run(index: Index, store: TagStore, rule: Rule, since: int, *, dry: bool) -> RuleResult:
    try:
        results = index.search(rule.query, overlay=store.overlay())
        found = results.added_since(since)
    except QueryError as error:
        return RuleResult(rule, 0, f"{error}, at character {error.position + 1} of {rule.query}")
    if results.cut:
        return RuleResult(rule, 0, results.cut)
    ids = [article for article in found if rule.tag not in store.tags(article)]
    if ids:
        ids = [article for article in ids if article not in _tagged_once(store, rule.tag)]
    if ids and not dry:
        hints = {row.id: (row.title, row.path) for row in index.database.rows_of(ids[:1000])}
        store.tag(ids, [rule.tag], note=rule.query, hints=hints)
    return RuleResult(rule, len(ids))


def _tagged_once(store: TagStore, tag: str) -> set[str]:
    """Return the articles that rules have put a tag on at any time, whatever became of it."""
    return {
        article
        for entry in store.entries()
        if entry.by == ANALYST
        for change in entry.changes
        if isinstance(change, LabelChange) and change.table == TAGS and tag in change.added
        for article in change.ids
    }
