"""The settings as a value, with what each means; `tui.config_file` reads them.

The schema below is all there is: `sitrep config show` prints it with the values in force.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from extract.model.choice import ModelChoice
from tui.keys import TABLE, Binding, remap

DOCS = {
    "theme": "auto, dark, light, ansi or none.",
    "mouse": "Whether the mouse is used; then the terminal's own selection needs shift.",
    "analyst": "Who tags; the login name where it is empty.",
    "model": "A spaCy pipeline in place of the one that ships.",
    "layout": "stack (the list above the article) or side (beside it), from 100 columns on.",
    "columns": 'Columns of the list from left to right; "source:30" is 30 cells wide at most. '
    "date, source, title, tags, notes, copies.",
    "models": "spaCy pipelines by language: fr = 'fr_core_news_sm'; each article goes to that of its language.",
    "rest_ms": "How long a key must rest before the reader follows the list.",
    "read_ms": "How long an article is open before it counts as read; -1 for never.",
    "quick": "Quick tags by digit.",
    "colours": "Colours of labels: a name that Rich knows, or #rrggbb.",
    "hooks": "new: a command for the shell that gets the ids of new articles, a line each, after each indexing.",
    "keys": "Other keys by binding id.",
}
"""What each setting means: for `sitrep config show`, which writes it above the setting."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong in the file, and where."""

    line: int
    message: str


@dataclass(frozen=True, slots=True)
class Config:
    """The settings in force; DOCS says what each means."""

    theme: str = "auto"
    mouse: bool = False
    analyst: str = ""
    model: str = ""
    layout: str = "stack"
    columns: Mapping[str, int] = field(
        default_factory=lambda: {"date": 0, "source": 0, "title": 0, "tags": 0, "notes": 0, "copies": 0}
    )
    """Each with its width at most, in cells; 0 for the usual one."""
    rest_ms: int = 120
    read_ms: int = 1000
    quick: Mapping[str, str] = field(
        default_factory=lambda: {
            "1": "important",
            "2": "follow-up",
            "3": "verify",
            "4": "procurement",
            "5": "deployment",
        }
    )
    colours: Mapping[str, str] = field(default_factory=dict)
    models: Mapping[str, str] = field(default_factory=dict)
    hooks: Mapping[str, str] = field(default_factory=dict)
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    mistakes: tuple[Mistake, ...] = ()

    @property
    def pipelines(self) -> str | None:
        """The user's own spaCy pipelines as `--model` takes them; None where the one that ships reads everything."""
        return str(ModelChoice(self.model or None, self.models)) or None

    @property
    def table(self) -> tuple[Binding, ...]:
        """The keys in force."""
        return remap(self.keys) if self.keys else TABLE
