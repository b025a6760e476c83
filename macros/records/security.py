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

    group: Internal[CriticalityRef] = Field(
        title="Grupp",
        description="Gruppen som systemet hör till. Grupperna står i kommunens profil.",
    )
    assessed_on: Internal[Day | None] = Field(
        None, title="Bedömt", description="Dagen för bedömningen."
    )
    assessed_by: Internal[InvolvedRef | None] = Field(
        None, title="Bedömt av", description="Den som gjorde bedömningen."
    )
    consulted: Internal[list[InvolvedRef]] = Field(
        default=[], title="Samråd med", description="De som har rådfrågats."
    )


class AspectLevel(Part):
    """What one aspect of the information demands."""

    aspect: Internal[AspectRef] = Field(
        title="Aspekt", description="Det som bedöms. Aspekterna står i kommunens profil."
    )
    level: Internal[LevelRef] = Field(
        title="Nivå", description="Hur stor skadan kan bli. Nivåerna står i kommunens profil."
    )
    text: Internal[Text | None] = Field(
        None, title="Krav", description="Vad nivån kräver av systemet."
    )


class Classification(Part):
    """The classification of the information, one level for each aspect of the profile."""

    reasons: ClassVar[Reasons] = because(TARGET, WEAKNESS)

    levels: Internal[list[AspectLevel]] = Field(
        title="Nivåer", description="En nivå för var och en av profilens aspekter.", min_length=1
    )
    classified_on: Internal[Day | None] = Field(
        None, title="Klassat", description="Dagen för klassningen."
    )
    classified_by: Internal[InvolvedRef | None] = Field(
        None, title="Klassat av", description="Den som klassade informationen."
    )
    method: Internal[Line | None] = Field(None, title="Metod", description="Sättet som användes.")
    motivation: Text | None = Field(
        None, title="Motivering", description="Varför nivåerna blev som de blev."
    )


class PlanItem(Part):
    """One heading of the security plan. The most sensitive content is only pointed at."""

    heading: Internal[HeadingRef] = Field(
        title="Rubrik", description="Rubriken i planen. Rubrikerna står i kommunens profil."
    )
    text: Internal[Text | None] = Field(
        None,
        title="Innehåll",
        description="Vad planen säger under rubriken, utan sådant som måste skyddas.",
    )
    assessed_on: Internal[Day | None] = Field(
        None, title="Bedömt", description="Dagen då innehållet bedömdes."
    )
    kept_at: Line | None = Field(None, title="Förvaras", description="Diarienummer eller plats.")


class SecurityPlan(Part):
    """The system's security plan (programme 3.2.2 and 4.5)."""

    reasons: ClassVar[Reasons] = because(DEFENCE, PROTECTION)

    status: Internal[Literal["utkast", "gällande", "upphävd"]] = Field(
        title="Status", description="Om planen gäller."
    )
    adopted_on: Internal[Day | None] = Field(
        None, title="Fastställd", description="Dagen då planen fastställdes."
    )
    adopted_by: Internal[InvolvedRef | None] = Field(
        None, title="Fastställd av", description="Den som fastställde planen."
    )
    reviewed_on: Internal[Day | None] = Field(
        None,
        title="Senast genomgången",
        description="Dagen då någon senast såg till att planen stämmer.",
    )
    analysis_on: Internal[Day | None] = Field(
        None, title="Säkerhetsanalys", description="Dagen för säkerhetsanalysen."
    )
    items: Internal[list[PlanItem]] = Field(
        default=[], title="Rubriker", description="Planens rubriker och vad som står under dem."
    )
    document: Line | None = Field(
        None, title="Planen förvaras", description="Diarienummer eller plats."
    )


class Log(Part):
    """One kind of log. What it covers stays out of every build."""

    enabled: Internal[Flag] = Field(title="Loggas", description="Om det loggas.")
    scope: Text | None = Field(None, title="Omfattning", description="Vad loggen innehåller.")


class Logging(Part):
    """Which logs there are and what happens to them (programme 3.2.2, points f and g)."""

    reasons: ClassVar[Reasons] = because(DEFENCE, PROTECTION)

    transaction: Internal[Log | None] = Field(
        None, title="Transaktionslogg", description="Loggen över vad användare gör."
    )
    security: Internal[Log | None] = Field(
        None, title="Säkerhetslogg", description="Loggen över inloggningar, försök och fel."
    )
    follow_up: Text | None = Field(
        None, title="Uppföljning", description="Vem som läser loggarna och när."
    )
    archiving: Text | None = Field(None, title="Arkivering", description="Hur loggarna arkiveras.")
    storage: Text | None = Field(None, title="Förvaring", description="Var loggarna finns.")
    retention: Internal[Duration | None] = Field(
        None, title="Sparas", description="Hur länge loggarna sparas."
    )


