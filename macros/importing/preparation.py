"""Preparation: the rows of a spreadsheet become a plan. Nothing is written here.

A row is laid over the record that it is about, and all that would be written is tried on a copy,
so that what the check says is told for the row and column it comes from.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol

from macros import source
from macros.editing.writing import Written
from macros.importing import spreadsheet, trial, wording
from macros.importing.amendment import Amendment, amended, in_order
from macros.importing.entries import Planned
from macros.importing.exported import Export
from macros.importing.fields import MODEL, fields_of
from macros.importing.filling import Filling
from macros.importing.mapped import Mapped
from macros.importing.mapping import read_map
from macros.importing.plan import Plan
from macros.importing.spreadsheet import Row, Sheet
from macros.importing.values import Values
from macros.problems import Problem
from macros.programme import Programme
from macros.slugs import slug

ID = "id"
NewFile = Callable[[str, Mapping[str, Written]], str]
"""Makes the text of a new record's file, of its id and its values."""


def prepare(
    root: Path, programme: Programme, file: Path, map_file: Path | None, new_file: NewFile
) -> Plan:
    """What an import of a file would do. Raises nothing for what the file or its map holds.

    The programme is that of the root, which has no problems before the import.
    """
    chosen, found = read_map(map_file) if map_file else (None, [])
    if found:
        return Plan(file.name, problems=tuple(found))
    sheet, found = (
        spreadsheet.read(file, chosen.sheet, chosen.header_row)
        if chosen
        else spreadsheet.read(file)
    )
    if sheet is None:
        return Plan(file.name, problems=tuple(found))
    scheme: Scheme = Mapped(chosen, sheet, programme) if chosen else Export(sheet)
    if found := list(scheme.problems()):
        return Plan(file.name, sheet.name, problems=tuple(found))
    reader = _Reader(root, programme, sheet, scheme, new_file)
    entries, found = trial.tried(root, sheet, reader.entries())
    return Plan(file.name, sheet.name, entries, reader.left_out, tuple(found))


class Scheme(Protocol):
    """How rows are read: by a map, or as an export."""

    @property
    def identifier(self) -> int:
        """The column that ids are made from."""

    def problems(self) -> Iterator[Problem]:
        """Why no row can be read."""

    def column_of(self, key: str) -> int:
        """The column that fills a field, or 0."""

    def text(self, cell: str) -> str:
        """What a cell says."""

    def known_as(self, said: str) -> str:
        """The id of the system that goes by what stands in the column of ids, or nothing."""

    def untold(self, column: int) -> str:
        """What a column that is not read is called; nothing for one that is."""

    def fill(self, filling: Filling, *, is_new: bool) -> None:
        """Lay a row over a record."""


@dataclass
class _Reader:
    """Reads the rows of a sheet, by a map or as an export."""

    root: Path
    programme: Programme
    sheet: Sheet
    scheme: Scheme
    new_file: NewFile
    first: dict[str, int] = field(default_factory=dict)

    def entries(self) -> tuple[Planned, ...]:
        """Every row, planned."""
        bare_entries = [self._identified(row) for row in self.sheet.rows]
        coming = {it.identifier: it.name for it in bare_entries if it.is_new and it.identifier}
        values = Values(self.programme, coming)
        rows = zip(bare_entries, self.sheet.rows, strict=True)
        return tuple(it if it.is_wrong else self._planned(it, row, values) for it, row in rows)

    @property
    def left_out(self) -> tuple[str, ...]:
        """Columns that are not read."""
        told = (
            self.scheme.untold(column)
            for column, heading in enumerate(self.sheet.header, 1)
            if heading or any(row.cell(column).strip() for row in self.sheet.rows)
        )
        return tuple(dict.fromkeys(heading for heading in told if heading))

    def _identified(self, row: Row) -> Planned:
        """A row with its id. A row that is the same system as one above is a problem."""
        column = self.scheme.identifier
        place = self.sheet.place(row.number, column)
        said = self.scheme.text(row.cell(column))
        identifier = self.scheme.known_as(said) or slug(said)
        named = self.scheme.column_of("name")
        name = self.scheme.text(row.cell(named)) if named else ""
        is_new = identifier not in self.programme.index["system"]
        entry = Planned(row.number, identifier, name or said, is_new)
        if not identifier:
            fault = self.sheet.faults.get((row.number, column))
            problem = (
                wording.no_id(place, said) if fault is None else wording.cell_error(place, fault)
            )
            return replace(entry, problems=(problem,))
        known = self.first.setdefault(identifier, row.number)
        if known != row.number:
            return replace(entry, problems=(wording.same_row(place, identifier, known),))
        return entry

    def _planned(self, entry: Planned, row: Row, values: Values) -> Planned:
        text, record = self._record(entry)
        if record is None:
            place = self.sheet.place(row.number)
            return replace(entry, problems=(wording.unreadable_record(place, entry.file),))
        filling = Filling(self.sheet, row, values, record)
        self.scheme.fill(filling, is_new=entry.is_new)
        for problem in self._missing(filling) if entry.is_new else ():
            filling.note(problem)
        entry = replace(entry, changes=tuple(record.changes), problems=tuple(filling.problems))
        if not record.changes:
            return entry
        try:
            return replace(entry, text=self._text(entry, text, record))
        except ValueError:
            return replace(entry, problems=(*entry.problems, *self._unwritable(entry)))

    def _missing(self, filling: Filling) -> Iterator[Problem]:
        """The fields that a new system must have and that the row does not give."""
        wrong = {problem.place.column for problem in filling.problems}
        for key, known in fields_of(MODEL).items():
            if not known.is_required or key == ID or filling.record.get((key,)) is not None:
                continue
            column = self.scheme.column_of(key)
            if not column or column not in wrong:
                place = self.sheet.place(filling.row.number, column)
                yield wording.needed(place, known.title, key)

    def _record(self, entry: Planned) -> tuple[str, Amendment | None]:
        """The text and the values of the record that a row is about."""
        path = self.root / entry.file
        if entry.is_new and not path.exists():
            return "", Amendment({})
        document, found = source.read_file(self.root, path)
        if document is None or found or entry.is_new:
            return "", None
        return document.text, Amendment(document.data)

    def _text(self, entry: Planned, text: str, record: Amendment) -> str:
        if not entry.is_new:
            return amended(text, record)
        values = in_order(record.data)
        assert isinstance(values, dict)
        return self.new_file(entry.identifier, values)

    def _unwritable(self, entry: Planned) -> Iterator[Problem]:
        columns = dict.fromkeys(change.column for change in entry.changes)
        column = next(iter(columns)) if len(columns) == 1 else 0
        yield wording.unwritable(self.sheet.place(entry.row, column))
