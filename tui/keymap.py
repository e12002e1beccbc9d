"""Keys into actions: sequences, quick tags and typed counts, for whichever pane has the keys.

Pure state: it is told of keys, and answers what to do.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from tui.keys import QUICK, TAGGED, Binding

COUNT_MAX = 10_000_000
_COUNTED = re.compile(r"(?P<count>[0-9]{1,8})[0-9]*\s*(?P<key>.*)")
"""`42`, `5j`, `3 page down`; of more digits than COUNT_MAX has, the first say enough."""


@dataclass(frozen=True, slots=True)
class KeyAction:
    """A binding that keys have completed, with the count typed before it."""

    id: str
    count: int | None = None
    """As typed in the command line; None where nothing was."""
    times: int = 1


@dataclass(frozen=True, slots=True)
class PendingKeys:
    """The beginning of a sequence of keys: a state in which more are waited for."""

    typed: str


@dataclass(frozen=True, slots=True)
class UnboundKeys:
    """Keys that nothing is bound to."""

    typed: str


@dataclass(slots=True)
class Keymap:
    """What each key does in each place, and what has been typed of the next command."""

    table: Iterable[Binding]
    _live: dict[tuple[str, str], Binding] = field(default_factory=dict)
    _starts: set[tuple[str, str]] = field(default_factory=set)
    _sequence: str = ""

    def __post_init__(self) -> None:
        for binding in self.table:
            for where in binding.where:
                for key in binding.keys:
                    self._live.setdefault((where, key), binding)
                    for cut in range(1, key.count(" ") + 1):
                        self._starts.add((where, " ".join(key.split(" ")[:cut])))

    def press(self, where: str, key: str) -> KeyAction | PendingKeys | UnboundKeys:
        """Advance the state machine by `key` in `where`, after the keys of a sequence pressed before it."""
        typed = f"{self._sequence} {key}" if self._sequence else key
        self._sequence = ""
        if (binding := self._live.get((where, typed))) is not None:
            return KeyAction(binding.id)
        if (where, typed) in self._starts:
            self._sequence = typed
            return PendingKeys(typed)
        if typed in QUICK and where in TAGGED:
            return KeyAction(f"quick_{typed}")
        return UnboundKeys(typed)

    def binding(self, where: str, key: str) -> Binding | None:
        """Look up the binding of a single key in `where`."""
        return None if self._sequence else self._live.get((where, key))

    def parse_count(self, where: str, typed: str) -> KeyAction | None:
        """Parse a count with a key, an id or a name after it, as in `5j`; alone, it is a row (`42`)."""
        match = _COUNTED.fullmatch(typed)
        if match is None:
            return None
        count, key = min(int(match["count"]), COUNT_MAX), match["key"]
        if not key:
            return KeyAction("row", count, count)
        for binding in self.live(where):
            if binding.counts and key in (*binding.keys, binding.id, binding.does):
                return KeyAction(binding.id, count, count)
        return None

    def live(self, where: str) -> list[Binding]:
        """Return the bindings of `where`, in the table's order."""
        return [binding for binding in self.table if where in binding.where and binding.keys]

    def keys_of(self, id: str, where: str) -> Sequence[str]:  # noqa: A002
        """Return the keys of a binding in `where`."""
        return next((binding.keys for binding in self.live(where) if binding.id == id), ())
