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
    InvolvedRef,
    Line,
    PageRef,
    Part,
    PositionRef,
    Public,
    RequirementRef,
    SystemRoleRef,
    Text,
)
from macros.records.reasons import CONTACT, RESPONSIBILITY, WORK, Reasons, because
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

    id: Public[Line] = Field(
        alias="name",
        title="Ord",
        description="Ordet som poster hänvisar med. Byts det måste alla hänvisningar bytas.",
    )


class SystemRole(Part):
    """A role that a system has, who may hold it and when it is needed."""

    role: Public[SystemRoleRef] = Field(title="Roll", description="Rollen eller funktionen.")
    label: Public[Line | None] = Field(
        None,
        title="Etikett på systemets sida",
        description="Vad rollen kallas på systemets sida, om inte med sitt namn.",
    )
    needed: Public[Literal["alltid", "fler än en användare", "när plan krävs", "valfri"]] = Field(
        title="Behövs", description="När ett system måste ha rollen."
    )
    held_by: Public[list[Line]] = Field(
        title="Får innehas av", description="Slag av enhet, eller ordet befattning.", min_length=1
    )
    at_most: Public[Literal["1", "flera"]] = Field(
        "1", title="Högst", description="Om bara en eller flera får ha rollen."
    )
    appointed_by: Public[list[PositionRef]] = Field(
        default=[], title="Utses av", description="De som utser den som har rollen."
    )
    source: Public[Text | None] = Field(None, title="Källa", description="Varifrån regeln kommer.")


class CriticalityGroup(Word):
    """A group that a system is assessed into."""

    kind: ClassVar[str] = "criticality"
    meaning: Public[Text] = Field(title="Betyder", description="Vad som menas med gruppen.")
    needs_plan: Public[Flag] = Field(
        title="Kräver säkerhetsplan", description="Om systemen i gruppen måste ha en säkerhetsplan."
    )
    unassessed: Public[Flag] = Field(
        False, title="Står för ej bedömt", description="Ej bedömt är inte detsamma som ej kritiskt."
    )


class Aspect(Word):
    """An aspect that information is classified by."""

    kind: ClassVar[str] = "aspect"
    today: Public[Line | None] = Field(
        None, title="Kallas i dag", description="Vad aspekten brukar kallas i dag."
    )
    question: Public[Text | None] = Field(
        None, title="Fråga", description="Frågan som den som klassar ska besvara."
    )


class Level(Word):
    """A level of the classification, from the mildest to the gravest."""

    kind: ClassVar[str] = "level"
    label: Public[Line] = Field(title="Betyder", description="Vad nivån betyder, i några få ord.")

    @property
    def title(self) -> str:
        """The number with its meaning."""
        return f"{self.id}, {self.label[0].lower()}{self.label[1:]}"


class PlanHeading(Word):
    """A heading of the security plan."""

    kind: ClassVar[str] = "heading"
    heading: Public[Line] = Field(
        alias="title", title="Rubrik", description="Rubriken som den ska läsas."
    )
    duty: Public[DutyRef | None] = Field(
        None, title="Uppgift", description="Uppgiften i styrdokumentet som rubriken kommer från."
    )

    @property
    def title(self) -> str:
        """Letter and heading."""
        return f"{self.id}) {self.heading}"


class WayOfTakingPart(Word):
    """A way in which someone else takes part in a duty."""

    kind: ClassVar[str] = "participation"
    meaning: Public[Text] = Field(title="Betyder", description="Vad som menas med sättet.")
    phrase: Public[Line | None] = Field(
        None, title="Skrivs så", description="Före den andra parten, till exempel »samråd med«."
    )


class Theme(Word):
    """A subject that duties are grouped by."""

    kind: ClassVar[str] = "theme"
    heading: Public[Line] = Field(
        alias="title", title="Rubrik", description="Rubriken som uppgifterna visas under."
    )

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
    heading: Public[Line] = Field(
        alias="title", title="Funktion", description="Vad programmen används till."
    )
    source: Public[Text | None] = Field(
        None, title="Källa", description="Varifrån funktionen kommer."
    )

    @property
    def title(self) -> str:
        """The heading."""
        return self.heading


class Threshold(Word):
    """An interval or a limit that demands are checked against."""

    kind: ClassVar[str] = "threshold"
    value: Public[Duration] = Field(title="Värde", description="Tiden som prövas.")
    requirement: Public[RequirementRef] = Field(
        title="Krav", description="Kravet som tiden hör till."
    )
    ours: Public[Flag] = Field(
        title="Kommunens egen", description="Nej när värdet står i programmet."
    )


class Label(Part):
    """The municipality's own word for a kind of record or a field."""

    of: Public[Line] = Field(
        title="Slag eller fält",
        description="»system« för slaget, »system.purpose« för ett fält, »consulted« för en del.",
    )
    word: Public[Line] = Field(title="Ord", description="Ordet som ska visas i stället.")


class Task(Part):
    """Something people come to the site for, and where the answer is."""

    text: Public[Line] = Field(
        title="Ärende",
        description="Ärendet med besökarens ord.",
        examples=["Jag har fått ett konstigt mejl"],
    )
    to: Public[PageRef] = Field(title="Leder till", description="Id, eller slag/id.")


