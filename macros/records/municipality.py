"""The municipality's profile: everything that differs from one municipality to another."""

from __future__ import annotations

import re
from typing import Annotated, ClassVar, Literal, Self

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from macros.records.appearance import Colours
from macros.records.exception import Examined
from macros.records.fields import (
    Duration,
    DutyRef,
    Entity,
    Flag,
    Internal,
    Line,
    PageRef,
    Part,
    PositionRef,
    Public,
    RequirementRef,
    SystemRoleRef,
    Text,
)
from macros.records.reasons import CONTACT, RESPONSIBILITY, Reasons, because
from macros.records.unit import Contact

WEB_ADDRESS = re.compile(r"https?://[a-zA-Z0-9][^\s<>\"{}|\\^`]*")


def _web_address(value: object) -> str:
    if not isinstance(value, str) or not WEB_ADDRESS.fullmatch(value.strip()):
        raise PydanticCustomError("web_address", "{kind}", {"kind": "web_address"})
    return value.strip()


WebAddress = Annotated[str, BeforeValidator(_web_address)]
"""An address that begins with http: or https:, for machines to follow."""


class Word(Entity):
    """An entry of one of the municipality's own vocabularies. Its name is its id."""

    id: Public[Line] = Field(alias="name", title="Ord")


class SystemRole(Part):
    """A role that a system has, who may hold it and when it is needed."""

    role: Public[SystemRoleRef] = Field(title="Roll")
    label: Public[Line | None] = Field(None, title="Etikett på systemets sida")
    needed: Public[Literal["alltid", "fler än en användare", "när plan krävs", "valfri"]] = Field(
        title="Behövs"
    )
    held_by: Public[list[Line]] = Field(
        title="Får innehas av", description="Slag av enhet, eller ordet befattning.", min_length=1
    )
    at_most: Public[Literal["1", "flera"]] = Field("1", title="Högst")
    appointed_by: Public[list[PositionRef]] = Field(default=[], title="Utses av")
    source: Public[Text | None] = Field(None, title="Källa")


class CriticalityGroup(Word):
    """A group that a system is assessed into."""

    kind: ClassVar[str] = "criticality"
    meaning: Public[Text] = Field(title="Betyder")
    needs_plan: Public[Flag] = Field(title="Kräver säkerhetsplan")
    unassessed: Public[Flag] = Field(
        False, title="Står för ej bedömt", description="Ej bedömt är inte detsamma som ej kritiskt."
    )


class Aspect(Word):
    """An aspect that information is classified by."""

    kind: ClassVar[str] = "aspect"
    today: Public[Line | None] = Field(None, title="Kallas i dag")
    question: Public[Text | None] = Field(None, title="Fråga")


class Level(Word):
    """A level of the classification, from the mildest to the gravest."""

    kind: ClassVar[str] = "level"
    label: Public[Line] = Field(title="Betyder")

    @property
    def title(self) -> str:
        """The number with its meaning."""
        return f"{self.id}, {self.label[0].lower()}{self.label[1:]}"


class PlanHeading(Word):
    """A heading of the security plan."""

    kind: ClassVar[str] = "heading"
    heading: Public[Line] = Field(alias="title", title="Rubrik")
    duty: Public[DutyRef | None] = Field(None, title="Uppgift")

    @property
    def title(self) -> str:
        """Letter and heading."""
        return f"{self.id}) {self.heading}"


class WayOfTakingPart(Word):
    """A way in which someone else takes part in a duty."""

    kind: ClassVar[str] = "participation"
    meaning: Public[Text] = Field(title="Betyder")
    phrase: Public[Line | None] = Field(
        None, title="Skrivs så", description="Före den andra parten, till exempel »samråd med«."
    )


class Theme(Word):
    """A subject that duties are grouped by."""

    kind: ClassVar[str] = "theme"
    heading: Public[Line] = Field(alias="title", title="Rubrik")

    @property
    def title(self) -> str:
        """The heading."""
        return self.heading


class Topic(Word):
    """A subject that the instructions' rules are about."""

    kind: ClassVar[str] = "topic"


class SoftwareFunction(Word):
    """A function for which everyone uses the same program."""

    kind: ClassVar[str] = "software-function"
    heading: Public[Line] = Field(alias="title", title="Funktion")
    source: Public[Text | None] = Field(None, title="Källa")

    @property
    def title(self) -> str:
        """The heading."""
        return self.heading


