"""Reviews: that someone has gone through a record, and what it was that they went through.

When something was changed is known from Git, and is never written by hand. When it was gone through
is written here, with a checksum of the substance: a later change of substance makes it out of date.
"""

from __future__ import annotations

import re
from typing import Annotated, ClassVar, Literal

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

from macros.records.fields import Day, Internal, PositionRef, Record, ReviewedRef, Slug, Text


def _digest(value: object) -> str:
    if not isinstance(value, str) or not re.fullmatch(r"[0-9a-f]{16}", value):
        raise PydanticCustomError("digest", "{kind}", {"kind": "digest"})
    return value


Digest = Annotated[str, BeforeValidator(_digest)]
"""The first 16 hexadecimal digits of a SHA-256 of what was gone through."""


class Review(Record):
    """That a record was gone through: by which role, when, and what it came to."""

    kind: ClassVar[str] = "review"
    id: Internal[Slug] = Field(title="Id")
    reviewed: Internal[ReviewedRef] = Field(
        title="Genomgånget", description="Slag och id för det som gicks igenom."
    )
    by: Internal[PositionRef] = Field(
        title="Genomgånget av", description="Rollen, aldrig en person."
    )
    date: Internal[Day] = Field(title="Datum", description="Dagen då det gicks igenom.")
    outcome: Internal[Literal["stämmer", "ändrat", "ska ändras"]] = Field(
        title="Utfall",
        description="»Ändrat« när felen rättades samtidigt, »ska ändras« när de är kvar.",
    )
    digest: Internal[Digest] = Field(
        title="Kontrollsumma",
        description=(
            "Visar om posten har ändrats i sak sedan dess. Skrivs av itprogram review, eller"
            " kopieras från postens sida på den interna webbplatsen."
        ),
    )
    note: Internal[Text | None] = Field(None, title="Anmärkning")

    @property
    def title(self) -> str:
        """That it is a review, and of which day. What was gone through may be hidden."""
        return f"Genomgång {self.date.isoformat()}"
