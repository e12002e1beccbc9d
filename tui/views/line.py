"""A single-line text editor with readline's keys and a history, as pure state."""

from __future__ import annotations

from dataclasses import dataclass, field

LINE_MAX = 10_000
"""Code points of a line: ten times the longest note or query that a person types, and nothing to draw or search by."""


@dataclass(slots=True)
class LineEditor:
    """One line of text. Offsets are code points."""

    text: str = ""
    at: int = -1
    history: list[str] = field(default_factory=list)
    """Newest last."""
    selected: bool = False
    """Whether all of it is selected, so that what is typed takes its place."""
    _back: int = 0
    _draft: str = ""

    def __post_init__(self) -> None:
        if self.at < 0:
            self.at = len(self.text)

    def insert(self, text: str) -> bool:
        """Type `text`; line breaks become spaces. False where the line would be too long: then nothing is typed."""
        if len(self.text) + len(text) > LINE_MAX:
            return False
        text = " ".join(text.split("\n")) if "\n" in text else text
        self._replace_selected()
        self.text = self.text[: self.at] + text + self.text[self.at :]
        self.at += len(text)
        return True

    def press(self, key: str) -> bool:
        """Edit by a key's name; False where the key is no editing key."""
        act = _KEYS.get(key)
        if act is None:
            return False
        if self.selected and key in _RUB_OUT:
            self._replace_selected()
        else:
            self.selected = False
            act(self)
        return True

    def _replace_selected(self) -> None:
        if self.selected:
            self.text, self.at, self.selected = "", 0, False

    def replace_word(self, word: str) -> None:
        """Put `word` in the place of the word before the cursor."""
        start = self.word_start
        self.selected = False
        self.text = self.text[:start] + word + self.text[self.at :]
        self.at = start + len(word)

    @property
    def word_start(self) -> int:
        """Where the word before the cursor begins; a space between quotes does not end one."""
        start, quoted = 0, False
        for offset, char in enumerate(self.text[: self.at]):
            if char == '"':
                quoted = not quoted
            elif char == " " and not quoted:
                start = offset + 1
        return start

    @property
    def word(self) -> str:
        """The word before the cursor."""
        return self.text[self.word_start : self.at]

    def _left(self) -> None:
        self.at = max(0, self.at - 1)

    def _word_left(self) -> None:
        self.at = self.text[: self.at].rstrip().rfind(" ") + 1

    def _word_right(self) -> None:
        rest = self.text[self.at :]
        begins = len(rest) - len(rest.lstrip())
        end = rest.find(" ", begins)
        self.at += end if end >= 0 else len(rest)

    def _right(self) -> None:
        self.at = min(len(self.text), self.at + 1)

    def _home(self) -> None:
        self.at = 0

    def _end(self) -> None:
        self.at = len(self.text)

    def _rub_out(self) -> None:
        if self.at:
            self.text = self.text[: self.at - 1] + self.text[self.at :]
            self.at -= 1

    def _delete(self) -> None:
        self.text = self.text[: self.at] + self.text[self.at + 1 :]

    def _kill_word(self) -> None:
        end = self.at
        self._word_left()
        self.text = self.text[: self.at] + self.text[end:]

    def _kill_before(self) -> None:
        self.text, self.at = self.text[self.at :], 0

    def _kill_after(self) -> None:
        self.text = self.text[: self.at]

    def _older(self) -> None:
        if self._back < len(self.history):
            if not self._back:
                self._draft = self.text
            self._back += 1
            self.text = self.history[-self._back]
            self.at = len(self.text)

    def _newer(self) -> None:
        if self._back:
            self._back -= 1
            self.text = self.history[-self._back] if self._back else self._draft
            self.at = len(self.text)


_RUB_OUT = {"backspace", "ctrl+h", "delete", "ctrl+d", "ctrl+w", "ctrl+u", "ctrl+k"}
_KEYS = {
    "left": LineEditor._left,
    "ctrl+b": LineEditor._left,
    "right": LineEditor._right,
    "ctrl+f": LineEditor._right,
    "alt+b": LineEditor._word_left,
    "ctrl+left": LineEditor._word_left,
    "alt+left": LineEditor._word_left,
    "alt+f": LineEditor._word_right,
    "ctrl+right": LineEditor._word_right,
    "alt+right": LineEditor._word_right,
    "home": LineEditor._home,
    "ctrl+a": LineEditor._home,
    "end": LineEditor._end,
    "ctrl+e": LineEditor._end,
    "backspace": LineEditor._rub_out,
    "ctrl+h": LineEditor._rub_out,
    "delete": LineEditor._delete,
    "ctrl+d": LineEditor._delete,
    "ctrl+w": LineEditor._kill_word,
    "ctrl+u": LineEditor._kill_before,
    "ctrl+k": LineEditor._kill_after,
    "up": LineEditor._older,
    "ctrl+p": LineEditor._older,
    "down": LineEditor._newer,
    "ctrl+n": LineEditor._newer,
}
