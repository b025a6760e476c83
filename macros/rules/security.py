"""Checks of how critical a system is held to be, and of its security plan."""

from __future__ import annotations

from collections.abc import Iterator

from macros.records.check import Check
from macros.records.security import SecurityPlan
from macros.records.system import System
from macros.rules import wording
from macros.rules.outcome import Finding, State
from macros.rules.subject import Subject


def is_assessed(subject: Subject, _: Check) -> Iterator[Finding]:
    """Someone has assessed how critical the system is. »Ej bedömt« is not an assessment.

    Programme 3.2.2 (R23). Ours: an assessment without a date is a milder shortfall.
    """
    fields = ("criticality.group", "criticality.assessed_on")
    group = subject.group
    criticality = subject.record.criticality if isinstance(subject.record, System) else None
    on = criticality.assessed_on if criticality else None
    if not group:
        yield Finding(State.NOT_MET, wording.no_assessment(), fields, only_whether=True)
    elif on is None:
        why = wording.assessment_without_date(group.title)
        yield Finding(State.NOT_MET, why, fields, milder=True)
    elif on > subject.today:
        title = subject.title("criticality.assessed_on")
        yield Finding(State.NOT_MET, wording.lies_ahead(title, on), fields)
    else:
        yield Finding(State.MET, wording.assessed(group.title, on), fields)


def has_plan(subject: Subject, _: Check) -> Iterator[Finding]:
    """The system has a security plan that is in force. A draft is not one.

    Programme 3.2.4 (R43, of the infrastructure), 4.5 (R80).
    """
    fields = ("security_plan.status", "security_plan.adopted_on")
    plan = _plan(subject)
    if plan is None:
        yield Finding(State.NOT_MET, wording.no_plan(), ("security_plan",), only_whether=True)
    elif plan.status != "gällande":
        yield Finding(State.NOT_MET, wording.plan_is(plan.status), fields)
    elif plan.adopted_on is None:
        yield Finding(State.NOT_MET, wording.plan_without_date(), fields, only_whether=True)
    elif plan.adopted_on > subject.today:
        title = subject.title("security_plan.adopted_on")
        yield Finding(State.NOT_MET, wording.lies_ahead(title, plan.adopted_on), fields)
    else:
        yield Finding(State.MET, wording.plan_in_force(plan.adopted_on), fields)


def covers_headings(subject: Subject, _: Check) -> Iterator[Finding]:
    """The plan has something under every heading of the profile: a text, or where it is kept.

    Programme 3.2.2 (R24, ten points). Each heading that is empty is a shortfall of its own.
    Ours: a draft is tried like a plan in force, and a repealed plan is none.
    """
    fields = ("security_plan.items",)
    plan = _plan(subject)
    if plan is None:
        yield Finding(State.NOT_MET, wording.no_plan(), ("security_plan",), only_whether=True)
        return
    if plan.status == "upphävd":
        yield Finding(State.NOT_MET, wording.plan_is(plan.status), ("security_plan.status",))
        return
    covered = [subject.entity(it.heading) for it in plan.items if it.text or it.kept_at]
    headings = subject.programme.municipality.plan_headings
    for heading in headings:
        if heading not in covered:
            yield Finding(
                State.NOT_MET, wording.heading_missing(heading.title), fields, only_whether=True
            )
    if all(heading in covered for heading in headings):
        yield Finding(State.MET, wording.headings_covered(len(headings)), fields, only_whether=True)


def _plan(subject: Subject) -> SecurityPlan | None:
    return subject.record.security_plan if isinstance(subject.record, System) else None
