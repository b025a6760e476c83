"""Subjects: a record that is examined, and what can be asked of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from pydantic import BaseModel

from macros.programme import Programme
from macros.records.exception import Examined
from macros.records.fields import Absence, Entity, Reference, models_in
from macros.records.municipality import CriticalityGroup, SystemRole
from macros.records.system import Assignment, System
from macros.records.unit import Unit
from macros.swedish import inside

Group = BaseModel | Absence | None
"""A group of fields, one that is said outright not to be, or one that is missing."""


@dataclass(frozen=True, slots=True)
class Subject:
    """A record that is examined on a day, with the programme around it."""

    record: Examined
    programme: Programme
    today: date

    def values(self, path: str, role: Reference | None = None) -> tuple[object, ...]:
        """What stands at a path: one value, or one for each item of a list on the way.

        None is a value that is missing; an Absence is one that is said outright not to be. With a
        role only the assignments of that role are looked at.
        """
        return tuple(
            value for part, key in self.parts(path, role) for value in _items(part, key)
        ) or (None,)

    def parts(self, path: str, role: Reference | None = None) -> Iterator[tuple[Group, str]]:
        """The groups that hold the last field of a path, each with the key of that field.

        A group that is missing is None; one that is said outright not to be is an Absence.
        """
        *around, key = path.split(".")
        parts: list[object] = [self.record]
        for step in around:
            parts = [item for part in parts for item in _items(part, step)]
            if role:
                parts = [part for part in parts if self._is_for(part, role)]
        for part in parts:
            assert part is None or isinstance(part, BaseModel | Absence)
            yield part, key

    def _is_for(self, part: object, role: Reference) -> bool:
        """Whether a part is about a role. Whoever takes it up on a later day does not hold it."""
        if not isinstance(part, Assignment):
            return True
        is_ahead = part.since is not None and part.since > self.today
        return not is_ahead and self.entity(part.role) is self.entity(role)

    def entity(self, reference: Reference) -> Entity:
        """What a reference points at."""
        (entry,) = self.programme.find(reference)
        return entry.entity

    def name(self, reference: Reference) -> str:
        """What a reference points at is called, inside a sentence."""
        return inside(self.entity(reference).title)

    def title(self, path: str) -> str:
        """A field's title as the municipality's readers meet it."""
        words = tuple((label.of, label.word) for label in self.programme.municipality.labels)
        return titles(type(self.record), path, words)

    def assignments(self, role: Reference) -> list[Assignment]:
        """Those who hold a role of the system."""
        held = self.record.assignments if isinstance(self.record, System) else []
        return [assignment for assignment in held if self._is_for(assignment, role)]

    def holders(self, role: Reference) -> list[Entity]:
        """The parts of the organisation that hold a role of the system."""
        return [self.entity(it.party) for it in self.assignments(role) if it.party]

    def role_rule(self, role: Reference) -> SystemRole | None:
        """What the profile says of a role that systems have."""
        wanted = self.entity(role)
        rules = self.programme.municipality.system_roles
        return next((rule for rule in rules if self.entity(rule.role) is wanted), None)

    def is_one_of(self, reference: Reference, names: list[Reference]) -> bool:
        """Whether a reference is to one of some, or to who holds one of them at the system."""
        entity = self.entity(reference)
        return any(entity is self.entity(name) or entity in self.holders(name) for name in names)

    @property
    def group(self) -> CriticalityGroup | None:
        """The group that the system is assessed into; None when it is not assessed."""
        criticality = getattr(self.record, "criticality", None)
        group = self.entity(criticality.group) if criticality else None
        return group if isinstance(group, CriticalityGroup) and not group.unassessed else None

    @property
    def administrations(self) -> list[Unit]:
        """The administrations that use the system, each once (programme 3.1)."""
        used_by = self.record.used_by if isinstance(self.record, System) else []
        units = {unit.id: unit for unit in map(self.entity, used_by)}.values()
        return [unit for unit in units if isinstance(unit, Unit) and unit.is_administration]


def _items(part: object, key: str) -> list[object]:
    """What a group holds under a key, as a list."""
    if part is None or isinstance(part, Absence):
        return [part]
    assert isinstance(part, BaseModel)
    value = getattr(part, attribute(type(part), key))
    if isinstance(value, list):
        return list(value) or [None]
    return [value]


@cache
def attribute(model: type[BaseModel], key: str) -> str:
    """The attribute for a key in the files. Raises KeyError when the model has no such field."""
    for name, info in model.model_fields.items():
        if (info.alias or name) == key:
            return name
    raise KeyError(key)


def item_of(subject: Subject, path: str, part: BaseModel) -> tuple[str, str]:
    """The path of what tells an item of a list from the others, and what stands there.

    That is its first field. Nothing, where the path does not lead through a list.
    """
    around, _, _ = path.rpartition(".")
    if not around or "." in around:
        return "", ""
    whole = getattr(subject.record, attribute(type(subject.record), around))
    if not isinstance(whole, list):
        return "", ""
    name, info = next(iter(type(part).model_fields.items()))
    value = getattr(part, name)
    return f"{around}.{info.alias or name}", value if isinstance(value, str) else ""


@cache
def titles(model: type[BaseModel], path: str, words: tuple[tuple[str, str], ...]) -> str:
    """A field's title as a reader meets it: its group's title first, and the municipality's words.

    Raises KeyError for a path that leads nowhere.
    """
    own, told = dict(words), []
    here: type[BaseModel] | None = model
    for key in path.split("."):
        if here is None:
            raise KeyError(key)
        info = here.model_fields[attribute(here, key)]
        kind = getattr(here, "kind", "")
        told.append(own.get(f"{kind}.{key}" if kind else key, info.title or key))
        here = next(models_in(info.annotation), None)
    return ": ".join([told[0], *(inside(title) for title in told[1:])])
