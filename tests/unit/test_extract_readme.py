"""extract/README.md is true: its examples run, and the files and tests that it names are there."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "extract" / "README.md").read_text("utf-8")
EXAMPLES = re.findall(r"^```python\n(.*?)^```", TEXT, re.MULTILINE | re.DOTALL)
PROSE = re.sub(r"^```.*?^```", "", TEXT, flags=re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("example", EXAMPLES, ids=["files", "pipeline", "index"])
def test_the_examples_run(
    example: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds", ignore=shutil.ignore_patterns(".*"))
    monkeypatch.chdir(tmp_path)
    exec(compile(example, "extract/README.md", "exec"), {})
    assert capsys.readouterr().out.strip(" []0\n")


def test_the_tests_that_the_recipes_name_are_there() -> None:
    sources = "".join(path.read_text("utf-8") for path in (ROOT / "tests").rglob("test_*.py"))
    named = set(re.findall(r"`(test_\w+)`", PROSE))
    assert len(named) > 10
    assert [name for name in sorted(named) if f"def {name}(" not in sources] == []


def test_the_files_that_it_names_are_there() -> None:
    named = set(re.findall(r"`((?:[\w.]+/)+[\w.]*|\w+\.(?:py|toml))`", PROSE))
    rooms = (ROOT, ROOT / "extract", ROOT / "extract" / "index")
    assert len(named) > 20
    assert [name for name in sorted(named) if not any((room / name).exists() for room in rooms)] == []


def test_every_room_is_on_the_map() -> None:
    rooms = [path.parent for path in (ROOT / "extract").rglob("__init__.py") if path.parent.name != "training"]
    drawn = TEXT.partition("## The rooms")[2].partition("## The way")[0]
    assert [room.name for room in rooms if room.name != "extract" and f"{room.name}/" not in drawn] == []
