"""Compliance: outcomes grouped and counted for the pages, and the deadlines that follow."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from macros import listings
from macros.views import STATES, Compliance, Deadline, Link, Outcome, ProgrammeView, View

SHORTFALL, CANNOT_TELL, EXCEPTION = ATTENTION = STATES[:3]
LACKING = (SHORTFALL, CANNOT_TELL)
MET, NOT_APPLICABLE = SETTLED = STATES[3:]

MARKS = dict(zip(STATES, ("not-met", "unclear", "exception", "met", "not-for"), strict=True))
"""What the style sheet calls the states."""

STATE_KEYS = dict(zip(ATTENTION, ("inte-uppfyllt", "gar-inte-att-avgora", "undantag"), strict=True))
"""What the filters call the states that need attention."""

SEVERITIES = ("fel", "varning", "upplysning")
"""How grave a shortfall is, the gravest first."""

HOMES = {"role": "mitt-ansvar/{id}", "function": "mitt-ansvar/funktioner/{id}",
         "unit": "mitt-ansvar/enheter/{id}"}  # fmt: skip
"""Where what someone answers for is shown, by the kind of actor, without the end of the file."""


@dataclass(frozen=True)
class Due:
    """A deadline with what it is a deadline for."""

    deadline: Deadline
    outcome: Outcome


@dataclass(frozen=True)
class Tally:
    """How many outcomes of each state there are of something, and where they are told."""

    link: Link
    counts: dict[str, int]

    @property
    def attention(self) -> int:
        """How many need attention."""
        return sum(self.counts[state] for state in ATTENTION)


@dataclass(frozen=True)
class Heeded:
    """An instruction that someone follows: all of it, or only some `rules`."""

    instruction: View
    rules: tuple[View, ...]


def home(actor: Link) -> str:
    """The place of what an actor answers for: the page is there with ».md«, the calendar with
    ».ics«."""
    return HOMES[actor.kind].format(id=actor.id)


def actors(compliance: Compliance) -> tuple[Link, ...]:
    """Everyone who acts on some demand, roles first, each once, in the order of the demands."""
    found = dict.fromkeys(actor for it in compliance.outcomes for actor in it.actors)
    return tuple(sorted(found, key=lambda actor: list(HOMES).index(actor.kind)))


def of_actor(compliance: Compliance, actor: Link) -> tuple[Outcome, ...]:
    """The outcomes of the demands that an actor acts on."""
    return tuple(it for it in compliance.outcomes if actor in it.actors)


def of_subject(compliance: Compliance, subject: Link) -> tuple[Outcome, ...]:
    """The outcomes for a record, what needs attention first and then in the order of the demands.

    Outcomes are looked up once for each record; see `Compliance`.
    """
    return tuple(sorted(compliance.of_subject(subject), key=lambda it: STATES.index(it.state)))


def of_requirement(compliance: Compliance, requirement: Link) -> tuple[Outcome, ...]:
    """The outcomes of a demand, what needs attention first."""
    found = compliance.of_requirement(requirement)
    return tuple(sorted(found, key=lambda it: STATES.index(it.state)))


def oldest_first(outcomes: Iterable[Outcome]) -> tuple[Outcome, ...]:
    """Outcomes by the day that the shortfall began; those without a day last, the gravest first."""

    def key(outcome: Outcome) -> tuple[date, int]:
        grave = SEVERITIES.index(outcome.severity) if outcome.severity else len(SEVERITIES)
        return outcome.since or date.max, grave

    return tuple(sorted(outcomes, key=key))


def counts(outcomes: Iterable[Outcome]) -> dict[str, int]:
    """How many outcomes there are of each state, in the order of STATES."""
    found = dict.fromkeys(STATES, 0)
    for outcome in outcomes:
        found[outcome.state] += 1
    return found


def deadlines(outcomes: Iterable[Outcome]) -> tuple[Due, ...]:
    """The deadlines of outcomes, the nearest first."""
    return tuple(sorted(_deadlines(outcomes), key=lambda it: it.deadline.day))


def _deadlines(outcomes: Iterable[Outcome]) -> Iterator[Due]:
    for outcome in outcomes:
        yield from (Due(deadline, outcome) for deadline in outcome.deadlines)


@cache
def page_of(link: Link) -> Link:
    """A demand with its page of outcomes, or an actor with the page of what the actor answers
    for."""
    path = f"efterlevnad/{link.id.lower()}" if link.kind == "requirement" else home(link)
    return replace(link, path=f"{path}.md")


def pages_of(links: Iterable[Link]) -> tuple[Link, ...]:
    """Demands or actors with their pages here."""
    return tuple(map(page_of, links))


def best_page_of(compliance: Compliance, requirement: Link) -> Link:
    """A demand with its page of outcomes if it is checked, and otherwise as it is."""
    return page_of(requirement) if requirement.id in compliance.criteria else requirement


def key(link: Link) -> str:
    """What the filters of a page call something: the last that its address says."""
    return link.id.lower()


def checked(view: ProgrammeView) -> tuple[View, ...]:
    """The demands that are checked, for those who may see it, in the editor's order."""
    criteria = view.compliance.criteria
    return tuple(it for it in view.shelf("requirement") if it.link.id in criteria)


