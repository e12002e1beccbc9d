"""Puts a line of a brief into words: what the articles say, whose words it is, where they differ."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from extract.brief.values import DAY, BriefLine, Evidence, FigureValue, Source, Step
from extract.brief.words import QUOTATION_MARKS, list_words


def describe_line(line: BriefLine, articles: Mapping[str, Evidence]) -> str:
    """Return what a line says; values of figures that differ with their claimant or outlet, by date.

    Args:
        line: of a brief.
        articles: those that it cites, by id.

    """
    if len({value.value for value in line.values}) > 1:
        values = {value.value: value for value in reversed(sort_values(line.values, articles))}
        shown = [*reversed(values.values())]
        times = tell_times([articles[value.article] for value in shown])
        said = " · ".join(
            f"{value.text} ({', '.join(filter(None, (value.claimant or articles[value.article].outlet, when)))})"
            for value, when in zip(shown, times, strict=True)
        ).replace(" ()", "")
        return ": ".join(filter(None, (line.kind, "differ" if line.differs else "", said)))
    if line.part == "deals":
        return " · ".join(filter(None, (join_names(line.parties), line.text, *describe_deal(line))))
    denied = tell_denial(line)
    said_by = None if names_speaker(line) else line.speaker
    before = line.date or said_by or (line.values[0].text if line.values else "")
    before = " ".join(filter(None, (before, denied)))
    kind = line.kind if line.part == "doubts" else None
    roles = "; ".join(_date_role(role, articles[role.article]) for role in line.details)
    against = [source.text for source in line.sources[1:] if line.part == "contested" and source.text != line.text]
    text = f"“{line.text}”" if is_direct(line, articles) else line.message or line.text
    words = " ↔ ".join(filter(None, (text, *against)))
    return f"{before}: {words}" if before and words else " · ".join(filter(None, (words, roles, kind)))


def tell_denial(line: BriefLine) -> str | None:
    """Return the verb by which a statement is denied, where its words do not begin with it."""
    denied = line.part == "said" and line.kind and not line.text.lower().startswith(line.kind.lower())
    return line.kind if denied else None


def names_speaker(line: BriefLine) -> bool:
    """Tell whether a statement is told with the sentence around it, which names the speaker: "Holm said a ..."."""
    if line.part != "said" or line.speaker is None or line.text == line.sources[0].text:
        return False
    return not set(list_words(line.speaker)[-1:]).isdisjoint(list_words(line.text))


def is_direct(line: BriefLine, articles: Mapping[str, Evidence]) -> bool:
    """Tell whether a statement is told in the words said: they stand in quotation marks."""
    if line.part != "said" or not line.sources:
        return False
    first = line.sources[0]
    return line.text == first.text and articles[first.article].text[first.start - 1 : first.start] in QUOTATION_MARKS


def sort_values(values: Iterable[FigureValue], articles: Mapping[str, Evidence]) -> list[FigureValue]:
    """Sort figures by when their articles were published; those of articles without a date come last."""
    return sorted(values, key=lambda value: articles[value.article].published or "~")


def tell_times(articles: Sequence[Evidence]) -> list[str]:
    """Return the day of each article, and of those of one day the time of day; nothing where all have the same."""
    days = {article.day for article in articles}
    if len(days) > 1:
        return [article.day or "undated" for article in articles]
    times = [(article.published or "")[DAY + 1 : DAY + 6] for article in articles]
    return times if len(set(times)) > 1 else [""] * len(articles)


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
    return titles.get(line.story) or "Other reports"


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
