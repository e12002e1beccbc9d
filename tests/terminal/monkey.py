"""A monkey at the keyboard: seeded random keys, bursts, pastes and sizes, while colleagues change the corpus.

It drives the program as a person would, in a pseudo-terminal, and finds out from the screen alone whether it still
lives: it answers a change of size with a frame, escape leads back to the list, and the details name no fault of ours.
"""

from __future__ import annotations

import os
import random
import re
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import psutil
import pyte

from tests.terminal.shell import STOPPED
from tests.terminal.terminal import SITREP, Terminal, is_readable
from tests.waiting import WAIT_S
from tui.keys import TABLE

SMALLEST, LARGEST = (20, 5), (250, 80)
ANSWER_S = WAIT_S
"""After which a screen is stuck."""
CHECK_EVERY = 150
"""Keys between two looks at the screen."""
SENT = {
    "escape": "\x1b[27u", "enter": "\r", "tab": "\t", "shift+tab": "\x1b[Z", "space": " ", "backspace": "\x7f",
    "down": "\x1b[B", "up": "\x1b[A", "home": "\x1b[H", "end": "\x1b[F", "pagedown": "\x1b[6~", "pageup": "\x1b[5~",
    "delete": "\x1b[3~", "left": "\x1b[D", "right": "\x1b[C",
}  # fmt: skip
"""What a terminal sends for a key; ctrl and a letter are computed."""
SURE_ESCAPE = re.compile(r"\x1b\[27u(?=[\r\t ac-eg-z0-9:/?])")
"""Escape as the Kitty protocol has it, before keys that no terminal sends behind escape as one key: there a
terminal without that protocol sends the character alone."""
LEAVES = {"q", "ctrl+c", "ctrl+q"}
MAY_QUIT = LEAVES | {":", "ctrl+p"}
"""Those, and what opens the commands, of which one is to quit."""
SHELL = [sys.executable, str(Path(__file__).with_name("shell.py"))]
"""Has the program go on after ctrl+z; without it, the program leads its session and does not stop."""
WORDS = ("ferry", "harbour -ice", "person:holm", "tag:mine", "is:tagged", "date:2031", '"the council"', "/fer+y/",
         "fer*", "(", "title:", "source:", "is:", "sort:title", "person:", "42", "5j", "zebra", "Ж水")  # fmt: skip
"""What is typed into prompts."""
TRACE = re.compile(r"Traceback|File \"|Error: ")


def sent(key: str) -> str:
    """Return what a terminal sends for a key of the table."""
    if key.startswith("ctrl+"):
        return chr(ord(key[-1]) & 31)
    return SENT.get(key, key)


def write_corpus(folder: Path, count: int = 200, seed: int = 1) -> None:
    """Write made-up articles: short and long, with wide and combining letters, one with escapes."""
    dice = random.Random(seed)
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        (folder / f"{number:03}.txt").write_text(article(number, dice), encoding="utf-8")


def article(number: int, dice: random.Random) -> str:
    """Return a made-up article."""
    people = ("Ada Holm", "Jonas Weil", "Mira Brandt", "Pavlo Sirko", "Li Wen")
    places = ("Arvik", "Velden", "Orsk", "the Sound of Ness")
    things = ("a ferry", "two radars", "€9 million of ice", "the breakwater", "水 pumps", "e\u0301\u0301\u0301 stones")
    day = f"{dice.randint(1, 28)} {dice.choice(('March', 'May', 'June'))} {dice.randint(2029, 2031)}"
    title = f"{dice.choice(places)} council votes on {dice.choice(things)} {number}"
    body = [
        f"{dice.choice(people)}, the mayor of {dice.choice(places)}, said on Monday that the council would buy "
        f"{dice.choice(things)}. “It is {dice.choice(('good', 'dear', 'late'))},” said {dice.choice(people)}."
        for _ in range(dice.choice((1, 2, 5, 40)))
    ]
    if number % 50 == 7:
        body.append("\x1b]0;owned\x07 \x1b[2J \u202eevil [bold]x[/] " + "unbroken" * 400)
    return f"{title}\n\n{day}\n\n" + "\n\n".join(body) + "\n"


