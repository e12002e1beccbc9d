"""Keys into actions: sequences, counts and quick tags, for whichever pane has the keys.

Pure state: it is told of keys, and of the time that has run out, and answers what to do.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from tui.keys import PANES, QUICK, Binding

COUNT_MAX = 10_000_000


@dataclass(frozen=True, slots=True)
class Act:
    """Something to be done."""

    id: str
    count: int | None = None
    """As typed before the key; None where nothing was."""
    times: int = 1


@dataclass(frozen=True, slots=True)
class Waiting:
    """Keys that may go on: a digit that is a quick tag or a count, or the start of a sequence."""

    typed: str


@dataclass(slots=True)
class Keymap:
    """What each key does in each place, and what has been typed of the next command."""

    table: Iterable[Binding]
    quick: frozenset[str] = frozenset(QUICK)
    """The digits that are quick tags where no motion follows."""
    _live: dict[tuple[str, str], Binding] = field(default_factory=dict)
    _starts: set[tuple[str, str]] = field(default_factory=set)
    _digits: str = ""
    _sequence: str = ""

    def __post_init__(self) -> None:
        for binding in self.table:
            for where in binding.where:
                for key in binding.keys:
                    self._live.setdefault((where, key), binding)
                    for cut in range(1, key.count(" ") + 1):
                        self._starts.add((where, " ".join(key.split(" ")[:cut])))

    def press(self, where: str, key: str) -> list[Act | Waiting]:
        """Return what `key` leads to in `where`; nothing where it is not bound."""
        if len(key) == 1 and (key in QUICK or (key == "0" and self._digits)) and not self._sequence:
            if len(self._digits) < len(str(COUNT_MAX)):
                self._digits += key
            return [Waiting(self._digits)]
        typed = f"{self._sequence} {key}" if self._sequence else key
        self._sequence = ""
        binding = self._live.get((where, typed))
        if binding is not None:
            return self._complete(where, binding)
        if (where, typed) in self._starts:
            self._sequence = typed
            return [Waiting(self._digits + typed)]
        return self.rest(where)

    def rest(self, where: str) -> list[Act | Waiting]:
        """Return what was meant by what stands typed, now that nothing follows."""
        digits, self._digits, self._sequence = self._digits, "", ""
        if len(digits) == 1 and digits in self.quick and where in PANES:
            return [Act(f"quick_{digits}")]
        return []

    @property
    def waiting(self) -> bool:
        """Whether a digit stands typed."""
        return bool(self._digits)

    def live(self, where: str) -> list[Binding]:
        """Return the bindings of `where`, in the table's order."""
        return [binding for binding in self.table if where in binding.where and binding.keys]

    def _complete(self, where: str, binding: Binding) -> list[Act | Waiting]:
        digits = self._digits
        if not digits:
            return [Act(binding.id)]
        if binding.counts and digits != "1":
            self._digits = ""
            count = min(int(digits), COUNT_MAX)
            return [Act(binding.id, count, count)]
        return [*self.rest(where), Act(binding.id)]
