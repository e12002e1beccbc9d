"""Composes a brief: for each story its parts, then what stands alone."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice, zip_longest

from extract.agency import after_dateline
from extract.brief.contested import find_contested
from extract.brief.contradictions import same_numbers
from extract.brief.deals import list_deals
from extract.brief.dossier import find_subjects, list_names, write_dossier
from extract.brief.figures import compare_figures
from extract.brief.people import list_people
from extract.brief.reprints import drop_reprints, list_changed_figures
from extract.brief.statements import Statement, group_statements, rank_statements
from extract.brief.values import DAY, BriefLine, BriefStory, Evidence, FigureValue, Source
from extract.brief.words import (
    content_stems,
    find_sentence,
    list_sentences,
    list_words,
    reporting_verbs,
    skip_bullet,
)
from extract.names.fold import fold

MOST_ADDED = 4
"""Later articles whose lead stands under WHAT."""
MOST_DATES = 12
"""Days of a story under WHEN."""
MOST_SINGLE = 10
"""Lines of SAID, FIGURES, DEALS, ARMS and CONTESTED that only one article has."""
MOST_ALONE = 20
"""Statements of articles on different stories, one an article."""
MOST_FLAGS = 6
"""Flags of a story's articles under DOUBTS."""
FEWEST_SHARED = 4
"""Stems that two sentences with the same day share at least, where both tell of what happened then."""
_INVISIBLE = re.compile(r"[\s\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+")
OF_WRITING = frozenset(("joined-words",))
"""Flags that say nothing of what is told."""
_NEAR_SAYING = 4
"""Words before a day among which a verb of saying says that it is the day of a statement."""
_DESIGNATION = re.compile(r"([^\W\d_]+)[- ]?(\d+)")
NEWS = 0.5
"""Share of the stems of a lead that those above it must lack for it to add something."""


def compose_brief(stories: Iterable[BriefStory], query: str = "") -> Iterator[BriefLine]:
    """Yield the lines of a brief, story by story in the order given, and at the end what stands alone.

    Every text is cut from an article that the line cites. Of articles that reprint one text only one is used. A
    person or a body that the `query` names has a dossier before the stories.
    """
    if names := list_names(query):
        stories = list(stories)
        articles = drop_reprints([article for story in stories for article in story.articles])
        for subject in find_subjects(names, articles):
            yield from write_dossier(subject)
    alone: list[Evidence] = []
    for story in stories:
        if len(story.articles) < 2:
            alone += story.articles
            continue
        articles = drop_reprints(story.articles)
        best = next((one for one in articles if one.id == story.best), articles[0])
        ordered = [best, *(one for one in articles if one is not best)]
        for line in _compose_story(ordered, articles, story.articles):
            yield _of_story(line, story.id)
        yield from (_of_story(line, story.id) for line in _doubt(story.articles, articles))
    for article in alone:
        yield from islice(_tell_what([article]), 1)
    yield from _compose_together(sorted(alone, key=lambda one: one.published or "~"))
    yield from _flags(alone)


def _compose_story(
    articles: Sequence[Evidence], by_date: Sequence[Evidence], with_reprints: Sequence[Evidence]
) -> Iterator[BriefLine]:
    yield from (what := [*_tell_what(articles)])
    yield from _tell_when(articles, frozenset(line.sources[0] for line in what))
    yield from list_people(by_date)
    yield from _cut(_list_statements(articles))
    changed = [*list_changed_figures(with_reprints, by_date)]
    yield from changed
    known = {(value.article, value.start) for line in changed for value in line.values}
    figures = _list_figures(by_date, articles[0].id)
    yield from _cut(line for line in figures if (line.values[0].article, line.values[0].start) not in known)
    yield from _cut(list_deals(by_date))
    yield from _list_arms(by_date)
    yield from _cut(BriefLine("contested", found.sources[0].text, found.sources) for found in find_contested(articles))


def _compose_together(articles: Sequence[Evidence]) -> Iterator[BriefLine]:
    """Yield what articles on different stories have: no figures, which count different things."""
    if articles:
        yield from list_people(articles)
        yield from _list_said_alone(articles)
        yield from _cut(line for article in articles for line in list_deals([article]))
        yield from _list_arms(articles)


