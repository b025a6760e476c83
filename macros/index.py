"""The index: every entity of the records by its kind and id, and the way to each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pydantic import BaseModel

from macros import problems
from macros.problems import Place, Problem
from macros.records import KINDS, NESTED, address
from macros.records.fields import Entity, Record, Reference
from macros.records.reading import Reading, Sourced
from macros.records.retirement import Retirement
from macros.source import Location

HOLDERS = {kind.within for kind in NESTED}
"""Kinds of record that have entities inside them."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An entity in the index, with the record that it belongs to and its address."""

    entity: Entity
    record: Record
    path: str | None


def walk(part: BaseModel, location: Location = ()) -> Iterator[tuple[Location, str, object]]:
    """Every value in a record: its location in the file, its field's title, and itself."""
    fields = type(part).model_fields
    for name, value in part.__dict__.items():
        if value is None or value == []:
            continue
        info = fields[name]
        step = info.alias or name
        title = info.title or step
        yield from _walk_value(value, (*location, step), title)


def _walk_value(
    value: object, location: Location, title: str
) -> Iterator[tuple[Location, str, object]]:
    if isinstance(value, list):
        for number, item in enumerate(value):
            yield from _walk_value(item, (*location, number), title)
    else:
        yield location, title, value
        if isinstance(value, BaseModel):
            yield from walk(value, location)


def entities(sourced: Sourced) -> Iterator[tuple[Entity, Location]]:
    """A record and every entity inside it, with their locations."""
    yield sourced.record, ()
    if sourced.record.kind in HOLDERS:
        for location, _, value in walk(sourced.record):
            if isinstance(value, Entity):
                yield value, location


def make_index(reading: Reading, found: list[Problem]) -> dict[str, dict[str, Entry]]:
    """Every entity by its kind and id. Ids that stand twice are added to `found`."""
    index: dict[str, dict[str, Entry]] = {kind: {} for kind in KINDS}
    for sourced in reading.records:
        for entity, location in entities(sourced):
            known = index[entity.kind]
            _, identifier = key_of(entity)
            if identifier in known:
                place = sourced.place((*location, id_field(entity)))
                first = _place_of(reading, known[identifier])
                found.append(problems.same_id(place, entity.id, first))
                continue
            known[identifier] = Entry(entity, sourced.record, address(entity, sourced.record))
    return index


def key_of(entity: Entity) -> tuple[str, str]:
    """The kind and id of an entity. Of an id that is out of use the kind that it was of counts."""
    if isinstance(entity, Retirement):
        return entity.kind, f"{entity.of}/{entity.id}"
    return entity.kind, entity.id


def id_field(entity: Entity) -> str:
    """What the id is called in the file."""
    return type(entity).model_fields["id"].alias or "id"


def _place_of(reading: Reading, entry: Entry) -> Place:
    for sourced in reading.records:
        if sourced.record is entry.record:
            for entity, location in entities(sourced):
                if entity is entry.entity:
                    return sourced.place((*location, id_field(entity)))
            return sourced.place()
    raise LookupError(entry.entity.id)


def find(index: Mapping[str, Mapping[str, Entry]], reference: Reference) -> list[Entry]:
    """The entries that a reference may mean, written with or without its kind."""
    text = reference.text
    entries = [index[kind][text] for kind in reference.kinds if text in index[kind]]
    if entries or "/" not in text:
        return entries
    word, _, identifier = text.partition("/")
    return [
        index[kind][identifier]
        for kind in reference.kinds
        if KINDS[kind].word == word and identifier in index[kind]
    ]
