"""Amendments: what is to become of one record, first in its values and then in its text."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import dataclass

from macros import source
from macros.editing import patches, writing
from macros.editing.writing import Written
from macros.importing.fields import order
from macros.problems import quoted
from macros.records.fields import ABSENCE_WORDS
from macros.source import Location, Value


@dataclass(frozen=True)
class Change:
    """A value that changes: where it stands, and in which column the new one was found.

    `before` and `after` are None for nothing. `is_added` is an item that comes last in a list.
    """

    location: Location
    column: int
    before: Value | None
    after: Value | None
    is_added: bool = False


class Amendment:
    """A record's values as they become, and the changes that lead there."""

    def __init__(self, data: Value) -> None:
        self.data = copy.deepcopy(data)
        self.changes: list[Change] = []

    def get(self, location: Location) -> Value | None:
        """The value at a location, or None."""
        here: Value | None = self.data
        for step in location:
            if isinstance(here, dict) and isinstance(step, str):
                here = here.get(step)
            elif isinstance(here, list) and isinstance(step, int) and step < len(here):
                here = here[step]
            else:
                return None
        return here

    def put(self, location: Location, value: Value, column: int) -> None:
        """Give a field a value, and make the groups around it that are missing."""
        for end in range(len(location) - 1, 0, -1):
            around = self.get(location[:end])
            if isinstance(around, dict) and not is_absence(around):
                break
            key = location[end]
            assert isinstance(key, str)
            location, value = location[:end], {key: value}
        before = self._set(location, value)
        self.changes.append(Change(location, column, before, copy.deepcopy(value)))

    def append(self, location: Location, item: Value, column: int) -> None:
        """Put an item last in a list."""
        known = self.get(location)
        if not isinstance(known, list):
            self.put(location, [item], column)
            return
        known.append(item)
        self.changes.append(Change((*location, len(known) - 1), column, None, item, is_added=True))

    def remove(self, location: Location, column: int) -> None:
        """Take a field away, and the groups around it that then are empty."""
        around = self.get(location[:-1])
        while len(location) > 1 and isinstance(around, dict) and len(around) == 1:
            location = location[:-1]
            around = self.get(location[:-1])
        before = self.get(location)
        if isinstance(around, dict) and before is not None:
            del around[str(location[-1])]
            self.changes.append(Change(location, column, before, None))

    def _set(self, location: Location, value: Value) -> Value | None:
        around = self.get(location[:-1])
        assert isinstance(around, dict), location
        key = str(location[-1])
        before = around.get(key)
        around[key] = value
        return before


def is_absence(value: object) -> bool:
    """Whether a value says outright that there is none."""
    return isinstance(value, dict) and any(word in value for word in ABSENCE_WORDS)


def in_order(value: Value, location: Location = ()) -> Value:
    """A value with the fields of every group in the model's order."""
    if isinstance(value, list):
        return [in_order(item, location) for item in value]
    if isinstance(value, dict) and not is_absence(value):
        known = [key for key in order(location) if key in value]
        inside = {key: in_order(value[key], (*location, key)) for key in known}
        return {**inside, **{key: it for key, it in value.items() if key not in inside}}
    return value


def amended(text: str, amendment: Amendment) -> str:
    """A record's text with its changes. Raises ValueError for what cannot be written."""
    for change in amendment.changes:
        text = _amended(text, change)
    document, found = source.read("", text)
    if found or document is None or document.data != amendment.data:
        raise ValueError(text)
    return text


def _amended(text: str, change: Change) -> str:
    if change.after is None:
        return _without(text, change.location)
    if change.is_added:
        return _appended(text, change.location[:-1], change.after)
    *around, key = change.location
    value = in_order(change.after, change.location)
    return patches.with_fields(text, tuple(around), {str(key): value}, order(tuple(around)))


def _appended(text: str, location: Location, item: Value) -> str:
    spans = source.spans(text)
    item = in_order(item, location)
    span = spans[location]
    known = _at(text, location)
    assert isinstance(known, list)
    if span.style == "flow":
        *around, key = location
        value: Written = [*known, item]
        return patches.with_fields(text, tuple(around), {str(key): value}, order(tuple(around)))
    ends = text.find("\n", spans[(*location, len(known) - 1)].ends)
    ends = len(text) if ends < 0 else ends
    lines = writing.item(item, span.column).removesuffix("\n")
    return f"{text[:ends]}\n{lines}{text[ends:]}"


def _without(text: str, location: Location) -> str:
    if not source.spans(text)[location].in_flow:
        return patches.without(text, location)
    *outer, key = location[:-1]
    group = _at(text, location[:-1])
    assert isinstance(group, dict)
    left = {name: it for name, it in group.items() if name != location[-1]}
    return patches.with_fields(text, tuple(outer), {str(key): left}, order(tuple(outer)))


def _at(text: str, location: Location) -> Value | None:
    document, _ = source.read("", text)
    return Amendment(document.data).get(location) if document else None


def shown(value: Value) -> str:
    """A value as it is told to a person, whole."""
    if isinstance(value, list):
        return ", ".join(map(shown, value))
    if isinstance(value, dict):
        return ", ".join(quoted(f"{key}: {it}") for key, it in value.items())
    return quoted(value)


def is_group(value: Value) -> bool:
    """Whether a value is a group of fields, or a list of such."""
    if isinstance(value, list):
        return any(isinstance(item, dict) for item in value)
    return isinstance(value, dict) and not is_absence(value)


def leaves(value: Value, location: Location) -> Iterator[tuple[Location, str]]:
    """Every value inside another with its location. A list of plain values is one."""
    if not is_group(value):
        yield location, shown(value)
        return
    inside = value.items() if isinstance(value, dict) else enumerate(value)
    for step, item in inside:
        yield from leaves(item, (*location, step))
