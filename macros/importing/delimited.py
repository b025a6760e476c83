"""Delimited text: the rows of a CSV file, however a spreadsheet chose to save it."""

from __future__ import annotations

import contextlib
import csv
import io
from collections.abc import Iterator
from itertools import islice

from macros.importing import wording
from macros.importing.places import CellPlace
from macros.problems import Problem

DELIMITERS = (",", ";", "\t")
FIRST = 50
"""Rows below the headings that are read to find out what stands between the cells."""
UTF_16 = (b"\xff\xfe", b"\xfe\xff")


def read(
    place: CellPlace, raw: bytes, header_row: int, most: int
) -> tuple[list[list[str]], list[Problem]]:
    """The rows of a file, as RFC 4180 quotes them, at most one more than `most`."""
    text = _decoded(raw)
    if text is None or "\0" in text:
        return [], [wording.not_text(place)]
    rows: list[list[str]] = []
    try:
        rows.extend(islice(_rows(text, _delimiter(text, header_row)), most + 1))
    except csv.Error as error:
        at = CellPlace(place.file, len(rows) + 1)
        is_long = "field limit" in str(error)
        return [], [wording.long_cell(at) if is_long else wording.open_quote(at)]
    return [[cell.replace("\r\n", "\n") for cell in row] for row in rows], []


def _decoded(raw: bytes) -> str | None:
    """The text of a file: UTF-8, or what older spreadsheets write."""
    encodings = ("utf-16",) if raw.startswith(UTF_16) else ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _rows(text: str, delimiter: str) -> Iterator[list[str]]:
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)


def _delimiter(text: str, header_row: int) -> str:
    """What makes the most rows as wide as that of the headings, and then what makes it widest."""
    return max(DELIMITERS, key=lambda delimiter: _fit(text, delimiter, header_row))


def _fit(text: str, delimiter: str, header_row: int) -> tuple[int, int]:
    rows: list[list[str]] = []
    with contextlib.suppress(csv.Error):
        rows.extend(islice(_rows(text, delimiter), header_row + FIRST))
    widths = [len(row) for row in rows]
    width = (widths[header_row - 1 :] or [0])[0]
    return (widths.count(width) if width > 1 else 0, width)
