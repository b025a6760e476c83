"""The level of every field and why, and what records have chosen instead.

The levels are those of the models and need no data. The choices are the data's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from pydantic import BaseModel

from macros import visibility
from macros.programme import Programme
from macros.records import COLLECTIONS, Collection
from macros.records.fields import Record, Visibility, models_in
from macros.records.reasons import EVERYWHERE, Reason, reasons_of


@dataclass(frozen=True, slots=True)
class FieldLevel:
    """A field of a kind of record, the level it has when a record chooses nothing, and why.

    `path` is the field as it is written, with dots inside groups.
    """

    collection: Collection
    path: str
    title: str
    level: Visibility
    reason: Reason


@dataclass(frozen=True, slots=True)
class RecordLevel:
    """A level that a record has chosen, for itself when `path` is empty or for one field.

    `usual` is the level without the choice. Only what is raised has `by` and `date`.
    """

    collection: Collection
    record: Record
    path: str
    usual: Visibility
    level: Visibility
    reason: str = ""
    by: str = ""
    date: date | None = None


@dataclass(frozen=True, slots=True)
class _Around:
    """What holds where a model stands: in a kind of record, or in a group of fields."""

    collection: Collection
    level: Visibility
    reasons: Mapping[Visibility, Reason]
    path: tuple[str, ...] = ()
    models: frozenset[type[BaseModel]] = frozenset()


def of_fields(collections: Iterable[Collection] = COLLECTIONS) -> Iterator[FieldLevel]:
    """Every field of some kinds, in the models' order, a group before what is inside it.

    A field is as little visible as the group around it, and a record as its kind. What repeats
    itself, as duties within duties, is told once.
    """
    for collection in collections:
        reasons = {collection.reason.level: collection.reason}
        yield from _of_model(collection.model, _Around(collection, collection.visibility, reasons))


def _of_model(model: type[BaseModel], around: _Around) -> Iterator[FieldLevel]:
    own = reasons_of(model)
    usual = {**around.reasons, **own.usual}
    models = around.models | {model}
    for name, info in model.model_fields.items():
        path = (*around.path, info.alias or name)
        group = next(models_in(info.annotation), None)
        level = Visibility.lowest(around.level, visibility.level(info.metadata))
        reason = own.named.get(name) or EVERYWHERE.named.get(name)
        if not reason or reason.level is not level:
            reason = reasons_of(group).usual.get(level) or usual[level]
        yield FieldLevel(around.collection, ".".join(path), info.title or name, level, reason)
        if group and group not in models:
            reasons = {**usual, level: reason}
            inside = _Around(around.collection, level, reasons, path, models)
            yield from _of_model(group, inside)


def of_records(
    programme: Programme, collections: Iterable[Collection] = COLLECTIONS
) -> Iterator[RecordLevel]:
    """Every level that records of some kinds have chosen, in the order of the data."""
    for collection in collections:
        for record in programme.records[collection.kind]:
            mark = visibility.of_record(collection, record)
            if mark is not collection.visibility:
                yield RecordLevel(collection, record, "", collection.visibility, mark)
            for override in record.visibility_overrides:
                mark = Visibility(override.visibility)
                for path in override.fields:
                    usual = usual_level(collection, path)
                    reason = override.reason or ""
                    yield RecordLevel(collection, record, path, usual, mark, reason)
            for decision in record.publication_decisions:
                mark = Visibility(decision.visibility)
                (by,) = programme.find(decision.by)
                decided = (decision.reason, by.entity.title, decision.date)
                for path in decision.fields:
                    usual = usual_level(collection, path)
                    yield RecordLevel(collection, record, path, usual, mark, *decided)


def usual_level(collection: Collection, path: str) -> Visibility:
    """The level of a field when a record chooses nothing, by its path as it is written."""
    level = collection.visibility
    model: type[BaseModel] | None = collection.model
    for step in path.split("."):
        fields = model.model_fields if model else {}
        info = next(info for name, info in fields.items() if (info.alias or name) == step)
        level = Visibility.lowest(level, visibility.level(info.metadata))
        model = next(models_in(info.annotation), None)
    return level
