"""What tests of speech share: statements read by the parser that ships, and work counted rather than timed."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

import pytest

from extract.people.cast import Cast
from extract.speech.statements import statements


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


@pytest.fixture
def said(parsed: Callable[[str], Cast]) -> Callable[[str], list[tuple[str, str, str | None]]]:
    """Return a function from marked text to (kind, words, speaker) of each statement."""

    def read(marked: str) -> list[tuple[str, str, str | None]]:
        cast = parsed(marked)
        return [
            (s.kind, cast.text[s.start : s.end], cast.text[slice(*s.named)] if s.named else s.speaker)
            for s in statements(cast)
        ]

    return read
