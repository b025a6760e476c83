"""Outcomes become views: what the readers may know of them, and for the public nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from macros import views, visibility
from macros.index import walk
from macros.programme import Programme
from macros.records.fields import Entity, Record, Reference, Visibility
from macros.records.requirement import Requirement
from macros.rules.criteria import Criteria
from macros.rules.grounds import Grounds, grounds
from macros.rules.outcome import Finding, Outcome, Remark, Report, State
from macros.rules.subject import titles
from macros.views import Link, ProgrammeView

Key = tuple[str, str]
"""The kind and id of an entity."""

EXCUSABLE = (State.NOT_MET, State.CANNOT_TELL, State.EXCEPTION)
"""What a decided exception makes a difference to."""
EXCEPTIONS = "exceptions"
"""Of a record's exceptions only those from one demand count for an outcome: findings name them."""


def with_outcomes(
    view: ProgrammeView, programme: Programme, audience: Visibility, report: Report
) -> ProgrammeView:
    """An audience's view with what it may see of how the demands are met: the public nothing."""
    if audience is Visibility.PUBLIC:
        return view
    return replace(view, compliance=_Disclosure(view, programme, audience).compliance(report))


class _Disclosure:
    """What may be told of how the demands are met. Only what is in the view can be named.

    An outcome rests on what its checks look at, whatever they find. Does that hold anything that
    the audience may not know, then nothing is told of the outcome: neither what it comes to, nor
    since when. So what is told is the same whatever stands in the fields that are hidden.
    """

    def __init__(self, view: ProgrammeView, programme: Programme, audience: Visibility) -> None:
        self.programme = programme
        self.audience = audience
        self.words = tuple((label.of, label.word) for label in programme.municipality.labels)
        self.shelves = view.shelves
        self.is_all_seen = all(
            len(entries) == len(self.shelves[kind].by_id)
            for kind, entries in programme.index.items()
        )
        self._grounds: dict[Key, Grounds] = {}
        self._unknown: dict[Key, frozenset[str]] = {}

    def compliance(self, report: Report) -> views.Compliance:
        """How the demands are met, as far as the audience may know."""
        criteria = Criteria(self.programme)
        self.demands = {demand.id for demand in report.demands if self._is_demand_seen(demand)}
        return views.Compliance(
            tuple(self._outcome(it) for it in report.outcomes if self._may_be_told(it)),
            tuple(
                views.Remark(self._link(it.record), it.why)
                for it in report.remarks
                if self._may_be_remarked(it)
            ),
            {
                demand.id: views.Criteria(
                    criteria.of(demand), tuple(criteria.looks_at(demand).values())
                )
                for demand in report.demands
                if demand.id in self.demands
            },
        )

    def _is_seen(self, entity: Entity) -> bool:
        return entity.id in self.shelves[entity.kind].by_id

    def _are_seen(self, references: Iterable[Reference]) -> bool:
        return all(self._is_seen(self._entity(reference)) for reference in references)

    def _is_demand_seen(self, demand: Requirement) -> bool:
        """Whether the audience sees a demand and all that its checks name."""
        named = (value for check in demand.checks for _, _, value in walk(check))
        if self._hides(demand, "checks"):
            return False
        return self._is_seen(demand) and self._are_seen(
            value for value in named if isinstance(value, Reference)
        )

    def _may_be_told(self, outcome: Outcome) -> bool:
        """Whether an outcome rests on nothing that the audience may not know.

        A field that its own record has hidden tells nothing, not even whether it is filled in. Of
        a field that nobody sees it may be told whether something stands there, never what.
        """
        record, demand = outcome.record, outcome.requirement
        if demand.id not in self.demands or not self._is_seen(record):
            return False
        rests_on = self._rests_on(demand, record.kind)
        return (
            not any(self._is_unknown(record, path) for path in rests_on.fields)
            and not (outcome.state in EXCUSABLE and self._hides(record, EXCEPTIONS))
            and all(self._may_be_read(record, path) for path in rests_on.deciding)
            and all(self._is_founded(record, it) for it in (*outcome.grounds, *outcome.findings))
        )

    def _rests_on(self, demand: Requirement, kind: str) -> Grounds:
        key = (demand.id, kind)
        if key not in self._grounds:
            self._grounds[key] = grounds(demand, kind)
        return self._grounds[key]

    def _is_founded(self, record: Record, finding: Finding) -> bool:
        """Whether a finding rests on what the audience may know."""
        told = finding.sums_up
        return (
            not any(self._is_unknown(record, path) for path in finding.fields if path != EXCEPTIONS)
            and (
                finding.only_whether or all(self._may_be_read(record, it) for it in finding.fields)
            )
            and self._are_seen(finding.about)
            and not (finding.there and self._is_unknown_there(finding))
            and (told is None or self._may_be_told(told))
        )

    def _is_unknown_there(self, finding: Finding) -> bool:
        others = [self._entity(it) for it in finding.about]
        return any(
            self._is_unknown(other, path)
            for other in others
            if isinstance(other, Record)
            for path in finding.there
        )

    def _may_be_remarked(self, remark: Remark) -> bool:
        exception, outcome = remark.exception, remark.outcome
        demand = self._entity(exception.requirement)
        return (
            self._is_seen(remark.record)
            and self._is_seen(demand)
            and self._are_seen([exception.decided_by])
            and not self._hides(remark.record, EXCEPTIONS)
            and (outcome is None or self._may_be_told(outcome))
            and (demand.id in self.demands or not getattr(demand, "checks", None))
        )

    def _may_be_read(self, record: Record, path: str) -> bool:
        """Whether the audience may read what stands in a field, as the record shows it."""
        return visibility.of_path(record, path).rank <= self.audience.rank

    def _is_unknown(self, record: Record, path: str) -> bool:
        """Whether a record hides a field, or speaks there of something that is hidden."""
        return self._hides(record, path) or (
            not self.is_all_seen and path.partition(".")[0] in self._about_hidden(record)
        )

    def _hides(self, record: Record, path: str) -> bool:
        return bool(record.visibility_overrides) and visibility.hides(record, path, self.audience)

    def _about_hidden(self, record: Record) -> frozenset[str]:
        """The fields of a record in which something hidden is pointed at."""
        key = (record.kind, record.id)
        if key not in self._unknown:
            self._unknown[key] = frozenset(
                str(location[0])
                for location, _, value in walk(record)
                if isinstance(value, Reference) and not self._are_seen([value])
            )
        return self._unknown[key]

    def _outcome(self, outcome: Outcome) -> views.Outcome:
        record, demand = outcome.record, outcome.requirement
        paths = dict.fromkeys(path for it in outcome.findings for path in it.fields)
        actors = [self._entity(it) for it in demand.actors]
        return views.Outcome(
            requirement=self._link(demand),
            subject=self._link(record),
            is_example=record.example,
            state=str(outcome.state),
            severity="" if self._hides(demand, "severity") else str(outcome.severity or ""),
            why=tuple(dict.fromkeys(it.why for it in outcome.findings)),
            fields=tuple(titles(type(record), path, self.words) for path in paths),
            actors=tuple(self._link(it) for it in actors if self._is_seen(it)),
            since=outcome.since,
            deadlines=tuple(views.Deadline(it.due, it.why) for it in outcome.deadlines if it.due),
        )

    def _entity(self, reference: Reference) -> Entity:
        (entry,) = self.programme.find(reference)
        return entry.entity

    def _link(self, entity: Entity) -> Link:
        return self.shelves[entity.kind].by_id[entity.id].link
