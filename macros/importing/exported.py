r"""Exported rows: what a row says in the site's own CSV file of systems.

Its columns are dotted keys. `.id` is a reference, `.title` only its name, and `.absent` an outright
none. Several values stand in a cell with » | « between, where | is \| and \ is \\, and a list of
groups is several such columns beside each other. An apostrophe stands before a text that a
spreadsheet would reckon. What a reader may not see is not in the file, so nothing is taken away
because it is missing there, except from a list of plain values.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from macros.importing import wording
from macros.importing.amendment import Amendment, is_absence
from macros.importing.fields import Field, UnknownField, titled, trail
from macros.importing.filling import Filling
from macros.importing.places import letter
from macros.importing.spreadsheet import Sheet
from macros.problems import Problem
from macros.records.fields import ABSENCE_WORDS, Visibility
from macros.source import Location, Value

ID = "id"
BETWEEN = " | "
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "'")
LINK, NAME, ABSENT = ".id", ".title", ".absent"
INTERNAL = "publication_decisions.fields"
"""A column that only an internal export has."""

Nested = str | list["Nested"]
"""The text of a cell, or what stands between its bars."""


@dataclass(frozen=True, eq=False)
class Column:
    """A column of an export: its number, the fields that its key leads through, and its text."""

    number: int
    fields: tuple[Field, ...]
    is_absence: bool = False
    said: Nested = ""

    @property
    def path(self) -> tuple[str, ...]:
        """The keys that lead to the field."""
        return tuple(it.key for it in self.fields)


class Export:
    """A sheet that an export has made."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self.header = sheet.header

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """The columns that are read."""
        return tuple(
            column for number, key in enumerate(self.header, 1) if (column := _column(number, key))
        )

    @property
    def audience(self) -> Visibility:
        """Whom the export was made for."""
        return Visibility.INTERNAL if INTERNAL in self.header else Visibility.PUBLIC

    @property
    def identifier(self) -> int:
        """The column of ids."""
        return self._sheet.column(ID)

    def problems(self) -> Iterator[Problem]:
        """That the sheet is no export."""
        if not {ID, "name"} <= set(self.header):
            yield wording.map_needed(self._sheet.place(1), self.header)

    def column_of(self, key: str) -> int:
        """The column that fills a field, or 0."""
        return self._sheet.column(key)

    def text(self, cell: str) -> str:
        """What a cell says."""
        return bare(cell).strip()

    def known_as(self, said: str) -> str:
        """An id."""
        return said

    def untold(self, column: int) -> str:
        """What a column that is not read is called; nothing for one that is."""
        heading = self.header[column - 1]
        if column == self.identifier or any(it.number == column for it in self.columns):
            return ""
        if heading.removesuffix(NAME) + LINK in self.header:
            return f"*{NAME}"
        return heading or f"kolumn {letter(column)} utan rubrik"

    def fill(self, filling: Filling, *, is_new: bool) -> None:  # noqa: ARG002
        """Lay a row over a record."""
        _Row(filling, self).fill()


def _column(number: int, key: str) -> Column | None:
    end = next((end for end in (LINK, ABSENT) if key.endswith(end)), "")
    try:
        fields = trail(key.removesuffix(end))
    except UnknownField:
        return None
    last = fields[-1]
    if end == ABSENT:
        return Column(number, fields, is_absence=True) if last.may_be_absent else None
    return (
        Column(number, fields) if last.form != "group" and bool(last.kinds) == bool(end) else None
    )


