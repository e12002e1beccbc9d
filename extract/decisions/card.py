"""The card after decisions: every part that names an entity follows it; what was rejected or relabelled leaves."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from extract.article import Actor, Agreement, Card, Entity, Equipment, Mention, Place, Quote, Record
from extract.decisions.decision import fold_case

WHO = ("PERSON", "ORG", "NORP")
WHERE = ("LOC", "FAC")


def rebuild_card(before: Record, after: Record) -> Card:
    """Return the card of `before` with the mentions and entities of `after`."""
    change = _Change(before, after)
    card = before.card
    return replace(
        card,
        who=change.who(card.who),
        where=change.where(card.where),
        quotes=tuple(change.quote(quote) for quote in card.quotes),
        equipment=change.equipment(card.equipment),
        agreements=tuple(change.agreement(agreement) for agreement in card.agreements),
    )


class _Change:
    """Which mention, entity and name became which."""

    def __init__(self, before: Record, after: Record) -> None:
        self.old = {(mention.start, mention.end): mention for mention in before.mentions}
        self.new = {(mention.start, mention.end): mention for mention in after.mentions}
        self.entities = {entity.id: entity for entity in after.entities}
        self.names = _collect_renames(before, after, self.entities)

    def entity(self, start: int, end: int, key: str | None) -> Entity | None:
        """Return the entity of what stands at a place of the card, or else of what had the entity `key` before."""
        inside = [mention for place, mention in self.old.items() if start <= place[0] and place[1] <= end]
        mine = [mention for mention in inside if key is None or mention.entity == key]
        for mention in mine or [mention for mention in self.old.values() if key and mention.entity == key]:
            now = self.new.get((mention.start, mention.end))
            if now is not None and now.entity is not None:
                return self.entities[now.entity]
        return None

    def relabelled(self, labels: tuple[str, ...]) -> Iterable[Mention]:
        """Yield the mentions that have one of the labels and had none of them."""
        for place, mention in self.new.items():
            if mention.label in labels and self.old[place].label not in labels:
                yield mention

    def who(self, actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
        out: dict[str, Actor] = {}
        for actor in actors:
            if actor.entity is None:
                out[fold_case(actor.name)] = actor
                continue
            entity = self.entity(actor.start, actor.end, actor.entity)
            if entity is None or (entity.label not in WHO and entity.label != actor.label):
                continue
            first = out.get(entity.id)
            now = replace(actor, entity=entity.id, name=entity.name, label=entity.label)
            out[entity.id] = now if first is None else replace(first, role=first.role or now.role)
        for mention in self.relabelled(WHO):
            entity = self.entities[mention.entity or ""]
            fresh = Actor(entity.id, entity.name, entity.label, None, mention.start, mention.end)
            out.setdefault(entity.id, fresh)
        return tuple(out.values())

    def where(self, places: tuple[Place, ...]) -> tuple[Place, ...]:
        out: dict[str, Place] = {}
        for place in places:
            entity = self.entity(place.start, place.end, place.entity)
            if place.entity is None and entity is None and (place.start, place.end) not in self.old:
                out[fold_case(place.name)] = place
            elif entity is not None and entity.label in WHERE:
                out.setdefault(entity.id, replace(place, entity=entity.id, name=entity.name))
        for mention in self.relabelled(WHERE):
            entity = self.entities[mention.entity or ""]
            out.setdefault(entity.id, Place(entity.id, entity.name, mention.start, mention.end))
        return tuple(out.values())

    def quote(self, quote: Quote) -> Quote:
        if quote.entity is None:
            return quote
        was = [place for place, mention in self.old.items() if mention.entity == quote.entity and place in self.new]
        now = [self.new[place] for place in was if self.new[place].entity is not None]
        if not now:
            return replace(quote, entity=None)
        nearest = min(now, key=lambda mention: min(abs(mention.start - quote.end), abs(quote.start - mention.end)))
        speaker = self.names.get(fold_case(quote.speaker or ""), quote.speaker)
        return replace(quote, entity=nearest.entity, speaker=speaker)

    def equipment(self, items: tuple[Equipment, ...]) -> tuple[Equipment, ...]:
        out = []
        for item in items:
            was = [place for place in self.old if place[0] < item.end and item.start < place[1]]
            arms = [place for place in was if self.old[place].label == "EQUIPMENT"]
            now = [self.new[place] for place in arms if place in self.new and self.new[place].label == "EQUIPMENT"]
            if arms and not now:
                continue
            entity = self.entities.get(now[0].entity or "") if now else None
            out.append(replace(item, name=self.names.get(fold_case(item.name), item.name)) if entity else item)
        for mention in self.relabelled(("EQUIPMENT",)):
            name = self.entities[mention.entity or ""].name
            if all(fold_case(item.name) != fold_case(name) for item in out):
                out.append(Equipment(name, "named", mention.start, mention.end))
        return tuple(dict.fromkeys(out))

    def agreement(self, agreement: Agreement) -> Agreement:
        parties = (self.names.get(fold_case(party), party) for party in agreement.parties)
        return replace(agreement, parties=tuple(dict.fromkeys(party for party in parties if party)))


def _collect_renames(before: Record, after: Record, entities: dict[str, Entity]) -> dict[str, str]:
    """Return the new name for each folded form of an entity that is called otherwise now; "" where it is none."""
    now = {(mention.start, mention.end): mention for mention in after.mentions}
    names: dict[str, str] = {}
    for entity in before.entities:
        kept = [now[m.start, m.end] for m in before.mentions if m.entity == entity.id and (m.start, m.end) in now]
        became = {fold_case(m.text): entities[m.entity].name for m in reversed(kept) if m.entity is not None}
        first = next((entities[m.entity].name for m in kept if m.entity is not None), "")
        for form in (entity.name, *entity.aliases):
            name = became.get(fold_case(form), first)
            if name != entity.name:
                names.setdefault(fold_case(form), name)
    return names
