"""What README promises is what the program does."""

import re
import subprocess
import sys
import tomllib
from importlib.metadata import version
from pathlib import Path

import pytest

from extract.index.extraction import process_pool
from extract.index.query.parse import parse
from extract.readers import limits
from tests.readme_blocks import BLOCKS, split
from tui import DISTRIBUTION
from tui.cli import COMMANDS

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text("utf-8")


def section(name: str) -> str:
    """Return the text under a heading."""
    found = re.search(rf"^## {name}\n(.*?)(?=^## |\Z)", README, re.MULTILINE | re.DOTALL)
    assert found, name
    return found[1]


def code(text: str) -> list[str]:
    return re.findall(r"`([^`\n]+)`", text)


def test_every_command_is_listed_and_none_that_is_not_there() -> None:
    text = section("Commands")
    named = {words[1] for words in map(str.split, code(text)) if words[0] == "sitrep" and len(words) > 1} - {"PATH"}
    assert named <= set(COMMANDS)
    for command in COMMANDS:
        assert re.search(rf"\b{command}\b", text), command


@pytest.mark.parametrize("name", BLOCKS)
def test_the_tables_are_those_of_the_code(name: str) -> None:
    assert split(name)[1].strip() == BLOCKS[name].make(), "run python -m tests.readme_blocks"


QUERIES = [
    query
    for row in re.findall(r"^\| (`.*) \|", section("Queries"), re.MULTILINE)
    for query in code(row.split(" | ")[0])
]


@pytest.mark.parametrize("query", QUERIES)
def test_every_query_is_one_that_is_read(query: str) -> None:
    parse(f"{query}x" if query.endswith(":") else query)


def test_limits_are_those_in_force() -> None:
    text = section("Limits")
    mib = 1024 * 1024
    for promise in (
        f"{limits.MAX_TEXT:,} characters",
        f"text file may have {limits.MAX_FILE // mib} MiB",
        f"a web page {limits.MAX_HTML // mib} MiB",
        f"CSV {limits.MAX_ROW // mib} MiB",
        f"a document {limits.MAX_DOCUMENT // mib} MiB",
        f"{limits.BOMB // mib} MiB and {limits.MAX_EXPANSION} times its size",
        f"longer than {process_pool.ARTICLE_S:.0f} seconds, and {process_pool.WORD_S * 1000:.0f} more",
    ):
        assert promise in " ".join(text.split()), promise


def test_both_commands_stand_on_a_line_of_their_own() -> None:
    lines = [line.strip() for line in section("Start").splitlines() if line.startswith("    ")]
    assert len(lines) == 2
    assert all(line.startswith("python3 -m venv .venv && .venv/bin/pip install") for line in lines)
    assert lines[0].endswith(".venv/bin/sitrep seeds")
    assert lines[1].endswith(".venv/bin/pytest")


def test_what_is_installed_is_the_checkout_since_the_name_on_the_index_is_anothers() -> None:
    sources = re.findall(r"pip install (?:-q |-e )*(\S+)", README)
    assert len(sources) >= 3
    assert all(source.strip("'").partition("[")[0] == "." for source in sources), sources


def test_the_program_runs_as_a_module_too() -> None:
    done = subprocess.run([sys.executable, "-m", "tui", "--version"], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["sitrep", version(DISTRIBUTION)]


def test_the_licence_of_the_weights_is_that_of_their_model_card() -> None:
    card = (ROOT / "extract/model/MODEL_CARD.md").read_text("utf-8")
    (licence,) = re.findall(r"^\| licence \| ([^,|]+)", card, re.MULTILINE)
    assert licence in " ".join(section("Licences").split())
    assert licence in (ROOT / "pyproject.toml").read_text("utf-8")


def test_a_package_is_needed_once() -> None:
    needed = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    names = [re.split(r"[<>=~\[; ]", one)[0] for one in needed]
    assert sorted(names) == sorted(set(names))
