"""Grounds: what the checks of a demand rest on, whatever they find.

An outcome that is silent only when something is hidden would tell of it. So whether an outcome may
be told is decided by all that its checks look at.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from macros.records.check import Check, When
from macros.records.requirement import Requirement
from macros.rules import FUNCTIONS, kind_of
from macros.rules.instructions import BEGINS
from macros.rules.kinds import MODELS

GROUP = "criticality.group"


@dataclass(frozen=True)
class Grounds:
    """The fields that a demand's checks look at, by their dotted paths.

    The values of those in `deciding` decide whether the demand applies, and how grave it is.
    """

    fields: tuple[str, ...]
    deciding: tuple[str, ...]


def grounds(demand: Requirement, kind: str) -> Grounds:
    """What a demand rests on when a record of a kind is examined."""
    checks = [check for check in demand.checks if kind_of(check) == kind]
    return Grounds(
        tuple(dict.fromkeys(path for check in checks for path in _fields(check, kind))),
        tuple(dict.fromkeys(path for check in checks for path in _deciding(check))),
    )


def _fields(check: Check, kind: str) -> Iterator[str]:
    function = FUNCTIONS.get(check.must)
    for path in function.looks_at if function else ():
        if path.partition(".")[0] in MODELS[kind].model_fields:
            yield path
    yield from check.fields
    if check.limit:
        yield check.limit
    if check.when:
        yield from check.when.given
    if kind == "instruction":
        yield from BEGINS
    yield from _deciding(check)


def _deciding(check: Check) -> Iterator[str]:
    when = check.when or When()
    yield from when.says_yes
    if when.users_above is not None:
        yield from ("user_count", "user_scope")
    if when.infrastructure is not None:
        yield "infrastructure"
    if when.groups or when.needs_plan is not None or check.milder == "utan plan":
        yield GROUP
