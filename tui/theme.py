"""Themes: a style for each role of a piece of text, and the glyphs that lines are drawn with.

Three families: `dark` and `light` add colours to the terminal's own background, `ansi` keeps to its 16 colours, and
`none` has attributes only (bold, underline, reverse). No meaning is carried by colour alone: signs, letters behind
names and marks around hits say it too.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from rich.color import Color, ColorParseError
from rich.style import Style

from tui.labels import label

THEMES = ("auto", "dark", "light", "ansi", "none")
WITHOUT_RAISED = ("linux", "vt100", "vt220")
"""Values of TERM for terminals whose letters are a few hundred, without raised ones."""


@dataclass(frozen=True, slots=True)
class Glyphs:
    """The characters of frames and marks; `ASCII` where the locale cannot say more."""

    light: str
    """Top left, across, top right, down, bottom left, bottom right, tee left, tee right."""
    heavy: str
    thumb: str
    bar: str
    """In front of the article that is selected."""
    marked: str
    star: str
    unread: str
    new: str
    new_read: str
    watched: str
    waiting: str
    failed: str
    kept: str
    note: str
    derived: str
    ellipsis: str
    fold: str
    dot: str
    dash: str
    tee: str
    """Where a line down begins below one across."""
    hit: tuple[str, str]
    """What stands around a hit."""
    only: tuple[str, str]
    """What stands around words that one of two texts has alone."""
    spark: str


UNICODE = Glyphs(
    light="┌─┐│└┘├┤",
    heavy="┏━┓┃┗┛┣┫",
    thumb="█",
    bar="▌",
    marked="◆",
    star="★",
    unread="●",
    new="✦",
    new_read="✧",
    watched="⚑",
    waiting="◌",
    failed="✗",
    kept="✓",
    note="✎",
    derived="≈",
    ellipsis="…",
    fold="⋯",
    dot="·",
    dash="–",
    tee="┬",
    hit=("«", "»"),
    only=("‹", "›"),
    spark=" ▁▂▃▄▅▆▇█",
)
ASCII = Glyphs(
    light="+-+|++++",
    heavy="+=+#++++",
    thumb="@",
    bar=">",
    marked="#",
    star="*",
    unread="o",
    new="+",
    new_read="^",
    watched="!",
    waiting=".",
    failed="x",
    kept="v",
    note="n",
    derived="~",
    ellipsis="~",
    fold="...",
    dot="-",
    dash="-",
    tee="+",
    hit=("<", ">"),
    only=("{", "}"),
    spark=" .:-=+*#@",
)


_UNDERLINE = Style(underline=True)
_REVERSED = Style(reverse=True, underline=False, bold=False, italic=False)
_ONE_COLOUR = _REVERSED + Style(color="default", bgcolor="default")
"""Reversed, and of one colour over whatever it lies on."""


@dataclass(frozen=True, slots=True)
class Theme:
    """Styles by role, with the glyphs."""

    name: str
    frame: Style
    frame_focus: Style
    title: Style
    dim: Style
    text: Style
    strong: Style
    cursor: Style
    """The selected article's title, in the pane that has the keys."""
    cursor_away: Style
    bar: Style
    tag: Style
    part: Style
    """WHO, WHERE, WHEN ... in front of the card's lines."""
    key: Style
    hit: Style
    evidence: Style
    selection: Style
    warn: Style
    error: Style
    furniture: Style
    """For page furniture (boilerplate)."""
    labels: Mapping[str, Style] = field(default_factory=dict)
    other: Style = _UNDERLINE
    """A label that is not ours."""
    glyphs: Glyphs = UNICODE
    raised: bool = True
    """Whether the letters of labels are small and raised: not every terminal has those."""

    def tags(self, colours: Mapping[str, str]) -> dict[str, Style]:
        """Return the styles of tags that have a colour of their own; none where there is no colour."""
        if self.name == "none":
            return {}
        return {tag: Style(color=colour) for tag, colour in colours.items() if is_colour(colour)}

    def label(self, name: str) -> Style:
        """Return the style of a mention with this label."""
        return self.labels.get(name, self.other)

    def letter(self, name: str) -> tuple[str, Style]:
        """Return the letter that stands behind a mention, and its style."""
        known = label(name)
        return (known.raised, self.label(name) + _RAISED) if self.raised else (known.letter, self.label(name) + _PLAIN)


_RAISED = Style(underline=False, bold=False)
_PLAIN = Style(reverse=True, underline=False)

