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

    mailbox: Public[Line | None] = Field(
        None,
        title="Funktionsbrevlåda",
        description="En brevlåda för funktionen, aldrig en persons egen.",
        examples=["servicedisk@kommunen.example"],
    )
    phone: Public[Line | None] = Field(
        None, title="Telefon", description="Telefonnummer till funktionen, aldrig en persons eget."
    )
    url: Public[Line | None] = Field(
        None, title="Webbadress", description="Sida med kontaktuppgifter eller formulär."
    )


class Unit(Examined):
    """A part of the organisation."""

    kind: ClassVar[str] = "unit"
    reasons: ClassVar[Reasons] = because(
        text=ADOPTED, data_protection_officer=CONTACT, note=EXPLANATION
    )
    id: Public[Slug] = Field(title="Id", description="Ändras aldrig, för länkar pekar hit.")
    name: Public[Line] = Field(title="Namn", description="Namnet, utskrivet.")
    short_name: Public[Line | None] = Field(
        None, title="Kortnamn", description="Ett kortare namn, till exempel för tabeller."
    )
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
    ] = Field(alias="kind", title="Slag", description="Vad för slags del av organisationen det är.")
    parent: Public[UnitRef | None] = Field(
        None, title="Del av", description="Den större del av organisationen som den hör till."
    )
    board: Public[UnitRef | None] = Field(
        None,
        title="Ansvarig nämnd eller styrelse",
        description="Nämnden eller styrelsen som ansvarar för den.",
    )
    sections: Public[list[SectionRef]] = Field(
        default=[], title="Avsnitt", description="Avsnitt i styrdokumentet som nämner den."
    )
    text: Public[Markdown | None] = Field(
        None, title="Vad styrdokumentet säger", description="Vad styrdokumentet säger om den."
    )
    aliases: Public[list[Line]] = Field(
        default=[],
        title="Kallas också",
        description="Andra namn och böjningar, så att sökningen hittar den.",
    )
    contact: Public[Contact | None] = Field(None, title="Kontakt", description="Hur man når den.")
    data_protection_officer: Public[Line | None] = Field(
        None, title="Dataskyddsombud", description="Flera nämnder får dela ombud."
    )
    note: Public[Text | None] = Field(
        None, title="Anmärkning", description="Vår egen kommentar, skild från styrdokumentets text."
    )

    @property
    def is_administration(self) -> bool:
        """Whether it is one of those that a common system is shared by (programme 3.1)."""
        return self.type in ("förvaltning", "kontor", "sektor")


class Function(Record):
    """A function that the programme names but does not describe as a role."""

    kind: ClassVar[str] = "function"
    reasons: ClassVar[Reasons] = because(note=EXPLANATION)
    id: Public[Slug] = Field(title="Id", description="Ändras aldrig, för länkar pekar hit.")
    name: Public[Line] = Field(title="Namn", description="Funktionens namn.")
    aliases: Public[list[Line]] = Field(
        default=[],
        title="Kallas också",
        description="Andra namn och böjningar, så att sökningen hittar den.",
    )
    sections: Public[list[SectionRef]] = Field(
        default=[], title="Avsnitt", description="Avsnitt i styrdokumentet som nämner funktionen."
    )
    text: Public[Markdown] = Field(
        title="Vad styrdokumentet säger", description="Vad styrdokumentet säger om funktionen."
    )
    note: Public[Text | None] = Field(
        None, title="Anmärkning", description="Vår egen kommentar, skild från styrdokumentets text."
    )
