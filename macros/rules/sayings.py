"""Sayings: what outcomes sound like, whatever they come to.

The open site is built without outcomes. So that the last look would know one, it is told of the
words that outcomes have between what is filled in, and of what is said of what is missing.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator
from datetime import date

from macros.programme import Programme
from macros.records.fields import Absence, Duration
from macros.records.requirement import Requirement
from macros.rules import wording
from macros.rules.criteria import Criteria

MARK = "‹ord›"
SPECIMENS: dict[str, object] = {
    "str": MARK,
    "Sequence[str]": (MARK, MARK),
    "date": date(1111, 11, 11),
    "date | None": date(1111, 11, 11),
    "int": 1111,
    "bool": True,
    "Duration": Duration(1111, "år"),
    "Absence": Absence(MARK, MARK),
}
"""Something to fill in for every type of parameter."""
FILLED_IN = re.compile(rf"{MARK}|11 november 1111|1\s?111(?: år)?")
PARTS = ("quoted", "listed", "titled")
"""Functions that make a part of a sentence."""
FEWEST = 6
"""Words in a row that nobody says by chance in an attached document."""


def sayings(programme: Programme) -> Iterator[str]:
    """What outcomes sound like in a municipality."""
    yield from _always()
    criteria = Criteria(programme)
    for demand in programme.records["requirement"]:
        assert isinstance(demand, Requirement)
        for title in criteria.looks_at(demand).values():
            yield wording.is_missing(title)
            yield wording.no_date([title])
        for check in demand.checks:
            if check.role:
                (entry,) = programme.find(check.role)
                yield wording.nobody_has(entry.entity.title)


def _always() -> Iterator[str]:
    for function in _sentences():
        for piece in FILLED_IN.split(_said(function)):
            if len(re.findall(r"\w+", piece)) >= FEWEST:
                yield piece


def _sentences() -> Iterator[Callable[..., str]]:
    for name, function in vars(wording).items():
        is_ours = inspect.isfunction(function) and function.__module__ == wording.__name__
        if is_ours and name not in PARTS and not name.startswith("_"):
            yield function


def _said(function: Callable[..., str]) -> str:
    parameters = inspect.signature(function).parameters.values()
    filled = {it.name: SPECIMENS[it.annotation] for it in parameters}
    return function(**filled)