_DARK = {
    "PERSON": "#7ec8ff",
    "ORG": "#f0b86c",
    "LOC": "#8fd98f",
    "FAC": "#5fc9b0",
    "NORP": "#c3b1ff",
    "EQUIPMENT": "#ff8f8f",
    "PRODUCT": "#e0a0d0",
    "EVENT": "#ffd75f",
    "LAW": "#b0c4de",
    "DATE": "#a0a8b8",
    "TIME": "#a0a8b8",
    "MONEY": "#c8d96f",
    "PERCENT": "#c8d96f",
    "QUANTITY": "#c8d96f",
}
_LIGHT = {
    "PERSON": "#0050a0",
    "ORG": "#8a4b00",
    "LOC": "#1b6e1b",
    "FAC": "#00695c",
    "NORP": "#5b3ba8",
    "EQUIPMENT": "#a81c1c",
    "PRODUCT": "#8b2f78",
    "EVENT": "#7a5c00",
    "LAW": "#37506e",
    "DATE": "#555e6e",
    "TIME": "#555e6e",
    "MONEY": "#566500",
    "PERCENT": "#566500",
    "QUANTITY": "#566500",
}
_ANSI = {
    "PERSON": "cyan",
    "ORG": "yellow",
    "LOC": "green",
    "FAC": "green",
    "NORP": "magenta",
    "EQUIPMENT": "red",
    "PRODUCT": "magenta",
    "EVENT": "yellow",
    "LAW": "blue",
    "DATE": "blue",
    "TIME": "blue",
    "MONEY": "yellow",
    "PERCENT": "yellow",
    "QUANTITY": "yellow",
}


def make_theme(
    theme: str = "auto",
    *,
    colours: Mapping[str, str] | None = None,
    color_system: str | None = "truecolor",
    unicode: bool = True,
    environ: Mapping[str, str] | None = None,
) -> Theme:
    """Make the theme for a terminal.

    Args:
        theme: one of THEMES; `auto` takes what the terminal can show.
        colours: of labels, by name, over the theme's own.
        color_system: Rich's word for what the terminal can show; None is no colour at all.
        unicode: False where the locale's encoding cannot carry box lines.
        environ: for COLORFGBG, by which some terminals say that they are light, and TERM.

    """
    glyphs = UNICODE if unicode else ASCII
    environ = os.environ if environ is None else environ
    name = _resolve(theme, color_system, environ)
    raised = unicode and environ.get("TERM") not in WITHOUT_RAISED
    shown = _plain(glyphs) if name == "none" else _coloured(name, dict(colours or {}), glyphs)
    return shown if raised else replace(shown, raised=False)


def _resolve(theme: str, color_system: str | None, environ: Mapping[str, str]) -> str:
    if color_system is None:
        return "none"
    if theme != "auto":
        return theme
    if color_system == "standard":
        return "ansi"
    background = environ.get("COLORFGBG", "").rpartition(";")[2]
    return "light" if background in {"7", "15"} else "dark"


def is_colour(name: str) -> bool:
    """Tell whether Rich knows a colour: `red`, `bright_blue`, `#8fbc8f`."""
    try:
        Color.parse(name)
    except ColorParseError:
        return False
    return True


def _plain(glyphs: Glyphs) -> Theme:
    plain, bold, under, reverse = Style(), Style(bold=True), Style(underline=True), Style(reverse=True)
    dim = Style(dim=True)
    return Theme(
        name="none",
        frame=plain,
        frame_focus=plain,
        title=bold,
        dim=dim,
        text=plain,
        strong=bold,
        cursor=reverse,
        cursor_away=bold,
        bar=bold,
        tag=under,
        part=bold,
        key=bold,
        hit=Style(bold=True, underline=True),
        evidence=_REVERSED,
        selection=_REVERSED,
        warn=bold,
        error=Style(bold=True, reverse=True),
        furniture=Style(dim=True, italic=True),
        labels=dict.fromkeys(_ANSI, under),
        glyphs=glyphs,
    )


def _coloured(name: str, colours: dict[str, str], glyphs: Glyphs) -> Theme:
    accent, muted, back, warn, error, hit = {
        "dark": ("#6cb6ff", "#8b949e", "#264f78", "#e3b341", "#ff7b72", "#ffd75f"),
        "light": ("#0550ae", "#6e7781", "#b6d7ff", "#7d4e00", "#b00020", "#ffe08a"),
        "ansi": ("cyan", "", "blue", "yellow", "red", "yellow"),
    }[name]
    dim = Style(color=muted) if muted else Style(dim=True)
    front = {"dark": "#ffffff", "light": "#000000", "ansi": "bright_white"}[name]
    base = {"dark": _DARK, "light": _LIGHT, "ansi": _ANSI}[name]
    labels = {label: Style(color=colour) for label, colour in {**base, **colours}.items()}
    return Theme(
        name=name,
        frame=dim,
        frame_focus=Style(),
        title=Style(bold=True),
        dim=dim,
        text=Style(),
        strong=Style(bold=True),
        cursor=Style(bgcolor=back, bold=True) if name != "ansi" else Style(reverse=True),
        cursor_away=Style(bold=True),
        bar=Style(color=accent),
        tag=Style(color=_tag_colour(name)),
        part=Style(color=accent, bold=True),
        key=Style(color=accent, bold=True),
        hit=Style(color="black" if name == "ansi" else "#000000", bgcolor=hit, underline=False),
        evidence=Style(color=front, bgcolor=back, bold=True, underline=False) if name != "ansi" else _ONE_COLOUR,
        selection=_ONE_COLOUR,
        warn=Style(color=warn),
        error=Style(color=error, bold=True),
        furniture=dim + Style(italic=True),
        labels=labels,
        glyphs=glyphs,
    )


def _tag_colour(name: str) -> str:
    return {"dark": "#d2a8ff", "light": "#6639ba", "ansi": "magenta"}[name]