class Availability(Part):
    """How long the business can do without the system (programme 3.2.2, point h)."""

    reasons: ClassVar[Reasons] = because(DEFENCE)

    max_outage: Internal[Duration | None] = Field(
        None, title="Längsta driftavbrott", description="Hur länge systemet högst får stå still."
    )
    max_data_loss: Internal[Duration | None] = Field(
        None,
        title="Längsta informationsbortfall",
        description="Hur mycket arbete som högst får gå förlorat, räknat i tid.",
    )


class Backup(Part):
    """Backup copies and the proof that they can be read back (programme 3.2.2 and 3.2.4)."""

    reasons: ClassVar[Reasons] = because(
        DEFENCE, PROTECTION, restore_tested_on=SHORTCOMING, restore_test_result=SHORTCOMING
    )

    interval: Internal[Duration | None] = Field(
        None, title="Tid mellan kopior", description="Hur långt det är mellan kopiorna."
    )
    restore_time: Internal[Duration | None] = Field(
        None,
        title="Återläsning tar högst",
        description="Hur lång tid det högst tar att läsa tillbaka.",
    )
    restore_tested_on: Internal[Day | None] = Field(
        None, title="Återläsning provad", description="Dagen då återläsning senast provades."
    )
    restore_test_result: Internal[Line | None] = Field(
        None, title="Provets utfall", description="Hur provet gick."
    )
    retention: Internal[Duration | None] = Field(
        None, title="Kopior sparas", description="Hur länge kopiorna sparas."
    )
    routine: Internal[Line | None] = Field(None, title="Rutin", description="Var rutinen finns.")
    storage_place: Line | None = Field(
        None, title="Förvaringsplats", description="Var kopiorna finns."
    )


class OutagePlan(Part):
    """What is done when the system stands still (programme 3.2.2 and 3.2.3)."""

    reasons: ClassVar[Reasons] = because(DEFENCE, PROTECTION, exercised_on=SHORTCOMING)

    adopted_on: Internal[Day | None] = Field(
        None, title="Fastställd", description="Dagen då planen fastställdes."
    )
    adopted_by: Internal[InvolvedRef | None] = Field(
        None, title="Fastställd av", description="Den som fastställde planen."
    )
    collaborated_with: Internal[list[InvolvedRef]] = Field(
        default=[], title="I samverkan med", description="De som var med och tog fram planen."
    )
    fallback_routine: Internal[Text | None] = Field(
        None, title="Reservrutin", description="Hur man arbetar medan systemet står still."
    )
    communicated_on: Internal[Day | None] = Field(
        None,
        title="Reservrutinen meddelad",
        description="Dagen då användarna fick veta hur de gör.",
    )
    exercised_on: Internal[Day | None] = Field(
        None, title="Övad", description="Dagen då planen senast övades."
    )
    document: Line | None = Field(
        None, title="Planen förvaras", description="Diarienummer eller plats."
    )


class OperationalApproval(Part):
    """The decision that the system may be in operation (programme 3.2.2)."""

    reasons: ClassVar[Reasons] = because(DEFENCE, WEAKNESS)

    decided_by: Internal[InvolvedRef | None] = Field(
        None, title="Beslutat av", description="Den som beslutade."
    )
    date: Internal[Day] = Field(title="Datum", description="Dagen för beslutet.")
    security_review_on: Internal[Day | None] = Field(
        None, title="Säkerhetsgranskat", description="Dagen då säkerheten granskades."
    )
    valid_to: Internal[Day | None] = Field(
        None, title="Gäller till och med", description="Sista dagen som beslutet gäller."
    )
    scope: Internal[Text | None] = Field(
        None, title="Omfattar", description="Vad beslutet omfattar."
    )
    conditions: Text | None = Field(None, title="Villkor", description="Villkor i beslutet.")


class AuthorizationProfile(Part):
    """What users of one sort may do in the system. Functions, never persons."""

    reasons: ClassVar[Reasons] = because(DEFENCE, PROTECTION)

    name: Internal[Line] = Field(
        title="Profil", description="Vad profilen heter.", examples=["handläggare"]
    )
    description: Internal[Text] = Field(
        title="Beskrivning", description="Vad den som har profilen får göra."
    )
    for_functions: Internal[list[Line]] = Field(
        default=[],
        title="Avsedd för",
        description="De funktioner som behöver profilen, aldrig personer.",
    )
    decided_by: Internal[InvolvedRef | None] = Field(
        None, title="Beslutad av", description="Den som beslutade om profilen."
    )
    decided_on: Internal[Day | None] = Field(
        None, title="Beslutad", description="Dagen för beslutet."
    )
    rights: Text | None = Field(
        None, title="Rättigheter i detalj", description="Rättigheterna, en för en."
    )
