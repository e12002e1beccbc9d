"""Saved searches, rules and the hook: what is done about new articles, through the command line."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from extract.index import Corpus, Index
from tests.command_line import run_sitrep
from tests.waiting import WAIT_S
from tui.alerts import hooks
from tui.tags import TagStore, save_search

Run = Callable[..., CompletedProcess[str]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "news").mkdir()
    return tmp_path / "news"


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Return what runs sitrep as a user with this home."""
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME"):
        monkeypatch.delenv(name, raising=False)
    return run_sitrep


def write(folder: Path, name: str, text: str) -> None:
    (folder / f"{name}.txt").write_text(f"{name.capitalize()}\n\n{text}\n")


def index(run: Run, folder: Path) -> str:
    done = run("index", str(folder), "--scan-only")
    assert done.returncode == 0, done.stderr
    return done.stderr


def titles(output: str) -> list[str]:
    return [json.loads(line)["title"] for line in output.splitlines()]


def tagged(folder: Path, tag: str) -> list[str]:
    corpus = Corpus.locate([folder])
    with TagStore.of(corpus) as store:
        return sorted(row.title for row in Index.open(corpus).search(f"tag:{tag}", overlay=store.overlay()).page(0, 50))


def settings(tmp_path: Path, text: str) -> None:
    (tmp_path / ".config" / "sitrep").mkdir(parents=True, exist_ok=True)
    (tmp_path / ".config" / "sitrep" / "config.toml").write_text(text)


def rules(folder: Path, text: str) -> None:
    (folder / ".sitrep" / "settings.toml").write_text(f"[rules]\n{text}\n")


def test_a_saved_search_prints_what_is_new_since_it_last_did(run: Run, folder: Path) -> None:
    write(folder, "ferry", "The ferry sank in the harbour.")
    write(folder, "bridge", "The bridge was opened by the council.")
    index(run, folder)
    run("searches", "save", "boats", "ferry or tug", "-c", str(folder))
    first = run("searches", "run", "-c", str(folder))
    assert (first.returncode, titles(first.stdout)) == (0, ["Ferry"])
    assert json.loads(first.stdout)["search"] == "boats"
    assert run("searches", "run", "boats", "-c", str(folder)).returncode == 1
    write(folder, "tug", "The tug came too late.")
    write(folder, "tunnel", "The tunnel is to follow the bridge.")
    index(run, folder)
    assert titles(run("searches", "run", "--keep", "-c", str(folder)).stdout) == ["Tug"]
    assert titles(run("searches", "run", "boats", "-c", str(folder)).stdout) == ["Tug"]
    assert run("searches", "run", "-c", str(folder)).returncode == 1


def test_a_search_that_cannot_be_read_is_not_saved(run: Run, folder: Path) -> None:
    write(folder, "ferry", "The ferry sank in the harbour.")
    index(run, folder)
    for query in ("person:(", "foo:bar", "is:wet", "date:2024-13"):
        done = run("searches", "save", str(folder), "bad", query)
        assert (done.returncode, "^" in done.stderr) == (2, True), query
    assert run("searches", "list", str(folder)).returncode == 1


def test_a_saved_search_that_can_no_longer_be_read_is_an_input_that_failed(run: Run, folder: Path) -> None:
    write(folder, "ferry", "The ferry sank in the harbour.")
    index(run, folder)
    run("searches", "save", str(folder), "boats", "ferry")
    with TagStore.of(Corpus.locate([folder])) as store:
        store.do(save_search("old", "foo:bar"))
    done = run("searches", "run", str(folder))
    assert (done.returncode, titles(done.stdout)) == (3, ["Ferry"])
    assert "old: there is no field foo" in done.stderr
    assert run("searches", "run", str(folder)).returncode == 3


def test_after_a_rebuild_nothing_is_new_again(run: Run, folder: Path) -> None:
    write(folder, "ferry", "The ferry sank in the harbour.")
    index(run, folder)
    run("searches", "save", "boats", "ferry or tug", "-c", str(folder))
    run("searches", "run", "-c", str(folder))
    run("index", str(folder), "--scan-only", "--rebuild")
    assert run("searches", "run", "-c", str(folder)).returncode == 1
    write(folder, "tug", "The tug came too late.")
    index(run, folder)
    assert titles(run("searches", "run", "-c", str(folder)).stdout) == ["Tug"]


@pytest.mark.parametrize("option", [(), ("--rebuild",)])
def test_a_damaged_index_is_built_anew_and_nothing_in_it_is_new(
    run: Run, folder: Path, option: tuple[str, ...]
) -> None:
    write(folder, "ferry", "The ferry sank in the harbour.")
    index(run, folder)
    rules(folder, 'boats = "ferry or tug"')
    data = folder / ".sitrep"
    for beside in data.glob("index.db-*"):
        beside.unlink()
    (data / "index.db").write_text("no index at all")
    done = run("index", str(folder), "--scan-only", *option)
    assert (done.returncode, json.loads(done.stdout)["articles"]) == (0, 1)
    assert list(data.glob("index.db.damaged-*")) or option
    assert tagged(folder, "boats") == []
    write(folder, "tug", "The tug came too late.")
    assert "rule: +boats on 1 article" in index(run, folder)
    assert tagged(folder, "boats") == ["Tug"]


