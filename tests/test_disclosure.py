"""What is told of how the demands are met: nothing to the public, nothing hidden to employees."""

import gzip
import re
from datetime import date, timedelta

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from macros import visibility
from macros.build import build, written_out
from macros.programme import examine
from macros.records.fields import Visibility
from macros.redaction import redact, with_outcomes
from macros.rules.examination import examine as examine_demands
from macros.rules.outcome import State
from tests.conftest import HAGGASA, TODAY, itprogram, make_root

ALARMS, BOOKING, ARCHIVE = "trygghetslarmen", "lokalbokningen", "ritningsarkivet"


def change(root, name, **fields):
    """Change fields of a system; None takes one away."""
    path = root / "data" / "systems" / f"{name}.yml"
    data = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506 (makes only text)
    data = {key: value for key, value in (data | fields).items() if value is not None}
    path.write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")


def add(root, file, **fields):
    """Add a record to a list."""
    with (root / "data" / file).open("a", encoding="utf-8") as stream:
        stream.write("\n" + yaml.safe_dump([fields], allow_unicode=True))


def demand(root, identifier, *checks, **fields):
    """Add a demand with checks."""
    add(
        root, "requirements.yml", id=identifier, section="1.1", title="Prov", text="Prov.",
        applies_to=["ks"], checkable="ja", checks=list(checks), **fields,
    )  # fmt: skip


def hidden(*fields, visibility="skyddad"):
    return [{"fields": list(fields), "visibility": visibility}]


def compliance(root, audience=Visibility.INTERNAL):
    programme, found = examine(root)
    assert found == []
    report = examine_demands(programme, TODAY)
    return with_outcomes(redact(programme, audience), programme, audience, report).compliance


def told(root):
    """What employees are told: outcomes by the ids of the demand and of what it is about."""
    outcomes = compliance(root).outcomes
    return {(it.requirement.id, it.subject.id): it for it in outcomes}


def of(outcomes, subject):
    """The demands that something is told of, for one subject."""
    return {demand for demand, about in outcomes if about == subject}


def test_the_public_is_told_nothing_and_its_view_is_the_same(haggasa):
    programme, _ = examine(haggasa)
    view = redact(programme, Visibility.PUBLIC)
    report = examine_demands(programme, TODAY)
    assert with_outcomes(view, programme, Visibility.PUBLIC, report) is view
    assert not view.compliance
    assert view.compliance.criteria == {}


def test_employees_are_told_every_outcome_when_nothing_is_hidden(haggasa):
    programme, _ = examine(haggasa)
    report = examine_demands(programme, TODAY)
    assert len(told(haggasa)) == len(report.outcomes) > 25
    assert {it.state for it in report.outcomes} == set(State)


def test_a_field_that_its_own_record_hides_tells_nothing_not_even_whether_it_is_filled_in(haggasa):
    before = told(haggasa)
    change(haggasa, ALARMS, visibility_overrides=hidden("outage_plan"))
    after = told(haggasa)
    assert before.keys() - after.keys() == {("K5", ALARMS)}
    change(haggasa, ALARMS, outage_plan=None)
    assert told(haggasa).keys() == after.keys()


def test_a_field_that_is_hidden_from_the_public_only_is_told_of_to_employees(haggasa):
    before = told(haggasa)
    chosen = hidden("used_by", visibility="intern")
    change(haggasa, ALARMS, visibility_overrides=chosen)
    assert told(haggasa) == before


def test_what_decides_whether_a_demand_applies_tells_nothing_when_it_is_hidden(haggasa):
    change(haggasa, ALARMS, visibility_overrides=hidden("criticality.consulted", "criticality"))
    of_a = of(told(haggasa), ALARMS)
    assert of_a.isdisjoint({"K3", "K4", "K7"})
    change(haggasa, ALARMS, criticality={"group": "C", "assessed_on": "2026-01-02"})
    assert of(told(haggasa), ALARMS) == of_a


def test_what_decides_how_grave_a_shortfall_is_tells_nothing_when_it_is_hidden(haggasa):
    demand(haggasa, "K90", {"must": "vara ifyllt", "fields": ["note"], "milder": "utan plan"})
    assert ("K90", ALARMS) in told(haggasa)
    change(haggasa, ALARMS, visibility_overrides=hidden("criticality"))
    assert ("K90", ALARMS) not in told(haggasa)


