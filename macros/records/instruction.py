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
    text: Public[Markdown] = Field(title="Regel")
    modality: Public[Literal["ska", "ska inte", "bör", "får"]] = Field(title="Styrka")
    topic: Public[TopicRef] = Field(title="Ämne")
    based_on: Public[list[SourceRef]] = Field(default=[], title="Bygger på")
    applies_to: Public[list[PositionRef]] = Field(default=[], title="Gäller")
    why: Public[Text | None] = Field(None, title="Varför")
    keywords: Public[list[Line]] = Field(default=[], title="Sökord")


class RuleChapter(Part):
    """Rules on one subject."""

    title: Public[Line] = Field(title="Rubrik")
    intro: Public[Markdown | None] = Field(None, title="Inledning")
    rules: Public[list[Rule]] = Field(title="Regler", min_length=1)


class Instruction(Examined):
    """A security instruction for those who use, manage or run systems."""

    kind: ClassVar[str] = "instruction"
    reasons: ClassVar[Reasons] = because(responsible_role=RESPONSIBILITY, status_note=EXPLANATION)
    name: Public[Line] = Field(alias="title", title="Titel")
    part: Public[Line] = Field(title="Del")
    summary: Public[Text] = Field(title="Sammanfattning")
    status: Public[Literal["förslag", "gällande", "upphävd"]] = Field(title="Status")
    status_note: Public[Text | None] = Field(None, title="Om statusen")
    adopted: Public[Decision | None] = Field(None, title="Antagen")
    valid_from: Public[Day | None] = Field(None, title="Gäller från och med")
    reviewed_on: Public[Day | None] = Field(None, title="Senast genomgången")
    responsible_role: Public[PositionRef] = Field(title="Ansvarig")
    based_on: Public[list[SourceRef]] = Field(default=[], title="Bygger på")
    applies_to: Public[list[PositionRef]] = Field(title="Gäller för", min_length=1)
    readers: Public[list[Line]] = Field(default=[], title="Läsare")
    chapters: Public[list[RuleChapter]] = Field(title="Kapitel", min_length=1)
