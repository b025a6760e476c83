"""The governing document: its adoption, its sections, its history."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from macros.records.exception import Examined
from macros.records.fields import (
    BodyRef,
    Day,
    Entity,
    Internal,
    Line,
    Markdown,
    Number,
    Part,
    PositionRef,
    Public,
    Record,
    RoleRef,
    SectionNumber,
    SectionRef,
    Slug,
    Text,
)
from macros.records.reasons import EXPLANATION, Reasons, because


class Decision(Part):
    """A decision by a body of the municipality. The paragraph is text: »§ 126«."""

    body: Public[BodyRef] = Field(title="Beslutat av", description="Den som fattade beslutet.")
    date: Public[Day] = Field(title="Datum", description="Dagen för beslutet.")
    paragraph: Public[Line | None] = Field(
        None, title="Paragraf", description="Paragrafen i protokollet.", examples=["§ 126"]
    )
    case_number: Public[Line | None] = Field(
        None,
        title="Diarienummer",
        description="Ärendets nummer i diariet.",
        examples=["KS 2026:12"],
    )
    url: Public[Line | None] = Field(
        None, title="Länk", description="Adress till protokollet eller beslutet."
    )


class Section(Entity):
    """A section of the document. Numbers are unique, headings are not."""

    kind: ClassVar[str] = "section"
    id: Public[SectionNumber] = Field(
        alias="number",
        title="Nummer",
        description="Avsnittets nummer i styrdokumentet. Ändras aldrig, för länkar pekar hit.",
    )
    name: Public[Line] = Field(alias="title", title="Rubrik", description="Avsnittets rubrik.")
    page: Public[Number | None] = Field(
        None, title="Sida i originalet", description="Sidan i det antagna dokumentet."
    )
    slug: Public[Slug | None] = Field(
        None, title="Adress", description="Bara för kapitel: sidans namn i adressen."
    )
    text: Public[Markdown | None] = Field(
        None, title="Text", description="För den som inte skriver kapitlet som en sida i docs/."
    )
    roles: Public[list[RoleRef]] = Field(
        default=[], title="Roller", description="Roller som avsnittet handlar om."
    )
    keywords: Public[list[Line]] = Field(
        default=[],
        title="Sökord",
        description="Ord som folk söker på i stället för avsnittets egna.",
    )

    @property
    def title(self) -> str:
        """Number and heading."""
        return f"{self.id} {self.name}"

    @property
    def anchor(self) -> str:
        """Anchors are a contract: `avsnitt-4-5`."""
        return f"avsnitt-{self.id.replace('.', '-')}"


class Event(Part):
    """Something that happened to the document."""

    date: Public[Day] = Field(title="Datum", description="Dagen då det hände.")
    title: Public[Line] = Field(title="Händelse", description="Vad som hände, i några få ord.")
    text: Public[Text | None] = Field(None, title="Beskrivning", description="Mer om händelsen.")
    body: Public[BodyRef | None] = Field(
        None, title="Beslutat av", description="Den som beslutade, om det var ett beslut."
    )


class AdoptedVersion(Part):
    """A version of the data that shows the document as it was adopted on a day."""

    name: Public[Line] = Field(
        title="Namn", description="Som det står i en mening, till exempel »antagandet 2005«."
    )
    date: Public[Day] = Field(title="Antagen")
    tag: Public[Slug] = Field(
        title="Märke i Git", description="Taggen som versionen har, till exempel »antaget-2005«."
    )
    commit: Public[Line | None] = Field(
        None,
        title="Version i Git",
        description="Versionens fulla namn i Git. Då kan märket inte flyttas utan att det märks.",
    )
    note: Public[Text | None] = Field(None, title="Anmärkning")


class GoverningDocument(Examined):
    """The IT programme as a document: who adopted it, when, and what has become of it."""

    kind: ClassVar[str] = "document"
    reasons: ClassVar[Reasons] = because(original_note=EXPLANATION, status_note=EXPLANATION)
    name: Public[Line] = Field(alias="title", title="Titel", description="Dokumentets namn.")
    type: Public[Line] = Field(
        alias="kind",
        title="Dokumenttyp",
        description="Vad för slags styrdokument det är.",
        examples=["program"],
    )
    adopted: Public[Decision] = Field(title="Antaget", description="Beslutet som antog dokumentet.")
    responsible_role: Public[PositionRef] = Field(
        title="Dokumentansvarig", description="Den som håller dokumentet aktuellt."
    )
    scope: Public[Text | None] = Field(
        None, title="Gäller för", description="Vilka som dokumentet gäller för."
    )
    status: Public[
        Literal["utkast", "gällande", "upphävt", "ersatt", "historiskt", "ska bekräftas"]
    ] = Field(title="Status", description="Om dokumentet gäller.")
    status_note: Public[Text | None] = Field(
        None, title="Om statusen", description="Det som läsaren behöver veta om statusen."
    )
    reviewed_on: Public[Day | None] = Field(
        None,
        title="Senast genomgånget",
        description="Dagen då någon senast såg till att innehållet stämmer.",
    )
    pages: Public[Number | None] = Field(
        None, title="Sidor", description="Antal sidor i originalet."
    )
    original_note: Public[Text] = Field(
        title="Om originalet", description="Varifrån texten kommer och vilket dokument som gäller."
    )
    original_url: Public[Line | None] = Field(
        None, title="Originalet", description="Adress till originalet."
    )
    history: Public[list[Event]] = Field(
        default=[],
        title="Historia",
        description="Vad som har hänt med dokumentet, det äldsta först.",
    )
    versions: Public[list[AdoptedVersion]] = Field(
        default=[],
        title="Antagna versioner",
        description="Den äldsta först. Webbplatsen visar vad som har ändrats sedan var och en.",
    )
    sections: Public[list[Section]] = Field(
        title="Avsnitt", description="Dokumentets avsnitt, i ordning.", min_length=1
    )
    editor_note: Internal[Text | None] = Field(
        None,
        title="Till redaktionen",
        description="Det som redaktionen behöver veta. Visas bara för anställda.",
    )

    def chapter(self, section: Section) -> Section:
        """The chapter that a section belongs to, by its number."""
        first = section.id.split(".")[0]
        return next((s for s in self.sections if s.id == first), section)

    def page_of(self, entity: Entity) -> str:
        """The address of the chapter that a section stands in."""
        if not isinstance(entity, Section):
            return self.id
        chapter = self.chapter(entity)
        return chapter.slug or f"kapitel-{chapter.id}"


class Repair(Record):
    """A damage to the transcript and how it is mended, or a trap in its structure."""

    kind: ClassVar[str] = "repair"
    id: Public[Slug] = Field(title="Id", description="Ändras aldrig, för länkar pekar hit.")
    section: Public[SectionRef | None] = Field(
        None, title="Avsnitt", description="Avsnittet där skadan finns."
    )
    found: Public[Text | None] = Field(
        None,
        title="I transkriptet",
        description="Texten som den står i transkriptet, tecken för tecken.",
    )
    repaired: Public[Text | None] = Field(
        None, title="Rättat till", description="Texten som den ska vara."
    )
    type: Public[Line | None] = Field(
        None, alias="kind", title="Slag av skada", description="Vad för slags skada det är."
    )
    certainty: Public[Literal["säker", "trolig", "osäker", "behålls i citat"] | None] = Field(
        None, title="Hur säker", description="Hur säker rättelsen är."
    )
    text: Public[Text | None] = Field(
        None, title="Beskrivning", description="Vad som är skadat, när det inte är enskilda ord."
    )
    note: Public[Text | None] = Field(
        None, title="Anmärkning", description="Hur vi kom fram till rättelsen."
    )
