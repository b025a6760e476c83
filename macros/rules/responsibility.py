"""Checks of who is responsible for a system: that there is someone, of the right kind, in place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from macros.records.check import Check
from macros.records.fields import Entity, Reference
from macros.records.system import Assignment, System
from macros.records.unit import Unit
from macros.rules import wording
from macros.rules.outcome import Finding, State
from macros.rules.subject import Subject

FIELDS = ("assignments",)
BELONGING = ("parent", "board")
"""Fields of a unit that tell what it belongs to."""
POSITION = "befattning"
"""What the profile calls a holder that is a position and not a part of the organisation."""


def has_holder(subject: Subject, check: Check) -> Iterator[Finding]:
    """The system has someone in a role, and not more than the profile allows.

    Programme 3.2.1 (R21), 4.5 (R77, R78). Ours: more than one is a milder shortfall than none.
    """
    assert check.role
    role, held = subject.name(check.role), subject.assignments(check.role)
    rule = subject.role_rule(check.role)
    if not held:
        yield Finding(State.NOT_MET, wording.nobody_has(role), FIELDS, only_whether=True)
    elif len(held) > 1 and rule and rule.at_most == "1":
        why = wording.held_by_several(role, len(held))
        yield Finding(State.NOT_MET, why, FIELDS, milder=True)
    else:
        yield from _held(subject, held, role)


def _held(subject: Subject, held: list[Assignment], role: str) -> Iterator[Finding]:
    parties = tuple(it.party for it in held if it.party)
    names = [subject.entity(it.party).title if it.party else it.position for it in held]
    told = [name for name in names if name]
    if len(told) == len(held):
        yield Finding(State.MET, wording.held_by(role, told), FIELDS, about=parties)
    else:
        yield Finding(State.NOT_MET, wording.no_holder(role), FIELDS)


def has_right_kind(subject: Subject, check: Check) -> Iterator[Finding]:
    """Whoever holds a role is of a kind that the profile allows.

    Programme 3.2.1 (R21, R22: a board, a head of administration), 3.2.3 (R41: an official, not a
    board), 4.5 (R77). Ours: without a holder this check has nothing to say, and of a holder that is
    neither a part of the organisation nor a position it cannot be told.
    """
    assert check.role
    rule = subject.role_rule(check.role)
    if not rule:
        return
    role, held = subject.name(check.role), subject.assignments(check.role)
    if not held:
        yield Finding(State.NOT_APPLICABLE, wording.nobody_has(role), FIELDS, only_whether=True)
    unsure = False
    for assignment in held:
        unit = subject.entity(assignment.party) if assignment.party else None
        kind = unit.type if isinstance(unit, Unit) else POSITION if assignment.position else ""
        if not kind:
            unsure = True
            yield Finding(State.CANNOT_TELL, wording.no_holder(role), FIELDS, only_whether=True)
        elif kind not in rule.held_by:
            unsure = True
            name = unit.title if unit else assignment.position or ""
            about = (assignment.party,) if assignment.party else ()
            why = wording.wrong_kind(role, name, rule.held_by)
            yield Finding(State.NOT_MET, why, FIELDS, about=about)
    if held and not unsure:
        yield Finding(State.MET, wording.right_kind(role, rule.held_by), FIELDS)


def is_used_by_holder(subject: Subject, check: Check) -> Iterator[Finding]:
    """An administration that belongs to the holder of a role is among those who use the system.

    Programme 3.2.1 (R21: the owner is the board within whose field the system is used). Ours: a
    position belongs where it is found. Without a holder this check has nothing to say.
    """
    assert check.role
    assert isinstance(subject.record, System)
    fields = ("assignments", "used_by")
    held = subject.assignments(check.role)
    owners = _places(held)
    if len(owners) < len(held):
        yield Finding(State.CANNOT_TELL, wording.no_place(subject.name(check.role)), fields)
    if not owners:
        return
    if not subject.record.used_by:
        yield Finding(State.CANNOT_TELL, wording.users_of_system_not_told(), fields)
        return
    administrations = [it for it in subject.record.used_by if _administers(subject, it)]
    for owner in owners:
        board = subject.entity(owner)
        mine = [it for it in administrations if _belongs(subject, subject.entity(it), board)]
        if mine:
            why = wording.used_by_owner(subject.entity(mine[0]).title)
            yield Finding(
                State.MET,
                why,
                fields,
                about=(mine[0], owner, *_between(subject, mine[:1])),
                there=BELONGING,
            )
        else:
            why = wording.not_used_by_owner(subject.name(owner))
            used_by = subject.record.used_by
            about = (owner, *used_by, *_between(subject, used_by))
            yield Finding(State.NOT_MET, why, fields, about=about, there=BELONGING)


def belongs_to_holder(subject: Subject, check: Check) -> Iterator[Finding]:
    """Whoever holds a role belongs to whoever holds another role of the system, one of `names`.

    Programme 3.2.1 (R22: the owner delegates to its own head of administration). Ours: without a
    delegation the demand does not apply, and a position belongs where it is found.
    """
    assert check.role
    role, held = subject.name(check.role), subject.assignments(check.role)
    if not held:
        yield Finding(State.NOT_APPLICABLE, wording.nobody_has(role), FIELDS, only_whether=True)
        return
    owners = _places([it for name in check.names for it in subject.assignments(name)])
    if not owners:
        yield Finding(State.CANNOT_TELL, wording.owner_not_told(), FIELDS)
        return
    places = _places(held)
    if len(places) < len(held):
        yield Finding(State.CANNOT_TELL, wording.no_place(role), FIELDS, only_whether=True)
    for party in places:
        name = subject.entity(party).title
        unit = subject.entity(party)
        right = [it for it in owners if _belongs(subject, unit, subject.entity(it))]
        owner = (right or owners)[0]
        say = wording.belongs_to_owner if right else wording.does_not_belong_to_owner
        state = State.MET if right else State.NOT_MET
        why = say(name, subject.name(owner))
        about = (party, *owners, *_between(subject, [party]))
        yield Finding(state, why, FIELDS, about=about, there=BELONGING)


def _places(held: list[Assignment]) -> list[Reference]:
    """Where in the organisation some holders are: they themselves, or where a position is found."""
    return [place for it in held if (place := it.party or it.unit)]


def _belongs(subject: Subject, unit: Entity, board: Entity) -> bool:
    """Whether a unit is a board, answers to it, or is a part of what does."""
    return any(
        it is board or (it.board and subject.entity(it.board) is board)
        for it in _upwards(subject, unit)
    )


def _administers(subject: Subject, reference: Reference) -> bool:
    """Whether a unit is an administration, or a part of one."""
    return any(it.is_administration for it in _upwards(subject, subject.entity(reference)))


def _upwards(subject: Subject, unit: Entity) -> list[Unit]:
    """A unit and all that it is a part of."""
    met: list[Unit] = []
    here: Entity | None = unit
    while isinstance(here, Unit) and here not in met:
        met.append(here)
        here = subject.entity(here.parent) if here.parent else None
    return met


def _between(subject: Subject, references: Iterable[Reference]) -> tuple[Reference, ...]:
    """Units that others are parts of: what it rests on where they belong."""
    units = [it for reference in references for it in _upwards(subject, subject.entity(reference))]
    return tuple(it.parent for it in units if it.parent)
