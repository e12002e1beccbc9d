"""Kinds of columns: how the values of a record become small numbers, 0 for what was foretold, and come back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from extract.article import Span
from extract.index.store.columns import Columns, Context, signed, unsigned


class Start:
    """Offsets, ascending as a rule; None for what does not stand in the text."""

    def numbers(self, values: Sequence[int | None], before: Columns, context: Context) -> list[int]:
        found, last = [], 0
        for value in values:
            found.append(0 if value is None else 1 + signed(value - last))
            last = last if value is None else value
        return found

    def values(self, numbers: Sequence[int], before: Columns, context: Context) -> list[int | None]:
        found: list[int | None] = []
        last = 0
        for number in numbers:
            last += unsigned(number - 1) if number else 0
            found.append(last if number else None)
        return found


class End:
    """Where the same rows' `start` ends."""

    def numbers(self, values: Sequence[int | None], before: Columns, context: Context) -> list[int]:
        pairs = zip(before["start"], values, strict=True)
        return [0 if end is None else 1 + signed(end - (start or 0)) for start, end in pairs]

    def values(self, numbers: Sequence[int], before: Columns, context: Context) -> list[int | None]:
        pairs = zip(before["start"], numbers, strict=True)
        return [(start or 0) + unsigned(number - 1) if number else None for start, number in pairs]


class Places:
    """Start and end together: mostly a mention's."""

    def numbers(self, values: Sequence[tuple[int, int]], before: Columns, context: Context) -> list[int]:
        index = {place: i for i, place in enumerate(context.places)}
        found: list[int] = []
        last = offset = 0
        for start, end in values:
            at = index.get((start, end))
            if at is not None:
                found += (1 + signed(at - last),)
                last, offset = at, start
            else:
                found += (0, signed(start - offset), signed(end - start))
                offset = start
        return found

    def values(self, numbers: Sequence[int], before: Columns, context: Context) -> list[tuple[int, int]]:
        found: list[tuple[int, int]] = []
        last = offset = 0
        rest = iter(numbers)
        for number in rest:
            if number:
                last += unsigned(number - 1)
                found.append(context.places[last])
                offset = found[-1][0]
            else:
                offset += unsigned(next(rest))
                found.append((offset, offset + unsigned(next(rest))))
        return found


@dataclass(frozen=True, slots=True)
class Foretold:
    """Strings of which one is expected, by what was read before of its row."""

    expected: Callable[[int, Columns, Context], str | None]

    def numbers(self, values: Sequence[str | None], before: Columns, context: Context) -> list[int]:
        return [
            0 if value == self.expected(i, before, context) else 1 + context.number(value)
            for i, value in enumerate(values)
        ]

    def values(self, numbers: Sequence[int], before: Columns, context: Context) -> list[str | None]:
        return [
            context.string(number - 1) if number else self.expected(i, before, context)
            for i, number in enumerate(numbers)
        ]


class Strings:
    """Tuples of strings."""

    def numbers(self, values: Sequence[tuple[str, ...]], before: Columns, context: Context) -> list[int]:
        return [number for value in values for number in (len(value), *map(context.number, value))]

    def values(self, numbers: Sequence[int], before: Columns, context: Context) -> list[tuple[str, ...]]:
        found: list[tuple[str, ...]] = []
        rest = iter(numbers)
        for count in rest:
            found.append(tuple(context.string(next(rest)) or "" for _ in range(count)))
        return found


class Bearer:
    """The entity of a row, by its id."""

    def numbers(self, values: Sequence[str | None], before: Columns, context: Context) -> list[int]:
        index = {entity.id: i for i, entity in enumerate(context.entities)}
        found: list[int] = []
        last = 0
        for value in values:
            at = index.get(value) if value is not None else None
            found += (
                (2 + signed(at - last),) if at is not None else (0,) if value is None else (1, context.number(value))
            )
            last = last if at is None else at
        return found

    def values(self, numbers: Sequence[int], before: Columns, context: Context) -> list[str | None]:
        found: list[str | None] = []
        last, rest = 0, iter(numbers)
        for number in rest:
            if number < 2:
                found.append(context.string(next(rest)) if number else None)
            else:
                last += unsigned(number - 2)
                found.append(context.entities[last].id)
        return found


