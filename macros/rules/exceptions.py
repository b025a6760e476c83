"""Exceptions: what a decided exception does to an outcome, and those that excuse nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from macros.records.exception import RequirementException
from macros.records.requirement import Requirement
from macros.rules import wording
from macros.rules.outcome import Finding, Outcome, Remark, State
from macros.rules.subject import Subject

EXCUSABLE = (State.NOT_MET, State.CANNOT_TELL)


def excused(subject: Subject, outcome: Outcome) -> Outcome:
    """An outcome with the exception that the record has from the demand, if it has one.

    One that holds makes an exception of a shortfall; one that has expired leaves it, and is told
    of. The first and the last day are both within.
    """
    if outcome.state not in EXCUSABLE:
        return outcome
    own = [it for _, it in of(subject, outcome.requirement)]
    valid = [it for it in own if it.date <= subject.today <= it.expires_on]
    expired = [it for it in own if it.expires_on < subject.today]
    decided = tuple(it.decided_by for it in own)
    if valid:
        holds = max(valid, key=lambda it: it.expires_on)
        why = wording.exception_holds(holds.expires_on, holds.reason)
        fields = ("exceptions",)
        told = Finding(State.EXCEPTION, why, fields, due=holds.expires_on, about=decided)
        findings = (told, *outcome.findings)
        return replace(
            outcome, state=State.EXCEPTION, severity=None, exception=holds, findings=findings
        )
    if expired:
        last = max(expired, key=lambda it: it.expires_on)
        why = wording.exception_expired(last.expires_on)
        told = Finding(outcome.state, why, ("exceptions",), about=decided)
        return replace(outcome, exception=last, findings=(*outcome.findings, told))
    return outcome


def of(subject: Subject, requirement: Requirement) -> Iterator[tuple[int, RequirementException]]:
    """The exceptions that a record has from a demand, with their numbers in its list."""
    for number, exception in enumerate(subject.record.exceptions):
        if subject.entity(exception.requirement) is requirement:
            yield number, exception


def remarks(subjects: Iterable[Subject], outcomes: Sequence[Outcome]) -> Iterator[Remark]:
    """Exceptions that excuse nothing: the demand is met, does not apply or is not checked here."""
    known = {(it.record.kind, it.record.id, it.requirement.id): it for it in outcomes}
    for subject in subjects:
        for number, exception in enumerate(subject.record.exceptions):
            demand = subject.entity(exception.requirement)
            outcome = known.get((subject.record.kind, subject.record.id, demand.id))
            if why := _in_vain(subject, exception, outcome, demand.id):
                yield Remark(subject.record, exception, number, why, outcome)


def _in_vain(
    subject: Subject, exception: RequirementException, outcome: Outcome | None, demand: str
) -> str:
    if outcome is None:
        return wording.excuses_unchecked(demand)
    if outcome.state not in (*EXCUSABLE, State.EXCEPTION):
        return wording.excuses_nothing(demand, outcome.state)
    if exception.date > subject.today:
        return wording.exception_ahead(exception.date)
    return ""
