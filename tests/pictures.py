"""Pictures of the running browser, for README and for whoever changes a screen and wants to look at it.

python -m tests.pictures                    writes tests/pictures/*.svg, as README shows them
python -m tests.pictures out j t 120x40     one picture, after these keys, into out.svg
"""

from __future__ import annotations

import argparse
import asyncio
import shutil
import sys
import tempfile
import threading
from collections.abc import Iterable
from pathlib import Path

from extract.index import Corpus, Progress
from tui.app import Browser
from tui.backend.backend import Backend
from tui.config import Config
from tui.screens.browse.start import read_start
from tui.session import ReadingPlace

ROOT = Path(__file__).parents[1]
README = {
    "browser": ("120x32", ["j", "tab"]),
    "help": ("120x40", ["?"]),
}


def indexed_seeds(folder: Path) -> Path:
    """Copy the seeds and index them."""
    seeds = Path(shutil.copytree(ROOT / "seeds", folder / "seeds", ignore=shutil.ignore_patterns(".sitrep")))
    backend = Backend.open([str(seeds)])
    done, failed = threading.Event(), threading.Event()

    def follow(work: Progress) -> None:
        if work.phase == "error":
            failed.set()
        if work.phase in ("done", "error"):
            done.set()

    backend.update_index(follow)
    ended = done.wait(120)
    backend.close()
    if failed.is_set() or not ended:
        sys.exit("the seeds could not be indexed, so there is nothing to picture")
    return seeds


async def picture(seeds: Path, size: str, keys: Iterable[str], config: Config | None = None) -> str:
    """Return the screen as SVG after the keys."""
    columns, rows = map(int, size.split("x"))
    backend = Backend(Corpus.locate([seeds]), "analyst", updates=False)
    browser = Browser(
        backend, read_start(backend, ReadingPlace(visited=True)), config or Config(theme="dark", read_ms=-1)
    )
    async with browser.run_test(size=(columns, rows)) as pilot:
        await settled(browser, pilot.pause)
        for key in keys:
            if len(key) > 1 and key.startswith("'"):
                for character in key[1:]:
                    await pilot.press("space" if character == " " else character)
            else:
                await pilot.press(key)
            await settled(browser, pilot.pause)
        return browser.export_screenshot(title=f"sitrep {backend.name}")


async def settled(browser: Browser, pause: object) -> None:
    """Wait until every lane is idle and nothing waits for a key to rest."""
    for _ in range(8):
        await asyncio.sleep(0.05)
        await pause()  # type: ignore[operator]


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("out", nargs="?", type=Path, help="the picture to write")
    options.add_argument("keys", nargs="*", help="to press before it, and its size")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        seeds = indexed_seeds(Path(folder))
        if chosen.out:
            size = next((key for key in chosen.keys if key.partition("x")[2].isdigit()), "120x40")
            svg = asyncio.run(picture(seeds, size, [key for key in chosen.keys if key != size]))
            chosen.out.with_suffix(".svg").write_text(svg, encoding="utf-8")
            return
        target = ROOT / "tests" / "pictures"
        target.mkdir(exist_ok=True)
        for name, (size, keys) in README.items():
            svg = asyncio.run(picture(seeds, size, keys))
            (target / f"{name}.svg").write_text(svg, encoding="utf-8")


if __name__ == "__main__":
    main()
