"""The plan: what an import would do, row by row, and the draft that does it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from macros.editing.draft import Draft
from macros.importing.entries import Planned
from macros.problems import Problem


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
