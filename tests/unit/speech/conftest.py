"""Counts work rather than time, so that a slow machine fails no test."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

import pytest


@pytest.fixture
def steps() -> Callable[..., int]:
    """Return a function that counts the lines that a call executes in `extract`."""

    def count(function: Callable[..., Any], *args: Any) -> int:
        lines = 0

        def trace(frame: Any, event: str, _: Any) -> Any:
            nonlocal lines
            lines += event == "line"
            return trace if "/extract/" in frame.f_code.co_filename else None

        sys.settrace(trace)
        try:
            function(*args)
        finally:
            sys.settrace(None)
        return lines

    return count
