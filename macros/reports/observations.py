"""Observations: everything that a check tells, in one form for every format."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from pathlib import Path

from macros.problems import Place, Problem
from macros.programme import Programme, places
from macros.records import KINDS
from macros.records.exception import Examined
from macros.records.fields import Record
from macros.records.requirement import Requirement
from macros.reports import wording
from macros.reports.locations import location_of
from macros.rules.criteria import Criteria
from macros.rules.examination import examine
from macros.rules.outcome import Outcome, Remark, Report, Severity, State
from macros.rules.subject import Subject
from macros.source import Location


class Kind(StrEnum):
    """What an observation is, what needs attention first."""

    PROBLEM = "problem"
    DEVIATION = "avvikelse"
    UNTOLD = "oavgjort"
    EXCEPTION = "undantag"
    REMARK = "anmärkning"


OF_STATE = {
    State.NOT_MET: Kind.DEVIATION,
    State.CANNOT_TELL: Kind.UNTOLD,
    State.EXCEPTION: Kind.EXCEPTION,
}
"""The outcomes that are told. What is met, or does not apply, is not."""


@dataclass(frozen=True, slots=True)
class Rule:
    """What an observation is made by: a demand, or one of our own two."""

    id: str
    name: str
    text: str
    help: str


PROBLEM = Rule("problem", *wording.PROBLEM)
IN_VAIN = Rule("undantag-utan-verkan", *wording.IN_VAIN)


@dataclass(frozen=True, slots=True)
class Observation:
    """One thing that a check tells.

    `home` is where the record begins, `record` its kind and id, and `name` what it is called.
    `severity` is only of problems and deviations. `excuse` is why there is an exception. `identity`
    stays the same when the data around it changes, and no two observations have the same.
    """

    kind: Kind
    place: Place
    rule: Rule
    title: str
    why: tuple[str, ...]
    identity: str
    home: Place
    severity: Severity | None = None
    record: str = ""
    name: str = ""
    is_example: bool = False
    actors: tuple[str, ...] = ()
    since: date | None = None
    excuse: str = ""
    problem: Problem | None = None

    @property
    def fingerprint(self) -> str:
        """The identity as other tools want it."""
        return hashlib.sha256(self.identity.encode("utf-8", "replace")).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class Result:
    """What a check came to on a day.

    `is_judged` is false when problems have kept the demands from being tried. `hidden` are
    observations that were not asked for, and `records` and `pages` are how many were checked.
    """

    observations: tuple[Observation, ...]
    today: date
    is_judged: bool = True
    records: int = 0
    pages: int = 0
    hidden: tuple[Observation, ...] = ()

    def of(self, kind: Kind) -> tuple[Observation, ...]:
        """The observations of a kind."""
        return tuple(it for it in self.observations if it.kind is kind)

    @property
    def has_deviations(self) -> bool:
        """Whether a demand that was asked for is not met."""
        return bool(self.of(Kind.DEVIATION))


def of_problems(problems: Iterable[Problem], today: date) -> Result:
    """A check that problems stopped."""
    found = [
        Observation(
            kind=Kind.PROBLEM,
            place=problem.place,
            rule=PROBLEM,
            title=problem.headline,
            why=wording.problem(problem),
            identity=f"problem|{problem.place.file}|{problem.headline}|{problem.found}",
            severity=Severity.ERROR,
            home=Place(problem.place.file),
            problem=problem,
        )
        for problem in problems
    ]
    return Result(tuple(_told_apart(found)), today, is_judged=False)


def _told_apart(observations: Iterable[Observation]) -> Iterator[Observation]:
    """Observations with a number after an identity that others have too."""
    met: Counter[str] = Counter()
    for it in observations:
        met[it.identity] += 1
        number = met[it.identity]
        yield replace(it, identity=f"{it.identity}|{number}") if number > 1 else it


def of_programme(root: Path, programme: Programme, pages: int, today: date) -> Result:
    """A check of data without problems: what the demands come to."""
    report = examine(programme, today)
    found: list[Observation] = []
    if report.remarks or any(it.state in OF_STATE for it in report.outcomes):
        found = sorted(_Observer(root, programme, today).observe(report), key=_order)
    records = sum(len(records) for records in programme.records.values())
    return Result(tuple(_told_apart(found)), today, records=records, pages=pages)


def _order(it: Observation) -> tuple[object, ...]:
    grave = list(Severity).index(it.severity) if it.severity else len(Severity)
    return it.home, list(Kind).index(it.kind), grave, it.place


class _Observer:
    """Makes observations of outcomes, each with its place."""

    def __init__(self, root: Path, programme: Programme, today: date) -> None:
        self._programme = programme
        self._today = today
        self._criteria = Criteria(programme)
        self._rules: dict[str, Rule] = {}
        self._place_of: Callable[[Record, Location], Place] = places(root)

    def observe(self, report: Report) -> Iterator[Observation]:
        """What is told of a report."""
        for outcome in report.outcomes:
            if outcome.state in OF_STATE:
                yield self._outcome(outcome)
        yield from map(self._remark, report.remarks)

    def _outcome(self, outcome: Outcome) -> Observation:
        record, demand = outcome.record, outcome.requirement
        excuse = outcome.exception if outcome.state is State.EXCEPTION else None
        return Observation(
            kind=OF_STATE[outcome.state],
            place=self._place_of(record, location_of(outcome)),
            rule=self._rule(demand),
            title=demand.title,
            why=tuple(dict.fromkeys(it.why for it in outcome.findings)),
            identity=f"{demand.id}|{_key(record)}",
            severity=outcome.severity,
            home=self._place_of(record, ()),
            record=_key(record),
            name=record.title,
            is_example=record.example,
            actors=self._actors(record, demand),
            since=outcome.since,
            excuse=excuse.reason if excuse else "",
        )

    def _remark(self, remark: Remark) -> Observation:
        record, exception = remark.record, remark.exception
        demand = Subject(record, self._programme, self._today).entity(exception.requirement)
        return Observation(
            kind=Kind.REMARK,
            place=self._place_of(record, ("exceptions", remark.number)),
            rule=IN_VAIN,
            title=IN_VAIN.name,
            why=(remark.why,),
            identity=f"{IN_VAIN.id}|{_key(record)}|{demand.id}|{exception.date}",
            home=self._place_of(record, ()),
            record=_key(record),
            name=record.title,
            is_example=record.example,
        )

    def _rule(self, demand: Requirement) -> Rule:
        if demand.id not in self._rules:
            sentences = self._criteria.of(demand)
            told = wording.rule_help(demand.reading, sentences, demand.severity_note)
            self._rules[demand.id] = Rule(demand.id, demand.name, demand.text, told)
        return self._rules[demand.id]

    def _actors(self, record: Examined, demand: Requirement) -> tuple[str, ...]:
        subject = Subject(record, self._programme, self._today)
        return tuple(subject.name(reference) for reference in demand.actors)


def _key(record: Record) -> str:
    return f"{KINDS[record.kind].word}/{record.id}"
