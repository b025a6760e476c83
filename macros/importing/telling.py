"""Telling: what an import would do, in Swedish, before anything is written."""

from __future__ import annotations

from collections.abc import Iterator

from macros.importing.amendment import Change, is_group, leaves, shown
from macros.importing.entries import Planned
from macros.importing.fields import titled
from macros.importing.plan import Plan
from macros.problems import printable, quoted


def preview(plan: Plan, *, partial: bool = False) -> str:
    """What a plan would do: its numbers, each system that is new or changes, and what is wrong."""
    parts = [
        _first(plan),
        *_systems("Nya system", plan.new),
        *_systems("Ändrade system", plan.changed),
        *_left_out(plan),
        *map(str, plan.every_problem),
        _next(plan, partial=partial),
    ]
    return "\n\n".join(parts)


def outcome(plan: Plan) -> str:
    """What was done once a plan's draft is carried out, and what was left."""
    return "\n\n".join([_first(plan), *map(str, plan.every_problem), _done(plan)])


def numbers(plan: Plan) -> str:
    """How many systems are new, changed and unchanged, and how many rows are wrong."""
    wrong = len(plan.wrong)
    parts = [
        _counted(len(plan.new), "ny", "nya"),
        _counted(len(plan.changed), "ändrad", "ändrade"),
        _counted(len(plan.unchanged), "oförändrad", "oförändrade"),
    ]
    if wrong:
        parts.append(_counted(wrong, "rad med fel", "rader med fel"))
    return ", ".join(parts)


def _first(plan: Plan) -> str:
    sheet = f", bladet {quoted(plan.sheet)}" if plan.sheet else ""
    told = "" if plan.problems else f": {numbers(plan)}."
    return f"{printable(plan.file)}{sheet}{told}"


def _left_out(plan: Plan) -> Iterator[str]:
    if plan.left_out:
        yield f"Kolumner som inte tas med: {', '.join(map(quoted, plan.left_out))}"


def _systems(title: str, entries: tuple[Planned, ...]) -> Iterator[str]:
    if entries:
        yield "\n".join([title, *(line for entry in entries for line in _system(entry))])


def _system(entry: Planned) -> Iterator[str]:
    yield f"  {printable(entry.name)} ({entry.file}), rad {entry.row}"
    yield from (f"    {line}" for change in entry.changes for line in _change(change))


def _change(change: Change) -> Iterator[str]:
    title = titled(change.location)
    before, after = change.before, change.after
    if before is not None and after is not None and not is_group(after):
        yield f"{title}: {shown(before)} → {shown(after)}"
        return
    if before is not None:
        yield f"{title}: {shown(before)} tas bort"
    for location, text in leaves(after, change.location) if after is not None else ():
        yield f"{titled(location)}: {text}"


def _next(plan: Plan, *, partial: bool) -> str:
    nothing = "Ingenting är skrivet."
    is_something = bool(plan.new or plan.changed)
    if plan.problems:
        return f"{nothing} Rätta felen och kör igen."
    if plan.wrong and not partial:
        rest = (
            " Eller kör med --write --partial för att skriva det andra och lämna de raderna."
            if is_something
            else ""
        )
        return f"{nothing} Rätta raderna med fel och kör igen.{rest}"
    if not is_something:
        return f"{nothing} Filen säger samma sak som data/."
    return f"{nothing} Kör igen med --write för att skriva."


def _done(plan: Plan) -> str:
    number = len(plan.new) + len(plan.changed)
    left = (
        f" {_counted(len(plan.wrong), 'rad', 'rader')} med fel är inte med." if plan.wrong else ""
    )
    files = _counted(number, "fil", "filer")
    verb = "är skriven" if number == 1 else "är skrivna"
    return f"{files} i data/systems/ {verb}.{left} Läs ändringarna med »git diff«."


def _counted(number: int, one: str, several: str) -> str:
    return f"{number} {one if number == 1 else several}"
