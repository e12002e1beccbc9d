"""Start-up of the browser: settings, session, corpus and first frame; whatever can wait is imported later."""

from __future__ import annotations

import gc
import io
import locale
import os
import sys

from extract.errors import SitrepError
from tui import config_file, session


def browse(paths: list[str], *, analyst: str | None = None, query: str | None = None) -> int:
    """Open the browser on the corpus at `paths`, or on the last one; returns the exit code.

    Raises:
        SitrepError: where there is nothing to open.

    """
    config = config_file.load()
    kept = session.load()
    if not paths:
        last = os.environ.get("SITREP_CORPUS") or kept.last
        if not last:
            raise SitrepError("nothing was opened before; name a folder or a file of articles: sitrep PATH")
        if not os.path.lexists(last):
            raise SitrepError("was opened last and is not there any more; name another: sitrep PATH", last)
        paths = [last]
    gc.disable()  # until the first frame is up: there is nothing to collect yet

    from dataclasses import replace

    from tui.app import Browser
    from tui.backend.backend import Backend
    from tui.screens.browse.start import read_start
    from tui.terminal_driver import TerminalDriver

    backend = Backend.open(paths, analyst or config.analyst or None, config.pipelines)
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise SitrepError("the browser needs a terminal; `sitrep search` and `sitrep extract` write to a pipe")
    place = kept.at(backend.place)
    if query is not None:
        place = replace(place, query=query, article="", top=0)
    browser = Browser(backend, read_start(backend, place), config, unicode=_unicode())
    browser.driver_class = TerminalDriver
    if isinstance(sys.__stderr__, io.TextIOWrapper):
        sys.__stderr__.reconfigure(errors="replace")  # Textual draws on it; one question mark for what it cannot say
    for fixed in ("COLUMNS", "LINES"):
        os.environ.pop(
            fixed, None
        )  # exported by some shells and runners; Textual takes them for a size that never changes
    browser.run(mouse=config.mouse)
    return browser.return_code or 0


def _unicode() -> bool:
    """Whether the locale's encoding carries box lines; C and POSIX do not, whatever Python makes of them."""
    named = os.environ.get("LC_ALL") or os.environ.get("LC_CTYPE") or os.environ.get("LANG") or ""
    if named == "C.UTF-8" and os.environ.get("LANG") in {"C", "POSIX"} and not os.environ.get("LC_ALL"):
        named = "C"  # Python itself put C.UTF-8 in the place of C
    if named.upper() in {"C", "POSIX"}:
        return False
    try:
        "┌·…".encode(locale.getpreferredencoding(False))
    except (UnicodeEncodeError, LookupError):
        return False
    return True
