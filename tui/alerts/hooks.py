"""The user's own command that hears of new articles after each indexing, as notmuch's `post-new` does.

    [hooks]
    new = "mail -s 'new articles' anna"

It stands in the user's own settings and never in a corpus's, which colleagues can write: it would be theirs to run as
this user. It gets the ids of the new articles on standard input, a line each. Where it fails, hangs or is killed, the
same ids come again with those of the next indexing.
"""

from __future__ import annotations

import os
import signal
import subprocess
from contextlib import suppress
from tempfile import TemporaryFile

from extract.index import Corpus, Index
from tui.alerts.seen import SeenMarks

TIMEOUT_S = 60.0
"""How long a hook may take, in seconds."""
TOLD = 200
"""Characters of what it wrote to standard error that are told."""
MARK = "hook"


def run_hook(corpus: Corpus, index: Index, command: str, before: int, timeout: float = TIMEOUT_S) -> str | None:
    """Have a command hear of what is new since it last did; returns what went wrong.

    Args:
        corpus: which.
        index: of it.
        command: for the shell.
        before: the number of the last article that was there before the indexing, for a hook that never ran.
        timeout: seconds after which it is killed.

    """
    seen = SeenMarks.of_user(corpus)
    with seen.alone(MARK):
        since = seen.mark(MARK, index)
        newest = index.counts().newest
        ids = index.database.ids_added_since(before if since is None else since)
        problem = _feed(command, "".join(f"{one}\n" for one in ids), corpus, timeout) if ids else None
        if problem is None:
            seen.set_mark(MARK, index, newest)
            return None
        if since is None:
            seen.set_mark(MARK, index, before)
    return f"the hook for new articles {problem}; it gets the {len(ids):,} new ones again after the next indexing"


def _feed(command: str, lines: str, corpus: Corpus, timeout: float) -> str | None:
    """Run a command with these lines on standard input; returns what went wrong."""
    with TemporaryFile() as errors:  # no pipe: what it leaves running would hold that open
        process = subprocess.Popen(
            ["/bin/sh", "-c", command],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=errors,
            cwd=corpus.root,
            env={**os.environ, "SITREP_CORPUS": str(corpus.sources[0])},
            start_new_session=True,  # so that all that it starts can be ended with it
        )
        try:
            process.communicate(lines.encode("utf-8", "surrogateescape"), timeout)
        except subprocess.TimeoutExpired:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            return f"took longer than {timeout:.0f} seconds and was ended"
        errors.seek(0)
        said = errors.read(4 * TOLD).decode("utf-8", "replace").strip()[:TOLD]
    if process.returncode:
        return f"failed with exit code {process.returncode}" + (f": {said}" if said else "")
    return None
