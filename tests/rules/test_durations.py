"""Lengths of time: what fits within what, and which day is the last."""

from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from macros.records.fields import Duration
from macros.rules.durations import DAYS, MONTHS, fits, is_calendar_time, last_day

AMOUNTS = st.one_of(st.integers(1, 60), st.integers(1, 99_999))
DURATIONS = st.builds(
    lambda amount, unit, office: Duration.parse(f"{amount} {unit}{' kontorstid' * office}"),
    AMOUNTS,
    st.sampled_from(sorted(Duration.UNITS)),
    st.booleans(),
)
CALENDAR = st.builds(Duration, AMOUNTS, st.sampled_from([*DAYS, *MONTHS]))
DATES = st.dates()


def fit(length, limit):
    return fits(Duration.parse(length), Duration.parse(limit))


@pytest.mark.parametrize(
    ("length", "limit"),
    [
        ("4 timmar", "4 timmar"),
        ("240 minuter", "4 timmar"),
        ("24 timmar", "1 dygn"),
        ("7 dygn", "1 vecka"),
        ("4 veckor", "1 månad"),
        ("12 månader", "1 år"),
        ("1 år", "12 månader"),
        ("365 dygn", "1 år"),
        ("8 timmar kontorstid", "8 timmar kontorstid"),
        ("60 minuter kontorstid", "1 timme kontorstid"),
        ("2 arbetsdagar", "3 arbetsdagar"),
    ],
)
def test_equal_or_shorter_is_within(length, limit):
    assert fit(length, limit) is True


@pytest.mark.parametrize(
    ("length", "limit"),
    [
        ("241 minuter", "4 timmar"),
        ("25 timmar", "1 dygn"),
        ("1 dygn", "8 timmar"),
        ("5 veckor", "1 månad"),
        ("32 dygn", "1 månad"),
        ("13 månader", "1 år"),
        ("367 dygn", "1 år"),
        ("3 arbetsdagar", "2 arbetsdagar"),
        ("61 minuter kontorstid", "1 timme kontorstid"),
    ],
)
def test_longer_is_not_within(length, limit):
    assert fit(length, limit) is False


@pytest.mark.parametrize(
    ("length", "limit"),
    [
        ("1 timme kontorstid", "8 timmar"),
        ("1 timme", "8 timmar kontorstid"),
        ("1 minut kontorstid", "1 år"),
        ("1 arbetsdag", "8 timmar"),
        ("8 timmar", "1 arbetsdag"),
        ("1 arbetsdag", "1 år"),
        ("1 arbetsdag", "8 timmar kontorstid"),
        ("8 timmar kontorstid", "1 arbetsdag"),
        ("1 vecka kontorstid", "5 arbetsdagar"),
        ("1 dygn kontorstid", "24 timmar kontorstid"),
        ("30 dygn", "1 månad"),
        ("1 månad", "30 dygn"),
        ("366 dygn", "1 år"),
        ("52 veckor", "12 månader"),
    ],
)
def test_what_is_counted_in_another_way_cannot_be_compared(length, limit):
    assert fit(length, limit) is None


@given(DURATIONS)
def test_a_time_is_within_itself(length):
    assert fits(length, length) is True


@given(DURATIONS, DURATIONS)
def test_two_times_are_within_each_other_only_when_they_are_equally_long(one, other):
    if fits(one, other) and fits(other, one):
        units = {"minuter": 1, "timmar": 60, "dygn": 1440, "veckor": 10080, "arbetsdagar": -1,
                 "månader": 43830, "år": 12 * 43830}  # fmt: skip
        assert one.amount * units[one.unit] == other.amount * units[other.unit]
        assert one.office_hours == other.office_hours


@given(DURATIONS, DURATIONS)
def test_of_two_times_one_at_most_is_too_long(one, other):
    assert not (fits(one, other) is False and fits(other, one) is False)


@given(DURATIONS, DURATIONS, DURATIONS)
def test_what_is_within_something_within_a_limit_is_never_longer_than_the_limit(one, other, limit):
    if fits(one, other) and fits(other, limit):
        assert fits(one, limit) is not False


@given(DURATIONS, DURATIONS)
def test_office_hours_and_clock_time_are_never_compared(one, other):
    if one.office_hours != other.office_hours:
        assert fits(one, other) is None


def last(day, length):
    return last_day(date.fromisoformat(day), Duration.parse(length)).isoformat()


@pytest.mark.parametrize(
    ("day", "length", "expected"),
    [
        ("2026-05-03", "12 månader", "2027-05-03"),
        ("2026-05-03", "1 år", "2027-05-03"),
        ("2026-01-31", "1 månad", "2026-02-28"),
        ("2028-01-31", "1 månad", "2028-02-29"),
        ("2026-08-31", "6 månader", "2027-02-28"),
        ("2028-02-29", "1 år", "2029-02-28"),
        ("2028-02-29", "4 år", "2032-02-29"),
        ("2027-02-28", "12 månader", "2028-02-28"),
        ("2026-12-31", "2 månader", "2027-02-28"),
        ("2026-11-24", "2 veckor", "2026-12-08"),
        ("2028-02-28", "1 dygn", "2028-02-29"),
        ("2026-02-28", "1 dygn", "2026-03-01"),
        ("9999-12-01", "2 månader", "9999-12-31"),
        ("9999-12-01", "99999 dygn", "9999-12-31"),
    ],
)
def test_the_last_day_is_the_same_day_of_the_month_or_the_last_of_a_shorter_month(
    day, length, expected
):
    assert last(day, length) == expected


@given(DATES, CALENDAR)
def test_the_last_day_is_never_before_the_first(start, length):
    assert last_day(start, length) >= start


@given(DATES, st.integers(0, 5000), CALENDAR)
def test_a_later_first_day_never_gives_an_earlier_last_day(start, days, length):
    assume(start <= date.max - timedelta(days=days))
    assert last_day(start, length) <= last_day(start + timedelta(days=days), length)


@given(DATES, CALENDAR, AMOUNTS)
def test_a_longer_time_never_gives_an_earlier_last_day(start, length, amount):
    other = Duration(amount, length.unit)
    if fits(length, other):
        assert last_day(start, length) <= last_day(start, other)


@given(DURATIONS, DATES)
def test_only_calendar_time_can_be_counted_from_a_day(length, start):
    if is_calendar_time(length):
        assert isinstance(last_day(start, length), date)
    else:
        with pytest.raises(ValueError, match="Not calendar time"):
            last_day(start, length)


@pytest.mark.parametrize("length", ["5 arbetsdagar", "48 timmar", "30 minuter", "1 år kontorstid"])
def test_hours_working_days_and_office_hours_are_not_calendar_time(length):
    assert not is_calendar_time(Duration.parse(length))
