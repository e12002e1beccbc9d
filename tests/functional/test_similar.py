"""More like this, on the screen and on the command line."""

from __future__ import annotations

import json
from pathlib import Path

from tests.command_line import run_sitrep as run


async def test_the_articles_like_one_lead_to_the_list(drive) -> None:
    async with drive() as b:
        await b.press("j")
        await b.see("2 of 8")
        await b.press("&")
        await b.see("Like Report [number] 1 from the river", "%  2026-02-", "bridge")
        await b.press("enter")
        await b.see("like:")
        await b.press("backspace")
        await b.see(" of 8")


async def test_an_article_that_nothing_is_like_says_so(drive) -> None:
    async with drive() as b:
        await b.press("&")
        await b.see("Like Harbour treaty", "Nothing in the corpus shares")
        await b.press("escape")
        await b.see("WHO")


def test_the_command_prints_what_is_like_an_article(folder: Path) -> None:
    one = run("search", str(folder), "title:report", "--format", "ids", "--limit", "1").stdout.strip()
    found = run("like", str(folder), one, "--limit", "3", "--json")
    rows = [json.loads(line) for line in found.stdout.splitlines()]
    assert found.returncode == 0
    assert rows
    assert all("river" in row["shared_words"] and 0 < row["score"] <= 1 for row in rows)
    assert [row["score"] for row in rows] == sorted((row["score"] for row in rows), reverse=True)
    assert one not in [row["id"] for row in rows]
    treaty = run("search", str(folder), "treaty", "--format", "ids").stdout.strip()
    assert run("like", str(folder), treaty).returncode == 1
    wrong = run("like", str(folder), "nobody")
    assert (wrong.returncode, "there is no article nobody" in wrong.stderr) == (2, True)
