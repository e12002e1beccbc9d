"""The layering holds at run time too: what the browser imports at its start brings no pipeline with it."""

import subprocess
import sys

import pytest

pytestmark = pytest.mark.smoke

HEAVY = {"spacy", "numpy", "trafilatura", "babel", "dateparser", "lingua", "lxml"}


@pytest.mark.parametrize(
    "module",
    [
        "tui.cli", "extract.article", "extract.record", "extract.readers", "extract.page", "extract.index",
        "tui.screens.quotes", "tui.screens.brief", "tui.backend.briefs",
    ],
)  # fmt: skip
def test_importing_it_brings_no_pipeline(module: str) -> None:
    code = f"import sys, {module}; print(*sorted({{m.partition('.')[0] for m in sys.modules}}))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not HEAVY & set(loaded)


def test_extract_brings_no_textual() -> None:
    code = "import sys, extract.pipeline; print('textual' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False\n"
