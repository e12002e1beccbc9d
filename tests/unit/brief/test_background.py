"""Quotes and briefs are made in a child process, which ends with whoever wants them."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.brief.background import ChildRun, Request
from extract.errors import SitrepError
from extract.index import Cancellation, Cancelled
from tests.children import list_children


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


def test_a_request_survives_the_pipe() -> None:
    request = Request("brief", ["/news \udcff"], ["a", "b"], [{"kind": "reject", "names": ["Orsk"]}], "ferry")
    assert Request.from_json(request.to_json()) == request
