"""The parts of README and of the list of keys that are made from tables in the code.

`python -m tests.readme_blocks` writes them anew.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from extract import export
from extract.index.query import reference
from extract.readers import formats
from tui import keys

README = Path(__file__).parents[1] / "README.md"


def write_exports() -> str:
    """Write the table of export formats."""
    lines = [f"| `{form.name}` | {form.help} |" for form in export.FORMATS.values()]
    return "\n".join(["| format | what it is |", "|---|---|", *lines])


def write_formats() -> str:
    """Write the table of formats that are read; those that only stand within others have no endings, and no row."""
    lines = [
        f"| {one.name} | `{' '.join(one.endings)}` | {one.articles} | {one.left_out} |"
        for one in formats.FORMATS
        if one.endings
    ]
    return "\n".join(["| format | endings | an article is | left out |", "|---|---|---|---|", *lines])


class Block(NamedTuple):
    """A part of a page, and where it comes from."""

    page: Path
    made_from: str
    """The file with the table."""
    make: Callable[[], str]


BLOCKS = {
    "keys": Block(README, "tui/keys.py", keys.as_overview),
    "all keys": Block(README.parent / "tui" / "KEYS.md", "keys.py", keys.as_markdown),
    "queries": Block(README, "extract/index/query/fields.py", reference.as_markdown),
    "formats": Block(README, "extract/readers/formats.py", write_formats),
    "exports": Block(README, "extract/export/__init__.py", write_exports),
}
"""Each by its name."""


def split(name: str) -> tuple[str, str, str]:
    """Split a page into what stands before a block, the block, and what stands behind it."""
    page = BLOCKS[name].page
    begin, end = f"<!-- {name}: made from {BLOCKS[name].made_from} -->\n", f"<!-- /{name} -->"
    before, found, rest = page.read_text("utf-8").partition(begin)
    block, closed, after = rest.partition(end)
    assert found, f"{page.name} lacks the block {name}"
    assert closed, f"the block {name} of {page.name} has no end"
    return before + begin, block, end + after


def main() -> None:
    """Write all blocks anew."""
    for name, block in BLOCKS.items():
        before, _, after = split(name)
        block.page.write_text(f"{before}\n{block.make()}\n\n{after}", "utf-8")


if __name__ == "__main__":
    main()
