"""The trial: what the check says of an import, told for the rows and columns it comes from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from macros import source
from macros.editing.draft import Draft
from macros.importing import wording
from macros.importing.amendment import Change
from macros.importing.entries import Planned
from macros.importing.fields import MODEL, Field, fields_of
from macros.importing.spreadsheet import Sheet
from macros.problems import Place, Problem
from macros.programme import examine
from macros.source import KEY, Location


def tried(
    root: Path, sheet: Sheet, entries: tuple[Planned, ...]
) -> tuple[tuple[Planned, ...], list[Problem]]:
    """The entries with what the check says of each, and what it says of other files.

    All are tried first, so that everything wrong is told at once. A row that is wrong is left out
    of the next trial, for others may rest on it.
    """
    chosen = {entry.row for entry in entries if entry.text is not None}
    while chosen:
        told = _told(root, [entry for entry in entries if entry.row in chosen])
        entries = tuple(
            _blamed(sheet, entry, told.pop(entry.file, ())) if entry.row in chosen else entry
            for entry in entries
        )
        right = {entry.row for entry in entries if entry.is_written}
        if right == chosen:
            return entries, [problem for others in told.values() for problem in others]
        chosen = right
    return entries, []


def _told(root: Path, entries: Iterable[Planned]) -> dict[str, list[Problem]]:
    """What the check says once the entries are written, by file."""
    draft = Draft(root)
    for entry in entries:
        assert entry.text is not None
        draft.write(entry.file, entry.text)
    with draft.tried() as copy:
        _, found = examine(copy)
    told: dict[str, list[Problem]] = defaultdict(list)
    for problem in found:
        told[problem.place.file].append(problem)
    return told


def _blamed(sheet: Sheet, entry: Planned, found: Iterable[Problem]) -> Planned:
    """An entry with the problems of its file too, each where the row has what is wrong."""
    if not found:
        return entry
    locations = _locations(entry)
    problems = list(entry.problems)
    known = {problem.headline for problem in problems}
    known |= {wording.needed(sheet.place(), it.title, "").headline for it in _unfilled(entry)}
    for problem in found:
        if problem.headline not in known:
            column = _column(entry.changes, locations.get(problem.place, []))
            problems.append(replace(problem, place=sheet.place(entry.row, column)))
    return replace(entry, problems=tuple(dict.fromkeys(problems)))


def _unfilled(entry: Planned) -> Iterator[Field]:
    """Fields that a wrong row does not give, which has been told, or comes of what has been."""
    given = {change.location[0] for change in entry.changes}
    for key, field in fields_of(MODEL).items():
        if entry.is_new and entry.is_wrong and key not in given:
            yield field


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
