"""Puts a line of a brief into words: what the articles say, whose words it is, where they differ."""

from __future__ import annotations

from collections.abc import Mapping

from extract.brief.values import BriefLine, Evidence


def describe_line(line: BriefLine, articles: Mapping[str, Evidence]) -> str:
    """Return what a line says; values of figures that differ with their claimant or outlet, by date.

    Args:
        line: of a brief.
        articles: those that it cites, by id.

    """
    if len({value.value for value in line.values}) > 1:
        values = {value.value: value for value in reversed(line.values)}
        said = " · ".join(
            f"{value.text} ({value.claimant or articles[value.article].outlet or 'unnamed'})"
            for value in sorted(values.values(), key=lambda one: articles[one.article].published or "~")
        )
        return f"differ: {said}" if line.differs else said
    before = line.date or line.speaker or (line.values[0].text if line.values else "")
    roles = "; ".join(role.text for role in line.details)
    against = [source.text for source in line.sources[1:] if line.part == "contested" and source.text != line.text]
    words = " / ".join(filter(None, (line.text, *against)))
    return f"{before}: {words}" if before else " · ".join(filter(None, (words, roles, line.kind)))


def list_outlets(line: BriefLine, articles: Mapping[str, Evidence]) -> tuple[str, ...]:
    """Return the outlets of the articles that a line cites, each once."""
    found = (articles[source.article].outlet for source in line.sources)
    return tuple(dict.fromkeys(outlet for outlet in found if outlet))
