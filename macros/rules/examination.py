"""The examination: every demand that has checks, for every record that it is about, on a day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from macros.programme import Programme
from macros.records.check import Check
from macros.records.exception import Examined
from macros.records.instruction import Instruction
from macros.records.requirement import Requirement
from macros.records.unit import Unit
from macros.rules import FUNCTIONS, SUMMARY, kind_of, wording
from macros.rules.conditions import needs_plan, obstacle
from macros.rules.exceptions import excused, remarks
from macros.rules.outcome import Finding, Outcome, Report, Severity, State
from macros.rules.subject import Subject

ORDER = (
    State.NOT_MET, State.CANNOT_TELL, State.EXCEPTION, State.MET, State.NOT_APPLICABLE,
)  # fmt: skip
"""Of several findings the first of these tells: one shortfall is enough, and neither what cannot
be told nor what has an exception is ever taken for met."""


def examine(programme: Programme, today: date) -> Report:
    """What every demand comes to on a day. The programme must be without problems."""
    outcomes = [
        excused(subject, judge(requirement, subject))
        for requirement in demands(programme)
        for subject in subjects(programme, requirement, today)
    ]
    excepted = [
        Subject(record, programme, today)
        for records in programme.records.values()
        for record in records
        if isinstance(record, Examined) and record.exceptions
    ]
    return Report(tuple(demands(programme)), tuple(outcomes), tuple(remarks(excepted, outcomes)))


def demands(programme: Programme) -> Iterator[Requirement]:
    """The demands that have checks, in the editor's order."""
    for record in programme.records["requirement"]:
        if isinstance(record, Requirement) and record.checks:
            yield record


def subjects(programme: Programme, requirement: Requirement, today: date) -> Iterator[Subject]:
    """The records that a demand is about, kind by kind."""
    kinds = dict.fromkeys(kind_of(check) for check in requirement.checks)
    for kind in kinds:
        for record in programme.records[kind]:
            assert isinstance(record, Examined)
            subject = Subject(record, programme, today)
            if any(is_about(check, subject) for check in requirement.checks):
                yield subject


def is_about(check: Check, subject: Subject) -> bool:
    """Whether a check is about a record at all. Whether it applies is for its conditions."""
    record = subject.record
    if kind_of(check) != record.kind:
        return False
    if check.only and record not in [subject.entity(it) for it in check.only]:
        return False
    if check.kinds and isinstance(record, Unit) and record.type not in check.kinds:
        return False
    return not check.parts or not isinstance(record, Instruction) or record.part in check.parts


def judge(requirement: Requirement, subject: Subject) -> Outcome:
    """What a demand comes to for a record, before exceptions."""
    findings: list[Finding] = []
    for check in requirement.checks:
        if is_about(check, subject):
            findings += _run(check, subject)
    if not findings:
        findings.append(Finding(State.NOT_APPLICABLE, wording.nothing_to_examine()))
    states = [finding.state for finding in findings]
    state = next(state for state in ORDER if state in states)
    told = tuple(dict.fromkeys(it for it in findings if it.state is state))
    if state is State.NOT_MET:
        told += tuple(it for it in findings if it.state is State.CANNOT_TELL)
    severity = _severity(requirement, told, state)
    return Outcome(requirement, subject.record, state, told, severity, grounds=tuple(findings))


def _run(check: Check, subject: Subject) -> Iterator[Finding]:
    why_not = obstacle(subject, check.when)
    if why_not:
        yield why_not
        return
    milder = check.milder == "alltid" or (check.milder == "utan plan" and not needs_plan(subject))
    found = (
        _summary(check, subject)
        if check.must == SUMMARY
        else FUNCTIONS[check.must].run(subject, check)
    )
    for finding in found:
        is_milder = milder and finding.state is State.NOT_MET and not finding.milder
        yield _made_milder(finding) if is_milder else finding


def _made_milder(finding: Finding) -> Finding:
    return replace(finding, milder=True)


def _summary(check: Check, subject: Subject) -> Iterator[Finding]:
    """What some other demands come to for the same record.

    Programme 3.2.4 (R44). Ours: a demand with a decided exception is told of, and not counted.
    """
    for reference in check.demands:
        demand = subject.entity(reference)
        assert isinstance(demand, Requirement)
        if any(is_about(other, subject) for other in demand.checks):
            outcome = excused(subject, judge(demand, subject))
            why = wording.summary(demand.title, outcome.state)
            is_excused = outcome.state is State.EXCEPTION
            state = State.NOT_APPLICABLE if is_excused else outcome.state
            since, about = outcome.since, (reference,)
            yield Finding(state, why, since=since, about=about, sums_up=outcome)


def _severity(
    requirement: Requirement, findings: Iterable[Finding], state: State
) -> Severity | None:
    """How grave a shortfall is: as the demand says, or a step less if every finding is milder."""
    if state is not State.NOT_MET:
        return None
    own = Severity(requirement.severity or Severity.WARNING)
    grave = any(it.state is State.NOT_MET and not it.milder for it in findings)
    return own if grave else own.milder