@dataclass
class Colleague:
    """Somebody else at the same corpus: one subcommand at a time, as a process of its own."""

    corpus: Path
    dice: random.Random
    ids: Sequence[str]
    log: list[str] = field(default_factory=list)
    _process: subprocess.Popen[bytes] | None = None

    def act(self) -> None:
        """Begin a change, unless the last is still under way."""
        if self._process is not None and self._process.poll() is None:
            return
        choices = self._choices()
        slow = {"add", "remove", "index", "rebuild"}  # these extract, for minutes on a busy machine
        weights = [1 if what in slow else 4 for what, _ in choices]
        what, arguments = self.dice.choices(choices, weights)[0]
        self.log.append(what)
        if what == "add":
            number = self.dice.randint(1000, 9999)
            (self.corpus / f"{number}.txt").write_text(article(number, self.dice), encoding="utf-8")
        elif what == "remove":
            added = sorted(self.corpus.glob("????.txt"))
            if added:
                self.dice.choice(added).unlink()
        null = subprocess.DEVNULL
        self._process = subprocess.Popen([*SITREP, *arguments], stdin=null, stdout=null, stderr=null)

    def _choices(self) -> list[tuple[str, list[str]]]:
        corpus, one = str(self.corpus), self.dice.choice(self.ids)
        name = self.dice.choice(("Ada Holm", "Jonas Weil", "Arvik"))
        return [
            ("tag", ["tag", corpus, f"{self.dice.choice('+-')}theirs", "--", self.dice.choice(("ferry", "radars"))]),
            ("mark", ["mark", corpus, "+read", "--", "ice"]),
            ("note", ["notes", "add", one, "theirs", "--corpus", corpus]),
            ("decide", ["decisions", "add", "rename", "PERSON", name, "--value", f"{name} II", "-c", corpus]),
            ("undo", ["tags", "undo", corpus]),
            ("add", ["index", corpus]),
            ("remove", ["index", corpus]),
            ("index", ["index", corpus]),
            ("rebuild", ["index", "--rebuild", corpus]),
        ]

    def leave(self) -> None:
        """Let the last change end."""
        if self._process is not None:
            self._process.wait()


@dataclass
class Report:
    """What a monkey did and saw."""

    keys: int = 0
    quits: int = 0
    stops: int = 0
    """How often the program was stopped by ctrl+z, and went on."""
    memory: list[tuple[int, float]] = field(default_factory=list)
    """Resident MB of the program at each check, with the keys it had had since it started."""
    slowest: float = 0.0
    """Seconds to the first frame after a change of size."""
    colleague: list[str] = field(default_factory=list)


