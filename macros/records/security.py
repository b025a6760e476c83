"""What keeps a system safe and running: plan, logs, backup, outages, approval.

Bodies of these fields are internal or restricted: many harmless facts make a map together.
"""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from macros.records.fields import (
    AspectRef,
    CriticalityRef,
    Day,
    Duration,
    Flag,
    HeadingRef,
    Internal,
    InvolvedRef,
    LevelRef,
    Line,
    Part,
    Text,
)
from macros.records.reasons import (
    DEFENCE,
    PROTECTION,
    SHORTCOMING,
    TARGET,
    WEAKNESS,
    Reasons,
    because,
)


class Criticality(Part):
    """How badly the municipality needs the system (programme 3.2.2 and 4.5)."""

    reasons: ClassVar[Reasons] = because(TARGET)

    group: Internal[CriticalityRef] = Field(title="Grupp")
    assessed_on: Internal[Day | None] = Field(None, title="Bedömt")
    assessed_by: Internal[InvolvedRef | None] = Field(None, title="Bedömt av")
    consulted: Internal[list[InvolvedRef]] = Field(default=[], title="Samråd med")


class AspectLevel(Part):
    """What one aspect of the information demands."""

    aspect: Internal[AspectRef] = Field(title="Aspekt")
    level: Internal[LevelRef] = Field(title="Nivå")
    text: Internal[Text | None] = Field(None, title="Krav")


class Classification(Part):
    """The classification of the information, one level for each aspect of the profile."""

    reasons: ClassVar[Reasons] = because(TARGET, WEAKNESS)

    levels: Internal[list[AspectLevel]] = Field(title="Nivåer", min_length=1)
    classified_on: Internal[Day | None] = Field(None, title="Klassat")
    classified_by: Internal[InvolvedRef | None] = Field(None, title="Klassat av")
    method: Internal[Line | None] = Field(None, title="Metod")
    motivation: Text | None = Field(None, title="Motivering")


class PlanItem(Part):
    """One heading of the security plan. The most sensitive content is only pointed at."""

    heading: Internal[HeadingRef] = Field(title="Rubrik")
    text: Internal[Text | None] = Field(None, title="Innehåll")
    assessed_on: Internal[Day | None] = Field(None, title="Bedömt")
    kept_at: Line | None = Field(None, title="Förvaras", description="Diarienummer eller plats.")


class SecurityPlan(Part):
    """The system's security plan (programme 3.2.2 and 4.5)."""

    reasons: ClassVar[Reasons] = because(DEFENCE, PROTECTION)

    status: Internal[Literal["utkast", "gällande", "upphävd"]] = Field(title="Status")
    adopted_on: Internal[Day | None] = Field(None, title="Fastställd")
    adopted_by: Internal[InvolvedRef | None] = Field(None, title="Fastställd av")
    reviewed_on: Internal[Day | None] = Field(None, title="Senast genomgången")
    analysis_on: Internal[Day | None] = Field(None, title="Säkerhetsanalys")
    items: Internal[list[PlanItem]] = Field(default=[], title="Rubriker")
    document: Line | None = Field(None, title="Planen förvaras")


class Log(Part):
    """One kind of log. What it covers stays out of every build."""

    enabled: Internal[Flag] = Field(title="Loggas")
    scope: Text | None = Field(None, title="Omfattning")


class Logging(Part):
    """Which logs there are and what happens to them (programme 3.2.2, points f and g)."""

    reasons: ClassVar[Reasons] = because(DEFENCE, PROTECTION)

    transaction: Internal[Log | None] = Field(None, title="Transaktionslogg")
    security: Internal[Log | None] = Field(None, title="Säkerhetslogg")
    follow_up: Text | None = Field(None, title="Uppföljning")
    archiving: Text | None = Field(None, title="Arkivering")
    storage: Text | None = Field(None, title="Förvaring")
    retention: Internal[Duration | None] = Field(None, title="Sparas")


class Availability(Part):
    """How long the business can do without the system (programme 3.2.2, point h)."""

    reasons: ClassVar[Reasons] = because(DEFENCE)

    max_outage: Internal[Duration | None] = Field(None, title="Längsta driftavbrott")
    max_data_loss: Internal[Duration | None] = Field(None, title="Längsta informationsbortfall")


class Backup(Part):
    """Backup copies and the proof that they can be read back (programme 3.2.2 and 3.2.4)."""

    reasons: ClassVar[Reasons] = because(
        DEFENCE, PROTECTION, restore_tested_on=SHORTCOMING, restore_test_result=SHORTCOMING
    )

    interval: Internal[Duration | None] = Field(None, title="Tid mellan kopior")
    restore_time: Internal[Duration | None] = Field(None, title="Återläsning tar högst")
    restore_tested_on: Internal[Day | None] = Field(None, title="Återläsning provad")
    restore_test_result: Internal[Line | None] = Field(None, title="Provets utfall")
    retention: Internal[Duration | None] = Field(None, title="Kopior sparas")
    routine: Internal[Line | None] = Field(None, title="Rutin")
    storage_place: Line | None = Field(None, title="Förvaringsplats")


class OutagePlan(Part):
    """What is done when the system stands still (programme 3.2.2 and 3.2.3)."""

    reasons: ClassVar[Reasons] = because(DEFENCE, PROTECTION, exercised_on=SHORTCOMING)

    adopted_on: Internal[Day | None] = Field(None, title="Fastställd")
    adopted_by: Internal[InvolvedRef | None] = Field(None, title="Fastställd av")
    collaborated_with: Internal[list[InvolvedRef]] = Field(default=[], title="I samverkan med")
    fallback_routine: Internal[Text | None] = Field(None, title="Reservrutin")
    communicated_on: Internal[Day | None] = Field(None, title="Reservrutinen meddelad")
    exercised_on: Internal[Day | None] = Field(None, title="Övad")
    document: Line | None = Field(None, title="Planen förvaras")


class OperationalApproval(Part):
    """The decision that the system may be in operation (programme 3.2.2)."""

    reasons: ClassVar[Reasons] = because(DEFENCE, WEAKNESS)

    decided_by: Internal[InvolvedRef | None] = Field(None, title="Beslutat av")
    date: Internal[Day] = Field(title="Datum")
    security_review_on: Internal[Day | None] = Field(None, title="Säkerhetsgranskat")
    valid_to: Internal[Day | None] = Field(None, title="Gäller till och med")
    scope: Internal[Text | None] = Field(None, title="Omfattar")
    conditions: Text | None = Field(None, title="Villkor")


class AuthorizationProfile(Part):
    """What users of one sort may do in the system. Functions, never persons."""

    reasons: ClassVar[Reasons] = because(DEFENCE, PROTECTION)

    name: Internal[Line] = Field(title="Profil")
    description: Internal[Text] = Field(title="Beskrivning")
    for_functions: Internal[list[Line]] = Field(default=[], title="Avsedd för")
    decided_by: Internal[InvolvedRef | None] = Field(None, title="Beslutad av")
    decided_on: Internal[Day | None] = Field(None, title="Beslutad")
    rights: Text | None = Field(None, title="Rättigheter i detalj")
