"""Where one state ends and the next begins: days, and the ways of saying that there is none."""

from datetime import date

import pytest

from macros.rules import examination
from macros.rules.outcome import State
from tests.conftest import TODAY
from tests.rules.world import changed, judged, outcome, real, reasons, told

SYSTEM = "system/provsystemet"
OPERATION = ("R30", "R31", "R32", "R33", "R35", "R38", "R42", "R45", "R46", "R47", "R50")
EVERYTHING = (
    "operational_approval", "outage_plan", "documentation", "user_guide", "training", "licences",
    "permits", "access_request", "backup", "availability", "authorization_profiles",
    "service_agreement", "assignments", "criticality",
)  # fmt: skip
EVERYTHING_GONE = dict.fromkeys(EVERYTHING, "saknas")


def state(demand, change, today=TODAY):
    return outcome(demand, SYSTEM, change, today).state


@pytest.mark.parametrize(
    ("tested_on", "today", "expected"),
    [
        ("2025-11-24", "2026-11-24", State.MET),
        ("2025-11-24", "2026-11-25", State.NOT_MET),
        ("2027-02-28", "2028-02-28", State.MET),
        ("2027-02-28", "2028-02-29", State.NOT_MET),
        ("2028-02-29", "2029-02-28", State.MET),
        ("2028-02-29", "2029-03-01", State.NOT_MET),
        ("2026-12-31", "2027-12-31", State.MET),
        ("2026-11-25", "2026-11-24", State.NOT_MET),
        ("2026-11-25", "2026-11-25", State.MET),
    ],
)
def test_a_test_of_restoring_is_valid_for_twelve_months_and_the_last_day_is_within(
    tested_on, today, expected
):
    change = {"backup.restore_tested_on": tested_on}
    assert state("R46", change, date.fromisoformat(today)) is expected


def test_the_day_of_the_build_decides_and_nothing_else():
    states = [state("R46", {}, date(year, 1, 1)) for year in (2026, 2027, 2028)]
    assert states == [State.NOT_MET, State.MET, State.NOT_MET]


def test_the_last_day_that_a_demand_stays_met_is_told():
    (deadline,) = outcome("R46", SYSTEM).deadlines
    assert deadline.due == date(2027, 9, 15)
    assert outcome("R46", SYSTEM, today=date(2027, 9, 15)).state is State.MET
    late = outcome("R46", SYSTEM, today=date(2027, 9, 16))
    assert (late.state, late.since) == (State.NOT_MET, date(2027, 9, 16))


def test_of_several_licences_the_first_to_expire_is_the_deadline():
    change = {"permits": [{"kind": "Fiber", "valid_to": "2027-02-01"}]}
    dues = [it.due for it in outcome("R35", SYSTEM, change).deadlines]
    assert min(dues) == date(2027, 2, 1)


def test_a_day_that_is_to_come_is_not_said_to_be_missing():
    found = outcome("R46", SYSTEM, {"backup.restore_tested_on": "2026-12-01"})
    assert "1 december 2026, som inte har varit än" in reasons(found)
    assert "saknas" not in reasons(found)


@pytest.mark.parametrize(
    ("secrecy", "expected"),
    [
        ("saknas", State.NOT_MET),
        ({"inga": "Allt är offentligt."}, State.MET),
        ({"ej tillämpligt": "Systemet lagrar inget."}, State.NOT_APPLICABLE),
        ([{"part": "Hälsa", "legal_basis": "Lagen"}], State.MET),
        ([{"part": "Hälsa"}], State.NOT_MET),
    ],
)
def test_missing_none_and_not_applicable_are_different_answers_to_a_question(secrecy, expected):
    assert state("R40", {"secrecy": secrecy}) is expected


@pytest.mark.parametrize(
    ("training", "expected"),
    [
        ("saknas", State.NOT_MET),
        ({"inga": "Ingen hinner."}, State.NOT_MET),
        ({"ej tillämpligt": "Ingen använder det direkt."}, State.NOT_APPLICABLE),
    ],
)
def test_where_the_thing_itself_is_demanded_an_outright_none_is_a_shortfall(training, expected):
    assert state("R33", {"training": training}) is expected


