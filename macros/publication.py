"""Publication: whether what a record says of its own visibility can be so."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from pydantic import BaseModel

from macros import problems, visibility
from macros.index import Entry
from macros.problems import Place, Problem
from macros.records import KINDS_OF_RECORD, Collection
from macros.records.document import GoverningDocument
from macros.records.fields import Reference, Visibility, models_in
from macros.records.reading import Reading, Sourced
from macros.visibility import CHOICES, OWN


@dataclass(frozen=True)
class _Field:
    """A field that a record names. `level` is the lowest of its own and of what it is inside."""

    path: str
    level: Visibility
    is_required: bool
    inside: tuple[str, ...]


def check_visibility(
    reading: Reading, find: Callable[[Reference], list[Entry]]
) -> Iterator[Problem]:
    """Wrong choices of visibility: of whole records, and of their fields."""
    needed = {
        entry.record.id
        for sourced in reading.records
        if isinstance(sourced.record, GoverningDocument)
        for entry in find(sourced.record.adopted.body)
    }
    for sourced in reading.records:
        collection = KINDS_OF_RECORD[sourced.record.kind]
        yield from _check_record(sourced, collection, sourced.record.id in needed)
        yield from _check_fields(sourced, collection)


def _check_record(sourced: Sourced, collection: Collection, is_needed: bool) -> Iterator[Problem]:
    own = sourced.record.visibility
    if not own:
        return
    place = sourced.place(("visibility",))
    if own.rank < collection.visibility.rank:
        yield problems.record_raised(place, own, collection.word, collection.visibility)
    elif (collection.is_needed or is_needed) and own is not Visibility.PUBLIC:
        yield problems.record_needed(place, own)


def _check_fields(sourced: Sourced, collection: Collection) -> Iterator[Problem]:
    whole = visibility.of_record(collection, sourced.record)
    raised: dict[str, Place] = {}
    for number, decision in enumerate(sourced.record.publication_decisions):
        for place, field in _named(sourced, "publication_decisions", number, decision.fields):
            if isinstance(field, Problem):
                yield field
            else:
                raised[field.path] = place
                yield from _check_raised(place, field, Visibility(decision.visibility), whole)
    for number, override in enumerate(sourced.record.visibility_overrides):
        for place, field in _named(sourced, "visibility_overrides", number, override.fields):
            if isinstance(field, Problem):
                yield field
            else:
                yield from _check_lowered(place, field, Visibility(override.visibility), raised)


def _check_raised(
    place: Place, field: _Field, to: Visibility, whole: Visibility
) -> Iterator[Problem]:
    if field.inside:
        yield problems.group_raised(place, field.path, field.inside)
    elif field.level is Visibility.RESTRICTED and to is Visibility.PUBLIC:
        yield problems.restricted_raised(place, field.path)
    elif to.rank >= field.level.rank:
        yield problems.not_raised(place, field.path, field.level)
    elif to.rank < whole.rank:
        yield problems.raised_in_vain(place, whole)


def _check_lowered(
    place: Place, field: _Field, to: Visibility, raised: Mapping[str, Place]
) -> Iterator[Problem]:
    if field.is_required:
        yield problems.required_hidden(place, field.path)
    elif to.rank <= field.level.rank:
        yield problems.not_lowered(place, field.path, field.level)
    for path, other in raised.items():
        if f"{path}.".startswith(f"{field.path}."):
            yield problems.raised_and_lowered(place, path, other)


def _named(
    sourced: Sourced, name: str, number: int, paths: list[str]
) -> Iterator[tuple[Place, _Field | Problem]]:
    """The fields that a list of paths names, each with its place; a problem for what is none."""
    for index, path in enumerate(paths):
        place = sourced.place((name, number, "fields", index))
        yield place, _find(type(sourced.record), path, place)


def _find(model: type[BaseModel], path: str, place: Place) -> _Field | Problem:
    level, before = Visibility.PUBLIC, ""
    within: type[BaseModel] | None = model
    required = False
    inside: tuple[str, ...] = ()
    for key in path.split("."):
        fields = _choosable(within) if within else {}
        if key not in fields:
            known = [f"{before}{other}" for other in fields] or [before.rstrip(".")]
            return problems.unknown_field(place, path, known)
        assert within
        info = within.model_fields[fields[key]]
        level = Visibility.lowest(level, visibility.level(info.metadata))
        before = f"{before}{key}."
        required = info.is_required() or fields[key] in OWN
        within = next(models_in(info.annotation), None)
        inside = tuple(f"{before}{other}" for other in _choosable(within)) if within else ()
    return _Field(path, level, required, inside)


def _choosable(model: type[BaseModel]) -> dict[str, str]:
    """The fields that a record can name: their keys in the file, and their names."""
    return {
        info.alias or name: name for name, info in model.model_fields.items() if name not in CHOICES
    }
