"""The register: what anyone may ask about each system, and the index of the systems."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from macros.views import Link, ProgrammeView, Shelf, View

ALWAYS = "alltid"
"""What the profile says of a role that every system must have: it answers for the system."""

STATUS_MARKS = {
    "planerat": "planned",
    "under införande": "coming",
    "i drift": "running",
    "avvecklas": "leaving",
    "avvecklat": "gone",
}
"""What the style sheet calls the statuses of systems, in the order of a system's life."""

SOFTWARE_MARKS = {
    "kommungemensam": "allowed",
    "tillåten": "allowed",
    "avvecklas": "leaving",
    "ej tillåten": "barred",
}
"""What the style sheet calls the statuses of programs, those to use first."""

MOST_ROLES = 2
"""How many of a system's roles have a column: more do not fit a screen."""


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

    def title_of(self, name: str) -> str:
        """A field's title without a mark: all that the register tells is open."""
        return str(self.system.title_of(name))


@dataclass(frozen=True, slots=True)
class Cell:
    """What a column of the index tells of a system.

    `rank` is the place of a word in its vocabulary, and `mark` what the style sheet calls it.
    """

    values: tuple[object, ...]
    rank: int | None = None
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the index. `key` is what the page's address calls it."""

    key: str
    title: str
    cells: tuple[Cell, ...]

    @property
    def is_choice(self) -> bool:
        """Whether systems can be chosen by it: by records or by the words of a vocabulary."""
        return any(
            cell.rank is not None or any(isinstance(it, Link) for it in cell.values)
            for cell in self.cells
        )


@dataclass(frozen=True, slots=True)
class Index:
    """The systems as a table: a name and a cell of each column. Empty columns are left out."""

    systems: tuple[View, ...]
    columns: tuple[Column, ...]

    @property
    def rows(self) -> Iterator[tuple[View, tuple[tuple[Column, Cell], ...]]]:
        """Each system with its cells."""
        for number, system in enumerate(self.systems):
            yield system, tuple((column, column.cells[number]) for column in self.columns)

    @property
    def choices(self) -> str:
        """The keys of the columns that systems can be chosen by, for the script that filters."""
        return " ".join(column.key if column.is_choice else "-" for column in self.columns)

    @property
    def keys(self) -> str:
        """The keys of all columns, for the script that sorts."""
        return " ".join(column.key for column in self.columns)


def index(programme: ProgrammeView) -> Index:
    """Every system, in the order of the shelf, with what people ask for first."""
    shelf = programme.shelf("system")
    names = titles(shelf)
    groups = [group.link for group in programme.municipality.criticality_groups]
    tellers: list[tuple[str, str, Callable[[View], Cell]]] = [
        ("status", names["status"], status),
        *(
            (rule.role.id, str(rule.label or rule.role), partial(_held, rule.role))
            for rule in _held_roles(programme)
        ),
        ("kritikalitet", names["criticality"], partial(_ranked, groups)),
    ]
    systems = tuple(shelf)
    columns = (Column(key, title, tuple(map(tell, systems))) for key, title, tell in tellers)
    return Index(systems, tuple(it for it in columns if any(cell.values for cell in it.cells)))


def titles(shelf: Shelf) -> dict[str, str]:
    """The fields of a shelf as headings of columns, by name."""
    return {name: str(field.title) for name, field in shelf.shape.fields.items()}


def marked(word: Any, marks: Mapping[str, str]) -> Cell:
    """A word of a vocabulary with its place there and its mark; nothing of nothing."""
    return Cell((word,), list(marks).index(word), marks[word]) if word else Cell(())


def _held_roles(programme: ProgrammeView) -> list[View]:
    """The first roles of the profile that some system tells the holder of."""
    systems = programme.shelf("system")
    rules = programme.municipality.system_roles
    return [rule for rule in rules if any(_holders(it, rule.role) for it in systems)][:MOST_ROLES]


def _held(role: Link, system: View) -> Cell:
    return Cell(_holders(system, role))


def status(system: View) -> Cell:
    """A system's status, and what the style sheet calls it."""
    return marked(system.status, STATUS_MARKS)


def _ranked(groups: list[Link], system: View) -> Cell:
    group = system.criticality.group
    return Cell((group,), groups.index(group)) if group else Cell(())


def entries(programme: ProgrammeView) -> Iterator[Entry]:
    """Every system, in the order of the shelf."""
    for system in programme.shelf("system"):
        held = tuple(owners(programme, system))
        yield Entry(system, held, desk(programme, system), _secrecy(system.secrecy))


def desk(programme: ProgrammeView, system: View) -> Desk | None:
    """Where one can ask about a system: the nearest contact, or else the municipality's own."""
    units = programme.shelf("unit").by_id
    parties = [link for link in _parties(programme, system) if link]
    return _nearest(units, parties) or common_desk(programme.municipality)


def _answering(programme: ProgrammeView) -> Iterator[View]:
    """What the profile says of the roles that answer for a system."""
    return (rule for rule in programme.municipality.system_roles if rule.needed == ALWAYS)


def _holders(system: View, role: Link) -> tuple[object, ...]:
    """Who holds a role of a system: a part of the organisation, or else a position."""
    holders = (it.party or it.position for it in system.assignments if it.role == role)
    return tuple(holder for holder in holders if holder)


def owners(programme: ProgrammeView, system: View) -> Iterator[Owner]:
    """Those who answer for a system, by the roles that every system must have."""
    for rule in _answering(programme):
        for holder in _holders(system, rule.role):
            yield Owner(str(rule.label or rule.role), holder)


def _parties(programme: ProgrammeView, system: View) -> Iterator[Link]:
    """The parts of the organisation that answer for a system."""
    for rule in _answering(programme):
        for assignment in system.assignments:
            if assignment.role == rule.role:
                yield assignment.party
                yield assignment.unit


def _nearest(units: Mapping[str, View], waiting: list[Link]) -> Desk | None:
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


def common_desk(municipality: View) -> Desk | None:
    """Where one can ask the municipality itself."""
    return Desk(municipality.name, municipality.contact) if municipality.contact else None


def _secrecy(told: object) -> object:
    """The laws by which secrecy is examined, each once, or that it is not examined and why."""
    if not isinstance(told, tuple):
        return told
    return tuple(dict.fromkeys(str(part.legal_basis) for part in told if part.legal_basis))
