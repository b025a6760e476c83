"""Workbooks: the rows of a sheet in an xlsx file, and the cells there that have no value.

The library gives an error in a cell, and a formula that was never reckoned, as an empty text. Such
cells are found in the file's own XML, so that nobody takes them for empty.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from dataclasses import dataclass, field
from datetime import date, datetime, time
from html import unescape

from python_calamine import (
    CalamineError,
    CalamineWorkbook,
    SheetTypeEnum,
    SheetVisibleEnum,
    load_workbook,
)

from macros.importing import wording
from macros.importing.places import CellPlace
from macros.problems import Problem

LARGEST_CONTENT = 250_000_000
"""Bytes that the parts of a workbook may be together when they are unpacked."""
MOST_COLUMNS = 300

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How a file begins that is an old workbook, or a new one under a password."""
LOCKED = "EncryptedPackage".encode("utf-16-le")

BROKEN = (
    CalamineError, zipfile.BadZipFile, zlib.error, EOFError, LookupError, OSError, OverflowError,
    RuntimeError, ValueError,
)  # fmt: skip
"""What the libraries raise for a file that is damaged."""

Faults = dict[tuple[int, int], str]

CELL = re.compile(r"<(?:\w+:)?c\b([^>]*?)(?:/>|>(.*?)</(?:\w+:)?c>)", re.DOTALL)
ADDRESS = re.compile(r"""\br=["']([A-Z]{1,3})([0-9]{1,7})["']""")
IS_ERROR = re.compile(r"""\bt=["']e["']""")
IS_TEXT = re.compile(r"""\bt=["']str["']""")
"""A formula whose value is a text, perhaps an empty one."""
VALUE = re.compile(r"<(?:\w+:)?v\b[^>]*>([^<]+)<")
FORMULA = re.compile(r"<(?:\w+:)?f\b")
SHEET = re.compile(r"<(?:\w+:)?sheet\b([^>]*)>")
RELATION = re.compile(r"<(?:\w+:)?Relationship\b([^>]*)>")


def read(
    place: CellPlace, raw: bytes, name: str, most: int
) -> tuple[str, list[list[str]], Faults, list[Problem]]:
    """A sheet's name, its rows from row 1 and column A, its cells without values, and problems."""
    try:
        if problem := _refusal(place, raw):
            return "", [], {}, [problem]
        workbook = load_workbook(io.BytesIO(raw))
        chosen, problem = _chosen(place, workbook, name)
        scan = _scan(_xml(raw, chosen)) if chosen else _Scan()
        if problem := problem or _extent(place, scan, most):
            return "", [], {}, [problem]
        values = workbook.get_sheet_by_name(chosen).to_python(skip_empty_area=False)
    except BROKEN:
        return "", [], {}, [wording.broken(place)]
    return chosen, [[_text(value) for value in row] for row in values], scan.faults, []


def _refusal(place: CellPlace, raw: bytes) -> Problem | None:
    """Why a file is not even opened."""
    if raw.startswith(OLE):
        return wording.locked(place) if LOCKED in raw else wording.unknown_format(place, ".xls")
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        size = sum(part.file_size for part in archive.infolist())
    return wording.too_large(place, size, LARGEST_CONTENT) if size > LARGEST_CONTENT else None


def _chosen(place: CellPlace, workbook: CalamineWorkbook, name: str) -> tuple[str, Problem | None]:
    """The name of the sheet that is asked for, or of the first that can be seen."""
    pages = [it for it in workbook.sheets_metadata if it.typ == SheetTypeEnum.WorkSheet]
    if not name:
        seen = (it.name for it in pages if it.visible == SheetVisibleEnum.Visible)
        first = next(seen, "")
        return first, None if first else wording.no_rows(place)
    known = {it.name.strip().casefold(): it.name for it in pages}
    wanted = known.get(name.strip().casefold(), "")
    return wanted, None if wanted else wording.no_sheet(place, name, [it.name for it in pages])


def _extent(place: CellPlace, scan: _Scan, most: int) -> Problem | None:
    """Why a sheet is not read: the library makes room for all that is above and to the left of
    the last cell, and one stray cell can be a million rows away."""
    if scan.rows > most:
        return wording.too_many_rows(place, most)
    if scan.columns > MOST_COLUMNS:
        return wording.too_many_columns(place, MOST_COLUMNS)
    return None


def _text(value: object) -> str:
    match value:
        case bool():
            return "ja" if value else "nej"
        case float() if value.is_integer():
            return str(int(value))
        case datetime() if value.time() == time():
            return value.date().isoformat()
        case datetime():
            return value.isoformat(" ", "minutes")
        case date():
            return value.isoformat()
        case time():
            return value.isoformat("minutes")
        case _:
            return str(value).replace("\r\n", "\n")


@dataclass
class _Scan:
    """What a sheet's own XML tells: its last row and column with something in them, and its cells
    without a value to read."""

    rows: int = 0
    columns: int = 0
    faults: Faults = field(default_factory=dict)


def _scan(text: str) -> _Scan:
    scan = _Scan()
    for cell in CELL.finditer(text):
        address, inside = ADDRESS.search(cell[1]), cell[2]
        if not address or not inside:
            continue
        row, column = int(address[2]), _number(address[1])
        scan.rows, scan.columns = max(scan.rows, row), max(scan.columns, column)
        if IS_ERROR.search(cell[1]):
            value = VALUE.search(inside)
            scan.faults[row, column] = unescape(value[1]) if value else "#"
        elif FORMULA.search(inside) and not (VALUE.search(inside) or IS_TEXT.search(cell[1])):
            scan.faults[row, column] = ""
    return scan


def _xml(raw: bytes, name: str) -> str:
    """The XML of a sheet. Raises LookupError for a workbook that does not say where it is."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        return archive.read(_part(archive, name)).decode("utf-8")


def _part(archive: zipfile.ZipFile, name: str) -> str:
    """The part of a workbook that holds a sheet. Raises LookupError."""
    relations = archive.read("xl/_rels/workbook.xml.rels").decode("utf-8")
    targets = {
        _attribute(tag, "Id"): _attribute(tag, "Target") for tag in RELATION.findall(relations)
    }
    for tag in SHEET.findall(archive.read("xl/workbook.xml").decode("utf-8")):
        if _attribute(tag, "name") == name:
            target = targets[_attribute(tag, r"\w+:id")]
            return target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
    raise LookupError(name)


def _attribute(tag: str, name: str) -> str:
    found = re.search(rf"\s{name}=([\"'])(.*?)\1", tag)
    return unescape(found[2]) if found else ""


def _number(letters: str) -> int:
    number = 0
    for mark in letters:
        number = number * 26 + ord(mark) - ord("A") + 1
    return number
