"""The checks that demands say they have: whether they can be run."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from pydantic.fields import FieldInfo

from macros import problems
from macros.problems import Place, Problem
from macros.programme import Programme
from macros.records import forms
from macros.records.check import Check, When
from macros.records.fields import Entity, Reference, models_in
from macros.records.requirement import Requirement
from macros.records.unit import Unit
from macros.rules import FUNCTIONS, SCOPE, SUMMARY, kind_of
from macros.rules.durations import is_calendar_time
from macros.rules.kinds import EXAMINED, MODELS
from macros.source import KEY, Location
from macros.visibility import CHOICES

Mistake = tuple[Location, Callable[[Place], Problem]]
"""Where in a record something is wrong, and the problem once its place is known."""

FORMS = {
    "vara aktuellt": "day",
    "ha skett": "day",
    "inte ha gått ut": "day",
    "komma före": "day",
    "rymmas inom": "duration",
    "nämna någon": "link",
}
"""Functions that look at fields of one form only."""
FORM_WORDS = {
    "day": "ett fält med ett datum",
    "duration": "ett fält med en tid",
    "link": "ett fält med en hänvisning",
    "flag": "ett fält med ja eller nej",
    "number": "ett fält med ett tal",
    "text": "ett fält med text",
    "markdown": "ett fält med text",
    "group": "en grupp av fält",
}
SINGLE = ("komma före", "rymmas inom")
"""Functions that compare one value with one other, and so cannot look into lists."""
MILDER = ("alltid", "utan plan")
ABOUT_PARTS = ("ta upp ämnena", "finnas")
"""Functions for which `parts` are what the whole municipality must have."""
BETWEEN_ROLES = "höra till innehavaren"
"""The function for which `names` is a role of the system too."""
WORDS = {kind: word for word, kind in EXAMINED.items()}
ONLY_SYSTEMS = ("groups", "needs_plan", "users_above", "infrastructure")


def mistakes(programme: Programme) -> Iterator[tuple[Requirement, Mistake]]:
    """What is wrong with the checks of every demand."""
    for record in programme.records["requirement"]:
        assert isinstance(record, Requirement)
        yield from ((record, mistake) for mistake in _of_demand(record, programme))


def _of_demand(demand: Requirement, programme: Programme) -> Iterator[Mistake]:
    if demand.checkable == "nej" and demand.checks:
        yield ("checks", KEY), problems.checks_unwanted
    elif demand.checkable != "nej" and not demand.checks:
        yield ("checkable",), partial(problems.checks_missing, checkable=demand.checkable)
    for number, check in enumerate(demand.checks):
        for location, make in _of_check(check, programme):
            yield ("checks", number, *location), make


def _of_check(check: Check, programme: Programme) -> Iterator[Mistake]:
    if check.must not in (*FUNCTIONS, SUMMARY):
        known = (*FUNCTIONS, SUMMARY)
        yield ("must",), partial(problems.check_unknown, found=check.must, known=known)
        return
    if check.of and check.of not in EXAMINED:
        yield ("of",), partial(_choice, title="»Gäller slaget«", choices=EXAMINED, found=check.of)
        return
    function = FUNCTIONS.get(check.must)
    kind = kind_of(check)
    if function and kind not in function.kinds:
        words = [WORDS[known] for known in function.kinds]
        told = partial(problems.check_of_other_kind, check=check.must, word=WORDS[kind])
        yield ("of",), partial(told, known=words)
        return
    yield from _parameters(check, kind)
    yield from _paths(check, kind)
    yield from _words(check, kind)
    yield from _unfit(check, kind)
    yield from _condition(check.when or When(), kind)
    yield from _roles(check, programme)
    yield from _references(check, kind, programme)


def _choice(place: Place, title: str, choices: Iterable[str], found: str) -> Problem:
    return problems.wrong_choice(place, title, choices, found)


def _parameters(check: Check, kind: str) -> Iterator[Mistake]:
    """Parameters that the function must have, and those that mean nothing to it."""
    function = FUNCTIONS.get(check.must)
    needs = set(function.needs if function else ("demands",))
    takes = set(function.takes if function else ()) | SCOPE
    fields = Check.model_fields
    given = {name for name in fields if getattr(check, name) not in (None, [], False)} - {"must"}
    for name in fields:
        title = problems.quoted(fields[name].title)
        if name in needs - given:
            yield (), partial(problems.missing_field, title=title, name=name)
        elif name in given - needs - takes:
            unfit = set() if kind == "unit" else {"kinds"}
            known = [name for name in fields if name in (needs | takes) - unfit]
            yield (
                (name, KEY),
                partial(problems.check_takes_not, check=check.must, name=name, known=known),
            )


def _paths(check: Check, kind: str) -> Iterator[Mistake]:
    """Paths of fields: that they lead somewhere, and to what the function can look at."""
    wanted, single = FORMS.get(check.must), check.must in SINGLE
    user = f"kontrollen {problems.quoted(check.must)}"
    for number, path in enumerate(check.fields):
        yield from _path(("fields", number), path, kind, Wanted(user, wanted, single))
    if check.limit:
        yield from _path(("limit",), check.limit, kind, Wanted(user, wanted, single=True))
    when = check.when or When()
    flag = Wanted("villkoret »says_yes«", "flag", single=True)
    for number, path in enumerate(when.says_yes):
        yield from _path(("when", "says_yes", number), path, kind, flag)
    for number, path in enumerate(when.given):
        yield from _path(("when", "given", number), path, kind, Wanted("villkoret »given«"))


@dataclass(frozen=True)
class Wanted:
    """What a field must be for its `user`: of a form, and perhaps not in a list."""

    user: str
    form: str | None = None
    single: bool = False


def _path(location: Location, path: str, kind: str, wanted: Wanted) -> Iterator[Mistake]:
    found = _steps(kind, path)
    if isinstance(found, list):
        yield location, partial(problems.unknown_field, name=path, known=found)
        return
    *_, last = found.values()
    form = forms.form(last)
    tell = partial(problems.check_of_other_form, path=path, user=wanted.user)
    if wanted.single and any(forms.holds(info, list) for info in found.values()):
        expected = "ett fält med ett enda värde"
        yield location, partial(tell, expected=expected, form="ett fält i en lista")
    elif wanted.form and form != wanted.form:
        expected = FORM_WORDS[wanted.form]
        yield location, partial(tell, expected=expected, form=FORM_WORDS[form])


def _wrong(place: Place, title: str, expected: str, found: str, tip: str) -> Problem:
    return problems.wrong_value(place, title, expected, found, tip)


def _steps(kind: str, path: str) -> Mapping[str, FieldInfo] | list[str]:
    """The fields on the way of a path, or the paths that there are where it goes astray."""
    model, before = MODELS[kind], ""
    steps: dict[str, FieldInfo] = {}
    here: object = model
    for key in path.split("."):
        known = getattr(here, "model_fields", {})
        names = {info.alias or name: name for name, info in known.items() if name not in CHOICES}
        if key not in names:
            return [f"{before}{name}" for name in names] or [before.rstrip(".")]
        info = known[names[key]]
        before = f"{before}{key}."
        steps[before] = info
        here = next(models_in(info.annotation), None)
    return steps


def _words(check: Check, kind: str) -> Iterator[Mistake]:
    milder = MILDER if kind == "system" else MILDER[:1]
    if check.milder is not None and check.milder not in milder:
        yield (
            ("milder",),
            partial(_choice, title="»Mildare«", choices=milder, found=check.milder),
        )
    kinds = forms.choices(Unit.model_fields["type"])
    for number, word in enumerate(check.kinds if kind == "unit" else ()):
        if word not in kinds:
            yield (
                ("kinds", number),
                partial(_choice, title="»Slag av enhet«", choices=kinds, found=word),
            )


def _unfit(check: Check, kind: str) -> Iterator[Mistake]:
    """Parameters that mean something only for another kind of record."""
    if check.kinds and kind != "unit":
        yield ("kinds", KEY), _only_for("kinds", "enheter", kind)
    if check.parts and kind != "instruction" and check.must not in ABOUT_PARTS:
        yield ("parts", KEY), _only_for("parts", "instruktioner", kind)
    if check.role and kind != "system":
        yield ("role", KEY), _only_for("role", "system", kind)


def _only_for(name: str, whom: str, kind: str) -> Callable[[Place], Problem]:
    return partial(problems.check_only_for, name=name, whom=whom, word=WORDS[kind])


def _condition(when: When, kind: str) -> Iterator[Mistake]:
    info = MODELS[kind].model_fields.get("status")
    choices = forms.choices(info) if info else ()
    if when.status and not choices:
        yield ("when", "status", KEY), _only_for("status", "slag som har en status", kind)
    for number, status in enumerate(when.status if choices else ()):
        if status not in choices:
            location: Location = ("when", "status", number)
            yield location, partial(_choice, title="»Status«", choices=choices, found=status)
    for name in ONLY_SYSTEMS:
        if kind != "system" and getattr(when, name) not in (None, []):
            yield ("when", name, KEY), _only_for(name, "system", kind)


def _roles(check: Check, programme: Programme) -> Iterator[Mistake]:
    """Roles of systems that the profile does not know: nobody could hold them."""
    rules = programme.municipality.system_roles
    known = [_entity(rule.role, programme) for rule in rules]
    asked: list[tuple[Location, str, Reference]] = []
    if check.role:
        asked.append((("role",), "»Systemets roll«", check.role))
    if check.must == BETWEEN_ROLES and check.names:
        asked.append((("names", 0), "»Någon av«", check.names[0]))
    for location, title, reference in asked:
        if _entity(reference, programme) not in known:
            choices = [rule.role.text for rule in rules]
            yield (
                location,
                partial(_choice, title=title, choices=choices, found=reference.text),
            )


def _entity(reference: Reference, programme: Programme) -> Entity:
    (entry,) = programme.find(reference)
    return entry.entity


def _references(check: Check, kind: str, programme: Programme) -> Iterator[Mistake]:
    """What a check refers to, once it is known to exist: of the right kind, and of use."""
    if check.within:
        value = _entity(check.within, programme).value  # type: ignore[attr-defined]
        if not is_calendar_time(value):
            expected = "en gräns i dygn, veckor, månader eller år"
            yield ("within",), partial(
                _wrong, title="»Gräns«", expected=expected, found=str(value),
                tip="Ändra gränsens värde i municipality.yml.",
            )  # fmt: skip
    for number, reference in enumerate(check.only):
        if _entity(reference, programme).kind != kind:
            word = WORDS[kind]
            yield ("only", number), partial(
                _wrong, title="»Gäller bara«", expected=f"id för {word}", found=reference.text,
                tip="Rätta id:t, eller slaget i »of«.",
            )  # fmt: skip
    for number, reference in enumerate(check.demands):
        demand = _entity(reference, programme)
        assert isinstance(demand, Requirement)
        if not demand.checks or any(other.must == SUMMARY for other in demand.checks):
            expected = "ett krav som har egna kontroller och som inte självt sammanfattar"
            yield ("demands", number), partial(
                _wrong, title="»Krav som sammanfattas«", expected=expected, found=reference.text,
                tip="Ta bort kravet ur listan.",
            )  # fmt: skip
