"""From files to records: which files there are, what each holds, and what is wrong with it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from macros import problems, source
from macros.problems import Place, Problem
from macros.records import COLLECTIONS, NESTED, Collection
from macros.records.fields import Record, models_in
from macros.records.retirement import Retirement
from macros.slugs import slug
from macros.source import KEY, Document, Location, Value

IGNORED = {"schemas", "mappings"}
"""Folders in data/ that hold no records."""

SYNONYMS = "synonyms.yml"
"""The file in data/ that holds words and no records."""

RESERVED = {"index", "register"}
"""Addresses of overviews, which no record can have."""

ALTERNATIVES = ("‹value›", "‹absence›")
"""What `fields.Stated` adds to the location of an error; it is not in the file."""


@dataclass(frozen=True, slots=True)
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
    _told: Counter[str] = field(default_factory=Counter)

    def note(self, problem: Problem) -> None:
        """Keep a problem, unless its file already has more than anyone reads."""
        file = problem.place.file
        if not self.is_full(file):
            self._told[file] += 1
            self.problems.append(problems.untold(problem.place) if self.is_full(file) else problem)

    def is_full(self, file: str) -> bool:
        """Whether no more problems are kept for a file."""
        return self._told[file] > problems.MOST_IN_A_FILE


def read_records(root: Path) -> Reading:
    """Read every collection below `root`/data. Raises nothing for what the files contain."""
    reading = Reading()
    data = root / "data"
    for path in _list_folder(root, data, reading):
        _refuse_stranger(root, path, reading)
    for collection in COLLECTIONS if data.is_dir() else ():
        _read_collection(root, collection, reading)
    return reading


def _list_folder(root: Path, folder: Path, reading: Reading) -> list[Path]:
    """What is in a folder, but for hidden files; well-named files come first."""
    place = source.place_of(root, folder)
    if not source.inside(root, folder):
        reading.note(problems.outside(place))
    elif not folder.is_dir():
        found = "en fil" if folder.exists() else "ingenting"
        reading.note(problems.missing_folder(place, found))
    else:
        try:
            paths = [path for path in folder.iterdir() if not path.name.startswith(".")]
            return sorted(paths, key=lambda path: (path.name != _right_name(path), path.name))
        except OSError:
            reading.note(problems.unreadable(place))
    return []


def _right_name(path: Path) -> str:
    """The name that a file with one record should have; nothing for what is no such file."""
    identifier = slug(path.stem)
    return f"{identifier}.yml" if identifier else ""


def _refuse_stranger(root: Path, path: Path, reading: Reading) -> None:
    by_name = {collection.source.rstrip("/"): collection for collection in COLLECTIONS}
    if path.name in {*by_name, *IGNORED, SYNONYMS}:
        return
    place = source.place_of(root, path)
    known = sorted([*by_name, SYNONYMS])
    near = problems.closest(path.name, known)
    tip = problems.nearest(path.name, known)
    reading.note(problems.unexpected_file(place, problems.one_of(known), tip))
    if near in by_name:
        _lose(by_name[near], reading)


def _read_collection(root: Path, collection: Collection, reading: Reading) -> None:
    path = root / "data" / collection.source
    place = source.place_of(root, path)
    reading.ids[collection.kind] = {}
    if not path.exists() and not path.is_symlink():
        if collection.is_needed:
            reading.note(problems.missing_file(place))
            _lose(collection, reading)
    elif collection.is_folder:
        before = len(reading.problems)
        files = _list_folder(root, path, reading)
        if len(reading.problems) > before:
            _lose(collection, reading)
        for file in files:
            _read_record_file(root, file, collection, reading)
    else:
        document, found = source.read_file(root, path)
        reading.problems += found
        if document is None:
            _lose(collection, reading)
        elif collection.single:
            _keep(collection, collection.source.removesuffix(".yml"), document, (), reading)
        else:
            _read_list(collection, document, reading)


def _read_record_file(root: Path, file: Path, collection: Collection, reading: Reading) -> None:
    place = source.place_of(root, file)
    if file.suffix not in (".yml", ".yaml") or file.is_dir():
        expected = "filer med slutet .yml"
        reading.note(problems.unexpected_file(place, expected, ""))
        return
    right = _right_name(file)
    if right.removesuffix(".yml") in RESERVED:
        reading.note(problems.reserved(place, right.removesuffix(".yml")))
        return
    identifier = right.removesuffix(".yml")
    known = reading.ids[collection.kind]
    if identifier in known:
        reading.note(problems.same_id(place, file.stem, known[identifier], identifier))
        return
    if identifier:
        known[identifier] = place
    if file.name != right:
        reading.note(problems.wrong_file_name(place, file.name, right))
        _lose(collection, reading, also_itself=not identifier)
        return
    document, found = source.read_file(root, file)
    reading.problems += found
    if document is None:
        _lose(collection, reading, also_itself=False)
    else:
        _keep(collection, identifier, document, (), reading)
        document.forget()


def _read_list(collection: Collection, document: Document, reading: Reading) -> None:
    if not isinstance(document.data, list):
        reading.note(problems.wrong_type(document.place(), "Filen", "list_type", {}, document.data))
        _lose(collection, reading)
        return
    known = reading.ids[collection.kind]
    first: dict[str, tuple[int, str]] = {}
    for number, item in enumerate(document.data):
        if reading.is_full(document.file):
            _lose(collection, reading)
            return
        identifier = item.get("id") if isinstance(item, dict) else None
        if not isinstance(identifier, str):
            _lose(collection, reading)
        else:
            plain = slug(identifier) or identifier
            if isinstance(item, dict) and collection.kind == Retirement.kind:
                plain = f"{item.get('of')}/{plain}"  # an id out of use may be so in several kinds
            if plain in first:
                other, written = first[plain]
                place = document.place((number, "id"))
                reading.note(
                    problems.same_id(place, identifier, document.place((other, "id")), written)
                )
                continue
            first[plain] = number, identifier
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
        data = data[step]  # type: ignore[index]
    if identifier and isinstance(data, dict):
        if "id" in data:
            reading.note(problems.id_in_file(document.place((*location, "id", KEY))))
        data = {**data, "id": identifier}
    try:
        record = collection.model.model_validate(data)
    except ValidationError as error:
        most = problems.MOST_IN_A_FILE + 1
        for detail in _without_shadows(error.errors(include_url=False)[:most]):
            reading.note(_translate(detail, collection.model, document, location))
        _lose(collection, reading, also_itself=False)
        return
    reading.records.append(Sourced(record, document, location))
    if collection.single:
        reading.ids[collection.kind][record.id] = Place(document.file)


def faults(model: type[BaseModel], document: Document) -> list[Problem]:
    """What is wrong with what stands in a record that is not whole yet: what is missing is not."""
    try:
        model.model_validate(document.data)
    except ValidationError as error:
        there = (it for it in error.errors(include_url=False) if it["type"] != "missing")
        return [_translate(it, model, document, ()) for it in there]
    return []


def _lose(collection: Collection, reading: Reading, also_itself: bool = True) -> None:
    """Note that ids of a collection, or of what is inside its records, may be unknown."""
    if also_itself:
        reading.unsure.add(collection.kind)
    reading.unsure.update(kind.kind for kind in NESTED if kind.within == collection.kind)


# --- what the models say, in Swedish -------------------------------------------------------


def _without_shadows(errors: list[ErrorDetails]) -> Iterator[ErrorDetails]:
    """The errors, but not that a field is missing which stands there under a misspelt name."""
    missing: dict[Location, set[str]] = {}
    for error in errors:
        if error["type"] == "missing":
            missing.setdefault(error["loc"][:-1], set()).add(str(error["loc"][-1]))
    misspelt = {
        (*error["loc"][:-1], problems.closest(str(error["loc"][-1]), missing[error["loc"][:-1]]))
        for error in errors
        if error["type"] == "extra_forbidden" and error["loc"][:-1] in missing
    }
    return (error for error in errors if error["type"] != "missing" or error["loc"] not in misspelt)


def _translate(
    error: ErrorDetails, model: type[BaseModel], document: Document, start: Location
) -> Problem:
    kind, context, found = error["type"], error.get("ctx", {}), error["input"]
    if kind in ("missing", "extra_forbidden"):
        *around, name = error["loc"]
        steps, _, owner = _follow(model, tuple(around))
        if kind == "missing":
            title = _follow(owner, (name,))[1]
            return problems.missing_field(document.place((*start, *steps)), title, str(name))
        place = document.place((*start, *steps, name, KEY))
        known = [field for field in _names(owner) if field != "id" or start or steps]
        return problems.unknown_field(place, str(name), known)
    steps, title, _ = _follow(model, error["loc"])
    place = document.place((*start, *steps))
    if kind in ("literal_error", "enum"):
        choices = re.findall(r"'([^']*)'", str(context.get("expected", "")))
        return problems.wrong_choice(place, title, choices, found)
    if kind == "contrast":
        return problems.low_contrast(place, title, str(found), context)
    return problems.wrong_type(place, title, kind, context, found)


def _follow(
    model: type[BaseModel], location: tuple[str | int, ...]
) -> tuple[Location, str, type[BaseModel]]:
    """The steps of an error's location that are in the data, the field's title, and its model."""
    steps: list[str | int] = []
    title, here = "Posten", model
    for step in location:
        if step in ALTERNATIVES:
            continue
        steps.append(step)
        for name, info in here.model_fields.items():
            if (info.alias or name) == step:
                title = problems.quoted(info.title or step)
                here = next(models_in(info.annotation), here)
                break
    return tuple(steps), title, here


def _names(model: type[BaseModel]) -> list[str]:
    return [info.alias or name for name, info in model.model_fields.items()]
