"""Locations: which value in a file an outcome rests on."""

from __future__ import annotations

from macros.records.fields import Part
from macros.rules.outcome import Outcome, State
from macros.rules.subject import attribute
from macros.source import KEY, Location


def location_of(outcome: Outcome) -> Location:
    """The field that decided an outcome, if it is in the file; otherwise what is around it."""
    if outcome.state is State.EXCEPTION and outcome.exception:
        return "exceptions", outcome.record.exceptions.index(outcome.exception)
    paths = [path for it in outcome.findings if it.state is outcome.state for path in it.fields]
    found = [(_filled(outcome.record, path), path) for path in paths]
    whole = [steps for steps, path in found if steps == tuple(path.split("."))]
    steps = next(iter([*whole, *(steps for steps, _ in found if steps)]), ())
    return (*steps, KEY) if steps else ()


def _filled(record: Part, path: str) -> tuple[str, ...]:
    """As much of a dotted path as is filled in. In a list it ends, for it may be any item."""
    here: object = record
    steps: tuple[str, ...] = ()
    for key in path.split("."):
        if not isinstance(here, Part):
            break
        here = getattr(here, attribute(type(here), key))
        if here is None or here == []:
            break
        steps = (*steps, key)
    return steps
