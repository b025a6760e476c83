"""The trial: what the check says of an import, told for the rows and columns it comes from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from macros import source
from macros.editing.draft import Draft
from macros.importing.amendment import Change
from macros.importing.entries import Planned
from macros.importing.spreadsheet import Sheet
from macros.problems import Place, Problem
from macros.programme import examine
from macros.source import KEY, Location


def tried(
    root: Path, sheet: Sheet, entries: tuple[Planned, ...]
) -> tuple[tuple[Planned, ...], list[Problem]]:
    """The entries with what the check says of each, and what it says of other files.

    A row that turns out to be wrong is left out of the next trial, for others may rest on it.
    """
    while any(entry.is_written for entry in entries):
        told = _told(root, entries)
        files = {entry.file: told.pop(entry.file, []) for entry in entries if entry.is_written}
        if not any(files.values()):
            return entries, [problem for others in told.values() for problem in others]
        entries = tuple(
            _blamed(sheet, entry, files[entry.file]) if entry.is_written else entry
            for entry in entries
        )
    return entries, []


def _told(root: Path, entries: Iterable[Planned]) -> dict[str, list[Problem]]:
    """What the check says once the entries are written, by file."""
    draft = Draft(root)
    for entry in entries:
        if entry.is_written and entry.text is not None:
            draft.write(entry.file, entry.text)
    with draft.tried() as copy:
        _, found = examine(copy)
    told: dict[str, list[Problem]] = defaultdict(list)
    for problem in found:
        told[problem.place.file].append(problem)
    return told


def _blamed(sheet: Sheet, entry: Planned, found: Iterable[Problem]) -> Planned:
    """An entry with the problems of its file, each where the row has what is wrong."""
    if not found:
        return entry
    locations = _locations(entry)
    problems = []
    for problem in found:
        column = _column(entry.changes, locations.get(problem.place, []))
        place = sheet.place(entry.row, column)
        problems.append(replace(problem, place=place))
    return replace(entry, problems=tuple(dict.fromkeys(problems)))


def _locations(entry: Planned) -> Mapping[Place, list[Location]]:
    """What stands at each place of an entry's text, the innermost first."""
    assert entry.text is not None
    document, _ = source.read(entry.file, entry.text)
    found: dict[Place, list[Location]] = defaultdict(list)
    if document:
        for location in sorted(source.spans(entry.text), key=len, reverse=True):
            found[document.place(location)].append(location)
    return found


def _column(changes: Iterable[Change], locations: Iterable[Location]) -> int:
    """The column that gave a value at one of some locations, or 0 for the row as a whole."""
    changes = tuple(changes)
    for location in locations:
        if columns := list(
            _columns(changes, location[:-1] if location[-1:] == (KEY,) else location)
        ):
            return columns[0]
    return 0


def _columns(changes: tuple[Change, ...], location: Location) -> Iterator[int]:
    """The columns that gave a value at a location, or around it, and else within it."""
    around = [it for it in changes if location[: len(it.location)] == it.location]
    yield from (it.column for it in sorted(around, key=lambda it: -len(it.location)))
    if location:
        yield from (it.column for it in changes if it.location[: len(location)] == location)