def test_who_holds_a_role_is_not_told_by_another_field_when_it_is_hidden(haggasa):
    check = {"must": "nämna någon", "fields": ["criticality.assessed_by"]}
    demand(haggasa, "K90", check | {"names": ["roll/objektagare"]})
    group = {"group": "C", "assessed_on": "2026-01-02", "assessed_by": "enhet/kulturkontoret"}
    held = [{"role": "objektagare", "party": "kulturkontoret"}]
    change(haggasa, BOOKING, criticality=group, assignments=held)
    assert told(haggasa)["K90", BOOKING].state == "uppfyllt"
    change(haggasa, BOOKING, visibility_overrides=hidden("assignments"))
    assert ("K90", BOOKING) not in told(haggasa)


def test_a_condition_on_what_nobody_sees_tells_what_stands_there_so_nothing_is_told(
    haggasa, monkeypatch
):
    assert ("K9", ALARMS) in told(haggasa)

    def of_path(record, path, known=visibility.of_path):
        return Visibility.RESTRICTED if path == "user_count" else known(record, path)

    monkeypatch.setattr(visibility, "of_path", of_path)
    assert ("K9", ALARMS) not in told(haggasa)


def test_of_a_field_that_nobody_sees_is_told_whether_it_is_filled_in_and_no_more(haggasa):
    demand(haggasa, "K90", {"must": "vara ifyllt", "fields": ["version"]})
    change(haggasa, ALARMS, version="Zandoria 3")
    outcomes = told(haggasa)
    assert outcomes["K90", ALARMS].state == "uppfyllt"
    assert outcomes["K90", BOOKING].state == "inte uppfyllt"
    assert "Zandoria" not in str(outcomes)


def test_an_outcome_that_rests_on_something_hidden_is_not_told(haggasa):
    assert ("K12", BOOKING) in told(haggasa)
    change(haggasa, ALARMS, visibility="skyddad")
    outcomes = told(haggasa)
    assert ("K12", BOOKING) not in outcomes
    assert of(outcomes, ALARMS) == set()
    assert "rygghetslarm" not in str(outcomes)


def test_what_another_record_hides_tells_nothing(haggasa):
    gone = {"date": "2026-03-04", "data_handled": "Sparas."}
    change(haggasa, ALARMS, status="avvecklat", decommission=gone, introduced_on=None)
    assert told(haggasa)["K12", BOOKING].since is not None
    change(haggasa, ALARMS, visibility_overrides=hidden("decommission"))
    assert ("K12", BOOKING) not in told(haggasa)
    change(haggasa, ALARMS, status="i drift", visibility_overrides=hidden("integrations"))
    assert ("K12", BOOKING) not in told(haggasa)


def test_a_demand_that_hides_its_checks_or_its_severity_does_not_tell_them(haggasa):
    path = haggasa / "data" / "requirements.yml"
    before = path.read_text(encoding="utf-8")
    for field in ("checks", "severity"):
        line = f"  visibility_overrides: [{{fields: [{field}], visibility: skyddad}}]\n"
        text = before.replace("- id: K5\n", f"- id: K5\n{line}")
        assert text != before
        path.write_text(text, encoding="utf-8")
        own = [it for (identifier, _), it in told(haggasa).items() if identifier == "K5"]
        assert not any(it.severity for it in own)
        assert bool(own) is (field == "severity")


def test_of_a_hidden_demand_nothing_is_told(haggasa):
    demand(haggasa, "K90", {"must": "vara ifyllt", "fields": ["note"]}, visibility="skyddad")
    found = compliance(haggasa)
    assert not [it for it in found.outcomes if it.requirement.id == "K90"]
    assert "K90" not in found.criteria


def test_of_a_demand_that_is_checked_against_something_hidden_nothing_is_told(haggasa):
    add(haggasa, "units.yml", id="zandoria", name="Zandoria", kind="enhet", visibility="skyddad")
    check = {"must": "nämna någon", "fields": ["criticality.consulted"], "names": ["zandoria"]}
    demand(haggasa, "K90", {"must": "vara ifyllt", "fields": ["note"]}, check)
    found = compliance(haggasa)
    assert not [it for it in found.outcomes if it.requirement.id == "K90"]
    assert "K90" not in found.criteria
    assert "Zandoria" not in str(found)


def test_a_hidden_owner_is_neither_named_nor_counted(haggasa):
    add(haggasa, "units.yml", id="zandoria", name="Zandoria", kind="nämnd", visibility="skyddad")
    demand(haggasa, "K90", {"must": "ha någon", "role": "informationsagare"})
    held = [{"role": "informationsagare", "party": "zandoria"}]
    change(haggasa, BOOKING, assignments=held)
    outcomes = told(haggasa)
    assert ("K90", BOOKING) not in outcomes
    assert ("K90", ALARMS) in outcomes
    assert "Zandoria" not in str(outcomes)