@pytest.mark.parametrize(
    ("answer", "demand", "expected"),
    [
        ("nej", "R02", State.NOT_APPLICABLE),
        ("saknas", "R02", State.CANNOT_TELL),
        ("ja", "R02", State.NOT_MET),
    ],
)
def test_no_is_an_answer_and_a_missing_answer_is_not_no(answer, demand, expected):
    change = {"citizen_facing": answer, "alternative_channels": "saknas"}
    assert state(demand, change) is expected


@pytest.mark.parametrize("criticality", ["saknas", {"group": "ej bedömt"}])
@pytest.mark.parametrize("demand", ["R24", "R25", "R26", "R27", "R28", "R76", "R80"])
def test_a_system_that_is_not_assessed_is_never_taken_for_not_critical(demand, criticality):
    change = {"criticality": criticality, "security_plan": "saknas", "logging": "saknas"}
    assert state(demand, change) is State.CANNOT_TELL
    assert state("R23", change) is State.NOT_MET


@pytest.mark.parametrize("status", ["planerat", "avvecklat"])
@pytest.mark.parametrize("demand", OPERATION)
def test_systems_that_are_planned_or_gone_are_not_checked_for_operation(demand, status):
    assert state(demand, {**EVERYTHING_GONE, "status": status}) is State.NOT_APPLICABLE
    assert state(demand, EVERYTHING_GONE) is not State.MET


def test_a_system_on_its_way_out_is_still_in_operation():
    assert state("R46", {"status": "avvecklas", "backup": "saknas"}) is State.NOT_MET


def test_several_boards_may_share_a_data_protection_officer():
    programme = changed({}, "R60")
    officers = {it.data_protection_officer for it in programme.records["unit"]} - {None}
    assert len(officers) == 1
    for board in ("enhet/kommunstyrelsen", "enhet/utbildningsnamnden"):
        assert judged(programme, "R60", board).state is State.MET


def test_a_demand_on_boards_is_not_about_administrations():
    programme = changed({}, "R60")
    assert judged(programme, "R60", "enhet/utbildningsforvaltningen") is None
    assert judged(programme, "R60", "enhet/kommunfullmaktige") is None


@pytest.mark.parametrize("change", [{}, {"backup": "saknas"}, {"criticality": "saknas"}])
def test_example_records_are_checked_as_others_are(change):
    def states(example):
        programme = changed(told({**change, "example": example}, SYSTEM))
        report = examination.examine(programme, TODAY)
        return [(it.requirement.id, it.record.id, it.state) for it in report.outcomes]

    assert states("ja") == states("nej")


def test_a_shortfall_is_told_together_with_what_cannot_be_told():
    change = {"backup.restore_time": "9 timmar", "service_agreement.fix_time": "1 arbetsdag"}
    found = outcome("R47", SYSTEM, change)
    assert found.state is State.NOT_MET
    assert "Det är längre än" in reasons(found)
    assert "går inte att jämföra" in reasons(found)


def test_each_heading_that_is_missing_in_the_plan_is_a_shortfall_of_its_own():
    found = outcome("R24", SYSTEM, {"security_plan.items": "saknas"})
    headings = real().municipality.plan_headings
    assert [it.title in why.why for it, why in zip(headings, found.findings, strict=True)]
    assert len(found.findings) == 10


def test_a_demand_that_is_summed_up_with_an_exception_is_not_counted():
    exception = {
        "requirement": "R45", "decided_by": "enhet/kommunstyrelsen", "date": "2026-01-01",
        "expires_on": "2026-11-24", "reason": "Ny server i vår.",
    }  # fmt: skip
    change = {"backup.interval": "5 timmar", "exceptions": [exception]}
    found = outcome("R44", SYSTEM, change)
    assert found.state is State.MET
    assert "R45" not in reasons(found)
    assert state("R44", change, date(2026, 11, 25)) is State.NOT_MET