class Monkey:
    """Presses keys until it has pressed enough of them; raises AssertionError with the last keys where it hurt."""

    def __init__(self, corpus: Path, ids: Sequence[str], seed: int, *, colleague: bool = True) -> None:
        self._dice = random.Random(seed)
        self.corpus = corpus
        self.report = Report()
        self._colleague = Colleague(corpus, random.Random(seed + 1), ids) if colleague else None
        self._keys = sorted({key for b in TABLE for typed in b.keys for key in typed.split(" ")} - LEAVES)
        self._keys += list("123456789") + ["left", "right", "home", "end", "delete", "backspace", "enter", "escape"] * 2
        self._last: list[str] = []
        self._seen: Sequence[str] = ()
        self._size = (120, 40)
        self._since_start = 0
        self._terminal = self._start()

    def run(self, keys: int) -> Report:
        """Press so many keys, and quit."""
        due = CHECK_EVERY
        while self.report.keys < keys:
            self._act()
            if self.report.keys >= due:
                due += CHECK_EVERY
                self._check()
                if self._colleague:
                    self._colleague.act()
        self._check()
        self._quit()
        if self._colleague:
            self.report.colleague = self._colleague.log
        return self.report

    def close(self) -> None:
        """End the program, whatever it does, and let the colleague end."""
        self._terminal.__exit__()
        if self._colleague:
            self._colleague.leave()

    # what it does

    def _start(self) -> Terminal:
        self._since_start, self._size, self._asked = 0, (120, 40), False
        self._shell = self.report.quits % 2 == 0  # in the first session, which may be the only one, and every other
        command = [*SHELL, *SITREP] if self._shell else SITREP
        terminal = Terminal(
            *command, str(self.corpus), size=self._size, env={"PAGER": "true", "EDITOR": "true", "VISUAL": "true"}
        )
        end = time.monotonic() + ANSWER_S
        while b"articles" not in terminal.sent and time.monotonic() < end:
            self._read(terminal, 0.1)
        return terminal

    def _act(self) -> None:
        dice = self._dice
        kind = dice.choices(
            ("key", "burst", "held", "word", "paste", "size", "leave", "pause"), (40, 25, 8, 12, 2, 3, 0.15, 10)
        )[0]
        if kind == "key":
            self._press(dice.choice(self._keys))
        elif kind == "burst":
            self._press(*dice.choices(self._keys, k=dice.randint(2, 40)))
        elif kind == "held":
            self._press(*[dice.choice(self._keys)] * dice.randint(5, 60))
        elif kind == "word":
            self._press(dice.choice("/t:aSA"), *dice.choice(WORDS), *dice.choice((["enter"], ["tab", "enter"], [])))
        elif kind == "paste":
            text = dice.choice(("ferry", "two\nlines\n", "x" * 300_000, "水" * 5000, "\x07\x1b[31m", "q" * 40))
            self._write(f"\x1b[200~{text}\x1b[201~", "paste")
        elif kind == "size":
            self._resize((dice.randint(SMALLEST[0], LARGEST[0]), dice.randint(SMALLEST[1], LARGEST[1])))
        elif kind == "leave":
            self._press(dice.choice(sorted(LEAVES)))
        else:
            self._read(self._terminal, dice.random() * 0.3)

    def _press(self, *keys: str) -> None:
        self.report.keys += len(keys)
        self._since_start += len(keys)
        typed = "".join(map(sent, keys))
        self._write(SURE_ESCAPE.sub("\x1b", typed) if self._shell else typed, *keys)

    def _write(self, text: str, *names: str) -> None:
        self._last = [*self._last, *names][-200:]
        self._asked = self._asked or not MAY_QUIT.isdisjoint(names)
        data = text.encode()
        terminal = self._terminal
        while data:
            self._read(terminal, 0.0)
            if self._ended():
                return
            try:
                data = data[os.write(terminal.fd, data[:4000]) :]
            except OSError:
                continue
        self._read(terminal, 0.001)
        self._ended()

    def _resize(self, size: tuple[int, int]) -> None:
        self._last.append("{}x{}".format(*size))
        self._size = size
        self._terminal.resize(*size)

    # what it looks at

    def _ended(self) -> bool:
        """Whether the program has ended; then it must have been asked to, and another is started."""
        terminal = self._terminal
        done, status = os.waitpid(terminal.pid, os.WNOHANG)
        if not done:
            return False
        terminal.code = os.waitstatus_to_exitcode(status)
        while self._read(terminal, 0.05):
            pass
        assert terminal.code == 0, self._story(f"ended with code {terminal.code}")
        assert self._asked, self._story("ended unasked")
        self.report.quits += 1
        self._last.clear()
        terminal.__exit__()
        self._terminal = self._start()
        return True

    def _check(self) -> None:
        """See that the program answers, that escape leads back to the list, and that nothing of ours went wrong."""
        details, end = "", time.monotonic() + ANSWER_S
        while not details:
            assert time.monotonic() < end, self._story("escape and D do not show the details", "\n".join(self._seen))
            self._look()
            self._write(SENT["escape"] * 10 + "D" + SENT["end"], *["escape"] * 10, "D", "end")
            # what was typed ahead of a pager is lost with it, and a key that leaves may still have been on its way
            details = self._look(until="as of", patience=ANSWER_S / 6)
        assert not TRACE.search(details), self._story("a fault of ours is among the details", details)
        self._write(SENT["escape"], "escape")
        process = psutil.Process(self._terminal.pid)
        if self._shell:
            (process,) = process.children()
        self.report.memory.append((self._since_start, process.memory_info().rss / 1e6))
        del self._terminal.sent[:]

    def _look(self, until: str = "", patience: float = ANSWER_S) -> str:
        """Change the size, and return the screen once a frame has come in which `until` stands; else nothing."""
        terminal = self._terminal
        del terminal.sent[:]
        size = (120, 40) if self._size != (120, 40) else (121, 40)
        screen = pyte.Screen(*size)
        stream = pyte.ByteStream(screen)
        begun, fed = time.monotonic(), 0
        self._resize(size)
        while time.monotonic() - begun < patience:
            self._read(terminal, 0.3)
            if self._ended():
                return ""
            if len(terminal.sent) > fed:
                if not fed:
                    self.report.slowest = max(self.report.slowest, time.monotonic() - begun)
                try:
                    stream.feed(bytes(terminal.sent[fed:]))
                except TypeError:  # pyte's, at a torn sequence: a key that stops a program drops its pending output
                    stream = pyte.ByteStream(screen)
                fed = len(terminal.sent)
            # not `screen.display`, which fails where half of a wide letter was overwritten
            self._seen = ["".join(screen.buffer[y][x].data for x in range(size[0])) for y in range(size[1])]
            if fed and until in "\n".join(self._seen):
                return "\n".join(self._seen)
        assert fed or patience < ANSWER_S, self._story("no frame after a change of size")
        return ""

    def _read(self, terminal: Terminal, timeout: float) -> bool:
        """Take what the program has sent, without looking at it."""
        if not is_readable(terminal.fd, timeout):
            return False
        try:
            data = os.read(terminal.fd, 1 << 16)
        except OSError:
            return False
        self.report.stops += data.count(STOPPED.encode())
        terminal.sent += data
        if len(terminal.sent) > 1 << 20:
            del terminal.sent[: 1 << 19]
        return bool(data)

    def _quit(self) -> None:
        terminal = self._terminal
        os.write(terminal.fd, sent("ctrl+q").encode())
        end = time.monotonic() + ANSWER_S
        while terminal.code is None:
            self._read(terminal, 0.1)
            done, status = os.waitpid(terminal.pid, os.WNOHANG)
            if done:
                terminal.code = os.waitstatus_to_exitcode(status)
            assert time.monotonic() < end, self._story("ctrl+q does not quit")
        assert terminal.code == 0, self._story(f"quitting ended with code {terminal.code}")
        self.report.quits += 1

    def _story(self, what: str, screen: str = "") -> str:
        said = bytes(self._terminal.sent[-6000:]).decode("utf-8", "replace")
        return f"{what} after {self.report.keys:,} keys, the last {' '.join(self._last)}\n{screen}\n{said}"
