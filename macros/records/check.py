"""Checks: how a demand is tried against the records, put together from functions and parameters.

The functions themselves are in `rules`; `rules.checks` tells whether a check can be run.
"""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from macros.records.fields import (
    CriticalityRef,
    ExaminedRef,
    Flag,
    InvolvedRef,
    Line,
    Number,
    Part,
    Public,
    RequirementRef,
    SystemRoleRef,
    ThresholdRef,
    TopicRef,
)
from macros.records.reasons import EXPLANATION, Reasons, because

PATHS = "Fältens namn som de står i filen; inuti en grupp med punkt: »backup.interval«."


class When(Part):
    """What a record must be like for a check to apply to it. All of it must hold."""

    reasons: ClassVar[Reasons] = because(EXPLANATION)

    status: Public[list[Line]] = Field(
        default=[], title="Status", description="System: »i drift« och »avvecklas« om inget sägs."
    )
    groups: Public[list[CriticalityRef]] = Field(
        default=[], title="Kritikalitetsgrupper", description="Bara system i de här grupperna."
    )
    needs_plan: Public[Flag | None] = Field(
        None,
        title="Gruppen kräver säkerhetsplan",
        description="Bara system i grupper som kräver säkerhetsplan, eller bara andra.",
    )
    users_above: Public[Number | None] = Field(
        None, title="Fler användare än", description="Bara system med fler användare än så."
    )
    infrastructure: Public[Flag | None] = Field(
        None,
        title="Är it-infrastrukturen",
        description="Bara it-infrastrukturen, eller bara andra system.",
    )
    given: Public[list[Line]] = Field(default=[], title="Ifyllda fält", description=PATHS)
    says_yes: Public[list[Line]] = Field(default=[], title="Ja i fälten", description=PATHS)


class Check(Part):
    """One check of a demand: a function, what it looks at, and its parameters."""

    reasons: ClassVar[Reasons] = because(EXPLANATION)

    must: Public[Line] = Field(title="Ska", description="Kontrollens namn, till exempel »finnas«")
    of: Public[Line | None] = Field(None, title="Gäller slaget", description="System om tomt.")
    only: Public[list[ExaminedRef]] = Field(
        default=[],
        title="Gäller bara",
        description="Bara de här posterna, i stället för alla av slaget.",
    )
    kinds: Public[list[Line]] = Field(
        default=[], title="Slag av enhet", description="Bara enheter av de här slagen."
    )
    parts: Public[list[Line]] = Field(
        default=[],
        title="Delar av instruktionerna",
        description="Bara de här delarna av instruktionerna.",
    )
    when: Public[When | None] = Field(
        None, title="När", description="Vad som ska gälla för att posten ska prövas."
    )
    fields: Public[list[Line]] = Field(default=[], title="Fält", description=PATHS)
    one_is_enough: Public[Flag] = Field(
        False, title="Ett fält räcker", description="Ja när det räcker att ett av fälten är ifyllt."
    )
    none_is_an_answer: Public[Flag] = Field(
        False, title="»Inga« är ett svar", description="Ja när »inga« med skäl räknas som ett svar."
    )
    role: Public[SystemRoleRef | None] = Field(
        None, title="Systemets roll", description="Den av systemets roller som prövas."
    )
    names: Public[list[InvolvedRef]] = Field(
        default=[], title="Någon av", description="Minst en av de här ska vara nämnd."
    )
    within: Public[ThresholdRef | None] = Field(
        None, title="Gräns", description="Intervallet eller gränsen i kommunens profil som prövas."
    )
    limit: Public[Line | None] = Field(
        None, title="Fält med gränsen", description="Fältet där postens egen gräns står."
    )
    topics: Public[list[TopicRef]] = Field(
        default=[], title="Ämnen", description="Reglernas ämnen som ska finnas med."
    )
    demands: Public[list[RequirementRef]] = Field(
        default=[], title="Krav som sammanfattas", description="Krav vars utfall räknas samman."
    )
    milder: Public[Line | None] = Field(
        None, title="Mildare", description="»alltid«, eller »utan plan« för system utan plankrav."
    )