def test_rules_tag_what_is_new_and_an_analyst_has_the_last_word(run: Run, folder: Path) -> None:
    write(folder, "ferry", "The ferry sank in the harbour.")
    index(run, folder)
    rules(folder, 'boats = "ferry or tug"')
    write(folder, "tug", "The tug came too late.")
    assert "rule: +boats on 1 article" in index(run, folder)
    assert tagged(folder, "boats") == ["Tug"]
    assert run("rules", "run", str(folder)).returncode == 0
    assert tagged(folder, "boats") == ["Ferry", "Tug"]
    run("tag", str(folder), "-boats -- ferry")
    assert run("rules", "run", str(folder)).returncode == 1
    assert tagged(folder, "boats") == ["Tug"]
    log = run("tags", "log", str(folder)).stdout
    assert [json.loads(line)["by"] for line in log.splitlines()].count("rule") == 2


def test_what_a_rule_did_is_undone_as_any_tag(run: Run, folder: Path) -> None:
    write(folder, "ferry", "The ferry sank in the harbour.")
    (folder / ".sitrep").mkdir()
    rules(folder, 'boats = "ferry or tug"')
    index(run, folder)
    assert tagged(folder, "boats") == ["Ferry"]
    assert run("tags", "undo", str(folder), "--analyst", "rule").returncode == 0
    assert tagged(folder, "boats") == []


def test_rules_are_listed_and_a_mistake_is_pointed_at(run: Run, folder: Path) -> None:
    write(folder, "ferry", "The ferry sank in the harbour.")
    index(run, folder)
    assert run("rules", "list", str(folder)).returncode == 1
    rules(folder, 'boats = "ferry"\nbad = "ferry or ("')
    assert len(run("rules", "list", str(folder)).stdout.splitlines()) == 2
    checked = run("rules", "check", str(folder))
    assert checked.returncode == 2
    assert "bad:" in checked.stderr
    assert "^" in checked.stderr
    write(folder, "tug", "The ferry was towed.")
    assert "the rule bad was not run" in index(run, folder)
    assert tagged(folder, "boats") == ["Tug"]
    ran = run("rules", "run", str(folder))
    assert ran.returncode == 3
    done = [json.loads(line) for line in ran.stdout.splitlines()]
    assert {row["tag"]: row["done"] for row in done} == {"boats": True, "bad": False}


@pytest.mark.parametrize("text", ["boats = 3", "[[[", 'x = {a = "b"}'])
def test_settings_that_are_none_are_told_and_stop_nothing(run: Run, folder: Path, text: str) -> None:
    write(folder, "ferry", "The ferry sank in the harbour.")
    (folder / ".sitrep").mkdir()
    rules(folder, text)
    done = run("index", str(folder), "--scan-only")
    assert "rules were not run" in done.stderr
    assert json.loads(done.stdout)["articles"] == 1


def test_a_hook_gets_the_ids_of_new_articles_and_those_it_failed_on_again(
    run: Run, folder: Path, tmp_path: Path
) -> None:
    heard = tmp_path / "heard"
    write(folder, "ferry", "The ferry sank in the harbour.")
    index(run, folder)
    settings(tmp_path, f"[hooks]\nnew = \"echo no luck >&2; cat > '{heard}'; exit 3\"\n")
    write(folder, "tug", "The tug came too late.")
    told = index(run, folder)
    assert "failed with exit code 3: no luck" in told
    first = heard.read_text().split()
    settings(tmp_path, f"[hooks]\nnew = \"cat > '{heard}'\"\n")
    write(folder, "bridge", "The bridge was opened.")
    assert "hook" not in index(run, folder)
    second = heard.read_text().split()
    assert len(first) == 1
    assert len(second) == 2
    assert second[0] == first[0]


def test_a_hook_that_hangs_is_ended_with_all_that_it_started(
    folder: Path, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    write(folder, "ferry", "The ferry sank in the harbour.")
    index(run, folder)
    corpus = Corpus.locate([folder])
    opened = Index.open(corpus)
    problem = hooks.run_hook(corpus, opened, "sleep 600 & sleep 600", 0, timeout=0.3)
    assert problem is not None
    assert "and was ended" in problem
    assert "1 new ones again" in problem
    assert hooks.run_hook(corpus, opened, f"cat > '{tmp_path}/heard'", 0) is None
    assert len((tmp_path / "heard").read_text().split()) == 1


def test_a_hook_that_leaves_something_running_is_not_waited_for(
    folder: Path, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    write(folder, "ferry", "The ferry sank in the harbour.")
    index(run, folder)
    corpus = Corpus.locate([folder])
    left = f"setsid sh -c 'echo $$ > {tmp_path}/pid; exec sleep 3600' & while ! [ -s {tmp_path}/pid ]; do :; done"
    try:
        assert hooks.run_hook(corpus, Index.open(corpus), left, 0, timeout=WAIT_S) is None
        os.kill(int((tmp_path / "pid").read_text()), 0)
    finally:
        os.kill(int((tmp_path / "pid").read_text()), signal.SIGKILL)


def test_a_command_in_the_corpus_is_never_run(run: Run, folder: Path, tmp_path: Path) -> None:
    write(folder, "ferry", "The ferry sank in the harbour.")
    (folder / ".sitrep").mkdir()
    (folder / ".sitrep" / "settings.toml").write_text(f"[hooks]\nnew = \"touch '{tmp_path}/run'\"\n")
    index(run, folder)
    assert not (tmp_path / "run").exists()