class Threshold(Word):
    """An interval or a limit that demands are checked against."""

    kind: ClassVar[str] = "threshold"
    value: Public[Duration] = Field(title="Värde")
    requirement: Public[RequirementRef] = Field(title="Krav")
    ours: Public[Flag] = Field(
        title="Kommunens egen", description="Nej när värdet står i programmet."
    )


class Label(Part):
    """The municipality's own word for a kind of record or a field."""

    of: Public[Line] = Field(
        title="Slag eller fält",
        description="»system« för slaget, »system.purpose« för ett fält, »consulted« för en del.",
    )
    word: Public[Line] = Field(title="Ord")


class Task(Part):
    """Something people come to the site for, and where the answer is."""

    text: Public[Line] = Field(title="Ärende")
    to: Public[PageRef] = Field(title="Leder till", description="Id, eller slag/id.")


class Feedback(Part):
    """Where readers say what they think of the site. Never a person's own address."""

    reasons: ClassVar[Reasons] = because(CONTACT)

    mailbox: Public[Line | None] = Field(None, title="Funktionsbrevlåda")
    url: Public[WebAddress | None] = Field(None, title="Webbadress")

    @model_validator(mode="after")
    def _leads_somewhere(self) -> Self:
        if self.mailbox is None and self.url is None:
            raise PydanticCustomError("feedback", "{kind}", {"kind": "feedback"})
        return self


class OpenData(Part):
    """What only the municipality can decide about its open data. What is not said is left out."""

    license: Public[WebAddress | None] = Field(
        None, title="Licensens adress", description="Till exempel en av Creative Commons adresser."
    )
    license_name: Public[Line | None] = Field(None, title="Licens")
    catalog_license: Public[WebAddress | None] = Field(
        None,
        title="Licens för beskrivningen",
        description="Dataportalen kräver http://creativecommons.org/publicdomain/zero/1.0/.",
    )
    publisher_uri: Public[WebAddress | None] = Field(
        None,
        title="Utgivarens adress",
        description="Dataportalens: http://dataportal.se/organisation/SE och organisationsnumret.",
    )


class Municipality(Examined):
    """The profile of one municipality."""

    kind: ClassVar[str] = "municipality"
    reasons: ClassVar[Reasons] = because(site_owner=RESPONSIBILITY)
    name: Public[Line] = Field(title="Kommun")
    short_name: Public[Line] = Field(title="Kortnamn")
    code: Public[Line | None] = Field(None, title="Kommunkod")
    site_title: Public[Line] = Field(title="Webbplatsens namn")
    tagline: Public[Text | None] = Field(None, title="Kort om webbplatsen")
    contact: Public[Contact | None] = Field(None, title="Kontakt")
    feedback: Public[Feedback | None] = Field(None, title="Tyck till")
    site_owner: Public[PositionRef | None] = Field(None, title="Ansvarig för webbplatsen")
    colours: Public[Colours] = Field(Colours(), title="Färger")
    open_data: Public[OpenData | None] = Field(None, title="Öppna data")
    labels: Public[list[Label]] = Field(default=[], title="Kommunens ord")
    system_roles: Public[list[SystemRole]] = Field(title="Systemets roller", min_length=1)
    criticality_groups: Public[list[CriticalityGroup]] = Field(
        title="Kritikalitetsgrupper", min_length=1
    )
    aspects: Public[list[Aspect]] = Field(title="Aspekter", min_length=1)
    levels: Public[list[Level]] = Field(title="Nivåer", min_length=1)
    plan_headings: Public[list[PlanHeading]] = Field(title="Planens rubriker", min_length=1)
    ways_of_taking_part: Public[list[WayOfTakingPart]] = Field(title="Sätt att delta")
    themes: Public[list[Theme]] = Field(title="Uppgifternas ämnen", min_length=1)
    topics: Public[list[Topic]] = Field(title="Reglernas ämnen", min_length=1)
    software_functions: Public[list[SoftwareFunction]] = Field(
        default=[], title="Gemensamma programvarufunktioner"
    )
    thresholds: Public[list[Threshold]] = Field(default=[], title="Intervall och gränser")
    tasks: Public[list[Task]] = Field(default=[], title="Vanliga ärenden")
    editor_note: Internal[Text | None] = Field(None, title="Till redaktionen")
