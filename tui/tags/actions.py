"""What an analyst does beyond tagging, each as one operation: `store.do(rename_tag("aid", "support"))`.

An action is worked out against the store as it is at the moment of writing, others' changes included: a rename takes
along what a colleague tagged a second before.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace

from extract.anchor import Selector
from extract.brief.verdicts import Judgement, Verdict
from extract.decisions import Decision, decision_key, to_document
from extract.errors import SitrepError
from tui.tags.changes import TAGS, Mark, Operation, Put
from tui.tags.model import Model
from tui.tags.names import tag_name
from tui.tags.values import (
    DECISIONS,
    NOTES,
    PALETTE,
    SEARCHES,
    SPANS,
    VERDICTS,
    AnnotatedPassage,
    key_of_name,
    passage_tags,
)


@dataclass(frozen=True, slots=True)
class EditContext:
    """The state of the store, the user and the time that an action is computed from."""

    model: Model
    by: str
    at: str
    """ISO 8601, UTC."""


@dataclass(frozen=True, slots=True)
class Action:
    """An operation that depends on what is in the store."""

    does: str
    """For the log."""
    note: str
    operations: Callable[[EditContext], Iterable[Operation]]
    """May raise SitrepError; then nothing is done."""


def rename_tag(old: str, new: str) -> Action:
    """Call a tag otherwise everywhere, its subtopics too: on articles, on passages, in saved searches.

    Raises:
        SitrepError: where `old` is not in use, or `new` is.

    """
    new = tag_name(new)

    def operations(moment: EditContext) -> Iterator[Operation]:
        names = _with_subtopics(moment.model, old)
        if not names:
            raise SitrepError(f"no article or passage has the tag {old}")
        if _with_subtopics(moment.model, new) and not new.startswith(f"{old}/"):
            raise SitrepError(f"the tag {new} is in use already; to make one of both: merge {old} {new}")
        yield from _replace(moment.model, {name: new + name[len(old) :] for name in names})

    return Action("rename", f"{old} → {new}", operations)


def merge_tags(tags: Iterable[str], into: str) -> Action:
    """Make one tag of several.

    Raises:
        SitrepError: where one of them is not in use.

    """
    into, sources = tag_name(into), [tag for tag in dict.fromkeys(tags) if tag != into]

    def operations(moment: EditContext) -> Iterator[Operation]:
        for name in sources:
            if name not in list_used_tags(moment.model):
                raise SitrepError(f"no article or passage has the tag {name}")
        yield from _replace(moment.model, dict.fromkeys(sources, into))

    return Action("merge", f"{', '.join(sources)} → {into}", operations)


def delete_tag(tag: str, *, subtopics: bool = False) -> Action:
    """Take a tag off everything, with `subtopics` those below it too.

    Raises:
        SitrepError: where it is not in use.

    """

    def operations(moment: EditContext) -> Iterator[Operation]:
        names = _with_subtopics(moment.model, tag) if subtopics else list_used_tags(moment.model) & {tag}
        if not names:
            raise SitrepError(f"no article or passage has the tag {tag}")
        yield from _replace(moment.model, dict.fromkeys(sorted(names)))

    return Action("delete", tag, operations)


def colour_tag(tag: str, colour: str | None) -> Action:
    """Show a tag in a colour, as Rich names it (`#8fbc8f`, `bright_blue`); None: in the usual one."""
    name = tag_name(tag)
    document = {"tag": name, "colour": colour} if colour else None
    return Action("colour", f"{name} {colour or 'as usual'}", lambda _: [Put(PALETTE, key_of_name(name), document)])


def write_note(article: str, text: str, key: str | None = None) -> Action:
    """Add a remark on an article, or change the one under `key`; an empty text removes it."""

    def operations(moment: EditContext) -> Iterator[Operation]:
        document = {"article": article, "text": text, "by": moment.by, "at": moment.at}
        yield Put(NOTES, key, document if text.strip() else None)

    return Action("note", "", operations)


def mark_passage(article: str, selector: Selector, tags: Iterable[str] = (), note: str = "") -> Action:
    """Tag a passage, or remark on it."""
    names = tuple(tag_name(tag) for tag in tags)

    def operations(moment: EditContext) -> Iterator[Operation]:
        yield Put(SPANS, None, AnnotatedPassage("", article, selector, names, note, moment.by, moment.at).document())

    return Action("passage", "", operations)


def change_passage(passage: AnnotatedPassage, tags: Iterable[str] | None = None, note: str | None = None) -> Action:
    """Change tags or remark of a passage; without either left it is removed."""
    names = passage.tags if tags is None else tuple(tag_name(tag) for tag in tags)
    changed = replace(passage, tags=names, note=passage.note if note is None else note)

    def operations(moment: EditContext) -> Iterator[Operation]:
        document = replace(changed, by=moment.by, at=moment.at).document()
        yield Put(SPANS, passage.key, document if changed.tags or changed.note else None)

    return Action("passage", "", operations)


def save_search(name: str, query: str | None) -> Action:
    """Keep a query under a name, instead of an earlier one of that name; None forgets it."""
    label = " ".join(name.split())
    if not label:
        raise SitrepError("a saved search needs a name")

    def operations(moment: EditContext) -> Iterator[Operation]:
        document = {"name": label, "query": query, "by": moment.by, "at": moment.at}
        yield Put(SEARCHES, key_of_name(label), document if query is not None else None)

    return Action("search", label, operations)


def decide(decision: Decision) -> Action:
    """Keep a decision about entities, instead of an earlier one about the same thing."""

    def operations(moment: EditContext) -> Iterator[Operation]:
        document = to_document(replace(decision, by=moment.by, at=moment.at))
        yield Put(DECISIONS, key_of_name(decision_key(decision)), document)

    return Action(decision.kind, ", ".join(decision.names[:3]), operations)


def forget_decision(decision: Decision) -> Action:
    """Take a decision back, whoever made it."""
    put = Put(DECISIONS, key_of_name(decision_key(decision)), None)
    return Action(f"forget {decision.kind}", ", ".join(decision.names[:3]), lambda _: [put])


def judge_line(part: str, text: str, articles: Iterable[str], judgement: Judgement | None) -> Action:
    """Keep or strike a line of a brief, instead of what was said of it before; None takes that back.

    Args:
        part: of the brief.
        text: its words, as `extract.brief.verdicts.line_key` has them.
        articles: ids of those that it cites.
        judgement: what is said of it.

    """
    cited = tuple(dict.fromkeys(articles))

    def operations(moment: EditContext) -> Iterator[Operation]:
        own = key_of_name("\0".join((part, text, *cited[:1])))
        for key, document in moment.model.documents.get(VERDICTS, {}).items():
            with suppress(SitrepError):  # somebody's own program wrote something else there
                if Verdict.from_document(document).is_of(part, text, cited) and (key != own or judgement is None):
                    yield Put(VERDICTS, key, None)
        if judgement is not None:
            yield Put(VERDICTS, own, Verdict(part, text, cited, judgement, moment.by, moment.at).to_document())

    return Action(judgement or "no verdict", f"{part}: {text[:80]}", operations)


def list_used_tags(model: Model) -> set[str]:
    """Return every tag that an article or a passage has."""
    used = {tag for tag, number in model.counts[TAGS].items() if number > 0}
    for document in model.documents.get(SPANS, {}).values():
        used.update(passage_tags(document))
    return used


def _with_subtopics(model: Model, tag: str) -> list[str]:
    return sorted(name for name in list_used_tags(model) if name == tag or name.startswith(f"{tag}/"))


def _replace(model: Model, renamed: Mapping[str, str | None]) -> Iterator[Operation]:
    """Yield what makes another tag, or none, of each of the tags, wherever they stand."""
    for old, new in renamed.items():
        ids = tuple(article for article, labels in model.labels[TAGS].items() if old in labels)
        if ids:
            yield Mark(ids, (new,) if new else (), (old,))
        yield from _recolour(model, old, new)
    for key, document in model.documents.get(SPANS, {}).items():
        had = list(passage_tags(document))
        names = list(dict.fromkeys(name for name in (renamed.get(tag, tag) for tag in had) if name))
        if names != had:
            yield Put(SPANS, key, {**document, "tags": names} if names or document.get("note") else None)
    for key, document in model.documents.get(SEARCHES, {}).items():
        query = _TAG_TERM.sub(lambda found: f"tag:{renamed.get(found[1]) or found[1]}", str(document.get("query", "")))
        if query != document.get("query"):
            yield Put(SEARCHES, key, {**document, "query": query})


_TAG_TERM = re.compile(r"(?<![^\s(\-])tag:([^\s()\"*]+)(?=[\s)]|$)")
"""A tag in a query, as a whole: not `tag:aid/*`, which goes on meaning what it says."""


def _recolour(model: Model, old: str, new: str | None) -> Iterator[Operation]:
    palette = model.documents.get(PALETTE, {})
    document = palette.get(key_of_name(old))
    if document is not None:
        yield Put(PALETTE, key_of_name(old), None)
        if new and key_of_name(new) not in palette:
            yield Put(PALETTE, key_of_name(new), {**document, "tag": new})
