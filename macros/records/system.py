"""Systems: the register that the rest of the programme is about."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from macros.records.document import Decision
from macros.records.exception import Examined
from macros.records.fields import (
    Day,
    Duration,
    Flag,
    Internal,
    InvolvedRef,
    Line,
    Markdown,
    Name,
    Number,
    Part,
    Public,
    SectionRef,
    Slug,
    Stated,
    SystemRef,
    SystemRoleRef,
    Text,
    UnitRef,
)
from macros.records.reasons import (
    AGGREGATION,
    AGREEMENT,
    DEFENCE,
    EXISTENCE,
    EXPLANATION,
    PERSON,
    PRIVACY,
    RESPONSIBILITY,
    RULES,
    TARGET,
    WEAKNESS,
    WORK,
    Reasons,
    because,
)
from macros.records.security import (
    AuthorizationProfile,
    Availability,
    Backup,
    Classification,
    Criticality,
    Logging,
    OperationalApproval,
    OutagePlan,
    SecurityPlan,
)
from macros.records.unit import Contact


class Assignment(Part):
    """Who holds one of the roles that a system has. The profile says which roles those are."""

    about: ClassVar[frozenset[str]] = frozenset({"role"})

    reasons: ClassVar[Reasons] = because(RESPONSIBILITY, PERSON)

    role: Public[SystemRoleRef] = Field(title="Roll")
    party: Public[UnitRef | None] = Field(None, title="Innehas av")
    position: Internal[Line | None] = Field(
        None, title="Befattning", description="En befattning, inte ett namn."
    )
    unit: Internal[UnitRef | None] = Field(None, title="Finns på")
    appointed_by: Internal[InvolvedRef | None] = Field(None, title="Utsedd av")
    since: Internal[Day | None] = Field(None, title="Sedan")
    contact: Internal[Contact | None] = Field(None, title="Kontakt")


class Operations(Part):
    """Who runs the system technically."""

    mode: Internal[Literal["egen drift", "leverantör", "molntjänst", "samverkan"]] = Field(
        title="Driftform"
    )
    party: Internal[Name | None] = Field(None, title="Drivs av")


class CommonDecision(Part):
    """The executive board's decision that a system is common to the municipality (3.1)."""

    reasons: ClassVar[Reasons] = because(RESPONSIBILITY, AGREEMENT)

    decision: Public[Decision] = Field(title="Beslut")
    owner: Public[UnitRef | None] = Field(None, title="Beslutad ägare")
    owner_position: Public[Line | None] = Field(None, title="Beslutad ägare, befattning")
    introduced_on: Public[Day | None] = Field(None, title="Införande")
    financing: Internal[Text | None] = Field(None, title="Finansiering")


class Decommission(Part):
    """What happens to the system and its information when it is taken out of use."""

    reasons: ClassVar[Reasons] = because(EXISTENCE, WORK)

    date: Public[Day | None] = Field(None, title="Datum")
    replaced_by: Internal[SystemRef | None] = Field(None, title="Ersätts av")
    data_handled: Internal[Text | None] = Field(None, title="Så hanteras informationen")
    archived_to: Internal[Line | None] = Field(None, title="Arkiveras hos")


class Information(Part):
    """Which information is recorded, by whom and how: categories, never examples of entries."""

    what: Public[list[Line]] = Field(title="Informationsslag", min_length=1)
    by_whom: Internal[Line | None] = Field(None, title="Registreras av")
    how: Internal[Text | None] = Field(None, title="Registreras så")


class PublicAccess(Part):
    """What anyone may ask to see, and how (programme 3.2.2, the principle of public access)."""

    what: Public[Text] = Field(title="Uppgifter")
    how: Public[Text] = Field(title="Så lämnas de ut")
    terminal: Public[Flag | None] = Field(None, title="Går att söka själv på plats")


class Secrecy(Part):
    """A part of the information where secrecy is examined case by case, and by which law."""

    reasons: ClassVar[Reasons] = because(TARGET, decided_on=WORK)

    part: Internal[Line] = Field(title="Del av informationen")
    legal_basis: Public[Line | None] = Field(None, title="Lag som prövas")
    decided_on: Internal[Day | None] = Field(None, title="Ställningstagande")


class PersonalData(Part):
    """Whether personal data are processed, and where that is recorded."""

    reasons: ClassVar[Reasons] = because(PRIVACY, WORK, special_categories=TARGET)

    processed: Public[Flag] = Field(title="Personuppgifter behandlas")
    special_categories: Internal[Flag | None] = Field(None, title="Känsliga personuppgifter")
    register_ref: Internal[Line | None] = Field(None, title="Plats i registerförteckningen")
    impact_assessment: Internal[Line | None] = Field(None, title="Konsekvensbedömning")


class Integration(Part):
    """Another system that this one works together with (programme 3.2.2 and 3.2.4)."""

    system: Internal[SystemRef] = Field(title="System")
    direction: Internal[Literal["lämnar", "hämtar", "båda håll"]] = Field(title="Riktning")
    purpose: Internal[Text] = Field(title="Ändamål")
    frequency: Internal[Line | None] = Field(None, title="Hur ofta")
    consulted: Internal[list[InvolvedRef]] = Field(default=[], title="Samråd med")


class Exchange(Part):
    """Information that is regularly fetched from or given to someone outside."""

    party: Public[Line] = Field(title="Motpart")
    what: Public[Line] = Field(title="Uppgifter")
    direction: Public[Literal["lämnar", "hämtar", "båda håll"]] = Field(title="Riktning")


class Guide(Part):
    """A document or a course about the system."""

    reasons: ClassVar[Reasons] = because(WORK)

    title: Internal[Line] = Field(title="Titel")
    url: Internal[Line | None] = Field(None, title="Länk")
    adopted_on: Internal[Day | None] = Field(None, title="Fastställd")


