"""Tags, notes and decisions: the only data that nobody can rebuild.

    store = TagStore.open(corpus.tags_path, analyst="anna")     # not before the first frame: in a worker
    store.tags("9c2e...")                -> ("aid/2026", "procurement")
    store.states("9c2e...")              -> ("read", "starred")
    store.counts()                       -> {"procurement": 142, ...}      most used first
    entry = store.tag(ids, add=["procurement"], remove=["draft"], hints={id: (title, path)})
    entry = store.mark(ids, add=["read"])                        # or "starred"; remove= clears
    entry = store.apply([Mark(...), Put(...)], note)             # several as one; durable when it returns
    outcome = store.undo()               -> Outcome(entry, taken_back, left, message)   message: for the status line
    outcome = store.redo()
    changed = store.poll()               -> Changed(ids, tables, entries); false where nobody wrote; two stat calls
    store.close()                        # folds the journal into tags.json; also a context manager

Every method may be called from any thread and raises SitrepError with a message for the user; an operation that
raised was not made. `tag_line("+a -b")` reads what is typed, `tag_name` checks one name. Nothing here imports Textual.
"""

from tui.tags.changes import Entry, Mark, Marked, Operation, Put, Stored
from tui.tags.names import tag_line, tag_name
from tui.tags.store import Changed, TagStore
from tui.tags.undo import Left, Outcome

__all__ = [
    "Changed",
    "Entry",
    "Left",
    "Mark",
    "Marked",
    "Operation",
    "Outcome",
    "Put",
    "Stored",
    "TagStore",
    "tag_line",
    "tag_name",
]
