"""Spreadsheets: a file of rows, each cell as text, with the numbers that the spreadsheet shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from macros.importing import delimited, wording, workbooks
from macros.importing.places import CellPlace
from macros.problems import Problem

LARGEST_FILE = 20_000_000
"""Bytes. A register of ten thousand systems is a tenth of this."""
MOST_ROWS = 50_000

WORKBOOKS = (".xlsx", ".xlsm")
TEXTS = (".csv", ".tsv", ".txt")
NO_FAULTS: dict[tuple[int, int], str] = {}


@dataclass(frozen=True)
class Row:
    """A row that is not empty. `number` is what the spreadsheet calls it."""

    number: int
    cells: tuple[str, ...]

    def cell(self, column: int) -> str:
        """The text in a column, counted from 1."""
        return self.cells[column - 1] if column <= len(self.cells) else ""


@dataclass(frozen=True)
class Sheet:
    """The rows below a row of headings. `faults` are cells that have no value to read, by row and
    column, each with what is wrong with it."""

    file: str
    name: str
    header: tuple[str, ...]
    rows: tuple[Row, ...]
    faults: Mapping[tuple[int, int], str] = field(default_factory=dict)

    def place(self, row: int = 0, column: int = 0) -> CellPlace:
        """The place of a cell, a row or the file."""
        heading = self.header[column - 1] if column else ""
        return CellPlace(self.file, row, column, heading)

    def column(self, heading: str) -> int:
        """The column with a heading, from 1, or 0. Case and spaces at the ends do not matter."""
        wanted = " ".join(heading.split()).casefold()
        known = [name.casefold() for name in self.header]
        return known.index(wanted) + 1 if wanted in known else 0


def read(path: Path, name: str = "", header_row: int = 1) -> tuple[Sheet | None, list[Problem]]:
    """A sheet of a file, the first one if it has no name. Raises nothing for what a file holds."""
    place = CellPlace(path.name)
    ending = path.suffix.lower()
    if ending not in (*WORKBOOKS, *TEXTS):
        return None, [wording.unknown_format(place, ending)]
    try:
        size = path.stat().st_size
        raw = path.read_bytes() if size <= LARGEST_FILE else b""
    except OSError:
        return None, [wording.unreadable(place)]
    if size > LARGEST_FILE:
        return None, [wording.too_large(place, size, LARGEST_FILE)]
    if not raw:
        return None, [wording.no_rows(place)]
    if ending in TEXTS:
        lines, found = delimited.read(place, raw, header_row, MOST_ROWS)
        title, faults = "", NO_FAULTS
    else:
        title, lines, faults, found = workbooks.read(place, raw, name, MOST_ROWS)
    if found:
        return None, found
    return _sheet(Sheet(path.name, title, (), (), faults), lines, header_row)


def _sheet(
    bare: Sheet, lines: Sequence[Sequence[str]], header_row: int
) -> tuple[Sheet | None, list[Problem]]:
    place = CellPlace(bare.file)
    if len(lines) > MOST_ROWS:
        return None, [wording.too_many_rows(place, MOST_ROWS)]
    header = _headings(lines, header_row)
    if not any(header):
        return None, [wording.no_header(place, header_row)]
    rows = tuple(
        Row(number, tuple(cells))
        for number, cells in enumerate(lines[header_row:], header_row + 1)
        if any(cell.strip() for cell in cells) or any(row == number for row, _ in bare.faults)
    )
    sheet = Sheet(bare.file, bare.name, header, rows, bare.faults)
    first: dict[str, int] = {}
    found: list[Problem] = []
    for column, heading in enumerate(header, 1):
        known = first.setdefault(heading.casefold(), column)
        if heading and known != column:
            found.append(wording.same_heading(sheet.place(header_row, column), heading, known))
    return (None, found) if found else (sheet, [])


def _headings(lines: Sequence[Sequence[str]], header_row: int) -> tuple[str, ...]:
    """The headings, as many as the widest row has cells."""
    line = lines[header_row - 1] if header_row <= len(lines) else ()
    headings = [" ".join(cell.split()) for cell in line]
    width = max(map(len, lines), default=0)
    return (*headings, *[""] * (width - len(headings)))