class Permit(Part):
    """A licence or permit. Never its price."""

    reasons: ClassVar[Reasons] = because(AGREEMENT)

    type: Internal[Line] = Field(alias="kind", title="Slag")
    holder: Internal[Line | None] = Field(None, title="Innehavare")
    valid_to: Internal[Day | None] = Field(None, title="Gäller till och med")
    note: Internal[Text | None] = Field(None, title="Anmärkning")


class ServiceAgreement(Part):
    """What a supplier has promised."""

    reasons: ClassVar[Reasons] = because(AGREEMENT)

    party: Internal[Name] = Field(title="Avtalspart")
    fix_time: Internal[Duration | None] = Field(None, title="Fel rättas inom")
    valid_to: Internal[Day | None] = Field(None, title="Gäller till och med")


class System(Examined):
    """One system of the register, or the IT infrastructure seen as one."""

    kind: ClassVar[str] = "system"
    reasons: ClassVar[Reasons] = because(
        AGGREGATION,
        infrastructure=EXISTENCE,
        status=EXISTENCE,
        introduced_on=EXISTENCE,
        used_by=EXISTENCE,
        legal_basis=RULES,
        version=WEAKNESS,
        login=DEFENCE,
        access_request=DEFENCE,
        note=EXPLANATION,
        internal_note=WORK,
    )
    id: Public[Slug] = Field(title="Id")
    name: Public[Line] = Field(title="Namn")
    aliases: Public[list[Line]] = Field(default=[], title="Kallas också")
    summary: Public[Text] = Field(title="Sammanfattning")
    description: Public[Markdown | None] = Field(None, title="Beskrivning")
    purpose: Public[Text] = Field(title="Ändamål")
    sections: Public[list[SectionRef]] = Field(default=[], title="Nämns i avsnitt")
    infrastructure: Public[Flag] = Field(False, title="Är it-infrastrukturen")
    status: Public[Literal["planerat", "under införande", "i drift", "avvecklas", "avvecklat"]] = (
        Field(title="Status")
    )
    introduced_on: Public[Day | None] = Field(None, title="Infört")
    decommission: Public[Decommission | None] = Field(None, title="Avveckling")
    assignments: Public[list[Assignment]] = Field(default=[], title="Ansvariga")
    used_by: Public[list[UnitRef]] = Field(default=[], title="Används av")
    common_decision: Public[CommonDecision | None] = Field(None, title="Beslut om gemensamt system")
    citizen_facing: Public[Flag | None] = Field(None, title="Vänder sig till invånare")
    alternative_channels: Public[list[Line]] = Field(default=[], title="Andra kontaktvägar")
    url: Public[Line | None] = Field(None, title="Webbadress")
    information: Public[Information | None] = Field(None, title="Information som registreras")
    public_access: Public[Stated[PublicAccess] | None] = Field(
        None, title="Enligt offentlighetsprincipen"
    )
    secrecy: Public[Stated[list[Secrecy]] | None] = Field(None, title="Där sekretess prövas")
    personal_data: Public[PersonalData | None] = Field(None, title="Personuppgifter")
    legal_basis: Public[list[Line]] = Field(default=[], title="Lagar och författningar")
    exchanges: Public[Stated[list[Exchange]] | None] = Field(
        None, title="Uppgifter som hämtas eller lämnas utanför kommunen"
    )
    operations: Internal[Operations | None] = Field(None, title="Drift")
    user_scope: Internal[Literal["en", "flera", "okänt"] | None] = Field(None, title="Användare")
    user_count: Internal[Number | None] = Field(None, title="Antal användare")
    product: Internal[Name | None] = Field(None, title="Produkt")
    vendor: Internal[Name | None] = Field(None, title="Leverantör")
    version: Line | None = Field(None, title="Version")
    login: Internal[Line | None] = Field(None, title="Inloggning")
    access_request: Internal[Text | None] = Field(None, title="Så beställs behörighet")
    integrations: Internal[Stated[list[Integration]] | None] = Field(
        None, title="Samverkande system"
    )
    criticality: Internal[Criticality | None] = Field(None, title="Kritikalitet")
    classification: Internal[Classification | None] = Field(None, title="Informationsklassning")
    security_plan: Internal[SecurityPlan | None] = Field(None, title="Systemsäkerhetsplan")
    authorization_profiles: Internal[list[AuthorizationProfile]] = Field(
        default=[], title="Behörighetsprofiler"
    )
    logging: Internal[Logging | None] = Field(None, title="Loggning")
    availability: Internal[Availability | None] = Field(None, title="Tillgänglighet")
    backup: Internal[Stated[Backup] | None] = Field(None, title="Säkerhetskopiering")
    outage_plan: Internal[OutagePlan | None] = Field(None, title="Avbrottsplan")
    operational_approval: Internal[OperationalApproval | None] = Field(
        None, title="Driftgodkännande"
    )
    test_environment: Internal[Text | None] = Field(None, title="Testmiljö")
    documentation: Internal[Stated[list[Guide]] | None] = Field(None, title="Dokumentation")
    user_guide: Internal[Stated[list[Guide]] | None] = Field(None, title="Användarhandledning")
    training: Internal[Stated[list[Guide]] | None] = Field(None, title="Utbildning")
    licences: Internal[Stated[list[Permit]] | None] = Field(None, title="Licenser")
    permits: Internal[Stated[list[Permit]] | None] = Field(None, title="Tillstånd")
    service_agreement: Internal[Stated[ServiceAgreement] | None] = Field(None, title="Serviceavtal")
    note: Public[Text | None] = Field(None, title="Anmärkning")
    internal_note: Internal[Text | None] = Field(None, title="Anmärkning för anställda")
