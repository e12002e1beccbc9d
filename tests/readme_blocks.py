"""The parts of README that are made from tables in the code: `python -m tests.readme_blocks` writes them anew."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

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


BLOCKS: dict[str, tuple[str, Callable[[], str]]] = {
    "keys": ("tui/keys.py", keys.as_markdown),
    "queries": ("extract/index/query/fields.py", reference.as_markdown),
    "formats": ("extract/readers/formats.py", write_formats),
    "exports": ("extract/export/__init__.py", write_exports),
}
"""Name of each block, the file that it is made from, and what makes it."""


def split(text: str, name: str) -> tuple[str, str, str]:
    """Split README into what stands before a block, the block, and what stands behind it."""
    begin, end = f"<!-- {name}: made from {BLOCKS[name][0]} -->\n", f"<!-- /{name} -->"
    before, found, rest = text.partition(begin)
    block, closed, after = rest.partition(end)
    assert found, f"README lacks the block {name}"
    assert closed, f"the block {name} of README has no end"
    return before + begin, block, end + after


def main() -> None:
    """Write all blocks anew."""
    text = README.read_text("utf-8")
    for name, (_, make) in BLOCKS.items():
        before, _, after = split(text, name)
        text = f"{before}\n{make()}\n\n{after}"
    README.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
