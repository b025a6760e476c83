"""Filling: the cells of one row, laid over the values that a record has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from macros.importing import wording
from macros.importing.amendment import Amendment
from macros.importing.fields import Field
from macros.importing.places import CellPlace
from macros.importing.spreadsheet import Row, Sheet
from macros.importing.values import Values
from macros.problems import Problem
from macros.source import Location


@dataclass
class Filling:
    """One row on its way into a record. Problems are collected."""

    sheet: Sheet
    row: Row
    values: Values
    record: Amendment
    problems: list[Problem] = field(default_factory=list)

    def place(self, column: int) -> CellPlace:
        """The place of a cell in the row."""
        return self.sheet.place(self.row.number, column)

    def cell(self, column: int) -> str:
        """The text of a cell. One that has no value to read is a problem, and empty."""
        fault = self.sheet.faults.get((self.row.number, column))
        if fault is not None:
            self.note(wording.cell_error(self.place(column), fault))
            return ""
        return self.row.cell(column)

    def note(self, problem: Problem) -> None:
        """Keep a problem, once."""
        if problem not in self.problems:
            self.problems.append(problem)

    def text(self, known: Field, text: str, column: int) -> str | None:
        """What is to be written for a text, or None when it is a problem."""
        read = self.values.read(known, text, self.place(column))
        if isinstance(read, str):
            return read
        self.note(read)
        return None

    def fill(self, known: Field, location: Location, texts: Sequence[str], column: int) -> None:
        """Give a field what a cell says, unless it says that already."""
        read = [self.text(known, text, column) for text in texts]
        written = [text for text in read if text is not None]
        if len(written) < len(read):
            return
        here = self.record.get(location)
        if known.is_list:
            there = [it for it in here if isinstance(it, str)] if isinstance(here, list) else []
            left = list(there)
            kept = [self._kept(known, left, text) for text in written]
            if kept != there:
                self.record.put(location, list(kept), column)
            return
        before = known.default if here is None else here
        if not (isinstance(before, str) and self.values.same(known, before, written[0])):
            self.record.put(location, written[0], column)

    def _kept(self, known: Field, left: list[str], text: str) -> str:
        """A value as a list has it already, if it has it; it is then no longer `left`."""
        found = next((it for it in left if self.values.same(known, it, text)), None)
        if found is None:
            return text
        left.remove(found)
        return found
