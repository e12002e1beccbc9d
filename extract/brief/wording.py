"""Puts a line of a brief into words: what the articles say, whose words it is, where they differ."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from extract.brief.values import BriefLine, Evidence, Source, Step


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
    if line.part == "deals":
        return " · ".join(filter(None, (join_names(line.parties), line.text, *describe_deal(line))))
    denied = line.kind if line.part == "said" else None
    before = line.date or line.speaker or (line.values[0].text if line.values else "")
    before = " ".join(filter(None, (before, denied)))
    kind = None if line.kind == "with" or denied else line.kind
    roles = "; ".join(_date_role(role, articles[role.article]) for role in line.details)
    against = [source.text for source in line.sources[1:] if line.part == "contested" and source.text != line.text]
    words = " / ".join(filter(None, (line.text, *against)))
    return f"{before}: {words}" if before and words else " · ".join(filter(None, (words, roles, kind)))


def _date_role(role: Source, article: Evidence) -> str:
    """Return a role with the day of the first article that gives it."""
    return f"{role.text} ({article.day})" if article.day else role.text


def name_part(line: BriefLine) -> str:
    """Return what stands in front of a line: its part, or with whom somebody is named."""
    return (line.kind if line.kind == "with" else line.part).upper()


def name_section(line: BriefLine, titles: Mapping[str, str]) -> str:
    """Return the heading under which a line stands: its story's title, or on whom the dossier is."""
    if line.dossier:
        return f"Dossier: {line.dossier}"
    return titles.get(line.story) or "Alone"


def join_names(parties: Sequence[Source]) -> str:
    """Return the parties of a deal in a row."""
    return ", ".join(party.text for party in parties)


def describe_deal(line: BriefLine) -> list[str]:
    """Return how much a deal is about, where its words do not say it, and how far it came when."""
    words = line.sources[0]
    said = [
        amount.text
        for amount in line.amounts
        if amount.article != words.article or amount.end <= words.start or words.end <= amount.start
    ]
    return [*said, " → ".join(map(describe_step, line.steps)) or line.kind or ""]


def describe_step(step: Step) -> str:
    """Return a step of a deal with its day, or when it was reported."""
    if step.day:
        return f"{step.status} {step.day}"
    return f"{step.status}, reported {step.reported}" if step.reported else f"{step.status}, undated"


def list_outlets(line: BriefLine, articles: Mapping[str, Evidence]) -> tuple[str, ...]:
    """Return the outlets of the articles that a line cites, each once."""
    found = (articles[source.article].outlet for source in line.sources)
    return tuple(dict.fromkeys(outlet for outlet in found if outlet))
