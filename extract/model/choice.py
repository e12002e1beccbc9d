"""Which spaCy pipeline reads which language, as settings and `--model` have it: "NAME", "fr=NAME,de=NAME", or both."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

_OF_LANGUAGE = re.compile(r"([a-z]{2,3})=(.+)")


@dataclass(frozen=True, slots=True)
class ModelChoice:
    """The pipelines of a user's own; where there is none, the recogniser that ships reads."""

    default: str | None = None
    """An installed pipeline, or the folder of one, for every language that has none of its own."""
    by_language: Mapping[str, str] = field(default_factory=dict)
    """Such pipelines by ISO 639-1 code."""

    @classmethod
    def parse(cls, text: str | None) -> ModelChoice:
        """Read "NAME", "fr=NAME,de=NAME", or both, in any order; of two for one language the later holds."""
        default, by_language = None, {}
        for piece in (text or "").split(","):
            if of_language := _OF_LANGUAGE.fullmatch(piece.strip()):
                by_language[of_language[1]] = of_language[2]
            elif piece.strip():
                default = piece.strip()
        return cls(default, by_language)

    def __str__(self) -> str:
        """Format the choice as `parse` reads it."""
        named = [f"{language}={name}" for language, name in sorted(self.by_language.items())]
        return ",".join([*([self.default] if self.default else []), *named])

    @property
    def names(self) -> tuple[str, ...]:
        """Every pipeline of the choice."""
        return (
            *([self.default] if self.default else []),
            *(self.by_language[code] for code in sorted(self.by_language)),
        )
