"""Checks of the register of systems: what is common, what is connected, what is open."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from macros import visibility
from macros.records import COLLECTIONS
from macros.records.check import Check
from macros.records.fields import Absence, Entity, Reference, Visibility
from macros.records.role import Duty, Role
from macros.records.system import CommonDecision, Integration, System
from macros.rules import wording
from macros.rules.outcome import Finding, State
from macros.rules.subject import Subject

SYSTEMS = next(collection for collection in COLLECTIONS if collection.kind == "system")
GONE = "avvecklat"
GONE_BY = ("status", "decommission.date")
ENDS = ("integrations", *GONE_BY)
"""What the other system of a connection must tell."""
SEVERAL = 2
"""Administrations that make a system common (programme 3.1)."""


def is_shared(subject: Subject, _: Check) -> Iterator[Finding]:
    """A system that is decided to be common is used by several administrations.

    Programme 3.1 (R16, a definition). Ours: it is worked out from who uses the system, and a
    system that several do not use and nobody has decided about is not common.
    """
    assert isinstance(subject.record, System)
    fields = ("used_by", "common_decision")
    number = len(subject.administrations)
    if not subject.record.used_by:
        yield Finding(State.CANNOT_TELL, wording.users_of_system_not_told(), fields)
    elif number >= SEVERAL:
        yield Finding(State.MET, wording.shared(number), ("used_by",))
    elif subject.record.common_decision:
        yield Finding(State.NOT_MET, wording.decided_but_not_shared(), fields)
    else:
        yield Finding(State.NOT_APPLICABLE, wording.not_shared(), ("used_by",))


def is_commonly_decided(subject: Subject, check: Check) -> Iterator[Finding]:
    """A common system has a decision by one of `names`, and the owner that it decides.

    Programme 3.1 (R18: which systems, how they are paid for, who owns them, when they come).
    Ours: another owner than the decided one is graver than that something is not decided. The
    owner is whoever holds `role`.
    """
    assert isinstance(subject.record, System)
    decision = subject.record.common_decision
    if decision:
        yield from _decided(subject, check, decision)
    elif not subject.record.used_by:
        yield Finding(State.CANNOT_TELL, wording.users_of_system_not_told(), ("used_by",))
    elif len(subject.administrations) < SEVERAL:
        yield Finding(State.NOT_APPLICABLE, wording.not_shared(), ("used_by",))
    else:
        why = wording.no_common_decision()
        yield Finding(State.NOT_MET, why, ("common_decision", "used_by"), milder=True)


def _decided(subject: Subject, check: Check, decision: CommonDecision) -> Iterator[Finding]:
    body, on = decision.decision.body, decision.decision.date
    fields = ("common_decision.decision",)
    if not subject.is_one_of(body, check.names):
        why = wording.decided_by_other(subject.name(body))
        yield Finding(State.NOT_MET, why, fields, about=(body,))
    elif on > subject.today:
        yield Finding(State.NOT_MET, wording.decided_ahead(on), fields, milder=True)
    else:
        why = wording.commonly_decided(subject.entity(body).title, on)
        yield Finding(State.MET, why, fields, about=(body,))
    yield from _decided_owner(subject, check, decision)
    for key, what in (("financing", "hur det betalas"), ("introduced_on", "när det införs")):
        if getattr(decision, key) is None:
            why, path = wording.decision_lacks(what), f"common_decision.{key}"
            yield Finding(State.NOT_MET, why, (path,), milder=True)


def _decided_owner(subject: Subject, check: Check, decision: CommonDecision) -> Iterator[Finding]:
    assert check.role
    fields = ("common_decision.owner", "assignments")
    held = subject.assignments(check.role)
    owner = decision.owner
    if not owner and not decision.owner_position:
        why = wording.decision_lacks("vem som är systemägare")
        yield Finding(State.NOT_MET, why, fields, milder=True)
    elif not held:
        yield Finding(State.CANNOT_TELL, wording.owner_not_told(), fields)
    elif not _is_decided(subject, check.role, decision):
        decided = subject.name(owner) if owner else decision.owner_position or ""
        parties = tuple(it.party for it in held if it.party)
        actual = [subject.name(it) for it in parties] or [held[0].position or "någon annan"]
        why = wording.other_owner(decided, wording.listed(actual))
        about = (owner, *parties) if owner else parties
        yield Finding(State.NOT_MET, why, (*fields, "common_decision.owner_position"), about=about)


def _is_decided(subject: Subject, role: Reference, decision: CommonDecision) -> bool:
    """Whether the decided owner is among those who hold the role."""
    if decision.owner:
        return subject.entity(decision.owner) in subject.holders(role)
    positions = [it.position.casefold() for it in subject.assignments(role) if it.position]
    return (decision.owner_position or "").casefold() in positions


def has_live_integrations(subject: Subject, _: Check) -> Iterator[Finding]:
    """Every connection is to a system that is not decommissioned, and is told of at both ends.

    Programme 3.2.2 and 3.2.4 (R29). Ours: that it is told of at one end only is a milder
    shortfall than that the other system is gone.
    """
    assert isinstance(subject.record, System)
    fields = ("integrations",)
    integrations = subject.record.integrations
    others = _others(subject, integrations)
    if not others and not isinstance(integrations, Absence):
        why = wording.is_missing(subject.title("integrations"))
        yield Finding(State.CANNOT_TELL, why, fields)
        return
    if isinstance(integrations, Absence):
        why = wording.said_to_be_none(subject.title("integrations"), integrations)
        yield Finding(State.NOT_APPLICABLE, why, fields)
        return
    wrong = False
    for integration in others:
        other, about = subject.entity(integration.system), (integration.system,)
        assert isinstance(other, System)
        if _is_gone(subject, other):
            wrong = True
            why = wording.depends_on_decommissioned(other.title)
            since = _left_on(subject, other)
            yield Finding(State.NOT_MET, why, fields, since=since, about=about, there=ENDS)
        elif subject.record not in _connected(subject, other):
            wrong = True
            why = wording.not_mutual(other.title)
            yield Finding(State.NOT_MET, why, fields, milder=True, about=about, there=ENDS)
    if not wrong:
        why = wording.integrations_live(len(others))
        systems = tuple(it.system for it in others)
        yield Finding(State.MET, why, fields, about=systems, there=ENDS)


def _others(subject: Subject, told: list[Integration] | Absence | None) -> list[Integration]:
    """The connections to other systems than the system itself."""
    told = told if isinstance(told, list) else []
    return [it for it in told if subject.entity(it.system) is not subject.record]


def _is_gone(subject: Subject, system: System) -> bool:
    """Whether a system is decommissioned: it says so, or its day has come."""
    return system.status == GONE or _left_on(subject, system) is not None


def _left_on(subject: Subject, system: System) -> date | None:
    day = system.decommission.date if system.decommission else None
    return day if day and day <= subject.today else None


def _connected(subject: Subject, system: System) -> list[Entity]:
    told = system.integrations
    return [subject.entity(it.system) for it in told] if isinstance(told, list) else []


def has_live_duty_systems(subject: Subject, _: Check) -> Iterator[Finding]:
    """The systems that a role's duties name are not decommissioned.

    Programme 3.2.6 (R51: NilexPlus). That they are in the register is sure once the data is read.
    """
    assert isinstance(subject.record, Role)
    fields, systems = ("duties",), {}
    gone = False
    for duty in _with_points(subject.record.duties):
        for reference in duty.systems:
            system = subject.entity(reference)
            assert isinstance(system, System)
            systems[system.id] = reference
            if _is_gone(subject, system):
                gone = True
                why = wording.duty_system_gone(duty.id, system.title)
                since = _left_on(subject, system)
                about = (reference,)
                yield Finding(State.NOT_MET, why, fields, since=since, about=about, there=ENDS)
    if not systems:
        yield Finding(State.NOT_APPLICABLE, wording.no_duty_with_system(), fields)
    elif not gone:
        why = wording.duty_systems_live(len(systems))
        named = tuple(systems.values())
        yield Finding(State.MET, why, fields, about=named, there=GONE_BY)


def _with_points(duties: list[Duty]) -> Iterator[Duty]:
    for duty in duties:
        yield duty
        yield from _with_points(duty.points)


def is_published(subject: Subject, _: Check) -> Iterator[Finding]:
    """The open site shows systems of the register.

    Programme 2 (R15). Ours: it is told of this site only, and one open system is enough. Systems
    that are in no build are not counted.
    """
    systems = subject.programme.records["system"]
    levels = [visibility.of_record(SYSTEMS, system) for system in systems]
    shown, all_ = levels.count(Visibility.PUBLIC), len(levels) - levels.count(Visibility.RESTRICTED)
    if not all_:
        yield Finding(State.NOT_APPLICABLE, wording.no_systems())
    elif shown:
        yield Finding(State.MET, wording.published(shown, all_))
    else:
        yield Finding(State.NOT_MET, wording.nothing_published())
