"""A record that is written and read back is the same record."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from extract.record import from_json, to_json

SEEDS = Path(__file__).parents[2] / "seeds"


@pytest.mark.smoke
def test_extract_prints_a_record_a_file_that_reads_back() -> None:
    files = sorted(map(str, SEEDS.glob("*.txt")))
    run = subprocess.run(
        [sys.executable, "-m", "tui.cli", "extract", *files], capture_output=True, text=True, check=True
    )
    records = [json.loads(line) for line in run.stdout.splitlines()]
    assert [r["path"] for r in records] == files
    for data in records:
        assert data["text"] == Path(data["path"]).read_bytes().decode()
        assert to_json(from_json(data)) == data
