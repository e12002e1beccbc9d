"""What the first frame waits for: these modules of ours and no others; and it is useful when it comes.

A start is as long as what it imports. Whoever needs a module more in the first frame adds it here, and measures
(`python -m tests.bench.first_frame CORPUS`); whatever can wait is imported where it is first used.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from extract.index import Corpus
from extract.index.build import build

ROOT = Path(__file__).parents[2]
OURS = {
    *("tui.browse", "tui.config", "tui.config_file", "tui.session", "tui.keys"),
    *("tui.backend.annotated", "tui.backend.backend", "tui.backend.open_corpus", "tui.backend.results"),
    *("tui.app", "tui.hangup", "tui.worker_threads", "tui.messages", "tui.keymap", "tui.labels"),
    *("tui.theme", "tui.terminal_diff", "tui.backend", "tui.screens.browse"),
    *("tui.screens", "tui.screens.browser_screen", "tui.screens.key_screen", "tui.screens.screen_context"),
    *("tui.screens.browse.hints", "tui.screens.browse.panes", "tui.screens.browse.screen", "tui.screens.browse.start"),
    *(
        "tui.views",
        "tui.views.card",
        "tui.views.card_cursor",
        "tui.views.cells",
        "tui.views.columns",
        "tui.views.places",
        "tui.views.row",
        "tui.views.text",
    ),
    *("tui.views.article_frame", "tui.views.byline", "tui.views.work"),
    *("tui.widgets", "tui.widgets.article", "tui.widgets.article_list", "tui.widgets.bars", "tui.widgets.pane"),
    "tui.widgets.messages",
}
LATER = {
    *("search.ask", "search.highlight", "search.facets", "search.entities", "search.kwic", "store.entity_table"),
    *("store.writer", "store.listing", "scan.scan", "scan.files", "extraction.run"),
    *("query.parse", "query.compile", "query.fields", "query.tree", "query.dates"),
}
"""Modules of the index that answer what is asked for later."""
OTHERS = {
    *("extract.names", "extract.lexicon", "extract.readers", "extract.page", "extract.decisions", "extract.components"),
    *("tomllib", "csv", "email", "importlib.metadata", "zipfile", "hashlib", "zoneinfo", "msgspec", "lark", "regex"),
    *("rapidfuzz", "tinydb", "typer", "spacy", "numpy"),
}
"""What would be easily imported by accident."""

PROBE = """
import asyncio, sys
from tui import app, browse, config, session
from tui.backend.backend import Backend
from tui.screens.browse import start

backend = Backend.open([sys.argv[1]])
browser = app.Browser(backend, start.read_start(backend, session.ReadingPlace()), config.Config(), settle_s=3600)

async def first_frame():
    async with browser.run_test(size=(120, 40)):
        rows = ["".join(part.text for part in strip) for strip in browser.screen._compositor.render_strips()]
        assert any("1 of 5" in row for row in rows), rows
        print(*sys.modules)

asyncio.run(first_frame())
"""


@pytest.mark.parametrize("extraction", [False, True], ids=["scanned", "with a card"])
def test_the_first_frame_waits_for_these_modules_and_no_others(tmp_path: Path, extraction: bool) -> None:
    folder = shutil.copytree(ROOT / "seeds", tmp_path / "seeds", ignore=shutil.ignore_patterns(".sitrep"))
    build(Corpus.locate([folder]), lambda _: None, extraction=extraction)
    done = subprocess.run([sys.executable, "-c", PROBE, str(folder)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    loaded = set(done.stdout.split())
    assert {name for name in loaded if name.startswith("tui.")} == OURS
    assert not {f"extract.index.{name}" for name in LATER} & loaded
    assert not OTHERS & loaded
