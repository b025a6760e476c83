"""Visibility: who may see which field of which record. The one place for that rule.

A field's own mark gives its level, and a field without a mark is in no build. A record can be
lowered whole or field by field, and a field is raised only by a publication decision.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from pydantic import BaseModel

from macros.records import Collection
from macros.records.fields import Record, Visibility, models_in

CHOICES = frozenset({"visibility", "visibility_overrides", "publication_decisions"})
"""The fields in which a record chooses."""
OWN = frozenset(Record.model_fields) - {"keywords"}
"""Fields that every record has, and that cannot be hidden by themselves."""


@dataclass(frozen=True, eq=False)
class Choice:
    """What a record has chosen for a field, and for the fields inside it by their keys."""

    level: Visibility | None
    inside: Mapping[str, Choice]

    @property
    def levels(self) -> Iterator[Visibility]:
        """Every level that has been chosen, of the field and inside it."""
        if self.level:
            yield self.level
        for choice in self.inside.values():
            yield from choice.levels


NO_CHOICE = Choice(None, {})


@dataclass(frozen=True, slots=True)
class Permission:
    """A field that an audience may see. `whole` is false when it is a group or a list of groups
    that is seen only for the sake of raised fields inside it."""

    name: str
    chosen: Choice
    whole: bool = True


def level(metadata: list[Any]) -> Visibility:
    """The visibility that a field's annotation gives; without one it is in no build."""
    marks = [mark for mark in metadata if isinstance(mark, Visibility)]
    return marks[-1] if marks else Visibility.RESTRICTED


def of_record(collection: Collection, record: Record) -> Visibility:
    """The visibility of a record as a whole: its kind's, or its own if that is lower."""
    return Visibility.lowest(collection.visibility, record.visibility or Visibility.PUBLIC)


def chosen_by(record: Record) -> Choice:
    """What a record has chosen for its fields. Fields that do not exist are there too."""
    if not (record.visibility_overrides or record.publication_decisions):
        return NO_CHOICE
    levels: dict[tuple[str, ...], Visibility] = {}
    for paths, mark in statements(record):
        for path in paths:
            levels[tuple(path.split("."))] = mark
    return _tree(levels)


def statements(record: Record) -> Iterator[tuple[list[str], Visibility]]:
    """What a record says of its fields, first what is raised and then what is lowered."""
    for decision in record.publication_decisions:
        yield decision.fields, Visibility(decision.visibility)
    for override in record.visibility_overrides:
        yield override.fields, Visibility(override.visibility)


def _tree(levels: Mapping[tuple[str, ...], Visibility]) -> Choice:
    first = {path[0]: None for path in levels if path}
    inside = {
        key: _tree({path[1:]: mark for path, mark in levels.items() if path and path[0] == key})
        for key in first
    }
    return Choice(levels.get(()), inside)


def permitted(
    model: type[BaseModel], audience: Visibility, chosen: Choice = NO_CHOICE, *, whole: bool = True
) -> tuple[Permission, ...]:
    """The fields of a model that an audience may see, in the model's order."""
    if chosen is NO_CHOICE and whole:
        return _declared(model, audience)
    return tuple(_permitted(model, audience, chosen, whole))


def permitted_by_name(
    model: type[BaseModel], audience: Visibility, seen: Permission
) -> Mapping[str, Permission]:
    """The same, for a group that is seen so, by the names of the fields."""
    if seen.chosen is NO_CHOICE and seen.whole:
        return _declared_by_name(model, audience)
    found = permitted(model, audience, seen.chosen, whole=seen.whole)
    return {permission.name: permission for permission in found}


def of_path(record: Record, path: str) -> Visibility:
    """The least visible of the fields on the way to a dotted path, as the record shows them.

    Raises KeyError for a path that leads nowhere.
    """
    chosen = chosen_by(record)
    if chosen is NO_CHOICE:
        return _declared_at(type(record), path)
    return _at(type(record), path, chosen)


@cache
def _declared_at(record: type[Record], path: str) -> Visibility:
    return _at(record, path, NO_CHOICE)


def _at(record: type[Record], path: str, chosen: Choice) -> Visibility:
    found = Visibility.PUBLIC
    model: type[BaseModel] | None = record
    for key in path.split("."):
        fields = model.model_fields if model else {}
        info = {it.alias or name: it for name, it in fields.items()}[key]
        chosen = chosen.inside.get(key, NO_CHOICE)
        found = Visibility.lowest(found, chosen.level or level(info.metadata))
        model = next(models_in(info.annotation), None)
    return found


def hides(record: Record, path: str, audience: Visibility) -> bool:
    """Whether a record has itself hidden from an audience a field, a group around it or a part."""
    return any(
        path == field or path.startswith(f"{field}.") or field.startswith(f"{path}.")
        for override in record.visibility_overrides
        if Visibility(override.visibility).rank > audience.rank
        for field in override.fields
    )


@cache
def _declared_by_name(model: type[BaseModel], audience: Visibility) -> Mapping[str, Permission]:
    return {permission.name: permission for permission in _declared(model, audience)}


@cache
def _declared(model: type[BaseModel], audience: Visibility) -> tuple[Permission, ...]:
    return tuple(_permitted(model, audience, NO_CHOICE, whole=True))


def _permitted(
    model: type[BaseModel], audience: Visibility, chosen: Choice, whole: bool
) -> Iterator[Permission]:
    for name, info in model.model_fields.items():
        choice = chosen.inside.get(info.alias or name, NO_CHOICE)
        declared = level(info.metadata) if whole else Visibility.RESTRICTED
        if (choice.level or declared).rank <= audience.rank:
            yield Permission(name, choice)
        elif not choice.level and any(mark.rank <= audience.rank for mark in choice.levels):
            yield Permission(name, choice, whole=False)
