"""The programme: all records together, every id resolved and every reference checked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel

from macros import problems
from macros.problems import Problem, ProgrammeError
from macros.records import COLLECTIONS, KINDS, address
from macros.records.document import GoverningDocument
from macros.records.fields import Entity, Record, Reference
from macros.records.municipality import Municipality
from macros.records.reading import Reading, Sourced, read_records
from macros.records.retirement import Retirement
from macros.source import Location

CHAINS = {"parent": "Del av", "replaced_by": "Ersätts av"}
"""Fields that point at a record of the same kind and must come to an end."""


@dataclass(frozen=True)
class Entry:
    """An entity in the index, with the record that it belongs to and its address."""

    entity: Entity
    record: Record
    path: str | None


@dataclass(frozen=True)
class Programme:
    """Everything that the data says. Records are in the order of their files or lists."""

    records: Mapping[str, tuple[Record, ...]]
    index: Mapping[str, Mapping[str, Entry]]

    @property
    def municipality(self) -> Municipality:
        """The municipality's profile."""
        (record,) = self.records["municipality"]
        assert isinstance(record, Municipality)
        return record

    @property
    def document(self) -> GoverningDocument:
        """The governing document."""
        (record,) = self.records["document"]
        assert isinstance(record, GoverningDocument)
        return record

    def find(self, reference: Reference) -> list[Entry]:
        """The entries that a reference may mean; exactly one once the programme is loaded."""
        return _find(self.index, reference)


def load(root: Path) -> Programme:
    """The programme in the folder `root`. Raises ProgrammeError with every problem there is."""
    programme, found = examine(root)
    if found:
        raise ProgrammeError(found)
    return programme


def examine(root: Path) -> tuple[Programme, list[Problem]]:
    """The programme as far as it can be read, and all that is wrong with it."""
    reading = read_records(root)
    found = list(reading.problems)
    index = _index(reading, found)
    for sourced in reading.records:
        found += _check_references(sourced, index, reading)
        found += _check_prefixes(sourced)
    found += _check_retired(reading)
    found += _check_chains(reading)
    records = {
        collection.kind: tuple(
            sourced.record
            for sourced in reading.records
            if sourced.record.kind == collection.kind
        )
        for collection in COLLECTIONS
    }
    return Programme(records, index), found


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


def _index(reading: Reading, found: list[Problem]) -> dict[str, dict[str, Entry]]:
    index: dict[str, dict[str, Entry]] = {kind: {} for kind in KINDS}
    for sourced in reading.records:
        record = sourced.record
        index[record.kind][record.id] = Entry(record, record, address(record, record))
        for location, _, value in walk(record):
            if not isinstance(value, Entity):
                continue
            known = index[value.kind]
            if value.id in known:
                place = sourced.place((*location, _id_field(value)))
                first = _place_of(reading, known[value.id])
                found.append(problems.same_id(place, value.id, first))
                continue
            known[value.id] = Entry(value, record, address(value, record))
    return index


def _id_field(entity: Entity) -> str:
    return type(entity).model_fields["id"].alias or "id"


def _place_of(reading: Reading, entry: Entry) -> problems.Place:
    for sourced in reading.records:
        if sourced.record is entry.record:
            for location, _, value in walk(sourced.record):
                if value is entry.entity:
                    return sourced.place((*location, _id_field(entry.entity)))
            return sourced.place()
    raise LookupError(entry.entity.id)


def _find(index: Mapping[str, Mapping[str, Entry]], reference: Reference) -> list[Entry]:
    entries = [index[kind][reference.text] for kind in reference.kinds if reference.text in index[kind]]
    if entries or "/" not in reference.text:
        return entries
    word, _, identifier = reference.text.partition("/")
    return [
        index[kind][identifier]
        for kind in reference.kinds
        if KINDS[kind].word == word and identifier in index[kind]
    ]


def _check_references(
    sourced: Sourced, index: Mapping[str, Mapping[str, Entry]], reading: Reading
) -> Iterator[Problem]:
    for location, title, value in walk(sourced.record):
        if not isinstance(value, Reference):
            continue
        entries = _find(index, value)
        if len(entries) == 1:
            continue
        place = sourced.place(location)
        if entries:
            readings = [f"{KINDS[e.entity.kind].word}/{e.entity.id}" for e in entries]
            yield problems.ambiguous(place, title, value.text, readings)
            continue
        if _exists_though_broken(value, reading):
            continue
        gone = _retirement(value, reading)
        if gone:
            yield problems.retired(place, title, value.text, gone.replaced_by)
            continue
        words = [KINDS[kind].word for kind in value.kinds]
        known = [identifier for kind in value.kinds for identifier in index[kind]]
        yield problems.dangling(place, title, words, value.text, known)


def _exists_though_broken(reference: Reference, reading: Reading) -> bool:
    """Whether the record is there but could not be read, so that its own problem is enough."""
    if any(kind in reading.unsure for kind in reference.kinds):
        return True
    _, _, identifier = reference.text.rpartition("/")
    return any(identifier in reading.ids.get(kind, {}) for kind in reference.kinds)


def _retirement(reference: Reference, reading: Reading) -> Retirement | None:
    words = {KINDS[kind].word for kind in reference.kinds}
    for sourced in reading.records:
        record = sourced.record
        if isinstance(record, Retirement) and record.id == reference.text and record.of in words:
            return record
    return None


def _check_retired(reading: Reading) -> Iterator[Problem]:
    retired = {
        (sourced.record.of, sourced.record.id)
        for sourced in reading.records
        if isinstance(sourced.record, Retirement)
    }
    if not retired:
        return
    for sourced in reading.records:
        for entity, location in _entities(sourced):
            if (KINDS[entity.kind].word, entity.id) in retired:
                yield problems.reused(sourced.place((*location, _id_field(entity))), entity.id)


def _entities(sourced: Sourced) -> Iterator[tuple[Entity, Location]]:
    yield sourced.record, ()
    for location, _, value in walk(sourced.record):
        if isinstance(value, Entity):
            yield value, location


def _check_prefixes(sourced: Sourced) -> Iterator[Problem]:
    """Duties and rules carry the name of what they belong to, so that an id tells its place."""
    record = sourced.record
    prefix = {"role": getattr(record, "duty_prefix", ""), "instruction": record.id}.get(record.kind)
    if prefix is None:
        return
    for entity, location in _entities(sourced):
        if entity is not record and not entity.id.startswith(prefix):
            yield problems.wrong_prefix(sourced.place((*location, "id")), entity.id, prefix)


def _check_chains(reading: Reading) -> Iterator[Problem]:
    for name, title in CHAINS.items():
        links: dict[str, str] = {}
        sources: dict[str, Sourced] = {}
        for sourced in reading.records:
            holder = getattr(sourced.record, "decommission", None) or sourced.record
            target = getattr(holder, name, None)
            if isinstance(target, Reference):
                links[sourced.record.id] = target.text
                sources[sourced.record.id] = sourced
        for start in links:
            path = [start]
            while path[-1] in links and links[path[-1]] not in path:
                path.append(links[path[-1]])
            if links.get(path[-1]) == start and start == min(path):
                holder_name = () if hasattr(sources[start].record, name) else ("decommission",)
                place = sources[start].place((*holder_name, name))
                yield problems.cycle(place, title, [*path, start])
