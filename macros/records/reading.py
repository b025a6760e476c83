"""From files to records: which files there are, what each holds, and what is wrong with it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from macros import problems, source
from macros.problems import Place, Problem
from macros.records import COLLECTIONS, NESTED, Collection
from macros.records.fields import Record, models_in
from macros.source import KEY, Document, Location, Value

IGNORED = {"schemas", "mappings"}
"""Folders in data/ that hold no records."""


@dataclass(frozen=True)
class Sourced:
    """A record together with where it was read."""

    record: Record
    document: Document
    location: Location = ()

    def place(self, location: Location = ()) -> Place:
        """The place of a field of the record."""
        return self.document.place((*self.location, *location))


@dataclass
class Reading:
    """All that was read: records, ids that exist (also of broken records), and problems.

    `unsure` are the kinds of which some ids may be unknown because a file could not be read;
    a reference to such a kind is not reported as dangling.
    """

    records: list[Sourced] = field(default_factory=list)
    ids: dict[str, dict[str, Place]] = field(default_factory=dict)
    unsure: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)


def read_records(root: Path) -> Reading:
    """Read every collection below `root`/data. Raises nothing for what the files contain."""
    reading = Reading()
    data = root / "data"
    if not data.is_dir():
        reading.problems.append(problems.missing_file(Place("data"), "mappen »data«"))
        return reading
    _refuse_strangers(root, data, reading)
    for collection in COLLECTIONS:
        _read_collection(root, collection, reading)
    return reading


def slugify(text: str) -> str:
    """Text as an address: lower case, å and ä as a, ö as o, all else as hyphens."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def _refuse_strangers(root: Path, data: Path, reading: Reading) -> None:
    known = {collection.source.rstrip("/") for collection in COLLECTIONS}
    for path in sorted(data.iterdir()):
        if path.name in known | IGNORED or path.name.startswith("."):
            continue
        reading.problems.append(
            problems.unexpected_file(
                Place(path.relative_to(root).as_posix()),
                problems.one_of(sorted(known)),
                problems.nearest(path.name, known),
            )
        )


def _read_collection(root: Path, collection: Collection, reading: Reading) -> None:
    path = root / "data" / collection.source
    reading.ids[collection.kind] = {}
    if collection.is_folder:
        for file in sorted(path.iterdir()) if path.is_dir() else []:
            if not file.name.startswith("."):
                _read_record_file(root, file, collection, reading)
    elif path.exists() or path.is_symlink():
        document, found = source.read_file(root, path)
        reading.problems += found
        if document is None:
            _lose(collection, reading)
        elif collection.single:
            _keep(collection, collection.source.removesuffix(".yml"), document, (), reading)
        else:
            _read_list(collection, document, reading)
    elif collection.single:
        place = Place(path.relative_to(root).as_posix())
        reading.problems.append(problems.missing_file(place, f"filen »{place.file}«"))
        _lose(collection, reading)


def _read_record_file(root: Path, file: Path, collection: Collection, reading: Reading) -> None:
    place = Place(file.relative_to(root).as_posix())
    identifier = slugify(file.name.removesuffix(file.suffix))
    known = reading.ids[collection.kind]
    if identifier in known:
        reading.problems.append(problems.same_id(place, identifier, known[identifier]))
        return
    known[identifier] = place
    if file.is_dir() or file.name != f"{identifier}.yml" or not identifier:
        right = f"{identifier}.yml" if identifier else ""
        reading.problems.append(problems.wrong_file_name(place, file.name, right))
        _lose(collection, reading, also_itself=False)
        return
    document, found = source.read_file(root, file)
    reading.problems += found
    if document is None:
        _lose(collection, reading, also_itself=False)
    else:
        _keep(collection, identifier, document, (), reading)


def _read_list(collection: Collection, document: Document, reading: Reading) -> None:
    if not isinstance(document.data, list):
        reading.problems.append(
            problems.wrong_value(
                document.place(), "Filen", problems.EXPECTED["list"], document.data
            )
        )
        _lose(collection, reading)
        return
    known = reading.ids[collection.kind]
    folded: dict[str, int] = {}
    for number, item in enumerate(document.data):
        identifier = item.get("id") if isinstance(item, dict) else None
        if isinstance(identifier, str):
            plain = slugify(identifier) or identifier
            if plain in folded:
                first = document.place((folded[plain], "id"))
                place = document.place((number, "id"))
                reading.problems.append(problems.same_id(place, identifier, first))
                continue
            folded[plain] = number
            known[identifier] = Place(document.file)
        _keep(collection, None, document, (number,), reading)


def _keep(
    collection: Collection,
    identifier: str | None,
    document: Document,
    location: Location,
    reading: Reading,
) -> None:
    """Validate one record and keep it, or keep what is wrong with it."""
    data: Value = document.data
    for step in location:
        data = data[step]  # type: ignore[index,call-overload]
    if identifier and isinstance(data, dict):
        if "id" in data:
            known = [name for name in _names(collection.model) if name != "id"]
            place = document.place((*location, "id", KEY))
            reading.problems.append(problems.unknown_field(place, "id", known))
            return
        data = {"id": identifier, **data}
    try:
        record = collection.model.model_validate(data)
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            reading.problems.append(_translate(detail, collection.model, document, location, data))
        _lose(collection, reading, also_itself=False)
        return
    reading.records.append(Sourced(record, document, location))
    if collection.single:
        reading.ids[collection.kind][record.id] = Place(document.file)


def _lose(collection: Collection, reading: Reading, also_itself: bool = True) -> None:
    """Note that ids of a collection, or of what is inside its records, may be unknown."""
    if also_itself:
        reading.unsure.add(collection.kind)
    reading.unsure.update(kind.kind for kind in NESTED if kind.within == collection.kind)


# --- what the models say, in Swedish -------------------------------------------------------


def _translate(
    error: ErrorDetails,
    model: type[BaseModel],
    document: Document,
    start: Location,
    data: object,
) -> Problem:
    kind = error["type"]
    steps, title, owner = _follow(model, error["loc"], data)
    place = document.place((*start, *steps))
    if kind == "missing":
        return problems.missing_field(document.place((*start, *steps[:-1])), title, str(steps[-1]))
    if kind == "extra_forbidden":
        place = document.place((*start, *steps, KEY))
        known = [name for name in _names(owner) if name != "id" or start]
        return problems.unknown_field(place, str(steps[-1]), known)
    found = error["input"]
    if kind in ("literal_error", "enum"):
        choices = re.findall(r"'([^']*)'", str(error.get("ctx", {}).get("expected", "")))
        tip = problems.nearest(found, choices) if isinstance(found, str) else ""
        return problems.wrong_value(place, title, problems.one_of(choices), found, tip)
    return problems.wrong_value(
        place, title, problems.expectation(kind, error.get("ctx", {})), found
    )


def _follow(
    model: type[BaseModel], location: tuple[str | int, ...], data: object
) -> tuple[Location, str, type[BaseModel]]:
    """The steps of an error's location that are in the data, the field's title, and its model."""
    steps: list[str | int] = []
    title, owner, here = "Posten", model, model
    for step in location:
        if isinstance(step, str) and step.startswith("‹"):
            continue
        steps.append(step)
        if isinstance(step, str):
            owner = here
            for name, info in here.model_fields.items():
                if (info.alias or name) == step:
                    title = info.title or step
                    here = next(models_in(info.annotation), here)
    return tuple(steps), title, owner


def _names(model: type[BaseModel]) -> list[str]:
    return [info.alias or name for name, info in model.model_fields.items()]
