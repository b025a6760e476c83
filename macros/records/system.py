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

    role: Public[SystemRoleRef] = Field(
        title="Roll",
        description="En av de roller som ett system har. Vilka de är står i kommunens profil.",
    )
    party: Public[UnitRef | None] = Field(
        None, title="Innehas av", description="Delen av organisationen som har rollen."
    )
    position: Internal[Line | None] = Field(
        None, title="Befattning", description="En befattning, inte ett namn."
    )
    unit: Internal[UnitRef | None] = Field(
        None, title="Finns på", description="Delen av organisationen där befattningen finns."
    )
    appointed_by: Internal[InvolvedRef | None] = Field(
        None, title="Utsedd av", description="Den som utsåg."
    )
    since: Internal[Day | None] = Field(None, title="Sedan", description="Första dagen med rollen.")
    contact: Internal[Contact | None] = Field(
        None, title="Kontakt", description="Hur man når den som har rollen."
    )


class Operations(Part):
    """Who runs the system technically."""

    mode: Internal[Literal["egen drift", "leverantör", "molntjänst", "samverkan"]] = Field(
        title="Driftform", description="Vem som sköter driften, i stort."
    )
    party: Internal[Name | None] = Field(
        None,
        title="Drivs av",
        description="Namnet på den som sköter driften, om det är någon annan än kommunen.",
    )


class CommonDecision(Part):
    """The executive board's decision that a system is common to the municipality (3.1)."""

    reasons: ClassVar[Reasons] = because(RESPONSIBILITY, AGREEMENT)

    decision: Public[Decision] = Field(
        title="Beslut", description="Beslutet att systemet är gemensamt."
    )
    owner: Public[UnitRef | None] = Field(
        None,
        title="Beslutad ägare",
        description="Ägaren som beslutet nämner, när den är en del av organisationen.",
    )
    owner_position: Public[Line | None] = Field(
        None,
        title="Beslutad ägare, befattning",
        description="Ägaren som beslutet nämner, när den är en befattning.",
    )
    introduced_on: Public[Day | None] = Field(
        None, title="Införande", description="Dagen då systemet skulle införas."
    )
    financing: Internal[Text | None] = Field(
        None, title="Finansiering", description="Hur systemet betalas."
    )


class Decommission(Part):
    """What happens to the system and its information when it is taken out of use."""

    reasons: ClassVar[Reasons] = because(EXISTENCE, WORK)

    date: Public[Day | None] = Field(
        None, title="Datum", description="Dagen då systemet slutar användas."
    )
    replaced_by: Internal[SystemRef | None] = Field(
        None, title="Ersätts av", description="Systemet som används i stället."
    )
    data_handled: Internal[Text | None] = Field(
        None, title="Så hanteras informationen", description="Vad som händer med informationen."
    )
    archived_to: Internal[Line | None] = Field(
        None, title="Arkiveras hos", description="Var det som ska bevaras arkiveras."
    )


class Information(Part):
    """Which information is recorded, by whom and how: categories, never examples of entries."""

    what: Public[list[Line]] = Field(
        title="Informationsslag",
        description="Slag av uppgifter, aldrig exempel på uppgifter.",
        min_length=1,
    )
    by_whom: Internal[Line | None] = Field(
        None, title="Registreras av", description="Vilka som skriver in uppgifterna."
    )
    how: Internal[Text | None] = Field(
        None, title="Registreras så", description="Hur det går till att skriva in dem."
    )


class PublicAccess(Part):
    """What anyone may ask to see, and how (programme 3.2.2, the principle of public access)."""

    what: Public[Text] = Field(title="Uppgifter", description="Vad vem som helst kan be att få se.")
    how: Public[Text] = Field(title="Så lämnas de ut", description="Hur man gör för att få se det.")
    terminal: Public[Flag | None] = Field(
        None,
        title="Går att söka själv på plats",
        description="Om man kan söka själv på en dator i kommunens lokaler.",
    )