def _list_said_alone(articles: Sequence[Evidence]) -> Iterator[BriefLine]:
    """Yield what is said in articles on different stories: what several have, then of each what ranks first in it."""
    told: set[str] = set()
    for one in rank_statements(group_statements(articles)):
        line = _tell_statement(one)
        if _width(line) > 1 or (line.sources[0].article not in told and len(told) < MOST_ALONE):
            told.add(line.sources[0].article)
            yield line


def _tell_what(articles: Sequence[Evidence]) -> Iterator[BriefLine]:
    """Yield the lead of the best article, which is the first, and of later ones what that lacks."""
    told: set[str] = set()
    first, *others = articles
    for source in _list_leads(first):
        told |= content_stems(source.text)
        yield BriefLine("what", source.text, (source,), date=first.day)
    added = 0
    for article in others:
        lead = next(_list_leads(article), None)
        if lead is None or added == MOST_ADDED:
            continue
        stems = content_stems(lead.text)
        if stems and len(stems - told) >= NEWS * len(stems):
            told |= stems
            added += 1
            yield BriefLine("what", lead.text, (lead,), date=article.day)


def _list_leads(article: Evidence) -> Iterator[Source]:
    """Yield the sentences of an article's lead, each once, without bullets and the place and agency that open it."""
    told: set[str] = set()
    for span in article.record.card.lead:
        if span.start is not None and span.end is not None and span.text not in told:
            told.add(span.text)
            begin = after_dateline(article.text, skip_bullet(article.text, span.start, span.end), span.end)
            if begin < span.end:
                yield article.cite(begin, span.end)


def _tell_when(articles: Sequence[Evidence], known: Container[Source]) -> Iterator[BriefLine]:
    """Yield a timeline: the days that several articles name, or the best one, each with a sentence that names it.

    A sentence is told once: of two days in it the one has it that no other sentence names. One in which something
    happens comes before one in which something was only said that day, and one that is not `known` from WHAT before
    one that is.
    """
    days: defaultdict[str, list[Source]] = defaultdict(list)
    saying: set[Source] = set()
    for article in articles:
        listed = list_sentences(article)
        for moment in article.record.card.when:
            sentence = find_sentence(listed, moment.start)
            begin = after_dateline(article.text, sentence.start, sentence.end) if sentence else 0
            if moment.value and len(moment.value) >= DAY and sentence and begin <= moment.start:
                source = article.cite(begin, sentence.end)
                if _dates_saying(article, sentence.start, moment.start):
                    saying.add(source)
                if source not in days[moment.value[:DAY]]:
                    days[moment.value[:DAY]].append(source)
    named = {day: {source.article for source in sources} for day, sources in days.items()}
    chosen = [day for day, ids in named.items() if len(ids) > 1 or articles[0].id in ids]
    frequent = sorted(chosen, key=lambda day: (-len(named[day]), day))[:MOST_DATES]
    shared = Counter(source for day in frequent for source in days[day])
    told: set[Source] = set()
    for day in sorted(frequent, key=lambda day: (len(days[day]), day)):
        free = [source for source in days[day] if source not in told]
        if free:
            first = min(
                free, key=lambda source: (source in saying, source in known, shared[source], days[day].index(source))
            )
            told.add(first)
            others = {
                source.article: source
                for source in reversed(days[day])
                if source.article != first.article and _tells_same(first, source)
            }
            days[day] = [first, *reversed(others.values())]
        else:
            days[day] = []
    for day in sorted(frequent):
        if days[day]:
            yield BriefLine("when", days[day][0].text, tuple(days[day]), date=day)


def _tells_same(one: Source, other: Source) -> bool:
    """Tell whether two sentences with the same day tell of one thing, with the same numbers."""
    shared = content_stems(one.text) & content_stems(other.text)
    return len(shared) >= FEWEST_SHARED and same_numbers(one.text, other.text)


def _dates_saying(article: Evidence, start: int, at: int) -> bool:
    """Tell whether a day is that on which something was said: "told reporters on Thursday"."""
    return not reporting_verbs().isdisjoint(list_words(article.text[start:at])[-_NEAR_SAYING:])


