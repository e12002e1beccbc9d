"""The manual page is that of the commands, and comes with the wheel."""

from __future__ import annotations

import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

from tests.man_page import PAGE, man_page
from tui.cli import COMMANDS

ROOT = Path(__file__).parents[2]


def test_the_page_is_that_of_the_commands() -> None:
    assert PAGE.read_text(encoding="utf-8") == man_page(), "run python -m tests.man_page"


def test_every_command_has_its_section() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert all(f".SS sitrep {name}\n" in page for name in COMMANDS)


def test_the_wheel_installs_it_where_man_looks() -> None:
    data = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    shared = data["tool"]["hatch"]["build"]["targets"]["wheel"]["shared-data"]
    assert shared == {str(PAGE.relative_to(ROOT)): "share/man/man1/sitrep.1"}


@pytest.mark.skipif(shutil.which("groff") is None, reason="needs groff")
def test_it_is_set_without_a_warning() -> None:
    done = subprocess.run(["groff", "-man", "-Tutf8", "-ww", str(PAGE)], capture_output=True, text=True, check=True)
    assert not done.stderr
    assert "sitrep search" in done.stdout