class Feedback(Part):
    """Where readers say what they think of the site. Never a person's own address."""

    reasons: ClassVar[Reasons] = because(CONTACT)

    mailbox: Public[Line | None] = Field(
        None,
        title="Funktionsbrevlåda",
        description="En brevlåda för funktionen, aldrig en persons egen.",
        examples=["it-programmet@kommunen.example"],
    )
    url: Public[WebAddress | None] = Field(
        None, title="Webbadress", description="Sida där man kan säga vad man tycker."
    )

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
    license_name: Public[Line | None] = Field(
        None, title="Licens", description="Licensens namn.", examples=["CC0 1.0"]
    )
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


class HostTeam(Part):
    """The team that approves what someone in the municipality is responsible for."""

    about: ClassVar[frozenset[str]] = frozenset({"stands_for"})
    reasons: ClassVar[Reasons] = because(WORK)

    stands_for: Internal[InvolvedRef] = Field(
        title="Står för", description="Den vars uppgifter teamet godkänner ändringar av."
    )
    team: Internal[Line] = Field(
        title="Team", description="Som värden skriver det: »@organisation/team«."
    )


class Hosting(Part):
    """Where the programme is kept, and who there approves which change."""

    reasons: ClassVar[Reasons] = because(WORK)

    type: Internal[Literal["github", "gitlab", "forgejo"]] = Field(
        alias="kind", title="Slag av värd", description="Vilken tjänst förrådet ligger på."
    )
    url: Internal[WebAddress | None] = Field(
        None, title="Förrådets adress", description="Dit redaktören går för att ändra en fil."
    )
    branch: Internal[Line] = Field(
        "main", title="Gren", description="Den gren som webbplatserna byggs av."
    )
    default_team: Internal[Line | None] = Field(
        None, title="Team för det övriga", description="Godkänner det som inget annat team har."
    )
    teams: Internal[list[HostTeam]] = Field(
        default=[], title="Team", description="Vilket team som godkänner vems uppgifter."
    )


class Municipality(Examined):
    """The profile of one municipality."""

    kind: ClassVar[str] = "municipality"
    reasons: ClassVar[Reasons] = because(site_owner=RESPONSIBILITY)
    name: Public[Line] = Field(title="Kommun", description="Kommunens namn, utskrivet.")
    short_name: Public[Line] = Field(title="Kortnamn", description="Namnet utan ordet kommun.")
    code: Public[Line | None] = Field(
        None,
        title="Kommunkod",
        description="Kommunens nummer hos SCB, inom citattecken.",
        examples=["0586"],
    )
    site_title: Public[Line] = Field(
        title="Webbplatsens namn", description="Det som står överst på varje sida."
    )
    tagline: Public[Text | None] = Field(
        None, title="Kort om webbplatsen", description="Vad webbplatsen är, i en mening."
    )
    contact: Public[Contact | None] = Field(
        None, title="Kontakt", description="Hur man når dem som svarar på frågor om programmet."
    )
    feedback: Public[Feedback | None] = Field(
        None, title="Tyck till", description="Vart läsarna skriver vad de tycker."
    )
    site_owner: Public[PositionRef | None] = Field(
        None, title="Ansvarig för webbplatsen", description="Den som ansvarar för webbplatsen."
    )
    colours: Public[Colours] = Field(
        Colours(), title="Färger", description="Kommunens färger. Alla måste gå lätt att läsa."
    )
    open_data: Public[OpenData | None] = Field(
        None, title="Öppna data", description="Licens och annat som gäller uppgifterna som data."
    )
    hosting: Internal[Hosting | None] = Field(
        None, title="Git-värd", description="Var uppgifterna ändras, och vem som godkänner det."
    )
    labels: Public[list[Label]] = Field(
        default=[],
        title="Kommunens ord",
        description="Kommunens egna ord för slag av poster och fält.",
    )
    system_roles: Public[list[SystemRole]] = Field(
        title="Systemets roller", description="Roller som ett system har.", min_length=1
    )
    criticality_groups: Public[list[CriticalityGroup]] = Field(
        title="Kritikalitetsgrupper",
        description="Grupper efter hur viktigt ett system är.",
        min_length=1,
    )
    aspects: Public[list[Aspect]] = Field(
        title="Aspekter", description="Det som information klassas efter.", min_length=1
    )
    levels: Public[list[Level]] = Field(
        title="Nivåer", description="Nivåer av skada, den lindrigaste först.", min_length=1
    )
    plan_headings: Public[list[PlanHeading]] = Field(
        title="Planens rubriker", description="Rubriker som en säkerhetsplan ska ha.", min_length=1
    )
    ways_of_taking_part: Public[list[WayOfTakingPart]] = Field(
        title="Sätt att delta", description="Hur andra kan vara med i en uppgift."
    )
    themes: Public[list[Theme]] = Field(
        title="Uppgifternas ämnen", description="Ämnen som uppgifter visas under.", min_length=1
    )
    topics: Public[list[Topic]] = Field(
        title="Reglernas ämnen",
        description="Ämnen som instruktionernas regler handlar om.",
        min_length=1,
    )
    software_functions: Public[list[SoftwareFunction]] = Field(
        default=[],
        title="Gemensamma programvarufunktioner",
        description="Det som alla i kommunen använder samma program till.",
    )
    thresholds: Public[list[Threshold]] = Field(
        default=[], title="Intervall och gränser", description="Tider som kraven prövas mot."
    )
    tasks: Public[list[Task]] = Field(
        default=[],
        title="Vanliga ärenden",
        description="Det som många kommer till webbplatsen för.",
    )
    editor_note: Internal[Text | None] = Field(
        None,
        title="Till redaktionen",
        description="Det som redaktionen behöver veta. Visas bara för anställda.",
    )
