"""The organisation: bodies, administrations, and the functions that are not roles of their own."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from macros.records.exception import Examined
from macros.records.fields import (
    Line,
    Markdown,
    Part,
    Public,
    Record,
    SectionRef,
    Slug,
    Text,
    UnitRef,
)
from macros.records.reasons import ADOPTED, CONTACT, EXPLANATION, Reasons, because


class Contact(Part):
    """How to reach a function. Never a person's own address or number."""

    reasons: ClassVar[Reasons] = because(CONTACT)

    mailbox: Public[Line | None] = Field(None, title="Funktionsbrevlåda")
    phone: Public[Line | None] = Field(None, title="Telefon")
    url: Public[Line | None] = Field(None, title="Webbadress")


class Unit(Examined):
    """A part of the organisation."""

    kind: ClassVar[str] = "unit"
    reasons: ClassVar[Reasons] = because(
        text=ADOPTED, data_protection_officer=CONTACT, note=EXPLANATION
    )
    id: Public[Slug] = Field(title="Id")
    name: Public[Line] = Field(title="Namn")
    short_name: Public[Line | None] = Field(None, title="Kortnamn")
    type: Public[
        Literal[
            "fullmäktige",
            "styrelse",
            "nämnd",
            "gemensam nämnd",
            "förvaltning",
            "kontor",
            "avdelning",
            "sektor",
            "enhet",
            "bolag",
            "kommunalförbund",
            "extern",
        ]
    ] = Field(alias="kind", title="Slag")
    parent: Public[UnitRef | None] = Field(None, title="Del av")
    board: Public[UnitRef | None] = Field(None, title="Ansvarig nämnd eller styrelse")
    sections: Public[list[SectionRef]] = Field(default=[], title="Avsnitt")
    text: Public[Markdown | None] = Field(None, title="Vad styrdokumentet säger")
    aliases: Public[list[Line]] = Field(default=[], title="Kallas också")
    contact: Public[Contact | None] = Field(None, title="Kontakt")
    data_protection_officer: Public[Line | None] = Field(
        None, title="Dataskyddsombud", description="Flera nämnder får dela ombud."
    )
    note: Public[Text | None] = Field(None, title="Anmärkning")

    @property
    def is_administration(self) -> bool:
        """Whether it is one of those that a common system is shared by (programme 3.1)."""
        return self.type in ("förvaltning", "kontor", "sektor")


class Function(Record):
    """A function that the programme names but does not describe as a role."""

    kind: ClassVar[str] = "function"
    reasons: ClassVar[Reasons] = because(note=EXPLANATION)
    id: Public[Slug] = Field(title="Id")
    name: Public[Line] = Field(title="Namn")
    aliases: Public[list[Line]] = Field(default=[], title="Kallas också")
    sections: Public[list[SectionRef]] = Field(default=[], title="Avsnitt")
    text: Public[Markdown] = Field(title="Vad styrdokumentet säger")
    note: Public[Text | None] = Field(None, title="Anmärkning")
