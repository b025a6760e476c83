"""Every demand that has checks comes to each of the five states, or it is told why it cannot."""

import pytest

from macros.rules import examination
from macros.rules.outcome import State
from tests.conftest import TODAY
from tests.rules.table import CASES, IMPOSSIBLE, OUTCOMES
from tests.rules.world import changed, judged, outcome, real, reasons, told

DEMANDS = [it.id for it in examination.demands(real())]
DECIDED = {"decided_by": "enhet/kommunstyrelsen", "date": "2026-01-01", "expires_on": "2027-01-01"}
UNMET = [case for case in CASES if case.state in (State.NOT_MET, State.CANNOT_TELL)]


def excepted(case):
    """What a case comes to when someone has decided on an exception."""
    exception = {**DECIDED, "requirement": case.demand, "reason": "Det dröjer."}
    changes = told(case.change, case.about)
    changes[case.about] = {**changes.get(case.about, {}), "exceptions": [exception]}
    return judged(changed(changes, case.demand), case.demand, case.about)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_change_makes_of_the_demand_what_the_table_says(case):
    found = outcome(case.demand, case.about, case.change)
    assert (str(found.severity) if found.severity else str(found.state)) == case.outcome
    assert found.since == case.since
    assert case.says in reasons(found)


@pytest.mark.parametrize("case", UNMET, ids=str)
def test_a_decided_exception_is_seen_as_an_exception(case):
    found = excepted(case)
    assert found.state is State.EXCEPTION
    assert found.severity is None
    assert found.exception.reason == "Det dröjer."
    assert "gäller till och med den 1 januari 2027. Det dröjer." in found.findings[0].why
    assert reasons(outcome(case.demand, case.about, case.change)) in reasons(found)


@pytest.mark.parametrize("state", State, ids=str)
@pytest.mark.parametrize("demand", DEMANDS)
def test_every_demand_comes_to_every_state_or_is_said_not_to(demand, state):
    met = {case.state for case in CASES if case.demand == demand}
    if State.NOT_MET in met:
        met.add(State.EXCEPTION)
    assert (state in met) != ((demand, state) in IMPOSSIBLE)


def test_the_tables_are_about_demands_that_there_are():
    assert len(DEMANDS) == 59
    assert {case.demand for case in CASES} == set(DEMANDS)
    assert {demand for demand, _ in IMPOSSIBLE} <= set(DEMANDS)
    assert all(IMPOSSIBLE.values())


def test_what_is_said_to_be_impossible_no_case_of_any_demand_brings_about():
    for case in CASES:
        report = examination.examine(changed(told(case.change, case.about)), TODAY)
        states = {(it.requirement.id, it.state) for it in report.outcomes}
        assert not states & IMPOSSIBLE.keys(), case


@pytest.mark.parametrize("demand", DEMANDS)
def test_every_demand_is_graded_as_its_own_severity_says_and_never_graver(demand):
    own = next(it.severity for it in examination.demands(real()) if it.id == demand)
    grades = {case.outcome for case in CASES if case.demand == demand} & set(OUTCOMES[:3])
    assert own in grades
    assert all(OUTCOMES.index(own) <= OUTCOMES.index(grade) for grade in grades)


def test_in_the_small_programme_nothing_is_unmet_for_the_system_that_has_everything():
    report = examination.examine(changed({}), TODAY)
    own = [it for it in report.outcomes if it.record.id == "provsystemet"]
    assert {it.state for it in own} == {State.MET, State.NOT_APPLICABLE}
    assert len(own) > 30
    assert report.remarks == ()


def test_every_outcome_has_a_reason():
    for found in examination.examine(changed({}), TODAY).outcomes:
        assert found.findings
        assert all(it.why for it in found.findings)
