"""An article made of escapes: the terminal receives none of them, from no screen and no subcommand."""

import os
import re
import shlex
import sys
from pathlib import Path

import pytest

from tests.terminal.terminal import Terminal, sitrep

MARK = "HARM"
"""Stands in every sequence below, so that what reaches the terminal can be told from the program's own."""

ESCAPES = {
    "clipboard": f"\x1b]52;c;{MARK}\x07",
    "title": f"\x1b]0;{MARK}\x1b\\",
    "link": f"\x1b]8;;http://{MARK}\x1b\\",
    "device control": f"\x1bP+q{MARK}\x1b\\",
    "application command": f"\x1b_{MARK}\x1b\\",
    "status report": "\x1b[6n\x1b[5n\x1b[c",
    "C1": f"\x9b31m\x9d0;{MARK}\x9c\x90{MARK}\x9c",
    "shift": "\x0e\x0f\x08\x08\x7f\x05",
    "bidi": "\u202e\u2066\u2069\u200f\u061c",
    "invisible": "\u200b\u200d\u2060\ufeff\u00ad\U000e0041",
    "separators": "\u2028\u2029\x85",
}
HOSTILE = " ".join(ESCAPES.values())
TITLE = f"Harbour sells ferry {HOSTILE} [bold red]markup[/] [@click=app.quit]x[/]"
BODY = (
    f"{TITLE}\n\n12 May 2031\n\nThe harbour of Arvik sold its ferry on Monday {HOSTILE}. “We are {HOSTILE} glad,” said "
    f"Mayor Ada {HOSTILE} Holm. The price was €9 million {HOSTILE}.\n" + "e" + "\u0301" * 3000 + "\n" + "=cmd()\n"
)

FORBIDDEN = (
    (MARK.encode(), rb"(?:\x1b[\]P_X^]|\xc2[\x90\x9d\x9e\x9f\x98])[^\x1b\x07]{0,40}HARM", "a string sequence"),
    (b"\xc2", rb"\xc2[\x80-\x9f]", "a C1 control"),
    (
        b"",
        rb"\xe2\x80[\x8b-\x8f\xa8-\xae]|\xe2\x81[\xa0-\xaf]|\xd8\x9c|\xef\xbb\xbf|\xf3\xa0\x81\x81",
        "a hidden character",
    ),
    (b"", rb"[\x00-\x06\x0b\x0c\x0e-\x1a\x1c-\x1f\x7f]", "a C0 control"),
    (b"", rb"\x1b\[5n", "a status request"),
)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A folder with the hostile article under a hostile name, a file that cannot be read, and a quiet article."""
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "quiet.txt").write_text("Ferry sold\n\n11 May 2031\n\nThe ferry of Arvik was sold on Monday.\n")
    (folder / f"\x1b]0;{MARK}\x07\u202ename.txt").write_text(BODY)
    (folder / f"bad\x1b]52;c;{MARK}\x07.jsonl").write_text("{not json\n")
    return folder


def check(terminal: Terminal) -> None:
    sent = bytes(terminal.sent)
    for _, pattern, what in FORBIDDEN:
        found = re.search(pattern, sent)
        assert not found, (what, sent[max(0, found.start() - 60) : found.end() + 20])


def test_the_browser_shows_stand_ins_for_it(corpus: Path) -> None:
    with sitrep(corpus) as terminal:
        terminal.wait("2 articles")
        terminal.wait("2/2 extracted")
        terminal.press("/", "ferry", "enter")
        terminal.wait("Harbour sells ferry ␛]52;c;HARM")
        terminal.wait("\\[bold red]markup")
        terminal.press("tab", "tab", " ", "b")
        for key, shown in (("e", "Spellings by source"), ("D", "not JSON"), ("?", "Half a page up")):
            terminal.press(key)
            terminal.wait(shown)
            terminal.press("esc")
            terminal.wait_gone(shown)
        check(terminal)


@pytest.mark.parametrize(
    "arguments",
    [
        ("search", "ferry"),
        ("search", "ferry", "--format", "jsonl"),
        ("kwic", "ferry"),
        ("facets", "ferry"),
        ("search", f"\x1b]52;c;{MARK}\x07("),
        ("export", "ferry", "--format", "csv"),
        ("tag", f"+x\x1b]0;{MARK}\x07 -- ferry"),
        ("tag", "+seen -- ferry"),
    ],
    ids=lambda arguments: (
        " ".join(arguments).encode("ascii", "replace").decode().replace("\x1b", "^").replace("\x07", "^")
    ),
)
def test_a_subcommand_in_a_terminal_shows_stand_ins_for_it(corpus: Path, arguments: tuple[str, ...]) -> None:
    with sitrep("index", corpus, "--scan-only") as terminal:
        assert terminal.end() == 3
        check(terminal)
    command, *rest = arguments
    with sitrep(command, corpus, *rest) as terminal:
        terminal.end()
        check(terminal)


def test_extract_in_a_terminal_shows_stand_ins_for_it(corpus: Path) -> None:
    files = sorted(str(path) for path in corpus.iterdir() if path.is_file())
    with sitrep("extract", *files) as terminal:
        assert terminal.end() == 3
        check(terminal)


def test_a_message_about_a_missing_corpus_names_it_with_stand_ins(tmp_path: Path) -> None:
    with sitrep(os.fspath(tmp_path / f"\x1b]0;{MARK}\x07")) as terminal:
        assert terminal.end() == 2
        check(terminal)


def test_modules_in_the_folder_that_sitrep_is_called_in_are_never_run(corpus: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.md"
    for package in ("extract", "tui", "spacy"):
        (corpus / package).mkdir()
        (corpus / package / "__init__.py").write_text("open('RUN', 'w')\n")
    called = f"cd {shlex.quote(str(corpus))}; exec {shlex.quote(sys.executable)} -P -m tui.cli ."
    with Terminal("sh", "-c", called) as terminal:
        terminal.wait("2/2 extracted")
        terminal.press("X")
        terminal.wait("Export 2 found as")
        terminal.press("md", "enter")
        terminal.wait("export 2 found to")
        terminal.press("\x15", str(target), "enter")
        terminal.wait("2 articles written")
        terminal.press("q")
        assert terminal.end() == 0
    assert not (corpus / "RUN").exists()
