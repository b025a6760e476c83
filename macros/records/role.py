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

    party: Public[ActorRef] = Field(title="Part", description="Den andra som är med i uppgiften.")
    mode: Public[ParticipationRef] = Field(
        title="Sätt att delta", description="Hur den andra är med. Sätten står i kommunens profil."
    )
    note: Public[Text | None] = Field(
        None, title="Anmärkning", description="Något som läsaren behöver veta om samarbetet."
    )


class Duty(Entity):
    """One duty. The same words with two roles are two duties, each with an id of its own."""

    kind: ClassVar[str] = "duty"
    section: Public[SectionRef] = Field(
        title="Avsnitt", description="Avsnittet i styrdokumentet där uppgiften står."
    )
    text: Public[Text] = Field(
        title="Uppgift", description="Vad som ska göras, så som styrdokumentet säger det."
    )
    theme: Public[ThemeRef] = Field(
        title="Ämne", description="Ämnet som uppgiften visas under. Ämnena står i kommunens profil."
    )
    with_: Public[list[Participation]] = Field(
        default=[],
        alias="with",
        title="Tillsammans med",
        description="Andra som är med i uppgiften, och hur.",
    )
    cadence: Public[Line | None] = Field(
        None, title="Hur ofta", description="Hur ofta uppgiften görs.", examples=["en gång om året"]
    )
    form: Public[Line | None] = Field(
        None,
        title="Formkrav",
        description="Krav på formen för det som görs.",
        examples=["skriftligt"],
    )
    systems: Public[list[SystemRef]] = Field(
        default=[], title="Rör systemen", description="System som uppgiften särskilt gäller."
    )
    plan_heading: Public[HeadingRef | None] = Field(
        None,
        title="Rubrik i planen",
        description="Rubriken i säkerhetsplanen som uppgiften hör till.",
    )
    terms: Public[list[TermRef]] = Field(
        default=[], title="Begrepp", description="Begrepp som förklaras intill uppgiften."
    )
    note: Public[Text | None] = Field(
        None, title="Anmärkning", description="Vår egen kommentar, skild från styrdokumentets text."
    )
    points: Public[list[Duty]] = Field(
        default=[], title="Underpunkter", description="Uppgifter som är delar av den här."
    )


class Equivalent(Part):
    """The nearest role in another framework; never one to one."""

    reasons: ClassVar[Reasons] = because(EXPLANATION)

    framework: Public[Line] = Field(title="Ramverk", description="Det andra ramverkets namn.")
    role: Public[Line] = Field(title="Roll", description="Vad den närmaste rollen heter där.")
    note: Public[Text | None] = Field(
        None, title="Anmärkning", description="Vad som skiljer rollerna åt."
    )


class Role(Examined):
    """A role of the programme with its duties."""

    kind: ClassVar[str] = "role"
    reasons: ClassVar[Reasons] = because(
        summary=EXPLANATION, holder=RESPONSIBILITY, holder_name=PERSON
    )
    name: Public[Line] = Field(title="Namn", description="Rollens namn, i ental.")
    aliases: Public[list[Line]] = Field(
        default=[],
        title="Kallas också",
        description="Andra namn och böjningar, så att sökningen hittar rollen.",
    )
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
    ] = Field(alias="kind", title="Slag av roll", description="Vad för slags roll det är.")
    sections: Public[list[SectionRef]] = Field(
        title="Avsnitt",
        description="Avsnitt i styrdokumentet som handlar om rollen, det viktigaste först.",
        min_length=1,
    )
    summary: Public[Text] = Field(
        title="Sammanfattning", description="Vad rollen är till för, i en eller ett par meningar."
    )
    definition: Public[Markdown | None] = Field(
        None, title="Beskrivning", description="En längre beskrivning av rollen."
    )
    exhaustive: Public[Flag] = Field(
        True, title="Uttömmande lista", description="Nej när listan inleds med »bland annat«."
    )
    exhaustive_note: Public[Text | None] = Field(
        None, title="Om listan", description="Varför listan inte är hela svaret."
    )
    appointed_by: Public[list[PositionRef]] = Field(
        default=[], title="Utses av", description="De som utser den som har rollen."
    )
    can_delegate_to: Public[list[PositionRef]] = Field(
        default=[], title="Kan delegera till", description="De som får göra uppgifterna i stället."
    )
    members: Public[list[PositionRef]] = Field(
        default=[],
        title="Ledamöter",
        description="De roller och funktioner som ingår, när rollen är en grupp.",
    )
    adjunct: Public[Text | None] = Field(
        None, title="Adjungerade", description="Vilka som dessutom kan kallas."
    )
    holder: Public[UnitRef | None] = Field(
        None, title="Innehavare", description="Delen av organisationen som har rollen i kommunen."
    )
    holder_name: Internal[Name | None] = Field(
        None,
        title="Innehavarens namn",
        description="Namnet på den som har rollen. Visas bara för anställda.",
    )
    equivalent_to: Public[list[Equivalent]] = Field(
        default=[], title="Motsvarar", description="Närmaste roller i andra ramverk."
    )
    duty_prefix: Public[Line] = Field(
        title="Uppgifternas id börjar med",
        description="Början på id för alla uppgifter i filen, med punkt efter.",
        examples=["systemagare."],
    )
    duties: Public[list[Duty]] = Field(
        default=[], title="Uppgifter", description="Rollens uppgifter, i styrdokumentets ordning."
    )
