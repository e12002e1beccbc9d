from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.command_line import run_sitrep

ROOT = Path(__file__).parents[2]
HIDDEN = shutil.ignore_patterns(".sitrep")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user without settings, session or data."""
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    for name in (
        "XDG_CONFIG_HOME",
        "XDG_STATE_HOME",
        "XDG_DATA_HOME",
        "XDG_CACHE_HOME",
        "NO_COLOR",
        "COLORFGBG",
        "TMUX",
    ):
        monkeypatch.delenv(name, raising=False)
    return home


@pytest.fixture
def fresh(tmp_path: Path) -> Path:
    """A copy of the seeds that was never indexed."""
    return Path(shutil.copytree(ROOT / "seeds", tmp_path / "seeds", ignore=HIDDEN))


@pytest.fixture(scope="session")
def _indexed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("indexed") / "seeds"
    shutil.copytree(ROOT / "seeds", folder, ignore=HIDDEN)
    assert run_sitrep("index", folder).returncode == 0
    return folder


@pytest.fixture
def seeds(_indexed: Path, tmp_path: Path) -> Path:
    """A copy of the seeds that is indexed, with times as they were."""
    return Path(shutil.copytree(_indexed, tmp_path / "seeds"))
