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

    body: Public[BodyRef] = Field(title="Beslutat av")
    date: Public[Day] = Field(title="Datum")
    paragraph: Public[Line | None] = Field(None, title="Paragraf")
    case_number: Public[Line | None] = Field(None, title="Diarienummer")
    url: Public[Line | None] = Field(None, title="Länk")


class Section(Entity):
    """A section of the document. Numbers are unique, headings are not."""

    kind: ClassVar[str] = "section"
    id: Public[SectionNumber] = Field(alias="number", title="Nummer")
    name: Public[Line] = Field(alias="title", title="Rubrik")
    page: Public[Number | None] = Field(None, title="Sida i originalet")
    slug: Public[Slug | None] = Field(
        None, title="Adress", description="Bara för kapitel: sidans namn i adressen."
    )
    text: Public[Markdown | None] = Field(
        None, title="Text", description="För den som inte skriver kapitlet som en sida i docs/."
    )
    roles: Public[list[RoleRef]] = Field(default=[], title="Roller")
    keywords: Public[list[Line]] = Field(default=[], title="Sökord")

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

    date: Public[Day] = Field(title="Datum")
    title: Public[Line] = Field(title="Händelse")
    text: Public[Text | None] = Field(None, title="Beskrivning")
    body: Public[BodyRef | None] = Field(None, title="Beslutat av")


class GoverningDocument(Examined):
    """The IT programme as a document: who adopted it, when, and what has become of it."""

    kind: ClassVar[str] = "document"
    reasons: ClassVar[Reasons] = because(original_note=EXPLANATION, status_note=EXPLANATION)
    name: Public[Line] = Field(alias="title", title="Titel")
    type: Public[Line] = Field(alias="kind", title="Dokumenttyp")
    adopted: Public[Decision] = Field(title="Antaget")
    responsible_role: Public[PositionRef] = Field(title="Dokumentansvarig")
    scope: Public[Text | None] = Field(None, title="Gäller för")
    status: Public[
        Literal["utkast", "gällande", "upphävt", "ersatt", "historiskt", "ska bekräftas"]
    ] = Field(title="Status")
    status_note: Public[Text | None] = Field(None, title="Om statusen")
    reviewed_on: Public[Day | None] = Field(None, title="Senast genomgånget")
    pages: Public[Number | None] = Field(None, title="Sidor")
    original_note: Public[Text] = Field(title="Om originalet")
    original_url: Public[Line | None] = Field(None, title="Originalet")
    history: Public[list[Event]] = Field(default=[], title="Historia")
    sections: Public[list[Section]] = Field(title="Avsnitt", min_length=1)
    editor_note: Internal[Text | None] = Field(None, title="Till redaktionen")

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
    id: Public[Slug] = Field(title="Id")
    section: Public[SectionRef | None] = Field(None, title="Avsnitt")
    found: Public[Text | None] = Field(None, title="I transkriptet")
    repaired: Public[Text | None] = Field(None, title="Rättat till")
    type: Public[Line | None] = Field(None, alias="kind", title="Slag av skada")
    certainty: Public[Literal["säker", "trolig", "osäker", "behålls i citat"] | None] = Field(
        None, title="Hur säker"
    )
    text: Public[Text | None] = Field(None, title="Beskrivning")
    note: Public[Text | None] = Field(None, title="Anmärkning")
