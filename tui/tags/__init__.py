"""Tags, notes and decisions: the only data that nobody can rebuild.

    store = TagStore.open(corpus.tags_path, analyst="anna")     # not before the first frame: in a worker
    store.tags("9c2e...")                -> ("aid/2026", "procurement")
    store.states("9c2e...")              -> ("read", "starred")
    store.counts()                       -> {"procurement": 142, ...}      most used first
    entry = store.tag(ids, add=["procurement"], remove=["draft"], hints={id: (title, path)})
    entry = store.mark(ids, add=["read"])                        # or "starred"; remove= clears
    entry = store.apply([Mark(...), Put(...)], note)             # several as one; durable when it returns
    outcome = store.undo()               -> UndoOutcome(entry, taken_back, left, message)   message: for the status line
    outcome = store.redo()
    changed = store.poll()               -> ForeignChanges(ids, tables, entries); false where nobody wrote: three `stat`
    store.close()                        # folds the journal into tags.json; also a context manager
    store.entries()                      # who did what when, oldest first
    store.compact(); store.archive()     # tags.json anew; the journal put away as tags.journal.N, a new one begun

    store.preview(ids, add, remove)      -> Preview; str() of it is "+142 -3"
    store.complete("pro")                -> ["procurement", ...]           tags in use, best first
    store.notes(id), .passages(id), .searches(), .colours(), .documents(table)
    store.do(rename_tag("aid", "support"))                       # and the other actions below, each one undo entry:
        merge_tags(tags, into)  delete_tag(tag)  colour_tag(tag, "#8fbc8f")  save_search(name, query or None)
        write_note(id, text)  mark_passage(id, select(text, start, end), tags, note)  change_passage(passage, tags)
        judge_line(part, text, ids, "kept" or "struck" or None)
        decide(Decision("merge", label, names, others=...))  forget_decision(decision)
    store.decisions(); store.rules()     -> extract.decisions: Rules, for apply(record, rules); same until changed
    store.verdicts()                     -> extract.brief.verdicts: Verdicts, on lines of briefs
    store.overlay()                      -> extract.index.Overlay; same object until changed
    find(text, passage.selector)         -> AnchorMatch(start, end, score) | None     where the passage stands now

On disk: `tags.json` is TinyDB's, written whole, with the one before it as `tags.json.bak`; `tags.journal` has every
operation, and is the log, what undo needs, and the last resort from which all can be rebuilt. `tui.tags.storage` keeps
TinyDB's own API above them.

Every method may be called from any thread and raises SitrepError with a message for the user; an operation that
raised was not made. `tag_line("+a -b")` reads what is typed, `tag_name` checks one name. Nothing here imports Textual.
"""

from extract.anchor import AnchorMatch, Selector, find, select
from tui.tags.actions import (
    Action,
    change_passage,
    colour_tag,
    decide,
    delete_tag,
    forget_decision,
    judge_line,
    mark_passage,
    merge_tags,
    rename_tag,
    save_search,
    write_note,
)
from tui.tags.changes import DocumentChange, Entry, LabelChange, Mark, Operation, Put
from tui.tags.contents import Preview
from tui.tags.handle import ForeignChanges
from tui.tags.names import tag_line, tag_name
from tui.tags.store import TagStore
from tui.tags.undo import KeptCell, UndoOutcome
from tui.tags.values import AnnotatedPassage, Note, Search

__all__ = [
    "Action",
    "AnchorMatch",
    "AnnotatedPassage",
    "DocumentChange",
    "Entry",
    "ForeignChanges",
    "KeptCell",
    "LabelChange",
    "Mark",
    "Note",
    "Operation",
    "Preview",
    "Put",
    "Search",
    "Selector",
    "TagStore",
    "UndoOutcome",
    "change_passage",
    "colour_tag",
    "decide",
    "delete_tag",
    "find",
    "forget_decision",
    "judge_line",
    "mark_passage",
    "merge_tags",
    "rename_tag",
    "save_search",
    "select",
    "tag_line",
    "tag_name",
    "write_note",
]
