"""The second municipality puts together its own demands from data, without a line of code."""

from copy import deepcopy
from functools import cache

import pytest

from macros.programme import examine
from macros.rules import examination
from macros.rules.checks import mistakes
from macros.rules.outcome import State
from tests.conftest import HAGGASA, TODAY
from tests.rules.world import judged, make, put, read, reasons, with_records

MET, NOT_MET, CANNOT_TELL, NOT_APPLICABLE = (
    State.MET, State.NOT_MET, State.CANNOT_TELL, State.NOT_APPLICABLE,
)  # fmt: skip
LARMS, BOOKING, ARCHIVE = (
    "system/trygghetslarmen", "system/lokalbokningen", "system/ritningsarkivet",
)  # fmt: skip
NOBODY = {"assignments": [{"role": "objektagare", "position": "Kulturchef"}]}


@cache
def programme():
    found, problems = examine(HAGGASA)
    assert problems == []
    return found


def outcome(demand, about, *changes):
    """What a demand comes to for a record; each change is a record and what changes in it."""
    records = {}
    for name, change in changes:
        data = deepcopy(read(HAGGASA / "data" / "systems" / f"{name.partition('/')[2]}.yml"))
        for path, value in change.items():
            put(data, path.split("."), value)
        records[name] = make(name, data)
    return judged(with_records(programme(), records), demand, about)


def state(demand, about, change):
    return outcome(demand, about, (about, {**change, "exceptions": []})).state


def test_its_checks_can_be_run_as_they_are_written():
    assert list(mistakes(programme())) == []


@pytest.mark.parametrize(
    ("demand", "about", "expected"),
    [
        ("K1", "dokument/programme", MET),
        ("K2", LARMS, MET),
        ("K2", ARCHIVE, MET),
        ("K3", BOOKING, MET),
        ("K3", ARCHIVE, NOT_MET),
        ("K4", LARMS, MET),
        ("K4", BOOKING, NOT_APPLICABLE),
        ("K4", ARCHIVE, CANNOT_TELL),
        ("K5", LARMS, NOT_MET),
        ("K7", LARMS, State.EXCEPTION),
        ("K7", BOOKING, NOT_APPLICABLE),
        ("K7", ARCHIVE, CANNOT_TELL),
        ("K9", LARMS, MET),
        ("K10", LARMS, MET),
        ("K10", BOOKING, NOT_MET),
        ("K11", LARMS, MET),
        ("K12", LARMS, MET),
    ],
)
def test_its_own_demands_come_to_what_its_own_data_says(demand, about, expected):
    assert outcome(demand, about).state is expected


def test_only_the_demands_that_can_be_checked_are_checked():
    report = examination.examine(programme(), TODAY)
    assert [it.id for it in report.demands] == [f"K{n}" for n in range(1, 13) if n not in (6, 8)]


@pytest.mark.parametrize(
    ("users", "expected"),
    [
        ({"user_count": "5"}, NOT_APPLICABLE),
        ({"user_count": "6"}, NOT_MET),
        ({"user_scope": "okänt"}, NOT_MET),
        ({"user_scope": "flera"}, CANNOT_TELL),
        ({"user_scope": "en"}, NOT_APPLICABLE),
        ({"user_scope": "flera", "user_count": "5"}, NOT_APPLICABLE),
        ({}, CANNOT_TELL),
    ],
)
def test_above_five_users_there_must_be_an_administrator(users, expected):
    assert state("K9", BOOKING, NOBODY | users) is expected
    has_one = [*NOBODY["assignments"], {"role": "forvaltningsledare", "position": "Värd"}]
    met = MET if expected is NOT_MET else expected
    assert state("K9", BOOKING, {"assignments": has_one} | users) is met


@pytest.mark.parametrize(
    ("group", "tested_on", "expected"),
    [
        ("A", "2026-05-24", MET),
        ("A", "2026-05-23", NOT_MET),
        ("A", "2026-11-25", NOT_MET),
        ("B", "2020-01-01", NOT_APPLICABLE),
        ("C", "2020-01-01", NOT_APPLICABLE),
        ("inte bedömt", "2020-01-01", CANNOT_TELL),
        ("inte bedömt", "2026-11-24", CANNOT_TELL),
    ],
)
def test_in_group_a_only_a_copy_is_read_back_every_sixth_month(group, tested_on, expected):
    change = {"criticality.group": group, "backup.restore_tested_on": tested_on}
    assert state("K7", LARMS, change) is expected


def test_a_test_without_a_result_is_a_milder_shortfall():
    change = {"backup.restore_tested_on": "2026-11-01", "backup.restore_test_result": "saknas"}
    found = outcome("K7", LARMS, (LARMS, {**change, "exceptions": []}))
    assert (found.state, str(found.severity)) == (NOT_MET, "upplysning")


@pytest.mark.parametrize(
    ("classified_on", "expected"),
    [("2023-11-24", MET), ("2023-11-23", NOT_MET), ("saknas", NOT_MET), ("2027-01-01", NOT_MET)],
)
def test_the_classification_is_no_older_than_three_years(classified_on, expected):
    assert state("K10", LARMS, {"classification.classified_on": classified_on}) is expected


@pytest.mark.parametrize(
    ("agreement", "expected"),
    [
        ({"party": "Larm AB", "valid_to": "2026-11-24"}, MET),
        ({"party": "Larm AB", "valid_to": "2026-11-23"}, NOT_MET),
        ({"party": "Larm AB"}, MET),
        ({"inga": "Vi sköter det själva."}, NOT_APPLICABLE),
        ("saknas", NOT_APPLICABLE),
    ],
)
def test_the_agreement_has_not_expired(agreement, expected):
    assert state("K11", LARMS, {"service_agreement": agreement}) is expected


def test_nothing_depends_on_what_is_gone():
    found = outcome("K12", LARMS, (BOOKING, {"status": "avvecklat"}))
    assert found.state is NOT_MET
    assert reasons(found) == "Systemet är kopplat till Lokalbokningen, som är avvecklat."


def test_a_connection_that_only_one_of_two_tells_of_is_a_milder_shortfall():
    found = outcome("K12", LARMS, (BOOKING, {"integrations": "saknas"}))
    assert (found.state, str(found.severity)) == (NOT_MET, "varning")


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"assignments": []}, NOT_MET),
        ({"assignments": [{"role": "objektagare", "party": "kulturkontoret"}]}, NOT_MET),
        ({"assignments": [{"role": "objektagare"}]}, NOT_MET),
        ({"assignments": [{"role": "objektagare", "position": "Chef"}]}, MET),
        ({"status": "planerat", "assignments": []}, NOT_MET),
        ({"status": "avvecklat"}, NOT_APPLICABLE),
    ],
)
def test_the_owner_is_a_position_and_not_a_board(change, expected):
    assert state("K2", LARMS, change) is expected


@pytest.mark.parametrize(
    ("change", "severity"),
    [
        ({"security_plan": "saknas"}, "fel"),
        ({"security_plan.items.7.text": "saknas"}, "fel"),
        ({"security_plan.reviewed_on": "2025-05-23"}, "varning"),
    ],
)
def test_a_plan_with_seven_headings_is_reviewed_every_eighteenth_month(change, severity):
    found = outcome("K4", LARMS, (LARMS, change))
    assert (found.state, str(found.severity)) == (NOT_MET, severity)
