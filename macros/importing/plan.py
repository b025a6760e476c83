"""The plan: what an import would do, row by row, and the draft that does it.

Nothing is written here. A row is laid over the record that it is about, and all that would be
written is tried on a copy, so that what the check says is told for the row and column it comes
from.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from macros import source
from macros.editing.draft import Draft
from macros.editing.writing import Written
from macros.importing import mapped, spreadsheet, trial, wording
from macros.importing.amendment import Amendment, amended, in_order
from macros.importing.entries import Planned
from macros.importing.exported import ID, NAME, Export, bare
from macros.importing.fields import MODEL, fields_of
from macros.importing.filling import Filling
from macros.importing.mapping import Map, read_map
from macros.importing.places import letter
from macros.importing.spreadsheet import Row, Sheet
from macros.importing.values import Values
from macros.problems import Problem
from macros.programme import Programme
from macros.slugs import slug

NewFile = Callable[[str, Mapping[str, Written]], str]
"""Makes the text of a new record's file, of its id and its values."""


@dataclass(frozen=True)
class Plan:
    """What an import would do. `left_out` are columns that are not read, and `problems` those of
    the file, of its map and of what no row is to blame for."""

    file: str
    sheet: str = ""
    entries: tuple[Planned, ...] = ()
    left_out: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()

    @cached_property
    def new(self) -> tuple[Planned, ...]:
        """Systems that are not there before."""
        return tuple(it for it in self.entries if it.is_new and it.is_written)

    @cached_property
    def changed(self) -> tuple[Planned, ...]:
        """Systems that change."""
        return tuple(it for it in self.entries if not it.is_new and it.is_written)

    @cached_property
    def unchanged(self) -> tuple[Planned, ...]:
        """Systems that are as the file says."""
        return tuple(it for it in self.entries if it.text is None and not it.is_wrong)

    @cached_property
    def wrong(self) -> tuple[Planned, ...]:
        """Rows with problems."""
        return tuple(it for it in self.entries if it.is_wrong)

    @property
    def every_problem(self) -> list[Problem]:
        """All problems: those of no row first, then row by row."""
        inside = (problem for it in self.wrong for problem in it.problems)
        return [*self.problems, *sorted(inside, key=lambda it: it.place)]

    @property
    def rows(self) -> Mapping[str, int]:
        """The rows that the files to be written come from."""
        return {it.file: it.row for it in self.entries if it.is_written}


def draft(plan: Plan, root: Path, *, partial: bool = False) -> Draft:
    """What is to be written: nothing when something is wrong, unless rows with problems may be
    left out."""
    made = Draft(root)
    if plan.problems or (plan.wrong and not partial):
        return made
    for entry in (*plan.new, *plan.changed):
        assert entry.text is not None
        made.write(entry.file, entry.text)
    return made


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
    export = Export(sheet.header)
    if chosen:
        found = list(chosen.unknown_columns(sheet.header))
    elif not export.is_one:
        found = [wording.map_needed(sheet.place(1), sheet.header)]
    if found:
        return Plan(file.name, sheet.name, problems=tuple(found))
    reader = _Reader(root, programme, sheet, chosen, export, new_file)
    if found := list(reader.wrong_in_the_map()):
        return Plan(file.name, sheet.name, problems=tuple(found))
    entries, found = trial.tried(root, sheet, reader.entries())
    return Plan(file.name, sheet.name, entries, reader.left_out, tuple(found))


@dataclass
class _Reader:
    """Reads the rows of a sheet, by a map or as an export."""

    root: Path
    programme: Programme
    sheet: Sheet
    chosen: Map | None
    export: Export
    new_file: NewFile
    first: dict[str, int] = field(default_factory=dict)

    def entries(self) -> tuple[Planned, ...]:
        """Every row, planned."""
        bare_entries = [self._identified(row) for row in self.sheet.rows]
        coming = {it.identifier: it.name for it in bare_entries if it.is_new and it.identifier}
        values = Values(self.programme, coming)
        rows = zip(bare_entries, self.sheet.rows, strict=True)
        return tuple(it if it.is_wrong else self._planned(it, row, values) for it, row in rows)

    def wrong_in_the_map(self) -> Iterator[Problem]:
        """Fixed values that would be wrong in every row."""
        values = Values(self.programme, {})
        for key, (target, value) in self.chosen.fixed.items() if self.chosen else ():
            if isinstance(value, str) and self.chosen:
                place = self.chosen.document.place(("fixed", key))
                read = values.read(target.fields[-1], value, place)
                if isinstance(read, Problem):
                    yield read

    @property
    def left_out(self) -> tuple[str, ...]:
        """Columns that are not read, but for those that are left out on purpose."""
        if self.chosen:
            said = [self.chosen.identifier, *self.chosen.columns, *self.chosen.ignored]
            known = {self.sheet.column(heading) for heading in said}
        else:
            known = {it.number for it in self.export.columns} | {self.sheet.column(ID)}
        names = self.export.left_out
        told = (
            f"*{NAME}" if heading in names else heading or f"kolumn {letter(column)} utan rubrik"
            for column, heading in enumerate(self.sheet.header, 1)
            if column not in known
            and (heading or any(row.cell(column).strip() for row in self.sheet.rows))
        )
        return tuple(dict.fromkeys(told))

    def _identified(self, row: Row) -> Planned:
        """A row with its id. A row that is the same system as one above is a problem."""
        column = self.sheet.column(self.chosen.identifier if self.chosen else ID)
        place = self.sheet.place(row.number, column)
        said = bare(row.cell(column)).strip()
        identifier = self._by_name.get(said.casefold()) or slug(said)
        name = self._name(row) or said
        entry = Planned(row.number, identifier, name, identifier not in self._known)
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

    def _name(self, row: Row) -> str:
        """What the row calls the system."""
        column = self._column_of("name")
        return bare(row.cell(column)).strip() if column else ""

    @cached_property
    def _known(self) -> Mapping[str, object]:
        return self.programme.index["system"]

    @cached_property
    def _by_name(self) -> Mapping[str, str]:
        """The ids of systems by their names in lower case, where a map makes ids of names."""
        if not self.chosen:
            return {}
        entries = self.programme.index["system"].values()
        return {entry.entity.title.casefold(): entry.entity.id for entry in entries}

    def _planned(self, entry: Planned, row: Row, values: Values) -> Planned:
        text, record = self._record(entry)
        if record is None:
            place = self.sheet.place(row.number)
            return replace(entry, problems=(wording.unreadable_record(place, entry.file),))
        filling = Filling(self.sheet, row, values, record)
        if self.chosen:
            mapped.fill(filling, self.chosen, is_new=entry.is_new)
        else:
            self.export.fill(filling)
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
            column = self._column_of(key)
            if not column or column not in wrong:
                place = self.sheet.place(filling.row.number, column)
                yield wording.needed(place, known.title, key)

    def _column_of(self, key: str) -> int:
        """The column that fills a field, or 0."""
        if not self.chosen:
            return self.sheet.column(key)
        for heading, targets in self.chosen.columns.items():
            if any(target.path == (key,) for target in targets):
                return self.sheet.column(heading)
        return 0

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
