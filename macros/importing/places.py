"""Places in a spreadsheet, told as the spreadsheet itself shows them."""

from __future__ import annotations

from dataclasses import dataclass

from macros.problems import Place, printable, quoted


@dataclass(frozen=True)
class CellPlace(Place):
    """A cell: `line` is its row and `column` its column, from 1. Row 0 is the whole file, and
    column 0 the whole row."""

    line: int = 0
    column: int = 0
    heading: str = ""

    def __str__(self) -> str:
        parts = [printable(self.file)]
        if self.line:
            parts.append(f"rad {self.line}")
        if self.column:
            heading = quoted(self.heading)[1:-1]
            parts.append(f"kolumn {letter(self.column)}" + (f" ({heading})" if heading else ""))
        return ", ".join(parts)


def letter(column: int) -> str:
    """What a spreadsheet calls a column: A for 1, AA for 27."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
