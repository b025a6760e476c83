"""The programme: all records together, every id resolved and every reference checked."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from pydantic import BaseModel

from macros import problems
from macros.problems import Place, Problem, ProgrammeError
from macros.records import COLLECTIONS, KINDS, address
from macros.records.document import GoverningDocument
from macros.records.fields import Entity, Record, Reference, models_in
from macros.records.municipality import Municipality
from macros.records.reading import Reading, Sourced, read_records
from macros.records.retirement import Retirement
from macros.source import Location

CHAINS = {"parent": "Del av", "replaced_by": "Ersätts av"}
"""Fields that point at a record of the same kind and must come to an end."""

MOST_TIPS = 100
"""Wrong ids that get a tip about a similar one, which takes long to find among many."""


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
        found += _check_prefixes(sourced)
    found += _check_references(reading, index)
    found += _check_retired(reading)
    found += _check_retirements(reading, index)
    found += _check_chains(reading)
    found += _check_labels(reading)
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


def _place_of(reading: Reading, entry: Entry) -> Place:
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


Verdict = Callable[[Place, str], Problem]
"""What is wrong with a reference, once its place and its field's title are known."""


def _check_references(
    reading: Reading, index: Mapping[str, Mapping[str, Entry]]
) -> Iterator[Problem]:
    """References that point at nothing, at several records, or at what is no longer used."""
    verdicts: dict[Reference, Verdict | None] = {}
    wrong = 0
    for sourced in reading.records:
        for location, title, value in walk(sourced.record):
            if not isinstance(value, Reference):
                continue
            if value not in verdicts:
                verdicts[value] = _verdict(value, index, reading, wrong < MOST_TIPS)
                wrong += verdicts[value] is not None
            if verdict := verdicts[value]:
                yield verdict(sourced.place(location), problems.quoted(title))


def _verdict(
    reference: Reference,
    index: Mapping[str, Mapping[str, Entry]],
    reading: Reading,
    with_tip: bool,
) -> Verdict | None:
    """What is wrong with a reference, or None."""
    text, entries = reference.text, _find(index, reference)
    if len(entries) == 1:
        return None
    if entries:
        readings = [f"{KINDS[e.entity.kind].word}/{e.entity.id}" for e in entries]
        return partial(problems.ambiguous, found=text, readings=readings)
    if _exists_though_broken(reference, reading):
        return None
    gone = _retirement(reference, reading)
    if gone:
        return partial(problems.retired, found=text, successor=gone.replaced_by)
    known = [identifier for kind in reference.kinds for identifier in index[kind]]
    others = [KINDS[kind].word for kind in KINDS if text in index[kind]]
    return partial(
        problems.dangling,
        kinds=[KINDS[kind].word for kind in reference.kinds],
        found=text,
        tip=problems.nearest(text, known) if with_tip and not others else "",
        other=problems.any_of(others),
    )


def _exists_though_broken(reference: Reference, reading: Reading) -> bool:
    """Whether the record is there but could not be read, so that its own problem is enough."""
    if any(kind in reading.unsure for kind in reference.kinds):
        return True
    _, _, identifier = reference.text.rpartition("/")
    return any(identifier in reading.ids.get(kind, {}) for kind in reference.kinds)


def _retirement(reference: Reference, reading: Reading) -> Retirement | None:
    words = {KINDS[kind].word for kind in reference.kinds}
    word, _, identifier = reference.text.rpartition("/")
    for record in _retirements(reading):
        if record.id == identifier and record.of in (words & {word} if word else words):
            return record
    return None


def _retirements(reading: Reading) -> Iterator[Retirement]:
    for sourced in reading.records:
        if isinstance(sourced.record, Retirement):
            yield sourced.record


def _check_retired(reading: Reading) -> Iterator[Problem]:
    """Ids that are used again although they have been taken out of use."""
    retired = {(record.of, record.id) for record in _retirements(reading)}
    if not retired:
        return
    for sourced in reading.records:
        for entity, location in _entities(sourced):
            if (KINDS[entity.kind].word, entity.id) in retired:
                yield problems.reused(sourced.place((*location, _id_field(entity))), entity.id)


def _check_retirements(
    reading: Reading, index: Mapping[str, Mapping[str, Entry]]
) -> Iterator[Problem]:
    """Retirements of kinds that do not exist, or in favour of records that do not."""
    by_word = {kind.word: kind.kind for kind in KINDS.values()}
    gone = {(record.of, record.id) for record in _retirements(reading)}
    for sourced in reading.records:
        record = sourced.record
        if not isinstance(record, Retirement):
            continue
        if record.of not in by_word:
            yield problems.wrong_choice(sourced.place(("of",)), "»Slag«", by_word, record.of)
        elif record.replaced_by and (record.of, record.replaced_by) not in gone:
            successor = Reference((by_word[record.of],), record.replaced_by)
            if verdict := _verdict(successor, index, reading, with_tip=True):
                yield verdict(sourced.place(("replaced_by",)), "»Ersatt av«")


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
    """Chains of references that lead back to where they began."""
    for name, title in CHAINS.items():
        links: dict[str, str] = {}
        places: dict[str, tuple[Sourced, Location]] = {}
        for sourced in reading.records:
            part = getattr(sourced.record, "decommission", None)
            target = getattr(part or sourced.record, name, None)
            if isinstance(target, Reference):
                links[sourced.record.id] = target.text.rpartition("/")[2]
                location = ("decommission", name) if part else (name,)
                places[sourced.record.id] = (sourced, location)
        for circle in _circles(links):
            sourced, location = places[circle[0]]
            yield problems.cycle(sourced.place(location), title, [*circle, circle[0]])


def _circles(links: Mapping[str, str]) -> Iterator[list[str]]:
    """Every circle that the links form, once, from its first id in the alphabet."""
    done: set[str] = set()
    for start in links:
        path: dict[str, None] = {}
        here = start
        while here in links and here not in done and here not in path:
            path[here] = None
            here = links[here]
        done |= path.keys()
        if here in path:
            circle = list(path)[list(path).index(here) :]
            first = circle.index(min(circle))
            yield circle[first:] + circle[:first]


def _check_labels(reading: Reading) -> Iterator[Problem]:
    """The municipality's own words for kinds and fields that do not exist."""
    known = [*KINDS, *_field_names()]
    for sourced in reading.records:
        if isinstance(sourced.record, Municipality):
            for number, label in enumerate(sourced.record.labels):
                if label.of not in known:
                    place = sourced.place(("labels", number, "of"))
                    tip = problems.nearest(label.of, known) or "Rätta ordet, eller ta bort raden."
                    expected = "ett slag som »system« eller ett fält som »system.purpose«"
                    yield problems.wrong_value(place, "»Slag eller fält«", expected, label.of, tip)


def _field_names() -> Iterator[str]:
    """Every field of every kind, as »system.purpose«."""
    waiting: list[type[BaseModel]] = [collection.model for collection in COLLECTIONS]
    met = set(waiting)
    while waiting:
        model = waiting.pop()
        for name, info in model.model_fields.items():
            if kind := getattr(model, "kind", ""):
                yield f"{kind}.{info.alias or name}"
            parts = set(models_in(info.annotation)) - met
            met |= parts
            waiting += parts
