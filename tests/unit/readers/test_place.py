"""A pager and an editor open a file where the article stands, as far as they can."""

from pathlib import Path

import pytest

from extract.article import Article, Metadata
from extract.readers import read
from extract.readers.place import FilePlace, locate_article
from tests.unit.readers.test_several import CLASSIC
from tui.outside import editor_command, pager_command

TEXT = "“Torvik” will close its harbour on Monday – the minister said."


@pytest.mark.parametrize(
    ("path", "position", "part", "place"),
    [
        ("a.txt", 0, None, FilePlace()),
        ("a.jsonl", 4, None, FilePlace(line=5)),
        ("a.json", 4, "object 5", FilePlace(words="will close its harbour on Monday")),
        ("a.csv", 4, None, FilePlace(words="will close its harbour on Monday")),
        ("a.csv.gz", 4, None, FilePlace()),
        ("a.zip", 4, "b.txt", FilePlace()),
        ("a.pdf", 0, None, FilePlace()),
    ],
)
def test_where_in_its_file_an_article_begins(path: str, position: int, part: str | None, place: FilePlace) -> None:
    assert locate_article(Article("i", path, TEXT, Metadata(part=part), position)) == place


def test_programs_that_know_how_are_told_where_to_go() -> None:
    path = Path("a.txt")
    assert pager_command(path, FilePlace(line=5), {}) == ["less", "+5", "a.txt"]
    assert pager_command(path, FilePlace(words="its harbour"), {"PAGER": "less -R"}) == [
        "less",
        "-R",
        "+/its harbour",
        "a.txt",
    ]
    assert pager_command(path, FilePlace(line=5), {"PAGER": "most"}) == ["most", "a.txt"]
    assert editor_command(path, FilePlace(line=5), {"EDITOR": "nano"}) == ["nano", "+5", "a.txt"]
    assert editor_command(path, FilePlace(words="its harbour"), {"EDITOR": "nano"}) == ["nano", "a.txt"]


def test_the_words_stand_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "export.txt"
    path.write_text(CLASSIC)
    for item in read(str(path)):
        assert isinstance(item, Article)
        assert str(locate_article(item).words) in CLASSIC