def responsible(view: ProgrammeView) -> tuple[Link, ...]:
    """Everyone who has a page of what they answer for: the roles, and others whom demands are
    for."""
    if not view.compliance:
        return ()
    roles = [role.link for role in view.shelf("role")]
    others = [actor for it in view.shelf("requirement") for actor in (*it.applies_to, *it.acts)]
    found = dict.fromkeys([*roles, *others])
    return tuple(sorted(found, key=lambda actor: list(HOMES).index(actor.kind)))


def attention(
    outcomes: Iterable[Outcome], states: Sequence[str] = ATTENTION
) -> tuple[Outcome, ...]:
    """What needs attention: shortfalls, the oldest first, what cannot be told, and exceptions."""
    found = [it for it in oldest_first(outcomes) if it.state in states]
    return tuple(sorted(found, key=lambda it: STATES.index(it.state)))


def of_state(outcomes: Iterable[Outcome], state: str) -> tuple[Outcome, ...]:
    """The outcomes of one state, as they come."""
    return tuple(it for it in outcomes if it.state == state)


def by_requirement(outcomes: Iterable[Outcome]) -> tuple[Tally, ...]:
    """How each demand is met."""
    return _tallies(outcomes, lambda it: (page_of(it.requirement),))


def by_subject(outcomes: Iterable[Outcome]) -> tuple[Tally, ...]:
    """How the demands are met for each record, in the order in which the records come."""
    return _tallies(outcomes, lambda it: (it.subject,))


def by_actor(view: ProgrammeView) -> tuple[Tally, ...]:
    """How the demands are met that each one answers for; zeros for those of unchecked demands."""
    tallies = _tallies(view.compliance.outcomes, lambda it: pages_of(it.actors))
    found = {it.link: it for it in tallies}
    actors = pages_of(responsible(view))
    return tuple(found.get(actor) or Tally(actor, counts(())) for actor in actors)


def _tallies(
    outcomes: Iterable[Outcome], of: Callable[[Outcome], Iterable[Link]]
) -> tuple[Tally, ...]:
    found: dict[Link, list[Outcome]] = {}
    for outcome in outcomes:
        for link in of(outcome):
            found.setdefault(link, []).append(outcome)
    return tuple(Tally(link, counts(own)) for link, own in found.items())


def systems(tallies: Iterable[Tally]) -> tuple[Tally, ...]:
    """Those that are of systems, by name as the shelves have them."""
    return tuple(it for it in tallies if it.link.kind == "system")


def others(tallies: Iterable[Tally]) -> tuple[Tally, ...]:
    """Those that are of other records."""
    return tuple(it for it in tallies if it.link.kind != "system")


def holders(record: View, actor: Link) -> tuple[object, ...]:
    """Who holds a role at a record: those it names, by party or else by position."""
    if record.link.kind != "system":
        return ()
    return tuple(it.party or it.position for it in listings.holders(record, actor))


def unsaid(outcome: Outcome) -> tuple[str, ...]:
    """The fields that were looked at and that no sentence of the outcome names."""
    told = " ".join(outcome.why)
    return tuple(field for field in outcome.fields if f"»{field}«" not in told)


def demands_of(view: ProgrammeView, actor: Link) -> tuple[View, ...]:
    """The demands that apply to an actor or that the actor acts on, checked or not."""
    demands = view.shelf("requirement")
    return tuple(it for it in demands if actor in it.applies_to or actor in it.acts)


def instructions_of(view: ProgrammeView, actor: Link) -> tuple[Heeded, ...]:
    """The instructions that apply to an actor: as a whole, or by some of their rules."""
    found = []
    for instruction in view.shelf("instruction"):
        rules = [rule for chapter in instruction.chapters for rule in chapter.rules]
        own = tuple(rule for rule in rules if actor in rule.applies_to)
        if own or actor in instruction.applies_to:
            found.append(Heeded(instruction, own))
    return tuple(found)


HEADINGS = [f"{state[0].upper()}{state[1:]}" for state in STATES]
"""The states as headings of columns."""


def in_words(number: int) -> str:
    """A number as it is read in a sentence."""
    return "ett" if number == 1 else str(number)


def words(counted: dict[str, int], states: Iterable[str] = STATES) -> tuple[str, ...]:
    """The numbers of the states that occur, in words."""
    return tuple(f"{counted[state]} {state}" for state in states if counted[state])
