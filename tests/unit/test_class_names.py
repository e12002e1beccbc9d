"""A class is found by its name: none has that of another."""

import re
from collections import Counter
from pathlib import Path

import extract
import tui


def test_no_class_name_occurs_twice() -> None:
    folders = [Path(str(package.__file__)).parent for package in (extract, tui)]
    texts = [path.read_text("utf-8") for folder in folders for path in folder.rglob("*.py")]
    names = Counter(name for text in texts for name in re.findall(r"^class (\w+)", text, re.MULTILINE))
    assert len(names) > 400
    assert [name for name, count in names.items() if count > 1] == []
