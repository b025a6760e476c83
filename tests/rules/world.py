"""A small programme in which every demand is met, and what becomes of it when something changes.

A change is written as it is in the files: a field's path and its new value, »saknas« to take the
field away. A key such as »system/grannsystemet« changes another record, »borta« takes it away. In
a path an item of a list is found by its number or by one of its values: »assignments.systemagare«.
"""

from copy import deepcopy
from dataclasses import replace
from functools import cache
from pathlib import Path

import yaml

from macros.index import Entry, walk
from macros.programme import Programme, examine
from macros.records import COLLECTIONS
from macros.records.fields import Entity
from macros.rules import examination
from macros.source import LOADER
from tests.conftest import REPOSITORY, TODAY

HERE = Path(__file__).parent
MISSING, GONE = "saknas", "borta"
BY_WORD = {collection.word: collection for collection in COLLECTIONS}
EXAMINED_HERE = ("system", "instruction", "software", "standard", "unit")
"""Kinds of which only the base's own records are examined."""


def read(path):
    """A file of data with every value as text."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=LOADER)  # noqa: S506


@cache
def real():
    """The real programme, read once."""
    programme, found = examine(REPOSITORY)
    assert found == []
    return programme


@cache
def base():
    """What every record of the small programme says, by its name, such as »roll/systemagare«."""
    told = read(HERE / "base.yml")
    for name, data in told.items():
        word, _, identifier = name.partition("/")
        collection = BY_WORD[word]
        if collection.kind not in EXAMINED_HERE:
            file = REPOSITORY / "data" / collection.source
            file = file / f"{identifier}.yml" if collection.is_folder else file
            told[name] = read(file) | data
    return told


@cache
def small():
    """The small programme: the real one, with the base's records in place of its own."""
    programme = replace(
        real(),
        records={
            **real().records,
            **dict.fromkeys(EXAMINED_HERE, ()),
        },
    )
    return with_records(programme, {name: make(name, data) for name, data in base().items()})


def make(name, data):
    """A record from what its file would say."""
    word, _, identifier = name.partition("/")
    return BY_WORD[word].model.model_validate({**data, "id": identifier})


def changed(changes, demand=None):
    """The small programme with changes, by the names of records; perhaps with one demand only."""
    programme = small()
    new, gone = {}, []
    for name, change in changes.items():
        if change == GONE:
            gone.append(name)
        else:
            data = deepcopy(base().get(name, {}))
            for path, value in change.items():
                put(data, path.split("."), value)
            new[name] = make(name, data)
    programme = without(with_records(programme, new), gone)
    if demand:
        only = tuple(it for it in real().records["requirement"] if it.id == demand)
        programme = replace(programme, records={**programme.records, "requirement": only})
    return programme


def put(data, path, value):
    """Change what stands at a path."""
    step, *further = path
    if isinstance(data, list):
        step = next(
            (n for n, it in enumerate(data) if step == str(n) or step in it.values()), len(data)
        )
        data += [{}] * (step == len(data))
    elif step not in data and further:
        data[step] = {}
    if further:
        put(data[step], further, value)
    elif value == MISSING:
        del data[step]
    else:
        data[step] = value


def told(case, about):
    """The changes of a case by the names of records: its own are to the record it is about."""
    own = {path: value for path, value in case.items() if "/" not in path}
    others = {name: value for name, value in case.items() if "/" in name}
    return others | ({about: own} if own else {})


def outcome(demand, about, change=None, today=TODAY):
    """What a demand comes to for a record, when one thing is changed."""
    return judged(changed(told(change or {}, about), demand), demand, about, today)


def judged(programme, demand, about, today=TODAY):
    """What a demand comes to for a record; None when it is not about the record."""
    word, _, identifier = about.partition("/")
    report = examination.examine(programme, today)
    own = (BY_WORD[word].kind, identifier)
    found = [
        it
        for it in report.outcomes
        if it.requirement.id == demand and (it.record.kind, it.record.id) == own
    ]
    assert len(found) < 2
    return found[0] if found else None


def reasons(found):
    """The reasons of an outcome as one text."""
    return " ".join(it.why for it in found.findings)


def with_records(programme, records):
    """A programme with records added, or in the place of those with the same ids."""
    kept, index = dict(programme.records), dict(programme.index)
    for name, record in records.items():
        kind = BY_WORD[name.partition("/")[0]].kind
        others = {it.id: it for it in kept[kind]} | {record.id: record}
        kept[kind] = tuple(others.values())
        inside = [value for _, _, value in walk(record) if isinstance(value, Entity)]
        for entity in (record, *inside):
            entry = Entry(entity, record, None)
            index[entity.kind] = {**index[entity.kind], entity.id: entry}
    return Programme(kept, index)


def without(programme, names):
    """A programme without some records; what refers to them still finds them."""
    kept = dict(programme.records)
    for name in names:
        word, _, identifier = name.partition("/")
        kind = BY_WORD[word].kind
        kept[kind] = tuple(it for it in kept[kind] if it.id != identifier)
    return Programme(kept, programme.index)