class Days:
    """Dates as strings; days are counted from the day of publication."""

    def numbers(self, values: Sequence[str | None], before: Columns, context: Context) -> list[int]:
        return [0 if value is None else self._number(value, context) for value in values]

    def values(self, numbers: Sequence[int], before: Columns, context: Context) -> list[str | None]:
        return [self._value(number, context) if number else None for number in numbers]

    def _number(self, value: str, context: Context) -> int:
        try:
            day = date.fromisoformat(value)
            days = (day - context.base).days if day.isoformat() == value else None
        except ValueError:
            days = None
        return 2 * context.number(value) if days is None else 2 * signed(days) + 1

    def _value(self, number: int, context: Context) -> str | None:
        if number % 2 == 0:
            return context.string(number // 2)
        return (context.base + timedelta(unsigned(number // 2))).isoformat()


@dataclass(frozen=True, slots=True)
class Amount:
    """Numbers, mostly what their text says in digits, times a power of a thousand."""

    read: Callable[[str], float | None]

    def numbers(self, values: Sequence[float], before: Columns, context: Context) -> list[int]:
        return [self._number(value, text, context) for value, text in zip(values, before["text"], strict=True)]

    def values(self, numbers: Sequence[int], before: Columns, context: Context) -> list[float]:
        return [self._value(number, text, context) for number, text in zip(numbers, before["text"], strict=True)]

    def _number(self, value: float, text: str, context: Context) -> int:
        said = self.read(text)
        for power in range(5):
            if said is not None and said * 1000.0**power == value:
                return power
        return 5 + context.number(repr(value))

    def _value(self, number: int, text: str, context: Context) -> float:
        if number < 5:
            return (self.read(text) or 0.0) * 1000.0**number
        return float(context.string(number - 5) or 0)


class Choice:
    """One of a few values, the first of which is expected."""

    def __init__(self, *choices: object) -> None:
        self.choices = choices

    def numbers(self, values: Sequence[Any], before: Columns, context: Context) -> list[int]:
        return [self.choices.index(value) for value in values]

    def values(self, numbers: Sequence[int], before: Columns, context: Context) -> list[Any]:
        return [self.choices[number] for number in numbers]


class Spans:
    """Pieces of the text, each near the row's place or the last one; or values of metadata."""

    def numbers(self, values: Sequence[Span | None], before: Columns, context: Context) -> list[int]:
        found: list[int] = []
        last = 0
        for i, span in enumerate(values):
            last = before["place"][i][0] if "place" in before else last
            if span is None:
                found.append(0)
            elif i < len(context.stated) and span == Span(context.stated[i] or ""):
                found.append(2)
            elif span.start is None or span.end is None or context.text[span.start : span.end] != span.text:
                found += (1, context.number(span.text), _or_zero(span.start), _or_zero(span.end))
            else:
                found += (3 + signed(span.start - last), signed(span.end - span.start))
                last = span.start
        return found

    def values(self, numbers: Sequence[int], before: Columns, context: Context) -> list[Span | None]:
        found: list[Span | None] = []
        last, rest = 0, iter(numbers)
        for number in rest:
            i = len(found)
            last = before["place"][i][0] if "place" in before else last
            if number == 0:
                found.append(None)
            elif number == 1:
                found.append(Span(context.string(next(rest)) or "", _or_none(next(rest)), _or_none(next(rest))))
            elif number == 2:
                found.append(Span(context.stated[i] or ""))
            else:
                last += unsigned(number - 3)
                found.append(Span.of(context.text, last, last + unsigned(next(rest))))
        return found


class LabelOfForm:
    """Labels of mentions: what is written alike is labelled alike."""

    def numbers(self, values: Sequence[str], before: Columns, context: Context) -> list[int]:
        seen: dict[str, str] = {}
        found = []
        for form, value in zip(before["text"], values, strict=True):
            found.append(0 if seen.get(form) == value else 1 + context.number(value))
            seen[form] = value
        return found

    def values(self, numbers: Sequence[int], before: Columns, context: Context) -> list[str]:
        seen: dict[str, str] = {}
        found = []
        for form, number in zip(before["text"], numbers, strict=True):
            if number:
                seen[form] = context.string(number - 1) or ""
            found.append(seen[form])
        return found


class EntityOfForm:
    """Entities of mentions: that of the same form, else the next one that is new, for what names something."""

    NAMELESS = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "QUANTITY"})

    def numbers(self, values: Sequence[str | None], before: Columns, context: Context) -> list[int]:
        seen: dict[str, str | None] = {}
        order: dict[str, int] = {}
        found = []
        for form, label, value in zip(before["text"], before["label"], values, strict=True):
            if value == self._expected(form, label, seen, order):
                found.append(0)
            elif value is None:
                found.append(1)
            else:
                found.append(2 + 2 * order[value] if value in order else 3 + 2 * context.number(value))
            seen[form] = value
            if value is not None:
                order.setdefault(value, len(order))
        return found

    def values(self, numbers: Sequence[int], before: Columns, context: Context) -> list[str | None]:
        seen: dict[str, str | None] = {}
        order: dict[str, int] = {}
        ids: list[str] = []
        found: list[str | None] = []
        for form, label, number in zip(before["text"], before["label"], numbers, strict=True):
            if number == 0:
                value = self._expected(form, label, seen, order)
            elif number == 1:
                value = None
            else:
                value = context.string((number - 3) // 2) if number % 2 else ids[number // 2 - 1]
            seen[form] = value
            if value is not None and value not in order:
                order[value] = len(order)
                ids.append(value)
            found.append(value)
        return found

    def _expected(self, form: str, label: str, seen: dict[str, str | None], order: dict[str, int]) -> str | None:
        if form in seen:
            return seen[form]
        return None if label in self.NAMELESS else f"e{len(order) + 1}"


class Aliases:
    """The other forms of each entity: those that are mentioned."""

    def numbers(self, values: Sequence[tuple[str, ...]], before: Columns, context: Context) -> list[int]:
        found: list[int] = []
        for i, value in enumerate(values):
            expected = value == self._expected(i, before, context)
            found += (0,) if expected else (1 + len(value), *map(context.number, value))
        return found

    def values(self, numbers: Sequence[int], before: Columns, context: Context) -> list[tuple[str, ...]]:
        found: list[tuple[str, ...]] = []
        rest = iter(numbers)
        for number in rest:
            if number:
                found.append(tuple(context.string(next(rest)) or "" for _ in range(number - 1)))
            else:
                found.append(self._expected(len(found), before, context))
        return found

    def _expected(self, i: int, before: Columns, context: Context) -> tuple[str, ...]:
        forms = context.forms.get(before["id"][i], {})
        return tuple(form for form in forms if form != before["name"][i])


def _or_zero(offset: int | None) -> int:
    return 0 if offset is None else offset + 1


def _or_none(number: int) -> int | None:
    return number - 1 if number else None
