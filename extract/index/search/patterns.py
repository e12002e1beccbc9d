"""Runs regular expressions of a user within bounds on their time."""

from __future__ import annotations

import time

Hit = tuple[int, int]
"""Start and end, in code points of the text."""

TEXT_S = 0.1
"""How long a pattern may search one text, in seconds, before that text is passed over."""
QUERY_S, CODE_POINT_S = 2.0, 0.5e-6
"""How long the patterns of a query may search all texts: so long, and so much longer for each code point searched. An
ordinary pattern takes a tenth of that share, and so never comes to an end of it, however large the corpus."""

ARTICLE_S = 1.0
"""How long the patterns of a query may search the one article that is read."""


class PatternBudget:
    """The time that the patterns of one query may take: a token bucket, filled by what they search."""

    def __init__(self, seconds: float = QUERY_S) -> None:
        self._left = seconds
        self._searched = self._passed_over = self._unsearched = 0

    @property
    def cut(self) -> str:
        """What was left out, for the user to be told; empty where nothing was."""
        if self._unsearched:
            of = self._searched + self._unsearched
            return f"pattern too slow: only {self._searched:,} of {of:,} texts were searched"
        if self._passed_over:
            texts = "1 text, which was" if self._passed_over == 1 else f"{self._passed_over:,} texts, which were"
            return f"pattern too slow in {texts} passed over"
        return ""

    def find_all(self, pattern: str, text: str) -> list[Hit] | None:
        """Find all matches of a pattern; None where that takes too long."""
        return self._run(pattern, text, most=None)

    def matches(self, pattern: str, text: str) -> bool | None:
        """Whether a pattern matches more than the empty string; None where that takes too long."""
        found = self._run(pattern, text, most=1)
        return None if found is None else bool(found)

    def _run(self, pattern: str, text: str, most: int | None) -> list[Hit] | None:
        import regex

        if self._left <= 0:
            self._unsearched += 1
            return None
        self._searched += 1
        self._left += CODE_POINT_S * len(text)
        began, found = time.thread_time(), []
        try:
            for match in regex.finditer(pattern, text, timeout=min(TEXT_S, self._left), concurrent=True):
                if match.end() > match.start():
                    found.append(match.span())
                    if len(found) == most:
                        break
        except (TimeoutError, MemoryError, RecursionError):
            self._passed_over += 1
            return None
        finally:
            self._left -= time.thread_time() - began
        return found
