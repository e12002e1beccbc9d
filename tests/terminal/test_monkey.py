"""Any keys, in any order, as fast as they come: the browser ends when it is asked to, and only then."""

from __future__ import annotations

import json
import statistics
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.terminal.monkey import Monkey, write_corpus
from tests.terminal.terminal import SITREP

KEYS = 5000
GROWTH_MB = 25.0
"""What the second half of a session may take more than the first: caches that fill, not what grows with every key."""
MOST_MB = 120.0
"""What the browser's process may take at any time, in megabytes of resident memory: the design's bound."""


@pytest.fixture
def articles(tmp_path: Path) -> tuple[Path, Sequence[str]]:
    """Two hundred made-up articles, indexed, and their ids."""
    corpus = tmp_path / "corpus"
    write_corpus(corpus, 200)
    subprocess.run([*SITREP, "index", str(corpus)], check=True, capture_output=True)
    found = subprocess.run(
        [*SITREP, "search", str(corpus), "council", "--format", "jsonl"],
        check=True,
        capture_output=True,
        encoding="utf-8",
    )
    return corpus, [json.loads(line)["id"] for line in found.stdout.splitlines()]


@pytest.mark.slow
def test_random_keys_bursts_pastes_and_sizes_while_colleagues_change_the_corpus(
    articles: tuple[Path, Sequence[str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)  # exports go to the folder that one is in
    monkey = Monkey(*articles, seed=20)
    try:
        report = monkey.run(KEYS)
    finally:
        monkey.close()
    assert report.keys >= KEYS
    sessions = longest_session(report.memory)
    half = len(sessions) // 2
    assert half < 3 or statistics.median(sessions[half:]) - statistics.median(sessions[:half]) < GROWTH_MB, sessions
    assert max(megabytes for _, megabytes in report.memory) < MOST_MB, report.memory
    assert report.stops


def longest_session(memory: Sequence[tuple[int, float]]) -> list[float]:
    """Return the resident MB of the longest run of the program between two quits, at each check."""
    runs: list[list[float]] = [[]]
    last = 0
    for keys, megabytes in memory:
        if keys < last:
            runs.append([])
        runs[-1].append(megabytes)
        last = keys
    return max(runs, key=len)
