"""Security instructions and their numbered rules."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from macros.records.document import Decision
from macros.records.exception import Examined
from macros.records.fields import (
    Day,
    Entity,
    Line,
    Markdown,
    Part,
    PositionRef,
    Public,
    SourceRef,
    Text,
    TopicRef,
)
from macros.records.reasons import EXPLANATION, RESPONSIBILITY, Reasons, because


class Rule(Entity):
    """One numbered rule of an instruction."""

    kind: ClassVar[str] = "rule"
    text: Public[Markdown] = Field(
        title="Regel", description="Regeln som den ska läsas, i en eller ett par meningar."
    )
    modality: Public[Literal["ska", "ska inte", "bör", "får"]] = Field(
        title="Styrka", description="Hur starkt regeln binder."
    )
    topic: Public[TopicRef] = Field(
        title="Ämne", description="Ämnet som regeln handlar om. Ämnena står i kommunens profil."
    )
    based_on: Public[list[SourceRef]] = Field(
        default=[],
        title="Bygger på",
        description="Krav, uppgifter eller avsnitt som regeln vilar på.",
    )
    applies_to: Public[list[PositionRef]] = Field(
        default=[],
        title="Gäller",
        description="De som regeln gäller, om det inte är alla som instruktionen gäller.",
    )
    why: Public[Text | None] = Field(
        None, title="Varför", description="Varför regeln finns, för den som undrar."
    )
    keywords: Public[list[Line]] = Field(
        default=[], title="Sökord", description="Ord som folk söker på i stället för regelns egna."
    )


class RuleChapter(Part):
    """Rules on one subject."""

    title: Public[Line] = Field(title="Rubrik", description="Kapitlets rubrik.")
    intro: Public[Markdown | None] = Field(
        None, title="Inledning", description="Text före reglerna."
    )
    rules: Public[list[Rule]] = Field(
        title="Regler", description="Kapitlets regler, i ordning.", min_length=1
    )


class Instruction(Examined):
    """A security instruction for those who use, manage or run systems."""

    kind: ClassVar[str] = "instruction"
    reasons: ClassVar[Reasons] = because(responsible_role=RESPONSIBILITY, status_note=EXPLANATION)
    name: Public[Line] = Field(alias="title", title="Titel", description="Instruktionens namn.")
    part: Public[Line] = Field(
        title="Del", description="Vilken del av instruktionerna det är.", examples=["Användare"]
    )
    summary: Public[Text] = Field(
        title="Sammanfattning",
        description="Vad instruktionen handlar om, i en eller ett par meningar.",
    )
    status: Public[Literal["förslag", "gällande", "upphävd"]] = Field(
        title="Status", description="Om instruktionen är ett förslag, gäller eller är upphävd."
    )
    status_note: Public[Text | None] = Field(
        None, title="Om statusen", description="Det som läsaren behöver veta om statusen."
    )
    adopted: Public[Decision | None] = Field(
        None, title="Antagen", description="Beslutet som antog instruktionen."
    )
    valid_from: Public[Day | None] = Field(
        None, title="Gäller från och med", description="Första dagen som instruktionen gäller."
    )
    reviewed_on: Public[Day | None] = Field(
        None,
        title="Senast genomgången",
        description="Dagen då någon senast såg till att innehållet stämmer.",
    )
    responsible_role: Public[PositionRef] = Field(
        title="Ansvarig", description="Den som håller instruktionen aktuell."
    )
    based_on: Public[list[SourceRef]] = Field(
        default=[],
        title="Bygger på",
        description="Krav, uppgifter eller avsnitt som instruktionen vilar på.",
    )
    applies_to: Public[list[PositionRef]] = Field(
        title="Gäller för", description="De som ska följa instruktionen.", min_length=1
    )
    readers: Public[list[Line]] = Field(
        default=[], title="Läsare", description="Vilka som bör läsa den, med vanliga ord."
    )
    chapters: Public[list[RuleChapter]] = Field(
        title="Kapitel", description="Instruktionens kapitel, i ordning.", min_length=1
    )