def test_what_stands_in_a_group_that_is_about_something_hidden_is_not_told(haggasa):
    add(haggasa, "units.yml", id="zandoria", name="Zandoria", kind="nämnd", visibility="skyddad")
    group = {"group": "B", "assessed_on": "2026-02-03", "assessed_by": "enhet/zandoria"}
    change(haggasa, BOOKING, criticality=group)
    outcomes = told(haggasa)
    assert ("K3", BOOKING) not in outcomes
    assert "3 februari 2026" not in str(outcomes)


EXCEPTION = {
    "requirement": "K5", "decided_by": "enhet/ks", "date": "2026-01-01", "expires_on": "2027-05-06",
    "reason": "Zandoria byter plats.",
}  # fmt: skip


def test_a_hidden_exception_makes_no_difference_to_what_is_told(haggasa):
    change(haggasa, BOOKING, exceptions=[EXCEPTION])
    assert told(haggasa)["K5", BOOKING].state == "undantag"
    change(haggasa, BOOKING, visibility_overrides=hidden("exceptions"))
    outcomes = told(haggasa)
    change(haggasa, BOOKING, exceptions=None)
    assert told(haggasa) == outcomes
    assert ("K5", BOOKING) not in outcomes
    assert "Zandoria" not in str(outcomes)


def test_an_exception_by_someone_hidden_is_not_told_nor_remarked_on(haggasa):
    add(haggasa, "units.yml", id="dold", name="Dold", kind="nämnd", visibility="skyddad")
    in_vain = EXCEPTION | {"requirement": "K3"}
    change(haggasa, BOOKING, exceptions=[EXCEPTION, in_vain])
    assert [it.subject.id for it in compliance(haggasa).remarks] == [BOOKING]
    by = {"decided_by": "enhet/dold"}
    change(haggasa, BOOKING, exceptions=[EXCEPTION | by, in_vain | by])
    found = compliance(haggasa)
    assert found.remarks == ()
    assert "Zandoria" not in str(found)
    assert ("K3", BOOKING) in told(haggasa)


def test_a_remark_on_what_is_hidden_is_not_made(haggasa):
    in_vain = EXCEPTION | {"requirement": "K3"}
    change(haggasa, BOOKING, exceptions=[in_vain], visibility_overrides=hidden("criticality"))
    assert compliance(haggasa).remarks == ()
    change(haggasa, BOOKING, visibility_overrides=hidden("exceptions"))
    assert compliance(haggasa).remarks == ()


def test_a_summary_of_what_is_not_told_is_not_told_either(haggasa):
    demand(haggasa, "K90", {"must": "sammanfatta", "demands": ["K5", "K3"]})
    assert ("K90", ALARMS) in told(haggasa)
    change(haggasa, ALARMS, visibility_overrides=hidden("outage_plan"))
    assert ("K90", ALARMS) not in told(haggasa)
    assert ("K90", BOOKING) in told(haggasa)


def test_systems_that_are_in_no_build_are_not_counted(haggasa):
    demand(haggasa, "K90", {"must": "visas öppet"})
    assert told(haggasa)["K90", "municipality"].why == ("2 av 3 system i registret är öppna.",)
    change(haggasa, ARCHIVE, visibility="skyddad")
    assert told(haggasa)["K90", "municipality"].why == ("2 av 2 system i registret är öppna.",)


def test_a_hidden_actor_is_not_named(haggasa):
    add(haggasa, "units.yml", id="dold", name="Dold", kind="nämnd", visibility="skyddad")
    demand(haggasa, "K90", {"must": "vara ifyllt", "fields": ["note"]})
    path = haggasa / "data" / "requirements.yml"
    text = path.read_text(encoding="utf-8")
    *before, last = text.rpartition("applies_to:\n  - ks")
    assert last
    path.write_text("".join((before[0], "applies_to:\n  - ks\n  - dold", last)), encoding="utf-8")
    assert [actor.id for actor in told(haggasa)["K90", BOOKING].actors] == ["ks"]


# --- what is hidden makes no difference -------------------------------------------------------

OPTIONAL = (
    "criticality", "classification", "security_plan", "outage_plan", "backup", "integrations",
    "service_agreement", "exceptions", "user_count", "user_scope", "assignments", "used_by",
    "availability", "logging", "operational_approval",
)  # fmt: skip


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(st.sampled_from(OPTIONAL), min_size=1, max_size=4, unique=True),
    st.sampled_from([ALARMS, BOOKING]),
)
def test_what_a_record_hides_makes_no_difference_to_what_employees_are_told(
    tmp_path_factory, fields, name
):
    root = make_root(tmp_path_factory.mktemp("hidden"), HAGGASA)
    summary = {"must": "sammanfatta", "demands": ["K3", "K4", "K5", "K7", "K9", "K11", "K12"]}
    demand(root, "K90", summary)
    demand(root, "K91", {"must": "delas av flera"}, {"must": "vara bedömt", "milder": "utan plan"})
    change(root, name, visibility_overrides=hidden(*fields))
    with_values = compliance(root)
    change(root, name, **dict.fromkeys(fields))
    assert compliance(root) == with_values


