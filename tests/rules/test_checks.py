"""What data can say of a check: either it is told what is wrong with it, or it can be run."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from macros.index import Entry
from macros.problems import Place, Problem
from macros.records.fields import models_in
from macros.records.requirement import Requirement
from macros.rules import FUNCTIONS, SUMMARY, examination
from macros.rules.checks import mistakes
from macros.rules.criteria import Criteria
from macros.rules.kinds import EXAMINED, MODELS
from macros.rules.outcome import State
from macros.visibility import CHOICES
from tests.conftest import TODAY
from tests.rules.world import base, changed, judged, real, small

DEMAND = {
    "id": "R99", "section": "1.1", "title": "Ett krav", "text": "Kravet.",
    "applies_to": ["systemagare"], "checkable": "ja",
}  # fmt: skip


def paths(model, before="", depth=0):
    """Every path of fields below a model, as they are written in the files."""
    for name, info in model.model_fields.items():
        path = f"{before}{info.alias or name}"
        yield path
        inside = next(models_in(info.annotation), None)
        if inside and depth < 3:
            yield from paths(inside, f"{path}.", depth + 1)


def drawn_from(kind):
    return st.sampled_from(sorted(real().index[kind]))


PATHS = {kind: sorted(paths(model)) for kind, model in MODELS.items()}
ANY_PATH = sorted({path for several in PATHS.values() for path in several} | {"inget", "name.mer"})
STATUS = ["planerat", "under införande", "i drift", "avvecklat", "gällande", "utkast", "tillåten"]
REFERABLE = ("system", "role", "unit", "instruction", "standard")
FLAG = st.sampled_from(["ja", "nej"])
ROLE = st.sampled_from(["systemagare", "systemforvaltare", "forvaltningschef", "datachef"])


def some(strategy):
    return st.lists(strategy, min_size=1, max_size=2)


def whens(fields):
    return st.fixed_dictionaries(
        {},
        optional={
            "status": some(st.sampled_from(STATUS)),
            "groups": some(drawn_from("criticality")),
            "needs_plan": FLAG,
            "users_above": st.sampled_from(["0", "1", "5"]),
            "infrastructure": FLAG,
            "given": some(fields),
            "says_yes": some(fields),
        },
    )


def parameters(kind):
    """A strategy for each parameter of a check of a kind of record."""
    fields = st.sampled_from(PATHS[kind])
    word = next(word for word, other in EXAMINED.items() if other == kind)
    known = [f"{word}/{it.id}" for it in small().records[kind]] * (kind in REFERABLE)
    return {
        "of": st.just(word),
        "only": some(st.sampled_from([*known, "system/natet", "roll/systemagare"])),
        "kinds": some(st.sampled_from(["nämnd", "förvaltning", "slott"])),
        "parts": some(st.sampled_from(["användare", "förvaltning", "riktlinje"])),
        "when": whens(fields),
        "fields": some(fields),
        "one_is_enough": FLAG,
        "none_is_an_answer": FLAG,
        "role": ROLE,
        "names": some(ROLE),
        "within": drawn_from("threshold"),
        "limit": fields,
        "topics": some(drawn_from("topic")),
        "demands": some(st.sampled_from(["R02", "R44", "R45", "R60", "R62", "R99"])),
        "milder": st.sampled_from(["alltid", "utan plan", "ibland"]),
    }


@st.composite
def fitting(draw):
    """A check that has what it needs, and perhaps more of what it can have."""
    must = draw(st.sampled_from([*FUNCTIONS, SUMMARY]))
    function = FUNCTIONS.get(must)
    kinds = function.kinds if function else ("system", "municipality", "instruction")
    kind = draw(st.sampled_from(kinds))
    known = parameters(kind)
    needs = set(function.needs if function else ("demands",)) | {"of"}
    may = set(function.takes if function else ()) | {"when", "milder", "only"}
    given = needs | draw(st.sets(st.sampled_from(sorted(may)), max_size=3))
    return {"must": must, **{name: draw(known[name]) for name in sorted(given)}}


@st.composite
def wild(draw):
    """A check with any parameters whatever."""
    known = parameters(draw(st.sampled_from(sorted(MODELS))))
    known["fields"] = some(st.sampled_from(ANY_PATH))
    must = draw(st.sampled_from([*FUNCTIONS, SUMMARY, "fungera"]))
    given = draw(st.sets(st.sampled_from(sorted(known)), max_size=6))
    return {"must": must, **{name: draw(known[name]) for name in sorted(given)}}


def with_checks(checks, programme=None):
    """The small programme with one demand, which has some checks."""
    programme = programme or small()
    demand = Requirement.model_validate({**DEMAND, "checks": checks})
    index = {kind: dict(entries) for kind, entries in programme.index.items()}
    index["requirement"]["R99"] = Entry(demand, demand, None)
    records = {**programme.records, "requirement": (demand,)}
    return replace(programme, records=records, index=index)


def tried(checks, programme=None):
    """The problems of a demand's checks; without problems they are run, and must not raise."""
    programme = with_checks(checks, programme)
    found = [make(Place("data/requirements.yml")) for _, (_, make) in mistakes(programme)]
    if not found:
        report = examination.examine(programme, TODAY)
        (demand,) = report.demands
        assert len(Criteria(programme).of(demand)) == len(checks)
        assert all(title for title in Criteria(programme).looks_at(demand))
        for outcome in report.outcomes:
            assert outcome.findings
            assert (outcome.severity is not None) == (outcome.state is State.NOT_MET)
            for finding in outcome.findings:
                assert finding.why.endswith((".", "!", "?"))
                assert "None" not in finding.why
    return found


