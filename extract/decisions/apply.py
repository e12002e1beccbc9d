"""A record as the analyst's decisions make it: mentions, entities and card. Pure; the record given is not changed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import count

from extract.anchor import find
from extract.article import Entity, Mention, Record
from extract.decisions.card import rebuild_card
from extract.decisions.decision import Decision, fold_case
from extract.decisions.rules import Level, Name, Rules, join_groups


@dataclass(slots=True)
class _Unit:
    """A mention on its way: what it will be called, and what it belongs with."""

    mention: Mention
    label: str | None
    """None once it was rejected."""
    name: Name
    alone: bool = False
    """Whether it was taken out of its entity."""
    joined: tuple[Name, ...] = ()
    """Names whose entity it was put to."""
    title: str | None = None


def apply(record: Record, rules: Rules) -> Record:
    """Apply decisions to a record; return the same object where none concerns it."""
    names = {mention.text for mention in record.mentions}.union(*((e.name, *e.aliases) for e in record.entities))
    if not rules.touch(record.article.id, names):
        return record
    level = rules.level(record.article.id)
    units = _make_units(record, level, rules.mentions(record.article.id))
    entities, owner = _build_entities(record, units, level)
    mentions = tuple(
        replace(unit.mention, label=unit.label, entity=owner.get(id(unit))) for unit in units if unit.label is not None
    )
    changed = replace(record, mentions=mentions, entities=entities)
    return replace(changed, card=rebuild_card(record, changed))


def _make_units(record: Record, level: Level, about_mentions: list[Decision]) -> list[_Unit]:
    units = []
    for mention in record.mentions:
        name = (mention.label, fold_case(mention.text))
        label = level.label(name)
        units.append(_Unit(mention, label, (label or mention.label, name[1])))
    for decision in about_mentions:
        unit = _find_mention(record.article.text, units, decision)
        if unit is not None:
            _decide(unit, decision)
    return units


def _find_mention(text: str, units: list[_Unit], decision: Decision) -> _Unit | None:
    """Find the mention that a decision is about, wherever it stands by now."""
    place = find(text, decision.place) if decision.place else None
    if place is None:
        return None
    over = [unit for unit in units if unit.mention.start < place.end and place.start < unit.mention.end]
    return min(
        over,
        key=lambda unit: abs(unit.mention.start - place.start) + abs(unit.mention.end - place.end),
        default=None,
    )


def _decide(unit: _Unit, decision: Decision) -> None:
    if decision.kind == "reject":
        unit.label = None
    elif decision.kind == "relabel":
        unit.label, unit.alone = decision.value, True
        unit.name = (decision.value or unit.name[0], unit.name[1])
    elif decision.kind == "rename":
        unit.title, unit.alone = decision.value, True
    elif decision.kind == "split":
        unit.alone, unit.joined = True, ()
    elif decision.kind == "merge":
        label = decision.other_label or decision.label
        unit.alone, unit.joined = True, tuple((label, fold_case(name)) for name in decision.others)
        unit.title = decision.value


def _build_entities(record: Record, units: list[_Unit], level: Level) -> tuple[tuple[Entity, ...], dict[int, str]]:
    """Build the entities, and map each unit (by identity) to its own."""
    groups = _group_units(units, level)
    before = {entity.id: entity for entity in record.entities}
    fresh = (f"e{number}" for number in count(1))
    entities: list[Entity] = []
    owner: dict[int, str] = {}
    taken: set[str] = set()
    for group in groups:
        old = next((before[unit.mention.entity] for unit in group if unit.mention.entity in before), None)
        key = old.id if old and old.id not in taken else next(key for key in fresh if key not in before.keys() | taken)
        taken.add(key)
        entities.append(_entity(key, old, group, level))
        owner.update(dict.fromkeys(map(id, group), key))
    return tuple(entities), owner


def _group_units(units: list[_Unit], level: Level) -> list[list[_Unit]]:
    """Group units by entity, in the order of the text."""
    clusters: dict[Name, set[Name]] = {}
    members: dict[str, list[Name]] = {}
    kept = [unit for unit in units if unit.label is not None and _belongs_to(unit)]
    for unit in kept:
        if not unit.alone and unit.mention.entity is not None:
            members.setdefault(f"{unit.mention.entity}\0{unit.label}", []).append(unit.name)
    for names in members.values():
        join_groups(clusters, list(dict.fromkeys(names)), level)
        for name in names:  # a name that was split off from the first may still belong with the second
            join_groups(clusters, [other for other in names if level.judgement(name, other) == "same"] + [name], level)
    present = {unit.name for unit in kept}
    for one, other in level.same():
        if one in present and other in present:
            join_groups(clusters, (one, other), level)
    groups: dict[object, list[_Unit]] = {}
    for unit in kept:
        home: object = id(clusters.setdefault(unit.name, {unit.name}))
        if unit.alone:
            target = next((name for name in unit.joined if name in clusters), None)
            home = id(clusters[target]) if target else ("alone", unit.title or id(unit))
        groups.setdefault(home, []).append(unit)
    return list(groups.values())


def _belongs_to(unit: _Unit) -> bool:
    """Tell whether a mention belongs to an entity: it did, or it has become something that does."""
    return unit.mention.entity is not None or unit.label != unit.mention.label or unit.alone


def _entity(key: str, old: Entity | None, group: list[_Unit], level: Level) -> Entity:
    names = {unit.name for unit in group}
    forms = list(dict.fromkeys(unit.mention.text for unit in group))
    label = level.merged_label(names) or group[0].label or group[0].mention.label
    said = next((unit.title for unit in group if unit.title), None) or level.title(names)
    name = said or (old.name if old and fold_case(old.name) in {text for _, text in names} else max(forms, key=len))
    return Entity(key, label, name, tuple(form for form in forms if form != name))