# --- the open site is the same whatever the outcomes are ----------------------------------------


def worsen(root):
    """Change only what is internal or restricted, so that other demands are met."""
    change(
        root, ALARMS, criticality={"group": "B", "assessed_on": "2019-01-02"}, outage_plan=None,
        backup=None, exceptions=[EXCEPTION], service_agreement={"inga": "Inget."}, version="9",
    )  # fmt: skip
    late = {"adopted_on": "2020-02-03", "exercised_on": "2020-02-04", "document": "Pärm 9"}
    change(root, BOOKING, criticality=None, outage_plan=late, exceptions=[EXCEPTION])
    change(root, ARCHIVE, visibility="skyddad")


def published(root, day=TODAY):
    """The files of the public site."""
    options = ("--audience", "public", "--date", day.isoformat(), "--to", str(root / "public"))
    done = itprogram(root, "build", *options)
    assert done.returncode == 0, done.stdout + done.stderr
    tree = root / "public"
    return {
        path.relative_to(tree).as_posix(): contents(path)
        for path in sorted(tree.rglob("*"))
        if path.is_file()
    }


def contents(path):
    """A file as it is; what is packed says itself when it was packed."""
    return gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()


LATER = date(2029, 8, 9)


def undated(page):
    """A page without what it says of the day it was built and of when it is to be reviewed."""
    printed = rb'<div class="printed">.*?</div>'
    reviewed = rb"<div><dt>N\xc3\xa4sta genomg\xc3\xa5ng</dt>.*?</div>"
    return re.sub(rb"%s|%s" % (printed, reviewed), b"", page, flags=re.DOTALL)


def test_the_open_site_is_byte_for_byte_the_same_whatever_the_outcomes_are(haggasa):
    before, outcomes = published(haggasa), told(haggasa)
    worsen(haggasa)
    worse = told(haggasa)
    changed = [it for it in outcomes if it not in worse or worse[it].state != outcomes[it].state]
    assert len(changed) > 8
    assert published(haggasa) == before
    later = published(haggasa, LATER)
    assert later.keys() == before.keys()
    dated = {path for path, data in later.items() if data != before[path]}
    old, new = (day.isoformat().encode() for day in (TODAY, LATER))
    for path in dated:
        if path.endswith(".html"):
            assert undated(later[path]) == undated(before[path]), path
        else:
            assert path.startswith(("data/", "sitemap.xml"))
            assert later[path].replace(new, old) == before[path]


def test_the_open_site_is_built_without_knowing_how_the_demands_are_met(haggasa, monkeypatch):
    def fail(*_):
        raise AssertionError

    for name in ("examine_demands", "with_outcomes"):
        monkeypatch.setattr(f"macros.build.{name}", fail)
    assert build(haggasa, "public", TODAY).pages
    with pytest.raises(AssertionError):
        build(haggasa, "internal", TODAY)


def everything(root, day):
    """All that an engine is given of the public site."""
    site = build(root, "public", day)
    data = {path: "".join(pieces()) for path, pieces in site.data("").items()}
    return written_out(root, site), data, site.nav, site.also_open, site.files, site.notice


EXCEPTIONS = st.lists(
    st.builds(
        lambda number, days: EXCEPTION | {
            "requirement": f"K{number}", "expires_on": str(TODAY + timedelta(days=days)),
        },
        st.integers(1, 12),
        st.integers(-300, 900),
    ),
    max_size=3,
)  # fmt: skip
INSIDE = ("criticality", "security_plan", "outage_plan", "backup", "service_agreement",
          "classification", "integrations", "user_count", "operational_approval")  # fmt: skip


@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.dictionaries(
        st.sampled_from([ALARMS, BOOKING, ARCHIVE]),
        st.tuples(st.lists(st.sampled_from(INSIDE), unique=True), EXCEPTIONS),
    ),
    st.integers(0, 900),
)
def test_pages_data_and_navigation_of_the_open_site_are_the_same_whatever_is_missing_inside(
    tmp_path_factory, changes, days
):
    root = make_root(tmp_path_factory.mktemp("same"), HAGGASA)
    day = TODAY + timedelta(days=days)
    before = everything(root, day)
    for name, (missing, exceptions) in changes.items():
        change(root, name, **dict.fromkeys(missing), exceptions=exceptions or None)
    assert everything(root, day) == before
