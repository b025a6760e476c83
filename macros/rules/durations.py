"""Durations: whether one fits within another, and which day it is after one.

A comparison that would need an assumption gives None: office hours are not clock hours, and the
length of a working day is not known (domain rule: »cannot be compared« is never »passed«).
"""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from macros.records.fields import Duration

MINUTES = {"minuter": (1, 1), "timmar": (60, 60), "dygn": (1440, 1440), "veckor": (10080, 10080),
           "månader": (28 * 1440, 31 * 1440), "år": (365 * 1440, 366 * 1440)}  # fmt: skip
"""The shortest and the longest that a unit can be, in minutes."""
MONTHS = {"månader": 1, "år": 12}
DAYS = {"dygn": 1, "veckor": 7}


def fits(length: Duration, limit: Duration) -> bool | None:
    """Whether `length` is at most `limit`; None when they are not counted in the same way."""
    if length.office_hours != limit.office_hours:
        return None
    if length.unit == limit.unit:
        return length.amount <= limit.amount
    if length.unit in MONTHS and limit.unit in MONTHS:
        return length.amount * MONTHS[length.unit] <= limit.amount * MONTHS[limit.unit]
    if length.office_hours and not {length.unit, limit.unit} <= {"minuter", "timmar"}:
        return None
    shortest, longest = (length.amount * minutes for minutes in MINUTES[length.unit])
    least, most = (limit.amount * minutes for minutes in MINUTES[limit.unit])
    if longest <= least:
        return True
    return False if shortest > most else None


def is_calendar_time(length: Duration) -> bool:
    """Whether a duration can be counted in whole days from a date."""
    return not length.office_hours and (length.unit in MONTHS or length.unit in DAYS)


def last_day(start: date, length: Duration) -> date:
    """The last day that is within a duration of `start`: 12 months from 3 May is 3 May.

    Where the month is too short for the day, it is the month's last day. Raises ValueError for a
    duration that cannot be counted in days.
    """
    if not is_calendar_time(length):
        raise ValueError(f"Not calendar time: {length}")
    try:
        if length.unit in DAYS:
            return start + timedelta(days=length.amount * DAYS[length.unit])
        months = start.year * 12 + start.month - 1 + length.amount * MONTHS[length.unit]
        year, month = months // 12, months % 12 + 1
        return date(year, month, min(start.day, calendar.monthrange(year, month)[1]))
    except (OverflowError, ValueError):
        return date.max
