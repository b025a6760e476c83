"""Checks of software that the municipality shares."""

from __future__ import annotations

from collections.abc import Iterator

from macros.records.check import Check
from macros.records.fields import Reference
from macros.records.software import Software
from macros.rules import wording
from macros.rules.outcome import Finding, State
from macros.rules.subject import Subject

COMMON = "kommungemensam"
THERE = ("status", "functions")


def is_one_program(subject: Subject, _: Check) -> Iterator[Finding]:
    """For each function of the profile there is exactly one common program.

    Programme 4.7 (R85, six functions).
    """
    records = subject.programme.records["software"]
    common = [it for it in records if isinstance(it, Software) and _is_common(subject, it)]
    for function in subject.programme.municipality.software_functions:
        having = [it for it in common if function in [subject.entity(f) for f in it.functions]]
        about = (
            Reference(("software-function",), function.id),
            *(Reference(("software",), it.id) for it in having),
        )
        names = [it.title for it in having]
        if len(names) == 1:
            why = wording.one_program(function.title, names[0])
            yield Finding(State.MET, why, about=about, there=THERE)
        elif names:
            why = wording.several_programs(function.title, names)
            yield Finding(State.NOT_MET, why, about=about, there=THERE)
        else:
            yield Finding(State.NOT_MET, wording.no_program(function.title), about=about)


def _is_common(subject: Subject, program: Software) -> bool:
    """Whether a program is common today. A decision of a later day does not count yet."""
    day = program.decision.date if program.decision else None
    return program.status == COMMON and (day is None or day <= subject.today)
