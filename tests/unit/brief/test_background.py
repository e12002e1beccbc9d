"""Quotes and briefs are made in a child process, which ends with whoever wants them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from extract.brief.background import ChildRun, Request
from extract.errors import SitrepError
from extract.index import Cancellation, Cancelled, Corpus, Index
from extract.index.build import build
from tests.children import list_children
from tests.waiting import wait_until

MINUTES_OF_WORK = 1_000_000
"""Times that a child is given an article to read."""
PARENT = """
import sys
from extract.brief.background import ChildRun, Request

request = Request.from_json(sys.stdin.read())
list(ChildRun(request, lambda done, of: print(done, flush=True)))
"""


def test_what_goes_wrong_in_the_child_is_told(tmp_path: Path) -> None:
    with pytest.raises(SitrepError, match="gone"):
        list(ChildRun(Request("brief", [str(tmp_path / "gone")], ["a"])))
    assert not list_children("extract.brief.service")


def test_a_corpus_without_an_index_has_no_rows(tmp_path: Path) -> None:
    run = ChildRun(Request("quotes", [str(tmp_path)], ["a"]))
    assert (list(run), run.articles, run.missing) == ([], 0, 0)


def test_a_child_is_killed_when_it_is_cancelled(tmp_path: Path) -> None:
    cancellation = Cancellation()
    cancellation.cancel()
    with cancellation.scope(), pytest.raises(Cancelled):
        list(ChildRun(Request("brief", [str(tmp_path)], ["a"])))
    assert not list_children("extract.brief.service")


def test_a_child_ends_when_its_parent_is_killed(tmp_path: Path) -> None:
    (tmp_path / "ferry.txt").write_text("Ferry aground\n\nThe ferry Karla went aground off Torvik.\n", "utf-8")
    corpus = Corpus.locate([str(tmp_path)])
    build(corpus, lambda _: None, extraction=False)
    index = Index.open(corpus)
    ids = list(index.search("").ids()) * MINUTES_OF_WORK
    index.close()
    with subprocess.Popen([sys.executable, "-c", PARENT], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as parent:
        assert parent.stdin is not None
        assert parent.stdout is not None
        parent.stdin.write(Request("quotes", [str(tmp_path)], ids).to_json().encode())
        parent.stdin.close()
        assert parent.stdout.readline() == b"500\n"
        (child,) = map(psutil.Process, list_children("extract.brief.service", parent.pid))
        parent.kill()
    try:
        wait_until(lambda: not child.is_running() or child.status() == psutil.STATUS_ZOMBIE, "the end of the child")
    finally:
        if child.is_running():
            child.kill()


def test_a_request_survives_the_pipe() -> None:
    request = Request("brief", ["/news \udcff"], ["a", "b"], [{"kind": "reject", "names": ["Orsk"]}], "ferry")
    assert Request.from_json(request.to_json()) == request