def told(problem):
    """Whether a problem says all that an editor needs."""
    return isinstance(problem, Problem) and problem.expected and problem.found and problem.tip


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(some(fitting()))
def test_checks_without_mistakes_can_be_run(checks):
    found = tried(checks)
    event("run" if not found else "told")
    assert all(map(told, found))


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(some(wild()))
def test_whatever_a_check_says_it_is_told_of_or_can_be_run(checks):
    assert all(map(told, tried(checks)))


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(some(fitting()), st.data())
def test_checks_can_be_run_on_records_that_say_next_to_nothing(checks, data):
    change = {}
    for name in base():
        if name.startswith(("system/", "programvara/", "enhet/", "standard/")):
            given = [field for field in base()[name] if field not in NEEDED]
            gone = data.draw(st.sets(st.sampled_from([*given, "summary"])))
            change[name] = dict.fromkeys(sorted(gone - {"summary"}), "saknas")
    assert all(map(told, tried(checks, changed(change))))


NEEDED = {"name", "summary", "purpose", "status", "kind", "text"}


@pytest.mark.parametrize("kind", sorted(MODELS))
def test_every_field_of_every_kind_can_be_checked_for_being_filled_in(kind):
    word = next(word for word, other in EXAMINED.items() if other == kind)
    paths = [path for path in PATHS[kind] if path.partition(".")[0] not in CHOICES]
    for path in paths:
        assert tried([{"must": "vara ifyllt", "of": word, "fields": [path]}]) == [], path


def test_the_checks_of_the_programme_have_no_mistakes():
    assert list(mistakes(real())) == []


def test_that_a_check_does_not_apply_goes_before_that_it_cannot_be_told():
    when = {"says_yes": ["citizen_facing"], "users_above": "50", "needs_plan": "ja"}
    check = {"must": "vara ifyllt", "fields": ["url"], "when": when}
    gone = {"citizen_facing": "saknas", "criticality": "saknas"}
    for change, state in (
        ({**gone, "user_count": "40"}, State.NOT_APPLICABLE),
        ({**gone, "user_count": "51"}, State.CANNOT_TELL),
        ({"citizen_facing": "ja", "user_count": "51"}, State.NOT_MET),
    ):
        programme = with_checks([check], changed({"system/provsystemet": change}))
        assert judged(programme, "R99", "system/provsystemet").state is state
