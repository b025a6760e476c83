"""Text for a terminal: one heading a record, one observation a line or a few."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator, Mapping
from itertools import groupby

from macros import problems
from macros.problems import printable
from macros.reports import wording
from macros.reports.observations import Kind, Observation, Result
from macros.rules.outcome import Severity
from macros.rules.wording import listed

WIDTH = 88
LINE, WORD = 9, 11
"""Columns for the number of the line, and for the grade or the kind."""

COLOURS: Mapping[str, str] = {
    Severity.ERROR: "31",
    Severity.WARNING: "33",
    Severity.NOTE: "36",
    "heading": "1",
}
"""What is seen of the words in a terminal with colours. The words say the same without."""


def _painted(role: str, text: str) -> str:
    """Text in the colour of its role, if it has one."""
    code = COLOURS.get(role)
    return f"\033[{code}m{text}\033[0m" if code else text


def _plain(_: str, text: str) -> str:
    return text


Paint = Callable[[str, str], str]
"""Gives text the colour of what it stands for, or leaves it as it is."""


def told_problems(result: Result) -> str:
    """The problems that stopped a check, and that the demands cannot be tried."""
    found = [it.problem for it in result.observations if it.problem]
    parts = [problems.report(found)] if found else []
    return "\n\n".join([*parts, hidden(result)])


def hidden(result: Result) -> str:
    """That the demands cannot be tried, and how many of the problems are not shown."""
    rest = [wording.hidden(len(result.hidden))] if result.hidden else []
    return " ".join([*rest, wording.NOT_JUDGED])


def told(result: Result, *, coloured: bool = False) -> str:
    """A check of data without problems."""
    paint = _painted if coloured else _plain
    first = wording.checked(result.records, result.pages)
    if not result.observations:
        return f"{first}\n{wording.NOTHING_CHOSEN if result.hidden else wording.ALL_MET}"
    groups = groupby(result.observations, key=lambda it: (it.home.file, it.record))
    parts = [_group(list(members), paint) for _, members in groups]
    return "\n\n".join(
        [f"{first}\n{_paragraph(wording.INTRO)}", *parts, _paragraph(_summary(result))]
    )


def _group(members: list[Observation], paint: Paint) -> str:
    first = members[0]
    heading = f"{first.home.file}  {first.name}"
    if first.is_example:
        heading += f" {wording.EXAMPLE}"
    rows = [row for it in members for row in _rows(it, paint)]
    title = "\n  ".join(wrapped(heading, WIDTH - 2))
    return "\n".join([paint("heading", title), *rows])


def _rows(it: Observation, paint: Paint) -> Iterator[str]:
    word = str(it.severity or it.kind)
    about = it.title + (f" – {listed(it.actors)}" if it.actors else "")
    indent = LINE + WORD
    lines = [row for text in (about, " ".join(it.why)) for row in wrapped(text, WIDTH - indent)]
    cells = f"{wording.line(it.place.line):<{LINE}}{paint(word, word)}{' ' * (WORD - len(word))}"
    yield f"{cells}{lines[0]}"
    yield from (f"{' ' * indent}{line}" for line in lines[1:])


def _summary(result: Result) -> str:
    grades = [it.severity for it in result.of(Kind.DEVIATION) if it.severity]
    counts = [len(result.of(kind)) for kind in (Kind.UNTOLD, Kind.EXCEPTION, Kind.REMARK)]
    return wording.summary(result.today, grades, *counts)


def _paragraph(text: str) -> str:
    return "\n".join(wrapped(text, WIDTH))


def wrapped(text: str, width: int) -> list[str]:
    """Text as lines, with a mark in place of what cannot be seen."""
    lines = textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False)
    return [printable(line) for line in lines]
