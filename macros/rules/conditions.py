"""Conditions: whether a check applies to a record at all. All that a check says must hold."""

from __future__ import annotations

from collections.abc import Iterator

from macros.records.check import When
from macros.records.fields import Absence
from macros.records.instruction import Instruction
from macros.records.municipality import CriticalityGroup
from macros.records.system import System
from macros.rules import wording
from macros.rules.instructions import BEGINS, first_day
from macros.rules.outcome import Finding, State
from macros.rules.subject import Subject

USUAL_STATUS = {"system": ["i drift", "avvecklas"], "instruction": ["gällande"]}
"""The status in which records are examined when a check says nothing: systems in operation, not
those that are planned or gone, and instructions in force."""

NO, UNKNOWN = State.NOT_APPLICABLE, State.CANNOT_TELL


def obstacle(subject: Subject, when: When | None) -> Finding | None:
    """Why a check does not apply, or why that cannot be told; None when it applies.

    That it does not apply goes before that it cannot be told.
    """
    found = list(_obstacles(subject, when or NO_CONDITION))
    return next((it for it in found if it.state is NO), next(iter(found), None))


NO_CONDITION = When()


def _obstacles(subject: Subject, when: When) -> Iterator[Finding]:
    record = subject.record
    statuses = when.status or USUAL_STATUS.get(record.kind, [])
    status = getattr(record, "status", None)
    if statuses and status not in statuses:
        yield Finding(NO, wording.has_status(str(status)), ("status",))
    if isinstance(record, Instruction) and status in statuses and first_day(record) > subject.today:
        yield Finding(NO, wording.not_yet(record.title, first_day(record)), BEGINS)
    if when.infrastructure is not None:
        is_infrastructure = isinstance(record, System) and record.infrastructure
        if is_infrastructure and not when.infrastructure:
            yield Finding(NO, wording.is_infrastructure(), ("infrastructure",))
        if when.infrastructure and not is_infrastructure:
            yield Finding(NO, wording.is_not_infrastructure(), ("infrastructure",))
    yield from _answers(subject, when)
    if when.users_above is not None:
        yield from _users(subject, when.users_above)
    if when.groups or when.needs_plan is not None:
        yield from _group(subject, when)


def _answers(subject: Subject, when: When) -> Iterator[Finding]:
    for path in when.given:
        if all(value is None for value in subject.values(path)):
            yield Finding(NO, wording.nothing_given(subject.title(path)), (path,))
    for path in when.says_yes:
        (value,) = subject.values(path)
        if value is None:
            yield Finding(UNKNOWN, wording.does_not_say(subject.title(path)), (path,))
        elif value is False or isinstance(value, Absence):
            yield Finding(NO, wording.says_no(subject.title(path)), (path,))


def _users(subject: Subject, most: int) -> Iterator[Finding]:
    """An unknown number counts as many (programme 4.5, R78; our reading). Not told is not known."""
    fields = ("user_count", "user_scope")
    count, scope = subject.values("user_count")[0], subject.values("user_scope")[0]
    if isinstance(count, int):
        is_more: bool | None = count > most
    else:
        known = {"en": most < 1, "flera": True if most <= 1 else None, "okänt": True}
        is_more = known.get(str(scope))
    if is_more is None:
        yield Finding(UNKNOWN, wording.users_not_told(most), fields)
    elif not is_more:
        yield Finding(NO, wording.few_users(most), fields)


def _group(subject: Subject, when: When) -> Iterator[Finding]:
    """Not assessed is not the same as not critical (programme 3.2.2)."""
    fields, group = ("criticality.group",), subject.group
    if group is None:
        yield Finding(UNKNOWN, wording.not_assessed(), fields)
    elif not _is_wanted(subject, when, group):
        yield Finding(NO, wording.other_group(group.title), fields)


def _is_wanted(subject: Subject, when: When, group: CriticalityGroup) -> bool:
    is_named = not when.groups or group in [subject.entity(it) for it in when.groups]
    return is_named and when.needs_plan in (None, group.needs_plan)


def needs_plan(subject: Subject) -> bool:
    """Whether the system is assessed into a group that must have a security plan."""
    return bool(subject.group and subject.group.needs_plan)
