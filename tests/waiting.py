"""How long tests wait, and how."""

import time
from collections.abc import Callable

WAIT_S = 120.0
"""For what comes at once on a quiet machine: a test that waits as long has failed, whatever else the machine does."""
POLL_S = 0.02


def wait_until(condition: Callable[[], object], what: str) -> None:
    """Wait until a condition holds that no event tells of, such as what another process writes."""
    end = time.monotonic() + WAIT_S
    while not condition():
        assert time.monotonic() < end, f"waited in vain for {what}"
        time.sleep(POLL_S)