class Secrecy(Part):
    """A part of the information where secrecy is examined case by case, and by which law."""

    reasons: ClassVar[Reasons] = because(TARGET, decided_on=WORK)

    part: Internal[Line] = Field(
        title="Del av informationen",
        description="Vilken information det gäller, inte vad som står i den.",
    )
    legal_basis: Public[Line | None] = Field(
        None, title="Lag som prövas", description="Lagen som sekretessen prövas mot."
    )
    decided_on: Internal[Day | None] = Field(
        None, title="Ställningstagande", description="Dagen då kommunen tog ställning."
    )


class PersonalData(Part):
    """Whether personal data are processed, and where that is recorded."""

    reasons: ClassVar[Reasons] = because(PRIVACY, WORK, special_categories=TARGET)

    processed: Public[Flag] = Field(
        title="Personuppgifter behandlas",
        description="Om systemet innehåller uppgifter om personer.",
    )
    special_categories: Internal[Flag | None] = Field(
        None,
        title="Känsliga personuppgifter",
        description=(
            "Om det finns uppgifter om till exempel hälsa, tro eller facklig tillhörighet."
        ),
    )
    register_ref: Internal[Line | None] = Field(
        None,
        title="Plats i registerförteckningen",
        description="Var behandlingen står i registerförteckningen.",
    )
    impact_assessment: Internal[Line | None] = Field(
        None,
        title="Konsekvensbedömning",
        description="Var konsekvensbedömningen finns, eller när den gjordes.",
    )


class Integration(Part):
    """Another system that this one works together with (programme 3.2.2 and 3.2.4)."""

    system: Internal[SystemRef] = Field(
        title="System", description="Systemet som det samverkar med."
    )
    direction: Internal[Literal["lämnar", "hämtar", "båda håll"]] = Field(
        title="Riktning", description="Åt vilket håll uppgifterna går, sett från det här systemet."
    )
    purpose: Internal[Text] = Field(title="Ändamål", description="Varför systemen samverkar.")
    frequency: Internal[Line | None] = Field(
        None,
        title="Hur ofta",
        description="Hur ofta uppgifterna går mellan systemen.",
        examples=["varje natt"],
    )
    consulted: Internal[list[InvolvedRef]] = Field(
        default=[], title="Samråd med", description="De som har rådfrågats."
    )


class Exchange(Part):
    """Information that is regularly fetched from or given to someone outside."""

    party: Public[Line] = Field(
        title="Motpart", description="Den utanför kommunen som lämnar eller hämtar."
    )
    what: Public[Line] = Field(
        title="Uppgifter", description="Slag av uppgifter, aldrig exempel på uppgifter."
    )
    direction: Public[Literal["lämnar", "hämtar", "båda håll"]] = Field(
        title="Riktning", description="Åt vilket håll uppgifterna går, sett från kommunen."
    )


class Guide(Part):
    """A document or a course about the system."""

    reasons: ClassVar[Reasons] = because(WORK)

    title: Internal[Line] = Field(title="Titel", description="Vad dokumentet eller kursen heter.")
    url: Internal[Line | None] = Field(
        None, title="Länk", description="Adress till dokumentet eller anmälan."
    )
    adopted_on: Internal[Day | None] = Field(
        None, title="Fastställd", description="Dagen då dokumentet fastställdes."
    )


class Permit(Part):
    """A licence or permit. Never its price."""

    reasons: ClassVar[Reasons] = because(AGREEMENT)

    type: Internal[Line] = Field(
        alias="kind", title="Slag", description="Vad för slags licens eller tillstånd det är."
    )
    holder: Internal[Line | None] = Field(
        None, title="Innehavare", description="Den som licensen eller tillståndet är utfärdat till."
    )
    valid_to: Internal[Day | None] = Field(
        None,
        title="Gäller till och med",
        description="Sista dagen som licensen eller tillståndet gäller.",
    )
    note: Internal[Text | None] = Field(
        None,
        title="Anmärkning",
        description="Något som den som följer upp behöver veta. Aldrig priset.",
    )


