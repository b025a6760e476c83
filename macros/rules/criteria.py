"""Criteria: what would satisfy a check, as a Swedish sentence put together from its parameters."""

from __future__ import annotations

from collections.abc import Iterator

from macros.programme import Programme
from macros.records.check import Check, When
from macros.records.fields import Reference
from macros.records.requirement import Requirement
from macros.rules import FUNCTIONS, SUMMARY, kind_of
from macros.rules.conditions import USUAL_STATUS
from macros.rules.kinds import MODELS
from macros.rules.subject import titles
from macros.rules.wording import listed
from macros.swedish import inside


class Criteria:
    """Tells of the checks of demands, with the municipality's own words."""

    def __init__(self, programme: Programme) -> None:
        self._programme = programme
        self._words = tuple((label.of, label.word) for label in programme.municipality.labels)

    def looks_at(self, demand: Requirement) -> dict[str, str]:
        """The fields that the checks of a demand look at: their titles by their dotted paths."""
        return {
            path: self._title(check, path)
            for check in demand.checks
            for path in _paths(check)
            if path.partition(".")[0] in MODELS[kind_of(check)].model_fields
        }

    def of(self, demand: Requirement) -> tuple[str, ...]:
        """What would satisfy a demand: one sentence for each of its checks."""
        return tuple(self._sentence(check) for check in demand.checks)

    def _sentence(self, check: Check) -> str:
        words = self._asked(check)
        conditions = ", ".join(self._conditions(check))
        about = f"{self._about(check)}: " if conditions or check.of else ""
        if conditions:
            about = f"{self._about(check)} ({conditions}): "
        mild = {
            "alltid": " Väger lättare.",
            "utan plan": " Väger lättare för system som inte behöver säkerhetsplan.",
        }
        return f"{about}{words}.{mild.get(check.milder or '', '')}"

    def _about(self, check: Check) -> str:
        if check.only:
            return listed([self._name(it) for it in check.only])
        kind = kind_of(check)
        told = check.kinds or check.parts if kind in ("unit", "instruction") else []
        word = PLURALS[kind]
        return f"{word} ({listed(told, 'eller')})" if told else word

    def _conditions(self, check: Check) -> list[str]:
        when, kind = check.when or When(), kind_of(check)
        told = []
        status = when.status or USUAL_STATUS.get(kind, [])
        if status:
            told.append(listed(status, "eller"))
        if when.infrastructure is not None:
            told.append("it-infrastrukturen" if when.infrastructure else "inte it-infrastrukturen")
        if when.users_above is not None:
            told.append(f"fler än {when.users_above} användare")
        if when.groups:
            told.append(f"grupp {listed([self._name(it) for it in when.groups], 'eller')}")
        if when.needs_plan is not None:
            told.append("kräver plan" if when.needs_plan else "kräver inte plan")
        told += [f"»{titles(MODELS[kind], path, self._words)}« är ja" for path in when.says_yes]
        told += [f"»{titles(MODELS[kind], path, self._words)}« är ifyllt" for path in when.given]
        return told

    def _asked(self, check: Check) -> str:
        if check.must == SUMMARY:
            are = "är uppfyllt" if len(check.demands) == 1 else "är uppfyllda"
            return f"{listed([it.text for it in check.demands])} {are}"
        fields = [f"»{self._title(check, path)}«" for path in check.fields]
        role = self._name(check.role) if check.role else ""
        said = FUNCTIONS[check.must].says.format(
            are="är ifyllda" if len(fields) > 1 and not check.one_is_enough else "är ifyllt",
            fields=_either(fields, "och"),
            limit=f"»{self._title(check, check.limit)}«" if check.limit else "",
            names=_either([self._name(it) for it in check.names], "eller"),
            role=role,
            of_role=f" för {role}" if role else "",
            within=self._limit(check) if check.within else "",
            topics=_either([f"»{self._name(it)}«" for it in check.topics], "och"),
            parts=_either([f"»{part}«" for part in check.parts], "och"),
        )
        return f"minst ett av {said}" if check.one_is_enough and len(fields) > 1 else said

    def _title(self, check: Check, path: str) -> str:
        return titles(MODELS[kind_of(check)], path, self._words)

    def _name(self, reference: Reference) -> str:
        (entry,) = self._programme.find(reference)
        return inside(entry.entity.title)

    def _limit(self, check: Check) -> str:
        assert check.within
        (entry,) = self._programme.find(check.within)
        threshold = entry.entity
        ours = "" if not threshold.ours else ", kommunens egen gräns"  # type: ignore[attr-defined]
        return f"{threshold.value} ({threshold.id}{ours})"  # type: ignore[attr-defined]


PLURALS = {
    "system": "System",
    "role": "Roller",
    "instruction": "Instruktioner",
    "document": "Programmet",
    "unit": "Enheter",
    "software": "Programvaror",
    "standard": "Standarder",
    "municipality": "Kommunen",
}


def _paths(check: Check) -> Iterator[str]:
    """What a check looks at: the fields that it names, or those of its function."""
    function = FUNCTIONS.get(check.must)
    yield from check.fields or (function.looks_at if function else ())
    if check.limit:
        yield check.limit


def _either(words: list[str], last: str) -> str:
    return listed(words, last) if words else ""
