"""Outcomes: what a demand comes to for one record, and the findings that it comes from."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from macros.records.exception import Examined, RequirementException
from macros.records.fields import Reference
from macros.records.requirement import Requirement


class State(StrEnum):
    """What a demand comes to. `CANNOT_TELL` is never counted as met."""

    NOT_MET = "inte uppfyllt"
    CANNOT_TELL = "går inte att avgöra"
    EXCEPTION = "undantag"
    MET = "uppfyllt"
    NOT_APPLICABLE = "gäller inte"


class Severity(StrEnum):
    """How grave it is that a demand is not met, the gravest first."""

    ERROR = "fel"
    WARNING = "varning"
    NOTE = "upplysning"

    @property
    def milder(self) -> Severity:
        """One step less grave."""
        return {Severity.ERROR: Severity.WARNING}.get(self, Severity.NOTE)


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check says of one record.

    `why` is a Swedish sentence, `fields` are the dotted paths that decided it, and `about` other
    records that the sentence names or rests on, with the fields `there` that decided it.
    `only_whether` tells that the sentence says only whether something stands in the fields, never
    what. `since` is the first day of a shortfall, `due` the last day that the demand stays met;
    both only when the data tells. A `milder` shortfall is one step less grave than the demand's
    own severity. `sums_up` is the outcome that a summary tells of.
    """

    state: State
    why: str
    fields: tuple[str, ...] = ()
    only_whether: bool = False
    milder: bool = False
    since: date | None = None
    due: date | None = None
    about: tuple[Reference, ...] = ()
    there: tuple[str, ...] = ()
    sums_up: Outcome | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a demand comes to for one record. `exception` is the one that holds, or has expired.

    `findings` tell why; `grounds` are all that was found, which the outcome rests on.
    """

    requirement: Requirement
    record: Examined
    state: State
    findings: tuple[Finding, ...]
    severity: Severity | None = None
    exception: RequirementException | None = None
    grounds: tuple[Finding, ...] = ()

    @property
    def since(self) -> date | None:
        """The first day of the oldest shortfall, if the data tells."""
        days = [it.since for it in self.findings if it.since and it.state is State.NOT_MET]
        return min(days, default=None)

    @property
    def deadlines(self) -> tuple[Finding, ...]:
        """The findings that tell until when something of the demand stays met, each once."""
        found = dict.fromkeys((*self.findings, *self.grounds))
        return tuple(it for it in found if it.due)


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to tidy up: an exception that excuses nothing, and the outcome, if there is one."""

    record: Examined
    exception: RequirementException
    number: int
    why: str
    outcome: Outcome | None = None


@dataclass(frozen=True)
class Report:
    """The demands that have checks, every outcome in the order of the demands, and the remarks."""

    demands: tuple[Requirement, ...]
    outcomes: tuple[Outcome, ...]
    remarks: tuple[Remark, ...]