def _list_statements(articles: Sequence[Evidence]) -> Iterator[BriefLine]:
    """Yield what is said, but not the words of one article that stand in a sentence which another line has."""
    statements = rank_statements(group_statements(articles, meaning=True, repeats=True))
    lines = [*map(_tell_statement, statements)]
    whole = [(line.sources[0].article, line.text) for line in lines if line.text != line.sources[0].text]
    told: set[str] = set()
    for line in lines:
        within = any(
            line.text in text and line.text != text and line.sources[0].article == article for article, text in whole
        )
        if (line.text not in told and not within) or _width(line) > 1:
            told.add(line.text)
            yield line


def _tell_statement(statement: Statement) -> BriefLine:
    return BriefLine("said", statement.words, statement.sources, speaker=statement.speaker, kind=statement.denial)


def _list_figures(articles: Sequence[Evidence], best: str) -> Iterator[BriefLine]:
    """Yield what several articles count, and what else the best one does, each with the shortest sentence around it."""
    sentences = {article.id: list_sentences(article, furniture_too=True) for article in articles}
    texts = {article.id: article.text for article in articles}

    def sentence_of(value: FigureValue) -> str:
        found = find_sentence(sentences[value.article], value.start)
        return texts[value.article][found.start : found.end] if found else value.text

    told: set[str] = set()
    for found in compare_figures(articles):
        text = min(map(sentence_of, found.values), key=len)
        single = len({value.article for value in found.values}) < 2
        if single and (found.values[0].article != best or text in told):
            continue
        told.add(text)
        yield BriefLine("figures", text, found.values, values=found.values, differs=found.differs, kind=found.deed)


def _list_arms(articles: Sequence[Evidence]) -> Iterator[BriefLine]:
    """Yield the weapons and platforms that are named by their designation."""
    found = [
        (fold(one.name), article.cite(one.start, one.end))
        for article in articles
        for one in article.record.card.equipment
        if one.kind == "named"
    ]
    forms = {name for name, _ in found}
    named: defaultdict[str, list[Source]] = defaultdict(list)
    for name, source in found:
        named[_system_key(source.text, name.removesuffix("s") if name.removesuffix("s") in forms else name)] += [source]
    lines = [BriefLine("arms", sources[0].text, tuple(sources)) for sources in named.values()]
    yield from _cut(sorted(lines, key=lambda line: -_width(line)))


def _system_key(name: str, folded: str) -> str:
    """Return what the names of a system and of its variants have in common: "F-35A", "F-35 Lightning II", "F-35s"."""
    designation = _DESIGNATION.search(name)
    return "".join(designation.groups()).casefold() if designation else folded


def _doubt(told: Sequence[Evidence], used: Sequence[Evidence]) -> Iterator[BriefLine]:
    """Yield what to be wary of: one outlet only, reprints that count once, and the flags of the articles."""
    outlets = {article.outlet for article in used}
    if len(outlets) == 1 and None not in outlets:
        yield BriefLine("doubts", "", tuple(one.cite(0, 0) for one in used), kind="single source")
    left_out = [one for one in told if one not in used]
    if left_out:
        yield BriefLine("doubts", "", tuple(one.cite(0, 0) for one in left_out), kind="reprints")
    yield from _flags(used)


def _flags(articles: Sequence[Evidence]) -> Iterator[BriefLine]:
    """Yield the flags of articles but those on how they are written, the gravest first."""
    found = [
        (article, flag, flag.start, flag.end)
        for article in articles
        for flag in article.record.card.flags
        if flag.start is not None and flag.end is not None and flag.kind not in OF_WRITING
        if _INVISIBLE.sub("", article.text[flag.start : flag.end])
    ]
    for article, flag, start, end in sorted(found, key=lambda one: one[1].kind == "name-variant")[:MOST_FLAGS]:
        source = article.cite(start, end)
        yield BriefLine("doubts", source.text, (source,), kind=flag.kind, message=flag.message)


def _cut(lines: Iterable[BriefLine]) -> Iterator[BriefLine]:
    """Yield the lines that several articles have, and the first of those that one has, of each article in turn."""
    single: defaultdict[str, list[BriefLine]] = defaultdict(list)
    for line in lines:
        if _width(line) > 1:
            yield line
        else:
            single[line.sources[0].article].append(line)
    in_turn = (line for turn in zip_longest(*single.values()) for line in turn if line is not None)
    yield from islice(in_turn, MOST_SINGLE)


def _width(line: BriefLine) -> int:
    return len({source.article for source in line.sources})


def _of_story(line: BriefLine, story: str) -> BriefLine:
    return replace(line, story=story)
