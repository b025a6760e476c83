"""Calendars: for everyone who acts on a demand, the last days that the demands stay met.

A calendar is a file that any calendar program can subscribe to (RFC 5545). It is the same, byte
for byte, whenever it is made of the same data for the same day.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from uuid import NAMESPACE_URL, uuid5

from icalendar import Calendar, Event, Timezone, TimezoneStandard

from macros.compliance import EXCEPTION, Due, actors, deadlines, home, of_actor
from macros.opendata import address
from macros.views import Link, Outcome, ProgrammeView

PRODUCER = "-//IT-programmet//itprogram//SV"

Text = Callable[[], Iterator[str]]
"""A file's text, a piece at a time, made when it is called."""


def files(view: ProgrammeView, today: date, site_url: str = "") -> Mapping[str, Text]:
    """The calendars by their path below the site. None when nothing may be told of compliance.

    Addresses in them are only given when `site_url` is.
    """
    maker = _Maker(view, today, site_url and site_url.rstrip("/") + "/")
    return {
        f"{home(actor)}.ics": partial(maker.calendar, actor) for actor in actors(view.compliance)
    }


class _Maker:
    """Makes the calendars of a site."""

    def __init__(self, view: ProgrammeView, today: date, site: str) -> None:
        self._compliance = view.compliance
        self._municipality = str(view.municipality.name)
        self._title = str(view.municipality.site_title)
        self._stamp = datetime.combine(today, time(), UTC)
        self._site = site

    def calendar(self, actor: Link) -> Iterator[str]:
        """The deadlines of what someone acts on."""
        calendar = Calendar()
        calendar.add("prodid", PRODUCER)
        calendar.add("version", "2.0")
        for name in ("name", "x-wr-calname"):
            calendar.add(name, f"{self._title}: {actor.title}")
        calendar.add("refresh-interval", timedelta(days=1), {"value": "DURATION"})
        told = {self._uid(due): due for due in deadlines(of_actor(self._compliance, actor))}
        for uid, due in told.items():
            calendar.add_component(self._event(uid, due))
        if not calendar.subcomponents:
            calendar.add_component(_clock())
        yield calendar.to_ical().decode("utf-8")

    def _event(self, uid: str, due: Due) -> Event:
        """A day in the calendar. It takes nobody's time."""
        outcome, event = due.outcome, Event()
        event.add("uid", uid)
        event.add("dtstamp", self._stamp)
        event.add("dtstart", due.deadline.day)
        event.add("summary", _summary(outcome))
        page = self._site and outcome.requirement.path
        link = f"{self._site}{address(page)}" if page else ""
        event.add("description", "\n\n".join(part for part in (due.deadline.why, link) if part))
        if link:
            event.add("url", link)
        event.add("transp", "TRANSPARENT")
        return event

    def _uid(self, due: Due) -> str:
        """The same for the same deadline, also when its day is moved."""
        outcome = due.outcome
        sort = "undantag" if outcome.state == EXCEPTION else "senast"
        number = outcome.deadlines.index(due.deadline)
        subject = f"{outcome.subject.word}/{outcome.subject.id}"
        parts = (self._municipality, outcome.requirement.id, subject, sort, str(number))
        return str(uuid5(NAMESPACE_URL, "/".join((PRODUCER, *parts))))


def _summary(outcome: Outcome) -> str:
    example = "Exempel: " if outcome.is_example else ""
    ends = ", undantaget går ut" if outcome.state == EXCEPTION else ""
    return f"{example}{outcome.requirement.title}{ends}: {outcome.subject.title}"


def _clock() -> Timezone:
    """Something to hold an empty calendar open: the standard wants at least one component."""
    zone, standard = Timezone(), TimezoneStandard()
    zone.add("tzid", "UTC")
    standard.add("dtstart", datetime(1970, 1, 1))
    standard.add("tzoffsetfrom", timedelta())
    standard.add("tzoffsetto", timedelta())
    zone.add_component(standard)
    return zone
