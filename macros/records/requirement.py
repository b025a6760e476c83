"""Demands: what the programme requires, one entry per demand."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from macros.records.check import Check
from macros.records.fields import (
    ActorRef,
    Code,
    DutyRef,
    InstructionRef,
    Internal,
    Line,
    Public,
    Record,
    Reference,
    SectionRef,
    SystemRef,
    TermRef,
    Text,
)
from macros.records.reasons import EXPLANATION, WORK, Reasons, because


class Requirement(Record):
    """One demand of the programme, with our reading of it kept apart from its text."""

    kind: ClassVar[str] = "requirement"
    reasons: ClassVar[Reasons] = because(
        WORK,
        checkable=EXPLANATION,
        reading=EXPLANATION,
        checks=EXPLANATION,
        acts=EXPLANATION,
        note=EXPLANATION,
    )
    id: Public[Code] = Field(title="Id", description="Ändras aldrig, för länkar pekar hit.")
    section: Public[SectionRef] = Field(
        title="Avsnitt", description="Avsnittet i styrdokumentet där kravet står."
    )
    name: Public[Line] = Field(alias="title", title="Rubrik", description="Kravet i några få ord.")
    text: Public[Text] = Field(title="Kravet", description="Kravet med våra egna ord.")
    quote: Public[Text | None] = Field(
        None, title="Citat", description="Styrdokumentets egna ord, tecken för tecken."
    )
    applies_to: Public[list[ActorRef]] = Field(
        title="Gäller", description="De som kravet gäller.", min_length=1
    )
    acts: Public[list[ActorRef]] = Field(
        default=[],
        title="Agerar",
        description="De som gör något åt en avvikelse, när det inte är de som kravet gäller.",
    )
    duties: Public[list[DutyRef]] = Field(
        default=[], title="Uppgifter", description="Uppgifter som hör till kravet."
    )
    checkable: Public[Literal["ja", "delvis", "nej"]] = Field(
        title="Går att kontrollera i registret",
        description="Om uppgifterna här räcker för att se om kravet är uppfyllt.",
    )
    reading: Public[Text | None] = Field(
        None, title="Vår tolkning", description="Vad kontrollen prövar; skiljs från kravets text."
    )
    checks: Public[list[Check]] = Field(
        default=[], title="Kontroller", description="Hur kravet prövas mot uppgifterna."
    )
    severity: Internal[Literal["fel", "varning", "upplysning"] | None] = Field(
        None, title="Allvarlighet", description="Hur allvarligt det är när kravet inte är uppfyllt."
    )
    severity_note: Internal[Text | None] = Field(
        None, title="Om allvarligheten", description="Varför det är så allvarligt."
    )
    terms: Public[list[TermRef]] = Field(
        default=[], title="Begrepp", description="Begrepp som förklaras intill kravet."
    )
    systems: Public[list[SystemRef]] = Field(
        default=[], title="System", description="System som kravet nämner."
    )
    instructions: Public[list[InstructionRef]] = Field(
        default=[],
        title="Instruktioner",
        description="Instruktioner som hjälper den som ska uppfylla kravet.",
    )
    note: Public[Text | None] = Field(
        None, title="Anmärkning", description="Vår egen kommentar, skild från kravet."
    )

    @property
    def actors(self) -> list[Reference]:
        """Those who act when the demand is not met."""
        return self.acts or self.applies_to

    @property
    def title(self) -> str:
        """Id and name."""
        return f"{self.id} {self.name}"
