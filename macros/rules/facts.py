"""Checks of what stands in fields: filled in, named, dated, recent, valid, short enough.

Each serves many demands; `rules.FUNCTIONS` tells what each is called in the data.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from pydantic import BaseModel

from macros.records.check import Check
from macros.records.fields import Absence, Duration, Reference
from macros.rules import durations, wording
from macros.rules.outcome import Finding, State
from macros.rules.subject import Group, Subject, attribute, item_of

NEXT_DAY = timedelta(days=1)


def filled(subject: Subject, check: Check) -> Iterator[Finding]:
    """Every field is filled in, or one of them where that is enough.

    Programme 1.3 (R04), 1.4 (R06), 1.2 (R02), 3.2.1 (R20), 3.2.2 (R25–R28, R32, R33, R35–R38,
    R40), 3.2.3 (R42), 4.1 (R55, R59–R61, R88), 4.2 (R65, R67), 4.4 (R70), 4.5 (R79), 4.7 (R83,
    R84). Ours: »ej tillämpligt« with a reason means that the demand does not apply; »inga« is an
    answer where the demand asks for a standpoint, and a shortfall where it asks for the thing.
    Where one is enough, an outright none with its reason is one.
    A group with nothing in it is missing.
    """
    if check.role and not subject.assignments(check.role):
        yield _nobody(subject, check)
        return
    found = [_filled(subject, check, path) for path in check.fields]
    told = [it for it in found if it.state is not State.NOT_MET]
    if check.one_is_enough and told:
        yield from [it for it in told if it.state is State.MET] or told
    elif check.one_is_enough and len(found) > 1:
        titles = [subject.title(path) for path in check.fields]
        yield Finding(
            State.NOT_MET, wording.none_of(titles), tuple(check.fields), only_whether=True
        )
    else:
        yield from found


def _nobody(subject: Subject, check: Check) -> Finding:
    assert check.role
    why = wording.nobody_has(subject.name(check.role))
    return Finding(State.NOT_APPLICABLE, why, tuple(check.fields), only_whether=True)


def _filled(subject: Subject, check: Check, path: str) -> Finding:
    values = subject.values(path, check.role)
    absence = next((value for value in values if isinstance(value, Absence)), None)
    if absence:
        return _absent(subject, path, absence, check.none_is_an_answer)
    missing = sum(value is None or _is_empty(value) for value in values)
    if not missing:
        return Finding(
            State.MET, wording.is_filled(subject.title(path)), (path,), only_whether=True
        )
    if missing == len(values):
        return Finding(
            State.NOT_MET, wording.is_missing(subject.title(path)), (path,), only_whether=True
        )
    why = wording.partly_missing(subject.title(path), missing, len(values))
    return Finding(State.NOT_MET, why, (path,), only_whether=True)


def _is_empty(value: object) -> bool:
    """Whether a value is a group with nothing in it."""
    return isinstance(value, BaseModel) and all(it in (None, []) for it in vars(value).values())


def _absent(subject: Subject, path: str, absence: Absence, is_answer: bool) -> Finding:
    """What an outright none means: not applicable, an answer, or a shortfall."""
    if absence.word == "ej tillämpligt":
        state = State.NOT_APPLICABLE
    else:
        state = State.MET if is_answer else State.NOT_MET
    why = wording.said_to_be_none(subject.title(path), absence)
    return Finding(state, why, (path,))


def names(subject: Subject, check: Check) -> Iterator[Finding]:
    """A field names one of some parties; where it stands in a list, every item of the list does.

    Programme 3.2.2 (R23, R29, R30, R31), 3.2.3 (R41), 4.7 (R84). Ours: whoever holds a role of
    the system counts as that role. Where there is no group to name anyone in, it cannot be told.
    """
    if check.role and not subject.assignments(check.role):
        yield _nobody(subject, check)
        return
    for path in check.fields:
        for part, key in subject.parts(path, check.role):
            if isinstance(part, Absence):
                why = wording.said_to_be_none(subject.title(path), part)
                yield Finding(State.NOT_APPLICABLE, why, (path,))
                continue
            if part is None:
                why = wording.is_missing(subject.title(path))
                yield Finding(State.CANNOT_TELL, why, (path,), only_whether=True)
                continue
            value = getattr(part, attribute(type(part), key))
            yield _names(subject, check, path, value if isinstance(value, list) else [value])


def _names(subject: Subject, check: Check, path: str, value: list[object]) -> Finding:
    references = [it for it in value if isinstance(it, Reference)]
    if not references:
        return Finding(
            State.NOT_MET, wording.is_missing(subject.title(path)), (path,), only_whether=True
        )
    right = [it for it in references if subject.is_one_of(it, check.names)]
    if right:
        words = [subject.name(it) for it in right]
        why = wording.names_one(subject.title(path), words)
        return Finding(State.MET, why, (path,), about=tuple(right))
    found, wanted = ([subject.name(it) for it in them] for them in (references, check.names))
    why = wording.names_none(subject.title(path), found, wanted)
    return Finding(State.NOT_MET, why, (path,), about=(*references, *check.names))


def happened(subject: Subject, check: Check) -> Iterator[Finding]:
    """Every date is filled in and has come, or one of them where that is enough.

    Programme 3.2.2 (R30, R31), 3.2.6 (R50), 4.7 (R84). Ours: a date to come is a plan, not a fact.
    """
    found = [_happened(subject, check, path) for path in check.fields]
    good = [it for it in found if it.state is State.MET]
    yield from good if check.one_is_enough and good else found


def _happened(subject: Subject, check: Check, path: str) -> Finding:
    values = subject.values(path, check.role)
    absence = next((value for value in values if isinstance(value, Absence)), None)
    if absence:
        return _absent(subject, path, absence, check.none_is_an_answer)
    days = [value for value in values if isinstance(value, date)]
    past = [value for value in days if value <= subject.today]
    if past and (check.one_is_enough or len(past) == len(values)):
        why = wording.has_happened(subject.title(path), max(past))
        return Finding(State.MET, why, (path,))
    ahead = [value for value in days if value > subject.today]
    if ahead:
        why = wording.lies_ahead(subject.title(path), min(ahead))
        return Finding(State.NOT_MET, why, (path,))
    why = wording.no_date([subject.title(path)])
    return Finding(State.NOT_MET, why, (path,), only_whether=True)


def recent(subject: Subject, check: Check) -> Iterator[Finding]:
    """The latest of some dates is not longer ago than a threshold; exactly as long is within.

    Programme 1.3 (R03), 3.2.4 (R43, R46, R48), 3.2.7 (R52), 4.5 (R76). Ours: the thresholds, all
    but the year of R46. Dates to come are not counted.
    """
    assert check.within
    threshold = subject.entity(check.within)
    limit: Duration = threshold.value  # type: ignore[attr-defined]
    fields = tuple(check.fields)
    days: list[tuple[date, str]] = []
    absences: list[Finding] = []
    for path in fields:
        for value in subject.values(path):
            if isinstance(value, Absence):
                absences.append(_absent(subject, path, value, check.none_is_an_answer))
            if isinstance(value, date):
                days.append((value, path))
    past = [it for it in days if it[0] <= subject.today]
    if absences and not days:
        yield absences[0]
        return
    if not past:
        yield _never(subject, fields, days)
        return
    latest, path = max(past)
    last = durations.last_day(latest, limit)
    if subject.today <= last:
        why = wording.is_recent(subject.title(path), latest, last)
        yield Finding(State.MET, why, (path,), due=last)
    else:
        ours: bool = threshold.ours  # type: ignore[attr-defined]
        why = wording.is_overdue(subject.title(path), latest, limit, last, ours=ours)
        yield Finding(State.NOT_MET, why, (path,), since=last + NEXT_DAY)


def _never(subject: Subject, fields: tuple[str, ...], ahead: list[tuple[date, str]]) -> Finding:
    """What has no date that has come: it is to come, or no date stands anywhere."""
    if ahead:
        first, path = min(ahead)
        return Finding(State.NOT_MET, wording.lies_ahead(subject.title(path), first), (path,))
    titles = [subject.title(path) for path in fields]
    return Finding(State.NOT_MET, wording.no_date(titles), fields, only_whether=True)


def unexpired(subject: Subject, check: Check) -> Iterator[Finding]:
    """No last day has passed; the last day itself is within.

    Programme 3.2.2 (R30, R35), 3.2.4 (R47), 4.7 (R83). Ours: what has no last day does not expire.
    """
    for path in check.fields:
        for part, key in subject.parts(path):
            yield _unexpired(subject, path, part, key)


def _unexpired(subject: Subject, path: str, part: Group, key: str) -> Finding:
    """One agreement or licence; in a list it is told which, by what stands first in it."""
    title = subject.title(path)
    if part is None:
        return Finding(State.NOT_APPLICABLE, wording.is_missing(title), (path,), only_whether=True)
    if isinstance(part, Absence):
        return Finding(State.NOT_APPLICABLE, wording.said_to_be_none(title, part), (path,))
    last = getattr(part, attribute(type(part), key))
    first, item = item_of(subject, path, part)
    fields = (path, first) if item else (path,)
    if isinstance(last, date) and last < subject.today:
        why = wording.has_expired(title, last, item)
        return Finding(State.NOT_MET, why, fields, since=last + NEXT_DAY)
    return Finding(State.MET, wording.is_valid(title, last, item), fields, due=last)


def fits(subject: Subject, check: Check) -> Iterator[Finding]:
    """A time is at most as long as another time of the same record.

    Programme 3.2.4 (R45, R47). Ours: the comparison itself, and that office hours and clock time
    cannot be compared.
    """
    assert check.limit
    (most,) = subject.values(check.limit)
    for path in check.fields:
        (value,) = subject.values(path)
        told, limit = subject.title(path), subject.title(check.limit)
        both = (path, check.limit)
        if isinstance(value, Absence):
            yield _excused(_absent(subject, path, value, check.none_is_an_answer))
        elif isinstance(value, Duration) and isinstance(most, Duration):
            fit = durations.fits(value, most)
            if fit is None:
                why = wording.cannot_be_compared(told, value, limit, most)
                yield Finding(State.CANNOT_TELL, why, both)
            elif fit:
                why = wording.fits(told, value, limit, most)
                yield Finding(State.MET, why, both)
            else:
                why = wording.does_not_fit(told, value, limit, most)
                yield Finding(State.NOT_MET, why, both)
        elif not isinstance(most, Duration):
            why = wording.nothing_to_compare(limit, told)
            yield Finding(State.CANNOT_TELL, why, both, only_whether=True)
        else:
            why = wording.nothing_to_compare(told, limit)
            yield Finding(State.CANNOT_TELL, why, both, only_whether=True)


def _excused(finding: Finding) -> Finding:
    """An outright none that is an answer leaves nothing to compare."""
    if finding.state is State.MET:
        return replace(finding, state=State.NOT_APPLICABLE)
    return finding


def precedes(subject: Subject, check: Check) -> Iterator[Finding]:
    """A date has come, and is at the latest the same day as another.

    Programme 3.2.7 (R53). Ours: without the later date it cannot be told.
    """
    assert check.limit
    (last,) = subject.values(check.limit)
    for path in check.fields:
        (value,) = subject.values(path)
        told, limit = subject.title(path), subject.title(check.limit)
        both = (path, check.limit)
        if isinstance(value, Absence):
            yield _absent(subject, path, value, is_answer=False)
        elif not isinstance(last, date):
            why = wording.nothing_to_compare(limit, told)
            yield Finding(State.CANNOT_TELL, why, both, only_whether=True)
        elif not isinstance(value, date):
            yield Finding(State.NOT_MET, wording.is_missing(told), both, only_whether=True)
        elif value <= last and value > subject.today:
            yield Finding(State.NOT_MET, wording.lies_ahead(told, value), both)
        elif value <= last:
            why = wording.is_before(told, value, limit, last)
            yield Finding(State.MET, why, both)
        else:
            why = wording.is_after(told, value, limit, last)
            yield Finding(State.NOT_MET, why, both)
