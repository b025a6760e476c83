"""Checks of the security instructions: that they are in force, for whom, and about what."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial

from macros import visibility
from macros.records import COLLECTIONS
from macros.records.check import Check
from macros.records.fields import Entity, Reference, Visibility
from macros.records.instruction import Instruction
from macros.records.role import Role
from macros.rules import wording
from macros.rules.outcome import Finding, State
from macros.rules.subject import Subject

INSTRUCTIONS = next(it for it in COLLECTIONS if it.kind == "instruction")
EVERYONE = "alla användare"
BEGINS = ("valid_from", "adopted.date")
"""What tells when an instruction begins to hold."""


def covers_topics(subject: Subject, check: Check) -> Iterator[Finding]:
    """An instruction in force has a rule on each of some topics.

    A proposal is not in force, nor is what begins to hold on a later day.

    Programme 3.2.2 (R39), 4.1 (R58), 4.2 (R66, R67). Ours: which topics answer to the demands.
    """
    for reference in check.topics:
        topic = subject.entity(reference)
        having = [it for it in _instructions(subject, check) if topic in _topics(subject, it)]
        yield _told(
            subject.today,
            having,
            partial(wording.topic_covered, topic.title),
            partial(wording.topic_only_proposed, topic.title),
            wording.topic_missing(topic.title),
        )


def exists(subject: Subject, check: Check) -> Iterator[Finding]:
    """There is an instruction in force for each of some parts.

    Programme 3.2.4 (R48), 3.3 (R54), 4.5 (R75, the three of BITS).
    """
    for part in check.parts:
        having = [it for it in _all(subject) if it.part == part]
        yield _told(
            subject.today,
            having,
            wording.in_force,
            wording.only_proposed,
            wording.part_missing(part),
        )


def reaches_everyone(subject: Subject, _: Check) -> Iterator[Finding]:
    """An instruction is for all users, and every employee can read it.

    Programme 3.3 (R54). Ours: readable means that it is not restricted here.
    """
    assert isinstance(subject.record, Instruction)
    name = subject.record.title
    roles = [subject.entity(it) for it in subject.record.applies_to]
    level = visibility.of_record(INSTRUCTIONS, subject.record)
    about = tuple(subject.record.applies_to)
    if not any(isinstance(role, Role) and role.type == EVERYONE for role in roles):
        why = wording.not_for_everyone(name)
        yield Finding(State.NOT_MET, why, ("applies_to",), about=about)
    elif level.rank > Visibility.INTERNAL.rank:
        yield Finding(State.NOT_MET, wording.not_readable(name), ("visibility",))
    else:
        why = wording.reaches_everyone(name)
        yield Finding(State.MET, why, ("applies_to",), about=about)


def _all(subject: Subject) -> list[Instruction]:
    """Instructions that are not repealed, first those that most may read."""
    records = subject.programme.records["instruction"]
    kept = [it for it in records if isinstance(it, Instruction) and it.status != "upphävd"]
    return sorted(kept, key=lambda it: visibility.of_record(INSTRUCTIONS, it).rank)


def _instructions(subject: Subject, check: Check) -> list[Instruction]:
    return [it for it in _all(subject) if not check.parts or it.part in check.parts]


def _topics(subject: Subject, instruction: Instruction) -> list[Entity]:
    return [subject.entity(rule.topic) for part in instruction.chapters for rule in part.rules]


def first_day(instruction: Instruction) -> date:
    """The day that an instruction in force begins to hold: the later of what is told."""
    adopted = instruction.adopted.date if instruction.adopted else None
    return max(day for day in (date.min, instruction.valid_from, adopted) if day)


def _told(
    today: date,
    having: list[Instruction],
    good: Callable[[str], str],
    proposed: Callable[[str], str],
    none: str,
) -> Finding:
    """What instructions that answer to a demand come to: in force, to come, proposed, or none."""
    adopted = [it for it in having if it.status == "gällande"]
    in_force = [it for it in adopted if first_day(it) <= today]
    about = tuple(Reference(("instruction",), it.id) for it in (in_force or adopted or having)[:1])
    if in_force:
        return Finding(State.MET, good(in_force[0].title), about=about, there=BEGINS)
    if adopted:
        why = wording.not_yet(adopted[0].title, first_day(adopted[0]))
        return Finding(State.NOT_MET, why, about=about, there=BEGINS)
    if having:
        return Finding(State.NOT_MET, proposed(having[0].title), about=about)
    return Finding(State.NOT_MET, none)
