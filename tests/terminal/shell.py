"""A shell with one job, as `fg` at once after every stop: `python shell.py COMMAND ...` in a terminal of its own.

It leads the session and waits; the command has a process group of its own, which is the terminal's foreground.
"""

from __future__ import annotations

import os
import signal
import sys

STOPPED = "[1]+  Stopped"
"""Printed for each stop, as bash does."""


def main() -> int:
    """Run the command; return its exit code, or 128 and the number of the signal that ended it."""
    signal.signal(signal.SIGTTOU, signal.SIG_IGN)  # so that the terminal can be handed over from the background
    job = os.fork()
    if job == 0:
        os.setpgid(0, 0)
        os.tcsetpgrp(0, os.getpgrp())
        signal.signal(signal.SIGTTOU, signal.SIG_DFL)
        os.execvp(sys.argv[1], sys.argv[1:])
    while True:
        _, status = os.waitpid(job, os.WUNTRACED)
        if not os.WIFSTOPPED(status):
            code = os.waitstatus_to_exitcode(status)
            return code if code >= 0 else 128 - code
        os.tcsetpgrp(0, os.getpgrp())
        print(STOPPED, flush=True)
        os.tcsetpgrp(0, job)
        os.killpg(job, signal.SIGCONT)


if __name__ == "__main__":
    sys.exit(main())
