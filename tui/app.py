"""The Textual app: hands keys to the screen on top, runs timers and signals, and closes everything in order."""

from __future__ import annotations

import asyncio
import gc
import os
import signal
import sys
import threading
import time
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, cast

from textual import events
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.app import App, SuspendNotSupported
from textual.message import Message

from extract.errors import SitrepError
from tui import messages as m
from tui import session
from tui.config import Config
from tui.hangup import has_hung_up
from tui.keys import WORD_KEYS
from tui.screens.browse.screen import BrowseScreen
from tui.screens.browse.start import Start
from tui.screens.browser_screen import BrowserScreen
from tui.screens.screen_context import ScreenContext
from tui.terminal_diff import FrameDiff
from tui.theme import Theme, make_theme
from tui.worker_threads import Asker, WorkerThreads, post

if TYPE_CHECKING:
    from rich.console import RenderableType
    from textual.screen import Screen

    from extract.index import Progress
    from tui.backend.backend import Backend

GRACE_S = 3.0
"""How long a hang-up may take before the process ends whatever it is doing: all that was tagged is on disk by then."""
SETTLE_S = 0.2
"""How long what can wait stays out of the first frame's way."""
POLL_S = 0.5
"""How often others' tags are looked for."""
PATIENCE_S = 0.3
"""How long keys may have waited for an answer and are still taken in the order in which they came."""


