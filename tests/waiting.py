"""How long tests wait."""

WAIT_S = 120.0
"""For what comes at once on a quiet machine: a test that waits as long has failed, whatever else the machine does."""
