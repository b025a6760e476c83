"""Entries: what becomes of the rows of a spreadsheet, one by one."""

from __future__ import annotations

from dataclasses import dataclass

from macros.importing.amendment import Change
from macros.problems import Problem

FOLDER = "data/systems/"


@dataclass(frozen=True)
class Planned:
    """What becomes of one row. `text` is the file as it would be, if it changes. A row with
    problems has one too, made of what is right in it, so that it can be tried."""

    row: int
    identifier: str
    name: str
    is_new: bool
    changes: tuple[Change, ...] = ()
    text: str | None = None
    problems: tuple[Problem, ...] = ()

    @property
    def file(self) -> str:
        """The record's file, relative to the root."""
        return f"{FOLDER}{self.identifier}.yml"

    @property
    def is_wrong(self) -> bool:
        """Whether the row has problems."""
        return bool(self.problems)

    @property
    def is_written(self) -> bool:
        """Whether the row has something to write, and no problems."""
        return self.text is not None and not self.problems
