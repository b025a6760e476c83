"""The door: what an audience may not see is not in its views at all."""

import gc
from dataclasses import is_dataclass
from types import ModuleType

import pytest
from pydantic import BaseModel

from macros.programme import examine
from macros.records import COLLECTIONS, NESTED
from macros.records.fields import Entity, Reference, Visibility, models_in
from macros.redaction import redact, with_outcomes
from macros.rules.examination import examine as examine_demands
from macros.rules.outcome import Report
from macros.slugs import in_swedish_order
from macros.views import NotFound, View
from macros.visibility import level
from tests.conftest import REPOSITORY, TODAY

UNPUBLISHED = {
    "AuthorizationProfile.rights", "Backup.storage_place", "Classification.motivation",
    "Log.scope", "Logging.archiving", "Logging.follow_up", "Logging.storage",
    "OperationalApproval.conditions", "OutagePlan.document", "PlanItem.kept_at",
    "SecurityPlan.document", "Software.version_policy", "System.version",
    "VisibilityOverride.fields", "VisibilityOverride.reason",
}  # fmt: skip
"""Every field that is in no build. A field that forgets its mark shows up here."""
OF_EVERY_RECORD = {"visibility", "visibility_overrides"}


@pytest.fixture(scope="module")
def programme():
    programme, found = examine(REPOSITORY)
    assert found == []
    return programme


def models():
    """Every model of every kind, parts included."""
    seen, waiting = set(), [collection.model for collection in COLLECTIONS]
    while waiting:
        model = waiting.pop()
        if model not in seen:
            seen.add(model)
            for info in model.model_fields.values():
                waiting += models_in(info.annotation)
    return seen


def test_a_field_without_a_mark_is_in_no_build_and_each_such_field_is_meant():
    unmarked = {
        f"{model.__name__}.{name}"
        for model in models()
        for name, info in model.model_fields.items()
        if level(info.metadata) is Visibility.RESTRICTED
        and name not in ("visibility", "visibility_overrides")
    }
    assert unmarked == UNPUBLISHED


def test_every_kind_of_entity_inside_a_record_is_on_the_list_of_nested_kinds():
    found = set()
    for collection in COLLECTIONS:
        waiting, seen = [collection.model], set()
        while waiting:
            model = waiting.pop()
            for info in model.model_fields.values():
                parts = set(models_in(info.annotation)) - seen
                seen |= parts
                waiting += parts
                found |= {(p.kind, collection.kind) for p in parts if issubclass(p, Entity)}
    assert found == {(kind.kind, kind.within) for kind in NESTED}


def everything_reachable(start):
    """Every object that can be reached from another, whatever holds it."""
    seen, waiting = {}, [start]
    while waiting:
        thing = waiting.pop()
        if id(thing) in seen or isinstance(thing, type | ModuleType) or callable(thing):
            continue
        seen[id(thing)] = thing
        waiting += gc.get_referents(thing)
    return seen.values()


@pytest.mark.parametrize("audience", list(Visibility))
def test_no_record_can_be_reached_from_a_view(programme, audience):
    report = examine_demands(programme, TODAY)
    view = with_outcomes(redact(programme, audience), programme, audience, report)
    assert bool(view.compliance) == (audience is not Visibility.PUBLIC)
    held = [
        thing
        for thing in everything_reachable(view)
        if isinstance(thing, BaseModel | Reference | Report) or type(thing).__name__ == "Programme"
    ]
    assert held == []
    assert is_dataclass(view)


def test_the_public_sees_who_owns_a_system_but_not_how_critical_it_is(programme):
    public = redact(programme, Visibility.PUBLIC).find("system/ekonomisystemet")
    internal = redact(programme, Visibility.INTERNAL).find("system/ekonomisystemet")
    assert public.assignments[0].party
    assert not public.criticality
    assert not public.criticality.group
    assert internal.criticality.group.title == "verksamhetskritiskt"


def test_a_misspelt_field_raises_and_a_withheld_one_reads_as_nothing(programme):
    public = redact(programme, Visibility.PUBLIC).find("system/ekonomisystemet")
    assert str(public.vendor) == ""
    assert list(public.licences) == []
    with pytest.raises(AttributeError):
        public.vendr  # noqa: B018
    with pytest.raises(AttributeError):
        public.criticality.gruop  # noqa: B018


