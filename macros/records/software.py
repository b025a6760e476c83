"""Software and standards that the whole municipality shares (programme, section 4.7)."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from macros.records.exception import Examined
from macros.records.fields import (
    ActorRef,
    Day,
    Internal,
    Line,
    Markdown,
    Part,
    Public,
    RequirementRef,
    SectionRef,
    Slug,
    SoftwareFunctionRef,
    SystemRef,
    Text,
)
from macros.records.reasons import AGREEMENT, EXPLANATION, WEAKNESS, WORK, Reasons, because


class SoftwareLicence(Part):
    """The right to use a program."""

    reasons: ClassVar[Reasons] = because(AGREEMENT)

    type: Internal[Literal["kommersiell", "öppen källkod", "fri", "abonnemang"]] = Field(
        alias="kind", title="Slag av licens", description="Vad för slags licens det är."
    )
    valid_to: Internal[Day | None] = Field(
        None, title="Gäller till och med", description="Sista dagen som licensen gäller."
    )


class SoftwareDecision(Part):
    """Who decided that a program is common, and who was asked."""

    by: Internal[ActorRef] = Field(title="Beslutat av", description="Den som beslutade.")
    date: Internal[Day | None] = Field(None, title="Datum", description="Dagen för beslutet.")
    consulted: Internal[list[ActorRef]] = Field(
        default=[], title="Samråd med", description="De som har rådfrågats."
    )


class Software(Examined):
    """A program that is allowed, on its way out, or not allowed."""

    kind: ClassVar[str] = "software"
    reasons: ClassVar[Reasons] = because(version_policy=WEAKNESS, note=WORK)
    id: Public[Slug] = Field(title="Id", description="Ändras aldrig, för länkar pekar hit.")
    name: Internal[Line] = Field(title="Programvara", description="Programmets namn.")
    functions: Internal[list[SoftwareFunctionRef]] = Field(
        default=[],
        title="Används till",
        description="Vad programmet används till. Funktionerna står i kommunens profil.",
    )
    status: Internal[Literal["kommungemensam", "tillåten", "avvecklas", "ej tillåten"]] = Field(
        title="Status", description="Om programmet får användas."
    )
    licence: Internal[SoftwareLicence | None] = Field(
        None, title="Licens", description="Rätten att använda programmet."
    )
    decision: Internal[SoftwareDecision | None] = Field(
        None, title="Beslut", description="Beslutet att programmet ska användas."
    )
    update_on: Internal[Day | None] = Field(
        None, title="Uppdateras", description="Dagen då programmet ska uppdateras."
    )
    system: Internal[SystemRef | None] = Field(
        None, title="Hör till systemet", description="Systemet som programmet är en del av."
    )
    replaces: Internal[Line | None] = Field(
        None, title="Ersätter", description="Programmet som användes förut."
    )
    version_policy: Line | None = Field(
        None, title="Versionspolicy", description="Vilka versioner som får användas."
    )
    note: Internal[Text | None] = Field(
        None, title="Anmärkning", description="Något mer som anställda behöver veta."
    )


class Standard(Examined):
    """A standard or recommendation of the programme."""

    kind: ClassVar[str] = "standard"
    reasons: ClassVar[Reasons] = because(note=EXPLANATION)
    id: Public[Slug] = Field(title="Id", description="Ändras aldrig, för länkar pekar hit.")
    name: Public[Line] = Field(title="Standard", description="Standardens namn.")
    sections: Public[list[SectionRef]] = Field(
        default=[], title="Avsnitt", description="Avsnitt i styrdokumentet som nämner standarden."
    )
    text: Public[Markdown] = Field(
        title="Innebär", description="Vad standarden innebär för kommunen."
    )
    requirements: Public[list[RequirementRef]] = Field(
        default=[], title="Krav", description="Krav som hör till standarden."
    )
    functions: Public[list[SoftwareFunctionRef]] = Field(
        default=[], title="Funktioner", description="Funktioner som standarden gäller."
    )
    energy_saving: Public[Text | None] = Field(
        None, title="Energi", description="Vad standarden betyder för energin."
    )
    note: Public[Text | None] = Field(
        None, title="Anmärkning", description="Vår egen kommentar, skild från styrdokumentets text."
    )
