"""Roles and their duties: who does what, with whom (programme, chapter 3)."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from macros.records.exception import Examined
from macros.records.fields import (
    ActorRef,
    Entity,
    Flag,
    HeadingRef,
    Internal,
    Line,
    Markdown,
    Name,
    Part,
    ParticipationRef,
    PositionRef,
    Public,
    SectionRef,
    SystemRef,
    TermRef,
    Text,
    ThemeRef,
    UnitRef,
)
from macros.records.reasons import EXPLANATION, PERSON, RESPONSIBILITY, Reasons, because


class Participation(Part):
    """Someone else who takes part in a duty, and how."""

    party: Public[ActorRef] = Field(title="Part")
    mode: Public[ParticipationRef] = Field(title="Sätt att delta")
    note: Public[Text | None] = Field(None, title="Anmärkning")


class Duty(Entity):
    """One duty. The same words with two roles are two duties, each with an id of its own."""

    kind: ClassVar[str] = "duty"
    section: Public[SectionRef] = Field(title="Avsnitt")
    text: Public[Text] = Field(title="Uppgift")
    theme: Public[ThemeRef] = Field(title="Ämne")
    with_: Public[list[Participation]] = Field(default=[], alias="with", title="Tillsammans med")
    cadence: Public[Line | None] = Field(None, title="Hur ofta")
    form: Public[Line | None] = Field(None, title="Formkrav")
    systems: Public[list[SystemRef]] = Field(default=[], title="Rör systemen")
    plan_heading: Public[HeadingRef | None] = Field(None, title="Rubrik i planen")
    terms: Public[list[TermRef]] = Field(default=[], title="Begrepp")
    note: Public[Text | None] = Field(None, title="Anmärkning")
    points: Public[list[Duty]] = Field(default=[], title="Underpunkter")


class Equivalent(Part):
    """The nearest role in another framework; never one to one."""

    reasons: ClassVar[Reasons] = because(EXPLANATION)

    framework: Public[Line] = Field(title="Ramverk")
    role: Public[Line] = Field(title="Roll")
    note: Public[Text | None] = Field(None, title="Anmärkning")


class Role(Examined):
    """A role of the programme with its duties."""

    kind: ClassVar[str] = "role"
    reasons: ClassVar[Reasons] = because(
        summary=EXPLANATION, holder=RESPONSIBILITY, holder_name=PERSON
    )
    name: Public[Line] = Field(title="Namn")
    aliases: Public[list[Line]] = Field(default=[], title="Kallas också")
    type: Public[
        Literal[
            "politiskt organ",
            "nämnd eller styrelse",
            "chef",
            "tjänsteman",
            "forum",
            "alla användare",
            "extern",
        ]
    ] = Field(alias="kind", title="Slag av roll")
    sections: Public[list[SectionRef]] = Field(title="Avsnitt", min_length=1)
    summary: Public[Text] = Field(title="Sammanfattning")
    definition: Public[Markdown | None] = Field(None, title="Beskrivning")
    exhaustive: Public[Flag] = Field(
        True, title="Uttömmande lista", description="Nej när listan inleds med »bland annat«."
    )
    exhaustive_note: Public[Text | None] = Field(None, title="Om listan")
    appointed_by: Public[list[PositionRef]] = Field(default=[], title="Utses av")
    can_delegate_to: Public[list[PositionRef]] = Field(default=[], title="Kan delegera till")
    members: Public[list[PositionRef]] = Field(default=[], title="Ledamöter")
    adjunct: Public[Text | None] = Field(None, title="Adjungerade")
    holder: Public[UnitRef | None] = Field(None, title="Innehavare")
    holder_name: Internal[Name | None] = Field(None, title="Innehavarens namn")
    equivalent_to: Public[list[Equivalent]] = Field(default=[], title="Motsvarar")
    duty_prefix: Public[Line] = Field(title="Uppgifternas id börjar med")
    duties: Public[list[Duty]] = Field(default=[], title="Uppgifter")
