"""Workbooks: the rows of a sheet in an xlsx file, and the cells there that have no value.

The library gives an error in a cell, and a formula that was never reckoned, as an empty text. Such
cells are found in the file's own XML, so that nobody takes them for empty.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from html import unescape

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, load_workbook

from macros.importing import wording
from macros.importing.places import CellPlace
from macros.problems import Problem

LARGEST_CONTENT = 250_000_000
"""Bytes that the parts of a workbook may be together when they are unpacked."""
MOST_COLUMNS = 1_000

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How a file begins that is an old workbook, or a new one under a password."""
LOCKED = "EncryptedPackage".encode("utf-16-le")

Faults = dict[tuple[int, int], str]

CELL = re.compile(r"<(?:\w+:)?c\b([^>]*?)(?:/>|>(.*?)</(?:\w+:)?c>)", re.DOTALL)
ADDRESS = re.compile(r'\br="([A-Z]{1,3})([0-9]{1,7})"')
IS_ERROR = re.compile(r'\bt="e"')
VALUE = re.compile(r"<(?:\w+:)?v\b[^>]*>([^<]+)<")
FORMULA = re.compile(r"<(?:\w+:)?f\b")
SHEET = re.compile(r"<(?:\w+:)?sheet\b([^>]*)>")
RELATION = re.compile(r"<(?:\w+:)?Relationship\b([^>]*)>")


def read(
    place: CellPlace, raw: bytes, name: str, most: int
) -> tuple[str, list[list[str]], Faults, list[Problem]]:
    """A sheet's name, its rows from row 1 and column A, its cells without values, and problems."""
    if problem := _refusal(place, raw):
        return "", [], {}, [problem]
    try:
        workbook = load_workbook(io.BytesIO(raw))
        sheet, problem = _chosen(place, workbook, name)
        if sheet is None or problem:
            return "", [], {}, [problem or wording.no_rows(place)]
        if sheet.total_height > most:
            return "", [], {}, [wording.too_many_rows(place, most)]
        if sheet.total_width > MOST_COLUMNS:
            return "", [], {}, [wording.too_many_columns(place, MOST_COLUMNS)]
        values = sheet.to_python(skip_empty_area=False)
        faults = dict(_faults(raw, sheet.name))
    except (CalamineError, zipfile.BadZipFile, OSError, ValueError, KeyError, EOFError):
        return "", [], {}, [wording.broken(place)]
    return sheet.name, [[_text(value) for value in row] for row in values], faults, []


def _refusal(place: CellPlace, raw: bytes) -> Problem | None:
    """Why a file is not even opened."""
    if raw.startswith(OLE):
        return wording.locked(place) if LOCKED in raw else wording.unknown_format(place, ".xls")
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            size = sum(part.file_size for part in archive.infolist())
    except (zipfile.BadZipFile, ValueError, OSError):
        return wording.broken(place)
    return wording.too_large(place, size, LARGEST_CONTENT) if size > LARGEST_CONTENT else None


def _chosen(
    place: CellPlace, workbook: CalamineWorkbook, name: str
) -> tuple[CalamineSheet | None, Problem | None]:
    names = workbook.sheet_names
    known = {sheet.strip().casefold(): sheet for sheet in names}
    wanted = known.get(name.strip().casefold()) if name else next(iter(names), None)
    if wanted is None:
        return None, wording.no_sheet(place, name, names) if name else wording.no_rows(place)
    return workbook.get_sheet_by_name(wanted), None


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


def _faults(raw: bytes, name: str) -> Iterator[tuple[tuple[int, int], str]]:
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        part = _part(archive, name)
        text = archive.read(part).decode("utf-8") if part else ""
    for cell in CELL.finditer(text):
        address = ADDRESS.search(cell[1])
        value = VALUE.search(cell[2] or "")
        if not address:
            continue
        where = int(address[2]), _number(address[1])
        if IS_ERROR.search(cell[1]):
            yield where, unescape(value[1]) if value else "#"
        elif not value and FORMULA.search(cell[2] or ""):
            yield where, ""


def _part(archive: zipfile.ZipFile, name: str) -> str:
    """The part of a workbook that holds a sheet, or nothing when it cannot be told."""
    parts = archive.namelist()
    book, relations = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
    if book not in parts or relations not in parts:
        return ""
    targets = {
        _attribute(tag, "Id"): _attribute(tag, "Target")
        for tag in RELATION.findall(archive.read(relations).decode("utf-8"))
    }
    for tag in SHEET.findall(archive.read(book).decode("utf-8")):
        if _attribute(tag, "name") == name:
            target = targets.get(_attribute(tag, r"\w+:id"), "")
            part = target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
            return part if part in parts else ""
    return ""


def _attribute(tag: str, name: str) -> str:
    found = re.search(rf"\s{name}=\"([^\"]*)\"", tag)
    return unescape(found[1]) if found else ""


def _number(letters: Sequence[str]) -> int:
    number = 0
    for mark in letters:
        number = number * 26 + ord(mark) - ord("A") + 1
    return number
