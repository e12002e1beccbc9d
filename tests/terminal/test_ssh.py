"""Over SSH, for real: OpenSSH's own server and client, and a connection that breaks."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.terminal.ssh import MISSING, Server, available
from tests.terminal.terminal import Terminal, sitrep
from tests.waiting import wait_until

pytestmark = pytest.mark.skipif(not available(), reason=MISSING)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    folder = tmp_path / "ssh"
    folder.mkdir(mode=0o700)
    with Server(folder) as server:
        yield server


def test_a_connection_that_breaks_loses_no_tag_and_keeps_the_place(seeds: Path, server: Server, home: Path) -> None:
    with Terminal(*server.command(str(seeds))) as terminal:
        terminal.wait("1 of 5")
        terminal.press("j", "j", "t", "+overssh", "enter")
        terminal.wait("#overssh")
        terminal.press("t", "+half-typ")
        terminal.wait("half-typ")
        os.kill(terminal.pid, signal.SIGKILL)
        terminal.code = os.waitpid(terminal.pid, 0)[1]
    session = home / ".local" / "state" / "sitrep" / "session.json"
    wait_until(session.exists, "the place of the broken session")
    with sitrep(seeds) as terminal:
        text = terminal.wait("3 of 5.*(.*\n)*.*#overssh")
        assert "half-typ" not in text


def test_the_screen_is_given_back_to_the_shell(seeds: Path, server: Server) -> None:
    with Terminal(*server.command(str(seeds))) as terminal:
        terminal.wait("1 of 5")
        terminal.press("q")
        assert terminal.end() == 0
        assert b"\x1b[?1049l" in terminal.sent
