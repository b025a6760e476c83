"""Withheld: every value in the data, and whether an audience may see it.

The last look is built on this. It goes through the records by itself and asks only for the
declared levels, never the door: a second opinion.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from macros import visibility
from macros.programme import Programme
from macros.records import COLLECTIONS, KIND_OF_WORD, address, forms
from macros.records.fields import Entity, Record, Reference, Visibility, models_in
from macros.records.fields import PublicationDecision as Decision
from macros.records.fields import VisibilityOverride as Override
from macros.records.retirement import Retirement, end_of
from macros.source import Location
from macros.visibility import Permission, permitted_by_name


@dataclass(frozen=True, slots=True)
class Field:
    """What is needed of a field: its key in the file, its title, and whether its values are closed.

    A closed value is no text of its own: a date, a reference, or one of a few words. A name is
    what something outside the programme is called.
    """

    key: str
    title: str
    is_closed: bool = False
    is_name: bool = False
    choices: tuple[str, ...] = ()


class Value(NamedTuple):
    """One value of a record, never a group or a list. `part` is the group that it stands in."""

    record: Record
    location: Location
    field: Field
    value: object
    part: BaseModel


ADDRESS = Field("url", "Adress")


def values(programme: Programme, audience: Visibility) -> Iterator[tuple[list[Value], list[Value]]]:
    """For every record, in the order of the kinds, what an audience may see and what it may not.

    The address of what has one is a value of its own.
    """
    return _Walk(programme, audience).records()


@cache
def _fields(model: type[BaseModel]) -> dict[str, Field]:
    """The fields of a model that hold facts; not those that only say who may see others."""
    statements = {"fields", "visibility"} if model in (Override, Decision) else {"visibility"}
    return {
        name: Field(
            info.alias or name,
            info.title or name,
            _is_closed(info),
            forms.is_name(info),
            forms.choices(info),
        )
        for name, info in model.model_fields.items()
        if name not in statements
    }


def _is_closed(info: FieldInfo) -> bool:
    return forms.form(info) not in ("text", "markdown", "group") or bool(forms.choices(info))


@cache
def _groups_with_entities(model: type[BaseModel]) -> tuple[str, ...]:
    """Fields of a model with entities of their own inside."""
    return tuple(
        name
        for name, info in model.model_fields.items()
        if any(
            issubclass(inner, Entity) or _groups_with_entities(inner)
            for inner in models_in(info.annotation)
            if inner is not model
        )
        or model in models_in(info.annotation)
    )


class _Walk:
    def __init__(self, programme: Programme, audience: Visibility) -> None:
        self.programme = programme
        self.audience = audience
        self.hidden: set[tuple[str, str]] = set()
        self.shown: list[Value] = []
        self.withheld: list[Value] = []

    def records(self) -> Iterator[tuple[list[Value], list[Value]]]:
        records = [
            (record, self._seen(visibility.of_record(collection, record), record))
            for collection in COLLECTIONS
            for record in self.programme.records[collection.kind]
        ]
        for record, seen in records:
            self._note_hidden(record, seen)
        for record, seen in records:
            self.shown, self.withheld = [], []
            self._add_part(record, record, (), seen)
            yield self.shown, self.withheld

    def _seen(self, whole: Visibility, record: Record) -> Permission | None:
        if whole.rank > self.audience.rank:
            return None
        return Permission("", visibility.chosen_by(record))

    def _note_hidden(self, part: BaseModel, seen: Permission | None) -> None:
        """Note the entities in a part that the audience does not see."""
        if seen is None and isinstance(part, Entity):
            self.hidden.add((part.kind, part.id))
        names = permitted_by_name(type(part), self.audience, seen) if seen else {}
        for name in _groups_with_entities(type(part)):
            value = getattr(part, name)
            for item in value if isinstance(value, list) else [value]:
                if isinstance(item, BaseModel):
                    self._note_hidden(item, names.get(name))

    def _add_part(
        self, record: Record, part: BaseModel, location: Location, seen: Permission | None
    ) -> None:
        model = type(part)
        if isinstance(part, Entity):
            path = address(part, record)
            if path:
                is_hidden = (part.kind, part.id) in self.hidden
                value = Value(record, location, ADDRESS, path.replace(".md", ""), part)
                (self.withheld if is_hidden else self.shown).append(value)
        elif seen and self._is_about_hidden(part, seen):
            seen = None
        names = permitted_by_name(model, self.audience, seen) if seen else {}
        values = part.__dict__
        for name, field in _fields(model).items():
            value = values[name]
            if value is None or value == []:
                continue
            here, inner = (*location, field.key), names.get(name)
            if name == "id" and isinstance(part, Retirement) and self._leads_on(part):
                self.shown.append(Value(record, here, field, value, part))
                continue
            if not isinstance(value, list):
                self._add(Value(record, here, field, value, part), inner)
                continue
            for step, item in enumerate(value):
                self._add(Value(record, (*here, step), field, item, part), inner)

    def _leads_on(self, part: Retirement) -> bool:
        """Whether an address out of use leads to something that the audience sees."""
        kind, new = end_of(self.programme.successors, (KIND_OF_WORD[part.of], part.id))
        is_seen = new in self.programme.index[kind] and (kind, new) not in self.hidden
        return part.leads_on_for(self.audience) and is_seen

    def _add(self, at: Value, seen: Permission | None) -> None:
        if isinstance(at.value, BaseModel):
            self._add_part(at.record, at.value, at.location, seen)
        elif seen and seen.whole and not self._is_hidden(at.value):
            self.shown.append(at)
        else:
            self.withheld.append(at)

    def _is_about_hidden(self, part: BaseModel, seen: Permission) -> bool:
        """Whether a group points at something hidden, where it is shown or must be filled in."""
        model = type(part)
        names = permitted_by_name(model, self.audience, seen)
        return any(
            self._is_hidden(getattr(part, name))
            for name in forms.single_references(model)
            if name in names or model.model_fields[name].is_required()
        )

    def _is_hidden(self, value: object) -> bool:
        if not isinstance(value, Reference) or not self.hidden:
            return False
        (entry,) = self.programme.find(value)
        return (entry.entity.kind, entry.entity.id) in self.hidden
