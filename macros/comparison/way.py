"""Ways: who may see a value, from the marks of the fields on the way to it and what a record
has chosen. The rule is that of `visibility`; here it is asked for one value at a time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from macros.comparison.thing import Path
from macros.records.fields import Visibility
from macros.source import Value
from macros.visibility import NO_CHOICE, Choice

DECIDED = {"fields", "by", "date", "reason"}
"""What a decision to raise a field must say."""


@dataclass(frozen=True, slots=True)
class Way:
    """The fields from a record down to a value, each with its level and what was chosen for it."""

    chosen: Choice = NO_CHOICE
    lowest: Visibility = Visibility.PUBLIC
    steps: tuple[tuple[Visibility, Choice], ...] | None = None

    def into(self, key: str, declared: Visibility) -> Way:
        """The way on into a field."""
        if self.steps is None:
            return self if declared.rank <= self.lowest.rank else Way(lowest=declared)
        lowest = Visibility.lowest(self.lowest, declared)
        choice = self.chosen.inside.get(key, NO_CHOICE)
        return Way(choice, lowest, (*self.steps, (declared, choice)))

    @property
    def level(self) -> Visibility:
        """The widest readers who may see what is at the end of the way."""
        if self.steps is None:
            return self.lowest
        return next(it for it in Visibility if it is Visibility.RESTRICTED or self._is_open_to(it))

    def _is_open_to(self, readers: Visibility) -> bool:
        whole = True
        for declared, choice in self.steps or ():
            level = choice.level or (declared if whole else Visibility.RESTRICTED)
            raised = not choice.level and any(it.rank <= readers.rank for it in choice.levels)
            whole = level.rank <= readers.rank
            if not (whole or raised):
                return False
        return whole


def beginning(data: dict[str, Value]) -> Way:
    """The way from a record, with what it has chosen for its fields. A choice that today's models
    would refuse may lower what it speaks of, and never raises anything."""
    levels = {
        tuple(path.split(".")): level
        for item, level in (*_raised(data), *_lowered(data))
        for path in _fields(item)
    }
    return Way(_tree(levels), steps=()) if levels else Way()


def _raised(data: dict[str, Value]) -> Iterator[tuple[dict[str, Value], Visibility]]:
    for item in _items(data.get("publication_decisions")):
        level = level_said(item.get("visibility"))
        if item.keys() >= DECIDED and level is not Visibility.RESTRICTED:
            yield item, level


def _lowered(data: dict[str, Value]) -> Iterator[tuple[dict[str, Value], Visibility]]:
    for item in _items(data.get("visibility_overrides")):
        is_internal = item.get("visibility") == Visibility.INTERNAL
        yield item, Visibility.INTERNAL if is_internal else Visibility.RESTRICTED


def _tree(levels: Mapping[Path, Visibility]) -> Choice:
    inside = {
        key: _tree({path[1:]: level for path, level in levels.items() if path[:1] == (key,)})
        for key in {path[0]: None for path in levels if path}
    }
    return Choice(levels.get(()), inside)


def level_said(value: Value | None) -> Visibility:
    """The level that a record or a page says of itself; the lowest for a word that is none."""
    if value is None:
        return Visibility.PUBLIC
    found = [mark for mark in Visibility if mark == value]
    return found[0] if found else Visibility.RESTRICTED


def _items(value: Value | None) -> list[dict[str, Value]]:
    items = value if isinstance(value, list) else [value]
    return [item for item in items if isinstance(item, dict)]


def _fields(item: dict[str, Value]) -> list[str]:
    value = item.get("fields", [])
    return [it for it in (value if isinstance(value, list) else [value]) if isinstance(it, str)]
