"""Calendars: the deadlines of everyone who acts, for a calendar program to follow."""

from datetime import UTC, date, datetime

import icalendar
import pytest

from macros import calendars
from macros.build import build
from macros.compliance import actors, deadlines, home, of_actor
from tests.conftest import HAGGASA, REPOSITORY, TODAY

SITE = "https://exempel.se/it"


def files(root=HAGGASA, today=TODAY, site=SITE, audience="internal"):
    """Every calendar of a site as bytes."""
    made = calendars.files(build(root, audience, today).view, today, site)
    return {path: "".join(pieces()).encode("utf-8") for path, pieces in made.items()}


def events(raw):
    return icalendar.Calendar.from_ical(raw).walk("VEVENT")


@pytest.fixture(scope="module")
def real():
    return files(REPOSITORY)


def test_everyone_who_acts_has_a_calendar_at_the_address_that_pages_link_to(real):
    compliance = build(REPOSITORY, "internal", TODAY).view.compliance
    assert set(real) == {f"{home(actor)}.ics" for actor in actors(compliance)}
    assert "mitt-ansvar/systemagare.ics" in real
    for actor in actors(compliance):
        expected = [it.deadline.day for it in deadlines(of_actor(compliance, actor))]
        found = [event.decoded("dtstart") for event in events(real[f"{home(actor)}.ics"])]
        assert found == expected


def test_the_files_are_as_the_standard_wants_them(real):
    assert any(map(events, real.values()))
    for raw in real.values():
        assert raw.endswith(b"END:VCALENDAR\r\n")
        assert raw.count(b"\n") == raw.count(b"\r\n")
        assert max(map(len, raw.split(b"\r\n"))) <= 75
        calendar = icalendar.Calendar.from_ical(raw)
        assert not calendar.errors
        assert (calendar["version"], bool(calendar["prodid"])) == ("2.0", True)
        assert calendar.subcomponents


def test_an_event_is_a_whole_day_that_takes_nobodys_time(real):
    for raw in real.values():
        for event in events(raw):
            assert type(event.decoded("dtstart")) is date
            assert event.decoded("dtstart") >= TODAY
            assert "dtend" not in event
            assert event["transp"] == "TRANSPARENT"
            assert event.decoded("dtstamp") == datetime(2026, 11, 24, tzinfo=UTC)


def test_an_event_tells_the_demand_the_record_and_why():
    (event,) = [
        event
        for event in events(files()["mitt-ansvar/drift-ansvarig.ics"])
        if "K7" in event["summary"]
    ]
    assert event["summary"] == "K7 Kopian går att läsa, undantaget går ut: Trygghetslarmen"
    assert event["description"] == (
        "Ett undantag gäller till och med den 31 december 2026. Leverantören byter lagring.\n\n"
        "https://exempel.se/it/krav/#k7"
    )
    assert event["url"] == "https://exempel.se/it/krav/#k7"


def test_an_exceptions_last_day_is_the_day_and_then_it_is_gone():
    def days(today):
        found = events(files(today=today)["mitt-ansvar/drift-ansvarig.ics"])
        return [it.decoded("dtstart") for it in found if "undantaget går ut" in it["summary"]]

    assert days(date(2026, 12, 31)) == [date(2026, 12, 31)]
    assert days(date(2027, 1, 1)) == []


def test_examples_are_marked(real):
    names = [event["summary"] for event in events(real["mitt-ansvar/systemagare.ics"])]
    assert names
    assert all(name.startswith("Exempel: ") for name in names)
    plain = [event["summary"] for raw in files().values() for event in events(raw)]
    assert plain
    assert not any("Exempel" in name for name in plain)


def test_no_address_is_given_when_nobody_knows_where_the_site_is():
    for raw in files(site="").values():
        assert b"http" not in raw
        assert b"URL" not in raw


def test_ids_are_unique_in_a_calendar_and_the_same_in_all(real):
    known = {}
    for raw in real.values():
        uids = [str(event["uid"]) for event in events(raw)]
        assert len(set(uids)) == len(uids)
        for event in events(raw):
            same = (event["summary"], event.decoded("dtstart"))
            assert known.setdefault(str(event["uid"]), same) == same


def test_the_same_day_gives_the_same_bytes_and_another_day_the_same_ids(real):
    assert files(REPOSITORY) == real
    later = files(REPOSITORY, date(2026, 11, 25))
    for path, raw in real.items():
        assert {str(it["uid"]) for it in events(later[path])} <= {
            str(it["uid"]) for it in events(raw)
        }


def test_an_id_stays_when_the_day_is_moved(haggasa):
    path = haggasa / "data" / "systems" / "trygghetslarmen.yml"

    def uids():
        return {str(it["uid"]) for raw in files(haggasa).values() for it in events(raw)}

    before = uids()
    text = path.read_text("utf-8")
    assert "reviewed_on: 2026-02-02" in text
    path.write_text(text.replace("reviewed_on: 2026-02-02", "reviewed_on: 2026-11-20"), "utf-8")
    assert uids() == before


def test_an_empty_calendar_is_still_a_valid_file(real):
    empty = [raw for raw in real.values() if not events(raw)]
    assert empty
    for raw in empty:
        assert [it.name for it in icalendar.Calendar.from_ical(raw).subcomponents] == ["VTIMEZONE"]


def test_the_public_site_has_no_calendars():
    assert files(REPOSITORY, audience="public") == {}
    site = build(REPOSITORY, "public", TODAY)
    assert not [path for path in site.data(SITE) if path.endswith(".ics")]


def test_the_internal_site_has_the_files_to_the_letter(internal_site, real):
    assert {str(it.relative_to(internal_site)) for it in internal_site.rglob("*.ics")} == set(real)
    raw = (internal_site / "mitt-ansvar" / "systemagare.ics").read_bytes()
    assert raw.count(b"\n") == raw.count(b"\r\n")
    assert events(raw)


def test_the_public_site_has_none_of_the_files(public_site):
    assert not list(public_site.rglob("*.ics"))
