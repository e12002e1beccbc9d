"""What the analyst decides about entities, applied to what the pipeline derived; no rule overrules it.

rules = Rules(decisions)                    # in the order in which they were made
apply(record, rules)                        -> Record: mentions, entities and card; the same object if none concerns it
rules.touch(article_id, names)              -> whether applying could change an article with these names
rules.articles()                            -> ids of articles with decisions of their own
rules.canonical(label, name)                -> (label, name) in the whole corpus; None: rejected
rules.names(label, name)                    -> folded names that decisions join with it
rules.judged(label, name, other)            -> "same" | "different" | "unsure" | None: not asked yet
"""

from extract.decisions.apply import apply
from extract.decisions.decision import (
    JUDGEMENTS,
    STORIES,
    STORY,
    Decision,
    Kind,
    Scope,
    decision_key,
    fold_case,
    from_document,
    to_document,
)
from extract.decisions.rules import Rules

__all__ = [
    "JUDGEMENTS",
    "STORIES",
    "STORY",
    "Decision",
    "Kind",
    "Rules",
    "Scope",
    "apply",
    "decision_key",
    "fold_case",
    "from_document",
    "to_document",
]