class ServiceAgreement(Part):
    """What a supplier has promised."""

    reasons: ClassVar[Reasons] = because(AGREEMENT)

    party: Internal[Name] = Field(title="Avtalspart", description="Den som avtalet är med.")
    fix_time: Internal[Duration | None] = Field(
        None, title="Fel rättas inom", description="Hur snabbt fel ska vara rättade enligt avtalet."
    )
    valid_to: Internal[Day | None] = Field(
        None, title="Gäller till och med", description="Sista dagen som avtalet gäller."
    )


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
    id: Public[Slug] = Field(title="Id", description="Ändras aldrig, för länkar pekar hit.")
    name: Public[Line] = Field(
        title="Namn", description="Vad systemet kallas i kommunen, inte produktens namn."
    )
    aliases: Public[list[Line]] = Field(
        default=[],
        title="Kallas också",
        description="Andra namn och böjningar, så att sökningen hittar systemet.",
    )
    summary: Public[Text] = Field(
        title="Sammanfattning", description="Vad systemet är, i en eller ett par meningar."
    )
    description: Public[Markdown | None] = Field(
        None, title="Beskrivning", description="En längre beskrivning av systemet."
    )
    purpose: Public[Text] = Field(
        title="Ändamål", description="Vad systemet används till, i en mening."
    )
    sections: Public[list[SectionRef]] = Field(
        default=[],
        title="Nämns i avsnitt",
        description="Avsnitt i styrdokumentet som nämner systemet.",
    )
    infrastructure: Public[Flag] = Field(
        False,
        title="Är it-infrastrukturen",
        description=(
            "Ja för den enda post som är nät, servrar och annat som alla system vilar på."
        ),
    )
    status: Public[Literal["planerat", "under införande", "i drift", "avvecklas", "avvecklat"]] = (
        Field(title="Status", description="Om systemet används.")
    )
    introduced_on: Public[Day | None] = Field(
        None, title="Infört", description="Dagen då systemet togs i bruk."
    )
    decommission: Public[Decommission | None] = Field(
        None, title="Avveckling", description="Vad som händer när systemet slutar användas."
    )
    assignments: Public[list[Assignment]] = Field(
        default=[], title="Ansvariga", description="Vilka som har systemets roller."
    )
    used_by: Public[list[UnitRef]] = Field(
        default=[], title="Används av", description="Delar av organisationen som använder systemet."
    )
    common_decision: Public[CommonDecision | None] = Field(
        None,
        title="Beslut om gemensamt system",
        description="Beslutet att systemet är gemensamt för kommunen.",
    )
    citizen_facing: Public[Flag | None] = Field(
        None, title="Vänder sig till invånare", description="Om invånare använder systemet själva."
    )
    alternative_channels: Public[list[Line]] = Field(
        default=[],
        title="Andra kontaktvägar",
        description="Hur man gör i stället för att använda systemet.",
    )
    url: Public[Line | None] = Field(
        None, title="Webbadress", description="Adressen där systemet används."
    )
    information: Public[Information | None] = Field(
        None,
        title="Information som registreras",
        description="Vilka uppgifter som finns i systemet.",
    )
    public_access: Public[Stated[PublicAccess] | None] = Field(
        None,
        title="Enligt offentlighetsprincipen",
        description="Vad vem som helst kan be att få se, och hur.",
    )
    secrecy: Public[Stated[list[Secrecy]] | None] = Field(
        None,
        title="Där sekretess prövas",
        description="Delar av informationen där sekretess prövas.",
    )
    personal_data: Public[PersonalData | None] = Field(
        None, title="Personuppgifter", description="Om uppgifter om personer behandlas."
    )
    legal_basis: Public[list[Line]] = Field(
        default=[],
        title="Lagar och författningar",
        description="Lagar som systemet behövs för eller måste följa.",
    )
    exchanges: Public[Stated[list[Exchange]] | None] = Field(
        None,
        title="Uppgifter som hämtas eller lämnas utanför kommunen",
        description="Uppgifter som regelbundet hämtas från eller lämnas till andra.",
    )
    operations: Internal[Operations | None] = Field(
        None, title="Drift", description="Vem som sköter driften."
    )
    user_scope: Internal[Literal["en", "flera", "okänt"] | None] = Field(
        None, title="Användare", description="Om systemet har en eller flera användare."
    )
    user_count: Internal[Number | None] = Field(
        None, title="Antal användare", description="Ungefär hur många som använder systemet."
    )
    product: Internal[Name | None] = Field(
        None, title="Produkt", description="Produktens namn hos leverantören."
    )
    vendor: Internal[Name | None] = Field(
        None, title="Leverantör", description="Företaget som säljer produkten."
    )
    version: Line | None = Field(None, title="Version", description="Versionen som används.")
    login: Internal[Line | None] = Field(None, title="Inloggning", description="Hur man loggar in.")
    access_request: Internal[Text | None] = Field(
        None, title="Så beställs behörighet", description="Hur man gör för att få behörighet."
    )
    integrations: Internal[Stated[list[Integration]] | None] = Field(
        None,
        title="Samverkande system",
        description="Andra system i kommunen som det utbyter uppgifter med.",
    )
    criticality: Internal[Criticality | None] = Field(
        None, title="Kritikalitet", description="Hur illa det är om systemet inte fungerar."
    )
    classification: Internal[Classification | None] = Field(
        None, title="Informationsklassning", description="Hur informationen ska skyddas."
    )
    security_plan: Internal[SecurityPlan | None] = Field(
        None, title="Systemsäkerhetsplan", description="Planen för systemets säkerhet."
    )
    authorization_profiles: Internal[list[AuthorizationProfile]] = Field(
        default=[], title="Behörighetsprofiler", description="Vad olika slags användare får göra."
    )
    logging: Internal[Logging | None] = Field(
        None, title="Loggning", description="Vad som loggas och hur loggarna används."
    )
    availability: Internal[Availability | None] = Field(
        None, title="Tillgänglighet", description="Hur länge verksamheten klarar sig utan systemet."
    )
    backup: Internal[Stated[Backup] | None] = Field(
        None,
        title="Säkerhetskopiering",
        description="Hur kopior tas, och när återläsning provades.",
    )
    outage_plan: Internal[OutagePlan | None] = Field(
        None, title="Avbrottsplan", description="Vad man gör när systemet står still."
    )
    operational_approval: Internal[OperationalApproval | None] = Field(
        None, title="Driftgodkännande", description="Beslutet att systemet får användas."
    )
    test_environment: Internal[Text | None] = Field(
        None, title="Testmiljö", description="Var ändringar provas innan de införs."
    )
    documentation: Internal[Stated[list[Guide]] | None] = Field(
        None, title="Dokumentation", description="Dokument för den som sköter systemet."
    )
    user_guide: Internal[Stated[list[Guide]] | None] = Field(
        None, title="Användarhandledning", description="Handledning för den som använder systemet."
    )
    training: Internal[Stated[list[Guide]] | None] = Field(
        None, title="Utbildning", description="Utbildning för den som använder systemet."
    )
    licences: Internal[Stated[list[Permit]] | None] = Field(
        None, title="Licenser", description="Rätten att använda programmen."
    )
    permits: Internal[Stated[list[Permit]] | None] = Field(
        None, title="Tillstånd", description="Tillstånd som systemet behöver."
    )
    service_agreement: Internal[Stated[ServiceAgreement] | None] = Field(
        None, title="Serviceavtal", description="Vad leverantören har lovat."
    )
    note: Public[Text | None] = Field(
        None, title="Anmärkning", description="Något mer som läsaren behöver veta."
    )
    internal_note: Internal[Text | None] = Field(
        None,
        title="Anmärkning för anställda",
        description="Något mer som bara anställda behöver veta.",
    )
