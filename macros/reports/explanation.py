"""A demand explained: what it says, how we read it, what would satisfy it and how it stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from macros.problems import printable
from macros.programme import Programme
from macros.records.fields import Reference
from macros.records.requirement import Requirement
from macros.reports import wording
from macros.reports.selection import Unknown
from macros.reports.terminal import WIDTH, wrapped
from macros.rules.criteria import Criteria
from macros.rules.examination import examine
from macros.rules.outcome import Outcome, State
from macros.rules.wording import listed, quoted

LABEL = 14

Part = tuple[str, Sequence[str]]
"""A label, and the paragraphs that stand beside it."""


def explain(words: Sequence[str], programme: Programme, today: date) -> str:
    """Some demands explained, as text for a terminal. Raises Unknown."""
    known = {
        record.id.casefold(): record
        for record in programme.records["requirement"]
        if isinstance(record, Requirement)
    }
    words = [word.casefold().removeprefix("krav/") for word in words]
    for word in words:
        if word not in known:
            raise Unknown(wording.unknown_demand(word, [it.id for it in known.values()]))
    outcomes = examine(programme, today).outcomes
    explainer = _Explainer(programme, today)
    demands = dict.fromkeys(word.casefold() for word in words)
    return "\n\n\n".join(
        explainer.explain(known[word], [it for it in outcomes if it.requirement is known[word]])
        for word in demands
    )


class _Explainer:
    def __init__(self, programme: Programme, today: date) -> None:
        self._programme = programme
        self._today = today
        self._criteria = Criteria(programme)

    def explain(self, demand: Requirement, outcomes: Sequence[Outcome]) -> str:
        title = printable(demand.title)
        parts = [*self._said(demand), *self._tried(demand, outcomes)]
        rows = [row for label, texts in parts for row in _rows(wording.LABELS[label], texts)]
        return "\n".join([title, "─" * len(title), *rows])

    def _said(self, demand: Requirement) -> Iterator[Part]:
        """What the document says, and what we make of it."""
        yield "section", [self._title(demand.section)]
        yield "text", [demand.text]
        yield "quote", [demand.quote] if demand.quote else []
        yield "actors", [listed([self._title(it) for it in demand.applies_to])]
        yield "acts", [listed([self._title(it) for it in demand.acts])] if demand.acts else []
        if demand.checks:
            yield "reading", [demand.reading] if demand.reading else []

    def _tried(self, demand: Requirement, outcomes: Sequence[Outcome]) -> Iterator[Part]:
        """How it is checked, and what it comes to."""
        if not demand.checks:
            yield "unchecked", [wording.unchecked(demand.reading)]
            yield "note", [demand.note] if demand.note else []
            return
        partly = [wording.PARTLY] if demand.checkable == "delvis" else []
        yield "criteria", [*self._criteria.of(demand), *partly]
        looks_at = self._criteria.looks_at(demand)
        told = [f"{quoted(title)} ({path})" for path, title in looks_at.items()]
        yield "looks_at", told
        yield "thresholds", list(dict.fromkeys(self._thresholds(demand)))
        yield "severity", [wording.severity(demand.severity or "varning", demand.severity_note)]
        yield "note", [demand.note] if demand.note else []
        counts = [(state, sum(it.state is state for it in outcomes)) for state in State]
        yield "standing", [wording.standing(self._today, counts)]

    def _thresholds(self, demand: Requirement) -> Iterator[str]:
        """The limits that the checks use."""
        known = {it.id: it for it in self._programme.municipality.thresholds}
        for check in demand.checks:
            if check.within:
                limit = known[check.within.text.rpartition("/")[2]]
                yield wording.threshold(limit.id, str(limit.value), ours=limit.ours)

    def _title(self, reference: Reference) -> str:
        (entry,) = self._programme.find(reference)
        return entry.entity.title


def _rows(label: str, texts: Sequence[str]) -> Iterator[str]:
    """Paragraphs beside a label; nothing for none."""
    for text in texts:
        for line in wrapped(text, WIDTH - LABEL):
            yield f"{label:<{LABEL}}{line}"
            label = ""
