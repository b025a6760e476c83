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
        alias="kind", title="Slag av licens"
    )
    valid_to: Internal[Day | None] = Field(None, title="Gäller till och med")


class SoftwareDecision(Part):
    """Who decided that a program is common, and who was asked."""

    by: Internal[ActorRef] = Field(title="Beslutat av")
    date: Internal[Day | None] = Field(None, title="Datum")
    consulted: Internal[list[ActorRef]] = Field(default=[], title="Samråd med")


class Software(Examined):
    """A program that is allowed, on its way out, or not allowed."""

    kind: ClassVar[str] = "software"
    reasons: ClassVar[Reasons] = because(version_policy=WEAKNESS, note=WORK)
    id: Public[Slug] = Field(title="Id")
    name: Internal[Line] = Field(title="Programvara")
    functions: Internal[list[SoftwareFunctionRef]] = Field(default=[], title="Används till")
    status: Internal[Literal["kommungemensam", "tillåten", "avvecklas", "ej tillåten"]] = Field(
        title="Status"
    )
    licence: Internal[SoftwareLicence | None] = Field(None, title="Licens")
    decision: Internal[SoftwareDecision | None] = Field(None, title="Beslut")
    update_on: Internal[Day | None] = Field(None, title="Uppdateras")
    system: Internal[SystemRef | None] = Field(None, title="Hör till systemet")
    replaces: Internal[Line | None] = Field(None, title="Ersätter")
    version_policy: Line | None = Field(None, title="Versionspolicy")
    note: Internal[Text | None] = Field(None, title="Anmärkning")


class Standard(Examined):
    """A standard or recommendation of the programme."""

    kind: ClassVar[str] = "standard"
    reasons: ClassVar[Reasons] = because(note=EXPLANATION)
    id: Public[Slug] = Field(title="Id")
    name: Public[Line] = Field(title="Standard")
    sections: Public[list[SectionRef]] = Field(default=[], title="Avsnitt")
    text: Public[Markdown] = Field(title="Innebär")
    requirements: Public[list[RequirementRef]] = Field(default=[], title="Krav")
    functions: Public[list[SoftwareFunctionRef]] = Field(default=[], title="Funktioner")
    energy_saving: Public[Text | None] = Field(None, title="Energi")
    note: Public[Text | None] = Field(None, title="Anmärkning")
