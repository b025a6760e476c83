"""The register: what anyone may ask about each system, in general terms."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from macros.views import Link, ProgrammeView, View

ALWAYS = "alltid"
"""What the profile says of a role that every system must have: it answers for the system."""


@dataclass(frozen=True, slots=True)
class Owner:
    """Someone who answers for a system, and what that is called."""

    label: str
    holder: object


@dataclass(frozen=True, slots=True)
class Desk:
    """Where one can ask: who it is, and how it is reached."""

    who: object
    contact: View

    @property
    def words(self) -> tuple[object, ...]:
        """All of it, for a line of text."""
        contact = self.contact
        ways = (contact.mailbox, contact.phone, contact.url)
        return (self.who, *(way for way in ways if way))


@dataclass(frozen=True, slots=True)
class Entry:
    """A system as the register tells of it."""

    system: View
    owners: tuple[Owner, ...]
    desk: Desk | None
    secrecy: object


def entries(programme: ProgrammeView) -> Iterator[Entry]:
    """Every system, in the order of the shelf."""
    units = programme.shelf("unit").by_id
    common = _common_desk(programme.municipality)
    for system in programme.shelf("system"):
        yield Entry(
            system,
            tuple(_owners(programme, system)),
            _desk(units, [link for link in _parties(programme, system) if link]) or common,
            _secrecy(system.secrecy),
        )


def _assignments(programme: ProgrammeView, system: View) -> Iterator[tuple[View, View]]:
    """Who answers for a system, each with what the profile says of the role."""
    for rule in programme.municipality.system_roles:
        if rule.needed == ALWAYS:
            for assignment in system.assignments:
                if assignment.role == rule.role:
                    yield rule, assignment


def _owners(programme: ProgrammeView, system: View) -> Iterator[Owner]:
    for rule, assignment in _assignments(programme, system):
        if holder := assignment.party or assignment.position:
            yield Owner(str(rule.label or rule.role), holder)


def _parties(programme: ProgrammeView, system: View) -> Iterator[Link]:
    """The parts of the organisation that answer for a system."""
    for _, assignment in _assignments(programme, system):
        yield assignment.party
        yield assignment.unit


def _desk(units: Mapping[str, View], waiting: list[Link]) -> Desk | None:
    """The nearest contact: of a unit, else of its board, else of what it is a part of."""
    asked = set()
    for link in waiting:
        unit = units.get(link.id)
        if unit is None or link.id in asked:
            continue
        if unit.contact:
            return Desk(unit.link, unit.contact)
        asked.add(link.id)
        waiting += [above for above in (unit.board, unit.parent) if above]
    return None


def _common_desk(municipality: View) -> Desk | None:
    return Desk(municipality.name, municipality.contact) if municipality.contact else None


def _secrecy(told: object) -> object:
    """The laws by which secrecy is examined, each once, or that it is not examined and why."""
    if not isinstance(told, tuple):
        return told
    return tuple(dict.fromkeys(str(part.legal_basis) for part in told if part.legal_basis))
