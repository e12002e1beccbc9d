"""What holds for every test, and on how many processes the suite runs."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator

import pytest
from hypothesis import settings

settings.register_profile("sitrep", deadline=None)  # how long an example takes is a matter of the machine, not a fault
# Random examples look for faults where somebody can mend them; what is handed in is judged by the same ones each time.
settings.load_profile("ci" if os.environ.get("CI") else "sitrep")

os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # hundreds of tests start programs, each of which would compile all
sys.dont_write_bytecode = False

MAX_WORKERS = 4
"""Each holds a pipeline and an index and starts processes of its own: some 1 GB."""

ALONE = ("keyword", "lf", "stepwise", "collectonly", "update_snapshots")
"""Options that choose a few tests, or that workers cannot serve."""


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int | None:
    """Give the whole suite a worker for each core, and one that works while others wait; chosen tests run here."""
    if "PYTEST_XDIST_AUTO_NUM_WORKERS" in os.environ:
        return None  # xdist reads it
    chosen = any(config.getoption(name, False) for name in ALONE)
    if config.args_source is pytest.Config.ArgsSource.ARGS or chosen:
        return 0
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(cores + 1, MAX_WORKERS)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the files that have slow tests, lest one worker be left alone with them at the end."""
    slow = {item.path for item in items if item.get_closest_marker("slow")}
    items.sort(key=lambda item: item.path not in slow)


@pytest.fixture(scope="session", autouse=True)
def _nobody(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A user without settings, session or data: those of whoever runs the tests are neither read nor written."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOME", str(tmp_path_factory.mktemp("nobody")))
        for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"):
            patch.delenv(name, raising=False)
        yield
