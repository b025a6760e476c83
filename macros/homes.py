"""Homes: where in data/ every entity is written, for those who want to change it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from macros import source
from macros.index import HOLDERS, entities, id_field
from macros.problems import Place
from macros.programme import Programme
from macros.records import COLLECTIONS, Collection
from macros.records.fields import Record
from macros.records.reading import Sourced

Key = tuple[str, str]
"""The kind and id of an entity."""


def homes(root: Path, programme: Programme) -> dict[Key, Place]:
    """The place of every entity. A file is read anew only if something in it has a line of its own:
    in a list, and in records with other entities inside them."""
    return {
        key: place
        for collection in COLLECTIONS
        for key, place in _homes(root, collection, programme.records[collection.kind])
    }


def _homes(
    root: Path, collection: Collection, records: tuple[Record, ...]
) -> Iterator[tuple[Key, Place]]:
    in_list = not (collection.is_folder or collection.single)
    shared = _read(root, f"data/{collection.source}") if in_list and records else None
    for number, record in enumerate(records):
        file = collection.file_of(record.id)
        document = shared
        if document is None and record.kind in HOLDERS:
            document = _read(root, file)
        if document is None:
            yield (record.kind, record.id), Place(file)
            continue
        sourced = Sourced(record, document, (number,) if in_list else ())
        for entity, location in entities(sourced):
            is_own_file = entity is record and not in_list
            yield (
                (entity.kind, entity.id),
                Place(file) if is_own_file else sourced.place((*location, id_field(entity))),
            )


def _read(root: Path, file: str) -> source.Document | None:
    document, _ = source.read_file(root, root / file)
    return document