class Browser(App[None]):
    """sitrep's browser."""

    CSS_PATH = "app.tcss"
    TITLE = "sitrep"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS = []  # noqa: RUF012 - all keys come from the table

    def __init__(
        self,
        backend: Backend,
        start: Start,
        config: Config | None = None,
        *,
        unicode: bool = True,
        settle_s: float = SETTLE_S,
        patience_s: float = PATIENCE_S,
    ) -> None:
        """Make a browser.

        Args:
            backend: the corpus; closed when the browser ends.
            start: what the first frame shows.
            config: the user's settings.
            unicode: whether the terminal shows more than ASCII.
            settle_s: how long what can wait stays out of the first frame's way (seconds).
            patience_s: how long keys that wait for an answer are kept before one that interrupts drops them (seconds).

        """
        super().__init__(ansi_color=True)
        self._settle_s, self._patience_s = settle_s, patience_s
        self.animation_level = "none"
        self._disable_tooltips = self._disable_notifications = True  # neither is used, and each is a widget to start
        self.config = config or Config()
        self.backend = backend
        self.look: Theme = self._look(unicode)
        self._shown = FrameDiff()
        self.threads = WorkerThreads(self._announce)
        self.context = ScreenContext(
            self, backend, self.config, self.look, self.threads, [], _help_screen, [*start.place.drafts]
        )
        self.browse = BrowseScreen(self.context, start)
        self._opening: list[Awaitable[object]] = []
        """Screens and panes that are on their way up."""
        self._typed: deque[events.Key | events.Paste] = deque()
        """Keys and pastes that have not been taken yet."""
        self._typed_since = 0.0
        self._settled = self._gone = False
        self.leaving = False
        """Whether the browser is on its way out: no key means anything any more."""

    # start and end

    def get_default_screen(self) -> BrowseScreen:
        """Return the main screen: one below it would be laid out and painted for nothing."""
        return self.browse

    def on_mount(self) -> None:
        loop = asyncio.get_running_loop()
        if threading.current_thread() is threading.main_thread():
            for number in (signal.SIGTERM, signal.SIGHUP):
                loop.add_signal_handler(number, self._hang_up, number)
        self.app_resume_signal.subscribe(self, self.forget_shown, immediate=True)
        # not `set_timer`: Textual's timers skip what is overdue, and one that fires once never does after a stall
        loop.call_later(self._settle_s, self.call_later, self._settle_in)

    def leave(self, code: int = 0) -> None:
        """Keep the place and go."""
        self._keep_place()
        self.leaving = True
        self.exit(return_code=code)

    def on_unmount(self) -> None:
        self._let_go()

    def _settle_in(self) -> None:
        """Do what could wait until the first frame was up."""
        gc.enable()
        self._settled = True
        self.threads.start((self.browse, self._open_store))
        self.threads.search(self.browse, "work", self._update_index)
        self.browse.settle_in()
        self.set_interval(POLL_S, self._poll)

    def _open_store(self) -> Message:
        return m.Written("; ".join(self.backend.annotations.open_store()))

    def _update_index(self) -> None:
        self.backend.update_index(self._report_progress)

    def _report_progress(self, work: Progress) -> None:
        """Called on a thread of the indexing's own."""
        post(self.browse, m.WorkProgressed(work, self.backend.counts(), self.backend.count_new()))

    def _poll(self) -> None:
        if has_hung_up(sys.__stdin__):
            self._hang_up(signal.SIGHUP)  # which never came: it is held back, or went to another group of processes

        def look_for_others() -> Message | None:
            return m.Written("") if self.backend.annotations.changed() else None

        def follow_index() -> Message | None:
            news = self.backend.follow_index()
            if news is not None and news.missing:
                self.threads.search(self.browse, "work", self._update_index)
            if news is None and self.backend.index_written():
                return m.IndexGrew(self.backend.counts(), self.backend.count_new())
            return m.IndexChanged(news, self.backend.counts()) if news is not None else None

        self.threads.fetch(self.browse, "poll", look_for_others)
        self.threads.fetch(self.browse, "index", follow_index)

    def _hang_up(self, number: int) -> None:
        """End as asked by the system; should the terminal be gone and something wait for it, end all the same."""
        watch = threading.Timer(GRACE_S, os._exit, (128 + number,))
        watch.daemon = True
        watch.start()
        self.leave(128 + number)

    def panic(self, *renderables: RenderableType) -> None:
        """End as after a hang-up where a thread failed because the terminal is gone."""
        if has_hung_up(sys.__stdin__):
            self._hang_up(signal.SIGHUP)
        else:
            super().panic(*renderables)

    def _keep_place(self) -> None:
        if not self._gone and hasattr(self, "browse") and self.browse.is_mounted:
            session.save(self.backend.place, self.browse.current_place())

    def _let_go(self) -> None:
        if self._gone:
            return
        self._gone = True
        self.threads.close(GRACE_S, (self.browse, self._open_store))
        self.backend.close()

    # keys

    async def on_event(self, event: events.Event) -> None:
        """Hand keys and pastes to the screen on top, one after another, however fast they come.

        Textual posts a key to the screen that is on top when it arrives, where it waits behind keys that may close
        that screen or open another. Here the next key is taken when all that the one before it opened is up (awaited
        below), all that it closed is gone (which Textual has the app await where the app is the one that closes), and
        what it is meant for is there: the results of a search, a screen's rows, the article under the cursor.
        """
        if not isinstance(event, events.Key | events.Paste):
            await super().on_event(event)
            return
        if not self._typed:
            self._typed_since = time.monotonic()
        elif self._interrupts(event) and time.monotonic() - self._typed_since > self._patience_s:
            dropped = len(self._typed)
            self._typed.clear()
            self._typed.append(event)
            await self._take_key()
            if (screen := self._top()) is not None:
                screen.say_dropped(dropped)
            return
        self._typed.append(event)
        await self._take_key()

    async def on_keys_released(self) -> None:
        await self._take_key()

    async def _take_key(self) -> None:
        """Take the key that was typed first, unless it is to wait."""
        while self._opening:
            await self._opening.pop()
        screen = self._top()
        if screen is None:
            self._typed.clear()
        if screen is None or not self._typed:
            return
        if letter := self._after_escape(screen, self._typed[0]):
            self._typed[0] = events.Key(letter, letter)
            self._typed.appendleft(events.Key("escape", None))
        event = self._typed[0]
        if isinstance(event, events.Key) and self._holds(screen, event):
            return
        self._typed.popleft()
        if isinstance(event, events.Paste):
            screen.take_paste(event.text)
        elif event.key in self._quits:
            self.leave()
        elif not screen.refuses_key(event.key, event.character, event.time):
            screen.take_key(event.key, event.character)
        if self._typed:
            self.release_keys()

    def _top(self) -> BrowserScreen[Any] | None:
        """Return the screen that takes keys, if any does."""
        screen = None if self.leaving or not self.is_running or not self.screen_stack else self.screen
        return screen if isinstance(screen, BrowserScreen) and screen.is_attached else None

    def _holds(self, screen: BrowserScreen[Any], event: events.Key) -> bool:
        return not self._interrupts(event) and screen.holds_key(event.key, event.character)

    def _interrupts(self, event: events.Key | events.Paste) -> bool:
        screen = self._top()
        if isinstance(event, events.Paste) or screen is None:
            return False
        key = "escape" if self._after_escape(screen, event) else event.key
        return key in self._quits or screen.interrupts(key, event.character)

    @staticmethod
    def _after_escape(screen: BrowserScreen[Any], event: events.Key | events.Paste) -> str | None:
        """Return the letter where a key is no move by a word but escape and that letter, which came in one read."""
        return WORD_KEYS.get(event.key) if isinstance(event, events.Key) and not screen.edits else None

    def release_keys(self) -> None:
        """Take the keys that a screen held, where it holds them no longer."""
        self.post_message(m.KeysReleased())

    def hold_keys(self, mounted: Awaitable[object]) -> None:
        """Hold back the next key until a screen or a pane is mounted."""
        self._opening.append(mounted)

    @cached_property
    def _quits(self) -> set[str]:
        """The keys that quit from prompts and pickers too: those that type nothing, and cancel nothing there."""
        keys = {key for binding in self.config.table if binding.id == "quit_now" for key in binding.keys}
        return {key for key in keys if len(key) > 1 and key != "ctrl+c"}

    # the terminal and other programs

    def _display(self, screen: Screen[Any], renderable: RenderableType | None) -> None:
        """Send of a frame what the terminal does not show already."""
        if isinstance(renderable, LayoutUpdate | ChopsUpdate) and not self._batch_count:
            renderable = cast("RenderableType | None", self._shown.changes(renderable))
        super()._display(screen, renderable)

    def forget_shown(self, *_: object) -> None:
        """Send the next frame whole: the terminal may show something else by now."""
        self._shown.forget()

    def on_resize(self, event: events.Resize) -> None:
        """Draw all anew, once laid out in another size; the driver also tells the size where a stop is over."""
        self.forget_shown()
        if self._settled and event.size == self.screen.size:
            self.screen.refresh()

    def send(self, sequence: str) -> None:
        """Send a control sequence of our own to the terminal."""
        if self._driver is not None:
            self._driver.write(sequence)
            self._driver.flush()

    def run_outside(self, command: Callable[[], list[str]]) -> str | None:
        """Run the program of a command in the terminal's place, then come back; returns what went wrong."""
        from tui.outside import run_in_terminal

        try:
            argv = command()
            with self.suspend():
                return run_in_terminal(argv)  # a fault that left this block would leave the terminal to nobody
        except SitrepError as error:
            return error.cause_first
        except SuspendNotSupported as error:
            return str(error)
        finally:
            self._repaint()

    def stop(self) -> str | None:
        """Leave the terminal to the shell until it has this go on; returns why not, where there is no shell."""
        from tui.outside import has_job_control, stop_group

        if not has_job_control():
            return "no shell waits below sitrep here: it cannot be stopped; q quits"
        with self.suspend():
            stop_group()
        self._repaint()
        return None

    def _repaint(self) -> None:
        self.forget_shown()
        self.refresh(layout=True)

    # worker threads

    def _announce(self, asker: Asker, message: m.JobFailed | m.Written) -> None:
        """Let all screens hear of what was written or failed, besides who asked; on any thread."""
        if isinstance(message, m.JobFailed):
            self.context.failures.append(message)
        for screen in list(self.screen_stack):
            if screen is not asker:
                post(screen, replace(message))

    def _look(self, unicode: bool) -> Theme:
        system = None if self.no_color else self.console.color_system
        return make_theme(self.config.theme, colours=self.config.colours, color_system=system, unicode=unicode)


def _help_screen(context: ScreenContext, where: str) -> BrowserScreen[None]:
    from tui.screens.help import HelpScreen

    return HelpScreen(context, where)
