"""A dossier on a person or a body that a query names: roles over time, statements by date, with whom, where.

Whoever stands in one sentence with them was named together with them, no more than that is said.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from extract.article import Entity
from extract.brief.people import ActorGroups, find_fullest, list_outlets, list_roles
from extract.brief.speakers import body_key
from extract.brief.statements import Statement, group_statements
from extract.brief.values import BriefLine, Evidence, Source
from extract.brief.words import find_country, find_sentence, list_sentences
from extract.index.query.parse import parse
from extract.index.query.tree import Field, WordSequence, positive_leaves
from extract.lexicon import country_code, name_words
from extract.names.compare import same_person, shortens, split_name
from extract.names.fold import fold

NAMING = frozenset(("person", "org", "entity", "said"))
"""Fields of a query whose value names somebody."""
LABELS = frozenset(("PERSON", "ORG"))
MOST_SUBJECTS = 3
"""People and bodies of a brief that have a dossier."""
MOST_BESIDE = 8
"""Names and places of a dossier that stand beside its subject."""
MOST_SAID = 40
"""Statements of a dossier, the newest."""


@dataclass(slots=True)
class DossierSubject:
    """A person or a body, with the entity that it is in each article."""

    label: str
    name: str
    """The fullest form that was found first."""
    found: list[tuple[Evidence, Entity]] = field(default_factory=list)


def list_names(query: str) -> list[str]:
    """List what a query names, folded: the values of fields that name somebody, and its words, also as one name."""
    names: list[str] = []
    run: list[str] = []
    for leaf in positive_leaves(parse(query).root):
        if isinstance(leaf, Field) and leaf.name in NAMING:
            names.append(fold(leaf.value))
        elif isinstance(leaf, WordSequence) and not leaf.title and not leaf.prefix:
            names.append(fold(" ".join(leaf.words)))
            run += leaf.words
    return list(dict.fromkeys(filter(None, [fold(" ".join(run)), *names])))


def find_subjects(names: Sequence[str], articles: Sequence[Evidence]) -> list[DossierSubject]:
    """Find the people and bodies that these names are of: a person's surname or full name, a body's whole name.

    Of one name the one in most articles comes first; there are `MOST_SUBJECTS` at most. A person who neither acts
    nor speaks in any of them is none: a reporter whom the last line credits.
    """
    names = _join_names(names, articles)
    subjects: list[DossierSubject] = []
    for article in articles:
        for entity in article.record.entities:
            if entity.label in LABELS and any(_is_called(entity, name) for name in names):
                same = next((one for one in subjects if _is_same(one, entity)), None)
                if same is None:
                    subjects.append(same := DossierSubject(entity.label, entity.name))
                same.found.append((article, entity))
    acting = [
        subject
        for subject in subjects
        if subject.label != "PERSON" or any(_acts(article, entity) for article, entity in subject.found)
    ]
    return sorted(acting, key=lambda one: -len(one.found))[:MOST_SUBJECTS]


def _acts(article: Evidence, entity: Entity) -> bool:
    card = article.record.card
    return entity.id in {*(actor.entity for actor in card.who), *(quote.entity for quote in card.quotes)}


def _join_names(names: Sequence[str], articles: Sequence[Evidence]) -> list[str]:
    """Put full names for the words of a query that make one up: who asks for "north korea" asks for nobody "North"."""
    if not names:
        return []
    query = f" {names[0]} "
    entities = (entity for article in articles for entity in article.record.entities)
    forms = {fold(form) for entity in entities for form in (entity.name, *entity.aliases)}
    full = [form for form in forms if " " in form and f" {form} " in query]
    covered = {word for form in full for word in form.split()}
    return [*full, *(name for name in names if name not in covered)]


def _is_called(entity: Entity, name: str) -> bool:
    forms = [fold(form) for form in (entity.name, *entity.aliases)]
    if entity.label == "ORG" and name.title() in name_words().head:
        return False  # who asks for a bank asks for none that is only called so
    if name in forms:
        return True
    if entity.label == "ORG":
        return body_key(name) in map(body_key, forms)
    if find_country(name):
        return False  # who asks for Cyprus asks for nobody called so
    return entity.label == "PERSON" and any(" " in form and split_name(form)[1] == name for form in forms)


def _is_same(subject: DossierSubject, entity: Entity) -> bool:
    """Tell whether an entity of another article is the subject: the same name, or a surname that is only theirs."""
    if subject.label != entity.label:
        return False
    one, other = fold(subject.name), fold(entity.name)
    if subject.label != "PERSON":
        return body_key(one) == body_key(other)
    if one == other:
        return True
    if " " in one and " " in other:
        return same_person(subject.name, entity.name) or shortens(subject.name, entity.name)
    return split_name(one)[1] == split_name(other)[1]


def write_dossier(subject: DossierSubject) -> Iterator[BriefLine]:
    """Yield the lines of a dossier; its articles are read in the order of their dates."""
    found = sorted(subject.found, key=lambda one: one[0].published or "~")
    title = _find_title(found)
    if title is None:
        return
    lines = [_tell_roles(found, title), *_list_beside(found), *_list_places(found), *_list_said(found)]
    for line in lines:
        yield replace(line, dossier=title.text)


def _find_title(found: Sequence[tuple[Evidence, Entity]]) -> Source | None:
    """Find the fullest form of the name, as it stands in the first article that has it."""
    forms = [
        article.cite(mention.start, mention.end)
        for article, entity in found
        for mention in article.record.mentions
        if mention.entity == entity.id
    ]
    return max(forms, key=lambda form: form.text.count(" "), default=None)


def _tell_roles(found: Sequence[tuple[Evidence, Entity]], title: Source) -> BriefLine:
    seen = [
        (article, actor) for article, entity in found for actor in article.record.card.who if actor.entity == entity.id
    ]
    places = {article.id: article.cite(actor.start, actor.end) for article, actor in reversed(seen)}
    places[title.article] = title
    first = places.pop(title.article)
    return BriefLine("who", title.text, (first, *reversed(places.values())), details=list_roles(seen))


def _list_said(found: Sequence[tuple[Evidence, Entity]]) -> Iterator[BriefLine]:
    """Yield what they said, the oldest first; the words that several articles have once."""
    ids = {(article.id, entity.id) for article, entity in found}
    statements: list[tuple[str, Statement]] = []
    told: set[str] = set()
    for statement in group_statements([article for article, _ in found], repeats=True):
        fullest = statement.sayings[0]  # in another article the same words may be another's
        if (fullest.article.id, fullest.quote.entity) in ids and statement.words not in told:
            told.add(statement.words)
            days = [saying.article.day for saying in statement.sayings if saying.article.day]
            statements.append((min(days, default=""), statement))
    for day, statement in sorted(statements, key=lambda one: one[0] or "~")[-MOST_SAID:]:
        yield BriefLine(
            "said",
            statement.words,
            statement.sources,
            speaker=statement.speaker,
            date=day or None,
            kind=statement.denial,
        )


def _list_beside(found: Sequence[tuple[Evidence, Entity]]) -> Iterator[BriefLine]:
    """Yield who acts or speaks and stands in a sentence with them, those in most articles first."""
    others = ActorGroups[Source]()
    outlets = list_outlets(article for article, _ in found)
    for article, entity in found:
        sentences = _own_sentences(article, entity)
        for actor in article.record.card.who:
            if actor.entity in {None, entity.id} or fold(actor.name) in outlets:
                continue
            if (place := _find_in(article, actor.entity, sentences)) is not None:
                others.add(actor, article.id, place)
    for places in sorted(others, key=lambda places: -len(places))[:MOST_BESIDE]:
        yield BriefLine("who", find_fullest(places).text, tuple(places), kind="with")


def _list_places(found: Sequence[tuple[Evidence, Entity]]) -> Iterator[BriefLine]:
    """Yield where what their sentences tell of happened, the places in most articles first."""
    places: defaultdict[str, list[Source]] = defaultdict(list)
    for article, entity in found:
        sentences = _own_sentences(article, entity)
        for place in article.record.card.where:
            if place.entity is not None and (there := _find_in(article, place.entity, sentences)) is not None:
                places[country_code(there.text) or fold(there.text)].append(there)
    each = [tuple(dict.fromkeys(same)) for same in places.values()]
    for same in sorted(each, key=lambda one: -len(one))[:MOST_BESIDE]:
        yield BriefLine("where", same[0].text, same)


def _own_sentences(article: Evidence, entity: Entity) -> list[tuple[int, int]]:
    """List the sentences of an article's prose that name an entity."""
    listed = list_sentences(article)
    found = (find_sentence(listed, one.start) for one in article.record.mentions if one.entity == entity.id)
    return list(dict.fromkeys((sentence.start, sentence.end) for sentence in found if sentence))


def _find_in(article: Evidence, entity: str | None, sentences: Iterable[tuple[int, int]]) -> Source | None:
    """Find the fullest mention of an entity in any of some sentences."""
    mentions = [
        mention
        for mention in article.record.mentions
        if mention.entity == entity and any(start <= mention.start < end for start, end in sentences)
    ]
    fullest = max(mentions, key=lambda mention: len(mention.text), default=None)
    return article.cite(fullest.start, fullest.end) if fullest else None
