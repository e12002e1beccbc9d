"""A working day in one sitting: search, facet, mark, tag in bulk, undo, note, decide, leave, come back."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from tests.terminal.terminal import SITREP, Terminal, sitrep


def test_a_working_day(seeds: Path) -> None:
    with sitrep(seeds) as terminal:
        terminal.wait("1 of 5")
        _search_and_narrow(terminal)
        _mark_and_tag(terminal)
        _note(terminal)
        _merge(terminal)
        terminal.press("q")
        assert terminal.end() == 0
    with sitrep(seeds) as terminal:
        terminal.wait("lecornu")
        terminal.wait("3 of 5 articles")
        terminal.wait("#france")
        terminal.press("q")
        assert terminal.end() == 0
    shown = subprocess.run([*SITREP, "tags", "log", str(seeds)], capture_output=True, encoding="utf-8", check=True)
    assert all(word in shown.stdout for word in ("france", "merge"))


def test_a_decision_is_seen_at_once_on_the_card_and_in_the_facets(seeds: Path) -> None:
    with sitrep(seeds) as terminal:
        terminal.wait("Mykhailo Fedorov")
        terminal.press("e")
        terminal.wait("Entities of France")
        terminal.press("/", "fedorov", "enter")
        terminal.wait("1 of 1")
        terminal.press("o")
        terminal.wait("decisions hold for the corpus")
        terminal.press("r", "\x15", "The Minister", "enter")
        terminal.wait("is called The Minister, in the corpus")
        terminal.press("\x1b[27u")
        terminal.wait(r"\d of \d\d")
        terminal.press("q")
        terminal.wait(r"The Ministerᴾ · Ukrainian Defence")
        terminal.press("f")
        terminal.wait(r"(?s)People.*The Minister")
        terminal.press("f", "u")
        terminal.wait("undone: Mykhailo Fedorov is called The Minister, in the corpus")
        terminal.wait("Mykhailo Fedorovᴾ · Ukrainian Defence")


def test_others_tags_appear_without_a_key(seeds: Path) -> None:
    with sitrep(seeds) as terminal:
        terminal.wait("1 of 5")
        subprocess.run([*SITREP, "tag", str(seeds), "+colleague -- missiles"], check=True, capture_output=True)
        terminal.wait("#colleague")


def test_files_that_no_reader_is_for_are_named_in_the_details(seeds: Path) -> None:
    for number in range(42):
        (seeds / f"{number}.xyz").write_bytes(b"")
    with sitrep(seeds) as terminal:
        terminal.wait("42 unreadable")
        terminal.press("D")
        terminal.wait("42 files ending in .xyz: no reader for them")
        assert "Every file could be read" not in terminal.text


def test_an_article_is_opened_in_the_pager_and_left_again(seeds: Path, tmp_path: Path) -> None:
    pager = tmp_path / "pager"
    pager.write_text('#!/bin/sh\necho "PAGER SHOWS $1"; read line\n')
    pager.chmod(0o755)
    with sitrep(seeds, env={"PAGER": str(pager)}) as terminal:
        terminal.wait("WHO")
        terminal.press("o")
        terminal.wait("PAGER SHOWS .*seeds")
        terminal.press("enter")
        terminal.wait("WHO")


def test_a_key_that_leaves_a_screen_leaves_one_however_fast_it_is_pressed(seeds: Path) -> None:
    with sitrep(seeds) as terminal:
        terminal.wait("WHO")
        terminal.press("s")
        terminal.wait("Date, oldest first")
        terminal.press("\r\r\r")
        terminal.wait_gone("Date, oldest first")
        terminal.press("E")
        terminal.wait("Spellings by source")
        terminal.press("\x1b[27u\x1b[27u\x1b[27u")
        terminal.wait_gone("Spellings by source")
        terminal.press("?")
        terminal.wait("Keys in")
        terminal.press("q")
        terminal.wait("WHO")


def test_escape_and_the_next_key_are_two_keys_though_a_stalled_line_brings_them_at_once(seeds: Path) -> None:
    with sitrep(seeds) as terminal:
        terminal.wait("WHO")
        terminal.press("s")
        terminal.wait("Date, oldest first")
        terminal.press("j\x1b2\x1b:5\r")
        terminal.wait("5 of 5")
        terminal.wait("follow-up")
        terminal.press("q")
        assert terminal.end() == 0
    found = subprocess.run([*SITREP, "search", str(seeds), "tag:follow-up"], capture_output=True, check=True)
    assert len(found.stdout.splitlines()) == 1


def test_a_megabyte_pasted_into_a_prompt_is_refused_and_the_next_key_is_typed(seeds: Path) -> None:
    with sitrep(seeds) as terminal:
        terminal.wait("WHO")
        terminal.press("/")
        terminal.wait("5 found")
        pasted = ("\x1b[200~" + "word " * 200_000 + "\x1b[201~").encode()
        while pasted:
            terminal.pump(0.0)
            pasted = pasted[os.write(terminal.fd, pasted[:4000]) :]
        terminal.wait("a text of 1,000,000 characters is too long: a line holds 10,000")
        terminal.press("lecornu")
        terminal.wait("3 found")


def test_quick_tags_typed_fast_are_all_on_disk(seeds: Path) -> None:
    with sitrep(seeds) as terminal:
        terminal.wait("WHO")
        terminal.press("2j" * 5)
        terminal.wait("5 of 5")
        terminal.press("q")
        assert terminal.end() == 0
    found = subprocess.run([*SITREP, "search", str(seeds), "tag:follow-up"], capture_output=True, check=True)
    assert len(found.stdout.splitlines()) == 5


def test_what_is_copied_reaches_the_terminal_through_tmux(seeds: Path) -> None:
    with sitrep(seeds, env={"TMUX": "/tmp/tmux/default,1,0"}) as terminal:
        terminal.wait("WHO")
        terminal.press("y")
        terminal.wait("copied the reference")
        assert b"\x1b]52;c;" in terminal.sent
        assert b"\x1bPtmux;\x1b\x1b]52;c;" in terminal.sent


def test_the_results_are_exported(seeds: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    with sitrep(seeds) as terminal:
        terminal.wait("WHO")
        terminal.press("X")
        terminal.wait("Export 5 found as")
        terminal.press("csv", "enter")
        terminal.wait("export 5 found to")
        terminal.press("\x15", str(target), "enter")
        terminal.until(target.exists, "the file")
        terminal.wait("5 articles written")
        terminal.press("X")
        terminal.wait("Export 5 found as")
        terminal.press("csv", "enter")
        terminal.wait("export 5 found to")
        terminal.press("\x15", str(target), "enter")
        terminal.wait("replace it")
        terminal.press("y", "enter")
        terminal.wait("5 articles written")


def test_a_damaged_index_is_set_aside_and_built_anew(seeds: Path) -> None:
    (seeds / ".sitrep" / "index.db").write_bytes(b"no index at all" * 100)
    with sitrep(seeds) as terminal:
        terminal.wait("set aside")
        terminal.wait("of 5")


def test_an_article_of_escapes_never_drives_the_terminal(tmp_path: Path) -> None:
    folder = tmp_path / "hostile"
    folder.mkdir()
    title = "Title \x1b]0;owned\x07 \x1b[2J \x9b31m \u202eevil"
    text = "Text \x1b]52;c;b3duZWQ=\x07 and \x1b[?1049l more. [bold]no[/]"
    (folder / "a.txt").write_bytes(f"{title}\n\n{text}\n".encode())
    with sitrep(folder) as terminal:
        terminal.wait(r"\[bold\]no\[/\]")
        terminal.press("y")
        terminal.wait("copied")
        assert b"owned\x07" not in terminal.sent
        assert b"\x1b]52;c;b3duZWQ=" not in terminal.sent
        assert b"\xe2\x80\xae" not in terminal.sent
        assert b"\x1b[?1049l" not in terminal.sent


def _search_and_narrow(terminal: Terminal) -> None:
    terminal.press("/", "lecornu")
    terminal.wait("3 found")
    terminal.press("enter", "f")
    terminal.wait("Organisations")
    terminal.press("x")
    terminal.wait_gone("3 of 5 articles")
    terminal.press("\x7f")
    terminal.wait("3 of 5 articles")
    terminal.press("f")
    terminal.wait_gone("Organisations")


def _mark_and_tag(terminal: Terminal) -> None:
    terminal.press("v", "v")
    terminal.wait("2 marked")
    terminal.press("t", "+wrong", "enter")
    terminal.wait(r"\+wrong on 2 articles")
    terminal.press("u")
    terminal.wait_gone("#wrong")
    terminal.press("esc")
    terminal.wait_gone("2 marked")
    terminal.press("A", "+france", "enter")
    terminal.wait("3 articles: 3 tags to put on")
    terminal.press("y", "enter")
    terminal.wait(r"\+france on 3 articles")


def _note(terminal: Terminal) -> None:
    terminal.press("a", "check the date", "enter")
    terminal.wait("note kept")
    terminal.press("i", "\x17", "place", "enter")
    terminal.wait("note changed")
    terminal.wait("NOTES   check the place")


def _merge(terminal: Terminal) -> None:
    terminal.press("E")
    terminal.wait("Entities of the corpus")
    terminal.wait("Spellings by source")
    terminal.wait("Beside")
    terminal.press("m")
    terminal.wait("Who else is")
    terminal.press("enter")
    terminal.wait(" is .*, in the corpus")
    terminal.press("q")
    terminal.wait("3 of 5 articles")
