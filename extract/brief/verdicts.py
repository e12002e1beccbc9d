"""What the analyst says of the lines of a brief: kept, or struck, which are left out of what is written for others.

A verdict is of a line by its part, its words and the articles that it cites: a line of a later brief is the same one
where the words are and it cites any of these articles, whatever else has come to the story meanwhile.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal, cast, get_args

from extract.brief.values import BriefLine
from extract.errors import SitrepError

Judgement = Literal["kept", "struck"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """One verdict on a line."""

    part: str
    text: str
    """The words of the line on one line (`line_key`)."""
    articles: tuple[str, ...]
    """Ids of those that it cited."""
    judgement: Judgement
    by: str = ""
    at: str = ""
    """When, ISO 8601 in UTC."""

    def is_of(self, part: str, text: str, articles: Iterable[str]) -> bool:
        """Tell whether it is of a line with these words that cites these articles."""
        return (self.part, self.text) == (part, text) and not set(self.articles).isdisjoint(articles)

    def to_document(self) -> dict[str, Any]:
        """Encode as a JSON object."""
        return {
            "part": self.part,
            "text": self.text,
            "articles": list(self.articles),
            "verdict": self.judgement,
            "by": self.by,
            "at": self.at,
        }

    @classmethod
    def from_document(cls, document: Mapping[str, Any]) -> Verdict:
        """Decode what `to_document` encoded.

        Raises:
            SitrepError: where the object is none.

        """
        try:
            if document["verdict"] not in get_args(Judgement):
                raise ValueError(document["verdict"])
            part, text, by, at = (str(document.get(name, "")) for name in ("part", "text", "by", "at"))
            articles = tuple(map(str, document["articles"]))
            return cls(part, text, articles, cast("Judgement", document["verdict"]), by, at)
        except (KeyError, TypeError, ValueError) as error:
            raise SitrepError(f"is no verdict on a line of a brief: {error!r}") from error


class Verdicts:
    """Verdicts by line; of two on one line the later counts."""

    def __init__(self, verdicts: Iterable[Verdict]) -> None:
        self._by_line: defaultdict[tuple[str, str], list[Verdict]] = defaultdict(list)
        for verdict in verdicts:
            self._by_line[verdict.part, verdict.text].append(verdict)

    def __bool__(self) -> bool:
        return bool(self._by_line)

    def of(self, part: str, text: str, articles: Iterable[str]) -> Judgement | None:
        """Return what was said of a line with these words that cites these articles; None where nothing was."""
        if not self._by_line:
            return None
        cited = set(articles)
        said = (one for one in self._by_line.get((part, text), ()) if not cited.isdisjoint(one.articles))
        return next((one.judgement for one in reversed(list(said))), None)


def line_key(text: str, kind: str | None) -> str:
    """Return the words by which a line is known: its own, or what it is about where it has none."""
    return " ".join(text.split()) or kind or ""


def leave_out_struck(lines: Iterable[BriefLine], verdicts: Verdicts, *, only_kept: bool = False) -> Iterator[BriefLine]:
    """Yield the lines that were not struck; with `only_kept` those that were kept."""
    for line in lines:
        cited = [source.article for source in line.sources]
        said = verdicts.of(line.part, line_key(line.text, line.kind), cited) if verdicts else None
        if said == "kept" or (said is None and not only_kept):
            yield line