def bare(cell: str) -> str:
    """A cell without the apostrophe that keeps a spreadsheet from reckoning it."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(FORMULA) else cell


def split(cell: str) -> list[str]:
    """The values of a cell."""
    values, rest = [""], cell
    while rest:
        if rest.startswith(BETWEEN):
            values.append("")
            rest = rest[len(BETWEEN) :]
        else:
            step = 2 if rest[0] == "\\" and len(rest) > 1 else 1
            values[-1] += rest[step - 1]
            rest = rest[step:]
    return values


def _nested(cell: str, depth: int) -> Nested:
    if not depth:
        return cell
    return [_nested(part, depth - 1) for part in split(cell)] if cell else []


class _Row:
    def __init__(self, filling: Filling, export: Export) -> None:
        self.filling = filling
        self.export = export

    def fill(self) -> None:
        columns = []
        for column in self.export.columns:
            cell = bare(self.filling.cell(column.number))
            depth = 0 if column.is_absence else sum(it.is_list for it in column.fields)
            columns.append(replace(column, said=_nested(cell, depth)))
        absent = [it for it in columns if it.is_absence and it.said]
        filled = [it for it in columns if not it.is_absence and it.said]
        for column in absent:
            if any(it.path[: len(column.path)] == column.path for it in filled):
                problem = wording.absent_and_filled(
                    self.filling.place(column.number), titled(column.path)
                )
                self.filling.note(problem)
            else:
                self._fill_absence(column)
        if not self.filling.problems:
            self._fill(filled, ())

    def _fill_absence(self, column: Column) -> None:
        said = str(column.said)
        word, _, reason = (part.strip() for part in said.partition(":"))
        if word not in ABSENCE_WORDS or not reason:
            place = self.filling.place(column.number)
            self.filling.note(wording.absence(place, titled(column.path), said))
            return
        here = self.filling.record.get(column.path)
        if (
            isinstance(here, dict)
            and is_absence(here)
            and str(here.get(word, "")).strip() == reason
        ):
            return
        self.filling.record.put(column.path, {word: reason}, column.number)

    def _fill(self, columns: Sequence[Column], location: Location) -> None:
        """Lay columns over the group at a location."""
        lists: dict[tuple[str, ...], list[Column]] = {}
        for column in columns:
            if outer := _outer_list(column):
                lists.setdefault(outer, []).append(column)
            else:
                self._fill_leaf(column, (*location, *column.path))
        for path, inside in lists.items():
            self._fill_list(inside, len(path), (*location, *path))

    def _fill_leaf(self, column: Column, location: Location) -> None:
        known = column.fields[-1]
        texts = [column.said] if isinstance(column.said, str) else column.said
        said = [text.strip() for text in texts if isinstance(text, str) and text.strip()]
        if not said:
            return
        if known.kinds and known.is_list:
            said = self._with_unseen(known, location, said)
        self.filling.fill(known, location, said, column.number)

    def _with_unseen(self, known: Field, location: Location, said: list[str]) -> list[str]:
        """References with those that the file lacks because its reader may not see them."""
        here = self.filling.record.get(location)
        there = [it for it in here if isinstance(it, str)] if isinstance(here, list) else []
        unseen = [it for it in there if self._is_hidden(known, it)]
        seen = [it for it in there if it not in unseen]
        same = self.filling.values.same
        if len(seen) == len(said) and all(map(same, [known] * len(seen), seen, said)):
            return there
        return [*said, *unseen]

    def _is_hidden(self, known: Field, value: Value | None) -> bool:
        is_reference = bool(known.kinds) and isinstance(value, str)
        return is_reference and self.filling.values.is_hidden(
            known, str(value), self.export.audience
        )

    def _fill_list(self, columns: Sequence[Column], depth: int, location: Location) -> None:
        """Lay columns beside each other over a list of groups."""
        number = max(len(it.said) for it in columns)
        for column in columns:
            if len(column.said) != number:
                place = self.filling.place(column.number)
                title = titled(location)
                self.filling.note(wording.uneven_groups(place, title, len(column.said), number))
                return
        items = [
            [
                replace(column, fields=column.fields[depth:], said=column.said[index])
                for column in columns
                if column.said[index]
            ]
            for index in range(number)
        ]
        here = self.filling.record.get(location)
        known = here if isinstance(here, list) else []
        if number < len(known) or not self._is_whole(columns, depth, known):
            if not self._is_part(items, location, len(known)):
                place = self.filling.place(columns[0].number)
                title = titled(location)
                self.filling.note(wording.other_groups(place, title, number, len(known)))
            return
        for index, item in enumerate(items):
            if index < len(known):
                self._fill(item, (*location, index))
            elif made := self._made(item, location):
                self.filling.record.append(location, made, columns[0].number)

    def _is_whole(self, columns: Sequence[Column], depth: int, known: Sequence[Value]) -> bool:
        """Whether every group of a record is in the file. One is not that points at what the
        reader may not see, or that looks the same as another without what is withheld."""
        inside = columns[0].fields[depth - 1].inside
        keys = {column.fields[depth].key for column in columns}
        met: list[dict[str, Value]] = []
        for item in known:
            group = item if isinstance(item, dict) else {}
            if any(self._is_hidden(it, group.get(key)) for key, it in inside.items()):
                return False
            met.append({key: value for key, value in group.items() if key in keys})
        return all(met.count(it) == 1 for it in met)

    def _is_part(self, items: Sequence[Sequence[Column]], location: Location, number: int) -> bool:
        """Whether the items of the file are some of those in a record, in the same order."""
        left = iter(range(number))
        return all(any(self._says(item, (*location, it)) for it in left) for item in items)

    def _says(self, columns: Sequence[Column], location: Location) -> bool:
        """Whether a group has all that some columns say."""
        trial = self._trial()
        _Row(trial, self.export)._fill(columns, location)
        return not trial.record.changes and not trial.problems

    def _made(self, columns: Sequence[Column], location: Location) -> Value | None:
        """A new group of what some columns say."""
        trial = self._trial()
        trial.record.append(location, {}, 0)
        here = trial.record.get(location)
        assert isinstance(here, list)
        inside = (*location, len(here) - 1)
        _Row(trial, self.export)._fill(columns, inside)
        for problem in trial.problems:
            self.filling.note(problem)
        return trial.record.get(inside)

    def _trial(self) -> Filling:
        record = Amendment(self.filling.record.data)
        return replace(self.filling, record=record, problems=[])


def _outer_list(column: Column) -> tuple[str, ...]:
    """The path to the first list of groups that a column is inside."""
    for number, it in enumerate(column.fields[:-1], 1):
        if it.is_list:
            return column.path[:number]
    return ()
