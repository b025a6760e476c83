"""Decided exceptions: those that hold, those that have expired, and those that excuse nothing."""

from datetime import date

import pytest

from macros.rules import examination
from macros.rules.outcome import State
from tests.conftest import TODAY
from tests.rules.world import changed, judged, reasons, told

SYSTEM = "system/provsystemet"
UNMET = {"backup.restore_tested_on": "saknas"}


def exception(first="2026-01-01", last="2027-01-01", demand="R46", reason="Det dröjer."):
    return {
        "requirement": demand, "decided_by": "enhet/kommunstyrelsen", "date": first,
        "expires_on": last, "reason": reason,
    }  # fmt: skip


def programme(*exceptions, change=UNMET):
    return changed(told({**change, "exceptions": list(exceptions)}, SYSTEM))


def found(*exceptions, change=UNMET, today=TODAY, demand="R46"):
    return judged(programme(*exceptions, change=change), demand, SYSTEM, today)


def remarks(*exceptions, change=UNMET, today=TODAY):
    report = examination.examine(programme(*exceptions, change=change), today)
    return [(it.number, it.why) for it in report.remarks]


@pytest.mark.parametrize(
    ("first", "last", "state"),
    [
        ("2026-11-24", "2027-01-01", State.EXCEPTION),
        ("2026-01-01", "2026-11-24", State.EXCEPTION),
        ("2026-11-24", "2026-11-24", State.EXCEPTION),
        ("2026-01-01", "2026-11-23", State.NOT_MET),
        ("2026-11-25", "2027-01-01", State.NOT_MET),
    ],
)
def test_the_first_and_the_last_day_are_within(first, last, state):
    assert found(exception(first, last)).state is state


def test_an_exception_that_holds_tells_its_last_day_and_is_no_shortfall():
    it = found(exception())
    assert it.severity is None
    assert [deadline.due for deadline in it.deadlines] == [date(2027, 1, 1)]
    assert remarks(exception()) == []


def test_the_shortfall_is_still_told_under_an_exception():
    assert "saknas" in reasons(found(exception()))


def test_an_expired_exception_leaves_the_shortfall_and_says_that_it_expired():
    it = found(exception("2025-01-01", "2026-11-23"))
    assert (it.state, str(it.severity)) == (State.NOT_MET, "fel")
    assert it.exception.expires_on == date(2026, 11, 23)
    assert reasons(it).endswith("Undantaget gick ut den 23 november 2026.")
    assert remarks(exception("2025-01-01", "2026-11-23")) == []


def test_an_expired_exception_does_not_make_a_shortfall_of_what_cannot_be_told():
    change = {"backup.interval": "1 timme kontorstid"}
    it = found(exception("2025-01-01", "2026-11-23", "R45"), change=change, demand="R45")
    assert it.state is State.CANNOT_TELL
    assert {finding.state for finding in it.findings} == {State.CANNOT_TELL}
    assert "gick ut" in reasons(it)


def test_an_exception_dated_ahead_excuses_nothing_yet_and_is_remarked_on():
    ahead = exception("2026-11-25", "2027-01-01")
    assert found(ahead).state is State.NOT_MET
    assert found(ahead).exception is None
    assert remarks(ahead) == [(0, "Undantaget börjar gälla först den 25 november 2026.")]
    assert found(ahead, today=date(2026, 11, 25)).state is State.EXCEPTION
    assert remarks(ahead, today=date(2026, 11, 25)) == []


@pytest.mark.parametrize(
    ("change", "state"), [({}, "uppfyllt"), ({"status": "avvecklat"}, "gäller inte")]
)
def test_an_exception_that_excuses_nothing_is_remarked_on(change, state):
    why = f"Undantaget från R46 ursäktar inget, för utfallet är »{state}«."
    assert remarks(exception(), change=change) == [(0, why)]
    assert str(found(exception(), change=change).state) == state


def test_an_expired_exception_from_a_demand_that_is_met_is_remarked_on():
    assert len(remarks(exception("2020-01-01", "2021-01-01"), change={})) == 1


@pytest.mark.parametrize("demand", ["R34", "R60"])
def test_an_exception_from_a_demand_that_is_not_checked_for_the_record_is_remarked_on(demand):
    why = f"Undantaget från {demand} ursäktar inget, för det kravet prövas inte här."
    assert remarks(exception(demand=demand)) == [(0, why)]


def test_of_two_exceptions_the_one_that_holds_counts():
    expired = exception("2024-01-01", "2025-01-01", reason="Gammalt.")
    for pair in ((expired, exception()), (exception(), expired)):
        it = found(*pair)
        assert (it.state, it.exception.reason) == (State.EXCEPTION, "Det dröjer.")
        assert "Gammalt" not in reasons(it)
        assert remarks(*pair) == []


def test_of_two_exceptions_that_hold_the_one_that_holds_longest_counts():
    short = exception(last="2026-12-01", reason="Kort.")
    for pair in ((short, exception()), (exception(), short)):
        assert found(*pair).exception.reason == "Det dröjer."


def test_of_two_expired_exceptions_the_last_is_told():
    pair = exception("2024-01-01", "2025-01-01"), exception("2025-01-02", "2025-12-31")
    assert "gick ut den 31 december 2025" in reasons(found(*pair))
    assert reasons(found(*pair)).count("Undantaget") == 1


def test_an_expired_exception_and_one_ahead_leave_the_shortfall():
    pair = exception("2024-01-01", "2026-11-01"), exception("2026-12-01", "2027-12-01")
    assert found(*pair).state is State.NOT_MET
    assert [number for number, _ in remarks(*pair)] == [1]


def test_an_exception_from_one_demand_does_not_excuse_another():
    change = {"backup": "saknas", "status": "i drift"}
    assert found(exception(demand="R45"), change=change, demand="R45").state is State.EXCEPTION
    assert found(exception(demand="R45"), change=change, demand="R46").state is State.NOT_MET


def test_what_cannot_be_told_may_have_an_exception():
    change = {"backup.interval": "1 timme kontorstid"}
    assert found(exception(demand="R45"), change=change, demand="R45").state is State.EXCEPTION


def test_an_exception_of_one_system_does_not_excuse_another():
    both = programme(exception())
    assert judged(both, "R46", "system/grannsystemet").state is State.NOT_MET
