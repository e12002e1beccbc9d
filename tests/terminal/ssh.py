"""OpenSSH's server on a spare port of this machine, as whoever runs the tests, with keys of its own."""

from __future__ import annotations

import getpass
import os
import shlex
import shutil
import socket
import subprocess
import sys
from pathlib import Path

from tests.waiting import WAIT_S, wait_until

ROOT = Path(__file__).parents[2]
SSHD = shutil.which("sshd", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin")
MISSING = "OpenSSH's server and client are not installed (Debian: openssh-server openssh-client)"


def available() -> bool:
    """Whether there is a server and a client."""
    return bool(SSHD and shutil.which("ssh") and shutil.which("ssh-keygen"))


class Server:
    """Runs sshd in the foreground; use it in a `with` block."""

    def __init__(self, folder: Path, address: str = "127.0.0.1", prefix: tuple[str, ...] = ()) -> None:
        """Prepare it in `folder`; `prefix` goes before the command, as in `ip netns exec NAME`."""
        self.folder, self.address = folder, address
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        for name in ("host", "user"):
            subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", folder / name], check=True)
        config = folder / "sshd_config"
        config.write_text(
            f"Port {self.port}\nListenAddress {address}\nHostKey {folder}/host\nPidFile none\nUsePAM no\n"
            f"AuthorizedKeysFile {folder}/user.pub\nStrictModes no\nPasswordAuthentication no\n"
            "PermitRootLogin prohibit-password\nPrintMotd no\nPrintLastLog no\n",
            encoding="utf-8",
        )
        if os.geteuid() == 0:
            Path("/run/sshd").mkdir(exist_ok=True)  # where a server that runs as root parts with its rights
        self._log = (folder / "sshd.log").open("wb")
        self.process = subprocess.Popen([*prefix, str(SSHD), "-D", "-e", "-f", str(config)], stderr=self._log)

    def __enter__(self) -> Server:
        wait_until(self._listens, "sshd to listen")
        return self

    def _listens(self) -> bool:
        said = (self.folder / "sshd.log").read_text(encoding="utf-8")
        assert self.process.poll() is None, said
        return "listening" in said

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        self.process.wait(WAIT_S)
        self._log.close()

    def command(self, *arguments: str) -> list[str]:
        """Return the command that runs sitrep over a connection with a terminal."""
        known = {"HOME": os.environ["HOME"], "LC_ALL": "C.UTF-8", "COLORTERM": "truecolor"}
        settings = " ".join(f"{name}={shlex.quote(value)}" for name, value in known.items())
        remote = f"cd {ROOT} && env {settings} {sys.executable} -m tui.cli {shlex.join(arguments)}"
        options = ("StrictHostKeyChecking=no", "UserKnownHostsFile=/dev/null", "LogLevel=ERROR", "IdentitiesOnly=yes")
        named = [part for option in options for part in ("-o", option)]
        user = f"{getpass.getuser()}@{self.address}"
        return ["ssh", "-tt", "-F", "none", "-p", str(self.port), "-i", str(self.folder / "user"), *named, user, remote]