def test_a_part_that_speaks_of_a_hidden_record_is_gone_whole(haggasa):
    systems = haggasa / "data" / "systems"
    hidden = systems / "ritningsarkivet.yml"
    text = hidden.read_text(encoding="utf-8").replace("visibility: intern", "visibility: skyddad")
    hidden.write_text(text, encoding="utf-8")
    open_system = systems / "lokalbokningen.yml"
    text = open_system.read_text(encoding="utf-8").replace(
        "integrations:\n",
        "integrations:\n"
        "  - {system: ritningsarkivet, direction: hämtar, purpose: Hämtar en hemlig ritning}\n",
    )
    open_system.write_text(text, encoding="utf-8")
    programme, found = examine(haggasa)
    assert found == []
    view = redact(programme, Visibility.INTERNAL)
    shown = view.find("system/lokalbokningen").integrations
    assert [str(integration.system) for integration in shown] == ["Trygghetslarmen"]
    with pytest.raises(NotFound):
        view.find("system/ritningsarkivet")
    texts = [thing for thing in everything_reachable(view) if isinstance(thing, str)]
    assert not [text for text in texts if "ritningsarkiv" in text.lower()]
    assert not [text for text in texts if "hemlig ritning" in text]


def test_links_go_both_ways_between_duty_demand_section_system_rule_and_term(programme):
    view = redact(programme, Visibility.INTERNAL)
    assert "R23" in [link.id for link in view.find("systemagare.03").mentioned_by("requirement")]
    assert "systemagare.03" in [link.id for link in view.find("krav/R23").duties]
    assert "R80" in [link.id for link in view.find("avsnitt/4.5").mentioned_by("requirement")]
    assert "tekniker.7" in [link.id for link in view.find("system/nilexplus").mentioned_by("duty")]
    assert view.find("krav/R54").mentioned_by("rule") or view.find("krav/R54").mentioned_by(
        "instruction"
    )
    assert view.find("begrepp/avbrottsplan").mentioned_by("duty")


def test_a_role_page_does_not_grow_with_the_number_of_systems(programme):
    view = redact(programme, Visibility.INTERNAL)
    for role in view.shelf("role"):
        assert role.mentioned_by("system") == (), role


def test_swedish_letters_come_last_and_case_does_not_matter():
    words = ["Östra", "ätt", "Ål", "zebra", "Adam", "bo"]
    assert sorted(words, key=in_swedish_order) == ["Adam", "bo", "zebra", "Ål", "ätt", "Östra"]


def test_views_of_one_kind_are_in_swedish_order(programme):
    names = [view.name for view in redact(programme, Visibility.INTERNAL).shelf("system")]
    assert names == sorted(names, key=in_swedish_order)


def test_find_tells_an_id_apart_by_its_kind(programme):
    view = redact(programme, Visibility.INTERNAL)
    assert isinstance(view.find("roll/anvandare"), View)
    with pytest.raises(NotFound) as error:
        view.find("anvandare")
    assert error.value.known == ("roll/anvandare", "instruktion/anvandare")


def test_the_internal_view_marks_what_the_public_has_too_and_nothing_else(programme):
    public, internal = (redact(programme, it) for it in (Visibility.PUBLIC, Visibility.INTERNAL))
    for view in internal.shelf("system"):
        told = {name for name in view.values if view.title_of(name).is_open}
        shown = public.find(f"system/{view.link.id}").values
        assert told == {name for name in shown if view.shape.fields[name].form != "group"}
    nilexplus = internal.find("system/nilexplus")
    assert nilexplus.title_of("product").is_open
    assert not nilexplus.title_of("vendor").is_open


def test_nothing_is_marked_on_a_page_that_is_open_whole_or_that_the_public_reads(programme):
    public, internal = (redact(programme, it) for it in (Visibility.PUBLIC, Visibility.INTERNAL))
    role = internal.find("roll/anvandare")
    assert not any(title.is_open for title, _ in role.titled)
    assert "roller/anvandare.md" not in internal.partly_open
    assert "krav/index.md" in internal.partly_open
    assert all(title.is_open for title, _ in internal.find("krav/R01").titled)
    assert not any(title.is_open for view in public.shelf("system") for title, _ in view.titled)
